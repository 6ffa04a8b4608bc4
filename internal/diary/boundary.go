package diary

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Boundary is the hour at which one night ends and the next begins, from a date on. What is recorded has the date
// of its evening whatever the rule: a rule only says which night is meant at a moment.
type Boundary struct {
	// From is the first evening for which it holds.
	From Date `json:"from"`
	// Hour of that day, on the wall, 0–23.
	Hour int `json:"hour"`
}

// Boundaries are the rules of a diary in order of their dates, at most one a date. Before the first, and where there
// is none, a night begins at noon.
type Boundaries []Boundary

// BoundaryHours are the hours that are offered: noon suits most, the later ones those who sleep by day.
var BoundaryHours = []int{9, noonHour, 15, 18, 21}

// HourOn is the hour at which the night of a date begins.
func (b Boundaries) HourOn(d Date) int {
	hour := noonHour
	for _, r := range b {
		if !r.From.After(d) {
			hour = r.Hour
		}
	}
	return hour
}

// NightAt returns the night that is meant at t, in t's own zone: that of the day before until the day's boundary,
// from then on that of the day.
func (b Boundaries) NightAt(t time.Time) Date {
	d := DateOf(t)
	if t.Hour() < b.HourOn(d) {
		return d.AddDays(-1)
	}
	return d
}

// With returns the rules with another hour from a date on. A rule that says what holds anyway is left out.
func (b Boundaries) With(from Date, hour int) Boundaries {
	rules := slices.DeleteFunc(slices.Clone(b), func(r Boundary) bool { return !r.From.Before(from) })
	if rules.HourOn(from) != hour {
		rules = append(rules, Boundary{from, hour})
	}
	return rules
}

// Text writes the rules as a setting holds them.
func (b Boundaries) Text() (string, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("writing the night's boundaries: %w", err)
	}
	return string(text), nil
}

// ParseBoundaries reads what Text wrote. The error says that it is not that.
func ParseBoundaries(text string) (Boundaries, error) {
	var b Boundaries
	if text == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		return nil, fmt.Errorf("reading the night's boundaries: %w", err)
	}
	for i, r := range b {
		if r.From.IsZero() || r.Hour < 0 || r.Hour > 23 || i > 0 && !b[i-1].From.Before(r.From) {
			return nil, fmt.Errorf("reading the night's boundaries: rule %d of %d is none", i+1, len(b))
		}
	}
	return b, nil
}
