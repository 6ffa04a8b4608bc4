package now

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Asker is what the screen does for the card about a bout.
type Asker struct {
	Origin *store.Origin
	// GoOn opens the page of what is happening now.
	GoOn func()
	// Ended is called when the bout has ended.
	Ended func()
}

// Question is a card about a bout that goes on, or that was never ended.
type Question struct {
	Card fyne.CanvasObject
	// Late tells that a bout which went on when the card was made is taken to be over by now: another card is due.
	Late func() bool
}

// Asks tells whether Ask may have something to ask.
func Asks(env *screen.Env) bool {
	b, _, err := openBout(context.Background(), env.Store)
	return err != nil || b != nil
}

// Ask asks about the bout that goes on, or that was never ended; nil where there is none.
func Ask(env *screen.Env, asker Asker) *Question {
	b, e, err := openBout(context.Background(), env.Store)
	if err != nil {
		env.Fail(err)
		return nil
	}
	if b == nil || env.Store.ReadOnly() {
		return nil
	}
	l := env.L
	since, _ := e.Start.Get()
	end := func(ended time.Time, relief diary.Optional[int]) {
		err := b.end(asker.Origin.Mark(context.Background()), env.Store, e, ended, relief)
		if err != nil {
			env.Fail(err)
			return
		}
		env.Notice(l.T("night.now_kept", "since", l.Clock(since)))
		asker.Ended()
	}
	if !b.late(env.Now()) {
		late := func() bool { return b.late(env.Now()) }
		// A press on what was on show before the computer slept leads to the other card.
		unlessLate := func(do func()) func() {
			return func() {
				if late() {
					asker.Ended()
					return
				}
				do()
			}
		}
		body := field.NewColumn(look.Heading(l.T("night.now_open", "since", l.Clock(since))))
		body.Add(flow.New(look.NewButton(l.T("night.now_go_on"), unlessLate(asker.GoOn)),
			look.NewButton(l.T("night.now_bed"), unlessLate(func() { end(env.Now(), diary.None[int]()) }))))
		return &Question{look.NewNotice(body), late}
	}
	asked := l.T("night.now_did_it", "since", l.Clock(since))
	body := field.NewColumn(look.Heading(asked), look.Quiet(l.T("night.now_scale")),
		field.NewRating(l, asked, diary.None[int](), func(v diary.Optional[int]) { end(time.Time{}, v) }),
		flow.New(look.NewButton(l.T("night.now_unknown"), func() { end(time.Time{}, diary.None[int]()) })))
	return &Question{look.NewNotice(body), func() bool { return false }}
}
