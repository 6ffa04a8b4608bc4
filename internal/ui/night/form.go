package night

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night/now"
)

// present lays the night out.
func (p *page) present() {
	l := p.env.L
	p.laidOut = p.setting()
	p.form = p.newForm()
	p.said = look.Quiet("")
	p.again = look.NewButton(l.T("night.try_again"), func() { p.retry() })
	p.again.Hidden = !p.unsaved
	p.tellRecorded()
	p.rating = field.NewRating(l, l.T("night.field.severity"), p.shown.Night.Severity, func(v diary.Optional[int]) {
		p.update(func(n *diary.Night) { n.Severity = v })
	})
	p.rating.Entered = func() {
		p.form.Commit()
		if p.shown.Recorded {
			p.env.Notice(l.T("night.saved"))
		}
	}
	strip := flow.NewEven(weekNights)
	p.strip = strip
	p.drawStrip()
	severity := look.NewCard(container.NewVBox(
		look.Heading(l.T("night.field.severity")), p.rating, look.Quiet(l.T("night.severity_scale")), p.said, container.NewHBox(p.again)))
	objects := []fyne.CanvasObject{p.head()}
	p.asked = now.Ask(p.env, now.Asker{Origin: p.origin, GoOn: p.ways.now, Ended: func() { p.open(p.date()) }})
	if p.asked != nil {
		objects = append(objects, p.asked.Card)
	}
	for _, a := range p.shown.plans() {
		objects = append(objects, planCards{p}.card(a))
	}
	for _, words := range p.shown.boxes(l) {
		objects = append(objects, look.NewNotice(look.Text(words)))
	}
	objects = append(objects, field.Left(), severity, p.firstBox())
	p.folds = map[group]*field.Fold{}
	for _, g := range groups {
		if g == firstRight {
			objects = append(objects, field.Right())
		}
		objects = append(objects, p.fold(g))
	}
	objects = append(objects,
		field.Top(),
		look.NewCard(container.NewVBox(look.Heading(l.T("night.strip")), look.Quiet(l.T("night.strip_hint")), strip)),
		flow.New(
			p.button("night.several", p.ways.several),
			p.button("night.all", p.ways.all),
			p.button("night.delete", p.clear)))
	p.scroll.Fill(p.column, objects)
}

// tellRecorded says below the severity whether the diary has the night.
func (p *page) tellRecorded() {
	text := ""
	if p.shown.Recorded {
		text = p.env.L.T("night.recorded")
	}
	p.say(text)
}

// head is the date in words with the ways to other nights.
func (p *page) head() fyne.CanvasObject {
	l := p.env.L
	title := look.Title(l.NightOf(p.date()))
	back := look.NewIconButton(l.T("night.before"), theme.NavigateBackIcon(), func() { p.visit(p.date().AddDays(-1)) })
	on := look.NewIconButton(l.T("night.after"), theme.NavigateNextIcon(), func() { p.visit(p.date().AddDays(1)) })
	jump := look.NewIconButton(l.T("night.calendar"), theme.CalendarIcon(), nil)
	jump.OnTapped = func() {
		field.Calendar(l, p.env.Window, jump, field.Days{At: p.date(), Last: p.env.LatestNight(), Written: p.recorded}, p.visit)
	}
	happening := look.NewButton(l.T("night.now_button"), p.ways.now)
	happening.Hidden = p.env.Store.ReadOnly()
	row := flow.New(back, on, jump, happening)
	if current := p.env.CurrentNight(); current != p.date() {
		key := "night.to_last"
		if current == p.env.LatestNight() {
			key = "night.to_tonight"
		}
		row.Add(look.NewButton(l.T(key), func() { p.visit(current) }))
	}
	return field.NewColumn(title, look.Quiet(l.NightSpan(p.date())), row)
}

// recorded tells which nights of a stretch have an entry.
func (p *page) recorded(first, last diary.Date) map[diary.Date]bool {
	nights, err := p.env.Store.Nights(context.Background(), first, last)
	if err != nil {
		p.env.Fail(err)
		return nil
	}
	written := make(map[diary.Date]bool, len(nights))
	for _, n := range nights {
		written[n.Date] = true
	}
	return written
}

// marks are the strip of the night on show.
func (p *page) marks() []mark {
	return marks(p.shown.Recent, stripEnd(p.date(), p.env.CurrentNight()))
}

// drawStrip shows the nights around with their severity; a gap is a dash.
func (p *page) drawStrip() {
	l := p.env.L
	if len(p.strip.Objects) == 0 {
		for range stripNights {
			p.strip.Objects = append(p.strip.Objects, look.NewButton("", nil))
		}
	}
	// The buttons stay: the toolkit keeps for a minute what it drew for others, and a night is saved at every press.
	changed := false
	for i, m := range p.marks() {
		b, ok := p.strip.Objects[i].(*look.Button)
		if !ok {
			continue
		}
		day, date := l.WeekdayShort(m.Date.Weekday()), l.DayMonth(m.Date)
		b.OnTapped = func() { p.visit(m.Date) }
		b.Name = named(l, day+" "+date, m.words(l))
		// One below the other, so that a week fits side by side.
		word, importance := day+"\n"+date+"\n"+m.words(l), widget.MediumImportance
		switch {
		case m.Date == p.date():
			importance = widget.HighImportance
		case !m.Recorded:
			importance = widget.LowImportance
		}
		if b.Text != word || b.Importance != importance {
			b.Text, b.Importance, changed = word, importance, true
		}
	}
	if changed {
		p.strip.Refresh()
	}
}

// clear deletes all that is noted for the night; it can be undone.
func (p *page) clear() {
	p.form.Commit()
	date := p.date()
	if err := p.write(func(ctx context.Context) error { return p.env.Store.ClearNight(ctx, date) }); err != nil {
		p.env.Fail(err)
		return
	}
	p.written() // what could not be saved is not wanted any more, nor what is half typed
	p.forget("")
	p.env.Notice(p.env.L.T("night.deleted"))
	p.open(date)
}

// fold makes a group of the form. What is in it is made only where it is opened.
func (p *page) fold(g group) fyne.CanvasObject {
	ctx, key := context.Background(), "night.open."+string(g)
	open := p.shown.opens(g)
	choice, found, err := p.env.Store.Setting(ctx, key)
	if err != nil {
		p.env.Fail(err)
	}
	if found {
		open = choice == "yes"
	}
	f := field.NewFold(p.form, p.env.L, p.env.L.T("night.group."+string(g)), open, func() fyne.CanvasObject { return p.build(g) })
	f.Toggled = func(open bool) {
		choice := "no"
		if open {
			choice = "yes"
		}
		// A diary open for reading only forgets it, which does not matter.
		if !p.env.Store.ReadOnly() {
			if err := p.env.Store.SetSetting(ctx, key, choice); err != nil {
				p.env.Fail(err)
			}
		}
		p.scroll.Refresh()
	}
	p.folds[g] = f
	return f.Box()
}

// build makes what stands in a group.
func (p *page) build(g group) fyne.CanvasObject {
	switch g {
	case episodes:
		return episodeGroup{p}.fields()
	case triggers:
		return triggerGroup{p}.fields()
	case remedies:
		return remedyGroup{p}.fields()
	}
	return fieldGroup{p}.fields(g)
}

// entries offer what the catalogue has for the name typed in a line.
func (p *page) entries(line *field.Line, as catalogue.Direction, choose func(item catalogue.Item, name string)) *field.Entries {
	return field.NewEntries(line, p.env.Window.Canvas(), field.Naming{
		Catalogue: p.env.Catalogue, L: p.env.L, As: as, Choose: choose, Laid: p.relay,
	})
}

// relay lays the form out again where something in it came or went.
func (p *page) relay() {
	p.column.Refresh()
	p.scroll.Refresh()
}
