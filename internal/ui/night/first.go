package night

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// firstKey is the setting that says how far the question of the first evening is: nothing while it was not
// asked, "open" while remedies are being added, "done" once it is answered.
const firstKey = "night.first"

const (
	firstOpen = "open"
	firstDone = "done"
	// firstNights is up to how many nights a diary counts as just begun.
	firstNights = 1
)

// firstEvening asks someone new, beneath the first severity, what is taken or done about it already.
type firstEvening struct {
	s      *Screen
	box    *fyne.Container
	name   *field.Line
	start  *field.Line
	offers *field.Offers
	safety *widget.Label
	chosen catalogue.Item
	began  diary.Phase
}

// firstBox is where the question stands, empty where there is nothing to ask.
func (s *Screen) firstBox() fyne.CanvasObject {
	s.first = &firstEvening{s: s, box: field.NewColumn()}
	s.first.box.Hide()
	s.first.appear()
	return s.first.box
}

// appear asks as soon as there is a severity, and leaves a question alone that is on show.
func (f *firstEvening) appear() {
	if f.box.Visible() || !f.wanted() {
		return
	}
	f.lay()
	f.s.column.Refresh()
	f.s.scroll.Refresh()
}

// wanted tells whether the question is to be asked: of a diary that has just begun, until it is answered.
func (f *firstEvening) wanted() bool {
	s := f.s
	if s.env.Sample || s.env.Store.ReadOnly() || s.old || !s.shown.Night.Severity.IsSet() {
		return false
	}
	state, _, err := s.env.Store.Setting(context.Background(), firstKey)
	if err != nil {
		s.env.Fail(err)
		return false
	}
	s.old = state == firstDone || state != firstOpen && len(s.shown.Interventions) > 0 ||
		len(s.shown.Recent) > firstNights || len(f.nights()) > firstNights
	return !s.old
}

// nights are all that the diary has.
func (f *firstEvening) nights() []diary.Night {
	latest := f.s.env.LatestNight()
	const longest = 12 * 150 // months; nobody writes a diary for longer
	nights, err := f.s.env.Store.Nights(context.Background(), latest.AddMonths(-longest), latest)
	if err != nil {
		f.s.env.Fail(err)
	}
	return nights
}

// lay sets the question out, with what was answered so far.
func (f *firstEvening) lay() {
	s, l := f.s, f.s.env.L
	f.chosen, f.began = catalogue.Item{}, diary.Phase{StartIs: diary.StartNotKnown}
	s.form.Forget("first/")
	body := field.NewColumn(look.Heading(l.T("night.first")), look.Quiet(l.T("night.first_hint")))
	for _, iv := range s.shown.Interventions {
		if n := len(iv.Phases); n > 0 {
			body.Add(look.Text(l.T("night.first_since", "name", iv.Name, "since", l.Since(iv.Phases[0]))))
		}
	}
	f.name = s.form.Text(l, "first/name", l.T("night.first_name"), "", diary.MaxName, func(string) {})
	f.offers = field.NewOffers(f.name, s.env.Window.Canvas())
	f.safety = look.Quiet("")
	f.safety.Hide()
	check := f.name.OnChanged
	f.name.OnChanged = func(text string) {
		check(text)
		f.typed(text)
	}
	f.start = s.form.Start(l, "first/start", l.T("night.first_start"), diary.Phase{}, s.env.LatestNight(), func(d diary.Date, is diary.StartPrecision) {
		f.began.Start, f.began.StartIs = d, is
	})
	// Both wait for the press that adds them, and are there again after a crash.
	f.name.Waits, f.start.Waits = true, true
	f.name.Entered = func() { s.env.Window.Canvas().Focus(f.start) }
	f.start.Entered = f.add
	body.Add(f.name.Box(0))
	body.Add(f.offers.Row)
	body.Add(f.safety)
	body.Add(f.start.Box(0))
	body.Add(look.Quiet(l.T("night.first_start_hint")))
	body.Add(flow.New(s.button("night.first_add", f.add), s.button("night.first_done", f.done)))
	f.box.Objects = []fyne.CanvasObject{look.NewCard(body)}
	f.box.Show()
	f.box.Refresh()
}

// typed offers the catalogue's remedies for a name.
func (f *firstEvening) typed(text string) {
	c, l := f.s.env.Catalogue, f.s.env.L
	f.offers.Clear()
	item, _ := c.Recognise(text, catalogue.Remedy, l)
	f.take(item)
	if strings.TrimSpace(text) != "" {
		for _, item := range c.Search(text, l) {
			if item.Serves(catalogue.Remedy) && f.offers.Len() < offeredEntries {
				name := c.NameFor(item, text, l)
				f.offers.Add(item.Offered(name, l), func() {
					f.offers.Take(name)
					f.take(item)
					f.s.env.Window.Canvas().Focus(f.start)
				})
			}
		}
	}
	f.s.column.Refresh()
	f.s.scroll.Refresh()
}

// take remembers which entry of the catalogue is meant, and says what is to be known of it.
func (f *firstEvening) take(item catalogue.Item) {
	f.chosen = item
	text := ""
	if item.ID != "" {
		text = item.SafetyIn(f.s.env.L)
	}
	f.safety.SetText(text)
	f.safety.Hidden = text == ""
}

// add puts the remedy into the diary and asks for the next.
func (f *firstEvening) add() {
	s, l := f.s, f.s.env.L
	canvas, name := s.env.Window.Canvas(), strings.TrimSpace(f.name.Text)
	switch {
	case name == "" || f.name.Fault() != "":
		canvas.Focus(f.name) // there is something to type first
		return
	case f.start.Fault() != "":
		canvas.Focus(f.start)
		return
	case slices.ContainsFunc(s.shown.Interventions, func(iv diary.Intervention) bool { return strings.EqualFold(iv.Name, name) }):
		s.env.Notice(l.T("night.first_twice", "name", name))
		canvas.Focus(f.name)
		return
	}
	f.start.Waits = false
	f.start.Commit()
	iv := diary.Intervention{Name: name, Phases: []diary.Phase{f.began}}
	if f.chosen.ID != "" {
		iv.CatalogueID, iv.Kind = f.chosen.ID, f.chosen.Kind()
		iv.Phases[0].Schedule = f.chosen.Template
		iv.Phases[0].Schedule.Weeks = 0 // the weeks of a new course do not end what is going on
	}
	if f.began.StartIs == diary.StartNotKnown {
		iv.Phases[0].Start = f.beforeAll()
	}
	err := s.write(func(ctx context.Context) error {
		if err := s.env.Store.SetSetting(ctx, firstKey, firstOpen); err != nil {
			return err
		}
		return s.env.Store.SaveIntervention(ctx, &iv)
	})
	if err != nil {
		f.start.Waits = true
		s.env.Fail(err)
		return
	}
	s.forget("first/")
	s.saved()
	s.env.Notice(l.T("night.first_added", "name", name))
	f.lay()
	s.rebuild(remedies)
	canvas.Focus(f.name)
}

// beforeAll is the day before the diary's first night.
func (f *firstEvening) beforeAll() diary.Date {
	first := f.s.env.CurrentNight()
	if nights := f.nights(); len(nights) > 0 && nights[0].Date.Before(first) {
		first = nights[0].Date
	}
	return first.AddDays(-1)
}

// done ends the question for good.
func (f *firstEvening) done() {
	s := f.s
	if strings.TrimSpace(f.name.Text) != "" { // what is typed is wanted
		count := len(s.shown.Interventions)
		if f.add(); len(s.shown.Interventions) == count {
			return
		}
	}
	if err := s.env.Store.SetSetting(context.Background(), firstKey, firstDone); err != nil {
		s.env.Fail(err)
		return
	}
	s.old = true
	s.forget("first/")
	f.box.Hide()
	s.env.Window.Canvas().Focus(s.rating)
	s.column.Refresh()
	s.scroll.Refresh()
	s.env.Notice(s.env.L.T("night.first_over"))
}
