package wording

import (
	"math"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Warnings says every caution of a comparison.
func Warnings(l *i18n.Localizer, c compare.Comparison) []string {
	words := make([]string, 0, len(c.Warnings))
	for _, w := range c.Warnings {
		words = append(words, Warning(l, w))
	}
	return words
}

// Warning says one caution with its numbers.
func Warning(l *i18n.Localizer, w compare.Warning) string {
	whole := func(x float64) int { return int(math.Round(x)) }
	switch w.Kind {
	case compare.WarnBadStretch:
		return l.N("wording.warn.bad_stretch", whole(w.B), "amount", Amount(l, w.Outcome, w.A))
	case compare.WarnDiaryStart:
		if w.A > 0 {
			return l.T("wording.warn.diary_start_worse", "amount", Amount(l, w.Outcome, w.A))
		}
		return l.N("wording.warn.diary_start", whole(w.B))
	case compare.WarnTrend:
		ci := compare.Interval{Low: w.A, High: w.B}
		return l.T("wording.warn.slow_trend", "span", span(l, w.Outcome, ci))
	case compare.WarnSpread:
		return l.T("wording.warn.spread_differs", "span", span(l, w.Outcome, compare.Interval{Low: w.A, High: w.B}))
	case compare.WarnMissing:
		return l.T("wording.warn.missing_differs", "before", l.Percent(w.A), "after", l.Percent(w.B))
	case compare.WarnLate:
		return l.T("wording.warn.late_entries", "share", l.Percent(w.A))
	case compare.WarnSeason:
		return l.N("wording.warn.season", whole(w.A))
	case compare.WarnAdherence:
		return l.T("wording.warn.adherence", "share", l.Percent(w.A))
	case compare.WarnOtherSteps:
		return l.T("wording.warn.other_steps", "others", l.List(dated(l, w)))
	case compare.WarnTooClose:
		return l.T("wording.warn.too_close", "others", l.List(dated(l, w)))
	case compare.WarnFewNights:
		return l.T("wording.warn.few_nights", "before", l.Number(w.A, 0), "after", l.Number(w.B, 0), "need", l.Number(compare.MinForVerdict, 0))
	case compare.WarnOneNight:
		return l.T("wording.warn.one_night_decides", "night", l.DateMedium(w.Dates[0]))
	case compare.WarnJudgeLater:
		return l.N("wording.warn.judge_later", whole(w.A), "had", l.Number(w.B, 0))
	case compare.WarnInCarryOver:
		return l.N("wording.warn.carry_over", whole(w.A))
	}
	return string(w.Kind)
}

// dated lists other steps with what they were and when.
func dated(l *i18n.Localizer, w compare.Warning) []string {
	names := make([]string, len(w.Names))
	for i, name := range w.Names {
		names[i] = l.T("wording.changed."+string(w.Kinds[i]), "name", name, "date", l.DateMedium(w.Dates[i]))
	}
	return names
}
