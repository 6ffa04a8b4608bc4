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
	"stillnight/internal/ui/night/answer"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// remedyGroup asks what was taken or done.
type remedyGroup struct{ *page }

func (g remedyGroup) fields() fyne.CanvasObject {
	list := g.shown.today()
	body := field.NewColumn()
	if len(list) == 0 {
		body.Add(look.Quiet(g.env.L.T("night.remedies_none")))
		body.Add(flow.New(g.button("remedies.add", func() { g.env.Open(screen.Remedies, screen.Target{Add: true}) })))
	}
	for _, r := range list {
		body.Add(g.remedy(r))
	}
	return body
}

// remedy asks whether one remedy was taken or done, and when.
func (g remedyGroup) remedy(r answer.OfRemedy) fyne.CanvasObject {
	l, name := g.env.L, remedyName(g.env.L, r)
	answers := r.Given() // as they stand, also while one types
	choices := r.Possible()
	box := field.NewColumn(field.Named(name, field.One(g.form, l, choices, r.Status(),
		func(v diary.IntakeStatus) string { return l.T("intake." + string(v)) },
		func(v diary.IntakeStatus) { g.replaceIntakes(r, answer.Doses(answers, g.date(), v)) })))
	status := r.Status()
	if status != diary.Taken && status != diary.SessionDone {
		return box
	}
	for i := range answers {
		key := intakeKey(r) + strconv.Itoa(i) + "/"
		row := flow.New(g.form.Clock(l, key+"at", l.T("night.intake_at"), answers[i].At, func(v diary.Optional[diary.Clock]) {
			answers[i].At = v
			g.note(r, false, answers)
		}).Box(8))
		if status == diary.Taken {
			row.Add(g.form.Number(l, key+"dose", doseName(l, r.Phase.Unit), answers[i].Dose, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) {
				answers[i].Dose = v
				g.note(r, false, answers)
			}).Box(8))
		}
		if len(answers) > 1 {
			row.Add(g.button("night.intake_delete", func() { g.replaceIntakes(r, slices.Delete(slices.Clone(answers), i, i+1)) }))
		}
		box.Add(row)
	}
	box.Add(flow.New(g.button("night.intake_add", func() {
		g.note(r, true, append(slices.Clone(answers), diary.Intake{Night: g.date(), Status: status}))
	})))
	return box
}

// remedyName names a remedy with its dose.
func remedyName(l *i18n.Localizer, r answer.OfRemedy) string {
	name := r.Remedy.Name
	if dose := wording.Dose(l, compare.Dose{Amount: r.Phase.Dose, Unit: r.Phase.Unit}); dose != "" {
		name = l.T("night.remedy_dose", "name", name, "dose", dose)
	}
	if r.Status() == "" && len(r.Noted) > 0 {
		name = l.T("night.remedy_planned", "name", name)
	}
	return name
}

// intakeKey is what the keys of a remedy's doses begin with. They have no number of their own.
func intakeKey(r answer.OfRemedy) string { return "intake/" + strconv.FormatInt(r.Remedy.ID, 10) + "/" }

// doseName asks for the amount of one dose, in the unit in which the remedy is taken.
func doseName(l *i18n.Localizer, unit string) string {
	if unit == "" {
		return l.T("night.intake_dose")
	}
	return l.T("night.intake_dose_unit", "unit", unit)
}

// note keeps what was taken of a remedy on the night; sessions planned for it stay. It tells whether that is
// in the diary.
func (g remedyGroup) note(r answer.OfRemedy, rebuild bool, list []diary.Intake) bool {
	return g.save(remedies, rebuild, func(ctx context.Context) error {
		return g.env.Store.SaveIntakes(ctx, r.Remedy.ID, g.date(), append(r.Planned(), list...))
	})
}

// replaceIntakes keeps other doses than those on show. As they are told apart by their place, what is half typed of
// one would come to stand at another: it is forgotten, but only once the others are in the diary.
func (g remedyGroup) replaceIntakes(r answer.OfRemedy, list []diary.Intake) {
	if g.note(r, false, list) {
		g.forget(intakeKey(r))
		g.rebuild(remedies)
	}
}
