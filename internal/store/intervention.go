package store

import (
	"context"
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

var (
	selectInterventions = interventionsTable.selecting("ORDER BY id")
	selectIntervention  = interventionsTable.selecting("WHERE id = ?")
)

const selectPhaseOwner = "SELECT intervention_id FROM phases WHERE id = ?"

// interventionKind keeps an intervention with its phases. Its intakes have a recordKind of their own, by
// night: a tick on one night must not write years of doses again.
var interventionKind = recordKind[diary.Intervention]{
	kind:  Interventions,
	key:   func(v diary.Intervention) string { return idKey(v.ID) },
	load:  loadIntervention,
	write: writeIntervention,
	erase: func(t *tx, key string) error {
		id, err := keyID(key)
		if err != nil {
			return err
		}
		if err := noteSeenOf(t, id); err != nil {
			return err
		}
		for _, p := range recordParts {
			if err := t.remove(p.table, "intervention_id = ?", id); err != nil {
				return err
			}
		}
		return t.remove(interventionsTable, "id = ?", id)
	},
	touch: func(t *tx, _ diary.Intervention) { t.touch(Interventions, diary.Date{}) },
}

func readIntervention(r *reader) diary.Intervention {
	return diary.Intervention{
		ID: r.int(), Name: r.text(), Kind: diary.Kind(r.text()), CatalogueID: r.text(), Note: r.text(),
		CarryOverDays: r.optInt(), JudgeAfterDays: r.optInt(),
	}
}

func readPhase(r *reader) (intervention int64, p diary.Phase) {
	p.ID, intervention, p.Start, p.End = r.int(), r.int(), r.date(), r.optDate()
	p.Dose, p.Unit, p.Times = r.optFloat(), r.text(), r.clocks()
	p.Schedule = diary.Schedule{TimesPerWeek: int(r.int()), Weeks: int(r.int()), AsNeeded: r.bool()}
	p.RunInDays, p.Paused, p.StopReason, p.Overall = r.optInt(), r.bool(), r.text(), r.optInt()
	p.StartIs = diary.StartPrecision(r.optText())
	return intervention, p
}

func loadIntervention(ctx context.Context, c *conn, key string) (diary.Intervention, bool, error) {
	iv, found, err := loadByID(interventionsTable, selectIntervention, readIntervention)(ctx, c, key)
	if err != nil || !found {
		return iv, false, err
	}
	for _, p := range recordParts {
		if err := p.load(ctx, c, &iv); err != nil {
			return iv, true, err
		}
	}
	return iv, true, readSeen(ctx, c, []diary.Intervention{iv})
}

func writeIntervention(t *tx, iv diary.Intervention) error {
	var w writer
	w.int(iv.ID)
	w.text(iv.Name)
	w.text(string(iv.Kind))
	w.text(iv.CatalogueID)
	w.text(iv.Note)
	w.optInt(iv.CarryOverDays)
	w.optInt(iv.JudgeAfterDays)
	if err := t.put(interventionsTable, w.values); err != nil {
		return err
	}
	for _, p := range iv.Phases {
		if err := writePhase(t, iv.ID, p); err != nil {
			return err
		}
	}
	if err := writeEffects(t, iv); err != nil {
		return err
	}
	return writePrescribedAndBlind(t, iv)
}

func writePhase(t *tx, intervention int64, p diary.Phase) error {
	var w writer
	w.int(p.ID)
	w.int(intervention)
	w.date(p.Start)
	w.optDate(p.End)
	w.optFloat(p.Dose)
	w.text(p.Unit)
	w.clocks(p.Times)
	w.int(int64(p.Schedule.TimesPerWeek))
	w.int(int64(p.Schedule.Weeks))
	w.bool(p.Schedule.AsNeeded)
	w.optInt(p.RunInDays)
	w.bool(p.Paused)
	w.text(p.StopReason)
	w.optInt(p.Overall)
	w.optText(string(p.StartIs))
	return t.put(phasesTable, w.values)
}

// readInterventions returns all interventions with their phases and intakes.
func readInterventions(ctx context.Context, c *conn) ([]diary.Intervention, error) {
	list, err := readList(ctx, c, interventionsTable, selectInterventions, readIntervention)
	if err != nil {
		return nil, err
	}
	place := make(map[int64]int, len(list))
	for i, iv := range list {
		place[iv.ID] = i
	}
	find := func(id int64) *diary.Intervention {
		if i, ok := place[id]; ok {
			return &list[i]
		}
		return nil
	}
	for _, p := range append(slices.Clone(recordParts), intakesPart) {
		if err := p.loadAll(ctx, c, find); err != nil {
			return nil, err
		}
	}
	return list, readSeen(ctx, c, list)
}

// assignPhaseIDs gives an id to each phase that has none, or whose id another phase has: a phase copied
// to make the next dose brings its id along.
func assignPhaseIDs(t *tx, iv *diary.Intervention) error {
	next, err := t.newID(phasesTable)
	if err != nil {
		return err
	}
	seen := make(map[int64]bool)
	for i := range iv.Phases {
		p := &iv.Phases[i]
		owner, err := t.number(selectPhaseOwner, p.ID)
		if err != nil {
			return err
		}
		if p.ID <= 0 || seen[p.ID] || (owner != 0 && owner != iv.ID) {
			p.ID = next
		}
		next = max(next, p.ID+1)
		seen[p.ID] = true
	}
	return nil
}

// keepIntervention keeps iv, phases and intakes, under its id or a new one.
func keepIntervention(t *tx, iv *diary.Intervention) error {
	if iv.ID == 0 {
		id, err := t.newID(interventionsTable)
		if err != nil {
			return err
		}
		iv.ID = id
	}
	if err := assignPhaseIDs(t, iv); err != nil {
		return err
	}
	bare := *iv
	bare.Intakes = nil
	if err := keep(t, interventionKind, bare); err != nil {
		return err
	}
	return keepIntakes(t, iv.ID, iv.Intakes)
}

// Interventions returns every intervention, whole, in the order they were added.
func (s *Store) Interventions(ctx context.Context) ([]diary.Intervention, error) {
	return read(s, func(c *conn) ([]diary.Intervention, error) { return readInterventions(ctx, c) })
}

// Intervention returns one intervention, whole; false where the diary has none with this id.
func (s *Store) Intervention(ctx context.Context, id int64) (iv diary.Intervention, found bool, err error) {
	iv, err = read(s, func(c *conn) (diary.Intervention, error) {
		v, ok, err := loadIntervention(ctx, c, idKey(id))
		if err != nil || !ok {
			return v, err
		}
		found = true
		v.Intakes, err = readIntakesOf(ctx, c, id)
		return v, err
	})
	return iv, found, err
}

// SaveIntervention adds iv and sets its ID and those of its phases, or replaces the intervention that
// has its ID. Phases and intakes are put in order of date.
func (s *Store) SaveIntervention(ctx context.Context, iv *diary.Intervention) error {
	v := *iv
	v.Phases, v.Intakes, v.SideEffects = slices.Clone(iv.Phases), slices.Clone(iv.Intakes), slices.Clone(iv.SideEffects)
	v.Prescribed, v.Blind = slices.Clone(iv.Prescribed), slices.Clone(iv.Blind)
	v.SortPhases()
	if err := v.Validate(); err != nil {
		return fmt.Errorf("saving intervention: %w", err)
	}
	l := label{"intervention", map[string]string{"name": v.Name}}
	if err := s.write(ctx, l, func(t *tx) error { return keepIntervention(t, &v) }); err != nil {
		return fmt.Errorf("saving intervention: %w", err)
	}
	*iv = v
	return nil
}

// ChangeIntervention replaces an intervention by what change makes of it as it stands in the diary at that
// moment, so that a form that was open for long does not take back what was noted meanwhile. An error of
// change comes back, and nothing is written; an intervention that is gone is a diary.FieldErrors.
func (s *Store) ChangeIntervention(ctx context.Context, id int64, change func(diary.Intervention) (diary.Intervention, error)) error {
	l := label{"intervention", map[string]string{}}
	err := s.write(ctx, l, func(t *tx) error {
		iv, found, err := loadIntervention(ctx, t.conn, idKey(id))
		if err != nil {
			return err
		}
		if !found {
			return diary.FieldErrors{{Field: "intervention_id", Reason: diary.Unknown}}
		}
		if iv.Intakes, err = readIntakesOf(ctx, t.conn, id); err != nil {
			return err
		}
		if iv, err = change(iv); err != nil {
			return err
		}
		iv.ID = id
		iv.SortPhases()
		if err := iv.Validate(); err != nil {
			return err
		}
		l.args["name"] = iv.Name
		return keepIntervention(t, &iv)
	})
	if err != nil {
		return fmt.Errorf("changing intervention: %w", err)
	}
	return nil
}

// DeleteIntervention removes an intervention with its phases, intakes and planned comparisons, in one
// undo step.
func (s *Store) DeleteIntervention(ctx context.Context, id int64) error {
	l := label{name: "intervention_delete", args: map[string]string{}}
	err := s.write(ctx, l, func(t *tx) error {
		iv, found, err := loadIntervention(ctx, t.conn, idKey(id))
		if err != nil || !found {
			return err
		}
		l.args["name"] = iv.Name
		plans, err := readList(ctx, t.conn, plansTable, selectPlansFor, readPlan, id)
		if err != nil {
			return err
		}
		for _, p := range plans {
			if err := drop(t, planKind, idKey(p.ID)); err != nil {
				return err
			}
		}
		if err := keepIntakes(t, id, nil); err != nil {
			return err
		}
		return drop(t, interventionKind, idKey(id))
	})
	if err != nil {
		return fmt.Errorf("deleting intervention: %w", err)
	}
	return nil
}
