package chart

import (
	"fmt"
	"io"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// Picture is something that can be drawn, read out and saved.
type Picture interface {
	// Title names the picture in one line.
	Title() string
	// Text tells in sentences what the picture shows.
	Text() string
	// Draw draws it w × h units large from the surface's origin, background included.
	Draw(r draw.Surface, w, h int) error
}

// Locator is a Picture whose nights can be pointed at. Coordinates are the surface's units on a
// picture of w × h.
type Locator interface {
	Picture
	// NightAt tells which night lies at a point.
	NightAt(x, y, w, h int) (diary.Date, bool)
	// Spot tells where a night lies, for a cursor drawn over the picture.
	Spot(night diary.Date, w, h int) (Area, bool)
	// Describe reads out a night.
	Describe(night diary.Date) string
}

// Area is a part of a picture; right and bottom are just outside it.
type Area struct{ Left, Top, Right, Bottom int }

// columnOf is what belongs to one of n nights side by side, counted from 0; it is one unit wide at least.
func (a Area) columnOf(night, n int) Area {
	width := a.Right - a.Left
	left := a.Left + night*width/n
	return Area{left, a.Top, max(a.Left+(night+1)*width/n, left+1), a.Bottom}
}

// plot is what a picture hands to go-chart: where the data go, their ranges, and what is drawn.
type plot struct {
	area Area
	x, y span
	// series are drawn in order; furniture (titles, legends, what lies outside the area) comes last.
	series    []gochart.Series
	furniture []func(p pen)
}

// span is the range of an axis, Low at the left or the bottom.
type span struct{ Low, High float64 }

// render has go-chart draw the plot. Axes are series of our own, because go-chart's take their range
// from the ticks; ranges are always explicit, because it fails on equal values.
func render(surface draw.Surface, w, h int, s Style, pl plot) error {
	if pl.area.Right <= pl.area.Left || pl.area.Bottom <= pl.area.Top {
		// Too small for a plot: show the title alone rather than nothing.
		pl.area = Area{0, 0, max(w, 1), max(h, 1)}
		pl.series = nil
	}
	if pl.x.High <= pl.x.Low {
		pl.x.High = pl.x.Low + 1
	}
	if pl.y.High <= pl.y.Low {
		pl.y.High = pl.y.Low + 1
	}
	clear := drawing.ColorTransparent
	flat := gochart.Style{FillColor: drawing.Color(s.Palette.Background), StrokeColor: clear, StrokeWidth: 1}
	background := flat
	background.Padding = gochart.Box{
		IsSet: true, Top: pl.area.Top, Left: pl.area.Left,
		Right: w - pl.area.Right, Bottom: h - pl.area.Bottom,
	}
	c := gochart.Chart{
		Width: w, Height: h, DPI: s.dpi(), Font: draw.Regular(),
		Background:     background,
		Canvas:         gochart.Style{FillColor: clear, StrokeColor: clear, StrokeWidth: 1},
		XAxis:          gochart.XAxis{Style: gochart.Hidden(), Range: &gochart.ContinuousRange{Min: pl.x.Low, Max: pl.x.High}},
		YAxis:          gochart.YAxis{Style: gochart.Hidden(), Range: &gochart.ContinuousRange{Min: pl.y.Low, Max: pl.y.High}},
		YAxisSecondary: gochart.YAxis{Style: gochart.Hidden(), Range: &gochart.ContinuousRange{Min: 0, Max: 1}},
		Series:         append([]gochart.Series{blank{}}, pl.series...),
	}
	for _, f := range pl.furniture {
		c.Elements = append(c.Elements, func(gochart.Renderer, gochart.Box, gochart.Style) { f(pen{surface, s}) })
	}
	provider := func(int, int) (gochart.Renderer, error) { return renderer{surface}, nil }
	if err := c.Render(provider, io.Discard); err != nil {
		return fmt.Errorf("drawing a chart: %w", err)
	}
	return nil
}

// series is what every gochart.Series of ours shares.
type series struct {
	name string
	s    Style
}

func (series) Validate() error             { return nil }
func (series) GetYAxis() gochart.YAxisType { return gochart.YAxisPrimary }
func (series) GetStyle() gochart.Style     { return gochart.Style{} }
func (s series) GetName() string           { return s.name }

// at returns the pen and the scale that a series draws with.
func (s series) at(r gochart.Renderer, box gochart.Box, x, y gochart.Range) (pen, scale) {
	return pen{surfaceOf(r), s.s}, scale{Area{box.Left, box.Top, box.Right, box.Bottom}, x, y}
}

// blank is a series without data, for pictures that are all furniture; go-chart asks for at least one.
type blank struct{ series }

func (blank) Render(gochart.Renderer, gochart.Box, gochart.Range, gochart.Range, gochart.Style) {}

// scale turns data into units.
type scale struct {
	area Area
	x, y gochart.Range
}

// X returns where a value lies from the left.
func (sc scale) X(v float64) int { return sc.area.Left + sc.x.Translate(v) }

// Y returns where a value lies from the top.
func (sc scale) Y(v float64) int { return sc.area.Bottom - sc.y.Translate(v) }

// sentence is the picture of a diary that has nothing to show yet: its title and one sentence.
func sentence(r draw.Surface, w, h int, s Style, title, text string) error {
	return render(r, w, h, s, plot{
		area: Area{0, 0, w, h},
		furniture: []func(pen){func(p pen) {
			m := p.measure()
			y := p.em(1.9)
			if !s.HideTitle {
				p.text(m.fit(title, w-p.em(2), s.titled()), p.em(1), y, fromLeft, s.titled())
			}
			lines := m.wrap(text, min(w-p.em(3), p.em(40)), s.quiet())
			y = max(h/2-p.em(0.7)*(len(lines)-1), y+p.em(1.8))
			for _, l := range lines {
				p.text(l, w/2, y, centred, s.quiet())
				y += p.em(1.45)
			}
		}},
	})
}
