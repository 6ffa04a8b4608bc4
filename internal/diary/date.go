package diary

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date of the proleptic Gregorian calendar, without time or zone. For a night it is
// the date of the evening. The zero Date is "no date". Dates compare with == and work as map keys.
type Date struct {
	// serial counts days; 1 is 1 January of year 1, so that 0 can mean "no date".
	serial int32
}

// Years a diary may hold. Outside them a date is a slip of the pen.
const (
	MinYear = 1900
	MaxYear = 2199
)

var epoch = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)

const secondsPerDay = 86400

// NewDate returns the date, or an error where the calendar has no such day or the year lies outside
// MinYear to MaxYear.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < MinYear || year > MaxYear {
		return Date{}, fmt.Errorf("year %d outside %d to %d", year, MinYear, MaxYear)
	}
	if month < time.January || month > time.December || day < 1 || day > daysIn(year, month) {
		return Date{}, fmt.Errorf("no such day: %04d-%02d-%02d", year, int(month), day)
	}
	return civil(year, month, day), nil
}

// MustDate is NewDate for dates written in code; it panics on a date that does not exist.
func MustDate(year int, month time.Month, day int) Date {
	d, err := NewDate(year, month, day)
	if err != nil {
		panic(err)
	}
	return d
}

func fromUTC(t time.Time) Date {
	return Date{serial: int32((t.Unix()-epoch.Unix())/secondsPerDay) + 1}
}

// ParseDate reads an ISO date such as 2026-03-02, exactly ten characters.
func ParseDate(s string) (Date, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("date %q is not of the form 2026-03-02", s)
	}
	year, ok := digits(s[:4])
	month, okMonth := digits(s[5:7])
	day, okDay := digits(s[8:])
	if !ok || !okMonth || !okDay {
		return Date{}, fmt.Errorf("date %q is not of the form 2026-03-02", s)
	}
	return NewDate(year, time.Month(month), day)
}

func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

var monthDays = [12]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year int, month time.Month) int {
	if month == time.February && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return monthDays[month-1]
}

// civil counts the days up to a date of the calendar, as package time does; with years that begin in March the leap day is
// the last. A long diary has a hundred thousand dates to read.
func civil(year int, month time.Month, day int) Date {
	y, m := year, int(month)-3
	if m < 0 {
		y, m = y-1, m+12
	}
	return Date{serial: int32(365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + day - 306)}
}

// DateOf returns the civil date that a clock on the wall shows at t, in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return fromUTC(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// NightAt returns the night that a person means at t by "this night" or, before noon, "last night":
// before 12:00 on the wall it is the evening before, from 12:00 on the evening to come.
//
// It is Boundaries.NightAt without any rule of the person's own.
func NightAt(t time.Time) Date { return Boundaries(nil).NightAt(t) }

// IsZero tells "no date".
func (d Date) IsZero() bool { return d.serial == 0 }

// UTC returns midnight UTC of the date, for calendars and formatting only.
func (d Date) UTC() time.Time {
	return time.Unix(epoch.Unix()+int64(d.serial-1)*secondsPerDay, 0).UTC()
}

// YMD returns year, month and day of month.
func (d Date) YMD() (int, time.Month, int) { return d.UTC().Date() }

// Weekday returns the day of the week of the evening.
func (d Date) Weekday() time.Weekday {
	const days = 7
	return time.Weekday((d.serial%days + days) % days) // day 1 is a Monday
}

// AddDays returns the date n days later (earlier for a negative n).
func (d Date) AddDays(n int) Date { return Date{serial: d.serial + int32(n)} }

// Sub returns how many days d lies after other; negative if before.
func (d Date) Sub(other Date) int { return int(d.serial - other.serial) }

// Before tells whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.serial < other.serial }

// After tells whether d is later than other.
func (d Date) After(other Date) bool { return d.serial > other.serial }

// Compare orders dates: -1, 0 or 1.
func (d Date) Compare(other Date) int { return cmp.Compare(d.serial, other.serial) }

// FirstOfMonth returns the first day of d's month.
func (d Date) FirstOfMonth() Date {
	y, m, _ := d.YMD()
	return fromUTC(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC))
}

// AddMonths returns the same day of the month n months later, or the month's last day where it is shorter.
func (d Date) AddMonths(n int) Date {
	_, _, day := d.YMD()
	first := d.FirstOfMonth().UTC().AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return fromUTC(first.AddDate(0, 0, min(day, last)-1))
}

// String returns the ISO form 2026-03-02, or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.UTC().Format("2006-01-02")
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
