package compare

import (
	"math"
	"slices"

	"stillnight/internal/diary"
)

// OnsetWeek describes when symptoms were first noticed in the seven nights from a date on.
type OnsetWeek struct {
	// Week is its first date; First and Last of Side are its first and last night with an onset.
	Week diary.Date
	// Side is in minutes after noon, past 1440 where the clock is AcrossNoon; nights with symptoms all day count as noon.
	Side
	// AllDay is how many nights had symptoms all day.
	AllDay int
}

// MostlyAllDay tells whether more than half of the nights had: the median is then noon by convention alone.
func (w OnsetWeek) MostlyAllDay() bool { return 2*w.AllDay > w.N }

// OnsetShift is a change of level that the weekly onsets show.
type OnsetShift struct {
	// Week is the first week after the change, between Low and High (95 %).
	Week, Low, High diary.Date
	// Before and After are the means of the weekly medians on either side, up to the next change, in minutes after noon.
	Before, After float64
	// BeforeAllDay and AfterAllDay say that most weeks on that side are MostlyAllDay.
	BeforeAllDay, AfterAllDay bool
}

// Size is by how many minutes the level changed.
func (s OnsetShift) Size() float64 { return math.Abs(s.After - s.Before) }

// OnsetClock is the onset of symptoms week by week before and under one medicine.
type OnsetClock struct {
	// Phases are those of the medicine under all its names, in order of time. Some may run side by side.
	Phases []NamedPhase
	Weeks  []OnsetWeek
	// Shifts are the changes of level that stand out and matter, in order of time.
	Shifts []OnsetShift
	// AcrossNoon says that the onsets are those of one who sleeps by day: times from noon to 18:00 then stand behind those
	// before noon and not a whole day before them.
	AcrossNoon bool
}

// Of is where a time of day stands on the clock, in minutes after noon.
func (c OnsetClock) Of(at diary.Clock) float64 {
	if c.AcrossNoon && at < afternoonTo {
		return float64(at) + roundTheClock
	}
	return float64(at)
}

// Largest is the largest change of level; ok is false where there is none.
func (c OnsetClock) Largest() (largest OnsetShift, ok bool) {
	for _, s := range c.Shifts {
		if !ok || s.Size() > largest.Size() {
			largest, ok = s, true
		}
	}
	return largest, ok
}

// Bounds of the clock.
const (
	// clockBefore is how many days before the medicine are shown, and clockAfter after its end.
	clockBefore = 84
	clockAfter  = 56
	// leastOnsets is how many nights with an onset a week needs.
	leastOnsets = 3
	// MinClockWeeks is how many weeks it takes to look for a change.
	MinClockWeeks = 12
)

// EnoughWeeks tells whether there were enough weeks to look for a change.
func (c OnsetClock) EnoughWeeks() bool { return len(c.Weeks) >= MinClockWeeks }

// Names are those under which the medicine was taken, the first first.
func (c OnsetClock) Names() []string {
	var names []string
	for _, p := range c.Phases {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

// OnsetClockOf looks at a medicine from twelve weeks before it to the last night, or to eight weeks after its end.
// Remedies that same says are the same medicine are one with it; nil is none. ok is false where it was never begun or no
// week has enough onsets.
func OnsetClockOf(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool) (c OnsetClock, ok bool) {
	phases := courseOf(d, iv, same)
	first, last, ok := d.Span()
	if !ok || len(phases) == 0 || phases[0].Start.After(last) {
		return c, false
	}
	start := phases[0].Start
	from := start.AddDays(-clockBefore)
	end := start
	for _, p := range phases {
		end = later(end, lastDay(p.Phase))
	}
	if end.Before(last) { // no day follows the last of all
		last = earlier(last, end.AddDays(clockAfter-1))
	}
	if from.Before(first) {
		// Weeks begin on the weekday on which the medicine was begun.
		from = from.AddDays(7 * (first.Sub(from) / 7))
	}
	nights := d.Between(from, last)
	onsets := onsetsOf(nights)
	// Who sleeps by day is told by the earliest onsets: later ones may have moved from the evening to noon.
	c = OnsetClock{Phases: phases, AcrossNoon: sleepsByDay(onsets[:min(len(onsets), referenceDays)])}
	c.Weeks = c.weeks(onsets, from)
	y := make([]float64, len(c.Weeks))
	for i, w := range c.Weeks {
		y[i] = w.Median
	}
	changes, before := changePoints(y, OnsetMinutes.MinimalImportant(0)), 0
	for i, x := range changes {
		after := len(c.Weeks)
		if i+1 < len(changes) {
			after = changes[i+1].at
		}
		c.Shifts = append(c.Shifts, OnsetShift{Week: c.Weeks[x.at].Week, Low: c.Weeks[x.low].Week, High: c.Weeks[x.high].Week, Before: x.before, After: x.after,
			BeforeAllDay: mostlyAllDay(c.Weeks[before:x.at]), AfterAllDay: mostlyAllDay(c.Weeks[x.at:after])})
		before = x.at
	}
	return c, len(c.Weeks) > 0
}

func mostlyAllDay(weeks []OnsetWeek) bool {
	n := 0
	for _, w := range weeks {
		if w.MostlyAllDay() {
			n++
		}
	}
	return 2*n > len(weeks)
}

// weeks describes onsets in weeks counted from a date; weeks with too few are left out.
func (c OnsetClock) weeks(onsets []dated, from diary.Date) []OnsetWeek {
	var weeks []OnsetWeek
	var values []float64
	var w OnsetWeek
	keep := func() {
		if len(values) >= leastOnsets {
			w.describe(sorted(values))
			weeks = append(weeks, w)
		}
		values = nil
	}
	for _, n := range onsets {
		week := from.AddDays(7 * (n.date.Sub(from) / 7))
		if week != w.Week {
			keep()
			w = OnsetWeek{Week: week}
			w.First = n.date
		}
		w.Last = n.date
		v := n.value
		if n.allDay {
			w.AllDay++
		} else {
			v = c.Of(diary.Clock(v))
		}
		values = append(values, v)
	}
	keep()
	return weeks
}
