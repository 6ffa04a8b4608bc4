package known

import (
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/pattern"
)

// mined is the source of ratings that a text or a tag names itself: "Legs 6 out of 10", "RLS 4".
func (j *Job) mined(column string) int {
	return j.Set.Source(column+": severity", func(s *reading.Source) {
		s.Field, s.Scale, s.Kind = "severity", cell.Ten, "text"
	})
}

// mine looks for a rating in a text and keeps it.
func (j *Job) mine(line int, night diary.Date, column, text string) {
	if n, ok := cell.SeverityIn(text); ok {
		j.Set.Add(line, j.mined(column), night, strconv.Itoa(n))
	}
}

// note keeps a text as the night's note.
func (j *Job) note(line int, night diary.Date, column, text string) {
	i := j.Set.Source(column, func(s *reading.Source) { s.Field = "note" })
	j.Set.Add(line, i, night, strings.TrimSpace(text))
}

// offered keeps a value that is brought in only where the user says what it is.
func (j *Job) offered(line int, night diary.Date, name, text, offer string) {
	i := j.Set.Source(name, func(s *reading.Source) { s.Offer, s.Never = offer, true })
	j.Set.Add(line, i, night, text)
}

func (j *Job) tags(line int, night diary.Date, kind string, names []string) {
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" {
			j.Set.Tags = append(j.Set.Tags, reading.Tag{Line: line, Night: night, Kind: kind, Name: name})
		}
	}
}

// readDaylio reads Daylio's table of entries: full_date with the time of day beside it. A mood is how one
// felt, not the legs, so it is only offered; an activity such as "RLS 4" is a rating. Form:
// MichaelCurrin/daylio-csv-parser.
func readDaylio(j *Job) error {
	at := headRow(j.Item.Table, "full_date", "time", "mood", "activities")
	head := j.Item.Table.Rows[at]
	get := func(row source.Row, name string) string {
		if i := columnOf(head, name); i >= 0 {
			return row.Cell(i)
		}
		return ""
	}
	for _, row := range j.Item.Table.Rows[at+1:] {
		j.Set.Rows++
		date, ok := cell.ParseDate(get(row, "full_date"), cell.YearFirst)
		clock, timed := cell.ParseClock(get(row, "time"))
		if !ok {
			j.Set.Leave(row.Line, reading.NoDate, get(row, "full_date"))
			continue
		}
		night := date
		if hour, _ := clock.HourMinute(); timed && hour < 12 {
			night = night.AddDays(-1)
		}
		j.offered(row.Line, night, "mood", get(row, "mood"), "severity")
		var others []string
		for activity := range strings.SplitSeq(get(row, "activities"), "|") {
			if n, ok := cell.SeverityTag(activity); ok {
				j.Set.Add(row.Line, j.mined("activities"), night, strconv.Itoa(n))
				continue
			}
			others = append(others, activity)
		}
		j.tags(row.Line, night, "activities", others)
		for scale := range strings.SplitSeq(get(row, "scales"), "|") {
			if n, ok := cell.SeverityTag(scale); ok {
				j.Set.Add(row.Line, j.mined("scales"), night, strconv.Itoa(n))
			} else if name, value, ok := strings.Cut(scale, ":"); ok {
				j.offered(row.Line, night, strings.TrimSpace(name), strings.TrimSpace(value), "")
			}
		}
		note := strings.TrimSpace(get(row, "note_title") + "\n" + get(row, "note"))
		j.note(row.Line, night, "note", note)
		j.mine(row.Line, night, "note", note)
	}
	return nil
}

// readTrackAndGraph reads Track & Graph's long table: one row a reading, lengths of time as h:mm:ss.
func readTrackAndGraph(j *Job) error {
	at := headRow(j.Item.Table, "FeatureName", "Timestamp", "Value")
	head := j.Item.Table.Rows[at]
	name, stamp, value, note := columnOf(head, "FeatureName"), columnOf(head, "Timestamp"), columnOf(head, "Value"), columnOf(head, "Note")
	for _, row := range j.Item.Table.Rows[at+1:] {
		j.Set.Rows++
		t, ok := j.Moment(row.Cell(stamp), cell.YearFirst)
		if !ok {
			j.Set.Leave(row.Line, reading.NoDate, row.Cell(stamp))
			continue
		}
		text := row.Cell(value)
		if text == "" || row.Cell(name) == "" {
			j.Set.Leave(row.Line, reading.NoValue, row.Cell(name))
			continue
		}
		// A value with a label may be written "2.0:Moderate".
		if number, label, labelled := strings.Cut(text, ":"); labelled && !startsWithDigit(label) {
			text = number
		}
		night := j.Set.NightAt(t)
		i := j.Set.Source(row.Cell(name), nil)
		j.Set.Add(row.Line, i, night, text)
		if note >= 0 {
			j.note(row.Line, night, "Note", row.Cell(note))
		}
	}
	return nil
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// Loop's marks in Checkmarks.csv: habits of yes and no are 0 to 3 and -1, all others are a thousand times
// what was typed in. Form: the program's own importers and their tests.
const (
	loopDone   = "2"
	loopAuto   = "1"
	loopFactor = 1000
)

func isLoop(it source.Item) bool {
	t := it.Table
	if t == nil || len(t.Rows) < 2 || len(t.Rows[0].Cells) < 2 || !strings.EqualFold(t.Rows[0].Cell(0), "Date") {
		return false
	}
	if isOneHabit(it) || it.Is("Scores") && isShares(t) {
		return true
	}
	before := ""
	for _, row := range t.Rows[1:] {
		if !cell.IsDate(row.Cell(0)) {
			return false
		}
		for _, c := range row.Cells[1:] {
			if _, err := strconv.Atoi(c); c != "" && err != nil && !loopWords[c] {
				return false
			}
		}
		if !it.Is("Checkmarks") && before != "" && row.Cell(0) >= before {
			return false // the program writes the newest first
		}
		before = row.Cell(0)
	}
	return it.Is("Checkmarks") || ticksBesideThousands(t)
}

// isShares tells a table of habits' scores, which are shares of one.
func isShares(t *source.Table) bool {
	for _, row := range t.Rows[1:] {
		for _, c := range row.Cells[min(1, len(row.Cells)):] {
			if x, err := strconv.ParseFloat(c, 64); c != "" && (err != nil || x < 0 || x > 1) {
				return false
			}
		}
	}
	return true
}

// ticksBesideThousands tells whether there is a column of ticks, and one of nothing but thousands: a table
// of anyone's own, in seconds or steps, has the second alone.
func ticksBesideThousands(t *source.Table) bool {
	ticks, thousands := false, false
	for i := 1; i < t.Width; i++ {
		only, done, many := true, false, false
		for _, row := range t.Rows[1:] {
			switch n, err := strconv.Atoi(row.Cell(i)); {
			case loopWords[row.Cell(i)]:
				done = done || strings.HasPrefix(row.Cell(i), loopYes)
			case err != nil:
			case n == 2:
				done = true
			case n >= loopFactor:
				many, only = true, false
			case n != 0 && n != -1 && n != 3:
				return false
			}
		}
		ticks = ticks || only && done
		thousands = thousands || many && !done
	}
	return ticks && thousands
}

// loopWords are the marks of newer versions, of which those that begin with loopYes are done.
var loopWords = map[string]bool{"YES_MANUAL": true, "YES_AUTO": true, "NO": true, "UNKNOWN": true, "SKIP": true}

const loopYes = "YES_"

// habitFolder is one that the program makes for each habit: "001 Restless legs".
var habitFolder = pattern.New(`(?:^|/)\d{3} [^/]+$`)

// isOneHabit tells a habit's own table, whose marks stand in the table of all habits too.
func isOneHabit(it source.Item) bool {
	return (it.Is("Checkmarks") || it.Is("Scores")) && habitFolder.MatchString(it.Folder)
}

// readOneHabit keeps the notes of a habit's own table.
func readOneHabit(j *Job) error {
	t := j.Item.Table
	notes := columnOf(t.Rows[0], "Notes")
	for _, row := range t.Rows[1:] {
		j.Set.Rows++
		night, ok := cell.ParseDate(row.Cell(0), cell.YearFirst)
		if text := row.Cell(notes); ok && notes > 0 && text != "" {
			j.note(row.Line, night, "Notes", text)
			continue
		}
		j.Set.Leave(row.Line, reading.Repeated, row.Cell(0))
	}
	return nil
}

func readLoop(j *Job) error {
	t := j.Item.Table
	if isOneHabit(j.Item) {
		return readOneHabit(j)
	}
	if j.Item.Is("Scores") {
		for _, row := range t.Rows[1:] {
			j.Set.Rows++
			j.Set.Leave(row.Line, reading.NoEntry, row.Cell(0))
		}
		return nil
	}
	head := t.Rows[0]
	numeric := make([]bool, t.Width)
	for _, row := range t.Rows[1:] {
		for i, c := range row.Cells {
			if n, err := strconv.Atoi(c); i > 0 && err == nil && n > 3 {
				numeric[i] = true
			}
		}
	}
	for _, row := range t.Rows[1:] {
		j.Set.Rows++
		night, ok := cell.ParseDate(row.Cell(0), cell.YearFirst)
		if !ok {
			j.Set.Leave(row.Line, reading.NoDate, row.Cell(0))
			continue
		}
		for i := 1; i < len(row.Cells); i++ {
			text := row.Cells[i]
			switch {
			case numeric[i] && text != "0" && !strings.HasPrefix(text, "-") && !loopWords[text]:
				s := j.Set.Source(head.Cell(i), func(s *reading.Source) { s.Factor, s.Column = loopFactor, i+1 })
				j.Set.Add(row.Line, s, night, text)
			case !numeric[i] && (text == loopDone || text == loopAuto || strings.HasPrefix(text, loopYes)):
				j.tags(row.Line, night, "Habits", []string{head.Cell(i)})
			}
		}
	}
	return nil
}

// isMedTimer knows MedTimer's events, whose heads are in the phone's language but for "ISO 8601".
func isMedTimer(it source.Item) bool {
	t := it.Table
	if t == nil || len(t.Rows) == 0 {
		return false
	}
	return strings.Count(strings.Join(t.Rows[0].Cells, "\n"), "ISO 8601") >= 2
}

// readMedTimer reads doses: taken where the last column has a moment, missed where it has none. The moments
// are in UTC; the same ones stand in the first columns by the phone's clock, in its language, from which
// the place is told.
func readMedTimer(j *Job) error {
	t := j.Item.Table
	var iso []int
	for i, head := range t.Rows[0].Cells {
		if strings.Contains(head, "ISO 8601") {
			iso = append(iso, i)
		}
	}
	for _, row := range t.Rows[1:] {
		j.Set.Rows++
		status, text, local := diary.Taken, row.Cell(iso[1]), row.Cell(3)
		if text == "" {
			status, text, local = diary.Missed, row.Cell(iso[0]), row.Cell(0)
		}
		m, ok := cell.ParseMoment(text, cell.YearFirst)
		if !ok || row.Cell(1) == "" {
			j.Set.Leave(row.Line, reading.NoTime, text)
			continue
		}
		at, told := onTheWall(local, m.Time(time.UTC))
		if !told {
			at = m.Time(j.Zone)
			j.Set.Zone = j.Set.Zone || m.UTC
		}
		j.dose(row.Line, at, row.Cell(1), row.Cell(2), status)
	}
	return nil
}

// onTheWall finds the clock on the wall of a moment that is written twice, in UTC and by the phone's clock:
// the reading of the second that lies within the distance that zones have from Greenwich.
func onTheWall(local string, utc time.Time) (time.Time, bool) {
	const furthest = 14 * time.Hour
	for _, order := range []cell.Order{cell.DayFirst, cell.MonthFirst} {
		m, ok := cell.ParseMoment(local, order)
		if !ok || !m.Timed {
			continue
		}
		wall := m.Time(time.UTC)
		if apart := wall.Sub(utc.Truncate(time.Minute)); apart.Abs() <= furthest && apart%(15*time.Minute) == 0 {
			return wall, true
		}
	}
	return time.Time{}, false
}

// dose keeps a medicine with an amount such as "0.25 mg" or "2 tablets".
func (j *Job) dose(line int, at time.Time, name, amount string, status diary.IntakeStatus) {
	d := reading.Dose{Line: line, Night: j.Set.NightAt(at), Name: name, Status: status}
	d.Amount, d.Unit = cell.ParseAmount(amount)
	if status == diary.Taken {
		d.At = diary.Some(diary.ClockOf(at))
	}
	j.Set.Doses = append(j.Set.Doses, d)
}
