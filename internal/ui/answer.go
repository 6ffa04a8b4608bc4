package ui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/notification"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/menu"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
)

// answerWait is for how long a notification can be answered. The next one replaces it.
const answerWait = 20 * time.Hour

// answers shows reminders, and does what they are answered with where the desktop lets people answer in them.
type answers struct {
	program *Program
	// unanswered ends the waiting for an answer to the last notification, nil for none.
	unanswered func()
	// waiting is an answer whose diary was not open when it came.
	waiting *answered
}

// answered is the severity of the night that a reminder named, in the diary that was open when it came.
type answered struct {
	path     string
	night    diary.Date
	severity int
	// instead is the severity that this one replaces; any other that stands there by now does not.
	instead diary.Optional[int]
}

// remind shows a reminder. Where the desktop lets people answer in it, and the night has no severity yet, it
// asks for that.
func (a *answers) remind(which settings.Reminder, note *fyne.Notification) {
	a.end()
	p := a.program
	plain := func() { p.app.SendNotification(note) }
	open := p.session.Store()
	if p.start.Ask == nil || p.open == nil || p.session.Sample() || open.ReadOnly() {
		p.window.Spawn(plain)
		return
	}
	night := p.open.Env().CurrentNight()
	n, _, err := open.Night(context.Background(), night)
	if err != nil || n.Severity.IsSet() {
		p.window.Spawn(plain) // what is wrong with the diary is said elsewhere
		return
	}
	path, l := open.Path(), p.window.L
	q := a.question(l.T("settings.remind.ask."+string(which), "note", note.Content, "night", l.NightOf(night)))
	q.Type = l.T("settings.remind.type")
	for n := range diary.MaxRating + 1 {
		q.Answers = append(q.Answers, l.Number(float64(n), 0))
	}
	a.ask(q, plain, func(given notification.Answer) { a.heard(path, night, given) })
}

// end takes the last notification back, to which nobody would hear an answer any more.
func (a *answers) end() {
	if a.unanswered != nil {
		a.unanswered()
		a.unanswered = nil
	}
}

func (a *answers) question(body string) notification.Question {
	return notification.Question{Title: "Stillnight", Body: body, Open: a.program.window.L.T("shell.tray.show"), Icon: ID, Entry: ID}
}

// ask asks beside the window, and hands on what was answered; plain is for a desktop that takes no answers.
func (a *answers) ask(q notification.Question, plain func(), heard func(notification.Answer)) {
	ctx, stop := context.WithTimeout(context.Background(), answerWait)
	a.unanswered = stop
	a.program.window.Spawn(func() {
		defer stop()
		given, err := a.program.start.Ask(ctx, q)
		switch {
		case err == nil:
			fyne.Do(func() {
				if !a.program.gone {
					heard(given)
				}
			})
		case errors.Is(err, notification.ErrNoAnswers) && ctx.Err() == nil:
			plain()
		}
	})
}

// heard does what was answered to a reminder.
func (a *answers) heard(path string, night diary.Date, given notification.Answer) {
	p := a.program
	severity, fault := field.ReadCount(p.window.L, given.Text, 0, diary.MaxRating)
	if given.Chosen && fault == "" {
		a.write(answered{path: path, night: night, severity: severity})
		return
	}
	p.comeForward(false)
	if !a.isOpen(path) {
		return
	}
	p.open.GoTo(screen.Night, screen.Target{Night: night})
	if given.Chosen {
		p.say(p.window.L.T("settings.remind.not_a_rating", "text", given.Text))
	}
}

// isOpen tells whether a diary is the one on show.
func (a *answers) isOpen(path string) bool {
	p := a.program
	return p.open != nil && p.session.Store().Path() == path
}

// write writes an answer into its diary, or keeps it until that is open again.
func (a *answers) write(given answered) {
	p := a.program
	words := func(key string) string {
		return p.window.L.T(key, "n", strconv.Itoa(given.severity), "night", p.window.L.NightOf(given.night))
	}
	if !a.isOpen(given.path) {
		a.waiting = &given
		p.prefs.SetUnwritten(given.path, given.night)
		p.comeForward(false)
		a.tell(a.question(words("settings.remind.waits")), func() { p.comeForward(false) })
		return
	}
	ctx, open := context.Background(), p.session.Store()
	n, _, err := open.Night(ctx, given.night)
	switch there, rated := n.Severity.Get(); {
	case err != nil:
	case rated && n.Severity != given.instead && there != given.severity:
		a.offer(given, there)
		return
	default:
		n.Date, n.Severity = given.night, diary.Some(given.severity)
		err = open.SaveNight(ctx, n)
	}
	if err != nil {
		p.comeForward(false)
		p.window.Fail(fmt.Errorf("writing down what a reminder was answered with: %w", err))
		return
	}
	p.say(words("settings.remind.written"))
	q := a.question(words("settings.remind.written"))
	q.Answers = []string{p.window.L.T("settings.remind.undo")}
	a.tell(q, func() { a.takeBack(given) })
}

// offer says that a night was rated otherwise since the reminder came. That stays, unless this is answered.
func (a *answers) offer(given answered, there int) {
	p := a.program
	l, n := p.window.L, strconv.Itoa(given.severity)
	words := l.T("settings.remind.there", "night", l.NightOf(given.night), "there", strconv.Itoa(there), "n", n)
	given.instead = diary.Some(there)
	p.say(words)
	q := a.question(words)
	q.Answers = []string{l.T("settings.remind.instead", "n", n)}
	a.tell(q, func() { a.write(given) })
}

// opened writes an answer that came while its diary was locked. Where the program has ended since, the answer is gone:
// the night it was for is shown, and the answer asked for once more.
func (a *answers) opened() {
	p := a.program
	if p.open == nil {
		return
	}
	path := p.session.Store().Path()
	night, unwritten := p.prefs.Unwritten(path)
	if given := a.waiting; given != nil && given.path == path {
		a.waiting = nil
		a.write(*given)
		return
	}
	if !unwritten {
		return
	}
	n, _, err := p.session.Store().Night(context.Background(), night)
	if err != nil || n.Severity.IsSet() {
		return // it was given in the meantime; what is wrong with the diary is said elsewhere
	}
	p.open.GoTo(screen.Night, screen.Target{Night: night})
	p.say(p.window.L.T("settings.remind.lost", "night", p.window.L.NightOf(night)))
}

// tell says something in a notification, and does what its one answer says.
func (a *answers) tell(q notification.Question, do func()) {
	p := a.program
	plain := func() { p.app.SendNotification(fyne.NewNotification(q.Title, q.Body)) }
	a.ask(q, plain, func(given notification.Answer) {
		if given.Chosen {
			do()
			return
		}
		p.comeForward(false)
	})
}

// takeBack undoes an answer, unless something else was done since.
func (a *answers) takeBack(given answered) {
	p, ctx := a.program, context.Background()
	if !a.isOpen(given.path) {
		p.comeForward(false)
		return
	}
	l, open := p.window.L, p.session.Store()
	step, _, err := open.UndoState(ctx)
	n, _, readErr := open.Night(ctx, given.night)
	if err = errors.Join(err, readErr); err != nil {
		p.window.Fail(err)
		return
	}
	if step == nil || step.Key != "store.undo.night" || step.Args["date"] != given.night.String() || n.Severity != diary.Some(given.severity) {
		p.comeForward(false)
		p.open.GoTo(screen.Night, screen.Target{Night: given.night})
		p.say(l.T("settings.remind.undo_later", "ctrl", menu.CtrlKey(l, menu.Native())))
		return
	}
	p.open.Env().Undo()
	p.app.SendNotification(fyne.NewNotification("Stillnight", l.T("shell.undo.done", "what", explain.Step(l, *step))))
}
