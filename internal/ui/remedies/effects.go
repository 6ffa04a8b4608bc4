package remedies

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// shownEffects is how many side effects the card tells; the form has them all.
const shownEffects = 3

// monthly asks about impulses and sleep attacks where it is due; nil where it is not.
func (s *Screen) monthly(iv diary.Intervention) fyne.CanvasObject {
	l, on := s.env.L, s.env.LatestNight()
	if s.env.Store.ReadOnly() || !clinical.AskImpulses(s.diary, iv, s.env.Catalogue, on) {
		return nil
	}
	answer := func(severity diary.EffectSeverity, told string) func() {
		return func() {
			s.noteEffect(iv, diary.SideEffect{Date: on, Effect: diary.ImpulseCheck, Severity: severity}, told)
		}
	}
	no := look.NewButton(l.T("clinical.monthly.no"), answer(diary.NoEffect, l.T("clinical.monthly.noted")))
	yes := look.NewButton(l.T("clinical.monthly.yes"), answer(diary.ModerateEffect, l.T("clinical.monthly.noted")))
	return look.NewNotice(field.NewColumn(look.Text(l.T("clinical.monthly.question", "name", iv.Name)), flow.New(no, yes)))
}

// noteEffect adds a side effect to a remedy as it stands in the diary.
func (s *Screen) noteEffect(iv diary.Intervention, e diary.SideEffect, told string) {
	s.run(told, func(ctx context.Context) error {
		return s.env.Store.ChangeIntervention(ctx, iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
			now.SideEffects = append(slices.Clone(now.SideEffects), e)
			return now, nil
		})
	})
}

// effectForm opens the side effects of a remedy: those that are noted, and the form of a new one.
func (s *Screen) effectForm(iv diary.Intervention) {
	l, now := s.env.L, s.env.LatestNight()
	p := s.open("effect/"+strconv.FormatInt(iv.ID, 10)+"/", l.T("clinical.effects.title", "name", iv.Name), diary.SideEffect{})
	e := recall(p, diary.SideEffect{Date: now})
	for _, old := range slices.Backward(iv.SideEffects) {
		remove := look.NewButton(l.T("remedies.row_delete"), func() {
			s.run(l.T("clinical.effects.removed", "name", iv.Name), func(ctx context.Context) error {
				return s.env.Store.ChangeIntervention(ctx, iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
					at := slices.Index(now.SideEffects, old)
					if at >= 0 {
						now.SideEffects = slices.Delete(slices.Clone(now.SideEffects), at, at+1)
					}
					return now, nil
				})
			})
		})
		remove.Name = l.T("clinical.effects.remove", "effect", wording.EffectName(l, old))
		p.body.Add(container.NewBorder(nil, nil, nil, container.NewVBox(remove), look.Text(wording.SideEffect(l, old))))
	}
	p.body.Add(p.form.Text(l, "effect", l.T("clinical.effects.what"), e.Effect, diary.MaxName, func(text string) { e.Effect = text }).Box(0))
	chosen := ""
	if e.Severity != diary.NoEffect {
		chosen = strconv.Itoa(int(e.Severity))
	}
	var all []string
	for _, severity := range diary.EffectSeverities {
		all = append(all, strconv.Itoa(int(severity)))
	}
	p.body.Add(field.Named(l.T("clinical.effects.how_bad"), field.One(p.form, l, all, chosen,
		func(v string) string { return l.T("clinical.effects.severity." + v) },
		func(v string) {
			n, err := strconv.Atoi(v)
			if err != nil {
				n = 0
			}
			e.Severity = diary.EffectSeverity(n)
			hold(p, e)
		})))
	p.body.Add(p.form.Date(l, "date", l.T("remedies.lab_date"), e.Date, now, true, func(d diary.Date) { e.Date = d }).DateBox(l, s.env.Window, now))
	s.turn(p, l.T("remedies.save"), func() string {
		switch {
		case e.Effect == "":
			return l.T("clinical.effects.missing")
		case e.Severity == diary.NoEffect:
			return l.T("clinical.effects.severity_missing")
		}
		return s.put(l.T("clinical.effects.saved", "name", iv.Name), func(ctx context.Context) error {
			return s.env.Store.ChangeIntervention(ctx, iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
				now.SideEffects = append(slices.Clone(now.SideEffects), e)
				return now, nil
			})
		})
	})
}
