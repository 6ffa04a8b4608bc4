package timeline

import (
	"math"

	"fyne.io/fyne/v2"

	"stillnight/internal/chart"
	"stillnight/internal/diary"
	"stillnight/internal/ui/picture"
	"stillnight/internal/ui/screen"
)

const (
	// wheelRate turns a wheel's way into a zoom: one notch of 25 shows a seventh less or more.
	wheelRate = 0.006
	keyZoom   = 1.4
)

// pane is the timeline's picture with zoom and pan. moved is called with each view wanted.
type pane struct {
	picture.View
	diary  diary.Diary
	bounds bounds
	view   chart.TimelineView
	moved  func()
	// rest is the part of a night that a drag has not yet moved.
	rest float64
}

var (
	_ fyne.Scrollable = (*pane)(nil)
	_ fyne.Draggable  = (*pane)(nil)
	_ fyne.Focusable  = (*pane)(nil)
)

func newPane(env *screen.Env, lines float32) *pane {
	p := &pane{}
	p.Init(env, lines, p.make(), p)
	p.ShowTitle = true
	return p
}

// make hands the drawing code what it needs, as it is now.
func (p *pane) make() picture.Make {
	d, view := p.diary, p.view
	return func(s chart.Style) chart.Picture { return chart.Timeline(d, view, s) }
}

// look shows a view of the diary, held within its bounds.
func (p *pane) look(v chart.TimelineView) {
	v = v.Clamp(p.bounds.First, p.bounds.Last)
	if v == p.view {
		return
	}
	p.view = v
	p.Give(p.make())
	if p.moved != nil {
		p.moved()
	}
}

// open shows another diary.
func (p *pane) open(d diary.Diary, b bounds, v chart.TimelineView) {
	p.diary, p.bounds = d, b
	p.view = v.Clamp(b.First, b.Last)
	p.Give(p.make())
}

// middle is the night in the middle of the view.
func (p *pane) middle() diary.Date { return p.view.First.AddDays(length(p.view) / 2) }

// zoom shows more nights for a factor above 1, fewer below.
func (p *pane) zoom(factor float64) { p.look(p.zoomed(factor)) }

// zoomed is the view about the cursor or the middle.
func (p *pane) zoomed(factor float64) chart.TimelineView {
	anchor := p.middle()
	if n := p.Night(); !n.IsZero() && !n.Before(p.view.First) && !n.After(p.view.Last) {
		anchor = n
	}
	return p.view.Zoom(factor, anchor)
}

// pan moves the view by a share of its length.
func (p *pane) pan(share float64) { p.look(p.panned(share)) }

func (p *pane) panned(share float64) chart.TimelineView {
	return p.view.Pan(int(math.Round(share * float64(length(p.view)))))
}

// leads tells whether there is anything else to see in a view.
func (p *pane) leads(to chart.TimelineView) bool {
	return to.Clamp(p.bounds.First, p.bounds.Last) != p.view
}

// Scrolled zooms at the pointer with the wheel and pans with a sideways scroll or a touch-pad.
func (p *pane) Scrolled(e *fyne.ScrollEvent) {
	if dx := float64(e.Scrolled.DX); math.Abs(dx) > math.Abs(float64(e.Scrolled.DY)) {
		p.shift(dx)
		return
	}
	anchor, ok := p.Locate(e.Position)
	if !ok {
		anchor = p.middle()
	}
	p.look(p.view.Zoom(math.Exp(-wheelRate*float64(e.Scrolled.DY)), anchor))
}

// Dragged moves the nights with the pointer.
func (p *pane) Dragged(e *fyne.DragEvent) { p.shift(float64(e.Dragged.DX)) }

// DragEnd forgets the part of a night left over.
func (p *pane) DragEnd() { p.rest = 0 }

// shift moves the nights by units of the window.
func (p *pane) shift(dx float64) {
	width := float64(p.Size().Width)
	if width <= 0 {
		return
	}
	p.rest -= dx / width * float64(length(p.view))
	nights := math.Trunc(p.rest)
	p.rest -= nights
	if nights != 0 {
		p.look(p.view.Pan(int(nights)))
	}
}

// TypedRune zooms with + and −.
func (p *pane) TypedRune(r rune) {
	switch r {
	case '+', '=':
		p.zoom(1 / keyZoom)
	case '-', '_':
		p.zoom(keyZoom)
	}
}

// TypedKey steps through nights, taking the view along.
func (p *pane) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyHome:
		p.goTo(p.bounds.First)
	case fyne.KeyEnd:
		p.goTo(p.bounds.Last)
	case fyne.KeyPageUp:
		p.pan(-0.8)
	case fyne.KeyPageDown:
		p.pan(0.8)
	case fyne.KeyLeft:
		p.step(-1)
	case fyne.KeyRight:
		p.step(1)
	case fyne.KeyUp:
		p.step(-7)
	case fyne.KeyDown:
		p.step(7)
	default:
		p.View.TypedKey(e)
	}
}

func (p *pane) step(nights int) {
	if wanted := p.Step(nights); !wanted.IsZero() {
		p.goTo(wanted)
	}
}

// goTo brings a night into view and reads it out.
func (p *pane) goTo(night diary.Date) {
	if night.Before(p.bounds.First) {
		night = p.bounds.First
	}
	if night.After(p.bounds.Last) {
		night = p.bounds.Last
	}
	p.look(p.bounds.around(p.view, night))
	p.Point(night)
}
