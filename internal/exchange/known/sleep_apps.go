package known

import (
	"math"
	"strconv"
	"strings"
	"time"

	// Zones are named in files; some systems have no list of them.
	_ "time/tzdata"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/pattern"
)

// sleepAsAndroid's columns. Each record has a head of its own, some of which are times of day, and may
// have a third row of noise levels. Form: sleepdiary.github.io/core, and a public export that Excel had
// saved again, which writes dates as the computer likes and Ids without their last digits.
const (
	androidID = iota
	androidZone
	androidFrom
	androidTo
	_
	androidHours
	_
	androidComment
	androidAdjust = 13
)

func readSleepAsAndroid(j *Job) error {
	t := j.Item.Table
	var froms []string
	for _, row := range t.Rows {
		if _, ok := androidMoment(row.Cell(androidID)); ok {
			froms = append(froms, row.Cell(androidFrom))
		}
	}
	order := j.Order
	if order == cell.Ambiguous {
		order = cell.OrderOf(froms)
	}
	for _, row := range t.Rows {
		id := row.Cell(androidID)
		if id == "" || id == "Id" {
			continue // noise, or a head
		}
		j.Set.Rows++
		at, ok := androidMoment(id)
		if !ok {
			j.Set.Leave(row.Line, reading.NoEntry, id)
			continue
		}
		if order == cell.Ambiguous && at.IsZero() && cell.IsDate(row.Cell(androidFrom)) {
			return ambiguous(row.Cell(androidFrom))
		}
		j.androidRow(row, at, order)
	}
	return nil
}

// androidMoment reads an Id: the beginning in milliseconds since 1970. Excel writes 1.77240E+12, of which
// only the kind can be told; it gives the zero time.
func androidMoment(id string) (time.Time, bool) {
	if t, ok := cell.Unix(id); ok {
		return t, true
	}
	x, err := strconv.ParseFloat(strings.Replace(id, ",", ".", 1), 64)
	return time.Time{}, err == nil && x > 1e11 && x < 1e13
}

func (j *Job) androidRow(row source.Row, at time.Time, order cell.Order) {
	zone := j.Zone
	if named, err := time.LoadLocation(row.Cell(androidZone)); err == nil && row.Cell(androidZone) != "" {
		zone = named
	}
	start, ok := androidTime(row.Cell(androidFrom), at, order, zone)
	if !ok {
		j.Set.Leave(row.Line, reading.NoTime, row.Cell(androidFrom))
		return
	}
	s := reading.Session{Line: row.Line, Start: start}
	if end, ok := androidTime(row.Cell(androidTo), time.Time{}, orderOfMoment(row.Cell(androidFrom), start, order), zone); ok {
		s.End = end
	}
	hours, ok := cell.ParseNumber(row.Cell(androidHours))
	if !ok || hours.Value < 0 {
		j.Set.Leave(row.Line, reading.Unreadable, row.Cell(androidHours))
		return
	}
	minutes := hours.Value * 60
	// "-1.0" says that the record was typed in; any whole number below zero is minutes to take off.
	if adjust, err := strconv.Atoi(row.Cell(androidAdjust)); err == nil && adjust < 0 {
		minutes = math.Max(minutes+float64(adjust), 0)
	}
	s.Asleep = diary.Some(minutes)
	note, tags := hashTags(strings.ReplaceAll(row.Cell(androidComment), ` \n `, "\n"))
	s.Note = note
	for _, tag := range tags {
		if strings.EqualFold(tag, "nap") {
			s.Nap = true
			continue
		}
		j.Set.Tags = append(j.Set.Tags, reading.Tag{Line: row.Line, Night: j.Set.NightAt(start), Kind: "Comment", Name: tag})
	}
	j.Set.Sessions = append(j.Set.Sessions, s)
}

// androidTime reads "26. 11. 2020 20:00", the local time. Whether the day or the month stands first is told
// by the record's Id, the same moment by Greenwich time, at most 14 hours away.
func androidTime(text string, greenwich time.Time, order cell.Order, zone *time.Location) (time.Time, bool) {
	orders := []cell.Order{order}
	if !greenwich.IsZero() {
		orders = []cell.Order{cell.DayFirst, cell.MonthFirst}
	}
	for _, o := range orders {
		m, ok := cell.ParseMoment(text, o)
		if !ok || !m.Timed {
			continue
		}
		t := m.Time(zone)
		if greenwich.IsZero() || math.Abs(m.Time(time.UTC).Sub(greenwich).Hours()) <= 15 {
			return t, true
		}
	}
	return time.Time{}, false
}

// orderOfMoment is the order in which a moment was read.
func orderOfMoment(text string, read time.Time, order cell.Order) cell.Order {
	for _, o := range []cell.Order{order, cell.DayFirst, cell.MonthFirst} {
		if m, ok := cell.ParseMoment(text, o); ok && m.Date == diary.DateOf(read) {
			return o
		}
	}
	return order
}

var hashTag = pattern.New(`#[\pL\pN_-]+`)

// hashTags splits a comment into its words and its tags.
func hashTags(comment string) (note string, tags []string) {
	for _, tag := range hashTag.FindAllString(comment, 50) {
		tags = append(tags, tag[1:])
	}
	return strings.TrimSpace(hashTag.ReplaceAllString(comment, "")), tags
}

// Sleepmeter's columns. Its moments have their distance from Greenwich, so what lies between them is true
// also when the clocks change. Lists of the user's own words may stand before the table.
var sleepmeterHeads = []string{"wake", "sleep", "bedtime", "holes", "type"}

func readSleepmeter(j *Job) error {
	at := headRow(j.Item.Table, sleepmeterHeads...)
	head := j.Item.Table.Rows[at]
	column := func(row source.Row, name string) string { return row.Cell(columnOf(head, name)) }
	for _, row := range j.Item.Table.Rows[at+1:] {
		j.Set.Rows++
		s := reading.Session{Line: row.Line, Note: column(row, "notes")}
		wake, okWake := j.Moment(column(row, "wake"), cell.YearFirst)
		asleep, okSleep := j.Moment(column(row, "sleep"), cell.YearFirst)
		bed, okBed := j.Moment(column(row, "bedtime"), cell.YearFirst)
		if !okWake || !okSleep || !okBed {
			j.Set.Leave(row.Line, reading.NoTime, row.Cell(0))
			continue
		}
		s.Start, s.End = bed, wake
		kind := column(row, "type")
		s.Nap, s.Main = kind == "NAP", kind == "NIGHT_SLEEP"
		awake := 0
		for hole := range strings.SplitSeq(column(row, "holes"), "|") {
			from, to, ok := strings.Cut(hole, "-")
			if ok {
				awake += max(cell.Digits(strings.TrimSpace(to))-cell.Digits(strings.TrimSpace(from)), 0)
			}
		}
		slept := wake.Sub(asleep).Minutes() - float64(awake)
		if slept < 0 || asleep.Before(bed) {
			j.Set.Leave(row.Line, reading.OutOfRange, row.Cell(0))
			continue
		}
		s.Asleep, s.ToSleep, s.Awake = diary.Some(slept), diary.Some(asleep.Sub(bed).Minutes()), diary.Some(float64(awake))
		if q, err := strconv.Atoi(column(row, "quality")); err == nil && q >= 0 && q <= diary.MaxRating {
			s.Satisfaction = diary.Some(q)
		}
		j.Set.Sessions = append(j.Set.Sessions, s)
	}
	return nil
}
