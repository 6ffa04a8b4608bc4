package settings

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// reminders is the card for reminding, starting at login and the tray.
type reminders struct {
	env  *screen.Env
	host Host
	rows []*remindRow
	auto *look.Check
	tray *look.Check
}

type remindRow struct {
	which Reminder
	on    *look.Check
	at    *look.Select
	times []string // that at offers, as they are kept
}

func newReminders(env *screen.Env, host Host) *reminders { return &reminders{env: env, host: host} }

func (r *reminders) title() string { return r.env.L.T("settings.remind.title") }

// halfHours are the times of day that are offered, from an hour on round the clock: the likely ones come
// first, and whoever works at night finds theirs too.
func halfHours(from int) []string {
	var times []string
	for half := range 48 {
		minute := (from*60 + half*30) % (24 * 60)
		times = append(times, fmt.Sprintf("%02d:%02d", minute/60, minute%60))
	}
	return times
}

// clockWords writes a time of day as the region does; what is none is left as it is.
func clockWords(l *i18n.Localizer, at string) string {
	c, err := diary.ParseClock(at)
	if err != nil {
		return at
	}
	return l.Clock(c)
}

func (r *reminders) body() fyne.CanvasObject {
	l := r.env.L
	column := container.NewVBox(look.Quiet(l.T("settings.remind.text")))
	for _, which := range everyReminder {
		row := &remindRow{which: which, on: look.NewCheck(l.T("settings.remind."+string(which)), nil), times: halfHours(reminderKeys[which].first)}
		names := make([]string, len(row.times))
		for i, at := range row.times {
			names[i] = clockWords(l, at)
		}
		row.at = look.NewSelect(row.on.Text, names, nil)
		row.at.PlaceHolder = clockWords(l, reminderKeys[which].usual)
		r.rows = append(r.rows, row)
		column.Add(buttons(row.on, row.at))
	}
	if r.host.Answers {
		column.Add(look.Quiet(l.T("settings.remind.answer")))
	}
	r.show()
	for _, row := range r.rows {
		row.on.OnChanged = func(on bool) { r.set(row, on) }
		row.at.OnChanged = func(string) { r.set(row, true) }
	}
	r.auto = look.NewCheck(l.T("settings.login.check"), r.setAutostart)
	r.tray = look.NewCheck(l.T("settings.tray.check"), r.host.Prefs.SetTray)
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
		at = reminderKeys[row.which].usual
		if i := row.at.SelectedIndex(); i >= 0 {
			at = row.times[i]
		}
	}
	if was, _ := r.host.Prefs.RemindAt(row.which); was == at {
		return
	}
	r.host.Prefs.SetRemindAt(row.which, at)
	r.env.Fail(r.host.RemindersChanged())
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
		row.at.Selected = clockWords(r.env.L, at)
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
	say := func(nameKey, value string) {
		lines = append(lines, l.T("settings.read.pair", "name", l.T(nameKey), "value", value))
	}
	state := func(on bool) string {
		if on {
			return l.T("settings.read.on")
		}
		return l.T("settings.read.off")
	}
	for _, which := range everyReminder {
		at, on := r.host.Prefs.RemindAt(which)
		at = clockWords(l, at)
		if !on {
			at = state(false)
		}
		say("settings.remind."+string(which), at)
	}
	say("settings.login.check", state(AutostartOn()))
	say("settings.tray.check", state(r.host.Prefs.Tray()))
	return strings.Join(lines, "\n")
}
