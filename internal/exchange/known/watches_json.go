package known

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// each gives every element of a JSON array to f, one at a time: of the array that is the document, or of
// the first of the named members that is one. line counts the elements from 1.
func each[T any](j *Job, members []string, f func(line int, v T)) error {
	if source.TooDeep(j.Item.Data, maxDepth) {
		return &source.Fault{Key: "exchange.fault.too_deep"}
	}
	dec := json.NewDecoder(bytes.NewReader(j.Item.Data))
	first, err := dec.Token()
	if err != nil {
		return jsonFault(err)
	}
	if first == json.Delim('{') {
		found, err := enter(dec, members)
		if err != nil {
			return err
		}
		if !found {
			return wrongForm(j.Format)
		}
	}
	for line := 1; dec.More(); line++ {
		if err := j.Ctx.Err(); err != nil {
			return err
		}
		var v T
		if err := dec.Decode(&v); err != nil {
			var kind *json.UnmarshalTypeError
			if errors.As(err, &kind) {
				j.Set.Rows++
				j.Set.Leave(line, reading.Unreadable, kind.Value)
				continue
			}
			return jsonFault(err)
		}
		j.Set.Rows++
		f(line, v)
	}
	return nil
}

// enter moves into the first of the named members that is an array.
func enter(dec *json.Decoder, members []string) (found bool, err error) {
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false, jsonFault(err)
		}
		for _, m := range members {
			if key == m {
				open, err := dec.Token()
				if err != nil {
					return false, jsonFault(err)
				}
				return open == json.Delim('['), nil
			}
		}
		var skipped json.RawMessage
		if err := dec.Decode(&skipped); err != nil {
			return false, jsonFault(err)
		}
	}
	return false, nil
}

func jsonFault(err error) error {
	place := "?"
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		place = strconv.FormatInt(syntax.Offset, 10)
	} else if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &source.Fault{Key: "exchange.fault.cut_off"}
	}
	return &source.Fault{Key: "exchange.fault.json", Args: []string{"place", place}}
}

// maxDepth of JSON; the deepest of these formats, FHIR, needs about 20.
const maxDepth = 64

// fitbitSleep is a record of Fitbit's "sleep-2026-03-01.json". Its times are the wall clock, without a
// place.
type fitbitSleep struct {
	StartTime           string   `json:"startTime"`
	EndTime             string   `json:"endTime"`
	MinutesToFallAsleep *float64 `json:"minutesToFallAsleep"`
	MinutesAsleep       *float64 `json:"minutesAsleep"`
	MinutesAwake        *float64 `json:"minutesAwake"`
	MainSleep           *bool    `json:"mainSleep"`
}

func readFitbit(j *Job) error {
	return each(j, []string{"sleep"}, func(line int, v fitbitSleep) {
		start, ok := j.Moment(v.StartTime, cell.YearFirst)
		if !ok {
			j.Set.Leave(line, reading.NoTime, v.StartTime)
			return
		}
		s := reading.Session{Line: line, Start: start, Asleep: optional(v.MinutesAsleep), Awake: optional(v.MinutesAwake)}
		if end, ok := j.Moment(v.EndTime, cell.YearFirst); ok {
			s.End = end
		}
		// Newer devices write 0 for "not measured", and count that time as awake.
		if v.MinutesToFallAsleep != nil && *v.MinutesToFallAsleep > 0 {
			s.ToSleep = optional(v.MinutesToFallAsleep)
		}
		s.Main = v.MainSleep != nil && *v.MainSleep
		j.Set.Sessions = append(j.Set.Sessions, s)
	})
}

func optional(x *float64) diary.Optional[float64] {
	if x == nil || *x < 0 {
		return diary.None[float64]()
	}
	return diary.Some(*x)
}

// garminSleep is a record of Garmin's "…_sleepData.json". Its moments are in Greenwich time; calendarDate
// is the day of waking, where it was slept.
type garminSleep struct {
	Start     string   `json:"sleepStartTimestampGMT"`
	End       string   `json:"sleepEndTimestampGMT"`
	Date      string   `json:"calendarDate"`
	Deep      *float64 `json:"deepSleepSeconds"`
	Light     *float64 `json:"lightSleepSeconds"`
	REM       *float64 `json:"remSleepSeconds"`
	Awake     *float64 `json:"awakeSleepSeconds"`
	AwakeTime *int     `json:"awakeCount"`
}

func readGarmin(j *Job) error {
	return each(j, []string{"sleep"}, func(line int, v garminSleep) {
		date, dated := cell.ParseDate(v.Date, cell.YearFirst)
		m, timed := cell.ParseMoment(v.Start, cell.YearFirst)
		if !dated {
			j.Set.Leave(line, reading.NoDate, v.Date)
			return
		}
		if !timed {
			j.Set.Leave(line, reading.NoTime, v.Start)
			return
		}
		s := reading.Session{Line: line, Night: date.AddDays(-1), Start: j.Local(m.Time(time.UTC)), Awake: minutesOf(v.Awake)}
		if end, ok := cell.ParseMoment(v.End, cell.YearFirst); ok {
			s.End = end.Time(time.UTC).In(j.Zone)
		}
		if v.Deep != nil || v.Light != nil || v.REM != nil {
			s.Asleep = diary.Some(minutesOf(v.Deep).Or(0) + minutesOf(v.Light).Or(0) + minutesOf(v.REM).Or(0))
		}
		if v.AwakeTime != nil && *v.AwakeTime >= 0 {
			s.Woken = diary.Some(*v.AwakeTime)
		}
		// Where the night by this zone is another than the watch says, or begins in the middle of the day, it
		// was slept elsewhere: the night is known, the clock is not.
		s.ClockUnknown = j.Set.NightAt(s.Start) != s.Night || j.Set.ByDay(s.Start)
		s.Main = true
		j.Set.Sessions = append(j.Set.Sessions, s)
	})
}

func minutesOf(seconds *float64) diary.Optional[float64] {
	if seconds == nil || *seconds < 0 {
		return diary.None[float64]()
	}
	return diary.Some(*seconds / 60)
}

// ouraSleep is a record of Oura's API, version 2 or 1.
type ouraSleep struct {
	Start      string   `json:"bedtime_start"`
	End        string   `json:"bedtime_end"`
	Total      *float64 `json:"total_sleep_duration"`
	TotalV1    *float64 `json:"total"`
	Awake      *float64 `json:"awake_time"`
	AwakeV1    *float64 `json:"awake"`
	Latency    *float64 `json:"latency"`
	LatencyV1  *float64 `json:"onset_latency"`
	Type       string   `json:"type"`
	IsLongestV *int     `json:"is_longest"`
}

func readOura(j *Job) error {
	return each(j, []string{"data", "sleep"}, func(line int, v ouraSleep) {
		start, ok := j.Moment(v.Start, cell.YearFirst)
		switch {
		case !ok:
			j.Set.Leave(line, reading.NoTime, v.Start)
			return
		case v.Type == "deleted":
			j.Set.Leave(line, reading.Deleted, v.Start)
			return
		case v.Type == "rest":
			j.Set.Leave(line, reading.NotSleep, v.Start)
			return
		}
		s := reading.Session{
			Line: line, Start: start, Nap: v.Type == "late_nap", Main: v.Type == "long_sleep" || v.IsLongestV != nil && *v.IsLongestV == 1,
			Asleep: minutesOf(either(v.Total, v.TotalV1)), ToSleep: minutesOf(either(v.Latency, v.LatencyV1)),
			Awake: minutesOf(either(v.Awake, v.AwakeV1)),
		}
		if end, ok := j.Moment(v.End, cell.YearFirst); ok {
			s.End = end
		}
		j.Set.Sessions = append(j.Set.Sessions, s)
	})
}

func either(a, b *float64) *float64 {
	if a != nil {
		return a
	}
	return b
}

// googleFitSession is one file of Google Fit's "All Sessions". Its moments are in UTC, without a place.
type googleFitSession struct {
	Activity string `json:"fitnessActivity"`
	Start    string `json:"startTime"`
	End      string `json:"endTime"`
	Duration string `json:"duration"`
	Segments []struct {
		Activity string `json:"fitnessActivity"`
		Start    string `json:"startTime"`
		End      string `json:"endTime"`
	} `json:"segment"`
}

func readGoogleFit(j *Job) error {
	var v googleFitSession
	if source.TooDeep(j.Item.Data, maxDepth) {
		return &source.Fault{Key: "exchange.fault.too_deep"}
	}
	if err := json.Unmarshal(j.Item.Data, &v); err != nil {
		return jsonFault(err)
	}
	j.Set.Rows++
	start, ok := j.Moment(v.Start, cell.YearFirst)
	end, okEnd := j.Moment(v.End, cell.YearFirst)
	switch {
	case !strings.HasPrefix(v.Activity, "sleep"):
		j.Set.Leave(1, reading.NotSleep, v.Activity)
		return nil
	case !ok || !okEnd:
		j.Set.Leave(1, reading.NoTime, v.Start)
		return nil
	}
	s := reading.Session{Line: 1, Start: start, End: end}
	for _, segment := range v.Segments {
		from, okFrom := j.Moment(segment.Start, cell.YearFirst)
		to, okTo := j.Moment(segment.End, cell.YearFirst)
		if !okFrom || !okTo || !strings.HasPrefix(segment.Activity, "sleep") {
			continue
		}
		kind := reading.StageAsleep
		if segment.Activity == "sleep.awake" || segment.Activity == "sleep.out_of_bed" {
			kind = reading.StageAwake
		}
		s.Stages = append(s.Stages, reading.Stage{Kind: kind, Start: from, End: to})
	}
	s.Measure()
	if !s.Asleep.IsSet() {
		minutes, ok := cell.ParseDuration(v.Duration, cell.Seconds)
		if !ok {
			minutes = end.Sub(start).Minutes()
		}
		s.Asleep = diary.Some(minutes)
	}
	j.Set.Sessions = append(j.Set.Sessions, s)
	return nil
}

// polarNight is a night of Polar: as the account's export writes it, or as its interface for programs does.
type polarNight struct {
	Evaluation struct {
		Asleep        string `json:"asleepDuration"`
		Interruptions struct {
			Total string `json:"totalDuration"`
		} `json:"interruptions"`
	} `json:"evaluation"`
	Result struct {
		Hypnogram struct {
			Start string `json:"sleepStart"`
			End   string `json:"sleepEnd"`
		} `json:"hypnogram"`
	} `json:"sleepResult"`

	Start         string   `json:"sleep_start_time"`
	End           string   `json:"sleep_end_time"`
	Light         *float64 `json:"light_sleep"`
	Deep          *float64 `json:"deep_sleep"`
	REM           *float64 `json:"rem_sleep"`
	Interruptions *float64 `json:"total_interruption_duration"`
}

func isPolar(it source.Item) bool {
	return keysIn("evaluation", "sleepResult")(it) || keysIn("sleep_start_time", "sleep_end_time", "light_sleep")(it)
}

func readPolar(j *Job) error {
	return each(j, []string{"nights"}, func(line int, v polarNight) {
		text, ending := v.Result.Hypnogram.Start, v.Result.Hypnogram.End
		if text == "" {
			text, ending = v.Start, v.End
		}
		start, ok := j.Moment(text, cell.YearFirst)
		if !ok {
			j.Set.Leave(line, reading.NoTime, text)
			return
		}
		s := reading.Session{Line: line, Start: start, Main: true}
		if end, ok := j.Moment(ending, cell.YearFirst); ok {
			s.End = end
		}
		if minutes, ok := cell.ParseDuration(v.Evaluation.Asleep, cell.Seconds); ok {
			s.Asleep = diary.Some(minutes)
		} else if v.Light != nil || v.Deep != nil || v.REM != nil {
			s.Asleep = diary.Some(minutesOf(v.Light).Or(0) + minutesOf(v.Deep).Or(0) + minutesOf(v.REM).Or(0))
		}
		if minutes, ok := cell.ParseDuration(v.Evaluation.Interruptions.Total, cell.Seconds); ok {
			s.Awake = diary.Some(minutes)
		} else {
			s.Awake = minutesOf(v.Interruptions)
		}
		j.Set.Sessions = append(j.Set.Sessions, s)
	})
}
