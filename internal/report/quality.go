package report

import (
	"stillnight/internal/clinical"
	"stillnight/internal/wording"
)

// quality lists the quality measures with what the diary has of each; at leastWords in a line each, and it tells
// whether something was cut off.
func (lay *layout) quality(m material) (cut bool) {
	l := lay.o.L
	list := m.quality
	lay.heading(l.T("clinical.quality.title"), float64(len(list))*leading)
	wide := 0.0
	for _, q := range list {
		wide = max(wide, textWidth(l.T("clinical.quality.measure."+string(q.Measure)), lay.plain()))
	}
	x := lay.left() + min(wide+2*cellGap, lay.content()/2)
	for _, q := range list {
		style := lay.quiet()
		if q.State == clinical.InDiary {
			style = lay.strong()
		}
		lay.need(leading)
		lay.text(lay.plain().fit(l.T("clinical.quality.measure."+string(q.Measure)), x-lay.left()-cellGap), lay.left(), lay.y+lay.plain().rise(), lay.plain())
		words := wording.Quality(l, q, m.iron)
		short := lay.capped(words, style, lay.right()-x, 1)
		cut = cut || short != words
		lay.paragraphIn(short, x, lay.right()-x, style)
	}
	return cut
}
