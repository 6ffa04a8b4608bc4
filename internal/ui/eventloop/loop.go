package eventloop

import (
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

const (
	// frame is the time between two turns of the toolkit's loop.
	frame = time.Second / 60
	// turns of the toolkit's loop lie between something done and a wait, so that what came in the first is drawn by
	// the second. Where a wait ended by itself, one is enough.
	turns = 2
	// lively is how long after the last event the waits are short: what the toolkit hands to its loop without
	// fyne.Do, such as a press that might have become a double one, comes within this.
	lively = time.Second
	// shortWait and longWait bound one wait. A wait longer than a frame lets the loop draw at once when it ends.
	shortWait = 50 * time.Millisecond
	longWait  = time.Second
	// trayWait bounds it where the system tray has the program's sign: what is pressed there comes past both the window
	// system and fyne.Do, and is to be on show within a tenth of a second.
	trayWait = 70 * time.Millisecond
)

// calm is how long nobody has touched anything when it is time to tidy: longer than the toolkit keeps what it drew for
// screens that are no longer on show.
const calm = 70 * time.Second

// atOnce is short, but leaves the loop time for a turn.
const atOnce = 2 * time.Millisecond

// events is the window system's queue of events.
type events interface {
	// wait handles events; where there are none it waits until one comes, or for so long.
	wait(most time.Duration)
	// wake ends a wait.
	wake()
}

// Loop holds the toolkit's loop up while nothing moves. Its methods but do run on the toolkit's goroutine.
type Loop struct {
	events events
	now    func() time.Time
	later  func(wait time.Duration, job func()) // runs job in a while, on a goroutine of its own
	forget func()                               // has the toolkit draw, which lets go only then of what is no longer on show
	tidy   func()                               // runs on a goroutine of its own when it has done so
	inTray func() bool                          // tells whether the system tray has the program's sign

	mu      sync.Mutex // over waiting, so that nothing wakes a window system that has been closed
	waiting bool
	pending atomic.Int64 // what was handed over and has not run

	moving  map[*fyne.Animation]time.Time // when each will have ended; zero for never
	turned  int                           // turns of the loop since something was done, or the last wait
	owed    int                           // how many there must be before the next wait
	stirred time.Time                     // when something was last done
	touched time.Time                     // when somebody last touched anything, zero when all is tidy since
}

func newLoop(e events, now func() time.Time, later func(time.Duration, func()), forget, tidy func(), inTray func() bool) *Loop {
	return &Loop{events: e, now: now, later: later, forget: forget, tidy: tidy, inTray: inTray, moving: map[*fyne.Animation]time.Time{}, owed: turns, stirred: now()}
}

// turn is called once in every turn of the toolkit's loop, before it draws.
func (l *Loop) turn() { l.turned++ }

// stir notes that something was done which may have to be drawn.
func (l *Loop) stir() { l.turned, l.owed, l.stirred = 0, turns, l.now() }

// rest waits for an event, unless there is something to do or to draw. then is called when rest may be called again.
func (l *Loop) rest(then func()) {
	if !l.begin() {
		l.later(frame, then)
		return
	}
	if !l.touched.IsZero() && l.now().Sub(l.touched) > calm {
		l.end()
		l.touched = time.Time{}
		l.forget()
		l.stir()
		l.later(lively, l.tidy)
		l.later(turns*frame, then)
		return
	}
	most := longWait
	switch {
	case l.now().Sub(l.stirred) < lively:
		most = shortWait
	case l.inTray():
		most = trayWait
	}
	began := l.now()
	l.events.wait(most)
	l.end()
	if l.now().Sub(began) < most {
		// What is handed over is the program's own clock or a key's work. A key has more to it: its release.
		byKey := l.pending.Load() == 0 || began.Sub(l.stirred) < lively
		if l.stir(); byKey {
			l.touched = l.stirred
		}
		l.later(turns*frame, then)
		return
	}
	l.turned, l.owed = 0, 1
	l.later(atOnce, then) // the loop owes itself a turn by now
}

// begin tells whether there is reason to wait, and lets do end the wait from then on.
func (l *Loop) begin() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = l.turned >= l.owed && l.pending.Load() == 0 && !l.animated()
	return l.waiting
}

// end is called when the wait is over.
func (l *Loop) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = false
}

// animated tells whether an animation runs, and forgets those that have ended.
func (l *Loop) animated() bool {
	for a, end := range l.moving {
		if !end.IsZero() && l.now().After(end) {
			delete(l.moving, a)
		}
	}
	return len(l.moving) > 0
}

// started notes an animation. It may end by itself without a word.
func (l *Loop) started(a *fyne.Animation) {
	if a.RepeatCount == fyne.AnimationRepeatForever {
		l.moving[a] = time.Time{}
		return
	}
	length := a.Duration * time.Duration(1+a.RepeatCount)
	if a.AutoReverse {
		length *= 2
	}
	l.moving[a] = l.now().Add(length + time.Duration(2+a.RepeatCount)*2*frame) // each round begins with a turn of the loop
	l.stir()
}

func (l *Loop) stopped(a *fyne.Animation) { delete(l.moving, a) }

// do hands job over to the toolkit's loop by pass and sees to it that the loop does not wait meanwhile. It may be
// called from any goroutine.
func (l *Loop) do(job func(), pass func(func())) {
	l.pending.Add(1)
	l.mu.Lock()
	if l.waiting {
		l.events.wake()
	}
	l.mu.Unlock()
	pass(func() {
		defer l.pending.Add(-1)
		l.stir()
		job()
	})
}
