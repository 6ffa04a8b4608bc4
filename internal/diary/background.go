package diary

import (
	"fmt"
	"slices"
)

// Answer is yes, no, or that the person does not know; empty is not answered.
type Answer string

// The answers.
const (
	Yes       Answer = "yes"
	No        Answer = "no"
	DontKnow  Answer = "dont_know"
	noneGiven Answer = ""
)

// Answers lists them in the order shown.
var Answers = []Answer{Yes, No, DontKnow}

// StopWhy is why something tried before this diary was stopped.
type StopWhy string

// The reasons.
const (
	NoBenefit      StopWhy = "no_effect"
	Augmented      StopWhy = "augmentation"
	HadSideEffects StopWhy = "side_effect"
	OtherWhy       StopWhy = "other"
)

// StopWhys lists them in the order shown.
var StopWhys = []StopWhy{NoBenefit, Augmented, HadSideEffects, OtherWhy}

// TriedBefore is something tried before this diary.
type TriedBefore struct {
	Agent string `json:"agent"`
	// Dose is the highest, as the user remembers it.
	Dose string  `json:"dose,omitzero"`
	Why  StopWhy `json:"why,omitzero"`
}

// Background is what a doctor asks about first and a night does not say. All of it is optional.
type Background struct {
	// Criteria are answers to the five diagnostic criteria, in the order of the Criteria list.
	Criteria [5]Answer `json:"criteria,omitzero"`
	// OnsetAge is the age at which it began, 0–120 years.
	OnsetAge Optional[int] `json:"onset_age,omitzero"`
	// Family has restless legs.
	Family Answer `json:"family,omitzero"`
	// Conditions are answers in the order of the Conditions list.
	Conditions [6]Answer `json:"conditions,omitzero"`
	// ApnoeaTreatment in the user's words.
	ApnoeaTreatment string        `json:"apnoea_treatment,omitzero"`
	Tried           []TriedBefore `json:"tried,omitempty"`
	Note            string        `json:"note,omitzero"`
}

// Criteria name the five diagnostic criteria (Allen et al. 2014, Sleep Med 15:860), in the program's own words.
var Criteria = [5]string{"urge", "rest", "relief", "evening", "not_else"}

// Conditions name what goes with restless legs or decides about their treatment.
var Conditions = [6]string{"kidneys", "neuropathy", "apnoea", "depression", "pregnancy", "anaemia"}

// MaxTried bounds the list of what was tried before.
const MaxTried = 50

// IsZero tells whether nothing is answered.
func (b Background) IsZero() bool {
	return b.Answered() == 0
}

// Answered counts what is answered or written, each line of what was tried before for itself.
func (b Background) Answered() int {
	n := len(b.Tried)
	for _, a := range slices.Concat(b.Criteria[:], b.Conditions[:], []Answer{b.Family}) {
		if a != noneGiven {
			n++
		}
	}
	if b.OnsetAge.IsSet() {
		n++
	}
	for _, text := range []string{b.ApnoeaTreatment, b.Note} {
		if text != "" {
			n++
		}
	}
	return n
}

// CriteriaMet counts the criteria answered with yes, and all that were answered.
func (b Background) CriteriaMet() (met, answered int) {
	for _, a := range b.Criteria {
		if a == Yes {
			met++
		}
		if a != noneGiven {
			answered++
		}
	}
	return met, answered
}

// Validate checks choices and lengths. The error is FieldErrors.
func (b Background) Validate() error {
	var c checker
	answer := func(field string, a Answer) {
		if a != noneGiven {
			known(&c, field, []Answer{a}, Answers)
		}
	}
	for i, a := range b.Criteria {
		answer("criteria."+Criteria[i], a)
	}
	for i, a := range b.Conditions {
		answer("conditions."+Conditions[i], a)
	}
	answer("family", b.Family)
	c.intIn("onset_age", b.OnsetAge, 0, MaxAge)
	c.text("apnoea_treatment", b.ApnoeaTreatment, MaxName)
	c.text("note", b.Note, MaxNote)
	if len(b.Tried) > MaxTried {
		c.outOfRange("tried", 0, MaxTried)
	}
	for i, t := range b.Tried {
		prefix := fmt.Sprintf("tried[%d].", i)
		if t.Agent == "" {
			c.add(prefix+"agent", Required)
		}
		c.text(prefix+"agent", t.Agent, MaxName)
		c.text(prefix+"dose", t.Dose, MaxName)
		if t.Why != "" {
			known(&c, prefix+"why", []StopWhy{t.Why}, StopWhys)
		}
	}
	return c.err()
}

// MaxAge in years.
const MaxAge = 120
