package known

import (
	"database/sql/driver"
	"errors"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

func isDatabase(it source.Item) bool { return it.Kind == source.DatabaseKind }

const (
	connectSessions = "sleep_session_record_table"
	connectStages   = "sleep_stages_table"
)

// The kinds of stage by their numbers in Android's SleepSessionRecord: awake, sleeping, out of bed, light,
// deep, REM, awake in bed.
var connectKinds = map[int64]reading.StageKind{
	1: reading.StageAwake, 2: reading.StageAsleep, 3: reading.StageAwake, 4: reading.StageAsleep,
	5: reading.StageAsleep, 6: reading.StageAsleep, 7: reading.StageAwake,
}

// readHealthConnect reads the database that Health Connect exports. Moments are milliseconds since 1970
// with the distance from Greenwich in seconds beside them. A session is of lying in bed; only its stages
// say what was slept.
func readHealthConnect(j *Job) (err error) {
	db, err := j.Item.Database.Copy(j.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if !db.Has(connectSessions, "start_time", "end_time") {
		return &source.Fault{Key: "exchange.fault.other_database"}
	}
	stages := make(map[int64][]reading.Stage)
	if db.Has(connectStages, "parent_key", "stage_start_time", "stage_end_time", "stage_type") {
		err := db.Read(j.Ctx, connectStages, []string{"parent_key", "stage_start_time", "stage_end_time", "stage_type"}, func(row []driver.Value) error {
			parent, _ := row[0].(int64)
			from, to := milli(row[1]), milli(row[2])
			number, _ := row[3].(int64)
			if kind, known := connectKinds[number]; known && !from.IsZero() && !to.IsZero() {
				stages[parent] = append(stages[parent], reading.Stage{Kind: kind, Start: from, End: to})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	line := 0
	columns := []string{"row_id", "start_time", "start_zone_offset", "end_time", "end_zone_offset", "notes", "app_info_id"}
	return db.Read(j.Ctx, connectSessions, columns, func(row []driver.Value) error {
		line++
		j.Set.Rows++
		j.connectSession(line, row, stages)
		return nil
	})
}

func milli(v driver.Value) time.Time {
	if n, ok := v.(int64); ok && n > 0 {
		return time.UnixMilli(n).UTC()
	}
	return time.Time{}
}

func (j *Job) connectSession(line int, row []driver.Value, stages map[int64][]reading.Stage) {
	start, end := milli(row[1]), milli(row[3])
	if start.IsZero() || end.IsZero() {
		j.Set.Leave(line, reading.NoTime, "")
		return
	}
	place := func(t time.Time, offset driver.Value) time.Time {
		if seconds, ok := offset.(int64); ok && seconds > -16*3600 && seconds < 16*3600 {
			return t.In(time.FixedZone("", int(seconds)))
		}
		return j.Local(t)
	}
	s := reading.Session{Line: line, Start: place(start, row[2]), End: place(end, row[4])}
	s.Note, _ = row[5].(string)
	if id, ok := row[0].(int64); ok {
		s.Stages = stages[id]
	}
	s.Measure()
	if !s.Asleep.IsSet() && len(s.Stages) > 0 {
		// Only what is between is time awake after falling asleep.
		awake := 0.0
		for _, stage := range s.Stages {
			if stage.Start.After(start) && stage.End.Before(end) {
				awake += stage.End.Sub(stage.Start).Minutes()
			}
		}
		s.Awake = diary.Some(awake)
	}
	if !s.Asleep.IsSet() && len(s.Stages) == 0 {
		i := j.Set.Source("Sleep session", func(src *reading.Source) { src.Offer, src.Never = "sleep_hours", true })
		j.Set.Add(line, i, j.Set.NightAt(s.Start), end.Sub(start).String())
	}
	j.Set.Sessions = append(j.Set.Sessions, s)
}
