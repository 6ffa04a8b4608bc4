package crawl

import (
	"math/rand/v2"
)

// mostSteps is after how many presses a walk begins again, so that it does not end in a corner.
const mostSteps = 60

// Walk presses at random what is on show, so many times, and now and then Escape, undo or redo. The same seed
// presses the same. It ends at the first fault, and complains only of what must not happen on any way: a panic,
// a crash report, a text that is for no person, or an empty dialog.
func Walk(c Config, seed uint64, presses int) Result {
	r := newRun(c)
	defer r.stop()
	chance := rand.New(rand.NewPCG(seed, seed))
	for r.result.Pressed < presses && len(r.result.Faults) == 0 {
		if r.subject == nil || len(r.path) >= mostSteps || c.Foreign != nil && c.Foreign(r.subject) {
			if !r.restart() {
				break
			}
		}
		if err := r.guard(func() error { r.stray(chance); return nil }); err != nil {
			r.complain(Panicked, err.Error())
		}
	}
	return r.result
}

// The ways of a walk that are no press of a control.
const (
	leave Deed = "Escape"
	undo  Deed = "undo"
	redo  Deed = "redo"
)

// stray does one thing at random and looks at what came of it.
func (r *run) stray(chance *rand.Rand) {
	r.result.Pressed++
	step, do := r.next(chance)
	r.path = append(r.path, step)
	r.result.ByDeed[step.Deed]++
	if r.config.Say != nil {
		r.config.Say(r.path)
	}
	r.quiet()
	do()
	if r.crashed() {
		return
	}
	r.read(r.look())
}

func (r *run) next(chance *rand.Rand) (Step, func()) {
	list := r.controls()
	switch n := chance.IntN(20); {
	case n == 0 || len(list) == 0:
		return Step{Deed: leave}, r.escape
	case n == 1:
		return Step{Deed: undo}, func() { r.undo() }
	case n == 2:
		return Step{Deed: redo}, func() { r.again() }
	}
	c := list[chance.IntN(len(list))]
	return c.Step, func() { r.do(c) }
}
