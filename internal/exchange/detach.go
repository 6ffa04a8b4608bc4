package exchange

import (
	"strings"

	"stillnight/internal/diary"
)

// detach lets the texts of a diary go from the file in which they stand: otherwise the whole file would stay in memory
// as long as one note of it. The notes of nights were let go when they were put together.
func detach(d *diary.Diary) {
	own := func(texts ...*string) {
		for _, text := range texts {
			*text = strings.Clone(*text)
		}
	}
	for i := range d.Episodes {
		own(&d.Episodes[i].Note)
		for j := range d.Episodes[i].Tried {
			own(&d.Episodes[i].Tried[j].Measure)
		}
	}
	for i := range d.Interventions {
		iv := &d.Interventions[i]
		own(&iv.Name, &iv.Note)
		for j := range iv.Phases {
			own(&iv.Phases[j].Unit, &iv.Phases[j].StopReason)
		}
		for j := range iv.SideEffects {
			own(&iv.SideEffects[j].Effect)
		}
		for j := range iv.Prescribed {
			own(&iv.Prescribed[j].Unit)
		}
	}
	for i := range d.Triggers {
		own(&d.Triggers[i].Name, &d.Triggers[i].Unit)
	}
	for i := range d.Labs {
		own(&d.Labs[i].Unit, &d.Labs[i].Note)
	}
	for i := range d.Visits {
		own(&d.Visits[i].Note)
	}
}
