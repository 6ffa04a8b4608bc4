package compare

import (
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

// Outcome is what is compared from night to night. Its words are in the translations: its name under
// "outcome.<outcome>", the sentences of its verdicts under "wording.better.<outcome>" and the like.
type Outcome string

// The outcomes. Severity is the primary one: its verdict stands alone, the others are secondary.
const (
	Severity        Outcome = "severity"
	SleepHours      Outcome = "sleep_hours"
	MinutesToSleep  Outcome = "minutes_to_sleep"
	TimesUp         Outcome = "times_up"
	MinutesAwake    Outcome = "minutes_awake"
	OnsetMinutes    Outcome = "onset_minutes"
	Tiredness       Outcome = "tiredness"
	SleepEfficiency Outcome = "sleep_efficiency"
	DaytimeSymptoms Outcome = "daytime_symptoms"
)

// Unit is what an outcome is measured in. How its values read is told by package wording.
type Unit string

// The units.
const (
	Points  Unit = "points"  // of a rating, 0–10
	Hours   Unit = "hours"   // of a length of time
	Minutes Unit = "minutes" // of a length of time
	Times   Unit = "times"   // a night
	Clock   Unit = "clock"   // a time of night in minutes after noon; differences are minutes
	Percent Unit = "percent" // of something, 0–100; differences are percentage points
)

// Units lists every unit.
var Units = []Unit{Points, Hours, Minutes, Times, Clock, Percent}

// measure says all there is to know of an outcome.
type measure struct {
	outcome Outcome
	unit    Unit
	// step is the grain in which it is recorded, and low to high are its bounds.
	step, low, high float64
	higherIsBetter  bool
	// important is the smallest change that matters, given the mean before.
	important func(meanBefore float64) float64
	// fields of a night from which it is worked out, by their names, and how.
	fields []string
	of     func(n diary.Night) diary.Optional[float64]
}

// measures are the outcomes, the primary one first. For ratings the smallest changes that matter are borrowed
// from pain research (Salaffi et al. 2004; 1, 2 or 3 points by baseline); the others are Stillnight's own.
var measures = []measure{
	{
		outcome: Severity, unit: Points, step: 1, high: diary.MaxRating, important: byBaseline,
		fields: []string{"severity"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.Severity) },
	},
	{
		outcome: SleepHours, unit: Hours, step: 0.25, high: diary.MaxSleepHours, higherIsBetter: true, important: always(0.5),
		fields: []string{"sleep_hours"}, of: func(n diary.Night) diary.Optional[float64] { return n.SleepHours },
	},
	{
		outcome: MinutesToSleep, unit: Minutes, step: 5, high: diary.MaxMinutesInBed, important: always(10),
		fields: []string{"minutes_to_sleep"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.MinutesToSleep) },
	},
	{
		outcome: TimesUp, unit: Times, step: 1, high: diary.MaxCount, important: always(1),
		fields: []string{"times_up"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.TimesUp) },
	},
	{
		outcome: MinutesAwake, unit: Minutes, step: 5, high: diary.MaxMinutesInBed, important: always(20),
		fields: []string{"minutes_awake"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.MinutesAwake) },
	},
	{
		outcome: OnsetMinutes, unit: Clock, step: 5, high: float64(diary.MaxClock), higherIsBetter: true, important: always(60),
		fields: []string{"onset", "all_day"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.OnsetMinutes()) },
	},
	{
		outcome: Tiredness, unit: Points, step: 1, high: diary.MaxRating, important: byBaseline,
		fields: []string{"tiredness"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.Tiredness) },
	},
	{
		outcome: SleepEfficiency, unit: Percent, step: 1, high: 100, higherIsBetter: true, important: always(5),
		fields: []string{"tried_to_sleep", "got_up", "sleep_hours"}, of: efficiency,
	},
	{
		outcome: DaytimeSymptoms, unit: Points, step: 1, high: diary.MaxRating, important: byBaseline,
		fields: []string{"daytime_symptoms"}, of: func(n diary.Night) diary.Optional[float64] { return asFloat(n.DaytimeSymptoms) },
	},
}

// efficiency is the share of the night in bed that was slept, in per cent: the sleep efficiency of the Consensus
// Sleep Diary (Carney et al. 2012), with the time one tried to sleep for the beginning of the night, as Reed and
// Sacco (2016) advise. Sleep is noted to the quarter hour: what is more than the night by no more than that is all
// of it. Who sleeps by day gets up after the noon at which clocks of a night begin again. Where the three do not fit
// together there is no value.
func efficiency(n diary.Night) diary.Optional[float64] {
	from, tried := n.TriedToSleep.Get()
	to, up := n.GotUp.Get()
	slept, said := n.SleepHours.Get()
	if to <= from && from-to >= diary.MaxClock+1-mostInBed {
		to += diary.MaxClock + 1
	}
	inBed := float64(to-from) / 60
	if !tried || !up || !said || inBed <= 0 || slept > inBed+0.25 {
		return diary.None[float64]()
	}
	return diary.Some(min(100*slept/inBed, 100))
}

// mostInBed is the longest stretch over noon that is taken for one in bed, in minutes.
const mostInBed diary.Clock = 14 * 60

// Outcomes lists every outcome, the primary one first.
var Outcomes = outcomes()

func outcomes() []Outcome {
	list := make([]Outcome, len(measures))
	for i, m := range measures {
		list[i] = m.outcome
	}
	return list
}

// measure finds the outcome's line. One that is not in the table is a mistake of the program: names from
// outside go through ParseOutcome.
func (o Outcome) measure() *measure {
	for i := range measures {
		if measures[i].outcome == o {
			return &measures[i]
		}
	}
	panic(fmt.Errorf("compare: no such outcome: %q", string(o)))
}

// Of returns the outcome's value on a night, or None where it was not recorded.
func (o Outcome) Of(n diary.Night) diary.Optional[float64] { return o.measure().of(n) }

// Fields names the fields of a night from which the outcome is worked out.
func (o Outcome) Fields() []string { return slices.Clone(o.measure().fields) }

// Unit is what the outcome is measured in.
func (o Outcome) Unit() Unit { return o.measure().unit }

// HigherIsBetter tells the good side: more hours slept and a later onset are better, less of a rating.
func (o Outcome) HigherIsBetter() bool { return o.measure().higherIsBetter }

// Step is the grain in which the outcome is recorded: 1 for ratings and counts, 0.25 h, 5 min.
func (o Outcome) Step() float64 { return o.measure().step }

// Range bounds the outcome's values, for axes and checks.
func (o Outcome) Range() (low, high float64) {
	m := o.measure()
	return m.low, m.high
}

// MinimalImportant is the smallest change that matters, given the mean before.
func (o Outcome) MinimalImportant(meanBefore float64) float64 {
	return o.measure().important(meanBefore)
}

func byBaseline(meanBefore float64) float64 {
	switch {
	case meanBefore < 5:
		return 1
	case meanBefore < 8:
		return 2
	}
	return 3
}

func always(change float64) func(float64) float64 {
	return func(float64) float64 { return change }
}

func asFloat(v diary.Optional[int]) diary.Optional[float64] {
	if n, ok := v.Get(); ok {
		return diary.Some(float64(n))
	}
	return diary.None[float64]()
}

// ParseOutcome finds the outcome of a name as in JSON.
func ParseOutcome(name string) (Outcome, bool) {
	at := slices.Index(Outcomes, Outcome(name))
	if at < 0 {
		return "", false
	}
	return Outcomes[at], true
}
