package diary

import (
	"cmp"
	"fmt"
	"slices"
)

// Kind is what sort of thing an intervention is.
type Kind string

// The kinds of intervention.
const (
	Prescription   Kind = "prescription"
	Supplement     Kind = "supplement"
	HomeRemedy     Kind = "home_remedy"
	ManualTherapy  Kind = "manual_therapy"
	Exercise       Kind = "exercise"
	Device         Kind = "device"
	TriggerAvoided Kind = "trigger_avoided"
	OtherKind      Kind = "other"
)

// Kinds lists every kind in the order shown.
var Kinds = []Kind{Prescription, Supplement, HomeRemedy, ManualTherapy, Exercise, Device, TriggerAvoided, OtherKind}

// Intervention is something the user changes in the hope of calmer nights.
type Intervention struct {
	ID   int64  `json:"id,omitzero"`
	Name string `json:"name"`
	Kind Kind   `json:"kind,omitzero"`
	// CatalogueID names the catalogue's entry; empty for an own remedy.
	CatalogueID string `json:"catalogue_id,omitzero"`
	Note        string `json:"note,omitzero"`
	// CarryOverDays after stopping in which an effect may linger, 0–365; None uses the catalogue's.
	CarryOverDays Optional[int] `json:"carry_over_days,omitzero"`
	// JudgeAfterDays before which no verdict is given, 0–365; None uses the catalogue's.
	JudgeAfterDays Optional[int] `json:"judge_after_days,omitzero"`
	// Phases in order of their start, never overlapping.
	Phases []Phase `json:"phases"`
	// Intakes are single doses, sessions and misses that were noted, in order of their date.
	Intakes []Intake `json:"intakes,omitempty"`
	// SideEffects in order of their date.
	SideEffects []SideEffect `json:"side_effects,omitempty"`
	// Prescribed steps of the dose, in order of their date.
	Prescribed []PrescribedStep `json:"prescribed,omitempty"`
	// Blind trials of it, in order of their first night.
	Blind []BlindTrial `json:"blind,omitempty"`
}

// Phase is a stretch of nights with one dose: from the night Start up to, not including, the night End.
// A dose change is a phase whose Start is the End of the one before; a stop is an End that no phase
// starts on.
type Phase struct {
	ID    int64 `json:"id,omitzero"`
	Start Date  `json:"start"`
	// StartIs says how well Start is known; see StartRange.
	StartIs StartPrecision `json:"start_is,omitzero"`
	// End is the first night without it (or on another dose); None while it goes on.
	End  Optional[Date]    `json:"end"`
	Dose Optional[float64] `json:"dose,omitzero"`
	Unit string            `json:"unit,omitzero"`
	// Times of day at which it is taken.
	Times    []Clock  `json:"times,omitempty"`
	Schedule Schedule `json:"schedule,omitzero"`
	// RunInDays left out after Start, 0–365; None uses the catalogue's.
	RunInDays Optional[int] `json:"run_in_days,omitzero"`
	// Paused says that the End is meant as a pause, not a stop.
	Paused bool `json:"paused,omitzero"`
	// StopReason is the user's words on why it ended.
	StopReason string `json:"stop_reason,omitzero"`
	// Overall is the user's own 7-step "since I started this", −3 (very much worse) to 3 (very much better).
	Overall Optional[int] `json:"overall,omitzero"`
}

// Schedule is how often it is meant to be taken or done. The zero Schedule is "every night".
type Schedule struct {
	// TimesPerWeek 1–7; 0 means every night.
	TimesPerWeek int `json:"times_per_week,omitzero"`
	// Weeks the course lasts, 0 for no fixed length.
	Weeks int `json:"weeks,omitzero"`
	// AsNeeded says there is no plan.
	AsNeeded bool `json:"as_needed,omitzero"`
}

// IntakeStatus is what happened with one dose or session.
type IntakeStatus string

// What may happen with a dose or session.
const (
	Taken       IntakeStatus = "taken"
	Missed      IntakeStatus = "missed"
	SessionDone IntakeStatus = "session_done"
	Planned     IntakeStatus = "planned"
)

// IntakeStatuses lists every status in the order shown.
var IntakeStatuses = []IntakeStatus{Taken, Missed, SessionDone, Planned}

// Intake is one dose or session on one night.
type Intake struct {
	Night  Date            `json:"night"`
	Status IntakeStatus    `json:"status"`
	At     Optional[Clock] `json:"at,omitzero"`
	// Dose is what was taken, in the unit of the phase, 0–1000000; None is the dose of the phase.
	Dose Optional[float64] `json:"dose,omitzero"`
}

// Limits of an intervention's numbers.
const (
	MaxWindowDays = 365
	MaxDose       = 1e6
	MaxWeeks      = 104
	MaxOverall    = 3
)

// Contains tells whether the night belongs to the phase.
func (p Phase) Contains(d Date) bool {
	if d.Before(p.Start) {
		return false
	}
	end, ok := p.End.Get()
	return !ok || d.Before(end)
}

// PhaseOn returns the index of the phase that holds the night, or -1.
func (iv Intervention) PhaseOn(d Date) int {
	return slices.IndexFunc(iv.Phases, func(p Phase) bool { return p.Contains(d) })
}

// SortPhases puts phases and all else that has dates in order of date, as Validate expects them.
func (iv *Intervention) SortPhases() {
	slices.SortStableFunc(iv.Phases, func(a, b Phase) int { return a.Start.Compare(b.Start) })
	slices.SortStableFunc(iv.Intakes, func(a, b Intake) int {
		return cmp.Or(a.Night.Compare(b.Night), cmp.Compare(a.Status, b.Status))
	})
	slices.SortStableFunc(iv.SideEffects, func(a, b SideEffect) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(iv.Prescribed, func(a, b PrescribedStep) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(iv.Blind, func(a, b BlindTrial) int { return a.Begun.Compare(b.Begun) })
}

// Validate checks names, ranges, and that phases are in order, longer than zero nights and do not
// overlap. The error is FieldErrors; each names the intervention as its Subject.
func (iv Intervention) Validate() error {
	var c checker
	if iv.Name == "" {
		c.add("name", Required)
	}
	c.text("name", iv.Name, MaxName)
	c.text("note", iv.Note, MaxNote)
	if iv.Kind != "" {
		known(&c, "kind", []Kind{iv.Kind}, Kinds)
	}
	c.intIn("carry_over_days", iv.CarryOverDays, 0, MaxWindowDays)
	c.intIn("judge_after_days", iv.JudgeAfterDays, 0, MaxWindowDays)
	for i, p := range iv.Phases {
		p.check(&c, fmt.Sprintf("phases[%d].", i))
		if i > 0 {
			before := iv.Phases[i-1]
			end, ended := before.End.Get()
			if !ended || p.Start.Before(end) || p.Start.Before(before.Start) {
				c.add(fmt.Sprintf("phases[%d].start", i), Overlaps)
			}
		}
	}
	for i, in := range iv.Intakes {
		field := fmt.Sprintf("intakes[%d]", i)
		c.date(field, in.Night)
		known(&c, field, []IntakeStatus{in.Status}, IntakeStatuses)
		c.clock(field, in.At)
		c.floatIn(field+".dose", in.Dose, 0, MaxDose)
	}
	for i, e := range iv.SideEffects {
		e.check(&c, fmt.Sprintf("side_effects[%d].", i))
	}
	checkPrescribed(&c, iv.Prescribed)
	for i, b := range iv.Blind {
		b.check(&c, fmt.Sprintf("blind[%d].", i))
	}
	for _, e := range c.errs {
		e.Subject = iv.Name
	}
	return c.err()
}

func (p Phase) check(c *checker, prefix string) {
	c.date(prefix+"start", p.Start)
	known(c, prefix+"start_is", []StartPrecision{p.StartIs}, StartPrecisions)
	if end, ok := p.End.Get(); ok {
		c.date(prefix+"end", end)
		if !end.After(p.Start) {
			c.add(prefix+"end", EndNotAfter)
		}
	}
	c.floatIn(prefix+"dose", p.Dose, 0, MaxDose)
	c.text(prefix+"unit", p.Unit, MaxName)
	c.text(prefix+"stop_reason", p.StopReason, MaxNote)
	c.intIn(prefix+"run_in_days", p.RunInDays, 0, MaxWindowDays)
	c.intIn(prefix+"overall", p.Overall, -MaxOverall, MaxOverall)
	for _, t := range p.Times {
		c.clock(prefix+"times", Some(t))
	}
	c.intIn(prefix+"times_per_week", Some(p.Schedule.TimesPerWeek), 0, 7)
	c.intIn(prefix+"weeks", Some(p.Schedule.Weeks), 0, MaxWeeks)
}
