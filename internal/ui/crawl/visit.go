package crawl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// visit uses the controls of one state.
type visit struct {
	run  *run
	node node
	// seen is the state as it was on the first visit; fresh says that the program was just started then.
	seen         sight
	level        level
	outer        level // that of the screen after the first step
	diary        any
	known, fresh bool
}

// try uses a control of the state and complains of what went wrong. It returns what can be used afterwards;
// ok is false where the control was not there.
func (v *visit) try(s Step) (after []control, ok bool) {
	r := v.run
	c, ok := v.ready(s)
	if !ok {
		return nil, false
	}
	r.tabs(c.Where)
	r.result.Pressed++
	r.result.ByDeed[c.Deed]++
	worn := slices.Clone(r.worn)
	if len(worn) == 0 {
		return v.judge(c), true
	}
	// The program was used before; what goes wrong is tried again in one that was just started, so that it is
	// known what leads to it.
	var suspected []Fault
	r.held = &suspected
	after = v.judge(c)
	r.held = nil
	if len(suspected) == 0 {
		return after, true
	}
	begun := len(r.result.Faults)
	if v.restart() {
		if c, ok = v.among(s); ok {
			after = v.judge(c)
		}
	}
	for _, f := range suspected {
		again := slices.ContainsFunc(r.result.Faults[begun:], func(other Fault) bool { return other.Complaint == f.Complaint })
		// A thing that was so already does not change.
		if !again && f.Complaint != Dead && f.Complaint != Unreached {
			f.Worn = worn
			r.report(f)
		}
	}
	return after, true
}

func (v *visit) judge(c control) (after []control) {
	after = v.run.judge(c)
	if c.Deed == Type && !v.run.broken {
		if err := v.run.guard(func() error { v.keeps(c); return nil }); err != nil {
			v.run.complain(Panicked, err.Error())
			v.run.broken = true
		}
	}
	return after
}

// keeps complains where what was typed into a field of a page is gone once the page was left by Escape.
func (v *visit) keeps(c control) {
	r := v.run
	typed := func(o fyne.CanvasObject) bool { return strings.Contains(strings.Join(words(o), " "), typedText) }
	if _, there := find(r.window(), c.object); !there || !r.level().inner || !typed(c.object) || r.subject.Home == nil || !same(r.diary(), r.first) ||
		slices.ContainsFunc(v.node.path, func(s Step) bool { return s.Deed == Type }) {
		return // what is typed on the way there makes another page of it each time
	}
	if r.escape(); r.level().inner {
		r.complain(Stuck, "")
		return
	}
	path := r.path
	r.subject.Home()
	led := v.lead(0, func(Step) {})
	r.path = path
	if now, ok := v.among(c.Step); led && ok && !typed(now.object) {
		r.complain(Lost, strings.Join(words(now.object), " "))
	}
}

// ready brings the program to the state, and finds a control there. What was pressed before has often left
// no trace once it was left and taken back; then the program need not be started again.
func (v *visit) ready(s Step) (control, bool) {
	r := v.run
	if r.subject != nil && !r.broken && r.world() == r.outset {
		if v.known && same(r.diary(), v.diary) && v.here() {
			if c, ok := v.among(s); ok {
				r.path = slices.Clone(v.node.path)
				return c, true
			}
		}
		if c, ok := v.back(s); ok {
			return c, true
		}
	}
	if !v.restart() {
		return control{}, false
	}
	c, ok := v.among(s)
	if !ok {
		v.missed(s)
	}
	return c, ok
}

// missed complains of what is not there, where it was found in a program just started. What is offered to be
// undone follows what was used before.
func (v *visit) missed(s Step) {
	if !v.node.worn && s.Deed != Choose {
		v.run.complain(Unsteady, fmt.Sprintf("%s is not there", s))
	}
}

// bare is how the program looks while nothing has the keyboard and nothing is said.
func (r *run) bare() sight {
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
func (v *visit) clean() bool { return v.run.bare().whole == v.seen.whole }

// here tells whether the program is in the state, or so near it that what is pressed next cannot tell: on a
// screen that was used it may be scrolled, or have something folded out. A page or a dialog is as it was.
func (v *visit) here() bool {
	l := v.run.level()
	return l == v.level && (l.overlays == 0 && l.windows == 1 && !l.inner || v.clean())
}

// mostLevels is how deep dialogs and pages lie over one another.
const mostLevels = 5

// back leaves what is open, goes to the first screen and presses what leads to the state, in the program as
// it is.
func (v *visit) back(s Step) (c control, ok bool) {
	r := v.run
	if r.subject.Home == nil {
		return control{}, false
	}
	err := r.guard(func() error {
		for range mostLevels {
			was := r.level()
			if r.escape(); r.level() == was {
				break
			}
		}
		if len(r.windows()) > 1 || r.window().Canvas().Overlays().Top() != nil {
			return nil
		}
		for n := 0; n < mostUndo && !same(r.diary(), r.first) && r.undo(); n++ {
		}
		if !same(r.diary(), r.first) {
			return nil
		}
		// What was typed into a page before may be there again; then what is pressed next would do something else.
		if (v.nearer() || v.home()) && (!v.known || v.here()) {
			c, ok = v.among(s)
			v.note(false)
		}
		return nil
	})
	if err != nil {
		r.broken = true
	}
	return c, err == nil && ok
}

func (v *visit) home() bool {
	v.run.subject.Home()
	return v.lead(0, func(Step) {})
}

// nearer leads to the state from another screen, or from the one on which it is, where the first step is one of
// the window's frame: then it need not begin at the first screen, which takes a while to lay out.
func (v *visit) nearer() bool {
	r := v.run
	if len(v.node.path) == 0 || r.config.Frame == nil || !r.config.Frame(v.node.path[0].Kind, v.node.path[0].Name) {
		return false
	}
	if v.known && r.level() == v.outer {
		return v.lead(1, func(Step) {})
	}
	for _, c := range r.controls() {
		if c.Step.Deed == v.node.path[0].Deed && c.Kind == v.node.path[0].Kind && c.Name == v.node.path[0].Name {
			r.quiet()
			return r.do(c) && v.lead(1, func(Step) {})
		}
	}
	return false
}

// note keeps how the state looks, if it was not known.
func (v *visit) note(fresh bool) {
	if v.known && (v.fresh || !fresh) {
		return
	}
	v.seen, v.level, v.diary, v.known, v.fresh = v.run.bare(), v.run.level(), v.run.diary(), true, fresh
}

// restart starts the program again and presses what leads to the state.
func (v *visit) restart() bool {
	r := v.run
	if !r.restart() {
		return false
	}
	led := false
	err := r.guard(func() error {
		led = v.lead(0, v.missed)
		return nil
	})
	var p *panicked
	if errors.As(err, &p) {
		r.complain(Panicked, p.Error())
		return false
	}
	if !led {
		return false
	}
	if v.fresh {
		if now := v.run.bare(); now.whole != v.seen.whole && now.visible != v.seen.visible {
			r.complain(Unsteady, "")
		}
	}
	v.note(true)
	return true
}

// lead presses what leads to the state, but for the first steps; missed is told of what is not there.
func (v *visit) lead(but int, missed func(Step)) bool {
	r := v.run
	r.path = slices.Clone(v.node.path[:but])
	for i, step := range v.node.path {
		if i == 1 {
			v.outer = r.level()
		}
		if i < but {
			continue
		}
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
