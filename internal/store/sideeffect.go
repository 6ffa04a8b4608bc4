package store

import (
	"stillnight/internal/diary"
)

func readEffect(r *reader) (intervention int64, e diary.SideEffect) {
	intervention = r.int()
	r.int() // position: the rows come in its order
	e.Date, e.Effect, e.Severity = r.date(), r.text(), diary.EffectSeverity(r.int())
	return intervention, e
}

// writeEffects adds the side effects of an intervention, which has none.
func writeEffects(t *tx, iv diary.Intervention) error {
	for i, e := range iv.SideEffects {
		var w writer
		w.int(iv.ID)
		w.int(int64(i))
		w.date(e.Date)
		w.text(e.Effect)
		w.int(int64(e.Severity))
		if err := t.put(effectsTable, w.values); err != nil {
			return err
		}
	}
	return nil
}
