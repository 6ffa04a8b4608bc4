package ui

import (
	"time"

	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/settings"
)

// reminders looks again and again whether it is time to remind. A fault there must not keep anyone from the diary: it
// is said in the status line, and once only, as it will be met again at every look.
type reminders struct {
	*settings.Reminding
	now func() time.Time
	l   func() *i18n.Localizer
	// say shows a line while a diary is on show, and tells whether it did.
	say func(text string) bool

	// after runs a job on Fyne's goroutine in a while, unless it is stopped before.
	after func(wait time.Duration, job func()) (stop func())

	stop  func() // keeps the next look from coming
	fault string // what kept reminders from being set, "" for nothing
	said  bool   // the user knows of it
	over  bool
}

// remindEvery is how often the program looks whether it is time to remind. It also bounds how late a
// reminder is after the computer slept, when timers stood still.
const remindEvery = 30 * time.Second

// watch looks after the reminders from now until the program ends.
func (r *reminders) watch() {
	if r.over {
		return
	}
	r.remind()
	r.stop = r.after(remindEvery, r.watch)
}

// remindStep is how long after one step of telling the system of reminders the next is taken.
const remindStep = 20 * time.Millisecond

// look does what is due of the reminders, and comes back for what is left of it.
func (r *reminders) look() error {
	if r.over {
		return nil
	}
	more, err := r.Look(r.now(), r.l())
	if more {
		r.after(remindStep, r.remind)
	}
	return err
}

// remind does what is due of the reminders.
func (r *reminders) remind() {
	fault := ""
	if err := r.look(); err != nil {
		fault = explain.Error(r.l(), err)
	}
	if fault != r.fault {
		r.fault, r.said = fault, fault == ""
	}
	r.sayFault()
}

// sayFault says a fault that came up while no diary was on show to say it in.
func (r *reminders) sayFault() {
	if !r.said && r.fault != "" {
		r.said = r.say(r.fault)
	}
}

// end ends the looking.
func (r *reminders) end() {
	r.over = true
	r.stop()
}
