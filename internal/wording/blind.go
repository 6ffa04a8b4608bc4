package wording

import (
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// BlindStage says where a blinded trial stands on a night, and what follows from a key that was seen and is sealed again.
func BlindStage(l *i18n.Localizer, b diary.BlindTrial, night diary.Date) string {
	stage := blindStage(l, b, night)
	if seen := BlindSeen(l, b); seen != "" {
		return stage + " " + seen
	}
	return stage
}

// BlindSeen says that the key of a trial was seen before its end though it is sealed again; "" where it was not.
func BlindSeen(l *i18n.Localizer, b diary.BlindTrial) string {
	from, broken, _ := b.Cut()
	if !broken || b.Opened.IsSet() {
		return ""
	}
	return l.T("wording.blind.seen", "date", l.DateMedium(from))
}

func blindStage(l *i18n.Localizer, b diary.BlindTrial, night diary.Date) string {
	box, _, in := b.BoxOn(night)
	n := func(x int) string { return l.Number(float64(x), 0) }
	switch {
	case b.Abandoned.IsSet():
		return l.T("wording.blind.given_up", "code", b.Code(), "date", l.DateMedium(b.Abandoned.Or(diary.Date{})))
	case in:
		day := night.Sub(b.Begun)%b.Days + 1
		return l.T("wording.blind.running", "code", b.Code(), "box", n(box+1), "boxes", n(b.Boxes), "day", n(day), "days", n(b.Days))
	case night.Before(b.Begun):
		return l.T("wording.blind.ahead", "code", b.Code(), "date", l.DateLong(b.Begun))
	}
	return l.T("wording.blind.over", "code", b.Code())
}

// BlindKept says whether the nights of a trial were rated without knowing what the boxes held, and where it ended early; ""
// where it went on to the end and is sealed.
func BlindKept(l *i18n.Localizer, b diary.BlindTrial) string {
	from, broken, cut := b.Cut()
	key, first := "wording.blind.ended", "wording.blind.ended_first"
	switch opened, looked := b.Opened.Get(); {
	case !cut && !looked:
		return ""
	case !cut:
		return l.T("wording.blind.opened", "date", l.DateMedium(opened))
	case broken:
		key, first = "wording.blind.broken", "wording.blind.broken_first"
	}
	box, _, in := b.BoxOn(from)
	if !in || from == b.Begun {
		return l.T(first, "date", l.DateMedium(from))
	}
	return l.T(key, "date", l.DateMedium(from), "box", l.Number(float64(box+1), 0), "boxes", l.Number(float64(b.Boxes), 0))
}

// Blind tells what a blinded trial whose key was looked at has shown; ok is that of compare.Blind.
func Blind(l *i18n.Localizer, b diary.BlindTrial, r compare.BlindResult, ok bool) []string {
	n := func(x int) string { return l.Number(float64(x), 0) }
	lines := []string{BlindKept(l, b)}
	var with, without []string
	var sums [2]float64
	var counts [2]int
	for _, box := range r.Boxes {
		i := 0
		if box.Active {
			i = 1
			with = append(with, n(box.Box))
		} else {
			without = append(without, n(box.Box))
		}
		sums[i] += box.Mean * float64(box.N)
		counts[i] += box.N
	}
	// A mean stands only where nights were rated.
	boxes := func(key, unrated string, list []string, i int) string {
		if counts[i] == 0 {
			return l.T(unrated, "boxes", l.List(list))
		}
		return l.N(key, counts[i], "boxes", l.List(list), "mean", l.Number(sums[i]/float64(counts[i]), 1))
	}
	lines = append(lines, boxes("wording.blind.with", "wording.blind.with_unrated", with, 1),
		boxes("wording.blind.without", "wording.blind.without_unrated", without, 0))
	if !ok {
		return append(lines, l.T("wording.blind.too_few"))
	}
	return append(lines, l.T("wording.blind.difference", "change", Change(l, compare.Severity, r.Difference),
		"large", n(r.Test.AsLarge), "draws", n(r.Test.Draws), "p", l.Number(r.Test.P, 2)),
		l.T("wording.blind.least", "p", l.Number(r.LeastP, 2)))
}
