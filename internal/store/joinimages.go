package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"stillnight/internal/diary"
)

// joinReport counts what the other version brought.
type joinReport struct {
	// Added nights only it had; Filled gained answers that were open; Differing were answered otherwise, which
	// is told in the kept version alone. Others are further entries that it brought.
	Added, Filled, Differing, Others int
}

func (r joinReport) args() []string {
	return []string{
		"added", strconv.Itoa(r.Added), "filled", strconv.Itoa(r.Filled),
		"differing", strconv.Itoa(r.Differing), "others", strconv.Itoa(r.Others),
	}
}

// joinImages joins another diary into a database.
func joinImages(ctx context.Context, image []byte, theirs diary.Diary) (joined []byte, r joinReport, err error) {
	c, err := openMemory(image)
	if err != nil {
		return nil, r, err
	}
	side := &Store{conn: c}
	defer func() { err = errors.Join(err, side.conn.close()) }()
	_, err = side.transact(ctx, func(t *tx) error {
		mine, err := readAll(ctx, t.conn)
		if err != nil {
			return err
		}
		if r, err = joinInto(ctx, t, mine, theirs); err != nil {
			return err
		}
		if t.changes.count == 0 {
			return nil
		}
		return t.journal(label{"join", map[string]string{"count": strconv.Itoa(r.Added + r.Filled)}})
	})
	if err != nil {
		return nil, r, fmt.Errorf("joining two versions: %w", err)
	}
	joined, err = c.image()
	return joined, r, err
}

// joinInto brings another diary's records into ours. Where both answered, ours stays.
func joinInto(ctx context.Context, t *tx, mine, theirs diary.Diary) (r joinReport, err error) {
	theirs.Sort()
	in := newImporter(KeepMine)
	in.tx, in.mine = t, mine
	for _, n := range theirs.Nights {
		old, there := mine.Night(n.Date)
		if !there {
			continue // the importer adds it
		}
		filled := old
		filled.Fill(n)
		switch {
		case sameNight(old, n):
		case !sameNight(filled, n):
			r.Differing++
		}
		if !sameNight(filled, old) {
			r.Filled++
			if err := keep(t, nightKind, filled); err != nil {
				return r, err
			}
		}
	}
	if r.Others, err = joinInterventions(t, mine, theirs); err != nil {
		return r, err
	}
	if err := in.all(ctx, theirs); err != nil {
		return r, err
	}
	for kind, n := range in.result.Added {
		if kind == Nights {
			r.Added += n
		} else {
			r.Others += n
		}
	}
	return r, nil
}

// sameNight tells whether two records of a night say the same; when they were entered does not matter.
func sameNight(a, b diary.Night) bool {
	a.EnteredAt = b.EnteredAt
	x, errX := contentOf(a, func(*diary.Night, int64) {})
	y, errY := contentOf(b, func(*diary.Night, int64) {})
	return errX == nil && errY == nil && x == y
}

// joinInterventions adds to remedies that both have the doses and the intakes that only the other has, and counts those
// that gained something. What would not go together with ours stays in the kept version alone.
func joinInterventions(t *tx, mine, theirs diary.Diary) (gained int, err error) {
	for _, other := range theirs.Interventions {
		for _, iv := range mine.Interventions {
			if sameName(iv.Name) != sameName(other.Name) {
				continue
			}
			joined := joinIntervention(iv, other)
			if joined.Validate() != nil || len(joined.Phases) == len(iv.Phases) && len(joined.Intakes) == len(iv.Intakes) {
				continue
			}
			gained++
			if err := keepIntervention(t, &joined); err != nil {
				return gained, err
			}
		}
	}
	return gained, nil
}

func joinIntervention(mine, other diary.Intervention) diary.Intervention {
	joined := mine
	starts := make(map[diary.Date]bool)
	for _, p := range mine.Phases {
		starts[p.Start] = true
	}
	joined.Phases = append([]diary.Phase(nil), mine.Phases...)
	for _, p := range other.Phases {
		if !starts[p.Start] {
			p.ID = 0
			joined.Phases = append(joined.Phases, p)
		}
	}
	nights := make(map[diary.Date]bool)
	for _, in := range mine.Intakes {
		nights[in.Night] = true
	}
	joined.Intakes = append([]diary.Intake(nil), mine.Intakes...)
	for _, in := range other.Intakes {
		if !nights[in.Night] {
			joined.Intakes = append(joined.Intakes, in)
		}
	}
	sort := diary.Diary{Interventions: []diary.Intervention{joined}}
	sort.Sort()
	if joined = sort.Interventions[0]; joined.Validate() != nil {
		joined.Phases = mine.Phases
	}
	return joined
}
