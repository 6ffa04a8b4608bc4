package known

import (
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// Columns tells the columns of a table with one row a sleep, by their heads. An empty head is a column
// that the format does not have.
type Columns struct {
	// Date of the night or the morning, as the format's DateRole says.
	Date string
	// Start and End, as moments or, with a Date, as times of day.
	Start, End string
	// Zone column with the distance from Greenwich. UTC says that Start and End are in UTC and to be
	// brought there; otherwise they are the wall clock.
	Zone string
	UTC  bool
	// Asleep are the columns whose sum is the time asleep. Where there is none and InBed is false, it is
	// the time from Start to End.
	Asleep []string
	// InBed says that Start and End are of lying in bed, so that they tell nothing of sleep.
	InBed bool
	// Awake after falling asleep, ToSleep until then, and Woken, how often.
	Awake, ToSleep, Woken string
	// Lying is the time in bed altogether. Where Awake is not told, it is what of this is left when the
	// time asleep and the time until then are taken off.
	Lying string
	// ToSleepUnit where it differs from the format's.
	ToSleepUnit cell.Unit
	// NapColumn is "true" or NapValue where the sleep is a nap.
	NapColumn string
	NapValue  string
	// MainValue of the NapColumn is the night's main sleep; "" is every value but NapValue. Others are rows that
	// are no sleep.
	MainValue string
	Others    []string
	Note      string
	// Source column: the device.
	Source string
	// Offers are columns that could be a field, if the user says so.
	Offers map[string]string
	// Heads that recognise the table; with them it is found.
	Heads []string
}

// Is recognises the table.
func (c Columns) Is(it source.Item) bool { return headRow(it.Table, c.Heads...) >= 0 }

// Read reads the table.
func (c Columns) Read(j *Job) error {
	t := j.Item.Table
	at := headRow(t, c.Heads...)
	if at < 0 {
		return wrongForm(j.Format)
	}
	r := columnReader{Columns: c, job: j, head: t.Rows[at]}
	rows := t.Rows[at+1:]
	r.order = r.findOrder(rows)
	for _, row := range rows {
		if hasHeads(row, c.Heads) {
			continue // heads once more
		}
		j.Set.Rows++
		r.row(row)
	}
	if r.ambiguous != "" {
		return ambiguous(r.ambiguous)
	}
	return nil
}

func wrongForm(f Format) error {
	return &source.Fault{Key: "exchange.fault.wrong_form", Args: []string{"name", f.Name}}
}

func ambiguous(text string) error {
	return &source.Fault{Key: "exchange.fault.ambiguous", Args: []string{"text", text}}
}

type columnReader struct {
	Columns
	job       *Job
	head      source.Row
	order     cell.Order
	ambiguous string
}

func (r *columnReader) cell(row source.Row, head string) string {
	if head == "" {
		return ""
	}
	return row.Cell(columnOf(r.head, head))
}

func (r *columnReader) findOrder(rows []source.Row) cell.Order {
	column := func(head string) (texts []string) {
		if i := columnOf(r.head, head); head != "" && i >= 0 {
			for _, row := range rows {
				texts = append(texts, row.Cell(i))
			}
		}
		return texts
	}
	starts, ends := column(r.Start), column(r.End)
	texts := append(column(r.Date), starts...)
	order := r.job.Order
	if order == cell.Ambiguous && cell.OrderOf(texts) == cell.Ambiguous && len(starts) == len(ends) {
		order = cell.OrderBySpans(starts, ends)
	}
	if order == cell.Ambiguous {
		order = r.job.orderOf(texts)
	}
	r.job.Set.Reads(texts, order)
	return order
}

func (r *columnReader) row(row source.Row) {
	set := r.job.Set
	s := reading.Session{Line: row.Line, Source: r.cell(row, r.Source), Note: r.cell(row, r.Note)}
	if r.Date != "" && !r.date(row, &s) {
		set.Leave(row.Line, reading.NoDate, r.cell(row, r.Date))
		return
	}
	if r.Start != "" && !r.clocks(row, &s) {
		set.Leave(row.Line, reading.NoTime, r.cell(row, r.Start))
		return
	}
	if r.Start == "" {
		y, m, d := s.Night.YMD()
		s.Start, s.ClockUnknown = time.Date(y, m, d, 22, 0, 0, 0, r.job.Zone), true
	}
	if !s.ClockUnknown && s.End.Equal(s.Start) {
		set.Leave(row.Line, reading.NoValue, r.cell(row, r.Start))
		return
	}
	r.lengths(row, &s)
	if r.NapColumn != "" {
		nap := r.cell(row, r.NapColumn)
		if slices.Contains(r.Others, nap) {
			set.Leave(row.Line, reading.NotSleep, nap)
			return
		}
		s.Nap = strings.EqualFold(nap, "true") && r.NapValue == "" || r.NapValue != "" && strings.EqualFold(nap, r.NapValue)
		s.Main = !s.Nap && (r.MainValue == "" || nap == "" || strings.EqualFold(nap, r.MainValue))
	}
	set.Sessions = append(set.Sessions, s)
	for head, field := range r.Offers {
		if text := r.cell(row, head); text != "" {
			i := set.Source(head, func(src *reading.Source) {
				src.Offer, src.Unit, src.Never, src.Column = field, r.job.Format.Unit, true, columnOf(r.head, head)+1
			})
			night := s.Night
			if night.IsZero() {
				night = set.NightAt(s.Start)
			}
			set.Add(row.Line, i, night, text)
		}
	}
}

// date reads the date column.
func (r *columnReader) date(row source.Row, s *reading.Session) bool {
	text := r.cell(row, r.Date)
	m, ok := cell.ParseMoment(text, r.order)
	if !ok {
		if r.order == cell.Ambiguous && cell.IsDate(text) {
			r.ambiguous = text
		}
		return false
	}
	s.Night = m.Date
	if r.job.Format.Dates == ByMorning {
		s.Night = s.Night.AddDays(-1)
	}
	return true
}

// clocks reads Start and End.
func (r *columnReader) clocks(row source.Row, s *reading.Session) bool {
	zone := r.job.Zone
	if r.Zone != "" {
		offset, ok := cell.ParseOffset(r.cell(row, r.Zone))
		if !ok {
			return false
		}
		zone = r.place(row, s.Night, offset)
	}
	start, ok := r.moment(r.cell(row, r.Start), s.Night, zone)
	if !ok {
		return false
	}
	s.Start = start
	if end, ok := r.moment(r.cell(row, r.End), s.Night, zone); ok {
		s.End = end
	}
	if r.Date == "" {
		return true
	}
	if r.job.Format.Dates == ByMorning && !s.End.IsZero() && s.End.Before(s.Start) {
		s.End = s.End.AddDate(0, 0, 1)
	}
	return true
}

// place is the zone of a row. A file tells one distance from Greenwich, which on the nights when the clocks
// change is right at one end only; where it is that of the user's own zone, that zone knows both.
func (r *columnReader) place(row source.Row, night diary.Date, offset int) *time.Location {
	for _, head := range []string{r.Start, r.End} {
		if t, ok := r.moment(r.cell(row, head), night, time.FixedZone("", offset)); ok {
			if _, here := t.In(r.job.Zone).Zone(); here == offset {
				return r.job.Zone
			}
		}
	}
	return time.FixedZone("", offset)
}

// moment reads a moment; a time of day alone is one of the night.
func (r *columnReader) moment(text string, night diary.Date, zone *time.Location) (time.Time, bool) {
	if text == "" {
		return time.Time{}, false
	}
	if m, ok := cell.ParseMoment(text, r.order); ok && m.Timed {
		if r.UTC && m.Zoned && m.Offset == 0 {
			m.UTC = true // written as +0000
		}
		switch {
		case r.UTC && !m.Zoned && r.Zone != "":
			return m.Time(time.UTC).In(zone), true
		case r.UTC && !m.Zoned:
			return r.job.Local(m.Time(time.UTC)), true
		case m.Zoned && m.UTC && r.Zone != "":
			return m.Time(time.UTC).In(zone), true
		case m.Zoned && m.UTC:
			return r.job.Local(m.Time(time.UTC)), true
		}
		return m.Time(zone), true
	}
	if r.order == cell.Ambiguous && cell.IsDate(text) {
		r.ambiguous = text
	}
	if t, ok := cell.Unix(text); ok {
		if r.Zone != "" {
			return t.In(zone), true
		}
		return r.job.Local(t), true
	}
	if c, ok := cell.ParseClock(text); ok && !night.IsZero() {
		return OnNight(night, c, zone), true
	}
	return time.Time{}, false
}

// OnNight is the moment of a time of night.
func OnNight(night diary.Date, c diary.Clock, zone *time.Location) time.Time {
	hour, minute := c.HourMinute()
	if hour < 12 {
		night = night.AddDays(1)
	}
	y, m, d := night.YMD()
	return time.Date(y, m, d, hour, minute, 0, 0, zone)
}

// lengths reads what the row says of sleep.
func (r *columnReader) lengths(row source.Row, s *reading.Session) {
	unit := r.job.Format.Unit
	total, any := 0.0, false
	for _, head := range r.Asleep {
		if m, ok := cell.ParseDuration(r.cell(row, head), unit); ok {
			total, any = total+m, true
		}
	}
	switch {
	case any:
		s.Asleep = diary.Some(total)
	case len(r.Asleep) == 0 && !r.InBed && !s.End.IsZero():
		s.Asleep = diary.Some(s.End.Sub(s.Start).Minutes())
	}
	s.Awake = duration(r.cell(row, r.Awake), unit)
	if r.ToSleepUnit != cell.Unknown {
		unit = r.ToSleepUnit
	}
	s.ToSleep = duration(r.cell(row, r.ToSleep), unit)
	if lying, ok := duration(r.cell(row, r.Lying), unit).Get(); ok && any && s.ToSleep.IsSet() && !s.Awake.IsSet() {
		if awake := lying - total - s.ToSleep.Or(0); awake >= 0 {
			s.Awake = diary.Some(awake)
		}
	}
	if n, ok := cell.ParseNumber(r.cell(row, r.Woken)); ok && n.Value >= 0 && n.Value <= 1000 {
		s.Woken = diary.Some(int(n.Value))
	}
}

func duration(text string, unit cell.Unit) diary.Optional[float64] {
	if m, ok := cell.ParseDuration(text, unit); ok && m >= 0 {
		return diary.Some(m)
	}
	return diary.None[float64]()
}
