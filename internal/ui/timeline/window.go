package timeline

import (
	"slices"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// Presets in nights, ending with the last night.
const (
	fourWeeks   = 28
	threeMonths = 91
	oneYear     = 365
)

// bounds are the nights that can be brought into view.
type bounds struct{ First, Last diary.Date }

// boundsOf spans all recorded nights; ok is false where there are none.
func boundsOf(d diary.Diary) (b bounds, ok bool) {
	b.First, b.Last, ok = d.Span()
	return b, ok
}

// last is the view of the last nights.
func (b bounds) last(nights int, o compare.Outcome) chart.TimelineView {
	return chart.TimelineView{First: b.Last.AddDays(1 - nights), Last: b.Last, Outcome: o}.Clamp(b.First, b.Last)
}

// all is the view of every night.
func (b bounds) all(o compare.Outcome) chart.TimelineView {
	return chart.TimelineView{First: b.First, Last: b.Last, Outcome: o}
}

// around is the view moved, if need be, so that a night is in it.
func (b bounds) around(v chart.TimelineView, night diary.Date) chart.TimelineView {
	switch {
	case night.Before(v.First):
		v = v.Pan(night.Sub(v.First) - length(v)/4)
	case night.After(v.Last):
		v = v.Pan(night.Sub(v.Last) + length(v)/4)
	}
	return v.Clamp(b.First, b.Last)
}

// length is how many nights a view shows.
func length(v chart.TimelineView) int { return v.Last.Sub(v.First) + 1 }

// recorded lists the outcomes that at least one night holds, severity always.
func recorded(d diary.Diary) []compare.Outcome {
	return slices.DeleteFunc(slices.Clone(compare.Outcomes), func(o compare.Outcome) bool {
		return o != compare.Severity && !slices.ContainsFunc(d.Nights, func(n diary.Night) bool { return o.Of(n).IsSet() })
	})
}
