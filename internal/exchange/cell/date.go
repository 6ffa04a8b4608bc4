package cell

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"stillnight/internal/diary"
	"stillnight/internal/pattern"
)

// Order is the order in which a file writes the parts of a date.
type Order string

// The orders. Where every date of a file fits day first and month first, the order is Ambiguous and must
// be asked for.
const (
	Ambiguous  Order = ""
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = "ymd"
)

// Moment is a date as it stands in a file, with the time of day and the distance from Greenwich where
// they are written too.
type Moment struct {
	Date diary.Date
	// Timed says that a time of day is written.
	Timed             bool
	Hour, Minute, Sec int
	// Zoned says that the distance from Greenwich is written; UTC that it is written as Z, UTC or GMT,
	// which says nothing about the place.
	Zoned, UTC bool
	// Offset from Greenwich in seconds, where Zoned.
	Offset int
}

// Time returns the moment. Without a distance from Greenwich the clock is taken for one in zone; what is
// written in UTC is brought to zone, and any other distance is kept, since it is the wall clock of the
// place where it was written.
func (m Moment) Time(zone *time.Location) time.Time {
	year, month, day := m.Date.YMD()
	at := zone
	switch {
	case m.Zoned && m.UTC:
		at = time.UTC
	case m.Zoned:
		at = time.FixedZone("", m.Offset)
	}
	t := time.Date(year, month, day, m.Hour, m.Minute, m.Sec, 0, at)
	if m.Zoned && m.UTC {
		t = t.In(zone)
	}
	return t
}

// Midnight says that the moment has no time of day, or 00:00.
func (m Moment) Midnight() bool { return !m.Timed || m.Hour == 0 && m.Minute == 0 && m.Sec == 0 }

// shortestMoment and longestMoment bound what is looked at as a date, in bytes.
const (
	shortestMoment = 6
	longestMoment  = 64
)

// ParseMoment reads a date, with a time behind it or without: 2026-03-02, 2.3.26, 3-Mar-26, Mar 3 2026,
// Tue 3 March 2026, 3. März 2026, 8th Dec 2021, 2026-03-02T22:10:00.000+01:00. Dates in figures whose year
// stands last need an order.
func ParseMoment(text string, order Order) (Moment, bool) {
	p, ok := split(text)
	if !ok {
		return Moment{}, false
	}
	d, ok := p.date(order, thisCentury)
	if !ok {
		return Moment{}, false
	}
	m := p.moment
	m.Date = d
	return m, true
}

// ParseDate reads a date without a time.
func ParseDate(text string, order Order) (diary.Date, bool) {
	m, ok := ParseMoment(text, order)
	return m.Date, ok && !m.Timed
}

// IsDate tells whether a text is a date in any order, with a time or without.
func IsDate(text string) bool {
	_, day := ParseMoment(text, DayFirst)
	if day {
		return true
	}
	_, month := ParseMoment(text, MonthFirst)
	return month
}

// pieces is a date in the parts in which it is written.
type pieces struct {
	moment  Moment
	numbers []string
	month   time.Month // told by a word
	monthAt int        // how many numbers stand before that word
	dots    bool
	words   bool
	// monthIsDay says that the word for the month is also one for a weekday.
	monthIsDay bool
	// days are the days of the week that the words may mean; 0 is none.
	days dayMask
	// night holds both dates of a night that is written with two; nil where there is one.
	night *nightRange
}

// OrderOf finds the order of dates in a column: Ambiguous where the dates themselves cannot decide,
// YearFirst where no date depends on it.
func OrderOf(texts []string) Order {
	yearLast, dayMust, monthMust, dots := 0, 0, 0, 0
	for _, text := range texts {
		p, ok := split(text)
		if ok && p.night != nil {
			p, ok = p.night.whole, true
		}
		if !ok || p.month != 0 || len(p.numbers) != 3 || len(p.numbers[0]) > 2 {
			continue
		}
		if by := p.orderByDay(); by != Ambiguous {
			// The day of the week that stands beside it fits one order only.
			if by == DayFirst {
				dayMust++
			} else {
				monthMust++
			}
			yearLast++
			continue
		}
		yearLast++
		first, second := Digits(p.numbers[0]), Digits(p.numbers[1])
		switch {
		case first > 12 && second <= 12:
			dayMust++
		case second > 12 && first <= 12:
			monthMust++
		}
		if p.dots {
			dots++
		}
	}
	switch {
	case yearLast == 0:
		return YearFirst
	case dayMust > 0 && monthMust == 0:
		return DayFirst
	case monthMust > 0 && dayMust == 0:
		return MonthFirst
	case dots == yearLast && monthMust == 0:
		return DayFirst // nobody writes 3.14.2026
	}
	return Ambiguous
}

// split takes a text apart into the numbers and words of a date, and the time behind it.
func split(text string) (p pieces, ok bool) {
	text = asUsual(strings.TrimSpace(plainSpaces(text)))
	if len(text) < shortestMoment || len(text) > longestMoment {
		return p, false
	}
	p, day, ok := takeDay(text)
	switch {
	case day == "" || weekSpan.MatchString(day):
		return p, false
	case ok && p.whole():
		return p, true
	}
	night, ok := splitNight(day)
	return pieces{night: night, moment: p.moment}, ok
}

// Forms of programs whose time stands within the date, or has the name of its zone behind it.
var (
	zoneInBrackets = pattern.New(`^(.*\d) \([^()]{1,60}\)$`)
	yearBehind     = pattern.New(`^(\pL{3} )?(\pL{3} +\d{1,2}) (\d\d:\d\d:\d\d)( [A-Z]{3,4})? (\d{4})$`)
	yearBefore     = pattern.New(`^(\pL{3} \pL{3} \d\d \d{4}) (\d\d:\d\d:\d\d) (GMT[+-]\d{4})$`)
)

// asUsual brings those forms to the usual order: "Sun Mar 01 2026 22:30:00 GMT+0100 (Central European Standard Time)",
// "Sun Mar  1 22:30:00 2026".
func asUsual(text string) string {
	if !strings.Contains(text, ":") || len(text) > 2*longestMoment {
		return text
	}
	if m := zoneInBrackets.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if m := yearBehind.FindStringSubmatch(text); m != nil {
		return m[1] + m[2] + " " + m[5] + " " + m[3] + m[4]
	}
	if m := yearBefore.FindStringSubmatch(text); m != nil {
		return m[1] + " " + m[2] + " " + m[3]
	}
	return text
}

// take takes a text apart that may be shorter than a whole date.
func take(text string) (p pieces, ok bool) {
	p, _, ok = takeDay(text)
	return p, ok
}

// takeDay gives the text of the day too, "" where what stands behind it is no time.
func takeDay(text string) (p pieces, day string, ok bool) {
	text, _ = cutZoneName(text)
	text = p.cutZoneLetters(text)
	for _, word := range []string{" Uhr", " uhr", " uur"} {
		text = strings.TrimSuffix(text, word)
	}
	day, ok = p.cutTime(text)
	if !ok {
		return p, "", false
	}
	return p, day, p.read(day)
}

// weekSpan is a week as programs head its averages: "Mar 5-11".
var weekSpan = pattern.New(`^\pL+\.? \d{1,2} ?[-–—] ?\d{1,2}$`)

// whole tells whether the parts are those of one date, in some order.
func (p pieces) whole() bool {
	_, day := p.date(DayFirst, thisCentury)
	if day {
		return true
	}
	_, month := p.date(MonthFirst, thisCentury)
	return month
}

// plainSpaces turns the spaces that do not break, which spreadsheets and phones like, into plain ones.
func plainSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, s)
}

// read sorts the words and numbers of a date.
func (p *pieces) read(day string) bool {
	for i := 0; i < len(day); {
		switch c := day[i]; {
		case isDigit(c):
			from := i
			for i < len(day) && isDigit(day[i]) {
				i++
			}
			p.numbers = append(p.numbers, day[from:i])
			if len(p.numbers) > 3 {
				return false
			}
		case c == '.':
			p.dots = true
			i++
		case c == ' ' || c == '-' || c == '/' || c == ',' || c == '\'' && i+1 < len(day) && isDigit(day[i+1]):
			i++
		default:
			from := i
			for i < len(day) && !isDigit(day[i]) && !strings.ContainsRune(" -/,.", rune(day[i])) {
				i++
			}
			if !p.word(day[from:i]) {
				return false
			}
		}
	}
	return true
}

// word knows the words of a date: months, weekdays, and what only joins.
func (p *pieces) word(w string) bool {
	p.words = true
	w = foldWord(strings.Trim(w, "’'"))
	if joinsDate[w] {
		return true
	}
	if m := monthOf(w); m != 0 {
		// "mar" is a Tuesday in French and Spanish too: "mar. 3 mars 2026".
		if p.month == 0 || p.monthIsDay {
			p.month, p.monthAt, p.monthIsDay = m, len(p.numbers), weekdaysOf(w) != 0
			return true
		}
	}
	days := weekdaysOf(w)
	p.days |= days
	return days != 0
}

// thisCentury completes a year of two digits: nobody kept a diary on a computer before.
func thisCentury(digits int) int { return 2000 + digits }

// date puts the parts together; full completes a year of two digits.
func (p *pieces) date(order Order, full func(digits int) int) (diary.Date, bool) {
	if p.night != nil {
		return p.night.evening(order)
	}
	var year, day string
	month := int(p.month)
	switch n := p.numbers; {
	case p.month != 0 && len(n) == 2:
		switch {
		case len(n[0]) == 4:
			year, day = n[0], n[1]
		case len(n[1]) == 4 || p.monthAt <= 1:
			day, year = n[0], n[1]
		default:
			return diary.Date{}, false
		}
	case p.month == 0 && len(n) == 1 && len(n[0]) == 8:
		year, month, day = n[0][:4], Digits(n[0][4:6]), n[0][6:]
	case p.month == 0 && len(n) == 3 && len(n[0]) == 4:
		year, month, day = n[0], Digits(n[1]), n[2]
		if len(n[1]) > 2 {
			return diary.Date{}, false
		}
	case p.month == 0 && len(n) == 3 && len(n[1]) <= 2 && order == DayFirst:
		day, month, year = n[0], Digits(n[1]), n[2]
	case p.month == 0 && len(n) == 3 && len(n[1]) <= 2 && order == MonthFirst:
		month, day, year = Digits(n[0]), n[1], n[2]
		if len(n[0]) > 2 {
			return diary.Date{}, false
		}
	default:
		return diary.Date{}, false
	}
	if len(day) > 2 || len(year) != 4 && len(year) != 2 {
		return diary.Date{}, false
	}
	y := Digits(year)
	if len(year) == 2 {
		y = full(y)
	}
	d, err := diary.NewDate(y, time.Month(month), Digits(day))
	return d, err == nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// Digits reads a whole number; what is none, or has too many digits, is 0.
func Digits(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
