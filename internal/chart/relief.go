package chart

import (
	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// Relief shows for each measure in how many of the bouts it helped, with the interval, in the order it
// is given (the surest first). An upright dashed tick is how often all other measures helped.
func Relief(results []compare.ReliefResult, s Style) Picture {
	l := s.L
	t := &table{
		s: s, title: l.T("chart.relief.title"), empty: l.T("chart.relief.empty"),
		caption: l.T("chart.relief.caption", "n", l.Number(compare.HelpedFrom, 0)),
		scale:   span{0, 1},
	}
	for share := 0.0; share <= 1; share += 0.25 {
		t.ticks = append(t.ticks, tick{share, l.Percent(share)})
	}
	lines := []string{t.title + "."}
	others := false
	for _, r := range results {
		rw := row{
			label: wording.Measure(l, r.Measure),
			sub:   l.N("chart.relief.tried", r.Tried),
			form:  dot, colour: s.Palette.After,
		}
		if r.Rated > 0 {
			rw.value, rw.low, rw.high, rw.hasValue, rw.hasRange = r.Share, r.CI.Low, r.CI.High, true, true
			rw.figure = l.T("chart.relief.helped", "helped", l.Number(float64(r.Helped), 0), "rated", l.Number(float64(r.Rated), 0))
			rw.detail = l.T("chart.relief.median", "relief", l.Short(r.Median))
			if m, ok := r.MinutesToRelief.Get(); ok {
				rw.detail = l.T("chart.relief.median_minutes", "relief", l.Short(r.Median), "minutes", l.Number(m, 0))
			}
			rw.reference, rw.hasReference = r.OthersShare.Get()
			others = others || rw.hasReference
		} else {
			rw.detail = l.T("chart.relief.not_rated")
		}
		t.rows = append(t.rows, rw)
		lines = append(lines, wording.Relief(l, r))
	}
	if others {
		t.note = l.T("chart.relief.note")
	}
	if len(results) == 0 {
		lines = append(lines, t.empty)
	}
	t.text = sentences(lines...)
	return t
}
