package night

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

func (s *Screen) remedyFields() fyne.CanvasObject {
	list := s.shown.today()
	body := field.NewColumn()
	if len(list) == 0 {
		body.Add(look.Quiet(s.env.L.T("night.remedies_none")))
		body.Add(flow.New(s.button("remedies.add", func() { s.env.Open(screen.Remedies, screen.Target{Add: true}) })))
	}
	for _, r := range list {
		body.Add(s.remedy(r))
	}
	return body
}

// remedy asks whether one remedy was taken or done, and when.
func (s *Screen) remedy(r remedyToday) fyne.CanvasObject {
	l, name := s.env.L, remedyName(s.env.L, r)
	answers := r.answers() // as they stand, also while one types
	choices := answersFor(r)
	box := field.NewColumn(field.Named(name, field.One(s.form, l, choices, r.status(),
		func(v diary.IntakeStatus) string { return l.T("intake." + string(v)) },
		func(v diary.IntakeStatus) { s.replaceIntakes(r, answered(answers, s.date(), v)) })))
	status := r.status()
	if status != diary.Taken && status != diary.SessionDone {
		return box
	}
	for i := range answers {
		key := intakeKey(r) + strconv.Itoa(i) + "/"
		row := flow.New(s.form.Clock(l, key+"at", l.T("night.intake_at"), answers[i].At, func(v diary.Optional[diary.Clock]) {
			answers[i].At = v
			s.note(r, false, answers)
		}).Box(8))
		if status == diary.Taken {
			row.Add(s.form.Number(l, key+"dose", doseName(l, r.Phase.Unit), answers[i].Dose, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) {
				answers[i].Dose = v
				s.note(r, false, answers)
			}).Box(8))
		}
		if len(answers) > 1 {
			row.Add(s.button("night.intake_delete", func() { s.replaceIntakes(r, slices.Delete(slices.Clone(answers), i, i+1)) }))
		}
		box.Add(row)
	}
	box.Add(flow.New(s.button("night.intake_add", func() {
		s.note(r, true, append(slices.Clone(answers), diary.Intake{Night: s.date(), Status: status}))
	})))
	return box
}

// remedyName names a remedy with its dose.
func remedyName(l *i18n.Localizer, r remedyToday) string {
	name := r.Remedy.Name
	if dose := wording.Dose(l, compare.Dose{Amount: r.Phase.Dose, Unit: r.Phase.Unit}); dose != "" {
		name = l.T("night.remedy_dose", "name", name, "dose", dose)
	}
	if r.status() == "" && len(r.Noted) > 0 {
		name = l.T("night.remedy_planned", "name", name)
	}
	return name
}

// intakeKey is what the keys of a remedy's doses begin with. They have no number of their own.
func intakeKey(r remedyToday) string { return "intake/" + strconv.FormatInt(r.Remedy.ID, 10) + "/" }

// doseName asks for the amount of one dose, in the unit in which the remedy is taken.
func doseName(l *i18n.Localizer, unit string) string {
	if unit == "" {
		return l.T("night.intake_dose")
	}
	return l.T("night.intake_dose_unit", "unit", unit)
}

// answersFor are the answers that make sense for a remedy: a tablet is taken, a massage is done. One that was
// given earlier is always among them.
func answersFor(r remedyToday) []diary.IntakeStatus {
	switch kind, status := r.Remedy.Kind, r.status(); {
	case (kind == diary.Prescription || kind == diary.Supplement) && status != diary.SessionDone:
		return []diary.IntakeStatus{diary.Taken, diary.Missed}
	case (kind == diary.ManualTherapy || kind == diary.Exercise || kind == diary.Device) && status != diary.Taken:
		return []diary.IntakeStatus{diary.SessionDone, diary.Missed}
	}
	return []diary.IntakeStatus{diary.Taken, diary.Missed, diary.SessionDone}
}

// note keeps what was taken of a remedy on the night; sessions planned for it stay. It tells whether that is
// in the diary.
func (s *Screen) note(r remedyToday, rebuild bool, list []diary.Intake) bool {
	return s.save(remedies, rebuild, func(ctx context.Context) error {
		return s.env.Store.SaveIntakes(ctx, r.Remedy.ID, s.date(), append(r.planned(), list...))
	})
}

// replaceIntakes keeps other doses than those on show. As they are told apart by their place, what is half typed of
// one would come to stand at another: it is forgotten, but only once the others are in the diary.
func (s *Screen) replaceIntakes(r remedyToday, list []diary.Intake) {
	if s.note(r, false, list) {
		s.forget(intakeKey(r))
		s.rebuild(remedies)
	}
}
