package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// RedFlagKind names something in the diary that should be told to a doctor.
type RedFlagKind string

// The kinds.
const (
	ShortSleep   RedFlagKind = "short_sleep"    // A mean hours, B nights
	SevereNights RedFlagKind = "severe_nights"  // A mean severity, B nights
	AllDayOnset  RedFlagKind = "all_day"        // A nights of B recorded
	NewParts     RedFlagKind = "new_body_parts" // Parts
	SafetyTicked RedFlagKind = "safety"         // Signs, Dates
)

// RedFlagKinds lists them in the order told.
var RedFlagKinds = []RedFlagKind{ShortSleep, SevereNights, AllDayOnset, NewParts, SafetyTicked}

// RedFlag is one such thing, with its numbers.
type RedFlag struct {
	Kind  RedFlagKind
	A, B  float64
	Parts []diary.BodyPart
	// Signs and Dates go together: the sign and the last night it was ticked.
	Signs []diary.SafetySign
	Dates []diary.Date
}

// Over how many nights red flags are looked for, and how many of them must be written down.
const (
	RedFlagNights    = 14
	MinRedFlagNights = 7
)

// Bounds of the red flags.
const (
	shortSleepMean = 5.0
	severeMean     = 7.0
	allDayNights   = 3
	safetyDays     = 28
)

// RedFlags looks at the last fortnight (for ticked safety signs at the last four weeks). Signs are only
// ever ticked by the user, never read out of notes.
func RedFlags(d diary.Diary) ([]RedFlag, error) {
	nights, err := checkedNights(d.Nights, diary.Date{})
	if err != nil {
		return nil, err
	}
	if len(nights) == 0 {
		return nil, nil
	}
	all := diary.Diary{Nights: nights}
	end := nights[len(nights)-1].Date
	last := all.Between(end.AddDays(1-RedFlagNights), end)
	earlierNights := nights[:len(nights)-len(last)]

	var flags []RedFlag
	add := func(f RedFlag, applies bool) {
		if applies {
			flags = append(flags, f)
		}
	}
	hours, severity := valuesOf(last, SleepHours), valuesOf(last, Severity)
	add(RedFlag{Kind: ShortSleep, A: Mean(hours), B: float64(len(hours))}, len(hours) >= MinRedFlagNights && Mean(hours) < shortSleepMean)
	add(RedFlag{Kind: SevereNights, A: Mean(severity), B: float64(len(severity))}, len(severity) >= MinRedFlagNights && Mean(severity) >= severeMean)
	allDay := 0
	for _, n := range last {
		if n.AllDay {
			allDay++
		}
	}
	add(RedFlag{Kind: AllDayOnset, A: float64(allDay), B: float64(len(last))}, allDay >= allDayNights)
	parts := spread(earlierNights, last)
	add(RedFlag{Kind: NewParts, Parts: parts}, len(parts) > 0)

	safety := RedFlag{Kind: SafetyTicked}
	for _, sign := range diary.SafetySigns {
		ticked := all.Between(end.AddDays(1-safetyDays), end)
		for i := len(ticked) - 1; i >= 0; i-- {
			if slices.Contains(ticked[i].Safety, sign) {
				safety.Signs, safety.Dates = append(safety.Signs, sign), append(safety.Dates, ticked[i].Date)
				break
			}
		}
	}
	add(safety, len(safety.Signs) > 0)
	return flags, nil
}

// LookedFor lists the kinds of red flags for which the last fortnight has enough written down, so that one that is not
// found is not there either. A kind that it does not list says nothing, found or not. Of a diary that cannot be read it
// is empty.
func LookedFor(d diary.Diary) []RedFlagKind {
	nights, err := checkedNights(d.Nights, diary.Date{})
	if err != nil || len(nights) == 0 {
		return nil
	}
	end := nights[len(nights)-1].Date
	last := diary.Diary{Nights: nights}.Between(end.AddDays(1-RedFlagNights), end)
	felt, placed := 0, 0
	for _, n := range last {
		severity, rated := n.Severity.Get()
		if rated || n.AllDay || n.Onset.IsSet() {
			felt++
		}
		if len(n.BodyParts) > 0 || rated && severity == 0 {
			placed++
		}
	}
	var kinds []RedFlagKind
	for _, k := range []struct {
		kind   RedFlagKind
		enough bool
	}{
		{ShortSleep, len(valuesOf(last, SleepHours)) >= MinRedFlagNights},
		{SevereNights, len(valuesOf(last, Severity)) >= MinRedFlagNights},
		{AllDayOnset, felt >= MinRedFlagNights},
		{NewParts, placed >= MinRedFlagNights && withParts(nights[:len(nights)-len(last)]) >= MinRedFlagNights},
		{SafetyTicked, true},
	} {
		if k.enough {
			kinds = append(kinds, k.kind)
		}
	}
	return kinds
}

// withParts counts the nights on which body parts were noted.
func withParts(nights []diary.Night) (n int) {
	for _, night := range nights {
		if len(night.BodyParts) > 0 {
			n++
		}
	}
	return n
}

// spread lists arms and trunk noted lately and never before, where body parts were noted before.
func spread(before, last []diary.Night) []diary.BodyPart {
	if withParts(before) < MinRedFlagNights {
		return nil
	}
	var parts []diary.BodyPart
	for _, part := range []diary.BodyPart{diary.LeftArm, diary.RightArm, diary.Trunk} {
		has := func(n diary.Night) bool { return slices.Contains(n.BodyParts, part) }
		if slices.ContainsFunc(last, has) && !slices.ContainsFunc(before, has) {
			parts = append(parts, part)
		}
	}
	return parts
}
