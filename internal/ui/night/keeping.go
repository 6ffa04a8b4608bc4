package night

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
)

// update changes the night and keeps it at once.
func (s *Screen) update(change func(n *diary.Night)) {
	n := s.shown.Night
	change(&n)
	s.keep(n)
}

func (s *Screen) keep(n diary.Night) {
	err := s.write(func(ctx context.Context) error {
		switch {
		case !n.IsEmpty():
			return s.env.Store.SaveNight(ctx, n)
		case s.shown.Recorded:
			return s.env.Store.DeleteNight(ctx, n.Date)
		}
		return nil
	})
	switch {
	case err == nil:
		s.shown = s.shown.wrote(n)
		s.origin.Touched() // it is on show
		s.written()
		s.saved()
	case mayPass(err):
		s.shown.Night = n
		s.notSaved(err)
	default:
		field.Rebuilt(s.env.Window, s.column, s.present)
		s.env.Fail(err)
	}
}

func (s *Screen) write(change func(ctx context.Context) error) error {
	err := change(s.origin.Mark(context.Background()))
	s.failed, s.used = err != nil, s.env.Now()
	return err
}

// mayPass tells whether trying again can help: a file that is locked may be free in a moment, but a diary
// that can only be read, or an answer out of range, will never be written.
func mayPass(err error) bool {
	var wrong diary.FieldErrors
	return !errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrNewer) && !errors.As(err, &wrong)
}

// saved says so, and reads what this screen's own writes touched and it does not show yet.
func (s *Screen) saved() {
	now, err := s.shown.after(context.Background(), s.env.Store, s.origin.Touched(), s.env.CurrentNight())
	if err != nil {
		s.env.Fail(err)
		return
	}
	if s.unsaved {
		now.Night, now.Recorded = s.shown.Night, s.shown.Recorded // the diary has it not yet
		s.shown = now
		return
	}
	s.shown = now
	s.say(s.env.L.T("night.saved"))
	s.env.Notice(s.env.L.T("night.saved"))
	s.drawStrip()
	s.first.appear()
}

// save runs a change of something other than the night itself, in one of the groups. The group is
// rebuilt where the change shows in it, or where it failed and the group would show what is not kept. It tells
// whether the change is in the diary.
func (s *Screen) save(g group, rebuild bool, change func(ctx context.Context) error) bool {
	err := s.write(change)
	if err == nil {
		s.saved()
	}
	if rebuild || err != nil {
		s.rebuild(g)
	}
	if err != nil {
		s.env.Fail(err)
	}
	return err == nil
}

func (s *Screen) rebuild(g group) {
	s.folds[g].Rebuild(s.env.Window.Canvas())
	s.column.Refresh()
	s.scroll.Refresh()
	if o, ok := s.env.Window.Canvas().Focused().(fyne.CanvasObject); ok {
		s.scroll.Reveal(o) // it may lie elsewhere now
	}
}

// forget drops what is half typed of a record that is no more; another may get its number.
func (s *Screen) forget(prefix string) {
	s.form.Forget(prefix)
	if err := s.env.Store.ClearDrafts(context.Background(), s.drafts()+prefix); err != nil {
		s.env.Fail(err)
	}
}

// drafts is what the keys of this night's half-typed text begin with.
func (s *Screen) drafts() string { return "night/" + s.date().String() + "/" }

func (s *Screen) say(text string) {
	if s.said != nil {
		s.said.SetText(text)
	}
}

// newForm keeps half-typed text of this night under its date.
func (s *Screen) newForm() *field.Form {
	prefix := s.drafts()
	ctx := context.Background()
	return &field.Form{
		Now:    s.env.Now,
		Reveal: s.scroll.Reveal,
		Kept:   func() bool { return !s.failed },
		Locked: s.env.Store.ReadOnly(),
		Draft: func(key, text string) {
			if s.env.Store.ReadOnly() {
				return
			}
			s.env.Store.KeepDraft(prefix+key, text, func(err error) { fyne.Do(func() { s.notSaved(err) }) })
		},
		Clear: func(key string) {
			if s.env.Store.ReadOnly() {
				return
			}
			if err := s.env.Store.ClearDraft(ctx, prefix+key); err != nil {
				s.env.Fail(err)
			}
		},
		Drafted: func(key string) (string, bool) {
			text, found, err := s.env.Store.Draft(ctx, prefix+key)
			if err != nil {
				s.env.Fail(err)
			}
			return text, found
		},
	}
}
