package eventloop

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// desktopDriver is what the toolkit asks of its own driver on a desktop.
type desktopDriver interface {
	fyne.Driver
	desktop.Driver
	SetSystemTrayMenu(*fyne.Menu)
	SystemTrayMenu() *fyne.Menu
}

// driver stands before the toolkit's own and tells the loop what comes in.
type driver struct {
	desktopDriver
	loop *Loop
}

// CreateWindow makes a window, before which there is no window system to ask.
func (d driver) CreateWindow(title string) fyne.Window {
	w := d.desktopDriver.CreateWindow(title)
	d.loop.look()
	return w
}

func (d driver) DoFromGoroutine(job func(), wait bool) {
	d.loop.do(job, func(job func()) { d.desktopDriver.DoFromGoroutine(job, wait) })
}

func (d driver) StartAnimation(a *fyne.Animation) {
	d.loop.started(a)
	d.desktopDriver.StartAnimation(a)
}

func (d driver) StopAnimation(a *fyne.Animation) {
	d.loop.stopped(a)
	d.desktopDriver.StopAnimation(a)
}

// app is the toolkit's with the driver before its own.
type app struct {
	fyne.App
	driver driver
}

func (a app) Driver() fyne.Driver { return a.driver }

// attach puts the loop before the driver of the app, and lets it rest from the first turn on.
func attach(a fyne.App, own desktopDriver, e events, tidy func()) {
	l := newLoop(e, time.Now, func(wait time.Duration, job func()) { time.AfterFunc(wait, job) }, asked{
		forget: func() { redraw(own.AllWindows()) },
		tidy:   tidy,
		inTray: func() bool { return own.SystemTrayMenu() != nil },
		still:  func() bool { return still(own.AllWindows()) },
		double: own.DoubleTapDelay(),
	})
	d := driver{own, l}
	fyne.SetCurrentApp(app{a, d})
	drawn := layouts{}
	// An animation that draws nothing is called when the loop turns. It goes past the driver above: it is no movement.
	own.StartAnimation(&fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Tick: func(float32) {
		l.turn()
		drawn.turn(own.AllWindows())
	}})
	var rest func()
	// Past the driver above as well: a rest must not end the rest before it.
	rest = func() { own.DoFromGoroutine(func() { l.rest(rest) }, false) }
	rest()
}
