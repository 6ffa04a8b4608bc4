package store

import (
	"context"

	"stillnight/internal/diary"
)

var (
	selectAllPrescribed = prescribedTable.selecting("ORDER BY intervention_id, position")
	selectPrescribed    = prescribedTable.selecting("WHERE intervention_id = ? ORDER BY position")
	selectAllBlind      = blindTable.selecting("ORDER BY intervention_id, position")
	selectBlind         = blindTable.selecting("WHERE intervention_id = ? ORDER BY position")
)

func readPrescribed(r *reader) (intervention int64, p diary.PrescribedStep) {
	intervention = r.int()
	r.int() // position: the rows come in its order
	p.Date = r.date()
	p.Dose, p.Unit = r.optFloat().Or(0), r.text()
	return intervention, p
}

func readBlind(r *reader) (intervention int64, b diary.BlindTrial) {
	intervention = r.int()
	r.int() // position
	b.Begun, b.Boxes, b.Days, b.RunInDays, b.Seed = r.date(), int(r.int()), int(r.int()), int(r.int()), r.int()
	b.Opened, b.Abandoned = r.optDate(), r.optDate()
	return intervention, b
}

// loadPrescribedAndBlind adds the prescribed steps and blinded trials of an intervention.
func loadPrescribedAndBlind(ctx context.Context, c *conn, iv *diary.Intervention) error {
	err := prescribedTable.rows(ctx, c, selectPrescribed, args(iv.ID), func(r *reader) error {
		_, p := readPrescribed(r)
		iv.Prescribed = append(iv.Prescribed, p)
		return nil
	})
	if err != nil {
		return err
	}
	return blindTable.rows(ctx, c, selectBlind, args(iv.ID), func(r *reader) error {
		_, b := readBlind(r)
		iv.Blind = append(iv.Blind, b)
		return nil
	})
}

// readPrescribedAndBlind adds those of all interventions; place is where each stands in the list.
func readPrescribedAndBlind(ctx context.Context, c *conn, list []diary.Intervention, place map[int64]int) error {
	err := prescribedTable.rows(ctx, c, selectAllPrescribed, nil, func(r *reader) error {
		id, p := readPrescribed(r)
		i, ok := place[id]
		if !ok {
			return orphan(prescribedTable)
		}
		list[i].Prescribed = append(list[i].Prescribed, p)
		return nil
	})
	if err != nil {
		return err
	}
	return blindTable.rows(ctx, c, selectAllBlind, nil, func(r *reader) error {
		id, b := readBlind(r)
		i, ok := place[id]
		if !ok {
			return orphan(blindTable)
		}
		list[i].Blind = append(list[i].Blind, b)
		return nil
	})
}

// writePrescribedAndBlind adds those of an intervention, which has none.
func writePrescribedAndBlind(t *tx, iv diary.Intervention) error {
	for i, p := range iv.Prescribed {
		var w writer
		w.int(iv.ID)
		w.int(int64(i))
		w.date(p.Date)
		w.optFloat(diary.Some(p.Dose))
		w.text(p.Unit)
		if err := t.put(prescribedTable, w.values); err != nil {
			return err
		}
	}
	for i, b := range iv.Blind {
		var w writer
		w.int(iv.ID)
		w.int(int64(i))
		w.date(b.Begun)
		w.int(int64(b.Boxes))
		w.int(int64(b.Days))
		w.int(int64(b.RunInDays))
		w.int(b.Seed)
		w.optDate(b.Opened)
		w.optDate(b.Abandoned)
		if err := t.put(blindTable, w.values); err != nil {
			return err
		}
	}
	return nil
}
