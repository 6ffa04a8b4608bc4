package night

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
func (s *Screen) readSheet(first, last diary.Date) (sh sheet, err error) {
	ctx := context.Background()
	sh.days = map[diary.Date]day{}
	nights, err := s.env.Store.Nights(ctx, first, last)
	if err != nil {
		return sh, err
	}
	triggers, err := s.env.Store.Triggers(ctx)
	if err != nil {
		return sh, err
	}
	remedies, err := s.env.Store.Interventions(ctx)
	if err != nil {
		return sh, err
	}
	for _, n := range nights {
		sh.days[n.Date] = day{night: n}
	}
	for date := first; !date.After(last); date = date.AddDays(1) {
		list, err := s.env.Store.Exposures(ctx, date)
		if err != nil {
			return sh, err
		}
		for _, e := range list {
			if at := slices.IndexFunc(triggers, func(t diary.Trigger) bool { return t.ID == e.TriggerID }); at >= 0 {
				d := sh.days[date]
				d.night.Date = date
				if d.exposed == nil {
					d.exposed = map[string]store.Exposed{}
				}
				d.exposed[triggers[at].Name] = store.Exposed{Trigger: triggers[at], Exposure: e}
				sh.days[date] = d
			}
		}
	}
	for _, iv := range remedies {
		for _, in := range iv.Intakes {
			if in.Night.Before(first) || in.Night.After(last) {
				continue
			}
			d := sh.days[in.Night]
			d.night.Date = in.Night
			if d.noted == nil {
				d.noted = map[int64][]diary.Intake{}
			}
			d.noted[iv.ID] = append(d.noted[iv.ID], in)
			sh.days[in.Night] = d
		}
	}
	sh.figures = figures()
	for _, t := range slices.Concat(triggers, s.env.Catalogue.ReadyTriggers(triggers, s.env.L)) {
		if !t.Hidden || sh.met(t) {
			sh.figures = append(sh.figures, met(t))
		}
	}
	for _, iv := range remedies {
		if taken(iv, first, last) {
			sh.figures = append(sh.figures, dose(iv))
		}
	}
	sh.figures = append(sh.figures, remark())
	return sh, nil
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

// letter tells whether a letter is the one in this place of the language's list: for met, taken and missed.
func letter(r rune, at int, l *i18n.Localizer) bool {
	letters := strings.Fields(l.T("night.cell.letters"))
	return at < len(letters) && strings.EqualFold(string(r), letters[at])
}

// What a letter stands for, by its place in the language's list.
const (
	letterMet = iota
	letterTaken
	letterMissed
)

// met is the column of a trigger: whether it was met or, where it has a unit, how much of it there was.
func met(t diary.Trigger) figure {
	f := figure{name: "trigger/" + t.Name, title: t.Name}
	if t.Unit != "" {
		f.title = t.Name + " (" + t.Unit + ")"
	}
	yes := func(text string, l *i18n.Localizer) bool {
		r := []rune(text)
		return strings.EqualFold(text, l.T("night.cell.yes")) || len(r) == 1 && (strings.ContainsRune("xX+✓", r[0]) || letter(r[0], letterMet, l))
	}
	if t.Unit == "" {
		f.key = func(r rune, l *i18n.Localizer) (string, bool) {
			switch {
			case r == '1' || yes(string(r), l):
				return l.T("night.cell.yes"), true
			case r == '0' || r == '-':
				return "", true
			}
			return "", false
		}
	}
	f.show = func(d day, l *i18n.Localizer) string {
		x, ok := d.exposed[t.Name]
		if !ok {
			return ""
		}
		if amount, said := x.Exposure.Amount.Get(); said {
			return l.Full(amount)
		}
		return l.T("night.cell.yes")
	}
	f.put = func(d *day, text string, l *i18n.Localizer) string {
		if text == "" || text == "-" || text == "0" {
			delete(d.exposed, t.Name)
			return ""
		}
		x, there := d.exposed[t.Name]
		if !there {
			x = store.Exposed{Trigger: t}
		}
		x.Exposure.Amount = diary.None[float64]()
		if !yes(text, l) && (t.Unit != "" || text != "1") {
			amount, ok := i18n.ParseNumber(text)
			if !ok || amount <= 0 || amount > diary.MaxDose {
				return l.T("night.cell.fault_trigger")
			}
			x.Exposure.Amount = diary.Some(amount)
		}
		if d.exposed == nil {
			d.exposed = map[string]store.Exposed{}
		}
		d.exposed[t.Name] = x
		return ""
	}
	return f
}

// dose is the column of a remedy: whether it was taken or done, or missed. A number other than 1 and 0 is the dose
// that was taken.
func dose(iv diary.Intervention) figure {
	f := figure{name: "remedy/" + iv.Name, title: iv.Name}
	of := func(d day) remedyToday { return remedyToday{Remedy: iv, Noted: d.noted[iv.ID]} }
	done := func(d day) diary.IntakeStatus { return answersFor(of(d))[0] }
	status := func(d day, text string, l *i18n.Localizer) (diary.IntakeStatus, bool) {
		for _, s := range answersFor(of(d)) {
			if strings.EqualFold(text, l.T("intake."+string(s))) {
				return s, true
			}
		}
		if r := []rune(text); len(r) == 1 {
			switch {
			case strings.ContainsRune("1xX+✓", r[0]) || letter(r[0], letterTaken, l):
				return done(d), true
			case strings.ContainsRune("0-", r[0]) || letter(r[0], letterMissed, l):
				return diary.Missed, true
			}
		}
		return "", false
	}
	f.key = func(r rune, l *i18n.Localizer) (string, bool) {
		s, ok := status(day{}, string(r), l)
		return l.T("intake." + string(s)), ok
	}
	f.show = func(d day, l *i18n.Localizer) string {
		list := of(d).answers()
		if len(list) == 0 {
			return ""
		}
		if amount, said := list[0].Dose.Get(); said && len(list) == 1 && list[0].Status == diary.Taken {
			return l.Full(amount)
		}
		return l.T("intake." + string(list[0].Status))
	}
	f.put = func(d *day, text string, l *i18n.Localizer) string {
		r := of(*d)
		list := []diary.Intake(nil)
		if text != "" {
			s, ok := status(*d, text, l)
			list = answered(r.answers(), d.night.Date, s)
			if !ok {
				amount, number := i18n.ParseNumber(text)
				if !number || amount <= 0 || amount > diary.MaxDose {
					return l.T("night.cell.fault_dose")
				}
				list = []diary.Intake{{Night: d.night.Date, Status: diary.Taken, Dose: diary.Some(amount)}}
			}
		}
		if d.noted == nil {
			d.noted = map[int64][]diary.Intake{}
		}
		if list = append(r.planned(), list...); len(list) == 0 {
			delete(d.noted, iv.ID)
			return ""
		}
		d.noted[iv.ID] = list
		return ""
	}
	return f
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
