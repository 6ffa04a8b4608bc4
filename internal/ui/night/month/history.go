package month

import (
	"slices"

	"stillnight/internal/diary"
)

// place is a cell of the table: a night and a figure, by its name.
type place struct {
	night  diary.Date
	figure string
}

// typing is one change of a cell.
type typing struct {
	at            place
	before, after string
}

// history is what was typed into a table and is not in the diary yet, so that it can be taken back step by
// step. The diary's own undo begins where it ends.
type history struct {
	steps  [][]typing
	at     int  // steps[:at] are done, the others taken back
	open   bool // a step of several changes is being made
	replay bool // a step is being taken back or done again
}

// note adds a change, as a step of its own unless it belongs to one that is open. Where it takes several letters
// to write an answer, all that is typed into one cell is one step.
func (h *history) note(at place, before, after string, letters bool) {
	if h.replay || before == after {
		return
	}
	t := typing{at, before, after}
	h.steps = h.steps[:h.at] // what was taken back is gone with the next change
	if h.at > 0 {
		last := h.steps[h.at-1]
		if h.open {
			h.steps[h.at-1] = append(last, t)
			return
		}
		if letters && len(last) == 1 && last[0].at == at {
			last[0].after = after
			return
		}
	}
	h.steps = append(h.steps, []typing{t})
	h.at++
}

// together makes one step of all that change does.
func (h *history) together(change func()) {
	h.steps = append(h.steps[:h.at], nil)
	h.at++
	h.open = true
	change()
	h.open = false
	if len(h.steps[h.at-1]) == 0 {
		h.at--
		h.steps = h.steps[:h.at]
	}
}

// busy tells whether several changes are just being made that belong together.
func (h *history) busy() bool { return h.open || h.replay }

// back returns the changes of the step to take back, the last one first, or nil where there is none.
func (h *history) back() (list []typing) {
	if h.at == 0 {
		return nil
	}
	h.at--
	for i := len(h.steps[h.at]) - 1; i >= 0; i-- {
		t := h.steps[h.at][i]
		list = append(list, typing{t.at, t.after, t.before})
	}
	return list
}

// forth returns the changes of the step to do again, or nil where there is none.
func (h *history) forth() []typing {
	if h.at == len(h.steps) {
		return nil
	}
	h.at++
	return h.steps[h.at-1]
}

// StepBack takes back what was typed last. It tells whether there was anything.
func (t *Table) StepBack() bool { return t.show(t.history.back()) }

// StepForth does again what was taken back last.
func (t *Table) StepForth() bool { return t.show(t.history.forth()) }

// show puts the texts of a step into their cells, with the keyboard at the last.
func (t *Table) show(step []typing) bool {
	if len(step) == 0 {
		return false
	}
	t.history.replay = true
	for _, change := range step {
		for _, c := range t.cells {
			if c.place() == change.at {
				c.box.SetText(change.after)
				t.env.Window.Canvas().Focus(c.box)
			}
		}
	}
	t.history.replay = false
	for _, f := range t.sheet.figures {
		if slices.ContainsFunc(step, func(x typing) bool { return x.at.figure == f.name }) {
			t.draft(f)
		}
	}
	return true
}
