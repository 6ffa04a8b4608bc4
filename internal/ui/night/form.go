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

// present lays the night out anew.
func (s *Screen) present() {
	l := s.env.L
	s.form = s.newForm()
	s.said = look.Quiet("")
	s.again = look.NewButton(l.T("night.try_again"), func() { s.retry() })
	s.again.Hidden = !s.unsaved
	if s.shown.Recorded {
		s.said.SetText(l.T("night.recorded"))
	}
	s.rating = field.NewRating(l, l.T("night.severity"), s.shown.Night.Severity, func(v diary.Optional[int]) {
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
		look.Heading(l.T("night.severity")), look.Quiet(l.T("night.severity_scale")), s.rating, s.said, container.NewHBox(s.again)))
	s.column.Objects = []fyne.CanvasObject{s.head()}
	for _, a := range s.shown.plans() {
		s.column.Add(s.planCard(a))
	}
	s.column.Add(severity)
	s.folds = map[group]*field.Fold{}
	s.fold(sleep, l.T("night.group.sleep"), s.sleepFields)
	s.fold(sensation, l.T("night.group.sensation"), s.sensationFields)
	s.fold(episodes, l.T("night.group.episodes"), s.episodeFields)
	s.fold(triggers, l.T("night.group.triggers"), s.triggerFields)
	s.fold(remedies, l.T("night.group.remedies"), s.remedyFields)
	s.fold(nextDay, l.T("night.group.next_day"), s.nextDayFields)
	s.fold(note, l.T("night.group.note"), s.noteFields)
	s.fold(unusual, l.T("night.group.unusual"), s.unusualFields)
	s.column.Add(look.NewCard(container.NewVBox(look.Heading(l.T("night.strip")), look.Quiet(l.T("night.strip_hint")), strip)))
	s.column.Add(flow.New(
		s.button("night.several", func() { s.turn(newSeveral(s)) }),
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
	row := flow.New(back, on, jump)
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
	for _, m := range marks(s.shown.Recent, stripEnd(s.date(), s.env.CurrentNight())) {
		value := l.T("night.gap")
		if n, ok := m.Severity.Get(); ok {
			value = l.Number(float64(n), 0)
		} else if m.Recorded {
			value = l.T("night.without_severity")
		}
		b := look.NewButton(l.WeekdayShort(m.Date.Weekday())+" "+l.DayMonth(m.Date)+"\n"+value, func() { s.visit(m.Date) })
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

func (s *Screen) fold(g group, name string, build func() fyne.CanvasObject) {
	ctx, key := context.Background(), "night.open."+string(g)
	open := s.shown.opens(g)
	choice, found, err := s.env.Store.Setting(ctx, key)
	if err != nil {
		s.env.Fail(err)
	}
	if found {
		open = choice == "yes"
	}
	f := field.NewFold(s.form, s.env.L, name, open, build)
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

// count is a line for a whole number of the night.
func (s *Screen) count(key, name string, value diary.Optional[int], high int, set func(n *diary.Night, v diary.Optional[int])) fyne.CanvasObject {
	return s.form.Count(s.env.L, key, name, value, 0, high, 1, func(v diary.Optional[int]) {
		s.update(func(n *diary.Night) { set(n, v) })
	}).Box(6)
}

// minutes is a line for minutes of the night.
func (s *Screen) minutes(key, name string, value diary.Optional[int], high int, set func(n *diary.Night, v diary.Optional[int])) fyne.CanvasObject {
	return s.form.Minutes(s.env.L, key, name, value, high, func(v diary.Optional[int]) {
		s.update(func(n *diary.Night) { set(n, v) })
	}).Box(6)
}

func (s *Screen) rate(name string, value diary.Optional[int], set func(n *diary.Night, v diary.Optional[int])) fyne.CanvasObject {
	return field.Named(name, field.NewRating(s.env.L, name, value, func(v diary.Optional[int]) {
		s.update(func(n *diary.Night) { set(n, v) })
	}))
}

func (s *Screen) sleepFields() fyne.CanvasObject {
	l, n := s.env.L, s.shown.Night
	return field.NewColumn(flow.New(
		s.form.Hours(l, "sleep_hours", l.T("night.sleep_hours"), n.SleepHours, diary.MaxSleepHours, func(v diary.Optional[float64]) {
			s.update(func(n *diary.Night) { n.SleepHours = v })
		}).Box(6),
		s.minutes("minutes_to_sleep", l.T("night.minutes_to_sleep"), n.MinutesToSleep, diary.MaxMinutesInBed, func(n *diary.Night, v diary.Optional[int]) { n.MinutesToSleep = v }),
		s.count("times_up", l.T("night.times_up"), n.TimesUp, diary.MaxCount, func(n *diary.Night, v diary.Optional[int]) { n.TimesUp = v }),
		s.minutes("minutes_awake", l.T("night.minutes_awake"), n.MinutesAwake, diary.MaxMinutesInBed, func(n *diary.Night, v diary.Optional[int]) { n.MinutesAwake = v }),
		s.count("woken_by_legs", l.T("night.woken_by_legs"), n.WokenByLegs, diary.MaxCount, func(n *diary.Night, v diary.Optional[int]) { n.WokenByLegs = v }),
		s.count("times_woken", l.T("night.times_woken"), n.TimesWoken, diary.MaxCount, func(n *diary.Night, v diary.Optional[int]) { n.TimesWoken = v }),
		s.form.Clock(l, "tried_to_sleep", l.T("night.tried_to_sleep"), n.TriedToSleep, func(v diary.Optional[diary.Clock]) {
			s.update(func(n *diary.Night) { n.TriedToSleep = v })
		}).Box(8)),
		s.rate(l.T("night.satisfaction"), n.Satisfaction, func(n *diary.Night, v diary.Optional[int]) { n.Satisfaction = v }))
}

func (s *Screen) sensationFields() fyne.CanvasObject {
	l, n := s.env.L, s.shown.Night
	onset, allDay := s.onsetFields()
	body := field.NewColumn(
		field.Named(l.T("night.sensations"), field.Several(s.form, l, diary.Sensations, n.Sensations,
			func(v diary.Sensation) string { return l.T("sensation." + string(v)) },
			func(v []diary.Sensation) { s.update(func(n *diary.Night) { n.Sensations = v }) })),
		field.Named(l.T("night.body_parts"), field.Several(s.form, l, diary.BodyParts, n.BodyParts,
			func(v diary.BodyPart) string { return l.T("bodypart." + string(v)) },
			func(v []diary.BodyPart) { s.update(func(n *diary.Night) { n.BodyParts = v }) })),
		flow.New(
			onset.Box(8), allDay,
			s.minutes("minutes_bothered", l.T("night.minutes_bothered"), n.MinutesBothered, diary.MaxMinutesBothered, func(n *diary.Night, v diary.Optional[int]) { n.MinutesBothered = v }),
			s.minutes("rest_minutes", l.T("night.rest_minutes"), n.RestMinutes, diary.MaxRestMinutes, func(n *diary.Night, v diary.Optional[int]) { n.RestMinutes = v })),
		field.Named(l.T("night.jerks_seen"), field.One(s.form, l, diary.JerksSeenValues, n.JerksSeen,
			func(v diary.JerksSeen) string { return l.T("jerks." + string(v)) },
			func(v diary.JerksSeen) { s.update(func(n *diary.Night) { n.JerksSeen = v }) })),
		s.count("jerks_count", l.T("night.jerks_count"), n.JerksCount, diary.MaxJerks, func(n *diary.Night, v diary.Optional[int]) { n.JerksCount = v }))
	for i, name := range []string{l.T("night.block.afternoon"), l.T("night.block.evening"), l.T("night.block.night"), l.T("night.block.morning")} {
		body.Add(s.rate(name, n.Blocks[i], func(n *diary.Night, v diary.Optional[int]) { n.Blocks[i] = v }))
	}
	return body
}

// onsetFields ask when it began. Symptoms all day have no such time: one answer takes the other's place. Both
// fields stay the same, for the keyboard may be on its way from one to the other.
func (s *Screen) onsetFields() (onset *field.Line, allDay *field.Chip) {
	l, n := s.env.L, s.shown.Night
	onset = s.form.Clock(l, "onset", l.T("night.onset"), n.Onset, func(v diary.Optional[diary.Clock]) {
		s.update(func(n *diary.Night) {
			n.Onset = v
			n.AllDay = n.AllDay && !v.IsSet()
		})
		if v.IsSet() {
			allDay.Set(false)
		}
	})
	allDay = field.NewChip(s.form, l, l.T("night.all_day"), n.AllDay, func(on bool) {
		s.update(func(n *diary.Night) {
			if n.AllDay = on; on {
				n.Onset = diary.None[diary.Clock]()
			}
		})
		if on {
			onset.Take()
		}
	})
	return onset, allDay
}

func (s *Screen) nextDayFields() fyne.CanvasObject {
	l, n := s.env.L, s.shown.Night
	return field.NewColumn(
		s.rate(l.T("night.tiredness"), n.Tiredness, func(n *diary.Night, v diary.Optional[int]) { n.Tiredness = v }),
		s.rate(l.T("night.daytime_symptoms"), n.DaytimeSymptoms, func(n *diary.Night, v diary.Optional[int]) { n.DaytimeSymptoms = v }),
		flow.New(
			s.count("naps", l.T("night.naps"), n.Naps, diary.MaxNaps, func(n *diary.Night, v diary.Optional[int]) { n.Naps = v }),
			s.minutes("nap_minutes", l.T("night.nap_minutes"), n.NapMinutes, diary.MaxMinutesInBed, func(n *diary.Night, v diary.Optional[int]) { n.NapMinutes = v })))
}

func (s *Screen) noteFields() fyne.CanvasObject {
	e := s.form.Text(s.env.L, "note", s.env.L.T("night.note"), s.shown.Night.Note, diary.MaxNote, func(text string) {
		s.update(func(n *diary.Night) { n.Note = text })
	})
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.SetMinRowsVisible(4)
	return e.Box(0)
}

func (s *Screen) unusualFields() fyne.CanvasObject {
	l, n := s.env.L, s.shown.Night
	return field.NewColumn(
		look.Quiet(l.T("night.unusual_hint")),
		field.One(s.form, l, diary.UnusualReasons, n.Unusual,
			func(v diary.Unusual) string { return l.T("unusual." + string(v)) },
			func(v diary.Unusual) { s.update(func(n *diary.Night) { n.Unusual = v }) }),
		look.Text(l.T("night.safety")), s.signFields())
}
