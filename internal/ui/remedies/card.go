package remedies

import (
	"context"
	"strings"

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

// facts are the lines of one remedy.
func (s *Screen) facts(iv diary.Intervention, st state) []string {
	l, now := s.env.L, s.env.LatestNight()
	lines := []string{l.T("remedies.state." + string(st))}
	if p, ok := phaseFor(iv, now); ok {
		if dose := wording.Dose(l, compare.Dose{Amount: p.Dose, Unit: p.Unit}); dose != "" {
			lines[0] = l.T("remedies.state_dose", "state", lines[0], "dose", dose)
		}
		switch end, over := p.End.Get(); {
		case st == active && p.StartIs != diary.ToTheDay:
			lines = append(lines, i18n.Capital(l.Since(p)))
			lines = append(lines, s.ahead(iv, p)...)
		case st == active:
			// A night that has not begun is not a day with it yet.
			days := max(s.env.CurrentNight().Sub(p.Start)+1, 1)
			lines = append(lines, l.N("remedies.since", days, "date", l.DateMedium(p.Start)))
			lines = append(lines, s.ahead(iv, p)...)
		case st == planned:
			lines = append(lines, l.T("remedies.from", "date", l.DateMedium(p.Start)))
		case over:
			lines = append(lines, l.T("remedies.from_to", "from", l.Start(p), "to", l.DateMedium(end.AddDays(-1))))
		}
	}
	return lines
}

// ahead tells what is noted already of nights to come.
func (s *Screen) ahead(iv diary.Intervention, now diary.Phase) []string {
	l := s.env.L
	end, ends := now.End.Get()
	if !ends {
		return nil
	}
	for _, p := range iv.Phases {
		if p.Start == end {
			return []string{l.T("remedies.then", "date", l.DateMedium(end), "dose", wording.Dose(l, compare.Dose{Amount: p.Dose, Unit: p.Unit}))}
		}
	}
	return []string{l.T("remedies.until", "date", l.DateMedium(end.AddDays(-1)))}
}

// steps are the verdicts on a remedy's newest steps.
func (s *Screen) steps(iv diary.Intervention) []string {
	list := s.told.verdicts[iv.ID]
	return list[:min(len(list), shownVerdicts)]
}

// watched says what the nights show under a medicine that is watched, or what is missing to see it.
func (s *Screen) watched(iv diary.Intervention) (brief, missing string) {
	flag, ok := compare.FlagOf(s.told.flags, iv.ID)
	if !ok {
		return "", ""
	}
	if flag.Level == compare.NotAssessable {
		missing = wording.AugmentationWatched(s.env.L, flag)
	}
	return wording.AugmentationBrief(s.env.L, flag), missing
}

func (s *Screen) card(iv diary.Intervention, st state) fyne.CanvasObject {
	l := s.env.L
	s.want(iv)
	body := field.NewColumn(look.Heading(iv.Name), look.Quiet(strings.Join(s.facts(iv, st), " · ")))
	for i, v := range s.steps(iv) {
		line := look.Text(v)
		line.TextStyle.Bold = i == 0
		body.Add(line)
	}
	if one := wording.OneCourse(l, compare.OneCourse(s.diary, iv, s.env.Catalogue.SameMedicine)); one != "" {
		body.Add(look.Quiet(one))
	}
	if brief, missing := s.watched(iv); brief != "" {
		body.Add(look.NewNotice(look.Text(brief)))
	} else if missing != "" {
		body.Add(look.Quiet(missing))
	}
	for _, line := range s.known(iv) {
		body.Add(look.Text(line))
	}
	for _, p := range s.diary.Plans {
		if p.InterventionID == iv.ID && s.spokenOf(p) {
			body.Add(s.planCard(p, iv))
		}
	}
	for _, c := range s.blindCards(iv) {
		body.Add(c)
	}
	if question := s.monthly(iv); question != nil {
		body.Add(question)
	}
	if lines := wording.Evidence(l, s.env.Catalogue, s.env.Catalogue.EntryOf(iv.CatalogueID, iv.Name)); len(lines) > 0 {
		body.Add(s.evidence(iv.ID, lines))
	}
	buttons := flow.New()
	if st == active {
		buttons.Add(look.NewButton(l.T("remedies.dose_change"), func() { s.doseForm(iv) }))
		buttons.Add(look.NewButton(l.T("remedies.stop"), func() { s.stopForm(iv) }))
	} else if st == noted {
		buttons.Add(look.NewButton(l.T("remedies.begin"), func() { s.doseForm(iv) }))
	} else if st == ended || st == paused {
		buttons.Add(look.NewButton(l.T("remedies.restart"), func() { s.doseForm(iv) }))
	}
	buttons.Add(look.NewButton(l.T("remedies.compare"), func() { s.env.Open(screen.Comparison, screen.Target{InterventionID: iv.ID}) }))
	if st != noted {
		buttons.Add(look.NewQuietButton(l.T("clinical.effects.add"), func() { s.effectForm(iv) }))
	}
	if s.hasPrescription(iv) {
		buttons.Add(look.NewQuietButton(l.T("remedies.prescribed.open"), func() { s.prescribedForm(iv) }))
	}
	buttons.Add(look.NewQuietButton(l.T("remedies.correct"), func() { s.edit(iv) }))
	if _, ok := s.mayPlan(iv); ok {
		buttons.Add(look.NewButton(l.T("remedies.plan"), func() { s.planForm(iv) }))
	}
	if s.mayBlind(iv) {
		buttons.Add(look.NewQuietButton(l.T("remedies.blind.try"), func() { s.blindForm(iv) }))
	}
	buttons.Add(look.NewQuietButton(l.T("remedies.delete"), func() {
		s.run(l.T("remedies.deleted", "name", iv.Name), func(ctx context.Context) error { return s.env.Store.DeleteIntervention(ctx, iv.ID) })
	}))
	body.Add(buttons)
	return look.NewCard(body)
}
