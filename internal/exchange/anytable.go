package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// anyTable reads a table that no known program wrote: one row a night, one row a reading, one row a dose, or
// dates across the top.
type anyTable struct {
	v       *vocabulary
	zone    *time.Location
	chosen  Choices
	head    []string
	hasHead bool
	rows    []source.Row
	above   int // rows above the heads

	date, clock, start, end int // columns; -1 is none
	order                   DateOrder
	serial, plain           bool // dates are a spreadsheet's numbers; have no time of day
	mornings                bool // plain dates are those of waking
}

// headLook is how many rows may stand above the heads.
const headLook = 30

// readAnyTable gives the set of a table. Errors are *Fault.
func readAnyTable(v *vocabulary, table *source.Table, zone *time.Location, chosen Choices) (*reading.Set, error) {
	a := &anyTable{v: v, zone: zone, chosen: chosen}
	a.findHead(table)
	if a.acrossTheTop() {
		a.transpose()
	}
	a.findRoles()
	if a.date < 0 {
		return nil, a.noDate()
	}
	if err := a.findOrder(); err != nil {
		return nil, err
	}
	a.mornings = chosen.Mornings || wakingDate.MatchString(i18n.Fold(a.head[a.date])) && !strings.Contains(i18n.Fold(a.head[a.date]), "bed")
	set := &reading.Set{Dates: a.name(a.date), Moments: !a.plain || a.clock >= 0}
	for range a.above {
		set.Rows++
		set.Leave(0, reading.NoEntry, "")
	}
	switch {
	case a.readDoses(set):
	case a.readLabs(set):
	case a.readLong(set):
	default:
		a.readWide(set)
	}
	return set, nil
}

// findHead finds the row of heads: the one of the first rows whose cells are most often names that mean
// something. Where none is, the first row is the head if it holds neither a number nor a date.
func (a *anyTable) findHead(t *source.Table) {
	best, bestScore, valueRows := -1, 1, 0
	for i, row := range t.Rows[:min(len(t.Rows), headLook)] {
		score, filled, values := 0, 0, 0
		for _, c := range row.Cells {
			if c == "" {
				continue
			}
			filled++
			if a.isValue(c) {
				values++
				continue
			}
			if len(c) > 200 {
				continue
			}
			if f, sure := a.v.fieldOf(c); sure || f != Ignored && len(c) < 100 {
				score += 2
			} else if len(a.v.rolesOf(c)) > 0 {
				score += 2
			}
		}
		if filled > 1 && score > bestScore && values*2 < filled {
			best, bestScore = i, score
		}
		// Rows of values end the search: heads stand above them.
		if filled > 1 && values*2 >= filled {
			if valueRows++; best >= 0 || valueRows > 1 {
				break
			}
		}
	}
	if best < 0 && len(t.Rows) > 0 && a.valuesIn(t.Rows[0]) == 0 && len(t.Rows) > 1 {
		best = 0
	}
	a.head = make([]string, t.Width)
	a.rows = t.Rows
	if best >= 0 {
		a.hasHead, a.above = true, best
		copy(a.head, t.Rows[best].Cells)
		a.rows = t.Rows[best+1:]
	}
}

func (a *anyTable) isValue(c string) bool {
	_, number := cell.ParseNumber(c)
	return number || cell.IsDate(c)
}

func (a *anyTable) valuesIn(row source.Row) int {
	n := 0
	for _, c := range row.Cells {
		if c != "" && a.isValue(c) {
			n++
		}
	}
	return n
}

// acrossTheTop tells whether the heads are dates, so that each column is a night.
func (a *anyTable) acrossTheTop() bool {
	heads := a.head
	if !a.hasHead {
		if len(a.rows) < 2 {
			return false
		}
		heads = a.rows[0].Cells
	}
	dates, filled := 0, 0
	for _, h := range heads[min(1, len(heads)):] {
		if h != "" {
			filled++
			if cell.IsDate(h) {
				dates++
			}
		}
	}
	return dates >= 2 && dates*10 >= filled*8 && !cell.IsDate(heads[0])
}

// transpose turns the table so that each row is a night.
func (a *anyTable) transpose() {
	rows := a.rows
	if a.hasHead {
		rows = append([]source.Row{{Line: a.above + 1, Cells: a.head}}, rows...)
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	turned := make([]source.Row, 0, width)
	for column := range width {
		cells := make([]string, len(rows))
		for i, r := range rows {
			cells[i] = r.Cell(column)
		}
		turned = append(turned, source.Row{Line: column + 1, Cells: cells})
	}
	a.head, a.rows, a.hasHead = turned[0].Cells, turned[1:], true
	if a.head[0] == "" {
		a.head[0] = "Date"
	}
}

func (a *anyTable) column(i int) []string {
	texts := make([]string, 0, len(a.rows))
	for _, row := range a.rows {
		if text := row.Cell(i); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// find returns the column with a role whose values fit, or -1; of several the one that is filled most.
func (a *anyTable) find(want role, fits func([]string) bool) int {
	best, most := -1, 0
	for i, head := range a.head {
		if !a.v.hasRole(head, want) {
			continue
		}
		if texts := a.column(i); len(texts) > most && fits(texts) {
			best, most = i, len(texts)
		}
	}
	return best
}

const mostly = 0.6

func areDates(texts []string) bool { return share(texts, cell.IsDate) >= mostly }

func areSerials(texts []string) bool {
	return share(texts, func(s string) bool { _, ok := cell.SerialMoment(s); return ok }) >= 0.9
}

func areStamps(texts []string) bool {
	return share(texts, func(s string) bool { _, ok := cell.Unix(s); return ok }) >= 0.9
}

func areMoments(texts []string) bool {
	return share(texts, func(s string) bool {
		for _, order := range []DateOrder{DayFirst, MonthFirst} {
			if m, ok := cell.ParseMoment(s, order); ok {
				return m.Timed
			}
		}
		_, unix := cell.Unix(s)
		return unix
	}) >= mostly
}

func areClocks(texts []string) bool { return share(texts, isClock) >= mostly }

func anyTexts(texts []string) bool { return len(texts) > 0 }

// findRoles finds the columns that say when.
func (a *anyTable) findRoles() {
	a.date, a.clock, a.start, a.end = -1, -1, -1, -1
	if i := a.chosenColumn(DateField); i >= 0 {
		a.date = i
	}
	if a.date < 0 {
		a.date = a.find(dateRole, func(texts []string) bool { return areDates(texts) || areSerials(texts) || areStamps(texts) })
	}
	a.start = a.find(startRole, areMoments)
	if a.start >= 0 {
		a.end = a.find(endRole, areMoments)
	}
	if a.date < 0 && a.start >= 0 {
		a.date = a.start
	}
	if a.date < 0 {
		// A bedtime with its date, or the only column whose cells are dates.
		for i, head := range a.head {
			if f, _ := a.v.fieldOf(head); f == "tried_to_sleep" && areMoments(a.column(i)) {
				a.date = i
			}
		}
	}
	if a.date < 0 {
		for i := range a.head {
			if texts := a.column(i); share(texts, cell.IsDate) >= 0.9 && len(texts) > 0 {
				a.date = i
				break
			}
		}
	}
	if a.date >= 0 && a.start != a.date {
		a.clock = a.find(timeRole, areClocks)
	}
}

// chosenColumn is the column that the user has given a field, or -1.
func (a *anyTable) chosenColumn(f Field) int {
	for i, head := range a.head {
		if got, ok := a.chosen.fieldOf(reading.Source{Name: head, Column: i + 1}); ok && got == f && (head != "" || !a.hasHead) {
			return i
		}
	}
	return -1
}

// findOrder finds how the dates are written; dates that can be read two ways are a *Fault.
func (a *anyTable) findOrder() error {
	texts := a.column(a.date)
	a.serial = !areDates(texts) && areSerials(texts)
	a.order = a.chosen.Order
	if a.order == Ambiguous {
		a.order = cell.OrderOf(texts)
	}
	if a.order == Ambiguous {
		for _, text := range texts {
			if _, ok := cell.ParseMoment(text, Ambiguous); !ok && cell.IsDate(text) {
				return fault("exchange.fault.ambiguous", "text", clip(text))
			}
		}
	}
	// A column whose every time is 00:00 is one of plain dates: databases and spreadsheets write them so.
	a.plain = !slices.ContainsFunc(texts, func(text string) bool {
		m, ok := a.moment(text)
		return ok && !m.Midnight()
	})
	return nil
}

// moment reads a cell of the date column.
func (a *anyTable) moment(text string) (cell.Moment, bool) {
	if a.serial {
		return cell.SerialMoment(text)
	}
	if m, ok := cell.ParseMoment(text, a.order); ok {
		return m, true
	}
	if t, ok := cell.Unix(text); ok {
		return cell.Moment{Date: diary.DateOf(t), Timed: true, Hour: t.Hour(), Minute: t.Minute(), Sec: t.Second(), Zoned: true, UTC: true}, true
	}
	return cell.Moment{}, false
}

// night finds the night of a row.
func (a *anyTable) night(set *reading.Set, row source.Row) (diary.Date, bool) {
	m, ok := a.moment(row.Cell(a.date))
	if !ok {
		return diary.Date{}, false
	}
	if m.Timed && !a.plain {
		if m.Zoned && m.UTC {
			set.Zone = true
		}
		return diary.NightAt(m.Time(a.zone)), true
	}
	if a.clock >= 0 {
		if c, ok := cell.ParseClock(row.Cell(a.clock)); ok {
			if hour, _ := c.HourMinute(); hour < 12 {
				return m.Date.AddDays(-1), true
			}
			return m.Date, true
		}
	}
	if a.mornings {
		return m.Date.AddDays(-1), true
	}
	return m.Date, true
}

// rowsOf gives each row with its night to f; rows without a date are left out.
func (a *anyTable) rowsOf(set *reading.Set, f func(row source.Row, night diary.Date)) {
	for _, row := range a.rows {
		set.Rows++
		if a.hasHead && slices.Equal(row.Cells, a.head[:min(len(row.Cells), len(a.head))]) {
			set.Leave(row.Line, reading.NoEntry, row.Cell(0))
			continue
		}
		night, ok := a.night(set, row)
		if !ok {
			set.Leave(row.Line, reading.NoDate, row.Cell(a.date))
			continue
		}
		f(row, night)
	}
}

// name of a column, for the user; one without a head is called by its number.
func (a *anyTable) name(i int) string {
	if a.head[i] != "" {
		return a.head[i]
	}
	return strconv.Itoa(i + 1)
}

// readWide reads one row a night.
func (a *anyTable) readWide(set *reading.Set) {
	sources := make([]int, len(a.head))
	names := make(map[string]bool)
	for i := range a.head {
		sources[i] = -1
		if i == a.date || i == a.clock || i == a.start || i == a.end {
			continue
		}
		if a.head[i] == "" && len(a.column(i)) == 0 {
			continue // a separator at the end of each row
		}
		name := a.name(i)
		if names[name] {
			name += " (" + strconv.Itoa(i+1) + ")" // a second column of one name
		}
		names[name] = true
		sources[i] = set.Source(name, func(s *reading.Source) {
			s.Column, s.Never = i+1, a.head[i] == ""
		})
	}
	set.Expect(len(a.rows) * len(a.head))
	sleep := a.start >= 0 && a.end >= 0
	a.rowsOf(set, func(row source.Row, night diary.Date) {
		any := false
		if sleep {
			if s, ok := a.session(set, row); ok {
				set.Sessions = append(set.Sessions, s)
				night, any = diary.NightAt(s.Start), true
			}
		}
		for i := range row.Cells {
			if i < len(sources) && sources[i] >= 0 && row.Cells[i] != "" {
				set.Add(row.Line, sources[i], night, row.Cells[i])
				any = true
			}
		}
		if a.date >= 0 && !any {
			set.Leave(row.Line, reading.NoValue, row.Cell(a.date))
		}
	})
	// A bedtime that gives the date is a time too.
	if f, _ := a.v.fieldOf(a.head[a.date]); f == "tried_to_sleep" {
		i := set.Source(a.name(a.date), func(s *reading.Source) { s.Column = a.date + 1 })
		a.rowsOf(&reading.Set{}, func(row source.Row, night diary.Date) { set.Add(row.Line, i, night, row.Cell(a.date)) })
	}
}

// session reads a row with a beginning and an end of sleep.
func (a *anyTable) session(set *reading.Set, row source.Row) (reading.Session, bool) {
	at := func(i int) (time.Time, bool) {
		m, ok := a.moment(row.Cell(i))
		if !ok || !m.Timed {
			return time.Time{}, false
		}
		if m.Zoned && m.UTC {
			set.Zone = true
		}
		return m.Time(a.zone), true
	}
	start, okStart := at(a.start)
	end, okEnd := at(a.end)
	if !okStart || !okEnd {
		return reading.Session{}, false
	}
	s := reading.Session{Line: row.Line, Start: start, End: end}
	if !a.tellsStages() {
		s.Asleep = diary.Some(end.Sub(start).Minutes())
	}
	return s, true
}

// stageWords are heads that say more of the sleep than its beginning and end; what lies between these is
// then time in bed.
var stageWords = regexp.MustCompile(`deep|light|shallow|\brem\b|awake|wake|asleep|efficien|latency|in bed|tief|leicht|wach|profond|leger|profundo|ligero|diep|licht`)

// tellsStages looks for such a head among the other columns.
func (a *anyTable) tellsStages() bool {
	for i, head := range a.head {
		if i != a.start && i != a.end && stageWords.MatchString(i18n.Fold(spaced(head))) {
			return true
		}
	}
	return false
}

// readLong reads one row a reading: a date, the reading's name, its value.
func (a *anyTable) readLong(set *reading.Set) bool {
	name := a.find(nameRole, func(texts []string) bool {
		kinds := make(map[string]bool)
		for _, text := range texts {
			kinds[text] = true
		}
		return len(kinds)*2 <= len(texts)+2 && len(kinds) < 500
	})
	value := a.find(valueRole, anyTexts)
	if name < 0 || value < 0 || name == value {
		return false
	}
	unit := a.find(unitRole, anyTexts)
	note := -1
	for i, head := range a.head {
		if f, sure := a.v.fieldOf(head); sure && f == NoteField && i != name && i != value {
			note = i
		}
	}
	a.rowsOf(set, func(row source.Row, night diary.Date) {
		if row.Cell(name) == "" || row.Cell(value) == "" {
			set.Leave(row.Line, reading.NoValue, row.Cell(name))
			return
		}
		text := row.Cell(value)
		if u := row.Cell(unit); u != "" {
			if _, isUnit := cell.UnitOf(u); isUnit {
				text += " " + u
			}
		}
		set.Add(row.Line, set.Source(row.Cell(name), nil), night, text)
		if note >= 0 {
			i := set.Source(a.name(note), func(s *reading.Source) { s.Field = string(NoteField) })
			set.Add(row.Line, i, night, row.Cell(note))
		}
	})
	return true
}

// readDoses reads one row a dose: a date, a medicine, and how much.
func (a *anyTable) readDoses(set *reading.Set) bool {
	medicine := a.find(medicineRole, func(texts []string) bool { return share(texts, isNumber) < 0.2 })
	if medicine < 0 || a.holdsNights(medicine) {
		return false
	}
	amount, unit := a.find(amountRole, anyTexts), a.find(unitRole, anyTexts)
	if amount < 0 && a.clock < 0 {
		return false
	}
	a.rowsOf(set, func(row source.Row, night diary.Date) {
		name := row.Cell(medicine)
		if name == "" {
			set.Leave(row.Line, reading.NoValue, row.Cell(a.date))
			return
		}
		d := reading.Dose{Line: row.Line, Night: night, Name: name, Status: diary.Taken}
		d.Amount, d.Unit = cell.ParseAmount(row.Cell(amount))
		if text := row.Cell(amount); text != "" && !d.Amount.IsSet() {
			set.Leave(row.Line, reading.Unreadable, text)
			return
		}
		if text := row.Cell(unit); text != "" {
			d.Unit = text
		}
		if c, ok := cell.ParseClock(row.Cell(a.clock)); ok {
			d.At = diary.Some(c)
		} else if m, ok := a.moment(row.Cell(a.date)); ok && m.Timed && !a.plain {
			t := m.Time(a.zone)
			if c, err := diary.ClockFrom(t.Hour(), t.Minute()); err == nil {
				d.At = diary.Some(c)
			}
		}
		set.Doses = append(set.Doses, d)
	})
	return true
}

// readLabs reads one row a blood test: a date, the test, its value and unit.
func (a *anyTable) readLabs(set *reading.Set) bool {
	test := a.find(testRole, func(texts []string) bool { return share(texts, isNumber) < 0.2 })
	value, unit := a.find(valueRole, anyTexts), a.find(unitRole, anyTexts)
	if test < 0 || value < 0 || unit < 0 {
		return false
	}
	plain := a.plain
	a.rowsOf(set, func(row source.Row, _ diary.Date) {
		x, ok := cell.ParseNumber(row.Cell(value))
		m, dated := a.moment(row.Cell(a.date))
		if !ok || !dated || row.Cell(test) == "" || x.Of != 0 {
			set.Leave(row.Line, reading.Unreadable, row.Cell(value))
			return
		}
		day := m.Date
		if m.Timed && !plain {
			day = diary.DateOf(m.Time(a.zone))
		}
		set.Labs = append(set.Labs, reading.Lab{Line: row.Line, Date: day, Test: row.Cell(test), Value: x.Value, Unit: row.Cell(unit)})
	})
	return true
}

// holdsNights tells whether any other column is a field of a night, so that the table is one of nights.
func (a *anyTable) holdsNights(except int) bool {
	for i, head := range a.head {
		if i == except || i == a.date || i == a.clock {
			continue
		}
		if f, sure := a.v.fieldOf(head); sure && f != Ignored && f != NoteField {
			return true
		}
	}
	return false
}

// noDate says what the table has, and that none of it is a date.
func (a *anyTable) noDate() error {
	if len(a.rows) == 0 {
		return fault("exchange.fault.empty")
	}
	var names []string
	for i := range a.head[:min(len(a.head), 12)] {
		if a.head[i] != "" {
			names = append(names, clip(a.head[i]))
		}
	}
	if len(names) == 0 {
		return fault("exchange.fault.no_date")
	}
	return fault("exchange.fault.no_date_in", "names", strings.Join(names, ", "))
}
