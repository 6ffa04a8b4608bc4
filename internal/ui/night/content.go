package night

import (
	"context"
	"fmt"
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/night/answer"
)

// stripNights is how many nights the strip shows, in rows of a week so that the same days stand together.
const (
	weekNights  = 7
	stripNights = 2 * weekNights
)

// content is all that the screen shows of one night.
type content struct {
	Night         diary.Night
	Recorded      bool
	Episodes      []diary.Episode
	Exposures     []diary.Exposure
	Triggers      []diary.Trigger
	Interventions []diary.Intervention
	Plans         []diary.PlannedComparison
	// Recent are the nights of the strip that are recorded.
	Recent []diary.Night
}

// everything is what a screen reads that has nothing on show yet.
var everything = store.Change{All: true, Kinds: []store.Kind{
	store.Nights, store.Episodes, store.Exposures, store.Triggers, store.Interventions, store.Plans,
}}

// read reads what a night shows.
func read(ctx context.Context, s *store.Store, date, current diary.Date) (content, error) {
	var c content
	c.Night.Date = date
	return c.after(ctx, s, everything, current)
}

// after returns what is to be shown after a change: only what the change touched is read.
func (c content) after(ctx context.Context, s *store.Store, change store.Change, current diary.Date) (content, error) {
	date, end := c.Night.Date, stripEnd(c.Night.Date, current)
	first := end.AddDays(1 - stripNights)
	touches := func(from, to diary.Date, kinds ...store.Kind) bool {
		return slices.ContainsFunc(kinds, func(k store.Kind) bool { return slices.Contains(change.Kinds, k) }) &&
			(change.All || slices.ContainsFunc(change.Dates, func(d diary.Date) bool { return !d.Before(from) && !d.After(to) }))
	}
	var err error
	get := func(stale bool, read func() error) {
		if err == nil && stale {
			err = read()
		}
	}
	get(touches(date, date, store.Nights), func() (err error) {
		c.Night, c.Recorded, err = s.Night(ctx, date)
		c.Night.Date = date
		return err
	})
	get(touches(date, date, store.Episodes), func() (err error) { c.Episodes, err = s.Episodes(ctx, date); return err })
	// What belonged to a trigger or a remedy that was deleted went with it.
	get(touches(date, date, store.Exposures, store.Triggers), func() (err error) { c.Exposures, err = s.Exposures(ctx, date); return err })
	always := func(kinds ...store.Kind) bool {
		return slices.ContainsFunc(kinds, func(k store.Kind) bool { return slices.Contains(change.Kinds, k) })
	}
	get(always(store.Triggers), func() (err error) { c.Triggers, err = s.Triggers(ctx); return err })
	get(always(store.Interventions, store.Intakes), func() (err error) { c.Interventions, err = s.Interventions(ctx); return err })
	get(always(store.Plans, store.Interventions), func() (err error) { c.Plans, err = s.Plans(ctx); return err })
	get(touches(first, end, store.Nights), func() (err error) { c.Recent, err = s.Nights(ctx, first, end); return err })
	if err != nil {
		return content{}, fmt.Errorf("reading night %s: %w", date, err)
	}
	return c, nil
}

// wrote returns what is to be shown once a night is written: nothing need be read for it.
func (c content) wrote(n diary.Night) content {
	c.Night, c.Recorded = n, !n.IsEmpty()
	at, there := slices.BinarySearchFunc(c.Recent, n.Date, func(r diary.Night, d diary.Date) int { return r.Date.Compare(d) })
	switch c.Recent = slices.Clone(c.Recent); {
	case there && c.Recorded:
		c.Recent[at] = n
	case there:
		c.Recent = slices.Delete(c.Recent, at, at+1)
	case c.Recorded:
		c.Recent = slices.Insert(c.Recent, at, n)
	}
	return c
}

// stripEnd is the last night of the strip: the one that is meant by now, or the one on show where that is
// later, or for older nights a week later. Before noon the coming night is not in it: it is no gap yet.
func stripEnd(date, current diary.Date) diary.Date {
	switch {
	case date.After(current):
		return date
	case current.Sub(date) >= stripNights:
		return date.AddDays(weekNights)
	}
	return current
}

// mark is one night of the strip.
type mark struct {
	Date     diary.Date
	Severity diary.Optional[int]
	Recorded bool
}

// words are the night's severity, or that it was written down without one, or that it was not.
func (m mark) words(l *i18n.Localizer) string {
	if n, ok := m.Severity.Get(); ok {
		return l.Number(float64(n), 0)
	}
	if m.Recorded {
		return l.T("night.without_severity")
	}
	return l.T("night.gap")
}

// marks puts the strip's nights in a row, gaps included.
func marks(recent []diary.Night, end diary.Date) []mark {
	row := make([]mark, stripNights)
	for i := range row {
		row[i].Date = end.AddDays(i + 1 - stripNights)
		at := slices.IndexFunc(recent, func(n diary.Night) bool { return n.Date == row[i].Date })
		if at >= 0 {
			row[i].Recorded, row[i].Severity = true, recent[at].Severity
		}
	}
	return row
}

// group is one folded part of the form: of the night's fields, or of what is noted beside them.
type group string

const (
	sleep     = group(diary.SleepGroup)
	sensation = group(diary.SensationGroup)
	episodes  = group("episodes")
	triggers  = group("triggers")
	remedies  = group("remedies")
	nextDay   = group(diary.NextDayGroup)
	note      = group(diary.NoteGroup)
	unusual   = group(diary.UnusualGroup)
)

// groups lists them in the order shown.
var groups = []group{sleep, sensation, episodes, triggers, remedies, nextDay, note, unusual}

// firstRight is the first group that stands in the right one of two columns.
const firstRight = triggers

// fills tells whether a night has an answer in a group.
func fills(n diary.Night, g group) bool {
	return slices.ContainsFunc(fieldsOf(g), func(f diary.Field) bool { return f.IsSet(&n) })
}

// opens tells whether a group stands open where the person has not said: it does where something is in
// it, on this night or lately.
func (c content) opens(g group) bool {
	switch g {
	case episodes:
		return len(c.Episodes) > 0
	case triggers:
		return len(c.Triggers) > 0 || len(c.Exposures) > 0
	case remedies:
		return len(c.today()) > 0
	}
	return fills(c.Night, g) || slices.ContainsFunc(c.Recent, func(n diary.Night) bool { return fills(n, g) })
}

// today lists the remedies of the night: those with a phase on it, and those with something noted.
func (c content) today() []answer.OfRemedy {
	var list []answer.OfRemedy
	for _, iv := range c.Interventions {
		r := answer.OfRemedy{Remedy: iv}
		for _, in := range iv.Intakes {
			if in.Night == c.Night.Date {
				r.Noted = append(r.Noted, in)
			}
		}
		at := iv.PhaseOn(c.Night.Date)
		if at >= 0 {
			r.Phase = iv.Phases[at]
		}
		if at >= 0 || len(r.Noted) > 0 {
			list = append(list, r)
		}
	}
	return list
}
