package shell

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/widget"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
)

// ShowUndo tells menu and status line what could be taken back.
func (s *Shell) ShowUndo() {
	undo, redo, err := s.store.UndoState(s.life)
	if err != nil {
		s.env.Fail(err)
		return
	}
	if s.madeSample(undo) {
		undo = nil
	}
	possible := undo != nil && !s.store.ReadOnly()
	s.status.offerUndo(possible)
	if s.current != nil {
		s.keepKeyboard()
	}
	s.menus.setUndo(undo, redo, !s.store.ReadOnly())
}

// madeSample tells whether a step is the one that filled the sample diary, which is not the user's doing.
func (s *Shell) madeSample(step *store.UndoStep) bool {
	return s.env.Sample && step != nil && step.Key == "store.undo.import"
}

func (s *Shell) undo() {
	if t, ok := s.current.(table); ok && t.StepBack() {
		return
	}
	if step, _, err := s.store.UndoState(s.life); err == nil && s.madeSample(step) {
		s.env.Notice(s.env.L.T("shell.undo.nothing"))
		return
	}
	s.replay(s.store.Undo, "shell.undo.done")
}

func (s *Shell) redo() {
	if t, ok := s.current.(table); ok && t.StepForth() {
		return
	}
	s.replay(s.store.Redo, "shell.redo.done")
}

func (s *Shell) replay(do func(context.Context) (store.UndoStep, error), key string) {
	if s.current != nil {
		s.current.Hide() // what is half typed becomes a step of its own first
		defer func() { s.current.Show(screen.Target{Stay: true}) }()
	}
	step, err := do(s.origin.Mark(s.life))
	s.origin.Touched()
	switch {
	case errors.Is(err, store.ErrNothingToUndo):
		s.env.Notice(s.env.L.T("shell.undo.nothing"))
	case err != nil:
		s.env.Fail(err)
	default:
		s.env.Notice(s.env.L.T(key, "what", explain.Step(s.env.L, step)))
	}
}

// undoable is a field that keeps its own steps while one types in it.
type undoable interface {
	Undo()
	Redo()
}

func fieldUndo(f undoable) { f.Undo() }

func fieldRedo(f undoable) { f.Redo() }

// table is a screen that may show a table, with steps of its own over all that is typed there. Each step tells
// whether there was one.
type table interface {
	InTable() bool
	StepBack() bool
	StepForth() bool
}

// inField lets the field with the keyboard take back its own typing; where it has none left, or no
// field has the keyboard, the diary's last change is meant.
func (s *Shell) inField(step func(undoable), otherwise func()) {
	focused, ok := s.env.Window.Canvas().Focused().(undoable)
	if t, is := s.current.(table); !ok || is && t.InTable() {
		otherwise()
		return
	}
	var entry *widget.Entry
	switch v := focused.(type) {
	case *widget.Entry:
		entry = v
	case *field.Line:
		entry = &v.Entry
	default:
		step(focused)
		return
	}
	before := entry.Text
	step(focused)
	if entry.Text == before {
		otherwise()
	}
}
