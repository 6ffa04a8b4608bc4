package ui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/notification"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
)

// answerWait is for how long a reminder can be answered. The next one of its kind replaces it.
const answerWait = 20 * time.Hour

// answered is what a reminder was answered with: the severity of the night that it named, in the diary that was
// open when it came.
type answered struct {
	path     string
	night    diary.Date
	severity int
}

// showReminder shows a reminder. Where the desktop lets people answer in it, and the night has no severity yet,
// it asks for that.
func (p *Program) showReminder(which settings.Reminder, note *fyne.Notification) {
	if p.unanswered != nil {
		p.unanswered()
		p.unanswered = nil
	}
	plain := func() { p.app.SendNotification(note) }
	sh := p.open
	if p.start.Ask == nil || sh == nil || sh.env.Sample || sh.store.ReadOnly() {
		p.spawn(plain)
		return
	}
	night := sh.env.CurrentNight()
	n, _, err := sh.store.Night(sh.life, night)
	if err != nil || n.Severity.IsSet() {
		p.spawn(plain) // what is wrong with the diary is said elsewhere
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), answerWait)
	p.unanswered = stop
	path, q := sh.store.Path(), p.question(which, note, night)
	p.spawn(func() {
		defer stop()
		given, err := p.start.Ask(ctx, q)
		switch {
		case err == nil:
			fyne.Do(func() { p.answer(path, night, given) })
		case errors.Is(err, notification.ErrNoAnswers) && ctx.Err() == nil:
			plain()
		}
	})
}

// question asks for the severity of a night, which it names: it may be answered on the next day.
func (p *Program) question(which settings.Reminder, note *fyne.Notification, night diary.Date) notification.Question {
	q := p.asking(p.l.T("settings.remind.ask."+string(which), "note", note.Content, "night", p.l.NightOf(night)))
	q.Type = p.l.T("settings.remind.type")
	for n := range diary.MaxRating + 1 {
		q.Answers = append(q.Answers, p.l.Number(float64(n), 0))
	}
	return q
}

func (p *Program) asking(body string) notification.Question {
	return notification.Question{Title: "Stillnight", Body: body, Open: p.l.T("shell.tray.show"), Icon: ID, Entry: ID}
}

// answer does what was answered to a reminder.
func (p *Program) answer(path string, night diary.Date, given notification.Answer) {
	if p.gone {
		return
	}
	severity, err := strconv.Atoi(strings.TrimSpace(given.Text))
	if given.Chosen && err == nil && severity >= 0 && severity <= diary.MaxRating {
		p.write(answered{path, night, severity})
		return
	}
	p.comeForward()
	if p.open == nil || p.open.store.Path() != path {
		return
	}
	p.open.goTo(screen.Night, screen.Target{Night: night})
	if given.Chosen {
		p.open.env.Notice(p.l.T("settings.remind.not_a_rating", "text", given.Text))
	}
}

// write writes an answer into its diary, or keeps it until that is open again.
func (p *Program) write(a answered) {
	if p.open == nil || p.open.store.Path() != a.path {
		p.waiting = &a
		p.comeForward()
		p.tell(p.asking(p.l.T("settings.remind.waits", "n", strconv.Itoa(a.severity), "night", p.l.NightOf(a.night))), nil)
		return
	}
	sh := p.open
	n, _, err := sh.store.Night(sh.life, a.night)
	if err == nil {
		n.Date, n.Severity = a.night, diary.Some(a.severity)
		err = sh.store.SaveNight(sh.life, n)
	}
	if err != nil {
		p.comeForward()
		fail(p.window, p.l, fmt.Errorf("writing down what a reminder was answered with: %w", err))
		return
	}
	words := p.l.T("settings.remind.written", "n", strconv.Itoa(a.severity), "night", p.l.NightOf(a.night))
	sh.env.Notice(words)
	q := p.asking(words)
	q.Answers = []string{p.l.T("settings.remind.undo")}
	p.tell(q, func() { p.takeBack(a) })
}

// writeWaiting writes an answer that came while its diary was locked.
func (p *Program) writeWaiting() {
	if a := p.waiting; a != nil && p.open != nil && p.open.store.Path() == a.path {
		p.waiting = nil
		p.write(*a)
	}
}

// tell says something in a notification, and does what its one answer says.
func (p *Program) tell(q notification.Question, do func()) {
	ctx, stop := context.WithTimeout(context.Background(), answerWait)
	p.unanswered = stop
	p.spawn(func() {
		defer stop()
		given, err := p.start.Ask(ctx, q)
		switch {
		case errors.Is(err, notification.ErrNoAnswers) && ctx.Err() == nil:
			p.app.SendNotification(fyne.NewNotification(q.Title, q.Body))
		case err == nil && given.Chosen && do != nil:
			fyne.Do(do)
		case err == nil:
			fyne.Do(p.comeForward)
		}
	})
}

// takeBack undoes an answer, unless something else was done since.
func (p *Program) takeBack(a answered) {
	sh := p.open
	if p.gone {
		return
	}
	if sh == nil || sh.store.Path() != a.path {
		p.comeForward()
		return
	}
	step, _, err := sh.store.UndoState(sh.life)
	n, _, readErr := sh.store.Night(sh.life, a.night)
	if err = errors.Join(err, readErr); err != nil {
		fail(p.window, p.l, err)
		return
	}
	if step == nil || step.Key != "store.undo.night" || step.Args["date"] != a.night.String() || n.Severity != diary.Some(a.severity) {
		p.comeForward()
		sh.goTo(screen.Night, screen.Target{Night: a.night})
		sh.env.Notice(p.l.T("settings.remind.undo_later"))
		return
	}
	sh.undo()
	p.app.SendNotification(fyne.NewNotification("Stillnight", p.l.T("shell.undo.done", "what", explain.Step(p.l, *step))))
}
