package wording

import (
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Prescribed tells a step with its first night; a dose of 0 is the end.
func Prescribed(l *i18n.Localizer, p diary.PrescribedStep) string {
	return prescribed(l, p, "wording.taper.step", "wording.taper.stop")
}

// PrescribedLater tells a step that begins after the nights told of.
func PrescribedLater(l *i18n.Localizer, p diary.PrescribedStep) string {
	return prescribed(l, p, "wording.taper.step_later", "wording.taper.stop_later")
}

func prescribed(l *i18n.Localizer, p diary.PrescribedStep, step, stop string) string {
	if p.Dose == 0 {
		return l.T(stop, "date", l.DateMedium(p.Date))
	}
	return l.T(step, "dose", Dose(l, compare.Dose{Amount: diary.Some(p.Dose), Unit: p.Unit}), "date", l.DateMedium(p.Date))
}

// TaperStep tells a step, on how many nights it was taken so, and what the nights were like.
func TaperStep(l *i18n.Localizer, s compare.TaperStep) string {
	words := Prescribed(l, s.PrescribedStep) + " " + TaperTaken(l, s)
	if s.Severity.N > 0 {
		words += " " + l.N("wording.taper.severity", s.Severity.N, "mean", l.Number(s.Severity.Mean, 1))
	}
	return words
}

// TaperTaken tells on how many of the nights whose dose is known a step was taken as prescribed, and on how many more
// or less.
func TaperTaken(l *i18n.Localizer, s compare.TaperStep) string {
	if len(s.Taken) == 0 {
		return l.T("wording.taper.unknown")
	}
	n := func(x int) string { return l.Number(float64(x), 0) }
	words := l.N("wording.taper.taken", len(s.Taken), "as", n(s.As))
	if s.More > 0 {
		words += " " + l.T("wording.taper.more", "count", n(s.More))
	}
	if s.Less > 0 {
		words += " " + l.T("wording.taper.less", "count", n(s.Less))
	}
	return words
}
