package settings

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Reminder is one of the two times of day at which the program may remind. It says nothing about nights
// that were missed, and nothing from the diary.
type Reminder string

// The reminders. Both are off until asked for.
const (
	Evening Reminder = "evening"
	Morning Reminder = "morning"
)

var reminderKeys = map[Reminder]struct{ at, ids, usual string }{
	Evening: {keyEvening, keyEveningID, "21:30"},
	Morning: {keyMorning, keyMorningID, "08:00"},
}

// RemindAt returns the time of day, such as "21:30"; on is false where the reminder is off.
func (p *Preferences) RemindAt(r Reminder) (at string, on bool) {
	at = p.kept.String(reminderKeys[r].at)
	return at, at != ""
}

// SetRemindAt sets the time of day, "" for off.
func (p *Preferences) SetRemindAt(r Reminder, at string) { p.kept.SetString(reminderKeys[r].at, at) }

// remindDays is for how many days ahead the system is told; the program renews it whenever it starts or
// comes to the front.
const remindDays = 7

// ScheduleReminders tells the system when to remind, in place of what it was told before.
func ScheduleReminders(app fyne.App, p *Preferences, l *i18n.Localizer, now time.Time) error {
	for _, r := range []Reminder{Evening, Morning} {
		keys := reminderKeys[r]
		for _, id := range strings.Fields(p.kept.String(keys.ids)) {
			if err := app.CancelScheduledNotification(id); err != nil {
				return fmt.Errorf("taking back a reminder: %w", err)
			}
		}
		p.kept.SetString(keys.ids, "")
		at, on := p.RemindAt(r)
		if !on {
			continue
		}
		note := fyne.NewNotification("Stillnight", l.T("settings.remind.note."+string(r)))
		var ids []string
		for _, when := range nextTimes(at, now) {
			scheduled, err := app.ScheduleNotification(note, when)
			if err != nil {
				return fmt.Errorf("setting a reminder: %w", err)
			}
			ids = append(ids, scheduled.ID())
		}
		p.kept.SetString(keys.ids, strings.Join(ids, " "))
	}
	return nil
}

// nextTimes are the coming moments at a time of day, none where it cannot be read.
func nextTimes(at string, now time.Time) []time.Time {
	clock, err := time.Parse("15:04", at)
	if err != nil {
		return nil
	}
	var times []time.Time
	for day := 0; len(times) < remindDays; day++ {
		// Days are counted by the calendar: at a change of the clock a day is not 24 hours long.
		when := time.Date(now.Year(), now.Month(), now.Day()+day, clock.Hour(), clock.Minute(), 0, 0, now.Location())
		if when.After(now) {
			times = append(times, when)
		}
	}
	return times
}

// reminders is the card for reminding, starting at login and the tray.
type reminders struct {
	env  *screen.Env
	host Host
	rows []*remindRow
	auto *widget.Check
	tray *widget.Check
}

type remindRow struct {
	which Reminder
	on    *widget.Check
	at    *widget.Select
}

func newReminders(env *screen.Env, host Host) *reminders { return &reminders{env: env, host: host} }

func (r *reminders) title() string { return r.env.L.T("settings.remind.title") }

// halfHours are the times of day that are offered.
func halfHours() []string {
	var times []string
	for minute := 0; minute < 24*60; minute += 30 {
		times = append(times, fmt.Sprintf("%02d:%02d", minute/60, minute%60))
	}
	return times
}

func (r *reminders) body() fyne.CanvasObject {
	l := r.env.L
	column := container.NewVBox(look.Quiet(l.T("settings.remind.text")))
	for _, which := range []Reminder{Evening, Morning} {
		row := &remindRow{which: which, on: widget.NewCheck(l.T("settings.remind."+string(which)), nil), at: widget.NewSelect(halfHours(), nil)}
		row.at.PlaceHolder = reminderKeys[which].usual
		r.rows = append(r.rows, row)
		column.Add(buttons(row.on, row.at))
	}
	r.show()
	for _, row := range r.rows {
		row.on.OnChanged = func(on bool) { r.set(row, on) }
		row.at.OnChanged = func(string) { r.set(row, true) }
	}
	r.auto = widget.NewCheck(l.T("settings.login.check"), r.setAutostart)
	r.tray = widget.NewCheck(l.T("settings.tray.check"), func(on bool) {
		r.host.Prefs.SetTray(on)
		r.host.TrayChanged()
	})
	r.show()
	column.Add(r.auto)
	column.Add(look.Quiet(l.T("settings.login.text")))
	column.Add(r.tray)
	column.Add(look.Quiet(l.T("settings.tray.text")))
	return column
}

func (r *reminders) set(row *remindRow, on bool) {
	at := ""
	if on {
		if at = row.at.Selected; at == "" {
			at = reminderKeys[row.which].usual
		}
	}
	if was, _ := r.host.Prefs.RemindAt(row.which); was == at {
		return
	}
	r.host.Prefs.SetRemindAt(row.which, at)
	if err := ScheduleReminders(r.env.App, r.host.Prefs, r.env.L, r.env.Now()); err != nil {
		r.env.Fail(err)
	}
	r.show()
}

func (r *reminders) setAutostart(on bool) {
	if on == AutostartOn() {
		return
	}
	if err := SetAutostart(on); err != nil {
		r.env.Fail(err)
		r.show()
	}
}

func (r *reminders) show() {
	for _, row := range r.rows {
		at, on := r.host.Prefs.RemindAt(row.which)
		row.on.Checked = on
		row.on.Refresh()
		row.at.Selected = at
		row.at.Refresh()
	}
	if r.auto != nil {
		r.auto.Checked, r.tray.Checked = AutostartOn(), r.host.Prefs.Tray()
		r.auto.Refresh()
		r.tray.Refresh()
	}
}

func (r *reminders) readOut() string {
	l := r.env.L
	var lines []string
	for _, which := range []Reminder{Evening, Morning} {
		at, on := r.host.Prefs.RemindAt(which)
		if !on {
			at = l.T("settings.read.off")
		}
		lines = append(lines, l.T("settings.read.pair", "name", l.T("settings.remind."+string(which)), "value", at))
	}
	for name, on := range map[string]bool{l.T("settings.login.check"): AutostartOn(), l.T("settings.tray.check"): r.host.Prefs.Tray()} {
		state := l.T("settings.read.off")
		if on {
			state = l.T("settings.read.on")
		}
		lines = append(lines, l.T("settings.read.pair", "name", name, "value", state))
	}
	return strings.Join(lines, "\n")
}
