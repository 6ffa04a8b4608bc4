package night

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// ready are the catalogue's triggers that are offered before the person added any.
var ready = []string{"caffeine", "alcohol"}

// offered lists the triggers with a chip: the person's own, and those that are ready but not yet in use.
func (s *Screen) offered() []diary.Trigger {
	var list []diary.Trigger
	for _, t := range s.shown.Triggers {
		used := slices.ContainsFunc(s.shown.Exposures, func(e diary.Exposure) bool { return e.TriggerID == t.ID })
		if !t.Hidden || used {
			list = append(list, t)
		}
	}
	for _, id := range ready {
		item, ok := s.env.Catalogue.ByID(id)
		if ok && !slices.ContainsFunc(s.shown.Triggers, func(t diary.Trigger) bool { return t.CatalogueID == id }) {
			list = append(list, diary.Trigger{Name: item.NameIn(s.env.L), CatalogueID: id, Unit: item.UnitIn(s.env.L)})
		}
	}
	return list
}

func (s *Screen) triggerFields() fyne.CanvasObject {
	l := s.env.L
	chips, amounts := flow.New(), field.NewColumn()
	for _, t := range s.offered() {
		at := slices.IndexFunc(s.shown.Exposures, func(e diary.Exposure) bool { return t.ID != 0 && e.TriggerID == t.ID })
		chips.Add(field.NewChip(s.form, l, t.Name, at >= 0, func(on bool) {
			s.save(func(ctx context.Context) error {
				if !on {
					return s.env.Store.DeleteExposure(ctx, s.shown.Exposures[at].ID)
				}
				return s.expose(ctx, t)
			}, triggers)
		}))
		if at >= 0 {
			amounts.Add(s.exposure(t, s.shown.Exposures[at]))
		}
	}
	own := s.form.Line("trigger", l.T("night.trigger_own"), "", func(string) (func(), string) { return func() {}, "" })
	own.Entered = func() { s.addTrigger(own.Text) }
	add := s.button("night.trigger_add", func() { s.addTrigger(own.Text) })
	return field.NewColumn(look.Quiet(l.T("night.triggers_hint")), chips, amounts, flow.New(own.Box(22), add))
}

func (s *Screen) addTrigger(name string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	s.form.Clear("trigger")
	s.save(func(ctx context.Context) error {
		for _, t := range s.shown.Triggers {
			if t.Name == name {
				return s.expose(ctx, t)
			}
		}
		return s.expose(ctx, diary.Trigger{Name: name})
	}, triggers)
}

// expose notes a trigger on the night; one that is new is kept first.
func (s *Screen) expose(ctx context.Context, t diary.Trigger) error {
	if t.ID == 0 {
		if err := s.env.Store.SaveTrigger(ctx, &t); err != nil {
			return err
		}
	}
	return s.env.Store.SaveExposure(ctx, &diary.Exposure{Night: s.date, TriggerID: t.ID})
}

// exposure is amount and time of one trigger.
func (s *Screen) exposure(t diary.Trigger, e diary.Exposure) fyne.CanvasObject {
	l := s.env.L
	name := l.T("night.amount_of", "name", t.Name)
	if t.Unit != "" {
		name = l.T("night.amount_of_unit", "name", t.Name, "unit", t.Unit)
	}
	key := "exposure/" + strconv.FormatInt(e.ID, 10)
	last := diary.None[diary.Clock]()
	if m, ok := e.LastAt.Get(); ok {
		if c, err := diary.ClockFrom(m/60, m%60); err == nil {
			last = diary.Some(c)
		}
	}
	keep := func() {
		s.save(func(ctx context.Context) error { return s.env.Store.SaveExposure(ctx, &e) })
	}
	return flow.New(
		s.form.Number(l, key+"/amount", name, e.Amount, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) {
			e.Amount = v
			keep()
		}).Box(7),
		s.form.Clock(l, key+"/last", l.T("night.last_at"), last, func(v diary.Optional[diary.Clock]) {
			e.LastAt = diary.None[int]()
			if c, ok := v.Get(); ok {
				hour, minute := c.HourMinute()
				e.LastAt = diary.Some(hour*60 + minute)
			}
			keep()
		}).Box(8))
}

func (s *Screen) remedyFields() fyne.CanvasObject {
	l := s.env.L
	list := s.shown.today()
	body := field.NewColumn()
	if len(list) == 0 {
		body.Add(look.Quiet(l.T("night.remedies_none")))
	}
	for _, r := range list {
		name := r.Remedy.Name
		if dose := wording.Dose(l, compare.Dose{Amount: r.Phase.Dose, Unit: r.Phase.Unit}); dose != "" {
			name = l.T("night.remedy_dose", "name", name, "dose", dose)
		}
		if r.status() == "" && len(r.Noted) > 0 {
			name = l.T("night.remedy_planned", "name", name)
		}
		answers := []diary.IntakeStatus{diary.Taken, diary.Missed, diary.SessionDone}
		body.Add(field.Named(name, field.One(s.form, l, answers, r.status(),
			func(v diary.IntakeStatus) string { return l.T("intake." + string(v)) },
			func(v diary.IntakeStatus) {
				s.save(func(ctx context.Context) error {
					return s.env.Store.SaveIntakes(ctx, r.Remedy.ID, s.date, r.noted(s.date, v))
				})
			})))
	}
	return body
}

func (s *Screen) episodeFields() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Quiet(l.T("night.episodes_hint")))
	for i, e := range s.shown.Episodes {
		body.Add(s.episode(i, e))
	}
	body.Add(flow.New(s.button("night.episode_add", func() {
		s.save(func(ctx context.Context) error {
			return s.env.Store.SaveEpisode(ctx, &diary.Episode{Night: s.date})
		}, episodes)
	})))
	return body
}

func (s *Screen) episode(i int, e diary.Episode) fyne.CanvasObject {
	l := s.env.L
	key := "episode/" + strconv.FormatInt(e.ID, 10)
	keep := func(rebuild ...group) {
		s.save(func(ctx context.Context) error { return s.env.Store.SaveEpisode(ctx, &e) }, rebuild...)
	}
	names := slices.Clone(diary.Measures)
	var tried []string
	for _, a := range e.Tried {
		tried = append(tried, a.Measure)
		if !slices.Contains(names, a.Measure) {
			names = append(names, a.Measure)
		}
	}
	word := func(m string) string { return wording.Measure(l, m) }
	severity := l.T("night.episode_severity")
	body := field.NewColumn(
		look.Heading(l.T("night.episode", "n", strconv.Itoa(i+1))),
		flow.New(
			s.form.Clock(l, key+"/start", l.T("night.episode_start"), e.Start, func(v diary.Optional[diary.Clock]) { e.Start = v; keep() }).Box(8),
			s.form.Count(l, key+"/minutes", l.T("night.episode_minutes"), e.Minutes, 0, diary.MaxMinutesBothered, 5, func(v diary.Optional[int]) { e.Minutes = v; keep() }).Box(6)),
		field.Named(severity, field.NewRating(l, severity, e.Severity, func(v diary.Optional[int]) { e.Severity = v; keep() })),
		field.Named(l.T("night.tried"), field.Several(s.form, l, names, tried, word, func(now []string) {
			e.Tried = attempts(e.Tried, now)
			keep(episodes)
		})))
	own := s.form.Line(key+"/own", l.T("night.tried_own"), "", func(string) (func(), string) { return func() {}, "" })
	own.Entered = func() {
		if own.Text != "" && !slices.Contains(tried, own.Text) {
			e.Tried = attempts(e.Tried, append(slices.Clone(tried), own.Text))
			keep(episodes)
		}
	}
	body.Add(own.Box(22))
	for at := range e.Tried {
		name := l.T("night.relief", "measure", word(e.Tried[at].Measure))
		body.Add(field.Named(name, field.NewRating(l, name, e.Tried[at].Relief, func(v diary.Optional[int]) {
			e.Tried[at].Relief = v
			keep()
		})))
		body.Add(s.form.Count(l, key+"/relief/"+e.Tried[at].Measure, l.T("night.minutes_to_relief"), e.Tried[at].MinutesToRelief, 0, diary.MaxMinutesInBed, 5, func(v diary.Optional[int]) {
			e.Tried[at].MinutesToRelief = v
			keep()
		}).Box(6))
	}
	body.Add(flow.New(s.button("night.episode_delete", func() {
		s.save(func(ctx context.Context) error { return s.env.Store.DeleteEpisode(ctx, e.ID) }, episodes)
	})))
	return body
}

// attempts keeps the answers of measures that are still chosen and adds those that are new.
func attempts(before []diary.Attempt, measures []string) []diary.Attempt {
	var list []diary.Attempt
	for _, m := range measures {
		at := slices.IndexFunc(before, func(a diary.Attempt) bool { return a.Measure == m })
		if at >= 0 {
			list = append(list, before[at])
		} else {
			list = append(list, diary.Attempt{Measure: m})
		}
	}
	return list
}
