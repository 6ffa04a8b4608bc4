package store

import "stillnight/internal/diary"

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
		if b.Seen.IsSet() {
			if err := noteSeen(t, b); err != nil {
				return err
			}
		}
	}
	return nil
}
