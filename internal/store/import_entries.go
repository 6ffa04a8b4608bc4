package store

import (
	"encoding/json"
	"fmt"

	"stillnight/internal/diary"
)

// addEntries brings in records that are the same where all their content is: those that are there
// already are skipped, whatever the mode.
func addEntries[T any](in *importer, rk recordKind[T], tab table, mine, theirs []T, setID func(*T, int64)) error {
	there := make(map[string]bool, len(mine))
	for _, v := range mine {
		content, err := contentOf(v, setID)
		if err != nil {
			return err
		}
		there[content] = true
	}
	used := make(map[int64]bool) // a diary from outside may give two records one id
	for _, v := range theirs {
		if err := in.asked.Err(); err != nil {
			return err
		}
		content, err := contentOf(v, setID)
		if err != nil {
			return err
		}
		if there[content] {
			in.result.Skipped[rk.kind]++
			continue
		}
		in.result.Added[rk.kind]++
		id, err := keyID(rk.key(v))
		if err != nil {
			return err
		}
		if in.mode != ReplaceAll || used[id] {
			id = 0
			setID(&v, 0)
		}
		used[id] = true
		if _, err := keepWithID(in.tx, tab, rk, v, id, setID); err != nil {
			return err
		}
	}
	return nil
}

// contentOf is the record without its id, as text.
func contentOf[T any](v T, setID func(*T, int64)) (string, error) {
	setID(&v, 0)
	text, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("comparing entries: %w", err)
	}
	return string(text), nil
}

func (in *importer) episodes(d diary.Diary) error {
	return addEntries(in, episodeKind, episodesTable, in.mine.Episodes, d.Episodes, func(v *diary.Episode, id int64) { v.ID = id })
}

func (in *importer) exposures(d diary.Diary) error {
	theirs := make([]diary.Exposure, 0, len(d.Exposures))
	for _, v := range d.Exposures {
		ours, ok := in.triggers[v.TriggerID]
		if !ok {
			return diary.FieldErrors{{Field: "trigger_id", Reason: diary.Unknown, Subject: v.Night.String()}}
		}
		v.TriggerID = ours
		theirs = append(theirs, v)
	}
	return addEntries(in, exposureKind, exposuresTable, in.mine.Exposures, theirs, func(v *diary.Exposure, id int64) { v.ID = id })
}

func (in *importer) labs(d diary.Diary) error {
	return addEntries(in, labKind, labsTable, in.mine.Labs, d.Labs, func(v *diary.LabResult, id int64) { v.ID = id })
}

func (in *importer) visits(d diary.Diary) error {
	return addEntries(in, visitKind, visitsTable, in.mine.Visits, d.Visits, func(v *diary.Visit, id int64) { v.ID = id })
}

func (in *importer) plans(d diary.Diary) error {
	theirs := make([]diary.PlannedComparison, 0, len(d.Plans))
	for _, v := range d.Plans {
		ours, ok := in.interventions[v.InterventionID]
		if !ok {
			return diary.FieldErrors{{Field: "intervention_id", Reason: diary.Unknown}}
		}
		v.InterventionID = ours
		theirs = append(theirs, v)
	}
	return addEntries(in, planKind, plansTable, in.mine.Plans, theirs, func(v *diary.PlannedComparison, id int64) { v.ID = id })
}
