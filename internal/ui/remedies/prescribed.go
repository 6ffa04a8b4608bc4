package remedies

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/picture"
	"stillnight/internal/wording"
)

// taperLines is how high the picture of prescribed steps is, in text sizes.
const taperLines = 22

// hasPrescription tells whether a remedy may have steps of a dose that a doctor prescribed.
func (s *Screen) hasPrescription(iv diary.Intervention) bool {
	return iv.Kind == diary.Prescription || len(iv.Prescribed) > 0 || s.item(iv).IsMedicine()
}

// prescribedForm opens the doses of a remedy as they were prescribed: the picture, the steps, and the form of a new one.
func (s *Screen) prescribedForm(iv diary.Intervention) {
	l, now := s.env.L, s.env.LatestNight()
	p := s.open("prescribed/"+strconv.FormatInt(iv.ID, 10)+"/", l.T("remedies.prescribed.title", "name", iv.Name), diary.PrescribedStep{})
	p.renew = func() { // a change was taken back while the steps are shown
		if held, ok := s.held(iv.ID); ok && !slices.Equal(held.Prescribed, iv.Prescribed) {
			p.form.Commit()
			s.prescribedForm(held)
		}
	}
	start := diary.PrescribedStep{Date: now, Unit: unitOf(iv)}
	step := recall(p, start)
	p.body.Add(look.Quiet(l.T("remedies.prescribed.hint")))
	same := s.env.Catalogue.SameMedicine
	if begun, _ := compare.Taper(s.diary, iv, same); len(begun) > 0 || len(iv.Prescribed) > 0 && len(s.diary.Nights) > 0 {
		d := s.diary
		view := picture.New(s.env, taperLines, func(style chart.Style) chart.Picture { return chart.Taper(d, iv, same, style) })
		view.Focused = func() { s.scroll.Reveal(view) }
		p.body.Add(view)
		if one := wording.OneCourse(l, compare.OneCourse(d, iv, same)); one != "" {
			p.body.Add(look.Quiet(one))
		}
	}
	for _, old := range iv.Prescribed {
		p.body.Add(s.prescribedRow(iv, old))
	}
	if len(iv.Prescribed) > 0 {
		p.body.Add(look.Heading(l.T("remedies.prescribed.new")))
	}
	s.stepFields(p, iv, step, diary.None[float64](), diary.None[diary.PrescribedStep]())
}

// correctStep opens the form of a step that was written down wrongly.
func (s *Screen) correctStep(iv diary.Intervention, old diary.PrescribedStep) {
	key := "prescribed/" + strconv.FormatInt(iv.ID, 10) + "/" + old.Date.String() + "/"
	p := s.open(key, s.env.L.T("remedies.prescribed.correct_title", "name", iv.Name, "date", s.env.L.DateMedium(old.Date)), old)
	at := s.scroll.Scroll.Offset
	p.back = func() {
		if !s.stepsOf(iv.ID) { // the remedy was taken back meanwhile
			s.present()
			return
		}
		s.scroll.Scroll.ScrollToOffset(at)
	}
	number := s.stepFields(p, iv, recall(p, old), diary.Some(old.Dose), diary.Some(old))
	s.env.Window.Canvas().Focus(number)
}

// stepsOf shows the steps of a remedy as they were read last; it tells whether the remedy is there.
func (s *Screen) stepsOf(id int64) bool {
	held, ok := s.held(id)
	if ok {
		s.prescribedForm(held)
	}
	return ok
}

// changeSteps writes the prescribed steps of a remedy anew, and has them shown once that is read.
func (s *Screen) changeSteps(ctx context.Context, id int64, change func([]diary.PrescribedStep) []diary.PrescribedStep) error {
	err := s.env.Store.ChangeIntervention(ctx, id, func(now diary.Intervention) (diary.Intervention, error) {
		now.Prescribed = change(slices.Clone(now.Prescribed))
		return now, nil
	})
	if err == nil {
		s.next = func() { s.stepsOf(id) }
	}
	return err
}

// held is a remedy as it was read last; ok is false where it is gone.
func (s *Screen) held(id int64) (iv diary.Intervention, ok bool) {
	at := slices.IndexFunc(s.diary.Interventions, func(iv diary.Intervention) bool { return iv.ID == id })
	if at < 0 {
		return diary.Intervention{}, false
	}
	return s.diary.Interventions[at], true
}

// stepFields are the fields of a step, a new one or one in the place of old, and what keeps it. The first is returned.
func (s *Screen) stepFields(p *page, iv diary.Intervention, step diary.PrescribedStep, dose diary.Optional[float64], old diary.Optional[diary.PrescribedStep]) *field.Line {
	l, now := s.env.L, s.env.LatestNight()
	number := p.form.Number(l, "dose", l.T("remedies.prescribed.dose"), dose, 0, diary.MaxDose, 1, func(x diary.Optional[float64]) { dose = x })
	unit := p.form.Text(l, "unit", l.T("remedies.unit"), step.Unit, diary.MaxName, func(text string) { step.Unit = text })
	p.body.Add(flow.New(number.Box(8), unit.Box(8)))
	p.body.Add(p.form.DateAround(l, "date", l.T("remedies.prescribed.from"), step.Date, now, true, func(d diary.Date) { step.Date = d }).DateBox(l, s.env.Window, now))
	replaces := func(x diary.PrescribedStep) bool { return diary.Some(x) == old }
	s.turn(p, l.T("remedies.save"), func() string {
		amount, ok := dose.Get()
		if !ok {
			return l.T("remedies.prescribed.missing")
		}
		step.Dose = amount
		if slices.ContainsFunc(iv.Prescribed, func(x diary.PrescribedStep) bool { return x.Date == step.Date && !replaces(x) }) {
			return l.T("remedies.prescribed.twice")
		}
		return s.put(l.T("remedies.prescribed.saved", "name", iv.Name), func(ctx context.Context) error {
			err := s.changeSteps(ctx, iv.ID, func(steps []diary.PrescribedStep) []diary.PrescribedStep {
				return append(slices.DeleteFunc(steps, replaces), step)
			})
			if err == nil {
				p.drop() // before the form of the next step looks for what was typed
			}
			return err
		})
	})
	return number
}

// prescribedRow is a step with the ways to correct and to remove it.
func (s *Screen) prescribedRow(iv diary.Intervention, step diary.PrescribedStep) fyne.CanvasObject {
	l := s.env.L
	remove := look.NewButton(l.T("remedies.row_delete"), func() {
		s.run(l.T("remedies.prescribed.removed", "name", iv.Name), func(ctx context.Context) error {
			return s.changeSteps(ctx, iv.ID, func(steps []diary.PrescribedStep) []diary.PrescribedStep {
				return slices.DeleteFunc(steps, func(x diary.PrescribedStep) bool { return x == step })
			})
		})
	})
	remove.Name = l.T("remedies.prescribed.remove", "date", l.DateMedium(step.Date))
	correct := look.NewButton(l.T("remedies.row_correct"), func() { s.correctStep(iv, step) })
	correct.Name = l.T("remedies.prescribed.correct", "date", l.DateMedium(step.Date))
	return entry(wording.Prescribed(l, step), correct, remove)
}

// unitOf is the unit of the last dose that has one.
func unitOf(iv diary.Intervention) string {
	for _, p := range slices.Backward(iv.Prescribed) {
		if p.Unit != "" {
			return p.Unit
		}
	}
	for _, p := range slices.Backward(iv.Phases) {
		if p.Unit != "" {
			return p.Unit
		}
	}
	return ""
}
