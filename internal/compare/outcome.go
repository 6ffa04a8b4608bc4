package compare

import "stillnight/internal/diary"

// Outcome is what is compared from night to night.
type Outcome string

// The outcomes. Severity is the primary one: its verdict stands alone, the others are secondary.
const (
	Severity       Outcome = "severity"         // 0–10
	SleepHours     Outcome = "sleep_hours"      // hours
	MinutesToSleep Outcome = "minutes_to_sleep" // minutes
	TimesUp        Outcome = "times_up"         // times a night
	MinutesAwake   Outcome = "minutes_awake"    // minutes
	OnsetMinutes   Outcome = "onset_minutes"    // minutes after noon
	Tiredness      Outcome = "tiredness"        // 0–10
)

// Outcomes lists every outcome, the primary one first.
var Outcomes = []Outcome{Severity, SleepHours, MinutesToSleep, TimesUp, MinutesAwake, OnsetMinutes, Tiredness}

// Of returns the outcome's value on a night, or None where it was not recorded.
func (o Outcome) Of(n diary.Night) diary.Optional[float64] {
	switch o {
	case Severity:
		return asFloat(n.Severity)
	case SleepHours:
		return n.SleepHours
	case MinutesToSleep:
		return asFloat(n.MinutesToSleep)
	case TimesUp:
		return asFloat(n.TimesUp)
	case MinutesAwake:
		return asFloat(n.MinutesAwake)
	case OnsetMinutes:
		return asFloat(n.OnsetMinutes())
	case Tiredness:
		return asFloat(n.Tiredness)
	}
	return diary.None[float64]()
}

func asFloat(v diary.Optional[int]) diary.Optional[float64] {
	if n, ok := v.Get(); ok {
		return diary.Some(float64(n))
	}
	return diary.None[float64]()
}

// HigherIsBetter tells the good side: more hours slept and a later onset are better, less of the rest.
func (o Outcome) HigherIsBetter() bool { return o == SleepHours || o == OnsetMinutes }

// Step is the grain in which the outcome is recorded: 1 for ratings and counts, 0.25 h, 5 min.
func (o Outcome) Step() float64 {
	switch o {
	case SleepHours:
		return 0.25
	case MinutesToSleep, MinutesAwake, OnsetMinutes:
		return 5
	}
	return 1
}

// Range bounds the outcome's values, for axes and checks.
func (o Outcome) Range() (low, high float64) {
	switch o {
	case Severity, Tiredness:
		return 0, diary.MaxRating
	case SleepHours:
		return 0, diary.MaxSleepHours
	case MinutesToSleep, MinutesAwake:
		return 0, diary.MaxMinutesInBed
	case TimesUp:
		return 0, diary.MaxCount
	}
	return 0, float64(diary.MaxClock)
}

// Important is the smallest change that matters, given the mean before. For ratings the thresholds
// are borrowed from pain research (Salaffi et al. 2004; 1, 2 or 3 points by baseline); the others are
// Stillnight's own: half an hour of sleep, 10 minutes to sleep, once up, 20 minutes awake, an hour of onset.
func (o Outcome) Important(meanBefore float64) float64 {
	switch o {
	case SleepHours:
		return 0.5
	case MinutesToSleep:
		return 10
	case TimesUp:
		return 1
	case MinutesAwake:
		return 20
	case OnsetMinutes:
		return 60
	}
	switch {
	case meanBefore < 5:
		return 1
	case meanBefore < 8:
		return 2
	}
	return 3
}

// ParseOutcome finds the outcome of a name as in JSON.
func ParseOutcome(name string) (Outcome, bool) {
	for _, o := range Outcomes {
		if string(o) == name {
			return o, true
		}
	}
	return "", false
}
