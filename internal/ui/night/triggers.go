package night

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// triggerGroup asks what the night met with.
type triggerGroup struct{ *page }

// offered lists the triggers with a chip: the person's own, and those that are ready.
func (g triggerGroup) offered() []diary.Trigger {
	var list []diary.Trigger
	for _, t := range g.shown.Triggers {
		used := slices.ContainsFunc(g.shown.Exposures, func(e diary.Exposure) bool { return e.TriggerID == t.ID })
		if !t.Hidden || used {
			list = append(list, t)
		}
	}
	list = append(list, g.env.Catalogue.ReadyTriggers(g.shown.Triggers, g.env.L)...)
	return list
}

func (g triggerGroup) fields() fyne.CanvasObject {
	l := g.env.L
	chips, amounts := flow.New(), field.NewColumn()
	for _, t := range g.offered() {
		at := g.exposedTo(t)
		chips.Add(field.NewChip(g.form, l, t.Name, at >= 0, func(on bool) {
			g.save(triggers, true, func(ctx context.Context) error {
				if on {
					return g.expose(ctx, t)
				}
				return g.unexpose(ctx, t)
			})
		}))
		if at >= 0 {
			amounts.Add(g.exposure(t, g.shown.Exposures[at]))
		}
	}
	own := g.form.Text(l, "trigger", l.T("night.trigger_own"), "", diary.MaxName, func(string) {})
	own.Waits = true
	offers := g.entries(own, catalogue.Trigger, func(item catalogue.Item, name string) { g.addTrigger(own, g.triggerOf(item, name)) })
	add := func() {
		if own.Fault() == "" && !g.asks(own, offers) {
			g.addTrigger(own, g.triggerNamed(own.Text))
		}
	}
	own.Entered = add
	press := g.button("night.trigger_add", add)
	if own.Disabled() {
		press.Disable()
	}
	return field.NewColumn(look.Quiet(l.T("night.triggers_hint")), chips, amounts,
		flow.New(own.Box(22), press), offers.Row)
}

// asks tells whether it is asked which of the catalogue's triggers is meant, where the name typed is half of one.
func (g triggerGroup) asks(own *field.Line, offers *field.Entries) bool {
	t := g.triggerNamed(own.Text)
	return t.ID == 0 && t.CatalogueID == "" && offers.Ask(t.Name, func() { g.addTrigger(own, t) })
}

// triggerOf is the person's trigger for an entry of the catalogue, or a new one. Two medicines of one entry
// are two triggers.
func (g triggerGroup) triggerOf(item catalogue.Item, name string) diary.Trigger {
	for _, t := range g.shown.Triggers {
		if t.CatalogueID == item.ID && (name == item.NameIn(g.env.L) || strings.EqualFold(t.Name, name)) {
			return t
		}
	}
	return diary.Trigger{Name: name, CatalogueID: item.ID, Unit: item.UnitIn(g.env.L)}
}

// triggerNamed is the person's trigger of a name, or a new one, tied to the catalogue where the name says
// which it is. Coffee and wine are not tied: they stand beside the chips for all caffeine and alcohol.
func (g triggerGroup) triggerNamed(name string) diary.Trigger {
	name = strings.TrimSpace(name)
	same := func(t diary.Trigger) bool { return strings.EqualFold(t.Name, name) }
	if at := slices.IndexFunc(g.shown.Triggers, same); at >= 0 {
		return g.shown.Triggers[at]
	}
	for _, t := range g.offered() {
		if same(t) {
			return t
		}
	}
	t := diary.Trigger{Name: name}
	if item, ok := g.env.Catalogue.Recognise(name, catalogue.Trigger, g.env.L); ok && !item.Ready() {
		t.CatalogueID, t.Unit = item.ID, item.UnitIn(g.env.L)
	}
	return t
}

// addTrigger notes a trigger that was typed on the night.
func (g triggerGroup) addTrigger(own *field.Line, t diary.Trigger) {
	if t.Name == "" {
		g.env.Window.Canvas().Focus(own) // there is something to type first
		return
	}
	if g.save(triggers, false, func(ctx context.Context) error { return g.expose(ctx, t) }) {
		own.Take()
		g.rebuild(triggers)
	}
}

// expose notes a trigger on the night, once; one that is new is kept with it.
func (g triggerGroup) expose(ctx context.Context, t diary.Trigger) error {
	if g.exposedTo(t) >= 0 {
		return nil
	}
	return g.env.Store.Expose(ctx, &t, &diary.Exposure{Night: g.date()})
}

// unexpose takes a trigger back from the night.
func (g triggerGroup) unexpose(ctx context.Context, t diary.Trigger) error {
	at := g.exposedTo(t)
	if at < 0 {
		return nil
	}
	id := g.shown.Exposures[at].ID
	if err := g.env.Store.DeleteExposure(ctx, id); err != nil {
		return err
	}
	g.forget(exposureKey(id))
	return nil
}

// exposedTo is where a trigger stands among those noted on the night, or -1.
func (g triggerGroup) exposedTo(t diary.Trigger) int {
	return slices.IndexFunc(g.shown.Exposures, func(e diary.Exposure) bool { return t.ID != 0 && e.TriggerID == t.ID })
}

// exposureKey is what the keys of an exposure's lines begin with.
func exposureKey(id int64) string { return "exposure/" + strconv.FormatInt(id, 10) + "/" }

// amountName asks how much of a trigger there was.
func amountName(l *i18n.Localizer, t diary.Trigger) string {
	if t.Unit == "" {
		return l.T("night.amount_of", "name", t.Name)
	}
	return l.T("night.amount_of_unit", "name", t.Name, "unit", t.Unit)
}

// exposure is amount and time of one trigger.
func (g triggerGroup) exposure(t diary.Trigger, e diary.Exposure) fyne.CanvasObject {
	l, key := g.env.L, exposureKey(e.ID)
	keep := func() {
		g.save(triggers, false, func(ctx context.Context) error { return g.env.Store.SaveExposure(ctx, &e) })
	}
	row := flow.New(
		g.form.Number(l, key+"amount", amountName(l, t), e.Amount, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) {
			e.Amount = v
			keep()
		}).Box(7),
		g.form.Clock(l, key+"last", l.T("night.last_at"), e.LastAt, func(v diary.Optional[diary.Clock]) {
			e.LastAt = v
			keep()
		}).Box(8))
	item, _ := g.env.Catalogue.ByID(t.CatalogueID)
	if text := item.SafetyIn(l); item.IsWorthKnowing() && text != "" {
		return field.NewColumn(row, look.Quiet(text))
	}
	return row
}
