package picture

import (
	"fmt"
	"image"
	"sync"
	"time"

	"stillnight/internal/chart"
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
}

// give sets what is to be drawn from now on.
func (e *renderer) give(m Make) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.make = m
	e.edition++
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
	if e.last.image != nil && e.cost > patience {
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
	p, img, err := paint(m, wish)
	e.lock.Lock()
	defer e.lock.Unlock()
	if wish.edition < e.last.edition {
		return
	}
	e.last = drawing{wish, p, img, err}
	e.cost = time.Since(begun)
}

// paint turns a panic of the drawing code into an error: a picture must not take the window with it.
func paint(m Make, wish canvasOf) (p chart.Picture, img *image.RGBA, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("drawing a picture: %v", fault)
		}
		if err != nil {
			img = image.NewRGBA(image.Rect(0, 0, max(wish.w, 1), max(wish.h, 1)))
		}
	}()
	p = m(wish.style)
	img, err = chart.Image(p, wish.w, wish.h, wish.style.DPI)
	return p, img, err
}

// fresh returns what builds the picture now, and which edition that is.
func (e *renderer) fresh() (Make, int) {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.make, e.edition
}
