package night

import (
	"context"

	"fyne.io/fyne/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

func (s *Screen) remedyFields() fyne.CanvasObject {
	l := s.env.L
	list := s.shown.today()
	body := field.NewColumn()
	if len(list) == 0 {
		body.Add(look.Quiet(l.T("night.remedies_none")))
	}
	for _, r := range list {
		name := r.Remedy.Name
		if dose := wording.Dose(l, compare.Dose{Amount: r.Phase.Dose, Unit: r.Phase.Unit}); dose != "" {
			name = l.T("night.remedy_dose", "name", name, "dose", dose)
		}
		if r.status() == "" && len(r.Noted) > 0 {
			name = l.T("night.remedy_planned", "name", name)
		}
		answers := []diary.IntakeStatus{diary.Taken, diary.Missed, diary.SessionDone}
		body.Add(field.Named(name, field.One(s.form, l, answers, r.status(),
			func(v diary.IntakeStatus) string { return l.T("intake." + string(v)) },
			func(v diary.IntakeStatus) {
				s.save(func(ctx context.Context) error {
					return s.env.Store.SaveIntakes(ctx, r.Remedy.ID, s.date, r.noted(s.date, v))
				})
			})))
	}
	return body
}
