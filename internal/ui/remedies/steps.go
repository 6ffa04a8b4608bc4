package remedies

import (
	"context"
	"strconv"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// doseForm asks for another dose, or for the dose of a restart.
func (s *Screen) doseForm(iv diary.Intervention) {
	l, now := s.env.L, s.env.LatestNight()
	old, _ := phaseFor(iv, now)
	title := l.T("remedies.restart_name", "name", iv.Name)
	if iv.PhaseOn(now) >= 0 {
		title = l.T("remedies.dose_change_name", "name", iv.Name)
	}
	p := s.open("dose/"+strconv.FormatInt(iv.ID, 10)+"/", title)
	from, dose, unit := now, old.Dose, old.Unit
	if was := wording.Dose(l, compare.Dose{Amount: old.Dose, Unit: old.Unit}); was != "" {
		p.body.Add(look.Text(l.T("remedies.dose_was", "dose", was)))
	}
	if s.prescribed(iv) {
		p.body.Add(look.NewNotice(look.Text(l.T("remedies.ask_first"))))
	}
	amount := p.form.Number(l, "dose", l.T("remedies.dose"), dose, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) { dose = v })
	p.body.Add(flow.New(amount.Box(8), p.form.Text(l, "unit", l.T("remedies.unit"), unit, diary.MaxName, func(v string) { unit = v }).Box(8)))
	p.body.Add(p.form.Date(l, "from", l.T("remedies.start"), from, now, true, func(d diary.Date) { from = d }).DateBox(l, s.env.Window, now))
	s.turn(p, l.T("remedies.save"), func() string {
		next := changeDose(iv, from, dose, unit)
		if fault := s.wrong(next.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("remedies.saved", "name", iv.Name), func(ctx context.Context) error { return s.env.Store.SaveIntervention(ctx, &next) })
	})
	s.env.Window.Canvas().Focus(amount)
}

// prescribed tells whether a doctor has a say in it.
func (s *Screen) prescribed(iv diary.Intervention) bool {
	return iv.Kind == diary.Prescription || s.item(iv).Prescription
}

// stopForm asks when and why it ended, and warns where stopping at once can do harm.
func (s *Screen) stopForm(iv diary.Intervention) {
	l, now := s.env.L, s.env.LatestNight()
	p := s.open("stop/"+strconv.FormatInt(iv.ID, 10)+"/", l.T("remedies.stop_name", "name", iv.Name))
	switch {
	case s.env.Catalogue.NeverStopSuddenly(iv.CatalogueID):
		p.body.Add(look.NewNotice(look.Text(wording.DoNotStop(l))))
	case s.prescribed(iv):
		p.body.Add(look.NewNotice(look.Text(l.T("remedies.ask_first"))))
	}
	from, why, pause := now, "", recall(p, false, false)
	p.body.Add(p.form.Date(l, "from", l.T("remedies.stopped_from"), from, now, true, func(d diary.Date) { from = d }).DateBox(l, s.env.Window, now))
	p.body.Add(flow.New(field.NewChip(p.form, l, l.T("remedies.pause"), pause, func(on bool) {
		pause = on
		hold(p, false, on)
	})))
	p.body.Add(p.form.Text(l, "why", l.T("remedies.why"), "", diary.MaxNote, func(v string) { why = v }).Box(0))
	s.turn(p, l.T("remedies.save"), func() string {
		next, ok := stop(iv, from, pause, why)
		if !ok {
			return l.T("remedies.not_taken_then")
		}
		if fault := s.wrong(next.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("remedies.saved", "name", iv.Name), func(ctx context.Context) error { return s.env.Store.SaveIntervention(ctx, &next) })
	})
}
