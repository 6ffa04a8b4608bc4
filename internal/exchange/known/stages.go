package known

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// Exports with one row a stage: what is asleep is added up, and what lies between is time awake.

// samsungKinds are the numbers of stages in "com.samsung.health.sleep_stage": awake, light, deep, REM.
var samsungKinds = map[string]reading.StageKind{
	"40001": reading.StageAwake, "40002": reading.StageAsleep, "40003": reading.StageAsleep, "40004": reading.StageAsleep,
}

var samsungStageHeads = []string{"start_time", "end_time", "stage", "sleep_id", "time_offset"}

// samsungHead finds the heads, which newer files write with the table's name before them.
func samsungHead(it source.Item) (row int, column func(source.Row, string) string) {
	for _, prefix := range []string{"", "com.samsung.health.sleep_stage."} {
		names := make([]string, len(samsungStageHeads))
		for i, h := range samsungStageHeads {
			names[i] = prefix + h
		}
		if at := headRow(it.Table, names...); at >= 0 {
			head := it.Table.Rows[at]
			return at, func(row source.Row, name string) string { return row.Cell(columnOf(head, prefix+name)) }
		}
	}
	return -1, nil
}

func isSamsungStages(it source.Item) bool {
	at, _ := samsungHead(it)
	return at >= 0
}

// readSamsungStages reads the stages of Samsung Health: moments in UTC with their distance from Greenwich.
func readSamsungStages(j *Job) error {
	at, cellOf := samsungHead(j.Item)
	stages := make(map[string][]reading.Stage)
	first := make(map[string]int)
	var ids []string
	for _, row := range j.Item.Table.Rows[at+1:] {
		j.Set.Rows++
		offset, okZone := cell.ParseOffset(cellOf(row, "time_offset"))
		zone := time.FixedZone("", offset)
		from, okFrom := cell.ParseMoment(cellOf(row, "start_time"), cell.YearFirst)
		to, okTo := cell.ParseMoment(cellOf(row, "end_time"), cell.YearFirst)
		kind, known := samsungKinds[cellOf(row, "stage")]
		switch {
		case !okZone || !okFrom || !okTo:
			j.Set.Leave(row.Line, reading.NoTime, cellOf(row, "start_time"))
			continue
		case !known:
			j.Set.Leave(row.Line, reading.Unreadable, cellOf(row, "stage"))
			continue
		}
		start := from.Time(time.UTC)
		if _, here := start.In(j.Zone).Zone(); here == offset {
			zone = j.Zone // which knows when the clocks change
		}
		id := cellOf(row, "sleep_id")
		if _, there := stages[id]; !there {
			ids, first[id] = append(ids, id), row.Line
		}
		stages[id] = append(stages[id], reading.Stage{Kind: kind, Start: start.In(zone), End: to.Time(time.UTC).In(zone)})
	}
	for _, id := range ids {
		j.Set.Sessions = append(j.Set.Sessions, reading.FromStages("", first[id], stages[id])...)
	}
	return nil
}

// fitSegment is a stage of Google Fit's "All Data", in nanoseconds since 1970.
type fitSegment struct {
	Start json.Number `json:"startTimeNanos"`
	End   json.Number `json:"endTimeNanos"`
	Kind  string      `json:"dataTypeName"`
	Value []struct {
		Value struct {
			Int int `json:"intVal"`
		} `json:"value"`
	} `json:"fitValue"`
}

// fitKinds are the numbers of stages of com.google.sleep.segment: awake, sleep, out of bed, light, deep, REM.
var fitKinds = map[int]reading.StageKind{
	1: reading.StageAwake, 2: reading.StageAsleep, 3: reading.StageAwake, 4: reading.StageAsleep, 5: reading.StageAsleep, 6: reading.StageAsleep,
}

func readFitSegments(j *Job) error {
	var stages []reading.Stage
	err := each(j, []string{"Data Points"}, func(line int, v fitSegment) {
		from, okFrom := nanos(v.Start)
		to, okTo := nanos(v.End)
		switch {
		case v.Kind != "com.google.sleep.segment":
			j.Set.Leave(line, reading.NotSleep, v.Kind)
		case !okFrom || !okTo || len(v.Value) == 0 || fitKinds[v.Value[0].Value.Int] == "":
			j.Set.Leave(line, reading.Unreadable, v.Start.String())
		default:
			stages = append(stages, reading.Stage{Kind: fitKinds[v.Value[0].Value.Int], Start: j.Local(from), End: j.Local(to)})
		}
	})
	if err != nil {
		return err
	}
	j.Set.Sessions = append(j.Set.Sessions, reading.FromStages("", 1, stages)...)
	return nil
}

func nanos(n json.Number) (time.Time, bool) {
	x, err := n.Int64()
	return time.Unix(0, x).UTC(), err == nil && x > 0
}

var appleTableHeads = []string{"type", "sourceName", "startDate", "endDate", "value"}

// isAppleTable knows tables of Apple Health's records, as helper programs write them.
func isAppleTable(it source.Item) bool {
	at := headRow(it.Table, appleTableHeads...)
	if at < 0 {
		return false
	}
	column := columnOf(it.Table.Rows[at], "type")
	return slices.ContainsFunc(it.Table.Rows[at+1:], func(row source.Row) bool { return row.Cell(column) == string(appleSleep) })
}

// readAppleTable reads such a table. Moments are mostly in UTC; a column HKTimeZone may tell the place.
func readAppleTable(j *Job) error {
	at := headRow(j.Item.Table, appleTableHeads...)
	head := j.Item.Table.Rows[at]
	a := appleReader{job: j, sources: make(map[string][]reading.Stage), first: make(map[string]int)}
	get := func(row source.Row, name string) string { return row.Cell(columnOf(head, name)) }
	for _, row := range j.Item.Table.Rows[at+1:] {
		if get(row, "type") != string(appleSleep) {
			j.Set.Rows++
			j.Set.Leave(row.Line, reading.NotSleep, get(row, "type"))
			continue
		}
		start, end := greenwich(get(row, "startDate")), greenwich(get(row, "endDate"))
		a.line = row.Line - 1
		a.stage(appleRecordText{start, end, get(row, "value"), get(row, "sourceName"), get(row, "HKTimeZone")}, strings.Join(row.Cells, "\n"))
	}
	a.finish()
	return nil
}

// greenwich writes +0000 as Z: these programs mean UTC by it, not a place.
func greenwich(text string) string {
	for _, zero := range []string{" +0000", " +00:00"} {
		if cut, ok := strings.CutSuffix(text, zero); ok {
			return cut + "Z"
		}
	}
	return text
}

func isAutoExport(it source.Item) bool {
	return keysIn("metrics")(it) && bytes.Contains(it.Data, []byte(`"sleep_analysis"`))
}

// autoExport is a file of Health Auto Export; nights are put together by it.
type autoExport struct {
	Data struct {
		Metrics []struct {
			Name  string          `json:"name"`
			Units string          `json:"units"`
			Data  json.RawMessage `json:"data"`
		} `json:"metrics"`
	} `json:"data"`
}

type autoNight struct {
	SleepStart string   `json:"sleepStart"`
	SleepEnd   string   `json:"sleepEnd"`
	InBedStart string   `json:"inBedStart"`
	InBedEnd   string   `json:"inBedEnd"`
	Asleep     *float64 `json:"asleep"`
	Core       *float64 `json:"core"`
	Deep       *float64 `json:"deep"`
	REM        *float64 `json:"rem"`
	Awake      *float64 `json:"awake"`
	Total      *float64 `json:"totalSleep"`
	Start      string   `json:"startDate"`
	End        string   `json:"endDate"`
	Value      string   `json:"value"`
	Source     string   `json:"source"`
}

func readAutoExport(j *Job) error {
	if source.TooDeep(j.Item.Data, maxDepth) {
		return &source.Fault{Key: "exchange.fault.too_deep"}
	}
	var v autoExport
	if err := json.Unmarshal(j.Item.Data, &v); err != nil {
		return jsonFault(err)
	}
	a := appleReader{job: j, sources: make(map[string][]reading.Stage), first: make(map[string]int)}
	for _, m := range v.Data.Metrics {
		if m.Name != "sleep_analysis" {
			continue
		}
		var nights []autoNight
		if err := json.Unmarshal(m.Data, &nights); err != nil {
			return wrongForm(j.Format)
		}
		unit, ok := cell.UnitOf(m.Units)
		if !ok {
			unit = cell.Hours
		}
		for i, n := range nights {
			if n.Value != "" {
				a.line = i
				a.stage(appleRecordText{n.Start, n.End, n.Value, n.Source, ""}, n.Start+n.End+n.Value+n.Source)
				continue
			}
			j.Set.Rows++
			j.autoNight(i+1, n, unit)
		}
	}
	a.finish()
	return nil
}

func (j *Job) autoNight(line int, n autoNight, unit cell.Unit) {
	bed, okBed := j.Moment(n.InBedStart, cell.YearFirst)
	asleep, okAsleep := j.Moment(n.SleepStart, cell.YearFirst)
	end, okEnd := j.Moment(n.SleepEnd, cell.YearFirst)
	if !okAsleep || !okEnd {
		j.Set.Leave(line, reading.NoTime, n.SleepStart)
		return
	}
	minutes := func(x *float64) diary.Optional[float64] {
		if x == nil || *x < 0 {
			return diary.None[float64]()
		}
		return diary.Some(*x * unit.InMinutes())
	}
	s := reading.Session{Line: line, Start: asleep, End: end, Source: n.Source, Awake: minutes(n.Awake)}
	// Some devices write the same moment, or none, for lying down.
	if okBed && bed.Before(asleep) {
		s.Start, s.ToSleep = bed, diary.Some(asleep.Sub(bed).Minutes())
	}
	switch sum := minutes(n.Core).Or(0) + minutes(n.Deep).Or(0) + minutes(n.REM).Or(0); {
	case minutes(n.Total).Or(0) > 0:
		s.Asleep = minutes(n.Total)
	case sum > 0:
		s.Asleep = diary.Some(sum + minutes(n.Asleep).Or(0))
	case minutes(n.Asleep).Or(0) > 0:
		s.Asleep = minutes(n.Asleep)
	}
	j.Set.Sessions = append(j.Set.Sessions, s)
}

// garminDay is a day of Garmin Connect as programs fetch it: milliseconds since 1970, by Greenwich and by the
// clock on the wall.
type garminDay struct {
	Sleep struct {
		Date  string   `json:"calendarDate"`
		Start *int64   `json:"sleepStartTimestampGMT"`
		End   *int64   `json:"sleepEndTimestampGMT"`
		Local *int64   `json:"sleepStartTimestampLocal"`
		Slept *float64 `json:"sleepTimeSeconds"`
		Awake *float64 `json:"awakeSleepSeconds"`
		Woken *int     `json:"awakeCount"`
	} `json:"dailySleepDTO"`
}

func readGarminDay(j *Job) error {
	if source.TooDeep(j.Item.Data, maxDepth) {
		return &source.Fault{Key: "exchange.fault.too_deep"}
	}
	days := []garminDay{{}}
	at := any(&days[0])
	if strings.HasPrefix(strings.TrimSpace(string(j.Item.Data[:min(len(j.Item.Data), 64)])), "[") {
		at = &days
	}
	if err := json.Unmarshal(j.Item.Data, at); err != nil {
		return jsonFault(err)
	}
	for i, day := range days {
		j.Set.Rows++
		v := day.Sleep
		date, dated := cell.ParseDate(v.Date, cell.YearFirst)
		if !dated || v.Start == nil || v.End == nil {
			j.Set.Leave(i+1, reading.NoTime, v.Date)
			continue
		}
		start, end := time.UnixMilli(*v.Start).UTC(), time.UnixMilli(*v.End).UTC()
		if v.Local != nil && max(*v.Local-*v.Start, *v.Start-*v.Local) <= 15*3600*1000 {
			zone := time.FixedZone("", int((*v.Local-*v.Start)/1000))
			start, end = start.In(zone), end.In(zone)
		} else {
			start, end = j.Local(start), j.Local(end)
		}
		s := reading.Session{Line: i + 1, Night: date.AddDays(-1), Start: start, End: end, Asleep: minutesOf(v.Slept), Awake: minutesOf(v.Awake), Main: true}
		if v.Woken != nil && *v.Woken >= 0 {
			s.Woken = diary.Some(*v.Woken)
		}
		s.ClockUnknown = j.Set.NightAt(s.Start) != s.Night
		j.Set.Sessions = append(j.Set.Sessions, s)
	}
	return nil
}

// appleNumbers are the values of Apple's sleep records by their numbers.
func appleKind(value string) (reading.StageKind, bool) {
	value = strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(value, "HKCategoryValueSleepAnalysis"), " ", ""))
	if n, err := strconv.Atoi(value); err == nil {
		switch n {
		case 0:
			return reading.StageInBed, true
		case 2:
			return reading.StageAwake, true
		case 1, 3, 4, 5:
			return reading.StageAsleep, true
		}
		return "", false
	}
	switch {
	case strings.HasPrefix(value, "asleep"), value == "core", value == "deep", value == "rem":
		return reading.StageAsleep, true
	case value == "awake":
		return reading.StageAwake, true
	case value == "inbed":
		return reading.StageInBed, true
	}
	return "", false
}
