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
	// lively is how long what is handed over belongs to the last event.
	lively = time.Second
	// shortWait and longWait bound one wait. A wait longer than a frame lets the loop draw at once when it ends. The
	// first after an event ends when a press can no longer become a double one, since the toolkit hands over what
	// follows from that without fyne.Do.
	shortWait = 50 * time.Millisecond
	longWait  = 3 * time.Second // all that is known to come past both has a bound of its own
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
	// moved tells whether the pointer has moved in the last wait: what follows from that, the toolkit does only in the
	// next turn of its loop.
	moved() bool
	// wake ends a wait.
	wake()
	// open tells whether there is a window system to ask: not before the first window, nor when the toolkit's loop is over.
	open() bool
}

// Loop holds the toolkit's loop up while nothing moves. Its methods but do run on the toolkit's goroutine.
type Loop struct {
	events events
	now    func() time.Time
	later  func(wait time.Duration, job func()) // runs job in a while, on a goroutine of its own
	asked

	mu      sync.Mutex // over waiting, so that nothing wakes a window system that has been closed
	waiting bool
	pending atomic.Int64 // what was handed over and has not run
	opened  atomic.Bool  // there has been a window system to ask

	moving  map[*fyne.Animation]time.Time // when each will have ended; zero for never
	turned  int                           // turns of the loop since something was done, or the last wait
	owed    int                           // how many there must be before the next wait
	stirred time.Time                     // when something was last done
	touched time.Time                     // when somebody last touched anything, zero when all is tidy since
}

// asked is what a loop asks of the toolkit and the program.
type asked struct {
	forget func()        // has the toolkit draw, which lets go only then of what is no longer on show
	tidy   func()        // runs on a goroutine of its own when it has done so
	inTray func() bool   // tells whether the system tray has the program's sign
	still  func() bool   // tells whether nothing has to be drawn
	double time.Duration // within it two presses are a double one
}

func newLoop(e events, now func() time.Time, later func(time.Duration, func()), a asked) *Loop {
	return &Loop{events: e, now: now, later: later, asked: a, moving: map[*fyne.Animation]time.Time{}, owed: turns, stirred: now()}
}

// turn is called once in every turn of the toolkit's loop, before it draws.
func (l *Loop) turn() { l.turned++ }

// over tells whether the toolkit has left its loop. What is handed over then it runs on the spot, on whatever goroutine
// that comes from, when the windows are gone.
func (l *Loop) over() bool { return !l.look() && l.opened.Load() }

// look tells whether there is a window system to ask, and remembers that there was one.
func (l *Loop) look() bool {
	open := l.events.open()
	if open {
		l.opened.Store(true)
	}
	return open
}

// stir notes that something was done which may have to be drawn.
func (l *Loop) stir() { l.turned, l.owed, l.stirred = 0, turns, l.now() }

// rest waits for an event, unless there is something to do or to draw. then is called when rest may be called again.
func (l *Loop) rest(then func()) {
	if l.over() {
		return
	}
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
	began := l.now()
	came := l.await()
	l.end()
	if came {
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

// await waits for an event and tells whether one came. The toolkit draws at the ticks of a clock. Each turn of the loop
// takes one, and what comes before the next must wait for it; while the loop is held up one lies ready, and what comes
// is drawn at once. So the waits are as long as they may be, and an event that changes nothing, such as Ctrl, does not
// end them for what mostly follows.
func (l *Loop) await() bool {
	began, most := l.now(), longWait
	if late := l.double + turns*frame - began.Sub(l.stirred); late > 0 {
		most = max(late, shortWait)
	}
	if l.inTray() {
		most = min(most, trayWait)
	}
	came := false
	for until := began.Add(most); ; {
		l.events.wait(until.Sub(l.now()))
		now := l.now()
		if !now.Before(until) {
			return came
		}
		if l.events.moved() || l.pending.Load() > 0 || l.animated() || !l.still() {
			return true
		}
		if !came {
			came, until = true, earlier(until, now.Add(shortWait))
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
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
		if l.over() {
			return // there is nothing left to show it in
		}
		l.stir()
		job()
	})
}
