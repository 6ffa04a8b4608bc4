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
func (p *page) update(change func(n *diary.Night)) {
	n := p.shown.Night
	change(&n)
	p.keep(n)
}

func (p *page) keep(n diary.Night) {
	err := p.write(func(ctx context.Context) error {
		switch {
		case !n.IsEmpty():
			return p.env.Store.SaveNight(ctx, n)
		case p.shown.Recorded:
			return p.env.Store.DeleteNight(ctx, n.Date)
		}
		return nil
	})
	switch {
	case err == nil:
		p.shown = p.shown.wrote(n)
		p.origin.Touched() // it is on show
		p.written()
		p.saved()
	case mayPass(err):
		p.shown.Night = n
		p.notSaved(err)
	default:
		field.Rebuilt(p.env.Window, p.column, p.present)
		p.env.Fail(err)
	}
}

func (p *page) write(change func(ctx context.Context) error) error {
	err := change(p.origin.Mark(context.Background()))
	p.failed, p.used = err != nil, p.env.Now()
	return err
}

// mayPass tells whether trying again can help: a file that is locked may be free in a moment, but a diary
// that can only be read, or an answer out of range, will never be written.
func mayPass(err error) bool {
	var wrong diary.FieldErrors
	return !errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrNewer) && !errors.As(err, &wrong)
}

// saved says so, and reads what this screen's own writes touched and it does not show yet.
func (p *page) saved() {
	now, err := p.shown.after(context.Background(), p.env.Store, p.origin.Touched(), p.env.CurrentNight())
	if err != nil {
		p.env.Fail(err)
		return
	}
	if p.unsaved {
		now.Night, now.Recorded = p.shown.Night, p.shown.Recorded // the diary has it not yet
		p.shown = now
		return
	}
	p.shown = now
	p.say(p.env.L.T("night.saved"))
	p.env.Notice(p.env.L.T("night.saved"))
	p.drawStrip()
	p.first.appear()
}

// save runs a change of something other than the night itself, in one of the groups. The group is
// rebuilt where the change shows in it, or where it failed and the group would show what is not kept. It tells
// whether the change is in the diary.
func (p *page) save(g group, rebuild bool, change func(ctx context.Context) error) bool {
	err := p.write(change)
	if err == nil {
		p.saved()
	}
	if rebuild || err != nil {
		p.rebuild(g)
	}
	if err != nil {
		p.env.Fail(err)
	}
	return err == nil
}

func (p *page) rebuild(g group) {
	p.folds[g].Rebuild(p.env.Window.Canvas())
	p.relay()
	if o, ok := p.env.Window.Canvas().Focused().(fyne.CanvasObject); ok {
		p.scroll.Reveal(o) // it may lie elsewhere now
	}
}

// forget drops what is half typed of a record that is no more; another may get its number.
func (p *page) forget(prefix string) {
	p.form.Forget(prefix)
	if err := p.env.Store.ClearDrafts(context.Background(), p.drafts()+prefix); err != nil {
		p.env.Fail(err)
	}
}

// drafts is what the keys of this night's half-typed text begin with.
func (p *page) drafts() string { return "night/" + p.date().String() + "/" }

func (p *page) say(text string) {
	if p.said != nil {
		p.said.SetText(text)
	}
}

// newForm keeps half-typed text of this night under its date.
func (p *page) newForm() *field.Form {
	prefix := p.drafts()
	ctx := context.Background()
	return &field.Form{
		Now:    p.env.Now,
		Reveal: p.scroll.Reveal,
		Kept:   func() bool { return !p.failed },
		Locked: p.env.Store.ReadOnly(),
		Draft: func(key, text string) {
			if p.env.Store.ReadOnly() {
				return
			}
			p.env.Store.KeepDraft(prefix+key, text, func(err error) { fyne.Do(func() { p.notSaved(err) }) })
		},
		Clear: func(key string) {
			if p.env.Store.ReadOnly() {
				return
			}
			if err := p.env.Store.ClearDraft(ctx, prefix+key); err != nil {
				p.env.Fail(err)
			}
		},
		Drafted: func(key string) (string, bool) {
			text, found, err := p.env.Store.Draft(ctx, prefix+key)
			if err != nil {
				p.env.Fail(err)
			}
			return text, found
		},
	}
}
