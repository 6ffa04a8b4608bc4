package remedies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// known is what the card of a remedy says of it beyond its nights: that it can make restless legs worse, a dose
// above those studied, what it does not go together with, and of iron where iron stands.
func (s *Screen) known(iv diary.Intervention) []string {
	l, c, on := s.env.L, s.env.Catalogue, s.env.LatestNight()
	var lines []string
	if iv.PhaseOn(on) >= 0 {
		if words := wording.Worsening(l, c, iv); words != "" {
			lines = append(lines, words)
		}
		ask := false
		for _, a := range s.told.above {
			if slices.Contains(a.InterventionIDs, iv.ID) {
				lines, ask = append(lines, wording.DoseAbove(l, a)), true
			}
		}
		for _, p := range s.told.pairs {
			if p.On == iv.ID {
				lines, ask = append(lines, wording.Together(l, p)), true
			}
		}
		if ask {
			lines = append(lines, l.T("clinical.ask"))
		}
	}
	if e, ok := clinical.ImpulseAnswer(s.diary, iv, c, on); ok && e.Severity != diary.NoEffect && iv.PhaseOn(on) >= 0 {
		lines = append(lines, l.T("clinical.monthly.told", "name", iv.Name))
	}
	if words := wording.SideEffects(l, iv, shownEffects); words != "" {
		lines = append(lines, words)
	}
	if c.IsIron(iv.CatalogueID, iv.Name) {
		lines = append(lines, wording.IronForUser(l, s.iron())...)
	}
	return lines
}

// evidence is what guideline and studies say of a remedy, folded away until wanted.
func (s *Screen) evidence(id int64, lines []string) fyne.CanvasObject {
	form := &field.Form{Reveal: s.scroll.Reveal}
	fold := field.NewFold(form, s.env.L, s.env.L.T("clinical.evidence.title"), s.unfolded[id], func() fyne.CanvasObject {
		body := field.NewColumn()
		for _, line := range lines {
			body.Add(look.Text(line))
		}
		return body
	})
	fold.Toggled = func(open bool) {
		s.unfolded[id] = open
		s.column.Refresh()
		s.scroll.Refresh()
	}
	return container.NewVBox(fold, fold.Body())
}
