package month

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
)

// day is all that the table of several nights shows of one night.
type day struct {
	night diary.Night
	// exposed are its exposures by the name of the trigger, as figures know them.
	exposed map[string]store.Exposed
	// noted are its doses and sessions, planned ones too, by the remedy's ID.
	noted map[int64][]diary.Intake
}

// clone is a day that can be changed by itself.
func (d day) clone() day {
	d.exposed, d.noted = maps.Clone(d.exposed), maps.Clone(d.noted)
	return d
}

func sameDay(a, b day) bool {
	return sameNight(a.night, b.night) && maps.Equal(a.exposed, b.exposed) && maps.EqualFunc(a.noted, b.noted, slices.Equal)
}

func sameNight(a, b diary.Night) bool {
	a.EnteredAt, b.EnteredAt = time.Time{}, time.Time{}
	return reflect.DeepEqual(a, b)
}

// sheet is what the table shows: the days of a month, and what can be filled in.
type sheet struct {
	days    map[diary.Date]day
	figures []figure
}

// readSheet reads the days from first to last.
func readSheet(env *screen.Env, first, last diary.Date) (sh sheet, err error) {
	ctx := context.Background()
	sh.days = map[diary.Date]day{}
	nights, err := env.Store.Nights(ctx, first, last)
	if err != nil {
		return sh, err
	}
	triggers, err := env.Store.Triggers(ctx)
	if err != nil {
		return sh, err
	}
	remedies, err := env.Store.Interventions(ctx)
	if err != nil {
		return sh, err
	}
	for _, n := range nights {
		sh.days[n.Date] = day{night: n}
	}
	for date := first; !date.After(last); date = date.AddDays(1) {
		list, err := env.Store.Exposures(ctx, date)
		if err != nil {
			return sh, err
		}
		sh.expose(date, list, triggers)
	}
	for _, iv := range remedies {
		for _, in := range iv.Intakes {
			if !in.Night.Before(first) && !in.Night.After(last) {
				sh.note(iv.ID, in)
			}
		}
	}
	sh.figures = figures()
	for _, t := range slices.Concat(triggers, env.Catalogue.ReadyTriggers(triggers, env.L)) {
		if !t.Hidden || sh.met(t) {
			sh.figures = append(sh.figures, triggerColumn{t}.figure())
		}
	}
	for _, iv := range remedies {
		if taken(iv, first, last) {
			sh.figures = append(sh.figures, remedyColumn{iv}.figure())
		}
	}
	sh.figures = append(sh.figures, remark())
	return sh, nil
}

// expose adds the exposures of a night to triggers that are known.
func (sh sheet) expose(date diary.Date, list []diary.Exposure, triggers []diary.Trigger) {
	for _, e := range list {
		at := slices.IndexFunc(triggers, func(t diary.Trigger) bool { return t.ID == e.TriggerID })
		if at < 0 {
			continue
		}
		d := sh.days[date]
		d.night.Date = date
		if d.exposed == nil {
			d.exposed = map[string]store.Exposed{}
		}
		d.exposed[triggers[at].Name] = store.Exposed{Trigger: triggers[at], Exposure: e}
		sh.days[date] = d
	}
}

// note adds a dose or a session of a remedy to its night.
func (sh sheet) note(remedy int64, in diary.Intake) {
	d := sh.days[in.Night]
	d.night.Date = in.Night
	if d.noted == nil {
		d.noted = map[int64][]diary.Intake{}
	}
	d.noted[remedy] = append(d.noted[remedy], in)
	sh.days[in.Night] = d
}

func (sh sheet) met(t diary.Trigger) bool {
	for _, d := range sh.days {
		if _, ok := d.exposed[t.Name]; ok {
			return true
		}
	}
	return false
}

// taken tells whether a remedy belongs to a stretch of nights.
func taken(iv diary.Intervention, first, last diary.Date) bool {
	during := func(p diary.Phase) bool { return !p.Start.After(last) && p.End.Or(last.AddDays(1)).After(first) }
	return slices.ContainsFunc(iv.Phases, during) ||
		slices.ContainsFunc(iv.Intakes, func(in diary.Intake) bool { return !in.Night.Before(first) && !in.Night.After(last) })
}

// remark is the column of the note, in one line.
func remark() figure {
	return figure{
		name: "night.field.note", words: true,
		show: func(d day, _ *i18n.Localizer) string { return strings.Join(strings.Fields(d.night.Note), " ") },
		put: func(d *day, text string, l *i18n.Localizer) string {
			if text == strings.Join(strings.Fields(d.night.Note), " ") {
				return "" // its lines stay as they are
			}
			if len([]rune(text)) > diary.MaxNote {
				return explain.Field(l, &diary.FieldError{Reason: diary.TooLong, Max: diary.MaxNote})
			}
			d.night.Note = text
			return ""
		},
	}
}
