package eventloop

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// stage plays the toolkit's loop on a clock of its own: jobs that were handed over, turns that draw, and events that come
// while the loop waits.
type stage struct {
	t       *testing.T
	loop    *Loop
	clock   time.Time
	jobs    []func()
	undrawn bool // something was done and no turn has drawn it
	waits   []time.Duration
	woken   int
	during  func() // happens in the middle of the next wait
	idle    bool   // an event came that changed nothing
	pointer bool   // it was a movement of the pointer, of which the toolkit makes something in its next turn
	tidied  int
	inTray  bool
	closed  bool
}

func (s *stage) open() bool { return !s.closed }

func newStage(t *testing.T) *stage {
	s := &stage{t: t, clock: time.Date(2026, 3, 2, 22, 0, 0, 0, time.UTC)}
	s.loop = newLoop(s, func() time.Time { return s.clock }, func(_ time.Duration, job func()) { job() },
		asked{
			forget: func() { s.undrawn = true },
			tidy:   func() { s.tidied++ },
			inTray: func() bool { return s.inTray },
			still:  func() bool { return !s.undrawn },
			double: 300 * time.Millisecond,
		})
	return s
}

func (s *stage) wait(most time.Duration) {
	if s.undrawn {
		s.t.Error("the loop waits before it has drawn what was done")
	}
	if len(s.jobs) > 0 {
		s.t.Error("the loop waits while a job waits for it")
	}
	s.waits = append(s.waits, most)
	woken := s.woken
	if s.during != nil {
		s.clock = s.clock.Add(most / 2)
		what := s.during
		s.during = nil
		what()
		if s.undrawn || s.woken > woken || s.idle {
			return
		}
	}
	s.clock = s.clock.Add(most)
}

func (s *stage) moved() bool { return s.pointer }

func (s *stage) wake() { s.woken++ }

func (s *stage) do() {
	s.loop.do(func() { s.undrawn = true }, func(job func()) { s.jobs = append(s.jobs, job) })
}

// event is a key: what it does is done within the wait.
func (s *stage) event() { s.undrawn = true }

// ctrl is a key that does nothing by itself.
func (s *stage) ctrl() { s.idle = true }

// move is a movement of the pointer.
func (s *stage) move() { s.idle, s.pointer = true, true }

func (s *stage) turn() {
	for len(s.jobs) > 0 {
		job := s.jobs[0]
		s.jobs = s.jobs[1:]
		job()
	}
	s.loop.turn()
	s.undrawn = false
	s.clock = s.clock.Add(frame)
}

func (s *stage) rest() { s.loop.rest(func() {}) }

// settle lets the loop come to a long wait.
func (s *stage) settle() {
	for range 200 {
		s.turn()
		s.rest()
	}
	if s.waits[len(s.waits)-1] != longWait {
		s.t.Fatalf("the last wait was %v", s.waits[len(s.waits)-1])
	}
}

func TestLoopSleepsWhenNothingMoves(t *testing.T) {
	s := newStage(t)
	s.settle()
	began, turned, waited := s.clock, 0, len(s.waits)
	for s.clock.Sub(began) < time.Minute {
		s.turn()
		turned++
		s.rest()
	}
	if turned > 61 {
		t.Errorf("%d turns and %d waits in a minute of rest", turned, len(s.waits)-waited)
	}
}

// The toolkit runs on the spot, on any goroutine, what is handed over when its loop has ended.
func TestNothingRunsWhenTheLoopIsOver(t *testing.T) {
	s := newStage(t)
	s.settle()
	s.closed = true
	s.loop.do(func() { t.Error("what was handed over ran without a window") }, func(job func()) { job() })
	waits := len(s.waits)
	s.loop.rest(func() { t.Error("the loop goes on resting") })
	if len(s.waits) > waits {
		t.Error("the loop waits for events of windows that are gone")
	}
}

func TestWhatIsHandedOverEndsAWait(t *testing.T) {
	s := newStage(t)
	s.settle()
	began := s.clock
	s.during = s.do
	s.turn()
	s.rest()
	if s.woken != 1 {
		t.Errorf("woken %d times", s.woken)
	}
	s.turn()
	if took := s.clock.Sub(began); took > longWait/2+3*frame {
		t.Errorf("drawn after %v", took)
	}
	s.do()
	if s.woken != 1 {
		t.Error("a loop that does not wait was woken")
	}
}

// A press in the tray ends no wait: it is met when the wait is over.
func TestWithASignInTheTrayNoWaitIsLong(t *testing.T) {
	s := newStage(t)
	s.settle()
	s.inTray = true
	for range 50 {
		s.turn()
		s.rest()
		if last := s.waits[len(s.waits)-1]; last > 100*time.Millisecond-frame {
			t.Fatalf("waits for %v", last)
		}
	}
}

func TestAnEventEndsAWaitAndTheNextEndsWithADoublePress(t *testing.T) {
	s := newStage(t)
	s.settle()
	s.during = s.event
	s.turn()
	s.rest()
	before := len(s.waits)
	s.turn()
	s.rest() // one turn has drawn it; another must have passed
	if len(s.waits) != before {
		t.Error("waits again after a single turn")
	}
	s.turn()
	s.rest()
	if len(s.waits) != before+1 || s.waits[before] < 300*time.Millisecond-turns*frame || s.waits[before] > 320*time.Millisecond {
		t.Errorf("waits %v", s.waits[before:])
	}
	s.settle()
}

// A turn of the loop takes the tick at which the key after it could be drawn.
func TestAnEventThatChangesNothingTakesNoTurn(t *testing.T) {
	for _, what := range []string{"no key", "a key"} {
		s := newStage(t)
		s.settle()
		began, before := s.clock, len(s.waits)
		s.during = func() {
			s.ctrl()
			if what == "a key" {
				s.during = s.event
			}
		}
		s.turn()
		s.rest()
		if len(s.waits) != before+2 || s.waits[before+1] > shortWait {
			t.Errorf("%s follows: waits %v", what, s.waits[before:])
		}
		if took := s.clock.Sub(began); took > longWait/2+shortWait+frame {
			t.Errorf("%s follows: held up for %v, so that a closed window stays", what, took)
		}
		s.idle = false
		s.turn()
		s.turn()
		s.settle()
	}
}

func TestAMovementOfThePointerEndsAWait(t *testing.T) {
	s := newStage(t)
	s.settle()
	before := len(s.waits)
	s.during = s.move
	s.turn()
	s.rest()
	if waited := s.waits[before:]; len(waited) != 1 {
		t.Errorf("the pointer moved, and the toolkit learnt of it after the waits %v", waited)
	}
}

func TestLoopTurnsWhileSomethingMoves(t *testing.T) {
	turn := func(s *stage, what string, long time.Duration) {
		t.Helper()
		before := len(s.waits)
		for until := s.clock.Add(long); s.clock.Before(until); {
			s.turn()
			s.rest()
		}
		if len(s.waits) != before {
			t.Errorf("waits while %s moves", what)
		}
	}
	for _, c := range []struct {
		name string
		a    fyne.Animation
		long time.Duration
	}{
		{"one", fyne.Animation{Duration: 300 * time.Millisecond}, 300 * time.Millisecond},
		{"there and back", fyne.Animation{Duration: 300 * time.Millisecond, AutoReverse: true}, 600 * time.Millisecond},
		{"thrice", fyne.Animation{Duration: 100 * time.Millisecond, RepeatCount: 2}, 300 * time.Millisecond},
	} {
		s := newStage(t)
		s.settle()
		s.loop.started(&c.a)
		turn(s, c.name, c.long)
		s.settle()
	}
	s := newStage(t)
	forever := &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever}
	s.loop.started(forever)
	turn(s, "for ever", time.Hour)
	s.loop.stopped(forever)
	s.settle()
}

// Whatever comes in whatever order: the loop never waits with something left to do or to draw, and what is handed over
// in a wait ends it. The stage says so.
func TestNothingIsLeftLyingInAnyOrder(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newStage(t)
		for range 300 {
			switch r.IntN(8) {
			case 0:
				s.do()
			case 1:
				s.during = s.do
			case 2:
				s.during = s.event
			case 3, 4:
				s.rest()
			default:
				s.turn()
			}
		}
		s.during = nil
		s.settle()
	}
}

func TestTidiesOnceWhenNobodyTouchesAnythingAnyMore(t *testing.T) {
	s := newStage(t)
	inWait := func(what func()) {
		s.turn()
		s.turn()
		s.during = what
		s.rest()
	}
	// long is ten minutes in which the program's own clock hands something over twice a minute.
	long := func() {
		tick := s.clock.Add(30 * time.Second)
		for until := s.clock.Add(10 * time.Minute); s.clock.Before(until); {
			if s.clock.After(tick) {
				tick = s.clock.Add(30 * time.Second)
				s.during = s.do
			}
			s.turn()
			s.rest()
		}
	}
	long()
	if s.tidied != 0 {
		t.Error("tidies though nobody touched anything")
	}
	for name, key := range map[string]func(){
		"a key": func() { inWait(s.event) },
		"a key that hands its work over, and its release": func() {
			inWait(func() { s.event(); s.do() })
			inWait(s.event)
		},
		"keys in a row that hand their work over": func() {
			for range 3 {
				inWait(func() { s.event(); s.do() })
			}
		},
	} {
		s.tidied = 0
		key()
		long()
		if s.tidied != 1 {
			t.Errorf("after %s: tidied %d times", name, s.tidied)
		}
	}
}

func TestManyGoroutinesHandOver(t *testing.T) {
	s := newStage(t)
	s.settle()
	var passed sync.Mutex
	s.turn()
	s.during = func() {
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				s.loop.do(func() {}, func(job func()) {
					passed.Lock()
					defer passed.Unlock()
					s.jobs = append(s.jobs, job)
				})
			})
		}
		all.Wait()
	}
	s.rest()
	if s.woken != 50 || len(s.jobs) != 50 {
		t.Errorf("woken %d times for %d jobs", s.woken, len(s.jobs))
	}
	s.turn()
	s.settle()
}
