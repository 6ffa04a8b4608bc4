package ui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/notification"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// desk is a desktop that shows notifications, and the person before it.
type desk struct {
	fyne.App
	plain []string
	asked []notification.Question
	// answers are given to the questions in order; no answer is given to those after them.
	answers []func() (notification.Answer, error)
}

func (d *desk) SendNotification(n *fyne.Notification) { d.plain = append(d.plain, n.Content) }

func (d *desk) ask(_ context.Context, q notification.Question) (notification.Answer, error) {
	d.asked = append(d.asked, q)
	if len(d.asked) > len(d.answers) {
		return notification.Answer{}, context.Canceled
	}
	return d.answers[len(d.asked)-1]()
}

func saying(text string) func() (notification.Answer, error) {
	return func() (notification.Answer, error) { return notification.Answer{Chosen: true, Text: text}, nil }
}

func pressing() (notification.Answer, error) { return notification.Answer{}, nil }

func refusing() (notification.Answer, error) {
	return notification.Answer{}, notification.ErrNoAnswers
}

// evening is a program that reminds at 21:30 on 3 March 2026, on a desktop with these answers. The clock
// can be moved.
func evening(t *testing.T, answers ...func() (notification.Answer, error)) (p *Program, d *desk, now *time.Time) {
	t.Helper()
	at := time.Date(2026, 3, 3, 21, 29, 50, 0, time.UTC)
	d = &desk{answers: answers}
	path := ownDiary(t)
	p = program(t, func(s *Start) {
		s.Path, s.Ask = path, d.ask
		s.Now = func() time.Time { return at }
	})
	d.App, p.app = p.app, d
	p.prefs.SetRemindAt(settings.Evening, "21:30")
	p.reminders.remind()
	return p, d, &at
}

func severityOf(t *testing.T, p *Program, day int) diary.Optional[int] {
	t.Helper()
	n, _, err := p.session.Store().Night(t.Context(), diary.MustDate(2026, 3, day))
	if err != nil {
		t.Fatal(err)
	}
	return n.Severity
}

func TestAReminderIsAnsweredInTheNotification(t *testing.T) {
	p, d, now := evening(t, saying("6"))
	*now = now.Add(20 * time.Second)
	p.reminders.remind()
	if len(d.asked) != 2 || len(d.plain) != 0 {
		t.Fatalf("asked %+v, said %q", d.asked, d.plain)
	}
	q := d.asked[0]
	if len(q.Answers) != 11 || q.Answers[0] != "0" || q.Answers[10] != "10" || !strings.Contains(q.Body, p.window.L.NightOf(diary.MustDate(2026, 3, 3))) {
		t.Errorf("asked %+v", q)
	}
	if got := severityOf(t, p, 3); got != diary.Some(6) {
		t.Errorf("the night has %v", got)
	}
	if said := said(p); !strings.Contains(said, "6 is written down") || !strings.Contains(d.asked[1].Body, said) {
		t.Errorf("the window says %q, the desktop %q", said, d.asked[1].Body)
	}
	p.open.Env().Undo()
	if got := severityOf(t, p, 3); got.IsSet() {
		t.Errorf("undone, the night has %v", got)
	}
}

func TestWhatWasAnsweredIsUndoneInTheNotification(t *testing.T) {
	p, d, now := evening(t, saying("0"), saying("Undo"))
	*now = now.Add(20 * time.Second)
	p.reminders.remind()
	if got := severityOf(t, p, 3); got.IsSet() || len(d.plain) != 1 {
		t.Errorf("undone, the night has %v; said %q", got, d.plain)
	}
}

// The evening's reminder may be answered when the night was rated already: what was written later stands, until it is said
// that it shall not.
func TestAnAnswerDoesNotReplaceWhatWasWrittenSince(t *testing.T) {
	for name, c := range map[string]struct {
		since, answer int
		then          []func() (notification.Answer, error)
		want          int
		asked         []string
	}{
		"left":                   {8, 3, nil, 8, []string{"Take 3"}},
		"pressed":                {8, 3, []func() (notification.Answer, error){pressing}, 8, []string{"Take 3"}},
		"taken":                  {8, 3, []func() (notification.Answer, error){saying("Take 3")}, 3, []string{"Take 3", "Undo"}},
		"taken and undone":       {8, 3, []func() (notification.Answer, error){saying("Take 3"), saying("Undo")}, 8, []string{"Take 3", "Undo"}},
		"none, and rated with 8": {0, 8, nil, 0, []string{"Take 8"}},
		"the same":               {8, 8, nil, 8, []string{"Undo"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, d, _ := evening(t, c.then...)
			night := diary.MustDate(2026, 3, 3)
			if err := p.session.Store().SaveNight(t.Context(), diary.Night{Date: night, Severity: diary.Some(c.since)}); err != nil {
				t.Fatal(err)
			}
			p.answers.heard(p.session.Store().Path(), night, notification.Answer{Chosen: true, Text: strconv.Itoa(c.answer)})
			if got := severityOf(t, p, 3); got != diary.Some(c.want) {
				t.Errorf("the night has %v", got)
			}
			var asked []string
			for _, q := range d.asked {
				asked = append(asked, strings.Join(q.Answers, " "))
			}
			if !slices.Equal(asked, c.asked) {
				t.Errorf("asked %q", asked)
			}
			if c.since != c.answer && !strings.Contains(d.asked[0].Body, strconv.Itoa(c.since)+" was written down since") {
				t.Errorf("it says %q", d.asked[0].Body)
			}
		})
	}
}

// It is changed once more before the offer is taken.
func TestAnOfferToReplaceIsForWhatItNamed(t *testing.T) {
	var p *Program
	night := diary.MustDate(2026, 3, 3)
	write := func(severity int) {
		if err := p.session.Store().SaveNight(t.Context(), diary.Night{Date: night, Severity: diary.Some(severity)}); err != nil {
			t.Fatal(err)
		}
	}
	p, d, _ := evening(t, func() (notification.Answer, error) {
		write(5)
		return notification.Answer{Chosen: true, Text: "Take 3"}, nil
	})
	write(8)
	p.answers.heard(p.session.Store().Path(), night, notification.Answer{Chosen: true, Text: "3"})
	if got := severityOf(t, p, 3); got != diary.Some(5) || len(d.asked) != 2 || !strings.Contains(d.asked[1].Body, "5 was written down since") {
		t.Errorf("the night has %v; asked %+v", got, d.asked)
	}
}

// Whatever was done since is not undone in its stead.
func TestAnAnswerIsNotUndoneOverSomethingElse(t *testing.T) {
	p, _, _ := evening(t)
	night := diary.MustDate(2026, 3, 3)
	p.answers.heard(p.session.Store().Path(), night, notification.Answer{Chosen: true, Text: "6"})
	if err := p.session.Store().SaveNight(t.Context(), diary.Night{Date: night.AddDays(-1), Severity: diary.Some(9)}); err != nil {
		t.Fatal(err)
	}
	p.answers.takeBack(answered{path: p.session.Store().Path(), night: night, severity: 6})
	if got := severityOf(t, p, 3); got != diary.Some(6) || severityOf(t, p, 2) != diary.Some(9) {
		t.Errorf("the nights have %v and %v", got, severityOf(t, p, 2))
	}
}

// A reminder of the evening that is answered past midnight, or on the next day, is about the night it named.
func TestALateAnswerIsForTheNightThatWasNamed(t *testing.T) {
	var now *time.Time
	p, _, at := evening(t, func() (notification.Answer, error) {
		*now = now.Add(17 * time.Hour)
		return notification.Answer{Chosen: true, Text: " 10 "}, nil
	})
	now = at
	*now = now.Add(20 * time.Second)
	p.reminders.remind()
	if got := severityOf(t, p, 3); got != diary.Some(10) || severityOf(t, p, 4).IsSet() {
		t.Errorf("the nights have %v and %v", got, severityOf(t, p, 4))
	}
}

func TestARatingKeepsTheRestOfTheNight(t *testing.T) {
	p, _, _ := evening(t)
	night := diary.Night{Date: diary.MustDate(2026, 3, 3), SleepHours: diary.Some(6.5), Note: "a note"}
	if err := p.session.Store().SaveNight(t.Context(), night); err != nil {
		t.Fatal(err)
	}
	p.answers.heard(p.session.Store().Path(), night.Date, notification.Answer{Chosen: true, Text: "5"})
	n, _, err := p.session.Store().Night(t.Context(), night.Date)
	if err != nil || n.Severity != diary.Some(5) || n.SleepHours != night.SleepHours || n.Note != night.Note {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestWhereNothingCanBeAnsweredAPlainReminderComes(t *testing.T) {
	for name, change := range map[string]func(p *Program){
		"the desktop has no buttons": func(p *Program) {},
		"nothing asks":               func(p *Program) { p.start.Ask = nil },
		"the sample is open":         func(p *Program) { p.session.OpenSample() },
		"the night has a severity": func(p *Program) {
			if err := p.session.Store().SaveNight(context.Background(), diary.Night{Date: diary.MustDate(2026, 3, 3), Severity: diary.Some(2)}); err != nil {
				t.Fatal(err)
			}
		},
		"no diary is open": func(p *Program) { p.session.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			p, d, now := evening(t, refusing)
			change(p)
			*now = now.Add(20 * time.Second)
			p.reminders.remind()
			if len(d.plain) != 1 || !strings.HasPrefix(d.plain[0], "Coffee") {
				t.Errorf("said %q", d.plain)
			}
		})
	}
}

// What is typed may be anything. The window then comes forward with that night.
func TestAnAnswerThatIsNoRatingLeadsToTheNight(t *testing.T) {
	for _, text := range []string{"11", "-1", "bad", "", "5.5"} {
		p, _, now := evening(t, saying(text))
		*now = now.Add(20 * time.Second)
		p.reminders.remind()
		if severityOf(t, p, 3).IsSet() || p.open.Current().ID() != screen.Night || !strings.Contains(said(p), "from 0 to 10") {
			t.Errorf("%q: %q", text, said(p))
		}
	}
	p, _, now := evening(t, pressing)
	p.open.GoTo(screen.Patterns, screen.Target{})
	*now = now.Add(20 * time.Second)
	p.reminders.remind()
	if p.open.Current().ID() != screen.Night || !strings.HasPrefix(p.open.Current().ReadOut(), p.window.L.NightOf(diary.MustDate(2026, 3, 3))) {
		t.Errorf("on show: %s", p.open.Current().ReadOut())
	}
}

// A diary that was locked after the reminder came gets the answer when it is opened.
func TestAnAnswerWaitsForALockedDiary(t *testing.T) {
	var p *Program
	var d *desk
	p, d, now := evening(t, func() (notification.Answer, error) {
		p.session.Lock()
		return notification.Answer{Chosen: true, Text: "7"}, nil
	})
	path := p.session.Store().Path()
	if err := p.session.Store().SetPassphrase(t.Context(), "quiet legs tonight"); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(20 * time.Second)
	p.reminders.remind()
	if p.open != nil || len(d.asked) != 2 || !strings.Contains(d.asked[1].Body, "not open") {
		t.Fatalf("asked %+v", d.asked)
	}
	p.session.OpenAs(path, session.Access{Passphrase: "quiet legs tonight"})
	if got := severityOf(t, p, 3); got != diary.Some(7) || p.answers.waiting != nil {
		t.Errorf("opened, the night has %v", got)
	}
	if !strings.Contains(uitest.Words(p.window.Content()), "7") {
		t.Error("the night on show lacks it")
	}
}

// The program ends before a locked diary is opened: the answer is gone, since it belongs on no disk in plain. What it
// was for is not.
func TestAnAnswerThatWasLostIsAskedForOnceMore(t *testing.T) {
	for name, given := range map[string]bool{"never given": false, "given in the meantime": true} {
		t.Run(name, func(t *testing.T) {
			p, _, _ := evening(t)
			open, night := p.session.Store(), diary.MustDate(2026, 3, 3)
			path := open.Path()
			if err := open.SetPassphrase(t.Context(), "quiet legs tonight"); err != nil {
				t.Fatal(err)
			}
			p.session.Lock()
			p.answers.heard(path, night, notification.Answer{Chosen: true, Text: "7"})
			if kept := p.app.Preferences().String("reminder.unwritten"); len(strings.Fields(kept)) != 2 || strings.Fields(kept)[1] != night.String() || strings.Contains(kept, path) {
				t.Errorf("in plain is kept %q", kept)
			}
			p.answers.waiting = nil // as after a new start
			if given {
				s, err := store.Open(t.Context(), path, store.Options{Passphrase: func(bool) (string, error) { return "quiet legs tonight", nil }})
				if err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(s.SaveNight(t.Context(), diary.Night{Date: night, Severity: diary.Some(4)}), s.Close()); err != nil {
					t.Fatal(err)
				}
			}
			p.session.OpenAs(path, session.Access{Passphrase: "quiet legs tonight"})
			if said := said(p); strings.Contains(said, "once more") == given {
				t.Errorf("said %q", said)
			}
			if !given && !strings.HasPrefix(p.open.Current().ReadOut(), p.window.L.NightOf(night)) {
				t.Errorf("on show: %s", p.open.Current().ReadOut())
			}
			p.session.Lock()
			p.session.OpenAs(path, session.Access{Passphrase: "quiet legs tonight"})
			if said := said(p); strings.Contains(said, "once more") {
				t.Errorf("said again: %q", said)
			}
		})
	}
}
