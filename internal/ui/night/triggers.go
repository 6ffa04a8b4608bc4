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

// offered lists the triggers with a chip: the person's own, and those that are ready.
func (s *Screen) offered() []diary.Trigger {
	var list []diary.Trigger
	for _, t := range s.shown.Triggers {
		used := slices.ContainsFunc(s.shown.Exposures, func(e diary.Exposure) bool { return e.TriggerID == t.ID })
		if !t.Hidden || used {
			list = append(list, t)
		}
	}
	list = append(list, s.env.Catalogue.ReadyTriggers(s.shown.Triggers, s.env.L)...)
	return list
}

func (s *Screen) triggerFields() fyne.CanvasObject {
	l := s.env.L
	chips, amounts := flow.New(), field.NewColumn()
	for _, t := range s.offered() {
		at := s.exposedTo(t)
		chips.Add(field.NewChip(s.form, l, t.Name, at >= 0, func(on bool) {
			s.save(triggers, true, func(ctx context.Context) error {
				if on {
					return s.expose(ctx, t)
				}
				return s.unexpose(ctx, t)
			})
		}))
		if at >= 0 {
			amounts.Add(s.exposure(t, s.shown.Exposures[at]))
		}
	}
	own := s.form.Text(l, "trigger", l.T("night.trigger_own"), "", diary.MaxName, func(string) {})
	own.Waits = true
	offers := field.NewOffers(own, s.env.Window.Canvas())
	check := own.OnChanged
	own.OnChanged = func(text string) {
		check(text)
		s.offerTriggers(own, offers)
	}
	add := func() {
		if own.Fault() == "" {
			s.addTrigger(own, s.triggerNamed(own.Text))
		}
	}
	own.Entered = add
	press := s.button("night.trigger_add", add)
	if own.Disabled() {
		press.Disable()
	}
	return field.NewColumn(look.Quiet(l.T("night.triggers_hint")), chips, amounts,
		flow.New(own.Box(22), press), offers.Row)
}

// offeredEntries is how many of the catalogue's triggers are offered at a time.
const offeredEntries = 5

// offerTriggers shows the catalogue's triggers for what is typed.
func (s *Screen) offerTriggers(own *field.Line, offers *field.Offers) {
	offers.Clear()
	if strings.TrimSpace(own.Text) != "" {
		for _, item := range s.env.Catalogue.Search(own.Text, s.env.L) {
			if item.Serves(catalogue.Trigger) && offers.Len() < offeredEntries {
				name := s.env.Catalogue.NameFor(item, own.Text, s.env.L)
				offers.Add(item.Offered(name, s.env.L), func() { s.addTrigger(own, s.triggerOf(item, name)) })
			}
		}
	}
	s.column.Refresh()
	s.scroll.Refresh()
}

// triggerOf is the person's trigger for an entry of the catalogue, or a new one. Two medicines of one entry
// are two triggers.
func (s *Screen) triggerOf(item catalogue.Item, name string) diary.Trigger {
	for _, t := range s.shown.Triggers {
		if t.CatalogueID == item.ID && (name == item.NameIn(s.env.L) || strings.EqualFold(t.Name, name)) {
			return t
		}
	}
	return diary.Trigger{Name: name, CatalogueID: item.ID, Unit: item.UnitIn(s.env.L)}
}

// triggerNamed is the person's trigger of a name, or a new one, tied to the catalogue where the name says
// which it is. Coffee and wine are not tied: they stand beside the chips for all caffeine and alcohol.
func (s *Screen) triggerNamed(name string) diary.Trigger {
	name = strings.TrimSpace(name)
	same := func(t diary.Trigger) bool { return strings.EqualFold(t.Name, name) }
	if at := slices.IndexFunc(s.shown.Triggers, same); at >= 0 {
		return s.shown.Triggers[at]
	}
	for _, t := range s.offered() {
		if same(t) {
			return t
		}
	}
	t := diary.Trigger{Name: name}
	if item, ok := s.env.Catalogue.Recognise(name, catalogue.Trigger, s.env.L); ok && !item.Ready() {
		t.CatalogueID, t.Unit = item.ID, item.UnitIn(s.env.L)
	}
	return t
}

// addTrigger notes a trigger that was typed on the night.
func (s *Screen) addTrigger(own *field.Line, t diary.Trigger) {
	if t.Name == "" {
		s.env.Window.Canvas().Focus(own) // there is something to type first
		return
	}
	if s.save(triggers, false, func(ctx context.Context) error { return s.expose(ctx, t) }) {
		own.Take()
		s.rebuild(triggers)
	}
}

// expose notes a trigger on the night, once; one that is new is kept with it.
func (s *Screen) expose(ctx context.Context, t diary.Trigger) error {
	if s.exposedTo(t) >= 0 {
		return nil
	}
	return s.env.Store.Expose(ctx, &t, &diary.Exposure{Night: s.date()})
}

// unexpose takes a trigger back from the night.
func (s *Screen) unexpose(ctx context.Context, t diary.Trigger) error {
	at := s.exposedTo(t)
	if at < 0 {
		return nil
	}
	id := s.shown.Exposures[at].ID
	if err := s.env.Store.DeleteExposure(ctx, id); err != nil {
		return err
	}
	s.forget(exposureKey(id))
	return nil
}

// exposedTo is where a trigger stands among those noted on the night, or -1.
func (s *Screen) exposedTo(t diary.Trigger) int {
	return slices.IndexFunc(s.shown.Exposures, func(e diary.Exposure) bool { return t.ID != 0 && e.TriggerID == t.ID })
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
func (s *Screen) exposure(t diary.Trigger, e diary.Exposure) fyne.CanvasObject {
	l, key := s.env.L, exposureKey(e.ID)
	keep := func() {
		s.save(triggers, false, func(ctx context.Context) error { return s.env.Store.SaveExposure(ctx, &e) })
	}
	row := flow.New(
		s.form.Number(l, key+"amount", amountName(l, t), e.Amount, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) {
			e.Amount = v
			keep()
		}).Box(7),
		s.form.Clock(l, key+"last", l.T("night.last_at"), e.LastAt, func(v diary.Optional[diary.Clock]) {
			e.LastAt = v
			keep()
		}).Box(8))
	item, _ := s.env.Catalogue.ByID(t.CatalogueID)
	if text := item.SafetyIn(l); item.IsWorthKnowing() && text != "" {
		return field.NewColumn(row, look.Quiet(text))
	}
	return row
}
