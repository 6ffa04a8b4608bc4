package exchange

import (
	"slices"
	"strconv"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/known"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// readWide reads one row a night.
func (a *anyTable) readWide(set *reading.Set) {
	sources := a.sources(set)
	nights := make([]diary.Date, len(a.rows))
	a.rowsAt(set, func(i int, night diary.Date) {
		row := a.rows[i]
		night, any := a.slept(set, row, night)
		nights[i] = night
		for column, text := range row.Cells {
			any = any || column < len(sources) && sources[column] >= 0 && text != ""
		}
		if a.date >= 0 && !any {
			set.Leave(row.Line, reading.NoValue, row.Cell(a.date))
		}
	})
	rows := a.rows
	set.Wide = reading.Wide{
		Row: func(i int) (int, []string) { return rows[i].Line, rows[i].Cells }, Drop: func(i int) { rows[i].Cells = nil },
		Nights: nights, Sources: sources,
	}
	// A bedtime that gives the date is a time too.
	if f, _ := a.v.fieldOf(a.head[a.date]); f == "tried_to_sleep" {
		i := set.Source(a.name(a.date), func(s *reading.Source) { s.Column = a.date + 1 })
		a.rowsOf(&reading.Set{}, func(row source.Row, night diary.Date) { set.Add(row.Line, i, night, row.Cell(a.date)) })
	}
}

// sources are the set's places of the columns that may be fields; -1 is none.
func (a *anyTable) sources(set *reading.Set) []int {
	sources := make([]int, len(a.head))
	names := make(map[string]bool)
	when := append([]int{a.date, a.clock, a.start, a.end, a.offset}, a.parts...)
	for i := range a.head {
		sources[i] = -1
		if slices.Contains(when, i) || a.head[i] == "" && len(a.column(i)) == 0 {
			continue // the latter is a separator at the end of each row
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
	return sources
}

// slept keeps the sleep of a row that has its beginning and its end, which also say which night it is.
func (a *anyTable) slept(set *reading.Set, row source.Row, night diary.Date) (_ diary.Date, any bool) {
	if a.start < 0 || a.end < 0 {
		return night, false
	}
	s, ok := a.session(set, row)
	if !ok {
		return night, false
	}
	set.Sessions = append(set.Sessions, s)
	if a.clocks {
		return night, true
	}
	return set.NightAt(s.Start), true
}

// session reads a row with a beginning and an end of sleep.
func (a *anyTable) session(set *reading.Set, row source.Row) (reading.Session, bool) {
	at := func(i int) (time.Time, bool) {
		if a.clocks {
			night, dated := a.night(set, row)
			c, ok := cell.ParseClock(row.Cell(i))
			return known.OnNight(night, c, a.zone), ok && dated
		}
		m, ok := a.moment(row.Cell(i))
		if !ok || !m.Timed {
			return time.Time{}, false
		}
		return a.when(set, row, m), true
	}
	start, okStart := at(a.start)
	end, okEnd := at(a.end)
	if !okStart || !okEnd || !end.After(start) {
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
var stageWords = pattern.New(`stages?\b|phases?\b|deep|light|shallow|\brem\b|awake|wake|asleep|efficien|latency|in bed|tief|leicht|wach|profond|leger|profundo|ligero|diep|licht`)

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
	for i, head := range a.head {
		// Beside a column of values a score is something else.
		if valueWords[i18n.Fold(bareName(head))] && len(a.column(i)) > 0 {
			value = i
			break
		}
	}
	if value < 0 && name >= 0 && a.namesComplaints(name) {
		value = a.ofAnyComplaint(name)
	}
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

// namesComplaints tells whether a column names complaints: restless legs in one row, a headache in another.
func (a *anyTable) namesComplaints(column int) bool {
	return slices.ContainsFunc(a.column(column), func(text string) bool {
		folded := i18n.Fold(text)
		return legWords.MatchString(folded) || otherWords.MatchString(folded)
	})
}

// ofAnyComplaint is a column of severities whose head does not say of what, or -1.
func (a *anyTable) ofAnyComplaint(except int) int {
	return slices.IndexFunc(a.head, func(head string) bool {
		is, strong := namesSeverity(head)
		return is && strong && !legWords.MatchString(i18n.Fold(head)) && head != a.head[except]
	})
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
	status := slices.IndexFunc(a.head, func(h string) bool { return h != a.head[medicine] && a.areStatuses(h) })
	a.rowsOf(set, func(row source.Row, night diary.Date) {
		name := row.Cell(medicine)
		if name == "" {
			set.Leave(row.Line, reading.NoValue, row.Cell(a.date))
			return
		}
		d := reading.Dose{Line: row.Line, Night: night, Name: name, Status: diary.Taken}
		if missedWords[i18n.Fold(row.Cell(status))] {
			d.Status = diary.Missed
		}
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
			d.At = diary.Some(diary.ClockOf(a.when(set, row, m)))
		}
		set.Doses = append(set.Doses, d)
	})
	return true
}

// areStatuses tells whether a column says of each dose whether it was taken.
func (a *anyTable) areStatuses(head string) bool {
	texts := a.column(slices.Index(a.head, head))
	return len(texts) > 0 && share(texts, func(s string) bool { return missedWords[i18n.Fold(s)] || yeses[i18n.Fold(s)] || s == "✗" }) >= 0.9
}

// readLabs reads one row a blood test: a date, the test, its value and unit.
func (a *anyTable) readLabs(set *reading.Set) bool {
	test := a.find(testRole, func(texts []string) bool { return share(texts, isNumber) < 0.2 })
	value, unit := a.find(valueRole, anyTexts), a.find(unitRole, anyTexts)
	if test < 0 || value < 0 || unit < 0 {
		return false
	}
	a.rowsOf(set, func(row source.Row, _ diary.Date) {
		x, ok := cell.ParseNumber(row.Cell(value))
		m, dated := a.moment(row.Cell(a.date))
		if !ok || !dated || row.Cell(test) == "" || x.Of != 0 {
			set.Leave(row.Line, reading.Unreadable, row.Cell(value))
			return
		}
		day := m.Date
		if m.Timed && !a.plain {
			day = diary.DateOf(a.when(set, row, m))
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
