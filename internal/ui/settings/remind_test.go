package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/i18n/i18ntest"
)

// desk stands for the system: what it shows and what it was told to show.
type desk struct {
	shown     []string
	waiting   map[string]*fyne.ScheduledNotification
	calls     int
	failAfter int // calls that succeed before all fail, 0 for no failing
}

var errDesk = errors.New("the desk is closed")

func (d *desk) call() error {
	d.calls++
	if d.failAfter > 0 && d.calls > d.failAfter {
		return errDesk
	}
	return nil
}

func (d *desk) show(_ Reminder, n *fyne.Notification) { d.shown = append(d.shown, n.Content) }

func (d *desk) ScheduleNotification(n *fyne.Notification, when time.Time) (*fyne.ScheduledNotification, error) {
	if err := d.call(); err != nil {
		return nil, err
	}
	s := fyne.NewScheduledNotification(fmt.Sprint("id-", d.calls), n, when)
	if d.waiting == nil {
		d.waiting = map[string]*fyne.ScheduledNotification{}
	}
	d.waiting[s.ID()] = s
	return s, nil
}

func (d *desk) CancelScheduledNotification(id string) error {
	if err := d.call(); err != nil {
		return err
	}
	delete(d.waiting, id)
	return nil
}

// times are the moments that wait, in order, as the clock on the wall shows them.
func (d *desk) times(at *time.Location) string {
	var list []string
	for _, s := range d.waiting {
		list = append(list, s.DeliveryTime.In(at).Format("02 15:04"))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func berlin(t *testing.T) *time.Location {
	t.Helper()
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("this computer has no time zones")
	}
	return l
}

// reminding starts at a moment, with the times of day wanted.
func reminding(t *testing.T, ahead bool, evening, morning string, now time.Time) (*Reminding, *desk) {
	t.Helper()
	prefs := NewPreferences(test.NewTempApp(t).Preferences())
	prefs.SetRemindAt(Evening, evening)
	prefs.SetRemindAt(Morning, morning)
	d := &desk{}
	r := NewReminding(d, prefs, ahead, d.show, now)
	r.stepwise = false
	return r, d
}

func lookAt(t *testing.T, r *Reminding, now time.Time, lang string) {
	t.Helper()
	if more, err := r.Look(now, i18ntest.Speak(t, lang)); err != nil || more {
		t.Fatalf("more to do: %v; %v", more, err)
	}
}

func TestASystemThatTakesOneCallAtATimeIsToldStepByStep(t *testing.T) {
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	r, d := reminding(t, true, "21:30", "08:00", now)
	r.stepwise = true
	for steps := 1; ; steps++ {
		more, err := r.Look(now, i18ntest.Speak(t, "en"))
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			break
		}
		if d.calls != steps {
			t.Fatalf("%d looks made %d calls", steps, d.calls)
		}
	}
	if len(d.waiting) != 2*remindDays {
		t.Errorf("there wait %s", d.times(time.UTC))
	}
}

func TestTheComingTimesAreByTheClockOnTheWall(t *testing.T) {
	zone := berlin(t)
	for name, c := range map[string]struct {
		at   string
		now  time.Time
		want string
	}{
		"later today":    {"21:30", time.Date(2026, 3, 3, 9, 0, 0, 0, zone), "03 21:30, 04 21:30, 05 21:30, 06 21:30, 07 21:30, 08 21:30, 09 21:30"},
		"gone today":     {"08:00", time.Date(2026, 3, 3, 9, 0, 0, 0, zone), "04 08:00, 05 08:00, 06 08:00, 07 08:00, 08 08:00, 09 08:00, 10 08:00"},
		"this minute":    {"09:00", time.Date(2026, 3, 3, 9, 0, 0, 0, zone), "04 09:00, 05 09:00, 06 09:00, 07 09:00, 08 09:00, 09 09:00, 10 09:00"},
		"into summer":    {"08:00", time.Date(2026, 3, 27, 9, 0, 0, 0, zone), "28 08:00, 29 08:00, 30 08:00, 31 08:00, 01 08:00, 02 08:00, 03 08:00"},
		"into winter":    {"08:00", time.Date(2026, 10, 23, 9, 0, 0, 0, zone), "24 08:00, 25 08:00, 26 08:00, 27 08:00, 28 08:00, 29 08:00, 30 08:00"},
		"off":            {"", time.Date(2026, 3, 3, 9, 0, 0, 0, zone), ""},
		"cannot be read": {"late", time.Date(2026, 3, 3, 9, 0, 0, 0, zone), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, when := range nextTimes(c.at, c.now) {
				got = append(got, when.Format("02 15:04"))
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// At 02:30 there is no such time on one day of the year, and it comes twice on another.
func TestEveryDayHasOneTimeAlsoWhenTheClockChanges(t *testing.T) {
	zone := berlin(t)
	for _, now := range []time.Time{time.Date(2026, 3, 26, 12, 0, 0, 0, zone), time.Date(2026, 10, 22, 12, 0, 0, 0, zone)} {
		days := map[int]bool{}
		for _, when := range nextTimes("02:30", now) {
			days[when.YearDay()] = true
		}
		if len(days) != remindDays {
			t.Errorf("from %v: %d days", now, len(days))
		}
	}
}

func TestASystemIsToldAheadOnlyWhatItDoesNotKnow(t *testing.T) {
	start := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	r, d := reminding(t, true, "21:30", "08:00", start)
	for _, step := range []struct {
		name   string
		change func()
		now    time.Time
		lang   string
		calls  int
		first  string
		wait   int
	}{
		{"at first", func() {}, start, "en", 14, "03 21:30", 14},
		{"a moment later", func() {}, start.Add(time.Minute), "en", 0, "03 21:30", 14},
		{"an hour later", func() {}, start.Add(time.Hour), "en", 0, "03 21:30", 14},
		// The evening's and the morning's reminder of the day before are over: one more of each.
		{"a day later", func() { d.pass(start.AddDate(0, 0, 1)) }, start.AddDate(0, 0, 1), "en", 2, "04 21:30", 14},
		{"another language", func() {}, start.AddDate(0, 0, 1), "de", 28, "04 21:30", 14},
		{"another time", func() { r.prefs.SetRemindAt(Evening, "22:00") }, start.AddDate(0, 0, 1), "de", 14, "04 22:00", 14},
		{"one off", func() { r.prefs.SetRemindAt(Morning, "") }, start.AddDate(0, 0, 1), "de", 7, "04 22:00", 7},
		{"both off", func() { r.prefs.SetRemindAt(Evening, "") }, start.AddDate(0, 0, 1), "de", 7, "", 0},
		{"still off", func() {}, start.AddDate(0, 0, 2), "de", 0, "", 0},
	} {
		step.change()
		before := d.calls
		lookAt(t, r, step.now, step.lang)
		times := d.times(time.UTC)
		if made := d.calls - before; made != step.calls || len(d.waiting) != step.wait || !strings.HasPrefix(times, step.first) {
			t.Errorf("%s: %d calls, want %d; waiting: %s", step.name, made, step.calls, times)
		}
	}
	if len(d.shown) > 0 {
		t.Errorf("the program reminded beside the system: %q", d.shown)
	}
}

// pass shows what was waiting until now, as the system would.
func (d *desk) pass(now time.Time) {
	for id, s := range d.waiting {
		if !s.DeliveryTime.After(now) {
			delete(d.waiting, id)
		}
	}
}

func TestTheSystemIsToldTheTextInTheLanguageSpoken(t *testing.T) {
	start := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	r, d := reminding(t, true, "21:30", "", start)
	lookAt(t, r, start, "en")
	lookAt(t, r, start, "fr")
	for _, s := range d.waiting {
		// No no-break space: on its way to Windows it would be spelled out.
		if want := "Un café, un verre, une prise aujourd’hui ? Un moment pour votre journal, si vous voulez."; s.Content != want {
			t.Fatalf("the system will say %q", s.Content)
		}
	}
}

func TestWhatTheSystemKnowsCanBeTakenBackAfterAFailure(t *testing.T) {
	start := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	for name, failing := range map[string]struct{ before, after, then string }{
		"while setting":                 {"", "21:30", "21:30"},
		"while taking back":             {"21:30", "22:30", "22:30"},
		"while taking back, moved back": {"21:30", "22:30", "21:30"},
	} {
		t.Run(name, func(t *testing.T) {
			r, d := reminding(t, true, failing.before, "", start)
			lookAt(t, r, start, "en")
			r.prefs.SetRemindAt(Evening, failing.after)
			d.failAfter = d.calls + 3
			if _, err := r.Look(start, i18ntest.Speak(t, "en")); !errors.Is(err, errDesk) {
				t.Fatalf("the failure was not told: %v", err)
			}
			// The program is closed, and started again later.
			d.failAfter = 0
			r.prefs.SetRemindAt(Evening, failing.then)
			again := NewReminding(d, r.prefs, true, d.show, start)
			again.stepwise = false
			lookAt(t, again, start.Add(time.Hour), "en")
			if len(d.waiting) != remindDays || !strings.HasPrefix(d.times(time.UTC), "03 "+failing.then) {
				t.Errorf("after the next look there wait %s", d.times(time.UTC))
			}
			r.prefs.SetRemindAt(Evening, "")
			lookAt(t, again, start.Add(time.Hour), "en")
			if len(d.waiting) != 0 {
				t.Errorf("cannot be switched off: %s", d.times(time.UTC))
			}
		})
	}
}

func TestTheProgramRemindsByItselfAtItsTime(t *testing.T) {
	zone := berlin(t)
	at := func(day, hour, minute, second int) time.Time {
		return time.Date(2026, 3, day, hour, minute, second, 0, zone)
	}
	for name, c := range map[string]struct {
		evening, morning string
		looks            []time.Time
		want             []string
	}{
		"in the evening":     {"21:30", "08:00", []time.Time{at(3, 21, 29, 40), at(3, 21, 30, 10), at(3, 21, 30, 40)}, []string{"Coffee"}},
		"in the morning":     {"21:30", "08:00", []time.Time{at(3, 7, 59, 59), at(3, 8, 0, 0), at(3, 8, 0, 30)}, []string{"How was"}},
		"at both":            {"21:30", "21:30", []time.Time{at(3, 21, 29, 40), at(3, 21, 30, 10)}, []string{"Coffee", "How was"}},
		"off":                {"", "", []time.Time{at(3, 21, 29, 40), at(3, 21, 30, 10), at(4, 8, 0, 10)}, nil},
		"just before a day":  {"00:00", "", []time.Time{at(3, 23, 59, 40), at(4, 0, 0, 10)}, []string{"Coffee"}},
		"across midnight":    {"23:30", "", []time.Time{at(3, 23, 29, 40), at(4, 23, 29, 0), at(4, 23, 30, 10)}, []string{"Coffee"}},
		"a short sleep":      {"21:30", "", []time.Time{at(3, 21, 20, 0), at(3, 21, 45, 0)}, []string{"Coffee"}},
		"a night asleep":     {"21:30", "", []time.Time{at(3, 21, 20, 0), at(4, 7, 0, 0)}, nil},
		"a week asleep":      {"21:30", "08:00", []time.Time{at(3, 9, 0, 0), at(10, 12, 0, 0), at(10, 12, 0, 30)}, nil},
		"waking at the time": {"21:30", "08:00", []time.Time{at(3, 9, 0, 0), at(10, 8, 5, 0), at(10, 8, 5, 30)}, []string{"How was"}},
		"into summer":        {"", "08:00", []time.Time{at(29, 7, 0, 0), at(29, 7, 59, 50), at(29, 8, 0, 20), at(29, 9, 0, 20)}, []string{"How was"}},
		"the clock set back": {"21:30", "", []time.Time{at(3, 21, 40, 0), at(3, 21, 0, 0), at(3, 21, 30, 10)}, []string{"Coffee"}},
		"set for the past":   {"21:30", "", []time.Time{at(3, 21, 31, 0), at(3, 21, 31, 30)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			r, d := reminding(t, false, c.evening, c.morning, c.looks[0])
			for _, now := range c.looks {
				lookAt(t, r, now, "en")
			}
			if len(d.shown) != len(c.want) {
				t.Fatalf("shown: %q, want %q", d.shown, c.want)
			}
			for i, start := range c.want {
				if !strings.HasPrefix(d.shown[i], start) {
					t.Errorf("shown: %q, want %q", d.shown, c.want)
				}
			}
			if d.calls > 0 {
				t.Error("the toolkit's own list was used, which shows at once all that was missed")
			}
		})
	}
}

func TestWhichSystemsKeepNotifications(t *testing.T) {
	for _, c := range []struct {
		system, program string
		want            bool
	}{
		{"windows", `C:\Stillnight\stillnight.exe`, true},
		{"darwin", "/Applications/Stillnight.app/Contents/MacOS/stillnight", true},
		{"darwin", "/usr/local/bin/stillnight", false},
		{"linux", "/usr/bin/stillnight", false},
		{"freebsd", "/usr/local/bin/stillnight", false},
	} {
		if got := systemReminds(c.system, c.program); got != c.want {
			t.Errorf("%s, %s: %v", c.system, c.program, got)
		}
	}
}
