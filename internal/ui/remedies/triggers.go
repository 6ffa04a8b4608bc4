package remedies

import (
	"context"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// triggers lists what is offered under "Triggers today": each can be renamed, hidden or deleted.
func (s *Screen) triggers() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("remedies.triggers")), look.Quiet(l.T("remedies.triggers_hint")))
	for _, t := range s.diary.Triggers {
		body.Add(field.Named(t.Name, flow.New(
			field.NewChip(nil, l, l.T("remedies.trigger_offer"), !t.Hidden, func(on bool) {
				t.Hidden = !on
				s.run(l.T("remedies.saved", "name", t.Name), func(ctx context.Context) error { return s.env.Store.SaveTrigger(ctx, &t) })
			}),
			look.NewButton(l.T("remedies.trigger_correct"), func() { s.triggerForm(t) }),
			look.NewButton(l.T("remedies.delete"), func() {
				s.run(l.T("remedies.deleted", "name", t.Name), func(ctx context.Context) error { return s.env.Store.DeleteTrigger(ctx, t.ID) })
			}))))
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.trigger_add"), func() { s.triggerForm(diary.Trigger{}) })))
	return look.NewCard(body)
}

func (s *Screen) triggerForm(t diary.Trigger) {
	l := s.env.L
	p := s.open("trigger/", l.T("remedies.trigger_add"))
	name := p.form.Text(l, "name", l.T("remedies.name"), t.Name, diary.MaxName, func(v string) { t.Name = v })
	p.body.Add(name.Box(0))
	p.body.Add(p.form.Text(l, "unit", l.T("remedies.unit"), t.Unit, diary.MaxName, func(v string) { t.Unit = v }).Box(8))
	s.turn(p, l.T("remedies.save"), func() string {
		if fault := s.wrong(t.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("remedies.saved", "name", t.Name), func(ctx context.Context) error { return s.env.Store.SaveTrigger(ctx, &t) })
	})
	s.env.Window.Canvas().Focus(name)
}
