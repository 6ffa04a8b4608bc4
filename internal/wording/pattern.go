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

// Augmentation tells what the diary shows under a dopaminergic medicine, a sentence a line: never a
// diagnosis, never a word about the dose. Nothing to tell is nil.
func Augmentation(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	var lines []string
	add := func(s string) { lines = append(lines, s) }
	switch f.Level {
	case compare.DoctorPattern:
		add(l.T("wording.augmentation.pattern", "name", f.Intervention))
	case compare.EarlySigns:
		add(l.T("wording.augmentation.early_signs", "name", f.Intervention))
	default:
		return nil
	}
	for _, sign := range f.Signs {
		add(augmentationSign(l, f, sign))
	}
	if f.WorseNights > 0 {
		add(l.T("wording.augmentation.persistent", "n", l.Number(float64(f.WorseNights), 0), "of", l.Number(float64(f.LastNights), 0)))
	}
	span := []any{"first", l.DateMedium(f.ReferenceFirst), "last", l.DateMedium(f.ReferenceLast)}
	if f.BeforeStart {
		add(l.T("wording.augmentation.reference_before", span...))
	} else {
		add(l.T("wording.augmentation.reference_best", span...))
	}
	if len(f.Explanations) > 0 {
		var why []string
		for _, e := range f.Explanations {
			why = append(why, l.T("wording.explanation."+string(e)))
		}
		add(l.T("wording.augmentation.other_reasons", "reasons", l.List(why)))
	}
	add(l.T("wording.augmentation.advice"))
	return lines
}

func augmentationSign(l *i18n.Localizer, f compare.AugmentationFlag, sign compare.AugmentationSign) string {
	switch sign {
	case compare.OnsetMuchEarlier, compare.OnsetEarlier:
		s, _ := f.Onset.Get()
		return l.T("wording.augmentation.onset", "from", Value(l, compare.OnsetMinutes, s.Reference), "to", Value(l, compare.OnsetMinutes, s.Current))
	case compare.RestShorter:
		s, _ := f.RestMinutes.Get()
		return l.T("wording.augmentation.rest", "from", minutes(l, s.Reference), "to", minutes(l, s.Current))
	case compare.NewBodyPart:
		var parts []string
		for _, p := range f.NewParts {
			parts = append(parts, l.T("wording.augmentation.part", "part", l.T("bodypart."+string(p.Part)), "n", l.Number(float64(p.Nights), 0), "of", l.Number(float64(p.Of), 0)))
		}
		return l.T("wording.augmentation.parts", "parts", l.List(parts))
	case compare.MoreSevere:
		s, _ := f.Severity.Get()
		return l.T("wording.augmentation.severity", "from", l.Short(s.Reference), "to", l.Short(s.Current))
	case compare.ReliefShorter:
		s, _ := f.ReliefHours.Get()
		return l.T("wording.augmentation.relief", "from", minutes(l, s.Reference*minutesPerHour), "to", minutes(l, s.Current*minutesPerHour))
	case compare.WorseOnMore:
		date, _ := f.Raised.Get()
		return l.T("wording.augmentation.raised", "date", l.DateMedium(date), "from", l.Short(f.RaisedSeverity.Reference), "to", l.Short(f.RaisedSeverity.Current))
	}
	return string(sign)
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
