package night

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// afterPlan is for how many nights a finished plan is still spoken of.
const afterPlan = 14

// asked is what a planned comparison asks of the night.
type asked struct {
	plan   diary.PlannedComparison
	remedy diary.Intervention
	diary.PlanNight
}

// plans lists what every planned comparison asks of the night.
func (c content) plans() []asked {
	var list []asked
	for _, p := range c.Plans {
		for _, iv := range c.Interventions {
			at := p.At(c.Night.Date)
			over := at.Stage == diary.PlanOver && at.Day > afterPlan
			if iv.ID == p.InterventionID && at.Stage != diary.PlanAhead && !over {
				list = append(list, asked{p, iv, at})
			}
		}
	}
	return list
}

// boxes say from which box of a blinded trial the night's dose is.
func (c content) boxes(l *i18n.Localizer) []string {
	var list []string
	for _, iv := range c.Interventions {
		for _, b := range iv.Blind {
			if box, _, in := b.BoxOn(c.Night.Date); in && b.Running(c.Night.Date) {
				list = append(list, l.T("night.blind_box", "name", iv.Name, "box", strconv.Itoa(box+1)))
			}
		}
	}
	return list
}

// words say it in a sentence.
func (a asked) words(l *i18n.Localizer) string {
	return l.T("night.plan."+string(a.Stage), "name", a.remedy.Name, "day", strconv.Itoa(a.Day), "of", strconv.Itoa(a.Of))
}

// planCards say what planned comparisons ask of the night.
type planCards struct{ *page }

// card says what a plan asks of the night, and has the button that does it.
func (g planCards) card(a asked) fyne.CanvasObject {
	l := g.env.L
	body := container.NewVBox(look.Text(a.words(l)))
	taking := a.remedy.PhaseOn(g.date()) >= 0
	button := func(key string, do func()) { body.Add(flow.New(look.NewButton(l.T(key, "name", a.remedy.Name), do))) }
	switch {
	case a.Stage == diary.PlanOver:
		button("night.plan_compare", func() { g.env.Open(screen.Comparison, screen.Target{InterventionID: a.remedy.ID}) })
	case g.env.Store.ReadOnly():
	case a.Stage.With() && !taking:
		if drawn := a.plan.Starts[a.Round-1].Drawn; drawn.Before(g.date()) {
			body.Add(look.Text(l.T("night.plan_late", "date", l.DateLong(drawn))))
			button("night.plan_drawn", func() { g.visit(drawn) })
		}
		button("night.plan_begin", func() {
			g.follow(a, func(iv diary.Intervention) (diary.Intervention, diary.StopFault) {
				return a.plan.Begin(iv, g.date()), ""
			})
		})
	case a.Stage.Without() && taking:
		button("night.plan_stop", func() {
			g.follow(a, func(iv diary.Intervention) (diary.Intervention, diary.StopFault) { return a.plan.Stop(iv, g.date()) })
		})
	}
	return look.NewNotice(body)
}

// follow does what a plan asks for, or says why it cannot be done. The remedy is read again: a dose may have
// been ticked since the card was laid out.
func (g planCards) follow(a asked, do func(diary.Intervention) (diary.Intervention, diary.StopFault)) {
	fault := diary.StopFault("")
	g.save(remedies, false, func(ctx context.Context) error {
		iv, found, err := g.env.Store.Intervention(ctx, a.remedy.ID)
		if err != nil || !found {
			return err
		}
		if iv, fault = do(iv); fault != "" {
			return nil
		}
		return g.env.Store.SaveIntervention(ctx, &iv)
	})
	if fault != "" {
		g.env.Notice(g.env.L.T("remedies.stop_fault." + string(fault)))
	}
	g.present()
}
