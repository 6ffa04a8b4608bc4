package remedies

import (
	"context"
	"slices"
	"strconv"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
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
	p := s.open("dose/"+strconv.FormatInt(iv.ID, 10)+"/", title, steady(iv))
	from, dose, unit := s.meant(), old.Dose, old.Unit
	if was := wording.Dose(l, compare.Dose{Amount: old.Dose, Unit: old.Unit}); was != "" {
		p.body.Add(look.Text(l.T("remedies.dose_was", "dose", was)))
	}
	if s.prescribed(iv) {
		p.body.Add(look.NewNotice(look.Text(l.T("remedies.ask_first"))))
	}
	amount := p.form.Number(l, "dose", l.T("remedies.dose"), dose, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) { dose = v })
	p.body.Add(flow.New(amount.Box(8), p.form.Text(l, "unit", l.T("remedies.dose_unit"), unit, diary.MaxName, func(v string) { unit = v }).Box(8)))
	known := diary.ToTheDay
	p.body.Add(p.form.Start(l, "from", l.T("remedies.start"), diary.Phase{Start: from}, now, func(d diary.Date, is diary.StartPrecision) {
		from, known = d, is
	}).DateBox(l, s.env.Window, now))
	s.turn(p, l.T("remedies.save"), func() string {
		if known == diary.StartNotKnown {
			return l.T("remedies.start_needed")
		}
		return s.change(iv, func(held diary.Intervention) (diary.Intervention, error) {
			going, on := held.PhaseOn(now) >= 0, held.PhaseOn(from) >= 0
			switch {
			case going && !on:
				return held, explain.Said(l.T("remedies.stop_fault.not_taken_then"))
			case !going && on:
				return held, explain.Said(l.T("remedies.restart_taken"))
			}
			return changeDose(held, diary.Phase{Start: from, StartIs: known, Dose: dose, Unit: unit}), nil
		})
	})
	s.env.Window.Canvas().Focus(amount)
}

// meant is the night that is meant where nobody says which: the coming one, but before six in the morning
// the one that is not over yet.
func (s *Screen) meant() diary.Date {
	const morning = 6
	if s.env.Now().Hour() < morning {
		return s.env.CurrentNight()
	}
	return s.env.LatestNight()
}

// prescribed tells whether a doctor has a say in it.
func (s *Screen) prescribed(iv diary.Intervention) bool {
	return iv.Kind == diary.Prescription || slices.ContainsFunc(s.care(iv), func(item catalogue.Item) bool { return item.Prescription })
}

// stopForm asks when and why it ended, and warns where stopping at once can do harm.
func (s *Screen) stopForm(iv diary.Intervention) {
	l, now := s.env.L, s.env.LatestNight()
	p := s.open("stop/"+strconv.FormatInt(iv.ID, 10)+"/", l.T("remedies.stop_name", "name", iv.Name), steady(iv))
	switch {
	case s.neverStop(iv):
		p.body.Add(look.NewNotice(look.Text(wording.DoNotStop(l))))
	case s.prescribed(iv):
		p.body.Add(look.NewNotice(look.Text(l.T("remedies.ask_first"))))
	}
	from, why, pause := s.meant(), "", recall(p, false)
	p.body.Add(p.form.DateAround(l, "from", l.T("remedies.stopped_from"), from, now, true, func(d diary.Date) { from = d }).DateBox(l, s.env.Window, now))
	p.body.Add(flow.New(field.NewChip(p.form, l, l.T("remedies.pause"), pause, func(on bool) {
		pause = on
		hold(p, on)
	})))
	p.body.Add(p.form.Text(l, "why", l.T("remedies.why"), "", diary.MaxNote, func(v string) { why = v }).Box(0))
	s.turn(p, l.T("remedies.save"), func() string {
		return s.change(iv, func(now diary.Intervention) (diary.Intervention, error) {
			next, fault := now.Stop(from, pause, why)
			if fault != "" {
				return now, explain.Said(l.T("remedies.stop_fault." + string(fault)))
			}
			return next, nil
		})
	})
}

// change changes a remedy as it stands in the diary now, and says what is wrong, or "".
func (s *Screen) change(iv diary.Intervention, how func(diary.Intervention) (diary.Intervention, error)) string {
	return s.put(s.env.L.T("remedies.saved", "name", iv.Name), func(ctx context.Context) error {
		return s.env.Store.ChangeIntervention(ctx, iv.ID, how)
	})
}

// steady is a remedy without its doses and sessions, which are noted elsewhere while a form is open.
func steady(iv diary.Intervention) diary.Intervention {
	iv.Intakes, iv.SideEffects = nil, nil
	return iv
}
