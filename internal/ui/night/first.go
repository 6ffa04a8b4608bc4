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

// firstEvening asks someone new, below the first severity, what is taken or done about it already.
type firstEvening struct {
	p      *page
	box    *fyne.Container
	name   *field.Line
	start  *field.Line
	offers *field.Entries
	safety *widget.Label
	chosen catalogue.Item
	began  diary.Phase
}

// firstBox is where the question stands, empty where there is nothing to ask.
func (p *page) firstBox() fyne.CanvasObject {
	p.first = &firstEvening{p: p, box: field.NewColumn()}
	p.first.box.Hide()
	p.first.appear()
	return p.first.box
}

// appear asks as soon as there is a severity, and leaves a question alone that is on show.
func (f *firstEvening) appear() {
	if f.box.Visible() || !f.wanted() {
		return
	}
	f.lay()
	f.p.relay()
}

// wanted tells whether the question is to be asked: of a diary that has just begun, until it is answered.
func (f *firstEvening) wanted() bool {
	p := f.p
	if p.env.Sample || p.env.Store.ReadOnly() || p.old || !p.shown.Night.Severity.IsSet() {
		return false
	}
	state, _, err := p.env.Store.Setting(context.Background(), firstKey)
	if err != nil {
		p.env.Fail(err)
		return false
	}
	p.old = state == firstDone || state != firstOpen && len(p.shown.Interventions) > 0 ||
		len(p.shown.Recent) > firstNights || len(f.nights()) > firstNights
	return !p.old
}

// nights are all that the diary has.
func (f *firstEvening) nights() []diary.Night {
	latest := f.p.env.LatestNight()
	const longest = 12 * 150 // months; nobody writes a diary for longer
	nights, err := f.p.env.Store.Nights(context.Background(), latest.AddMonths(-longest), latest)
	if err != nil {
		f.p.env.Fail(err)
	}
	return nights
}

// lay sets the question out, with what was answered so far.
func (f *firstEvening) lay() {
	p, l := f.p, f.p.env.L
	f.chosen, f.began = catalogue.Item{}, diary.Phase{StartIs: diary.StartNotKnown}
	p.form.Forget("first/")
	body := field.NewColumn(look.Heading(l.T("night.first")), look.Quiet(l.T("night.first_hint")))
	for _, iv := range p.shown.Interventions {
		if n := len(iv.Phases); n > 0 {
			body.Add(look.Text(l.T("night.first_since", "name", iv.Name, "since", l.Since(iv.Phases[0]))))
		}
	}
	f.name = p.form.Text(l, "first/name", l.T("night.first_name"), "", diary.MaxName, func(string) {})
	f.safety = look.Quiet("")
	f.safety.Hide()
	toStart := func() { p.env.Window.Canvas().Focus(f.start) }
	check := f.name.OnChanged
	f.name.OnChanged = func(text string) {
		check(text)
		item, _ := p.env.Catalogue.Recognise(text, catalogue.Remedy, l)
		f.take(item)
	}
	f.offers = p.entries(f.name, catalogue.Remedy, func(item catalogue.Item, name string) {
		f.offers.Take(name)
		f.take(item)
		toStart()
	})
	f.start = p.form.Start(l, "first/start", l.T("night.first_start"), diary.Phase{}, p.env.LatestNight(), func(d diary.Date, is diary.StartPrecision) {
		f.began.Start, f.began.StartIs = d, is
	})
	// Both wait for the press that adds them, and are there again after a crash.
	f.name.Waits, f.start.Waits = true, true
	f.name.Entered = func() {
		if !f.asks(toStart) {
			toStart()
		}
	}
	f.start.Entered = f.add
	body.Add(f.name.Box(0))
	body.Add(f.offers.Row)
	body.Add(f.safety)
	body.Add(f.start.Box(0))
	body.Add(look.Quiet(l.T("night.first_start_hint")))
	add := p.button("night.first_add", f.add)
	add.Importance = widget.HighImportance
	body.Add(flow.New(add, p.button("night.first_done", f.done)))
	f.box.Objects = []fyne.CanvasObject{look.NewCard(body)}
	f.box.Show()
	f.box.Refresh()
}

// take remembers which entry of the catalogue is meant, and says what is to be known of it.
func (f *firstEvening) take(item catalogue.Item) {
	f.chosen = item
	text := ""
	if item.ID != "" {
		text = item.SafetyIn(f.p.env.L)
	}
	f.safety.SetText(text)
	f.safety.Hidden = text == ""
}

// asks tells whether it is asked which remedy of the catalogue is meant, where the name typed is half of one. Then is
// called where it is none.
func (f *firstEvening) asks(then func()) bool {
	return f.chosen.ID == "" && f.offers.Ask(strings.TrimSpace(f.name.Text), then)
}

// add puts the remedy into the diary and asks for the next.
func (f *firstEvening) add() {
	p, l := f.p, f.p.env.L
	canvas, name := p.env.Window.Canvas(), strings.TrimSpace(f.name.Text)
	switch {
	case name == "" || f.name.Fault() != "":
		canvas.Focus(f.name) // there is something to type first
		return
	case f.start.Fault() != "":
		canvas.Focus(f.start)
		return
	case slices.ContainsFunc(p.shown.Interventions, func(iv diary.Intervention) bool { return strings.EqualFold(iv.Name, name) }):
		p.env.Notice(l.T("night.first_twice", "name", name))
		canvas.Focus(f.name)
		return
	case f.asks(f.add):
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
	err := p.write(func(ctx context.Context) error {
		if err := p.env.Store.SetSetting(ctx, firstKey, firstOpen); err != nil {
			return err
		}
		return p.env.Store.SaveIntervention(ctx, &iv)
	})
	if err != nil {
		f.start.Waits = true
		p.env.Fail(err)
		return
	}
	p.forget("first/")
	p.saved()
	p.env.Notice(l.T("night.first_added", "name", name))
	f.lay()
	p.rebuild(remedies)
	canvas.Focus(f.name)
}

// beforeAll is the day before the diary's first night.
func (f *firstEvening) beforeAll() diary.Date {
	first := f.p.env.CurrentNight()
	if nights := f.nights(); len(nights) > 0 && nights[0].Date.Before(first) {
		first = nights[0].Date
	}
	return first.AddDays(-1)
}

// done ends the question for good.
func (f *firstEvening) done() {
	p := f.p
	if strings.TrimSpace(f.name.Text) != "" { // what is typed is wanted
		count := len(p.shown.Interventions)
		if f.add(); len(p.shown.Interventions) == count {
			return
		}
	}
	if err := p.env.Store.SetSetting(context.Background(), firstKey, firstDone); err != nil {
		p.env.Fail(err)
		return
	}
	p.old = true
	p.forget("first/")
	f.box.Hide()
	p.env.Window.Canvas().Focus(p.rating)
	p.relay()
	p.env.Notice(p.env.L.T("night.first_over"))
}
