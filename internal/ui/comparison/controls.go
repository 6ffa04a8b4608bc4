package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// controls choose outcome and remedy.
func (s *Screen) controls() fyne.CanvasObject {
	l, v := s.env.L, s.content
	var outcomes []string
	chosen := 0
	for i, o := range v.Outcomes {
		outcomes = append(outcomes, wording.Outcome(l, o))
		if o == v.Choice.Outcome {
			chosen = i
		}
	}
	outcome := choose(l.T("comparison.choose_outcome"), outcomes, chosen, func(i int) {
		s.choice.Outcome = v.Outcomes[i]
		s.reader.Forget()
		s.read()
	})
	names := []string{l.T("comparison.all_remedies")}
	chosen = 0
	for i, r := range v.Remedies {
		names = append(names, r.Name)
		if r.ID == v.Choice.InterventionID {
			chosen = i + 1
		}
	}
	which := choose(l.T("comparison.choose_remedy"), names, chosen, func(i int) {
		s.choice.InterventionID = 0
		if i > 0 {
			s.choice.InterventionID = v.Remedies[i-1].ID
		}
		if v.Missing != comparisons { // else it is looked at when they are there
			s.present(true)
		}
	})
	plan := look.NewButton(l.T("remedies.plan_any"), func() { s.env.Open(screen.Remedies, screen.Target{Plan: true}) })
	return container.NewVBox(
		container.NewGridWithColumns(2,
			container.NewVBox(look.Quiet(outcome.Called()), outcome),
			container.NewVBox(look.Quiet(which.Called()), which)),
		container.NewHBox(plan))
}

// choose is a list to choose from that tells the index.
func choose(name string, options []string, chosen int, picked func(int)) *look.Select {
	s := look.NewSelect(name, options, picked)
	s.Pick(chosen)
	return s
}
