package settings

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/i18n"
)

// Reminder is one of the two times of day at which the program may remind. It says nothing about nights
// that were missed, and nothing from the diary but the date of the night that is meant.
type Reminder string

// The reminders. Both are off until asked for.
const (
	Evening Reminder = "evening"
	Morning Reminder = "morning"
)

var everyReminder = []Reminder{Evening, Morning}

// reminderKeys holds for each reminder where its time is kept, its usual time, and the hour with which the
// times that are offered begin.
var reminderKeys = map[Reminder]struct {
	at, usual string
	first     int
}{
	Evening: {keyEvening, "21:30", 17},
	Morning: {keyMorning, "08:00", 5},
}

// RemindAt returns the time of day, such as "21:30"; on is false where the reminder is off.
func (p *Preferences) RemindAt(r Reminder) (at string, on bool) {
	at = p.kept.String(reminderKeys[r].at)
	return at, at != ""
}

// SetRemindAt sets the time of day, "" for off.
func (p *Preferences) SetRemindAt(r Reminder, at string) { p.kept.SetString(reminderKeys[r].at, at) }

// told is a reminder that the system was told of and will show by itself.
type told struct {
	when time.Time
	lang string // of the text
	id   string // by which it is taken back
}

func (p *Preferences) told(r Reminder) []told {
	var list []told
	for _, line := range p.kept.StringList(reminderKeys[r].at + keyTold) {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			continue
		}
		if when, err := time.Parse(time.RFC3339, parts[0]); err == nil {
			list = append(list, told{when, parts[1], parts[2]})
		}
	}
	return list
}

func (p *Preferences) setTold(r Reminder, list []told) {
	var lines []string
	for _, t := range list {
		lines = append(lines, t.when.UTC().Format(time.RFC3339)+" "+t.lang+" "+t.id)
	}
	p.kept.SetStringList(reminderKeys[r].at+keyTold, lines)
}

// Notifier is what reminding needs of the toolkit's app.
type Notifier interface {
	ScheduleNotification(*fyne.Notification, time.Time) (*fyne.ScheduledNotification, error)
	CancelScheduledNotification(id string) error
}

const (
	// remindDays is for how many days ahead the system is told.
	remindDays = 7
	// remindLate is how long after its time a reminder still makes sense, as where the computer slept.
	// Later it would nag about what was missed.
	remindLate = 15 * time.Minute
)

// Reminding makes the reminders come. A system that keeps notifications is told some days ahead. With any
// other, the running program looks at the clock itself: the toolkit would keep a list in its stead, show
// all that was missed at once when the program next starts, and be late by as long as the computer slept.
type Reminding struct {
	system Notifier
	prefs  *Preferences
	ahead  bool
	show   func(Reminder, *fyne.Notification)
	// stepwise says that one look makes at most one call to a system that keeps notifications.
	stepwise bool
	seen     time.Time // the last look at the clock
}

// NewReminding starts looking at the clock at the moment now. ahead says that the system keeps
// notifications; show shows a reminder at once on one that does not.
func NewReminding(system Notifier, prefs *Preferences, ahead bool, show func(Reminder, *fyne.Notification), now time.Time) *Reminding {
	// On Windows the toolkit starts a script for each call, beside the caller, and names the script's file by a
	// counter that it does not guard. Of two calls at one moment one would be lost.
	return &Reminding{system: system, prefs: prefs, ahead: ahead, show: show, stepwise: runtime.GOOS == "windows", seen: wall(now)}
}

// SystemReminds tells whether this system keeps notifications and shows them while the program is closed.
func SystemReminds() bool {
	program, err := os.Executable()
	return err == nil && systemReminds(runtime.GOOS, program)
}

func systemReminds(system, program string) bool {
	switch system {
	case "windows":
		return true
	case "darwin":
		// macOS keeps notifications of bundles only.
		return strings.Contains(filepath.ToSlash(program), ".app/Contents/MacOS/")
	}
	return false
}

// Look does what is due at the moment now; it is to be called at the start, every half a minute or so, and
// when times or language changed. A system that keeps notifications is told only what it does not know yet.
// more says that there is more to tell it, which another look in a moment does. An error leaves the rest to
// the next look.
func (r *Reminding) Look(now time.Time, l *i18n.Localizer) (more bool, err error) {
	now = wall(now)
	var errs []error
	for _, which := range everyReminder {
		if !r.ahead {
			r.remindNow(which, now, l)
			continue
		}
		if more, err = r.tell(which, now, l); more {
			break
		}
		errs = append(errs, err)
	}
	r.seen = now
	return more, errors.Join(errs...)
}

// tell brings what the system knows of one reminder up to date. What it knows is written down at each step,
// so that all of it can be taken back whatever happens. more says that it stopped after one step.
func (r *Reminding) tell(which Reminder, now time.Time, l *i18n.Localizer) (more bool, err error) {
	at, _ := r.prefs.RemindAt(which)
	wanted := nextTimes(at, now)
	known := slices.DeleteFunc(r.prefs.told(which), func(t told) bool { return !t.when.After(now) })
	for i := 0; i < len(known); {
		if known[i].lang == l.Lang() && slices.ContainsFunc(wanted, known[i].when.Equal) {
			i++
			continue
		}
		if err := r.system.CancelScheduledNotification(known[i].id); err != nil {
			return false, fmt.Errorf("taking back a reminder: %w", err)
		}
		known = slices.Delete(known, i, i+1)
		r.prefs.setTold(which, known)
		if r.stepwise {
			return true, nil
		}
	}
	for _, when := range wanted {
		if slices.ContainsFunc(known, func(t told) bool { return t.when.Equal(when) }) {
			continue
		}
		scheduled, err := r.system.ScheduleNotification(note(which, l), when)
		if err != nil {
			return false, fmt.Errorf("setting a reminder: %w", err)
		}
		known = append(known, told{when, l.Lang(), scheduled.ID()})
		r.prefs.setTold(which, known)
		if r.stepwise {
			return true, nil
		}
	}
	return false, nil
}

// remindNow reminds if the time came since the last look and is not long past.
func (r *Reminding) remindNow(which Reminder, now time.Time, l *i18n.Localizer) {
	at, _ := r.prefs.RemindAt(which)
	last, ok := lastTime(at, now)
	if !ok || !last.After(r.seen) || now.Sub(last) > remindLate {
		return
	}
	r.show(which, note(which, l))
}

// note is what a reminder says.
func note(which Reminder, l *i18n.Localizer) *fyne.Notification {
	// The toolkit spells a no-break space out on its way to Windows, as \u00a0.
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(l.T("settings.remind.note." + string(which)))
	return fyne.NewNotification("Stillnight", plain)
}

// wall is a moment by the clock on the wall alone. The other clock in it stands still while the computer
// sleeps.
func wall(t time.Time) time.Time { return t.Round(0) }

// nextTimes are the coming moments at a time of day, none where it is off or cannot be read.
func nextTimes(at string, now time.Time) []time.Time {
	var times []time.Time
	for day := 0; len(times) < remindDays; day++ {
		when, ok := momentOn(day, at, now)
		if !ok {
			return nil
		}
		if when.After(now) {
			times = append(times, when)
		}
	}
	return times
}

// lastTime is the latest moment at a time of day that is not to come; ok is false where the time of day is
// off or cannot be read.
func lastTime(at string, now time.Time) (when time.Time, ok bool) {
	if when, ok = momentOn(0, at, now); ok && when.After(now) {
		return momentOn(-1, at, now)
	}
	return when, ok
}

// momentOn is the moment at a time of day so many days after now. Days are counted by the calendar: at a
// change of the clock a day is not 24 hours long.
func momentOn(day int, at string, now time.Time) (when time.Time, ok bool) {
	clock, err := time.Parse("15:04", at)
	if err != nil {
		return time.Time{}, false
	}
	return time.Date(now.Year(), now.Month(), now.Day()+day, clock.Hour(), clock.Minute(), 0, 0, now.Location()), true
}
