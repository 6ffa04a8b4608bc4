package night

import (
	"strconv"
)

// lines tells the night in words, in reading order.
func (s *Screen) lines() []string {
	l, n := s.env.L, s.shown.Night
	list := []string{l.NightOf(s.date()), l.NightSpan(s.date())}
	for _, a := range s.shown.plans() {
		list = append(list, a.words(l))
	}
	if v, ok := n.Severity.Get(); ok {
		list = append(list, l.T("field.rating.value", "name", l.T("night.severity"), "n", strconv.Itoa(v)))
	} else {
		list = append(list, l.T("night.read.nothing"))
	}
	if v, ok := n.SleepHours.Get(); ok {
		list = append(list, l.T("night.read.value", "name", l.T("night.sleep_hours"), "value", l.Full(v)))
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
