package chart

import (
	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// shade is a stretch of nights that do not count, with its name.
type shade struct {
	from, to float64
	role     compare.Role
	label    string
}

// shades colours stretches.
type shades struct {
	series
	stretches []shade
}

func (sh shades) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := sh.at(r, box, x, y)
	for _, s := range sh.stretches {
		p.box(at.X(s.from), at.area.Top, at.X(s.to), at.area.Bottom, sh.s.Palette.RunIn)
	}
}

// shadeNames writes the names of shaded stretches over the grid, at the top or, where low says so, at
// the foot.
type shadeNames struct {
	series
	stretches []shade
	low       func(from, to float64) bool
}

func (sn shadeNames) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := sn.at(r, box, x, y)
	l := sn.s.quiet()
	for _, s := range sn.stretches {
		x0, x1 := at.X(s.from), at.X(s.to)
		width := p.measure().width(s.label, l)
		if width+p.em(0.6) > x1-x0 {
			continue
		}
		mid, top := (x0+x1)/2, at.area.Top
		if sn.low(s.from, s.to) {
			top = at.area.Bottom - p.em(1.9)
		}
		p.box(mid-width/2-p.em(0.2), top, mid+width/2+p.em(0.2), top+p.em(1.35), sn.s.Palette.RunIn)
		p.text(s.label, mid, top+p.em(1.05), centred, l)
	}
}

// middleHalf shades each side's middle half and draws its median.
type middleHalf struct {
	series
	sides []side
}

func (mh middleHalf) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := mh.at(r, box, x, y)
	pal := mh.s.Palette
	for _, s := range mh.sides {
		soft, firmColour := pal.BeforeSoft, pal.Before
		if s.after {
			soft, firmColour = pal.AfterSoft, pal.After
		}
		x0, x1 := at.X(s.from), at.X(s.to)
		// A middle half of no height is still to be seen.
		top, bottom := min(at.Y(s.q3), at.Y(s.mid)-p.em(0.25)), max(at.Y(s.q1), at.Y(s.mid)+p.em(0.25))
		p.box(x0, top, x1, bottom, soft)
		p.line(x0, at.Y(s.mid), x1, at.Y(s.mid), firmColour, heavy)
	}
}

// stepLine is the upright line where the step happened.
type stepLine struct {
	series
	at0 float64
}

func (sl stepLine) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := sl.at(r, box, x, y)
	v := at.X(sl.at0)
	p.line(v, at.area.Top, v, at.area.Bottom, sl.s.Palette.Muted, firm)
}

// usedNights draws each night by what it does: hollow before, filled after, a cross where it is left
// out, a tick at the foot where nothing is recorded. Values are moved a little, always the same way, so
// that equal neighbours stay apart.
type usedNights struct {
	series
	nights  []compare.NightUse
	outcome compare.Outcome
	first   diary.Date
	// thin tells nights that may be left out where there is no room for a dot each: the level shows them.
	thin func(diary.Date) bool
}

func (un usedNights) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := un.at(r, box, x, y)
	pal := un.s.Palette
	n := un.nights
	perNight := float64(box.Width()) / float64(n[len(n)-1].Date.Sub(un.first)+1) / un.s.em()
	radius := min(max(perNight*0.42, smallDot), largeDot)
	grain := un.outcome.Step()
	for _, u := range n {
		if perNight < smallDot && un.thin(u.Date) {
			continue
		}
		px := at.X(float64(u.Date.Sub(un.first)) + 0.5)
		v, ok := u.Value.Get()
		if !ok {
			p.line(px, at.area.Bottom-p.em(0.35), px, at.area.Bottom, pal.Axis, hair)
			continue
		}
		py := at.Y(v + jitter(u.Date)*0.3*grain)
		switch u.Role {
		case compare.Before:
			p.mark(ring, px, py, radius, pal.Before)
		case compare.After:
			p.mark(dot, px, py, radius, pal.After)
		default:
			p.mark(cross, px, py, radius*0.75, pal.Neutral)
		}
	}
}

// curvePoints is about how many points a curve is drawn through: it is smooth, and more are not seen.
const curvePoints = 40

// levelCurve is the level of the nights as a line, with its range between dashes. It breaks at the step.
type levelCurve struct {
	series
	points []compare.LevelPoint
	first  diary.Date
}

func (lc levelCurve) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := lc.at(r, box, x, y)
	for from := 0; from < len(lc.points); {
		to := from + 1
		for to < len(lc.points) && lc.points[to].AfterSide == lc.points[from].AfterSide {
			to++
		}
		stretch := lc.points[from:to]
		colour := lc.s.Palette.Before
		if stretch[0].AfterSide {
			colour = lc.s.Palette.After
		}
		curve := func(of func(compare.LevelPoint) float64, width float64, dashes ...float64) {
			p.lineStyle(colour, width, dashes)
			every := (len(stretch) + curvePoints - 1) / curvePoints
			for i, point := range stretch {
				if i%every != 0 && i != len(stretch)-1 {
					continue
				}
				px, py := at.X(float64(point.Date.Sub(lc.first))+0.5), at.Y(of(point))
				py = min(max(py, at.area.Top), at.area.Bottom)
				if i == 0 {
					r.MoveTo(px, py)
				} else {
					r.LineTo(px, py)
				}
			}
			r.Stroke()
		}
		if len(stretch) > 1 {
			curve(func(l compare.LevelPoint) float64 { return l.Low }, hair, 0.3, 0.3)
			curve(func(l compare.LevelPoint) float64 { return l.High }, hair, 0.3, 0.3)
			curve(func(l compare.LevelPoint) float64 { return l.Level }, firm)
		}
		from = to
	}
}

// jitter spreads dates over −0.5 to 0.5, the same for the same date everywhere.
func jitter(d diary.Date) float64 {
	n := uint32(d.Sub(diary.Date{})) + 0x9E3779B9
	// The finishing steps of MurmurHash3 (Appleby), so that neither neighbours nor weeks line up.
	n = (n ^ n>>16) * 0x85EBCA6B
	n = (n ^ n>>13) * 0xC2B2AE35
	n ^= n >> 16
	return float64(n>>8)/float64(1<<24) - 0.5
}

// effectPanel draws the change on the scale of the nights themselves: zero lies at the mean before,
// so that the interval can be read against both (an estimation plot after Gardner & Altman).
type effectPanel struct {
	series
	area Area
	// zero is the mean before.
	zero   float64
	effect compare.Effect
}

func (ep effectPanel) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ep.at(r, box, x, y)
	pal, l := ep.s.Palette, ep.s.quiet()
	a := ep.area
	axis := a.Right - p.em(3)
	height := at.area.Bottom - at.area.Top
	top, bottom := y.GetMax()-ep.zero, y.GetMin()-ep.zero
	for _, t := range changeTicks(bottom, top, ep.s.L) {
		v := at.Y(ep.zero + t.at)
		p.line(axis, v, axis+p.em(0.3), v, pal.Axis, hair)
		if v > a.Top+height/40 {
			p.text(t.label, axis+p.em(0.6), p.middle(v, l), fromLeft, l)
		}
	}
	p.line(axis, a.Top, axis, a.Bottom, pal.Axis, hair)
	zero := at.Y(ep.zero)
	p.line(a.Left, zero, axis, zero, pal.Muted, hair, 0.35, 0.25)
	mid := a.Left + (axis-a.Left)/2
	inside := func(v float64) (int, bool) {
		px := at.Y(ep.zero + v)
		return min(max(px, a.Top), a.Bottom), px >= a.Top && px <= a.Bottom
	}
	low, lowIn := inside(ep.effect.CI.Low)
	high, highIn := inside(ep.effect.CI.High)
	p.line(mid, high, mid, low, pal.After, heavy)
	for _, end := range []struct {
		y  int
		in bool
	}{{low, lowIn}, {high, highIn}} {
		if end.in {
			p.line(mid-p.em(0.4), end.y, mid+p.em(0.4), end.y, pal.After, firm)
		}
	}
	if v, ok := inside(ep.effect.Change); ok {
		p.mark(diamond, mid, v, 0.42, pal.After)
	}
}
