package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

var (
	yearInText = pattern.New(`(?:^|[^\d])((?:19|20)\d\d)(?:[^\d]|$)`)
	dayInName  = pattern.New(`(?:^|[^\d])((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[^\d]|$)`)
	monthInISO = pattern.New(`(?:^|[^\d])(?:19|20)\d\d[-_./](\d\d)(?:[^\d]|$)`)
)

// periodOf finds the years and the month that texts name; the first text that names one decides.
func periodOf(texts []string) period {
	var p period
	for _, text := range texts {
		if len(text) > 200 || p.takeDay(text) {
			continue
		}
		if len(p.years) == 0 {
			p.takeYears(text)
		}
		if p.month == 0 {
			p.month = monthOfTitle(text)
		}
	}
	slices.Sort(p.years)
	return p
}

// takeDay takes the day of an export, as a file's name may tell it.
func (p *period) takeDay(text string) bool {
	m := dayInName.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	d, err := diary.NewDate(cell.Digits(m[1]), time.Month(cell.Digits(m[2])), cell.Digits(m[3]))
	if err != nil || len(p.years) > 0 || !p.until.IsZero() {
		return err == nil
	}
	p.until, p.text = d, text
	return true
}

func (p *period) takeYears(text string) {
	for rest := text; ; {
		m := yearInText.FindStringSubmatchIndex(rest)
		if m == nil {
			return
		}
		if y := cell.Digits(rest[m[2]:m[3]]); !slices.Contains(p.years, y) {
			p.years, p.text = append(p.years, y), text
		}
		rest = rest[m[3]:]
	}
}

// monthOfTitle finds a month: March 2026, 2026-03.
func monthOfTitle(text string) time.Month {
	if m := monthInISO.FindStringSubmatch(text); m != nil {
		if n := cell.Digits(m[1]); n >= 1 && n <= 12 {
			return time.Month(n)
		}
	}
	for word := range strings.FieldsSeq(i18n.Fold(text)) {
		if m := cell.MonthNamed(word); m != 0 {
			return m
		}
	}
	return 0
}

// completeDates gives the rows whole dates where the table has them in parts: the day, the month and the
// year in columns of their own, days of a month that a title names, or days without a year. Its errors are
// *Fault.
func (a *anyTable) completeDates() error {
	p := periodOf(append(slices.Clone(a.titles), a.at.sheet, a.at.file))
	if done, err := a.fromParts(p); done || err != nil {
		return err
	}
	return a.addYear(p)
}

// fromParts puts dates together from columns of years, months and days. What is empty goes on from the row
// above, as in a merged cell.
func (a *anyTable) fromParts(p period) (done bool, err error) {
	year, month := a.find(yearRole, areYears), a.find(monthRole, areMonths)
	day := a.find(dayRole, areDays)
	if day < 0 {
		day = a.find(dateRole, areDays)
	}
	switch {
	case day < 0 || month < 0 && p.month == 0:
		return false, nil
	case year < 0 && month >= 0:
		return true, a.monthsWithoutYear(day, month, p)
	case year < 0 && len(p.years) == 0 && a.chosen.Year == 0:
		return false, fault("exchange.fault.no_year", "text", a.column(day)[0]+" "+p.month.String())
	case year < 0 && len(p.years) != 1 && a.chosen.Year == 0:
		return false, nil
	}
	y, m := a.chosen.Year, p.month
	if len(p.years) == 1 && y == 0 {
		y = p.years[0]
	}
	rows := make([]source.Row, len(a.rows))
	for i, row := range a.rows {
		if n := cell.Digits(row.Cell(year)); year >= 0 && n > 0 {
			y = n
		}
		if n := monthIn(row.Cell(month)); month >= 0 && n > 0 {
			m = n
		}
		text := row.Cell(day)
		if d, err := diary.NewDate(y, m, cell.Digits(text)); err == nil {
			text = d.String()
		}
		rows[i] = withCell(row, day, text)
	}
	a.rows, a.parts = rows, []int{year, month}
	if year < 0 {
		a.reckoned = p.text
	}
	a.date = day
	return true, nil
}

// monthsWithoutYear joins a day and a month to "1 March", to which a year is added then.
func (a *anyTable) monthsWithoutYear(day, month int, p period) error {
	rows := make([]source.Row, len(a.rows))
	m := time.Month(0)
	for i, row := range a.rows {
		if n := monthIn(row.Cell(month)); n > 0 {
			m = n
		}
		text := row.Cell(day)
		if m > 0 && text != "" {
			text += " " + m.String()
		}
		rows[i] = withCell(row, day, text)
	}
	a.rows, a.parts = rows, []int{month}
	a.date = day
	return a.addYear(p)
}

// withCell is a row with one cell changed; the row of the table stays as it is.
func withCell(row source.Row, column int, text string) source.Row {
	cells := make([]string, max(len(row.Cells), column+1))
	copy(cells, row.Cells)
	cells[column] = text
	return source.Row{Line: row.Line, Cells: cells}
}

func areYears(texts []string) bool {
	return share(texts, func(s string) bool { n, err := strconv.Atoi(s); return err == nil && n >= 1990 && n <= 2100 }) >= 0.9
}

func areMonths(texts []string) bool {
	return share(texts, func(s string) bool { return monthIn(s) != 0 }) >= 0.9
}

func areDays(texts []string) bool {
	return share(texts, func(s string) bool { n, err := strconv.Atoi(s); return err == nil && n >= 1 && n <= 31 }) >= 0.9
}

// monthIn reads 3, 03, March, Mär.
func monthIn(text string) time.Month {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 12 {
		return time.Month(n)
	}
	return cell.MonthNamed(i18n.Fold(text))
}

// yearless is a date of a column that has no year, or one that has.
type yearless struct {
	row   int
	day   cell.Day
	whole diary.Date
	turns int // of the year since the first row
}

// addYear gives days without a year the one that a title, the sheet, the file's name, other dates of the
// column or the days of the week tell, or that the user has told. Where none does, it is asked for.
func (a *anyTable) addYear(p period) error {
	column := a.date
	if column < 0 {
		column = a.find(dateRole, areYearless)
	}
	if column < 0 {
		return nil
	}
	days, order, err := a.yearlessIn(column)
	if err != nil || len(days) == 0 {
		return err
	}
	base, ok := a.firstYear(column, days, order, p)
	if !ok {
		return fault("exchange.fault.no_year", "text", reading.Clip(a.rows[days[0].row].Cell(column)))
	}
	rows := slices.Clone(a.rows)
	for _, d := range days {
		if !d.whole.IsZero() {
			continue
		}
		date, ok := d.day.In(base+d.turns, order)
		if !ok {
			continue // 29 February of another year: the row is left out and told
		}
		text := date.String()
		if d.day.Timed {
			text += " " + strconv.Itoa(d.day.Hour) + ":" + twoDigits(d.day.Minute)
		}
		rows[d.row] = withCell(a.rows[d.row], column, text)
	}
	a.rows, a.date = rows, column
	return nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// areYearless tells dates without a year, between which some with one may stand.
func areYearless(texts []string) bool {
	bare, whole := 0, 0
	for _, text := range texts {
		if cell.IsDate(text) {
			whole++
		} else if _, ok := cell.ParseDay(text); ok {
			bare++
		}
	}
	return bare > 0 && bare+whole >= 2 && float64(bare+whole) >= mostly*float64(len(texts)) && bare*10 >= whole
}

// yearlessIn reads a column; how often the year turns follows from the order of its rows.
func (a *anyTable) yearlessIn(column int) ([]yearless, DateOrder, error) {
	var days []yearless
	var bare []cell.Day
	for i, row := range a.rows {
		text := row.Cell(column)
		if m, ok := wholeDate(text, a.chosen.Order); ok {
			days = append(days, yearless{row: i, whole: m})
		} else if d, ok := cell.ParseDay(text); ok {
			days = append(days, yearless{row: i, day: d})
			bare = append(bare, d)
		}
	}
	if len(bare) == 0 {
		return nil, Ambiguous, nil
	}
	order := a.chosen.Order
	if order == Ambiguous {
		order = cell.DaysOrder(bare)
	}
	if order == Ambiguous {
		order = cell.OrderByWeekday(bare, a.lastYear())
	}
	if order == Ambiguous && allDotted(a.column(column)) {
		order = DayFirst
	}
	if order == Ambiguous {
		return nil, order, fault("exchange.fault.ambiguous", "text", reading.Clip(a.rows[days[0].row].Cell(column)))
	}
	turnYears(days, order)
	return days, order, nil
}

func allDotted(texts []string) bool {
	return share(texts, func(s string) bool { return strings.Contains(s, ".") && !strings.Contains(s, "/") }) >= mostly
}

func wholeDate(text string, order DateOrder) (diary.Date, bool) {
	if m, ok := cell.ParseMoment(text, order); ok {
		return m.Date, true
	}
	m, ok := cell.ParseMoment(text, DayFirst)
	return m.Date, ok
}

// halfYear is what days may go back by within one year: a row that stands out of order.
const halfYear = 182

// turnYears counts how often the year turns from the first row on, for rows in order of time or against it.
func turnYears(days []yearless, order DateOrder) {
	dayOf := func(d yearless) (diary.Date, bool) {
		if !d.whole.IsZero() {
			_, m, day := d.whole.YMD()
			date, err := diary.NewDate(2024, m, day)
			return date, err == nil
		}
		return d.day.In(2024, order)
	}
	turns := 0
	before, known := dayOf(days[0])
	for i := range days[1:] {
		now, ok := dayOf(days[i+1])
		switch {
		case !ok:
		case known && now.Sub(before) < -halfYear:
			turns++
		case known && now.Sub(before) > halfYear:
			turns--
		}
		if ok {
			before, known = now, true
		}
		days[i+1].turns = turns
	}
}

// firstYear is the year of the first row.
func (a *anyTable) firstYear(column int, days []yearless, order DateOrder, p period) (int, bool) {
	low, high := 0, 0
	for _, d := range days {
		if !d.whole.IsZero() {
			y, _, _ := d.whole.YMD()
			return y - d.turns, true
		}
		low, high = min(low, d.turns), max(high, d.turns)
	}
	switch span := high - low; {
	case a.chosen.Year > 0:
		return a.chosen.Year - low, true
	case len(p.years) > 0 && p.years[len(p.years)-1]-p.years[0] == span:
		a.reckoned = p.text
		return p.years[0] - low, true
	case !p.until.IsZero():
		a.reckoned = p.text
		return lastFitting(days, order, p.until, high), true
	}
	return a.yearByWeekday(column, days, order, p)
}

// lastFitting is the year of the first row for which no day lies after the last one; high is how often the
// year turns until the latest of them.
func lastFitting(days []yearless, order DateOrder, until diary.Date, high int) int {
	base, _, _ := until.YMD()
	base -= high
	late := slices.ContainsFunc(days, func(d yearless) bool {
		date, ok := d.day.In(base+d.turns, order)
		return ok && date.After(until)
	})
	if late {
		base--
	}
	return base
}

// yearsByWeekday is how many years are looked through: the days of the week come again after five.
const yearsByWeekday = 5

// yearByWeekday finds the one of the last years in which every day is on the day of the week beside it.
func (a *anyTable) yearByWeekday(column int, days []yearless, order DateOrder, p period) (int, bool) {
	found, n := 0, 0
	last := a.lastYear()
	for base := last; base > last-yearsByWeekday; base-- {
		told, fits := 0, true
		for _, d := range days {
			date, ok := d.day.In(base+d.turns, order)
			on, says := d.day.OnItsDay(date)
			if says {
				told++
			}
			fits = fits && (!ok || !says || on) && (a.latest.IsZero() || !date.After(a.latest))
		}
		if fits && told >= 2 && (len(p.years) == 0 || slices.Contains(p.years, base)) {
			found = base
			n++
		}
	}
	if n == 1 {
		a.reckoned = a.rows[days[0].row].Cell(column)
	}
	return found, n == 1
}

// lastYear is the year of the last night that may be recorded.
func (a *anyTable) lastYear() int {
	y, _, _ := a.latest.YMD()
	return y
}
