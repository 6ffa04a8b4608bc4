package store

import (
	"context"
	"fmt"

	"stillnight/internal/diary"
)

var (
	selectPlans        = plansTable.selecting("ORDER BY begun, id")
	selectPlan         = plansTable.selecting("WHERE id = ?")
	selectPlansFor     = plansTable.selecting("WHERE intervention_id = ? ORDER BY id")
	selectAllStarts    = planStartsTable.selecting("ORDER BY plan_id, position")
	selectStartsOfPlan = planStartsTable.selecting("WHERE plan_id = ? ORDER BY position")
)

var planKind = recordKind[diary.PlannedComparison]{
	kind:  Plans,
	key:   func(v diary.PlannedComparison) string { return idKey(v.ID) },
	load:  loadPlan,
	write: writePlan,
	erase: func(t *tx, key string) error {
		id, err := keyID(key)
		if err != nil {
			return err
		}
		if err := t.remove(planStartsTable, "plan_id = ?", id); err != nil {
			return err
		}
		return t.remove(plansTable, "id = ?", id)
	},
	touch: func(t *tx, _ diary.PlannedComparison) { t.touch(Plans, diary.Date{}) },
}

func readPlan(r *reader) diary.PlannedComparison {
	return diary.PlannedComparison{
		ID: r.int(), InterventionID: r.int(), Begun: r.date(), BaselineDays: int(r.int()), RunInDays: int(r.int()),
		OnDays: int(r.int()), OffDays: int(r.int()), Seed: r.int(), Abandoned: r.optDate(),
	}
}

func readStart(r *reader) (plan int64, s diary.DrawnStart) {
	plan = r.int()
	r.int() // position: the rows come in its order
	return plan, diary.DrawnStart{Earliest: r.date(), Latest: r.date(), Drawn: r.date()}
}

func loadPlan(ctx context.Context, c *conn, key string) (diary.PlannedComparison, bool, error) {
	p, found, err := loadByID(plansTable, selectPlan, readPlan)(ctx, c, key)
	if err != nil || !found {
		return p, false, err
	}
	err = planStartsTable.rows(ctx, c, selectStartsOfPlan, args(p.ID), func(r *reader) error {
		_, s := readStart(r)
		p.Starts = append(p.Starts, s)
		return nil
	})
	return p, true, err
}

func writePlan(t *tx, p diary.PlannedComparison) error {
	var w writer
	w.int(p.ID)
	w.int(p.InterventionID)
	w.date(p.Begun)
	w.int(int64(p.BaselineDays))
	w.int(int64(p.RunInDays))
	w.int(int64(p.OnDays))
	w.int(int64(p.OffDays))
	w.int(p.Seed)
	w.optDate(p.Abandoned)
	if err := t.put(plansTable, w.values); err != nil {
		return err
	}
	for i, s := range p.Starts {
		var w writer
		w.int(p.ID)
		w.int(int64(i))
		w.date(s.Earliest)
		w.date(s.Latest)
		w.date(s.Drawn)
		if err := t.put(planStartsTable, w.values); err != nil {
			return err
		}
	}
	return nil
}

func readPlans(ctx context.Context, c *conn) ([]diary.PlannedComparison, error) {
	list, err := readList(ctx, c, plansTable, selectPlans, readPlan)
	if err != nil || len(list) == 0 {
		return list, err
	}
	place := make(map[int64]int, len(list))
	for i, p := range list {
		place[p.ID] = i
	}
	err = planStartsTable.rows(ctx, c, selectAllStarts, nil, func(r *reader) error {
		id, s := readStart(r)
		i, ok := place[id]
		if !ok {
			return orphan(planStartsTable)
		}
		list[i].Starts = append(list[i].Starts, s)
		return nil
	})
	return list, err
}

// Plans returns every planned comparison in order of its first night.
func (s *Store) Plans(ctx context.Context) ([]diary.PlannedComparison, error) {
	return read(s, func(c *conn) ([]diary.PlannedComparison, error) { return readPlans(ctx, c) })
}

// PlanIntervention adds a plan of an intervention, and the intervention itself where it has no ID yet, in
// one undo step: both are kept or neither. It sets the IDs of both.
func (s *Store) PlanIntervention(ctx context.Context, iv *diary.Intervention, p *diary.PlannedComparison) error {
	planned, plan := *iv, *p
	err := s.write(ctx, label{name: "plan"}, func(t *tx) error {
		if planned.ID == 0 {
			if err := planned.Validate(); err != nil {
				return err
			}
			if err := keepIntervention(t, &planned); err != nil {
				return err
			}
		}
		plan.InterventionID = planned.ID
		if err := plan.Validate(); err != nil {
			return err
		}
		id, err := keepWithID(t, plansTable, planKind, plan, plan.ID, func(p *diary.PlannedComparison, id int64) { p.ID = id })
		plan.ID = id
		return err
	})
	if err != nil {
		return fmt.Errorf("planning: %w", err)
	}
	*iv, *p = planned, plan
	return nil
}

// SavePlan adds p and sets its ID, or replaces the plan that has its ID. An intervention that the diary
// does not have is a diary.FieldErrors.
func (s *Store) SavePlan(ctx context.Context, p *diary.PlannedComparison) error {
	if err := p.Validate(); err != nil {
		return fmt.Errorf("saving plan: %w", err)
	}
	id := p.ID
	err := s.write(ctx, label{name: "plan"}, func(t *tx) error {
		_, found, err := interventionKind.load(ctx, t.conn, idKey(p.InterventionID))
		if err != nil {
			return err
		}
		if !found {
			return diary.FieldErrors{{Field: "intervention_id", Reason: diary.Unknown}}
		}
		id, err = keepWithID(t, plansTable, planKind, *p, p.ID, func(p *diary.PlannedComparison, id int64) { p.ID = id })
		return err
	})
	if err != nil {
		return fmt.Errorf("saving plan: %w", err)
	}
	p.ID = id
	return nil
}

// DeletePlan removes one planned comparison.
func (s *Store) DeletePlan(ctx context.Context, id int64) error {
	err := s.write(ctx, label{name: "plan_delete"}, func(t *tx) error { return drop(t, planKind, idKey(id)) })
	if err != nil {
		return fmt.Errorf("deleting plan: %w", err)
	}
	return nil
}
