package cell

import (
	"strings"
	"time"
	"unicode/utf8"

	"stillnight/internal/diary"
)

// nightRange is a night written with both of its dates: 1./2.3.2026, 1/2 March 2026, 31 Mar/1 Apr 2026,
// 2026-03-01/02. One of the two is whole; the other must be the day before it, or after it.
type nightRange struct {
	whole, other pieces
	otherFirst   bool
}

// nightSigns stand between the two dates.
var nightSigns = []string{"/", "–", "—", "→", "->", "-", " to ", " auf ", " bis ", " zum ", " au ", " al ", " a ", " tot ", " op ", " und ", " & ", "+"}

// splitNight takes the two dates apart.
func splitNight(day string) (*nightRange, bool) {
	if len(day) < 8 || len(day) > longestMoment || !strings.ContainsAny(day, "0123456789") {
		return nil, false
	}
	for _, sign := range nightSigns {
		for from := 0; ; {
			at := strings.Index(day[from:], sign)
			if at < 0 {
				break
			}
			at += from
			from = at + len(sign)
			left, right := strings.TrimSpace(day[:at]), strings.TrimSpace(day[from:])
			if n, ok := nightOf(left, right); ok {
				return n, true
			}
		}
	}
	return nil, false
}

func nightOf(left, right string) (*nightRange, bool) {
	var a, b pieces
	if utf8.RuneCountInString(left) < 1 || len(right) < 1 || !a.read(left) || !b.read(right) || len(a.numbers) == 0 || len(b.numbers) == 0 {
		return nil, false
	}
	for _, n := range []nightRange{{whole: b, other: a, otherFirst: true}, {whole: a, other: b}} {
		if !n.whole.whole() {
			continue
		}
		for _, order := range []Order{DayFirst, MonthFirst} {
			if _, ok := n.evening(order); ok {
				return &n, true
			}
		}
	}
	return nil, false
}

// evening is the date of the night's evening; ok is false where the two dates do not follow one another.
func (n *nightRange) evening(order Order) (diary.Date, bool) {
	d, ok := n.whole.date(order, thisCentury)
	if !ok {
		return d, false
	}
	evening, other := d, d.AddDays(1)
	if n.otherFirst {
		evening = d.AddDays(-1)
		other = evening
	}
	if y, _, _ := evening.YMD(); y < diary.MinYear || y > diary.MaxYear {
		return evening, false
	}
	return evening, n.other.fits(other, order)
}

// fits tells whether the parts of a date that may lack the month or the year are those of a date.
func (p pieces) fits(d diary.Date, order Order) bool {
	year, month, day := d.YMD()
	if p.month != 0 && p.month != month || p.days != 0 && !p.days.has(d.Weekday()) {
		return false
	}
	switch n := p.numbers; len(n) {
	case 1:
		return Digits(n[0]) == day && len(n[0]) <= 2
	case 2:
		if p.month != 0 {
			return false
		}
		first, second := Digits(n[0]), Digits(n[1])
		return order != MonthFirst && first == day && second == int(month) || order == MonthFirst && first == int(month) && second == day
	case 3:
		whole, ok := p.date(order, thisCentury)
		y, _, _ := whole.YMD()
		return ok && whole == d && y == year
	}
	return false
}

// orderByDay is the order that the day of the week beside a date leaves, Ambiguous where it leaves both or
// none.
func (p pieces) orderByDay() Order {
	if p.days == 0 {
		return Ambiguous
	}
	dmy, okDay := p.date(DayFirst, thisCentury)
	mdy, okMonth := p.date(MonthFirst, thisCentury)
	day, month := okDay && p.days.has(dmy.Weekday()), okMonth && p.days.has(mdy.Weekday())
	switch {
	case day && !month:
		return DayFirst
	case month && !day:
		return MonthFirst
	}
	return Ambiguous
}

// Day is a day and a month without a year, as people write them in a list: 1 Mar, 30.12., Mar 1, Mo 2.3.
type Day struct {
	First, Second int // as they stand; Second is 0 where the month is a word
	Month         time.Month
	days          dayMask
	// Time of day behind it.
	Timed        bool
	Hour, Minute int
}

// ParseDay reads a day without a year.
func ParseDay(text string) (Day, bool) {
	text = strings.TrimSpace(plainSpaces(text))
	if len(text) < 3 || len(text) > longestMoment {
		return Day{}, false
	}
	var p pieces
	day, ok := p.cutTime(text)
	if !ok || !p.read(strings.TrimRight(day, ". ")) {
		return Day{}, false
	}
	d := Day{Month: p.month, days: p.days, Timed: p.moment.Timed, Hour: p.moment.Hour, Minute: p.moment.Minute}
	switch n := p.numbers; {
	case p.month != 0 && len(n) == 1 && len(n[0]) <= 2:
		d.First = Digits(n[0])
	case p.month == 0 && len(n) == 2 && len(n[0]) <= 2 && len(n[1]) <= 2:
		d.First, d.Second = Digits(n[0]), Digits(n[1])
	default:
		return Day{}, false
	}
	_, dmy := d.In(2024, DayFirst)
	_, mdy := d.In(2024, MonthFirst)
	return d, dmy || mdy
}

// In is the day in a year.
func (d Day) In(year int, order Order) (diary.Date, bool) {
	day, month := d.First, d.Month
	switch {
	case month != 0:
	case order == MonthFirst:
		day, month = d.Second, time.Month(d.First)
	default:
		month = time.Month(d.Second)
	}
	date, err := diary.NewDate(year, month, day)
	return date, err == nil
}

// OnItsDay tells whether a date is on the day of the week that stands beside this one; told is false where
// none does.
func (d Day) OnItsDay(date diary.Date) (fits, told bool) {
	return d.days.has(date.Weekday()), d.days != 0
}

// DaysOrder finds the order of days without a year; Ambiguous where they leave both.
func DaysOrder(days []Day) Order {
	dmy, mdy := true, true
	numeric := false
	for _, d := range days {
		if d.Month != 0 {
			continue
		}
		numeric = true
		_, okDay := d.In(2024, DayFirst)
		_, okMonth := d.In(2024, MonthFirst)
		dmy, mdy = dmy && okDay, mdy && okMonth
	}
	switch {
	case !numeric || dmy && !mdy:
		return DayFirst
	case mdy && !dmy:
		return MonthFirst
	}
	return Ambiguous
}

// OrderByWeekday finds the order in which days are on the days of the week beside them, in one of the last
// years until last.
func OrderByWeekday(days []Day, last int) Order {
	fits := func(order Order) bool {
		for year := last; year > last-lookBack; year-- {
			told, good := 0, true
			for _, d := range days {
				date, ok := d.In(year, order)
				on, says := d.OnItsDay(date)
				if says {
					told++
				}
				good = good && ok && (!says || on)
			}
			if good && told > 1 {
				return true
			}
		}
		return false
	}
	return onlyFit(fits)
}

// lookBack is how many years are looked through; after five the days of the week come again.
const lookBack = 5
