package night

import (
	"strconv"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// lines tells the night in words, in reading order.
func (s *Screen) lines() []string {
	l, n := s.env.L, s.shown.Night
	list := []string{l.NightOf(s.date), l.NightSpan(s.date)}
	list = append(list, s.shown.plans(l)...)
	if v, ok := n.Severity.Get(); ok {
		list = append(list, l.T("field.rating.value", "name", l.T("night.severity"), "n", strconv.Itoa(v)))
	} else {
		list = append(list, l.T("night.read.nothing"))
	}
	if v, ok := n.SleepHours.Get(); ok {
		list = append(list, l.T("night.read.value", "name", l.T("night.sleep_hours"), "value", l.Short(v)))
	}
	if v, ok := n.TimesUp.Get(); ok {
		list = append(list, l.T("night.read.value", "name", l.T("night.times_up"), "value", strconv.Itoa(v)))
	}
	for _, e := range s.shown.Exposures {
		for _, t := range s.shown.Triggers {
			if t.ID == e.TriggerID {
				list = append(list, t.Name)
			}
		}
	}
	for _, r := range s.shown.today() {
		list = append(list, r.Remedy.Name)
	}
	if n.Note != "" {
		list = append(list, n.Note)
	}
	return list
}

// plans says what each planned comparison asks of this night.
func (c content) plans(l *i18n.Localizer) []string {
	var list []string
	for _, p := range c.Plans {
		if p.Abandoned.IsSet() || c.Night.Date.Before(p.Begun) {
			continue
		}
		for _, iv := range c.Interventions {
			if iv.ID != p.InterventionID {
				continue
			}
			switch stage(p, c.Night.Date) {
			case without:
				list = append(list, l.T("night.plan.without", "name", iv.Name))
			case with:
				list = append(list, l.T("night.plan.with", "name", iv.Name))
			}
		}
	}
	return list
}

// part is what a planned comparison asks of a night.
type part int

const (
	over part = iota
	without
	with
)

// stage tells the part of the plan that a night lies in.
func stage(p diary.PlannedComparison, night diary.Date) part {
	for i, s := range p.Starts {
		end := s.Drawn.AddDays(p.RunInDays + p.OnDays)
		switch {
		case night.Before(s.Drawn):
			return without
		case night.Before(end):
			return with
		case i == len(p.Starts)-1 && night.Before(end.AddDays(p.OffDays)):
			return without
		}
	}
	return over
}
