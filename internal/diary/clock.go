package diary

import (
	"fmt"
	"time"
)

// Clock is a time inside a night: whole minutes since 12:00 of the evening's date, 0 (noon) to
// 1439 (11:59 of the next day). Medians and distances over midnight are plain integer arithmetic.
type Clock int

const (
	noonHour       = 12
	minutesPerHour = 60
	minutesPerDay  = 24 * minutesPerHour
	// MaxClock is 11:59 on the day after the evening.
	MaxClock Clock = minutesPerDay - 1
)

// ClockFrom turns a time on the wall (hour 0–23, minute 0–59) into minutes after noon.
func ClockFrom(hour, minute int) (Clock, error) {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, fmt.Errorf("no such time of day: %d:%02d", hour, minute)
	}
	return afterNoon(hour, minute), nil
}

// ClockOf returns what a clock on the wall shows at t, in t's own zone.
func ClockOf(t time.Time) Clock {
	hour, minute, _ := t.Clock()
	return afterNoon(hour, minute)
}

func afterNoon(hour, minute int) Clock {
	return Clock((hour*minutesPerHour + minute - noonHour*minutesPerHour + minutesPerDay) % minutesPerDay)
}

// ClockFromMidnight turns minutes after midnight, as some files hold a time of day, into minutes after noon. Outside
// 0 to 1439 it returns a Clock that no check of the diary lets pass.
func ClockFromMidnight(minutes int) Clock {
	c, err := ClockFrom(minutes/minutesPerHour, minutes%minutesPerHour)
	if err != nil {
		return MaxClock + 1
	}
	return c
}

// FromMidnight returns the time on the wall as minutes after midnight, 0 to 1439.
func (c Clock) FromMidnight() int {
	hour, minute := c.HourMinute()
	return hour*minutesPerHour + minute
}

// HourMinute returns the time on the wall.
func (c Clock) HourMinute() (hour, minute int) {
	m := (int(c) + noonHour*minutesPerHour) % minutesPerDay
	return m / minutesPerHour, m % minutesPerHour
}

// String returns the time on the wall as 23:05.
func (c Clock) String() string {
	h, m := c.HourMinute()
	return fmt.Sprintf("%02d:%02d", h, m)
}

// ParseClock reads a 24-hour time such as 23:05, 2305 or 7.30 as people type it. 24:00 is midnight too.
func ParseClock(s string) (Clock, error) {
	h, m, ok := scanHourMinute(s)
	if !ok {
		return 0, fmt.Errorf("time %q is not of the form 23:05", s)
	}
	return ClockFrom(h%24, m)
}

func scanHourMinute(s string) (hour, minute int, ok bool) {
	digits := make([]int, 0, 4)
	split := -1
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' && len(digits) < 4:
			digits = append(digits, int(r-'0'))
		case (r == ':' || r == '.') && split < 0 && len(digits) > 0:
			split = len(digits)
		default:
			return 0, 0, false
		}
	}
	if split < 0 {
		// 7, 23: whole hours; 730, 2305: hours and minutes run together.
		if len(digits) == 0 {
			return 0, 0, false
		}
		split = len(digits)
		if len(digits) > 2 {
			split = len(digits) - 2
		}
	} else if len(digits)-split != 2 {
		return 0, 0, false
	}
	if split > 2 {
		return 0, 0, false
	}
	for _, d := range digits[:split] {
		hour = hour*10 + d
	}
	for _, d := range digits[split:] {
		minute = minute*10 + d
	}
	return hour, minute, hour <= 24 && minute <= 59
}

// MarshalText writes 23:05.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads 23:05.
func (c *Clock) UnmarshalText(text []byte) error {
	parsed, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
