package picture

import (
	"fmt"
	"image"
	"sync"
	"time"

	"stillnight/internal/chart"
	"stillnight/internal/chart/draw"
)

// Make builds the picture in a style. It may be called on any goroutine and must not touch widgets.
type Make func(chart.Style) chart.Picture

// patience is how long a drawing may hold up the window. What took longer last time is drawn beside it.
const patience = 8 * time.Millisecond

// canvasOf is one wish for a drawing: what, how and how large in pixels.
type canvasOf struct {
	edition int // counts the pictures that a view was given
	style   chart.Style
	w, h    int
}

// drawing is a finished wish.
type drawing struct {
	canvasOf
	picture chart.Picture
	image   *image.RGBA
	err     error
	surface *draw.Pixels // of image, nil where there was an error
}

// plan is a picture that is ready to be drawn.
type plan struct {
	canvasOf
	picture chart.Picture
}

// renderer draws pictures and keeps the last one. At most one drawing is under way beside the window; of
// the wishes that come in meanwhile only the latest is kept.
type renderer struct {
	// beside runs a job off Fyne's goroutine and then done on it.
	beside func(job, done func())
	// finished is called on Fyne's goroutine after each drawing made beside it.
	finished func()

	lock    sync.Mutex
	make    Make
	edition int
	last    drawing
	cost    time.Duration
	busy    bool
	next    *canvasOf
	plan    plan
	// surfaces are those of drawings that were replaced. While something moves, their memory is used again.
	surfaces sync.Pool
}

// give sets what is to be drawn from now on.
func (e *renderer) give(m Make) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.make = m
	e.edition++
}

// prepare begins a drawing that takes long, so that it is there when the window is painted. It tells whether it has
// begun one; what is quickly drawn is drawn when it is painted, once for all that was given in between.
func (e *renderer) prepare(style chart.Style, w, h int) bool {
	e.lock.Lock()
	slow := e.slow() && e.last.canvasOf != canvasOf{e.edition, style, w, h}
	e.lock.Unlock()
	if slow {
		e.at(style, w, h)
	}
	return slow
}

// slow tells whether drawings are made beside the window.
func (e *renderer) slow() bool { return e.last.image != nil && e.cost > patience }

// ahead returns the picture that will be on show when the window is next painted at a size, drawn yet or not.
func (e *renderer) ahead(style chart.Style, w, h int) plan {
	e.lock.Lock()
	defer e.lock.Unlock()
	wish := canvasOf{e.edition, style, w, h}
	if e.last.image == nil || e.last.canvasOf == wish || e.slow() {
		return plan{e.last.canvasOf, e.last.picture}
	}
	if e.plan.canvasOf != wish {
		p, err := build(e.make, style)
		if err != nil {
			return plan{e.last.canvasOf, e.last.picture} // which is told of when it is drawn
		}
		e.plan = plan{wish, p}
	}
	return e.plan
}

// at returns the drawing for a style and size: the right one if it is there or quickly made, else the
// last one while the right one is being drawn. The first is always drawn at once, so that there is
// never an empty place.
func (e *renderer) at(style chart.Style, w, h int) drawing {
	e.lock.Lock()
	wish := canvasOf{e.edition, style, w, h}
	if e.last.canvasOf == wish {
		defer e.lock.Unlock()
		return e.last
	}
	if e.slow() {
		e.next = &wish
		idle := !e.busy
		e.busy = true
		e.lock.Unlock()
		if idle {
			e.work()
		}
		return e.shown()
	}
	m := e.make
	e.lock.Unlock()
	e.draw(wish, m)
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.last
}

// shown returns the last drawing.
func (e *renderer) shown() drawing {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.last
}

// picture returns what is to be seen, drawn yet or not.
func (e *renderer) picture(style chart.Style) chart.Picture {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.last.picture != nil && e.last.edition == e.edition {
		return e.last.picture
	}
	return e.make(style)
}

// work draws the latest wish beside the window, and goes on until there is none left.
func (e *renderer) work() {
	e.lock.Lock()
	wish := e.next
	e.next = nil
	e.busy = wish != nil
	m := e.make
	if wish != nil {
		wish.edition = e.edition
	}
	e.lock.Unlock()
	if wish != nil {
		e.beside(func() { e.draw(*wish, m) }, func() {
			e.finished()
			e.work()
		})
	}
}

// draw makes one drawing and keeps it, unless a later edition was drawn meanwhile.
func (e *renderer) draw(wish canvasOf, m Make) {
	begun := time.Now()
	e.lock.Lock()
	planned := e.plan
	e.plan = plan{}
	e.lock.Unlock()
	if planned.canvasOf != wish {
		planned = plan{canvasOf: wish}
	}
	old, _ := e.surfaces.Get().(*draw.Pixels)
	d := paint(m, planned, old)
	e.lock.Lock()
	defer e.lock.Unlock()
	if wish.edition < e.last.edition {
		return
	}
	if e.last.surface != nil {
		e.surfaces.Put(e.last.surface)
	}
	e.last = d
	e.cost = time.Since(begun)
}

// paint draws a plan, building its picture where that was not done yet, in the memory of an old surface if there is
// one. A fault of the drawing code becomes an error: a picture must not take the window with it.
func paint(m Make, p plan, old *draw.Pixels) (d drawing) {
	d = drawing{canvasOf: p.canvasOf, picture: p.picture}
	defer func() {
		if fault := recover(); fault != nil {
			d.err = fmt.Errorf("drawing a picture: %v", fault)
		}
		if d.err != nil {
			d.surface, d.image = nil, image.NewRGBA(image.Rect(0, 0, max(d.w, 1), max(d.h, 1)))
		}
	}()
	if d.picture == nil {
		if d.picture, d.err = build(m, d.style); d.err != nil {
			return d
		}
	}
	d.surface, d.err = chart.Surface(old, d.picture, d.w, d.h, d.style.DPI)
	if d.err == nil {
		d.image = d.surface.Image()
	}
	return d
}

// build makes the picture in a style.
func build(m Make, s chart.Style) (p chart.Picture, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("building a picture: %v", fault)
		}
	}()
	return m(s), nil
}

// fresh returns what builds the picture now, and which edition that is.
func (e *renderer) fresh() (Make, int) {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.make, e.edition
}
