package diary_test

import (
	"testing"
	"testing/quick"
	"time"

	"stillnight/internal/diary"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatalf("time zone %s: %v", name, err)
	}
	return loc
}

func TestNightAfterMidnightBelongsToTheEvening(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 3, 3, 2, 0, 0, 0, berlin), "2026-03-02"},
		{time.Date(2026, 3, 3, 11, 59, 59, 0, berlin), "2026-03-02"},
		{time.Date(2026, 3, 3, 12, 0, 0, 0, berlin), "2026-03-03"},
		{time.Date(2026, 3, 2, 23, 0, 0, 0, berlin), "2026-03-02"},
		{time.Date(2026, 1, 1, 3, 0, 0, 0, berlin), "2025-12-31"},
		{time.Date(2024, 3, 1, 3, 0, 0, 0, berlin), "2024-02-29"},
	} {
		if got := diary.NightAt(c.at).String(); got != c.want {
			t.Errorf("NightAt(%s) = %s, want %s", c.at, got, c.want)
		}
	}
}

// The clocks change in these zones at odd hours: at midnight (Havana, Beirut), by half an hour (Lord
// Howe), and a whole day was left out (Apia, 30 December 2011).
var awkwardZones = []string{"Europe/Berlin", "America/New_York", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"}

func TestNoClockChangeMovesANight(t *testing.T) {
	for _, name := range awkwardZones {
		loc := zone(t, name)
		for day := range 3 * 366 {
			noon := time.Date(2025, 1, 1+day, 13, 0, 0, 0, loc)
			y, m, d := noon.Date()
			want := diary.MustDate(y, m, d)
			evening := time.Date(y, m, d, 22, 0, 0, 0, loc)
			if got := diary.NightAt(evening); got != want {
				t.Fatalf("%s: 22:00 on %s gives night %s", name, want, got)
			}
			early := time.Date(y, m, d+1, 4, 30, 0, 0, loc)
			if got := diary.NightAt(early); got != want {
				t.Fatalf("%s: 04:30 after the evening of %s gives night %s", name, want, got)
			}
		}
	}
}

func TestDatesCountDaysWithoutGapsOrDoubles(t *testing.T) {
	d := diary.MustDate(1900, time.January, 1)
	for range 300 * 366 {
		next := d.AddDays(1)
		if next.Sub(d) != 1 || !next.After(d) || next.Weekday() != (d.Weekday()+1)%7 || d.Weekday() != d.UTC().Weekday() {
			t.Fatalf("%s is followed by %s", d, next)
		}
		if y, _, _ := next.YMD(); y > diary.MaxYear {
			return
		}
		parsed, err := diary.ParseDate(next.String())
		if err != nil || parsed != next {
			t.Fatalf("ParseDate(%s) = %s, %v", next, parsed, err)
		}
		if y, m, day := next.YMD(); diary.MustDate(y, m, day) != next {
			t.Fatalf("NewDate gives another day than %s", next)
		}
		d = next
	}
}

func TestAddingDaysAndBackIsNothing(t *testing.T) {
	check := func(offset uint16, n int16) bool {
		d := diary.MustDate(1950, time.June, 15).AddDays(int(offset))
		return d.AddDays(int(n)).AddDays(-int(n)) == d && d.AddDays(int(n)).Sub(d) == int(n)
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func TestAddMonthsStaysInTheMonth(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -1, "2025-12-15"}, {"2024-02-29", 12, "2025-02-28"},
	} {
		from, err := diary.ParseDate(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s %+d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestDatesThatDoNotExistAreRefused(t *testing.T) {
	for _, s := range []string{"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01", "1899-12-31", "2200-01-01", "2026-01-01T00:00", " 2026-01-01",
		"2100-02-29", "2026-04-31", "2026-12-00", "2026-12-32", "+026-01-01", "2026-1a-01", "-026-01-01", "2026-01--1"} {
		if d, err := diary.ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s", s, d)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-02", "2024-02-29", "0000-00-00", "2026-02-30", "２０２６-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := diary.ParseDate(s); err == nil && d.String() != s {
			t.Errorf("ParseDate(%q) reads %s", s, d)
		}
	})
}

func TestClockKeepsOrderOverMidnight(t *testing.T) {
	var last diary.Clock = -1
	for minute := range 24 * 60 {
		wall := (minute + 12*60) % (24 * 60)
		c, err := diary.ClockFrom(wall/60, wall%60)
		if err != nil {
			t.Fatal(err)
		}
		if c != last+1 {
			t.Fatalf("%02d:%02d is %d, after %d", wall/60, wall%60, c, last)
		}
		if of := diary.ClockOf(time.Date(2026, time.March, 2, wall/60, wall%60, 59, 0, time.UTC)); of != c {
			t.Fatalf("%02d:%02d of a day is %d, not %d", wall/60, wall%60, of, c)
		}
		if h, m := c.HourMinute(); h != wall/60 || m != wall%60 {
			t.Fatalf("%d reads back as %02d:%02d", c, h, m)
		}
		last = c
	}
}

func TestParseClockTakesWhatPeopleType(t *testing.T) {
	for s, want := range map[string]string{"23:05": "23:05", "2305": "23:05", "7.30": "07:30", "730": "07:30", "7": "07:00", "0:00": "00:00", "00": "00:00", "24:00": "00:00", "2400": "00:00", "24:30": "00:30"} {
		c, err := diary.ParseClock(s)
		if err != nil || c.String() != want {
			t.Errorf("ParseClock(%q) = %v, %v", s, c, err)
		}
	}
	for _, s := range []string{"", "25:00", "7:5", "12:60", "abc", ":30", "12345", "1:2:3", "-1"} {
		if c, err := diary.ParseClock(s); err == nil {
			t.Errorf("ParseClock(%q) = %s", s, c)
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"23:05", "2305", "7.30", "24:00", "", "99:99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := diary.ParseClock(s)
		if err != nil {
			return
		}
		if c < 0 || c > diary.MaxClock {
			t.Fatalf("ParseClock(%q) = %d", s, int(c))
		}
		again, err := diary.ParseClock(c.String())
		if err != nil || again != c {
			t.Errorf("%q reads as %s, which reads as %s", s, c, again)
		}
	})
}
