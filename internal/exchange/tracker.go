package exchange

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
)

// Tracker names another program whose export is known. None of them records how bad the legs were: what
// comes from them is sleep, to stand beside one's own ratings.
type Tracker string

// The trackers, their formats as described by the Sleep Diary project (sleepdiary.github.io/core).
const (
	SleepAsAndroid Tracker = "Sleep as Android"
	Sleepmeter     Tracker = "Sleepmeter"
	PleesTracker   Tracker = "Plees Tracker"
)

var (
	sleepAsAndroidHeader = []string{"Id", "Tz", "From", "To", "Sched", "Hours", "Rating", "Comment"}
	sleepmeterHeader     = []string{"wake", "sleep", "bedtime", "holes", "type", "dreams", "aid", "hindrances", "tags", "quality", "notes"}
	pleesHeader          = []string{"sid", "start", "stop", "rating"}
)

// trackerOf knows a tracker's file by its header. Sleepmeter may have lists of the user's own words
// before it.
func trackerOf(rows []Row) Tracker {
	begins := func(r Row, header []string) bool {
		return len(r.Cells) >= len(header) && slices.Equal(r.Cells[:len(header)], header)
	}
	first := rows[0]
	switch {
	case begins(first, sleepAsAndroidHeader):
		return SleepAsAndroid
	case begins(first, pleesHeader):
		return PleesTracker
	case begins(first, sleepmeterHeader), strings.HasPrefix(first.Cell(0), "custom_") &&
		slices.ContainsFunc(rows, func(r Row) bool { return begins(r, sleepmeterHeader) }):
		return Sleepmeter
	}
	return ""
}

// rows turns a tracker's rows into nights. Several stretches of sleep in one night are added up.
func (t Tracker) rows(s Sheet) []RowResult {
	read := map[Tracker]func(Row) (RowResult, bool){
		SleepAsAndroid: sleepAsAndroidRow, Sleepmeter: sleepmeterRow, PleesTracker: pleesRow,
	}[t]
	var rows []RowResult
	byNight := make(map[diary.Date]int)
	for _, row := range s.Rows {
		r, isNight := read(row)
		if !isNight {
			continue
		}
		i, there := byNight[r.Night.Date]
		if len(r.Faults) == 0 && there {
			rows[i].Night = joined(rows[i].Night, r.Night)
			continue
		}
		if len(r.Faults) == 0 {
			byNight[r.Night.Date] = len(rows)
		}
		rows = append(rows, r)
	}
	return rows
}

// joined adds up two stretches of sleep in one night.
func joined(a, b diary.Night) diary.Night {
	if h, ok := b.SleepHours.Get(); ok {
		a.SleepHours = diary.Some(a.SleepHours.Or(0) + h)
	}
	if t, ok := b.TriedToSleep.Get(); ok && t < a.TriedToSleep.Or(diary.MaxClock) {
		a.TriedToSleep, a.MinutesToSleep = b.TriedToSleep, b.MinutesToSleep
	}
	if m, ok := b.MinutesAwake.Get(); ok {
		a.MinutesAwake = diary.Some(a.MinutesAwake.Or(0) + m)
	}
	a.Note = strings.TrimSpace(a.Note + "\n" + b.Note)
	return a
}

// sleepAsAndroidRow reads a record of Sleep as Android. Each has a header of its own and may have a third
// row of noise; both have no number as Id.
func sleepAsAndroidRow(row Row) (r RowResult, isNight bool) {
	id, err := strconv.ParseInt(row.Cell(0), 10, 64)
	if err != nil {
		return r, false
	}
	r.Line = row.Line
	began, ok := androidTime(row.Cell(2), time.UnixMilli(id).UTC())
	if !ok {
		r.add(2, row.Cell(2), DateField, diary.BadDate)
		return r, true
	}
	r.bedtime(began)
	hours, err := strconv.ParseFloat(row.Cell(5), 64)
	if err != nil || math.IsNaN(hours) || math.IsInf(hours, 0) {
		r.add(5, row.Cell(5), "sleep_hours", diary.NotANumber)
		return r, true
	}
	// "-1.0" says that the record was typed in; any other number is minutes to take off.
	if adjust, err := strconv.Atoi(row.Cell(13)); err == nil && adjust < 0 {
		hours += float64(adjust) / 60
	}
	r.Night.SleepHours = diary.Some(quarter(hours))
	r.Night.Note = strings.ReplaceAll(row.Cell(7), ` \n `, "\n")
	return r, true
}

// androidTime reads "26. 11. 2020 20:00", the local time. Whether the day or the month stands first is told
// by the record's Id, the same moment by Greenwich time, at most 14 hours away.
func androidTime(text string, greenwich time.Time) (time.Time, bool) {
	for _, layout := range []string{"2. 1. 2006 15:04", "1. 2. 2006 15:04"} {
		t, err := time.Parse(layout, text)
		if err == nil && math.Abs(t.Sub(greenwich).Hours()) <= 15 {
			return t, true
		}
	}
	return time.Time{}, false
}

// sleepmeterRow reads a night of Sleepmeter. Its times have their distance from Greenwich, so what lies
// between them is true also when the clocks change.
func sleepmeterRow(row Row) (r RowResult, isNight bool) {
	if row.Cell(4) != "NIGHT_SLEEP" {
		return r, false
	}
	r.Line = row.Line
	var times [3]time.Time
	for i := range times {
		t, err := time.Parse("2006-01-02 15:04-0700", row.Cell(i))
		if err != nil {
			r.add(i, row.Cell(i), DateField, diary.BadDate)
			return r, true
		}
		times[i] = t
	}
	wake, sleep, bed := times[0], times[1], times[2]
	r.bedtime(bed)
	awake := 0
	for hole := range strings.SplitSeq(row.Cell(3), "|") {
		from, to, ok := strings.Cut(hole, "-")
		if ok {
			awake += max(atoi(to)-atoi(from), 0)
		}
	}
	asleep := wake.Sub(sleep).Minutes() - float64(awake)
	if asleep < 0 || sleep.Before(bed) {
		r.add(0, row.Cell(0), "sleep_hours", diary.Contradicts)
		return r, true
	}
	r.Night.SleepHours = diary.Some(quarter(asleep / 60))
	r.Night.MinutesToSleep = diary.Some(int(sleep.Sub(bed).Minutes()))
	if awake > 0 {
		r.Night.MinutesAwake = diary.Some(awake)
	}
	if quality, ok := readRating(row.Cell(9)); ok {
		r.Night.Satisfaction = diary.Some(quality)
	}
	r.Night.Note = row.Cell(10)
	return r, true
}

// pleesRow reads a record of Plees Tracker: two moments in milliseconds since 1970. The file tells no
// zone, so this computer's is taken.
func pleesRow(row Row) (r RowResult, isNight bool) {
	r.Line = row.Line
	start, startErr := strconv.ParseInt(row.Cell(1), 10, 64)
	stop, stopErr := strconv.ParseInt(row.Cell(2), 10, 64)
	if startErr != nil || stopErr != nil {
		r.add(1, row.Cell(1), DateField, diary.BadDate)
		return r, true
	}
	r.bedtime(time.UnixMilli(start))
	r.Night.SleepHours = diary.Some(quarter(float64(stop-start) / 3_600_000))
	return r, true
}

// bedtime sets the night and the time of going to bed.
func (r *RowResult) bedtime(t time.Time) {
	date := diary.NightAt(t)
	if y, _, _ := date.YMD(); y < diary.MinYear || y > diary.MaxYear {
		r.add(-1, "", DateField, diary.BadDate)
		return
	}
	r.Night.Date = date
	if c, err := diary.ClockFrom(t.Hour(), t.Minute()); err == nil {
		r.Night.TriedToSleep = diary.Some(c)
	}
}

// quarter rounds hours to the quarter hour in which the diary keeps them.
func quarter(hours float64) float64 { return math.Round(hours*4) / 4 }
