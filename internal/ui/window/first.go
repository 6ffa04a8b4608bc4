package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// patience is how long the first picture waits at most for what it is to show.
const patience = 150 * time.Millisecond

// first fills the window between two things that the toolkit does in one go when it shows it: making the system's
// window, which takes longer than to read a diary, and drawing it. Were it filled before, all would come one after the
// other; were it filled after, its first picture would be an empty one that nobody needs.
//
// The toolkit leaves no room there. But before it draws it asks how large the content must be at least, and that is
// its first question after the window is there.
type first struct {
	layout  fyne.Layout
	mapped  func()        // keeps the toolkit from waiting when it shows the window
	made    func()        // is told that the window is there
	fetched []chan func() // each gives what is to be done with what was read beside the window
	ready   []func()
	drawn   []func() // waits until the picture is drawn
	asked   bool     // the toolkit is making the window
	filled  bool
}

// MinSize tells how large the content must be, once it is there.
func (f *first) MinSize(objects []fyne.CanvasObject) fyne.Size {
	f.fill()
	return f.layout.MinSize(objects)
}

// Layout lays the content out.
func (f *first) Layout(objects []fyne.CanvasObject, size fyne.Size) { f.layout.Layout(objects, size) }

// fill does what was put off until now, and waits a moment for what is still being read; what takes longer comes after the
// first picture.
func (f *first) fill() {
	if !f.asked || f.filled {
		return
	}
	f.filled = true
	f.mapped()
	f.made()
	late, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, c := range f.fetched {
		select {
		case then := <-c:
			then()
		case <-late.Done():
			go func() { fyne.Do(<-c) }()
		}
	}
	for _, job := range f.ready {
		job()
	}
}

// FillFirst has what comes from now on be part of the window's first picture. Show must follow; made is told when the
// system has made the window, which is then filled and drawn.
func (w *Window) FillFirst(made func()) {
	w.first = &first{layout: w.root.Layout, mapped: w.mapped, made: made}
	w.root.Layout = w.first
}

// Show shows the window.
func (w *Window) Show() {
	if w.first != nil {
		w.first.asked = true
		defer w.shown()
	}
	w.Window.Show()
}

// shown ends the first showing. A toolkit that asked nothing has drawn an empty window.
func (w *Window) shown() {
	f := w.first
	f.fill()
	w.root.Layout, w.first = f.layout, nil
	for _, job := range f.drawn {
		job()
	}
}

// InLoop runs job in the toolkit's loop. As long as that does not turn, fyne.Do would run it on the spot.
func (w *Window) InLoop(job func()) {
	if w.first == nil {
		fyne.Do(job)
		return
	}
	go fyne.Do(job)
}

// whenDrawn runs job after the picture that is being drawn.
func (w *Window) whenDrawn(job func()) {
	if w.first == nil {
		fyne.Do(job)
		return
	}
	w.first.drawn = append(w.first.drawn, job)
}

// Fetch runs job away from Fyne's goroutine, and what it returns on it. The window's first picture shows the outcome
// where that comes soon.
func (w *Window) Fetch(job func() (then func())) {
	if w.first == nil || w.first.filled {
		w.Spawn(func() { fyne.Do(job()) })
		return
	}
	c := make(chan func(), 1)
	w.first.fetched = append(w.first.fetched, c)
	w.Spawn(func() { c <- job() })
}

// whenMade runs job when there is a window to put something into: at once, unless the toolkit has yet to make it.
func (w *Window) whenMade(job func()) {
	if w.first == nil || w.first.filled {
		job()
		return
	}
	w.first.ready = append(w.first.ready, job)
}
