package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// SalvageReport tells what could be saved from a damaged diary and what is gone.
type SalvageReport struct {
	// Kept counts the records now in the new diary.
	Kept map[Kind]int
	// NightsBefore is how many nights the diary had; None where that could not be read any more.
	NightsBefore diary.Optional[int]
	// LostNights are dates known to be lost: their row is there but not as it was written, or the newest
	// good backup has them.
	LostNights []diary.Date
	// BrokenRows were found but not as they were written; InvalidRecords were true rows that belong to
	// something lost, or do not make a valid record.
	BrokenRows, InvalidRecords int
	// Unproved says that the rows found are not, by number and seals, those that the diary's ledger knows; or
	// that the ledger is lost. Surplus counts true rows that were left out, since they seem to come from another
	// diary or an older version of this one.
	Unproved bool
	Surplus  int
	// Uncertain counts entries found twice with different content, one of them out of date.
	Uncertain int
	// Backup is the newest good backup, to compare with or to take instead; its Path is empty for none.
	Backup backup.Copy
}

// Complete tells whether it is proved that nothing was lost and nothing came to it.
func (r SalvageReport) Complete() bool {
	n, known := r.NightsBefore.Get()
	return !r.Unproved && r.Surplus == 0 && known && n == r.Kept[Nights] && len(r.LostNights) == 0 && r.BrokenRows == 0 && r.InvalidRecords == 0 && r.Uncertain == 0
}

// Salvage reads what can be read from a damaged diary, row by row, and writes it to a new diary at
// newPath, which must not exist. Only rows that have a true seal are taken. The damaged file is not
// touched, and read where it lies: it may be much larger than a diary. The steps that could be undone are not salvaged.
// The new diary is locked where the damaged one was. Options as for Open. A locked file that has lost its key is
// ErrKeyLost. After an error there is nothing at newPath.
func Salvage(ctx context.Context, damagedPath, newPath string, o Options) (report SalvageReport, err error) {
	fail := func(err error) (SalvageReport, error) {
		return report, fmt.Errorf("salvaging %s: %w", damagedPath, classify(damagedPath, err))
	}
	if _, err := os.Lstat(newPath); !errors.Is(err, fs.ErrNotExist) {
		return fail(errors.Join(fs.ErrExist, err))
	}
	d, settings, vault, err := report.gather(ctx, damagedPath, o)
	if err != nil {
		return fail(err)
	}
	s, err := Open(ctx, newPath, Options{Now: o.Now})
	if err != nil {
		return fail(err)
	}
	if vault != nil {
		_, err = s.relockDiary(vault)
	}
	if err == nil {
		err = s.fill(ctx, d, settings)
	}
	if err = errors.Join(err, s.release()); err != nil {
		return fail(errors.Join(err, durable.Remove(newPath)))
	}
	return report, nil
}

// gather finds what there is, and what is gone.
func (r *SalvageReport) gather(ctx context.Context, path string, o Options) (d diary.Diary, settings map[string]string, key *envelope.Key, err error) {
	left, err := openRemains(path, o.Passphrase)
	if err != nil {
		return d, nil, nil, err
	}
	defer func() { err = errors.Join(err, left.close()) }()
	found, err := scavenge(ctx, left, left.size, left.id)
	if err != nil {
		return d, nil, nil, err
	}
	if err := found.read(ctx, append(dataTables(), settingsTable)); err != nil {
		return d, nil, nil, err
	}
	d, settings, invalid := found.assemble()
	found.rows, found.kept = nil, nil
	if settings[keyOwnID] == "" {
		settings[keyOwnID] = found.idAmong(ctx, path, o, left.id)
	}
	r.Kept = countKinds(d)
	r.InvalidRecords, r.BrokenRows, r.Uncertain = invalid, found.brokenRows, found.conflicts
	if n, known := found.ledger[nightsTable.name]; known {
		r.NightsBefore = diary.Some(int(n.rows))
	}
	r.Unproved, r.Surplus = len(found.unproved) > 0, found.surplus
	r.LostNights = lostNights(ctx, path, o, d, found, r)
	return d, settings, left.vault, ctx.Err()
}

// fill puts a diary and its settings into an empty store.
func (s *Store) fill(ctx context.Context, d diary.Diary, settings map[string]string) error {
	in := newImporter(ReplaceAll)
	id := settings[keyOwnID]
	if id != "" {
		s.id = id // its backups are this diary's too
	}
	return s.write(ctx, label{}, func(t *tx) error {
		in.tx = t
		if id != "" {
			if err := reseal(ctx, t.conn, id); err != nil {
				return err
			}
		}
		for key, value := range settings {
			if key == keyOwnID {
				continue
			}
			if err := t.putSetting(key, value); err != nil {
				return err
			}
		}
		return in.all(ctx, d)
	})
}

// idAmong finds the id of a diary that has lost it: that of its envelope, or of a backup, whose salt it is. "" where
// nothing tells.
func (s *scavenged) idAmong(ctx context.Context, path string, o Options, envelopeID string) string {
	if s.salt == 0 {
		return envelopeID
	}
	ids := []string{envelopeID}
	list, _ := everyBackup(RealPath(path), o.Backups, "") // a folder that is not there tells nothing
	for _, b := range list {
		ids = append(ids, idOf(ctx, b.Path))
	}
	for _, id := range ids {
		if id != "" && saltOf(id) == s.salt {
			return id
		}
	}
	return ""
}

// lostNights are the broken nights and those that only the newest good backup has.
func lostNights(ctx context.Context, path string, o Options, d diary.Diary, found *scavenged, report *SalvageReport) []diary.Date {
	var lost []diary.Date
	for text := range found.brokenNights {
		if date, err := diary.ParseDate(text); err == nil {
			lost = append(lost, date)
		}
	}
	// A backup that cannot be read either is no reason to salvage less.
	if b, old, _, ok, _ := newestGood(ctx, path, o); ok {
		report.Backup = b
		for _, n := range old.Nights {
			if _, there := d.Night(n.Date); !there {
				lost = append(lost, n.Date)
			}
		}
	}
	slices.SortFunc(lost, diary.Date.Compare)
	return slices.Compact(lost)
}

func countKinds(d diary.Diary) map[Kind]int {
	return map[Kind]int{
		Nights: len(d.Nights), Episodes: len(d.Episodes), Interventions: len(d.Interventions), Triggers: len(d.Triggers),
		Exposures: len(d.Exposures), Labs: len(d.Labs), Visits: len(d.Visits), Plans: len(d.Plans),
	}
}

// rowKey tells rows of one table apart.
func rowKey(tab table, row []driver.Value) string {
	switch tab.name {
	case attemptsTable.name, planStartsTable.name, effectsTable.name, prescribedTable.name, blindTable.name:
		return fmt.Sprint(row[0], "/", row[1])
	case intakesTable.name:
		return fmt.Sprint(row[0], "/", row[1], "/", row[2])
	}
	return fmt.Sprint(row[0])
}

// sorted returns the rows of a table in the order of their keys.
func (s *scavenged) sorted(tab table) [][]driver.Value {
	var rows [][]driver.Value
	for _, row := range s.rows[tab.name] {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b []driver.Value) int {
		for i := range min(3, len(a)) {
			if c := compareValues(a[i], b[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	return rows
}

func compareValues(a, b driver.Value) int {
	if x, ok := a.(int64); ok {
		y, _ := b.(int64)
		return cmp.Compare(x, y)
	}
	x, _ := a.(string)
	y, _ := b.(string)
	return strings.Compare(x, y)
}

// assemble makes records of the rows; invalid counts rows that make none.
func (s *scavenged) assemble() (d diary.Diary, settings map[string]string, invalid int) {
	each := func(tab table, f func(*reader) bool) {
		for _, row := range s.sorted(tab) {
			if r := (reader{values: row}); !f(&r) || r.err != nil {
				invalid++
			}
		}
	}
	each(nightsTable, func(r *reader) bool { return admit(r, &d.Nights, readNight(r), diary.Night.Validate) })
	each(episodesTable, func(r *reader) bool { return admit(r, &d.Episodes, readEpisode(r), always(diary.Episode.Validate)) })
	each(attemptsTable, func(r *reader) bool {
		id, a := readAttempt(r)
		i := slices.IndexFunc(d.Episodes, func(e diary.Episode) bool { return e.ID == id })
		if i >= 0 {
			d.Episodes[i].Tried = append(d.Episodes[i].Tried, a)
		}
		return i >= 0
	})
	each(interventionsTable, func(r *reader) bool {
		return admit(r, &d.Interventions, readIntervention(r), always(diary.Intervention.Validate))
	})
	owner := func(id int64) *diary.Intervention {
		i := slices.IndexFunc(d.Interventions, func(iv diary.Intervention) bool { return iv.ID == id })
		if i < 0 {
			return nil
		}
		return &d.Interventions[i]
	}
	for _, p := range append(slices.Clone(recordParts), intakesPart) {
		each(p.table, func(r *reader) bool { return p.add(r, owner) })
	}
	each(backgroundTable, func(r *reader) bool {
		b, err := readBackground(r)
		if err != nil || b.Validate() != nil {
			return false
		}
		d.Background = b
		return true
	})
	each(triggersTable, func(r *reader) bool { return admit(r, &d.Triggers, readTrigger(r), always(diary.Trigger.Validate)) })
	each(exposuresTable, func(r *reader) bool {
		v := readExposure(r)
		known := slices.ContainsFunc(d.Triggers, func(t diary.Trigger) bool { return t.ID == v.TriggerID })
		return known && admit(r, &d.Exposures, v, always(diary.Exposure.Validate))
	})
	each(labsTable, func(r *reader) bool { return admit(r, &d.Labs, readLab(r), always(diary.LabResult.Validate)) })
	each(visitsTable, func(r *reader) bool { return admit(r, &d.Visits, readVisit(r), always(diary.Visit.Validate)) })
	invalid += s.assemblePlans(&d, owner)
	settings = make(map[string]string)
	each(settingsTable, func(r *reader) bool { settings[r.text()] = r.text(); return true })
	addSeen(d.Interventions, settings)
	d.Sort()
	return d, settings, invalid
}

func (s *scavenged) assemblePlans(d *diary.Diary, owner func(int64) *diary.Intervention) (invalid int) {
	starts := make(map[int64][]diary.DrawnStart)
	for _, row := range s.sorted(planStartsTable) {
		id, start := readStart(&reader{values: row})
		starts[id] = append(starts[id], start)
	}
	for _, row := range s.sorted(plansTable) {
		r := reader{values: row}
		p := readPlan(&r)
		p.Starts = starts[p.ID]
		if owner(p.InterventionID) == nil || !admit(&r, &d.Plans, p, always(diary.PlannedComparison.Validate)) {
			invalid++
		}
	}
	return invalid
}

// always fits validations that need no latest night.
func always[T any](validate func(T) error) func(T, diary.Date) error {
	return func(v T, _ diary.Date) error { return validate(v) }
}

// admit adds v to the list where it was read whole and is valid.
func admit[T any](r *reader, list *[]T, v T, validate func(T, diary.Date) error) bool {
	if r.err != nil || validate(v, diary.Date{}) != nil {
		return false
	}
	*list = append(*list, v)
	return true
}
