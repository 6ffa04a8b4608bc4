package wording

import (
	"slices"
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Trigger says what nights with a trigger were like.
func Trigger(l *i18n.Localizer, r compare.TriggerResult) string {
	title := TriggerTitle(l, r)
	e, _ := r.Effect.Get()
	switch r.Verdict {
	case compare.Better, compare.Worse:
		return l.T("wording.trigger."+string(r.Verdict), "title", title) + " " + change(l, r.Outcome, e)
	case compare.NoClearChange:
		return l.T("wording.trigger.no_clear_change", "title", title) + " " + span(l, r.Outcome, e.CI)
	case compare.CannotSeparate:
		return l.T("wording.trigger.cannot_separate", "title", title)
	}
	return l.T("wording.trigger.too_early", "title", title, "with", l.Number(float64(r.With.N), 0), "without", l.Number(float64(r.Without.N), 0), "need", l.Number(compare.MinTriggerSides, 0))
}

// TriggerTitle names a trigger and which night is meant: "Coffee, the night after".
func TriggerTitle(l *i18n.Localizer, r compare.TriggerResult) string {
	if r.Lag == 0 {
		return l.T("wording.trigger.same_night", "name", r.Trigger)
	}
	return l.T("wording.trigger.night_after", "name", r.Trigger)
}

// TriggersLookedAt says how many were looked at and that the intervals allow for it.
func TriggersLookedAt(l *i18n.Localizer, rs compare.TriggerResults) string {
	return l.N("wording.trigger.looked_at", rs.LookedAt)
}

// Relief says how often a measure helped and how fast.
func Relief(l *i18n.Localizer, r compare.ReliefResult) string {
	name := Measure(l, r.Measure)
	if r.Rated == 0 {
		return l.N("wording.relief.not_rated", r.Tried, "name", name)
	}
	number := func(n int) string { return l.Number(float64(n), 0) }
	sentences := []string{l.T("wording.relief.helped", "name", name, "helped", number(r.Helped), "rated", number(r.Rated), "share", l.Percent(r.Share), "low", l.Percent(r.CI.Low), "high", l.Percent(r.CI.High))}
	sentences = append(sentences, l.T("wording.relief.median", "relief", l.Short(r.Median)))
	if m, ok := r.MinutesToRelief.Get(); ok {
		sentences = append(sentences, l.T("wording.relief.minutes", "time", minutes(l, m)))
	}
	if share, ok := r.OthersShare.Get(); ok {
		sentences = append(sentences, l.T("wording.relief.others", "share", l.Percent(share)))
	}
	return strings.Join(sentences, " ")
}

// Measure names a measure: its own text, or what the user called it.
func Measure(l *i18n.Localizer, measure string) string {
	if slices.Contains(diary.Measures, measure) {
		return l.T("measure." + measure)
	}
	return measure
}

// RedFlag says one thing that should be told to a doctor; "" where all of it is urgent and said by UrgentTicked.
func RedFlag(l *i18n.Localizer, f compare.RedFlag) string {
	switch f.Kind {
	case compare.ShortSleep:
		return l.N("wording.red.short_sleep", int(f.B), "hours", l.Number(f.A, 1))
	case compare.SevereNights:
		return l.N("wording.red.severe_nights", int(f.B), "severity", l.Number(f.A, 1))
	case compare.AllDayOnset:
		return l.T("wording.red.all_day", "n", l.Number(f.A, 0), "of", l.Number(f.B, 0))
	case compare.NewParts:
		var parts []string
		for _, p := range f.Parts {
			parts = append(parts, l.T("bodypart."+string(p)))
		}
		return l.T("wording.red.new_body_parts", "parts", l.List(parts))
	case compare.SafetyTicked:
		var signs []string
		for i, s := range f.Signs {
			if _, urgent := clinical.UrgencyOf(s); !urgent {
				signs = append(signs, l.T("wording.dated", "name", l.T("safety."+string(s)), "date", l.DateMedium(f.Dates[i])))
			}
		}
		if len(signs) == 0 {
			return ""
		}
		return l.T("wording.red.safety", "signs", strings.Join(signs, "; "))
	}
	return string(f.Kind)
}
