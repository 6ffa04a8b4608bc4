package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"stillnight/internal/diary"
)

// joinReport counts what the other version brought.
type joinReport struct {
	// Added nights only it had; Filled gained answers that were open; Differing were answered otherwise, which
	// is told in the kept version alone. Others are further entries that it brought.
	Added, Filled, Differing, Others int
	// Left are remedies of which the other version says something that does not go together with ours.
	Left int
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
	if r.Others, r.Left, err = joinInterventions(t, mine, theirs); err != nil {
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
// that gained something. What would not go together with ours stays in the kept version alone: left counts its remedies.
func joinInterventions(t *tx, mine, theirs diary.Diary) (gained, left int, err error) {
	for _, other := range theirs.Interventions {
		for _, iv := range mine.Interventions {
			if sameName(iv.Name) != sameName(other.Name) {
				continue
			}
			joined := joinIntervention(iv, other)
			if joined.Validate() != nil {
				joined = iv
			}
			says, err := saysAll(joined, other)
			if err != nil {
				return gained, left, err
			}
			if !says {
				left++
			}
			if len(joined.Phases) == len(iv.Phases) && len(joined.Intakes) == len(iv.Intakes) {
				continue
			}
			gained++
			if err := keepIntervention(t, &joined); err != nil {
				return gained, left, err
			}
		}
	}
	return gained, left, nil
}

// saysAll tells whether a record of a remedy holds all that another one of it says. Numbers by which a diary knows its
// entries do not matter, nor what the other one leaves open.
func saysAll(mine, other diary.Intervention) (bool, error) {
	a, errA := fieldsOf(mine)
	b, errB := fieldsOf(other)
	for name, said := range b {
		list, isList := said.([]any)
		here, _ := a[name].([]any)
		if !isList {
			list, here = []any{said}, []any{a[name]}
		}
		for _, one := range list {
			if !slices.ContainsFunc(here, func(x any) bool { return reflect.DeepEqual(x, one) }) {
				return false, errors.Join(errA, errB)
			}
		}
	}
	return true, errors.Join(errA, errB)
}

// fieldsOf are the fields of a remedy that say something, with no numbers of entries in them.
func fieldsOf(iv diary.Intervention) (fields map[string]any, err error) {
	iv.ID, iv.Name = 0, "" // the same name may be written in another way
	iv.Phases = slices.Clone(iv.Phases)
	for i := range iv.Phases {
		iv.Phases[i].ID = 0
	}
	text, err := json.Marshal(iv)
	if err == nil {
		err = json.Unmarshal(text, &fields)
	}
	if err != nil {
		return nil, fmt.Errorf("comparing remedies: %w", err)
	}
	delete(fields, "name")
	return fields, nil
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
