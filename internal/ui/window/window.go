package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/choose"
)

// Window is the toolkit's window, with what that lacks. All of it is for Fyne's own goroutine.
type Window struct {
	fyne.Window
	// L is the language spoken now.
	L *i18n.Localizer
	// Choose asks for files and folders.
	Choose *choose.Chooser
	// Spawn runs a job away from Fyne's goroutine; tests run it at once.
	Spawn func(job func())
	// After runs a job on Fyne's goroutine in a while, unless it is stopped before; tests may leave it out.
	After func(wait time.Duration, job func()) (stop func())
	// Every runs a job on Fyne's goroutine again and again until it is stopped or life is over; tests may leave it out.
	Every func(life context.Context, d time.Duration, job func()) (stop func())
	// Menu makes the menu bar beside a page.
	Menu func() *fyne.MainMenu
	Keys Keys

	fonts   <-chan struct{}
	root    *fyne.Container // holds what fills the window, and the watcher over it
	watcher *fyne.Container // holds what watches the window, if anything does
	native  *native
	first   *first // nil unless the window is about to be shown for the first time
	leave   func() // Page.Leave of the page on show, nil where there is none
}

// New makes the program's main window, empty. Nothing is measured before fonts is closed.
func New(app fyne.App, l *i18n.Localizer, spawn func(job func()), fonts <-chan struct{}) *Window {
	w := &Window{Window: app.NewWindow("Stillnight"), L: l, Spawn: spawn, After: after, Every: every, fonts: fonts}
	w.watcher = container.New(pixelLayout{})
	w.root = container.NewStack(w.watcher)
	w.Choose = &choose.Chooser{
		App: app, Window: w.Window, L: func() *i18n.Localizer { return w.L }, Spawn: spawn, Fail: w.Fail,
	}
	w.SetMaster()
	w.SetPadded(false)
	w.SetContent(w.root)
	return w
}

// Watch listens to the window from now on: where it is, when anyone last did anything, and keys that the toolkit
// gives to a field alone.
func (w *Window) Watch(now func() time.Time) {
	var spy fyne.CanvasObject
	w.native, spy = newNative(w.Window, now, w.whenDrawn, w.Key)
	w.watcher.Add(spy)
}

// Listen tells of keys that are pressed without Ctrl and the like in another window of the program, whatever has the
// keyboard there: the toolkit gives keys to the control that has it alone, and a text that can be selected keeps them.
// Whoever is at that window is not away from this one. Where nothing watches there is nothing to listen to.
func (w *Window) Listen(other fyne.Window, key func(k glfw.Key)) {
	own := w.native
	if own == nil {
		return
	}
	now := func() time.Time {
		own.lastInput = own.now()
		return own.lastInput
	}
	told := func(k glfw.Key, _ string, mods glfw.ModifierKey) {
		if mods == 0 {
			key(k)
		}
	}
	_, spy := newNative(other, now, w.whenDrawn, told)
	other.SetContent(container.NewStack(other.Content(), container.New(pixelLayout{}, spy)))
}

// Unwatch is for when the windowing library is closed and must not be asked any more.
func (w *Window) Unwatch() { w.native = nil }

// Idle returns how long nobody has touched keyboard or mouse; 0 where nothing watches.
func (w *Window) Idle() time.Duration { return w.native.idle() }

// Fill puts one object over the whole window. Nothing lies below it: the toolkit clears the window in the
// colour of the ground.
func (w *Window) Fill(o fyne.CanvasObject) {
	w.leave = nil
	w.root.Objects = []fyne.CanvasObject{o, w.watcher}
	w.root.Refresh()
}

// AwaitFonts waits until text may be measured, which most controls do when they are made: at the start another
// goroutine does so while it reads the typefaces.
func (w *Window) AwaitFonts() { <-w.fonts }

// ShowPage shows a page in place of a diary.
func (w *Window) ShowPage(pg Page) { w.whenMade(func() { w.showPage(pg) }) }

func (w *Window) showPage(pg Page) {
	w.AwaitFonts()
	w.SetTitle("Stillnight")
	w.SetMainMenu(w.Menu())
	content, first := pg.build()
	w.Fill(content)
	w.leave = pg.Leave
	w.Canvas().Focus(first)
}

func after(wait time.Duration, job func()) (stop func()) {
	timer := time.AfterFunc(wait, func() { fyne.Do(job) })
	return func() { timer.Stop() }
}

// every calls do on Fyne's goroutine again and again until stop is called or life is over: who waits for work that ends
// with the diary is never told to stop.
func every(life context.Context, d time.Duration, do func()) (stop func()) {
	going, stop := context.WithCancel(life)
	go func() {
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-going.Done():
				return
			case <-tick.C:
				fyne.Do(func() {
					if going.Err() == nil { // else stopped in the meantime
						do()
					}
				})
			}
		}
	}()
	return stop
}

// AfterFrame calls job once what was put into the window last has been drawn, so that nothing stands in the way
// of the first picture. A window that is not on show draws nothing; there it is called a while later.
func (w *Window) AfterFrame(job func()) {
	if w.native == nil {
		job()
		return
	}
	once, stop := false, func() {}
	do := func() {
		if stop(); !once {
			once = true
			job()
		}
	}
	stop = w.After(frameWait, do)
	w.native.afterFrame(do)
}

// frameWait is how long at most something waits for the first picture.
const frameWait = 2 * time.Second
