package remedies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// triggers lists what is offered under "Triggers today": each can be renamed, hidden or deleted.
func (s *Screen) triggers() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("remedies.triggers")), look.Quiet(l.T("remedies.triggers_hint")))
	for _, t := range s.offered() {
		row := flow.New(field.NewChip(nil, l, l.T("remedies.trigger_offer"), !t.Hidden, func(on bool) {
			t.Hidden = !on
			s.run(l.T("remedies.saved", "name", t.Name), func(ctx context.Context) error { return s.env.Store.SaveTrigger(ctx, &t) })
		}))
		row.Add(look.NewButton(l.T("remedies.trigger_correct"), func() { s.triggerForm(t) }))
		if t.ID != 0 {
			row.Add(look.NewButton(l.T("remedies.delete"), func() {
				s.run(l.T("remedies.deleted", "name", t.Name), func(ctx context.Context) error { return s.env.Store.DeleteTrigger(ctx, t.ID) })
			}))
		}
		body.Add(field.Named(t.Name, row))
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.trigger_add"), func() { s.triggerForm(diary.Trigger{}) })))
	return look.NewCard(body)
}

// offered are the person's own triggers and those that are ready.
func (s *Screen) offered() []diary.Trigger {
	return append(slices.Clone(s.diary.Triggers), s.env.Catalogue.ReadyTriggers(s.diary.Triggers, s.env.L)...)
}

// triggerForm opens the form of a new trigger, or of one to be put right. A new one may be taken from the
// catalogue.
func (s *Screen) triggerForm(t diary.Trigger) {
	l := s.env.L
	title, key, was := l.T("remedies.trigger_add"), "trigger/new/"+keyOf(t.CatalogueID), diary.Trigger{}
	if t.ID != 0 {
		title, key, was = l.T("remedies.correct_name", "name", t.Name), "trigger/"+strconv.FormatInt(t.ID, 10)+"/", t
	}
	p := s.open(key, title, was)
	opened := t.CatalogueID
	t = recall(p, t)
	name := p.form.Text(l, "name", l.T("remedies.name"), t.Name, diary.MaxName, func(v string) { t.Name = strings.TrimSpace(v) })
	unit := p.form.Text(l, "unit", l.T("remedies.unit"), t.Unit, diary.MaxName, func(v string) { t.Unit = strings.TrimSpace(v) })
	safety := look.Text("")
	caution := func(item catalogue.Item) {
		text := item.SafetyIn(l)
		safety.SetText(text)
		safety.Hidden = text == "" || !item.IsWorthKnowing()
	}
	item, _ := s.env.Catalogue.ByID(t.CatalogueID)
	caution(item)
	// entry is what the name stands for. One that is there keeps its own under any name.
	entry := func(name string) catalogue.Item {
		chosen, _ := s.env.Catalogue.ByID(t.CatalogueID)
		if opened != "" && opened == t.CatalogueID {
			return chosen
		}
		item := s.entryOf(strings.TrimSpace(name), chosen, catalogue.Trigger)
		if item.ID != chosen.ID && item.Ready() {
			return catalogue.Item{} // coffee or wine are not tied to the chips for all caffeine and alcohol, which stay beside them
		}
		return item
	}
	check := name.OnChanged
	name.OnChanged = func(text string) {
		check(text)
		caution(entry(text))
	}
	var offers *field.Entries
	offers = s.entries(name, catalogue.Trigger, func(item catalogue.Item, chosen string) {
		offers.Take(chosen)
		unit.SetText(item.UnitIn(l))
		p.form.Commit()
		t.CatalogueID = item.ID
		hold(p, t)
		caution(item)
	})
	p.body.Add(name.Box(0))
	p.body.Add(offers.Row)
	p.body.Add(unit.Box(8))
	p.body.Add(safety)
	var save func()
	save = s.turn(p, l.T("remedies.save"), func() string {
		same := func(other diary.Trigger) bool {
			itself := other.ID == t.ID && other.CatalogueID == t.CatalogueID // one that is ready has no number
			return !itself && strings.EqualFold(other.Name, t.Name)
		}
		if slices.ContainsFunc(s.offered(), same) {
			return l.T("remedies.trigger_twice", "name", t.Name)
		}
		t.CatalogueID = entry(t.Name).ID
		if t.CatalogueID == "" && t.Name != was.Name && offers.Ask(t.Name, save) {
			return l.T("field.offers.ask")
		}
		if fault := s.wrong(t.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("remedies.saved", "name", t.Name), func(ctx context.Context) error { return s.env.Store.SaveTrigger(ctx, &t) })
	})
	s.env.Window.Canvas().Focus(name)
}
