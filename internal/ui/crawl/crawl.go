package crawl

import (
	"fmt"
)

// node is a state of the program that has controls of its own.
type node struct {
	path  []Step
	steps []Step // what is to be used there
}

// Crawl uses everything that it finds, each thing once, and each on the state in which it was found. What is
// fewer presses away comes first.
func Crawl(c Config) Result {
	r := newRun(c)
	defer r.stop()
	claimed := map[Step]bool{}
	claim := func(found []control) (steps []Step) {
		for _, f := range found {
			mark := f.Step
			if f.Deed == Keys {
				// Controls of a kind take the same keys; one of them in each place is enough.
				mark.Name, mark.Nth = "", 0
			}
			if f.Nth < r.config.Alike && !claimed[mark] {
				claimed[mark] = true
				steps = append(steps, f.Step)
			}
		}
		return steps
	}
	if !r.restart() {
		return r.result
	}
	nodes := []node{{nil, claim(r.controls())}}
	for len(nodes) > 0 {
		n := nodes[0]
		nodes = nodes[1:]
		at := &visit{run: r, node: n}
		for _, step := range n.steps {
			if c.Most > 0 && r.result.Pressed >= c.Most {
				return r.result
			}
			control, ok := at.ready(step)
			if r.subject == nil {
				return r.result
			}
			if !ok {
				continue
			}
			after, ended := r.judge(control)
			if steps := claim(after); len(steps) > 0 {
				nodes = append(nodes, node{append(append([]Step(nil), n.path...), step), steps})
			}
			at.used(ended)
		}
	}
	return r.result
}

// visit uses the controls of one state.
type visit struct {
	run  *run
	node node
	// seen is the state as it is when the program was just started and led there; known says that it was
	// seen so.
	seen   sight
	diary  any
	known  bool
	broken bool // the program must be started again
}

// ready brings the program to the state, and finds a control there. What was pressed before has often left
// no trace once it was left and taken back; then the program need not be started again. That it has left none
// is not believed but seen.
func (v *visit) ready(s Step) (control, bool) {
	r := v.run
	if s.Deed != Choose && v.known && !v.broken && r.subject != nil && (v.clean() || v.back()) {
		r.path = append([]Step(nil), v.node.path...)
		return v.find(s)
	}
	if !v.restart() {
		return control{}, false
	}
	now := v.looks()
	if v.known && now.whole != v.seen.whole && v.seen.visible != now.visible {
		r.complain(Unsteady, "")
	}
	v.seen, v.diary, v.known, v.broken = now, r.diary(), true, false
	return v.find(s)
}

// looks is how the program looks while nothing has the keyboard and nothing is said.
func (v *visit) looks() sight {
	r := v.run
	r.quiet()
	c := r.window().Canvas()
	f := c.Focused()
	c.Unfocus()
	defer func() {
		if f != nil {
			c.Focus(f)
		}
	}()
	return r.look()
}

// clean tells whether the program looks as it did on the first visit.
func (v *visit) clean() bool {
	return same(v.run.diary(), v.diary) && v.looks().whole == v.seen.whole
}

// back goes to the first screen and presses what leads to the state, in the program as it is.
func (v *visit) back() bool {
	r := v.run
	if r.subject.Home == nil || !same(r.diary(), v.diary) {
		return false
	}
	led := false
	err := r.guard(func() error {
		for range 3 {
			if len(r.windows()) > 1 || r.window().Canvas().Overlays().Top() != nil {
				r.escape()
			}
		}
		if len(r.windows()) == 1 && r.window().Canvas().Overlays().Top() == nil {
			r.subject.Home()
			led = v.lead(func(Step) {}) && v.clean()
		}
		return nil
	})
	return err == nil && led
}

func (v *visit) used(ended bool) { v.broken = ended }

// restart starts the program again and presses what leads to the state.
func (v *visit) restart() bool {
	r := v.run
	if !r.restart() {
		return false
	}
	led := false
	if err := r.guard(func() error {
		led = v.lead(func(s Step) { r.complain(Unsteady, fmt.Sprintf("%s is not there", s)) })
		return nil
	}); err != nil {
		r.complain(Panicked, err.Error())
		return false
	}
	return led
}

// lead presses what leads to the state; missed is told of what is not there.
func (v *visit) lead(missed func(Step)) bool {
	r := v.run
	r.path = nil
	for _, step := range v.node.path {
		c, ok := v.among(step)
		if !ok {
			missed(step)
			return false
		}
		r.path = append(r.path, step)
		r.quiet()
		if !r.do(c) {
			return false
		}
	}
	return true
}

func (v *visit) among(s Step) (control, bool) {
	for _, c := range v.run.controls() {
		if c.Step == s {
			return c, true
		}
	}
	return control{}, false
}

func (v *visit) find(s Step) (control, bool) {
	c, ok := v.among(s)
	if !ok && s.Deed != Choose { // the menu bar also follows what was taken back before
		v.run.complain(Unsteady, fmt.Sprintf("%s is not there", s))
	}
	return c, ok
}
