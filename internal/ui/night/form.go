package night

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// present lays the night out.
func (s *Screen) present() {
	l := s.env.L
	s.form = s.newForm()
	s.said = look.Quiet("")
	s.again = look.NewButton(l.T("night.try_again"), func() { s.retry() })
	s.again.Hidden = !s.unsaved
	if s.shown.Recorded {
		s.said.SetText(l.T("night.recorded"))
	}
	s.rating = field.NewRating(l, l.T("night.field.severity"), s.shown.Night.Severity, func(v diary.Optional[int]) {
		s.update(func(n *diary.Night) { n.Severity = v })
	})
	s.rating.Entered = func() {
		s.form.Commit()
		if s.shown.Recorded {
			s.env.Notice(l.T("night.saved"))
		}
	}
	strip := flow.NewEven(weekNights)
	s.strip = strip
	s.drawStrip()
	severity := look.NewCard(container.NewVBox(
		look.Heading(l.T("night.field.severity")), s.rating, look.Quiet(l.T("night.severity_scale")), s.said, container.NewHBox(s.again)))
	s.column.Objects = []fyne.CanvasObject{s.head()}
	if asked := s.boutCard(); asked != nil {
		s.column.Add(asked)
	}
	for _, a := range s.shown.plans() {
		s.column.Add(s.planCard(a))
	}
	for _, words := range s.shown.boxes(l) {
		s.column.Add(look.NewNotice(look.Text(words)))
	}
	s.column.Add(field.Left())
	s.column.Add(severity)
	s.column.Add(s.firstBox())
	s.folds = map[group]*field.Fold{}
	for _, g := range groups {
		s.fold(g)
	}
	s.column.Add(field.Right())
	s.column.Add(look.NewCard(container.NewVBox(look.Heading(l.T("night.strip")), look.Quiet(l.T("night.strip_hint")), strip)))
	s.column.Add(flow.New(
		s.button("night.several", func() { s.turn(newMonthTable(s)) }),
		s.button("night.all", func() { s.turn(s.allNights()) }),
		s.button("night.delete", s.clear)))
	s.column.Refresh()
	s.scroll.Refresh()
}

// head is the date in words with the ways to other nights.
func (s *Screen) head() fyne.CanvasObject {
	l := s.env.L
	title := look.Title(l.NightOf(s.date()))
	back := look.NewIconButton(l.T("night.before"), theme.NavigateBackIcon(), func() { s.visit(s.date().AddDays(-1)) })
	on := look.NewIconButton(l.T("night.after"), theme.NavigateNextIcon(), func() { s.visit(s.date().AddDays(1)) })
	jump := look.NewIconButton(l.T("night.calendar"), theme.CalendarIcon(), nil)
	jump.OnTapped = func() {
		field.Calendar(l, s.env.Window, jump, field.Days{At: s.date(), Last: s.env.LatestNight(), Written: s.recorded}, s.visit)
	}
	happening := look.NewButton(l.T("night.now_button"), s.now)
	happening.Hidden = s.env.Store.ReadOnly()
	row := flow.New(back, on, jump, happening)
	if now := s.env.CurrentNight(); now != s.date() {
		key := "night.to_last"
		if now == s.env.LatestNight() {
			key = "night.to_tonight"
		}
		row.Add(look.NewButton(l.T(key), func() { s.visit(now) }))
	}
	return field.NewColumn(title, look.Quiet(l.NightSpan(s.date())), row)
}

// recorded tells which nights of a stretch have an entry.
func (s *Screen) recorded(first, last diary.Date) map[diary.Date]bool {
	nights, err := s.env.Store.Nights(context.Background(), first, last)
	if err != nil {
		s.env.Fail(err)
		return nil
	}
	written := make(map[diary.Date]bool, len(nights))
	for _, n := range nights {
		written[n.Date] = true
	}
	return written
}

// drawStrip shows the nights around with their severity; a gap is a dash.
func (s *Screen) drawStrip() {
	l := s.env.L
	s.strip.Objects = nil
	for _, m := range s.marks() {
		day, date := l.WeekdayShort(m.Date.Weekday()), l.DayMonth(m.Date)
		// One beneath the other, so that a week fits side by side.
		b := look.NewButton(day+"\n"+date+"\n"+m.words(l), func() { s.visit(m.Date) })
		b.Name = named(l, day+" "+date, m.words(l))
		switch {
		case m.Date == s.date():
			b.Importance = widget.HighImportance
		case !m.Recorded:
			b.Importance = widget.LowImportance
		}
		s.strip.Add(b)
	}
	s.strip.Refresh()
}

// clear deletes all that is noted for the night; it can be undone.
func (s *Screen) clear() {
	s.form.Commit()
	if err := s.env.Store.ClearNight(context.Background(), s.date()); err != nil {
		s.env.Fail(err)
		return
	}
	s.written() // what could not be saved is not wanted any more, nor what is half typed
	s.forget("")
	s.env.Notice(s.env.L.T("night.deleted"))
	s.open(s.date())
}

// fold adds a group to the form. What is in it is made only where it is opened.
func (s *Screen) fold(g group) {
	ctx, key := context.Background(), "night.open."+string(g)
	open := s.shown.opens(g)
	choice, found, err := s.env.Store.Setting(ctx, key)
	if err != nil {
		s.env.Fail(err)
	}
	if found {
		open = choice == "yes"
	}
	f := field.NewFold(s.form, s.env.L, s.env.L.T("night.group."+string(g)), open, func() fyne.CanvasObject { return s.build(g) })
	f.Toggled = func(open bool) {
		choice := "no"
		if open {
			choice = "yes"
		}
		// A diary open for reading only forgets it, which does not matter.
		if !s.env.Store.ReadOnly() {
			if err := s.env.Store.SetSetting(ctx, key, choice); err != nil {
				s.env.Fail(err)
			}
		}
		s.column.Refresh()
		s.scroll.Refresh()
	}
	s.folds[g] = f
	s.column.Add(f.Box())
}

// build makes what stands in a group.
func (s *Screen) build(g group) fyne.CanvasObject {
	switch g {
	case episodes:
		return s.episodeFields()
	case triggers:
		return s.triggerFields()
	case remedies:
		return s.remedyFields()
	}
	return s.groupFields(g)
}
