package night

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// episodeGroup asks for the bouts of the night.
type episodeGroup struct{ *page }

func (g episodeGroup) fields() fyne.CanvasObject {
	l := g.env.L
	body := field.NewColumn(look.Quiet(l.T("night.episodes_hint")))
	for i, e := range g.shown.Episodes {
		body.Add(g.episode(i, e))
	}
	body.Add(flow.New(g.button("night.episode_add", func() {
		g.save(episodes, true, func(ctx context.Context) error {
			return g.env.Store.SaveEpisode(ctx, &diary.Episode{Night: g.date()})
		})
	})))
	return body
}

func (g episodeGroup) episode(i int, e diary.Episode) fyne.CanvasObject {
	l := g.env.L
	key := "episode/" + strconv.FormatInt(e.ID, 10)
	write := func(rebuild bool) bool {
		return g.save(episodes, rebuild, func(ctx context.Context) error { return g.env.Store.SaveEpisode(ctx, &e) })
	}
	keep := func() { write(false) }
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
			g.form.Clock(l, key+"/start", l.T("night.episode_start"), e.Start, func(v diary.Optional[diary.Clock]) { e.Start = v; keep() }).Box(8),
			g.form.Minutes(l, key+"/minutes", l.T("night.episode_minutes"), e.Minutes, diary.MaxMinutesBothered, func(v diary.Optional[int]) { e.Minutes = v; keep() }).Box(6)),
		field.Named(severity, field.NewRating(l, severity, e.Severity, func(v diary.Optional[int]) { e.Severity = v; keep() })),
		field.Named(l.T("night.tried"), field.Several(g.form, l, names, tried, word, func(now []string) {
			e.Tried = attempts(e.Tried, now)
			write(true)
		})))
	own := g.form.Text(l, key+"/own", l.T("night.tried_own"), "", diary.MaxName, func(string) {})
	own.Waits = true
	add := func() {
		measure := measureNamed(own.Text, names, word)
		if measure == "" || own.Fault() != "" {
			return
		}
		e.Tried = attempts(e.Tried, field.With(tried, measure, true))
		if write(false) {
			own.Take()
			g.rebuild(episodes)
		}
	}
	own.Entered = add
	press := g.button("night.trigger_add", add)
	if own.Disabled() {
		press.Disable()
	}
	body.Add(flow.New(own.Box(22), press))
	for at := range e.Tried {
		name := l.T("night.relief", "measure", word(e.Tried[at].Measure))
		body.Add(field.Named(name, field.NewRating(l, name, e.Tried[at].Relief, func(v diary.Optional[int]) {
			e.Tried[at].Relief = v
			keep()
		})))
		body.Add(g.form.Minutes(l, key+"/relief/"+e.Tried[at].Measure, l.T("night.minutes_to_relief"), e.Tried[at].MinutesToRelief, diary.MaxMinutesInBed, func(v diary.Optional[int]) {
			e.Tried[at].MinutesToRelief = v
			keep()
		}).Box(6))
	}
	body.Add(flow.New(g.button("night.episode_delete", func() {
		if g.save(episodes, false, func(ctx context.Context) error { return g.env.Store.DeleteEpisode(ctx, e.ID) }) {
			g.forget(key + "/")
			g.rebuild(episodes)
		}
	})))
	return body
}

// measureNamed is what is kept for a measure typed by name: one of those offered, if it is called so.
func measureNamed(typed string, offered []string, word func(string) string) string {
	typed = strings.TrimSpace(typed)
	if at := slices.IndexFunc(offered, func(m string) bool { return strings.EqualFold(word(m), typed) }); at >= 0 {
		return offered[at]
	}
	return typed
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
