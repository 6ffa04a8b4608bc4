package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// ImportMode says what happens to records that the diary has already. Nights are the same by date,
// remedies and triggers by name, other entries where all their content is the same.
type ImportMode int

// The modes.
const (
	// KeepMine adds what is new and leaves what is there.
	KeepMine ImportMode = iota
	// TakeTheirs adds what is new and replaces what is there.
	TakeTheirs
	// ReplaceAll empties the diary first; ids are kept as given.
	ReplaceAll
)

// ImportResult counts what an import did.
type ImportResult struct {
	// Added and Replaced count records by kind; Skipped those that were there already and stayed.
	Added, Replaced, Skipped map[Kind]int
	// Backup that was made before.
	Backup backup.Copy
}

// Import brings d into the diary, in one transaction and one undo step, after a backup. d is validated
// whole first; nothing is written where one record is not valid.
func (s *Store) Import(ctx context.Context, d diary.Diary, mode ImportMode) (ImportResult, error) {
	return s.importing(ctx, d, newImporter(mode))
}

// ImportOnce is Import of what nobody asks for afterwards, whether it succeeds or not: each night of d is let go when it
// is written, so that decades of notes do not lie in memory beside the undo step that holds them as well.
func (s *Store) ImportOnce(ctx context.Context, d diary.Diary, mode ImportMode) (ImportResult, error) {
	in := newImporter(mode)
	in.once = true
	return s.importing(ctx, d, in)
}

func (s *Store) importing(ctx context.Context, d diary.Diary, in importer) (ImportResult, error) {
	result, err := s.bringIn(ctx, d, in, backup.BeforeImport, label{"import", map[string]string{"count": strconv.Itoa(len(d.Nights))}})
	if err != nil {
		return result, fmt.Errorf("importing %d nights: %w", len(d.Nights), err)
	}
	return result, nil
}

func (s *Store) bringIn(ctx context.Context, d diary.Diary, in importer, reason backup.Reason, l label) (ImportResult, error) {
	d.Sort()
	if err := d.Validate(diary.Date{}); err != nil {
		return in.result, err
	}
	backup, err := s.safeguard(ctx, reason)
	if err != nil {
		return in.result, err
	}
	in.result.Backup = backup
	err = s.write(ctx, l, func(t *tx) error {
		mine, err := readAll(ctx, t.conn)
		if err != nil {
			return err
		}
		if in.mode == ReplaceAll {
			if err := dropAll(t, mine); err != nil {
				return err
			}
			mine = diary.Diary{}
		}
		in.tx, in.mine = t, mine
		return in.all(ctx, d)
	})
	return in.result, err
}

// safeguard makes the backup that precedes a large change.
func (s *Store) safeguard(ctx context.Context, reason backup.Reason) (backup.Copy, error) {
	s.mu.Lock()
	err := s.writable()
	s.mu.Unlock()
	if err != nil {
		return backup.Copy{}, err
	}
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	return s.backup(ctx, reason)
}

// dropAll removes every record, children first.
func dropAll(t *tx, d diary.Diary) error {
	for _, v := range d.Plans {
		if err := drop(t, planKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Exposures {
		if err := drop(t, exposureKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Triggers {
		if err := drop(t, triggerKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Interventions {
		if err := keepIntakes(t, v.ID, nil); err != nil {
			return err
		}
		if err := drop(t, interventionKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Episodes {
		if err := drop(t, episodeKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Labs {
		if err := drop(t, labKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	for _, v := range d.Visits {
		if err := drop(t, visitKind, idKey(v.ID)); err != nil {
			return err
		}
	}
	if err := drop(t, backgroundKind, backgroundKey); err != nil {
		return err
	}
	for _, v := range d.Nights {
		if err := drop(t, nightKind, v.Date.String()); err != nil {
			return err
		}
	}
	return nil
}

// importer brings one diary into another, translating ids on the way.
type importer struct {
	*tx
	asked  context.Context // of all
	mode   ImportMode
	once   bool // nights are let go when they are written
	mine   diary.Diary
	result ImportResult

	interventions, triggers map[int64]int64 // their id → ours
}

func newImporter(mode ImportMode) importer {
	return importer{mode: mode, result: ImportResult{
		Added: make(map[Kind]int), Replaced: make(map[Kind]int), Skipped: make(map[Kind]int),
	}}
}

// all brings in every record, unless nobody waits for it any more.
func (in *importer) all(asked context.Context, d diary.Diary) error {
	in.asked = asked
	in.interventions, in.triggers = make(map[int64]int64), make(map[int64]int64)
	for _, step := range []func(diary.Diary) error{
		in.nights, in.addInterventions, in.addTriggers, in.episodes, in.exposures, in.labs, in.visits, in.plans, in.background,
	} {
		if err := step(d); err != nil {
			return err
		}
	}
	return nil
}

// settles decides for a record that is there already whether it is written, and counts it.
func (in *importer) settles(kind Kind, there bool) (write bool) {
	switch {
	case !there:
		in.result.Added[kind]++
		return true
	case in.mode == TakeTheirs:
		in.result.Replaced[kind]++
		return true
	}
	in.result.Skipped[kind]++
	return false
}

func (in *importer) nights(d diary.Diary) error {
	for i, n := range d.Nights {
		if err := in.asked.Err(); err != nil {
			return err
		}
		if in.once {
			d.Nights[i] = diary.Night{}
		}
		_, there := in.mine.Night(n.Date)
		if !in.settles(Nights, there) {
			continue
		}
		n.EnteredAt = n.EnteredAt.Round(0)
		if err := keep(in.tx, nightKind, n); err != nil {
			return err
		}
	}
	return nil
}

func (in *importer) addInterventions(d diary.Diary) error {
	ours := make(map[string]int64)
	for _, iv := range in.mine.Interventions {
		ours[sameName(iv.Name)] = iv.ID
	}
	for _, iv := range d.Interventions {
		theirs := iv.ID
		id, there := ours[sameName(iv.Name)]
		if !in.settles(Interventions, there) {
			in.interventions[theirs] = id
			continue
		}
		if _, taken := in.interventions[theirs]; in.mode != ReplaceAll || taken {
			iv.ID = id // 0 for a new one
			iv.Phases = append([]diary.Phase(nil), iv.Phases...)
			for i := range iv.Phases {
				iv.Phases[i].ID = 0
			}
		}
		if err := keepIntervention(in.tx, &iv); err != nil {
			return err
		}
		in.interventions[theirs] = iv.ID
	}
	return nil
}

func (in *importer) addTriggers(d diary.Diary) error {
	ours := make(map[string]int64)
	for _, v := range in.mine.Triggers {
		ours[sameName(v.Name)] = v.ID
	}
	for _, v := range d.Triggers {
		theirs := v.ID
		id, there := ours[sameName(v.Name)]
		if !in.settles(Triggers, there) {
			in.triggers[theirs] = id
			continue
		}
		if _, taken := in.triggers[theirs]; in.mode != ReplaceAll || taken {
			v.ID = id
		}
		kept, err := keepWithID(in.tx, triggersTable, triggerKind, v, v.ID, func(v *diary.Trigger, id int64) { v.ID = id })
		if err != nil {
			return err
		}
		in.triggers[theirs] = kept
	}
	return nil
}

func sameName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
