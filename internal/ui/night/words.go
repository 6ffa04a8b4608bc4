package night

import (
	"strconv"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/night/answer"
	"stillnight/internal/wording"
)

// lines tells the night in words, in reading order: all that is written down for it.
func (p *page) lines() []string {
	l, n := p.env.L, &p.shown.Night
	list := []string{l.NightOf(p.date()), l.NightSpan(p.date())}
	for _, a := range p.shown.plans() {
		list = append(list, a.words(l))
	}
	list = append(list, p.shown.boxes(l)...)
	if n.IsEmpty() {
		list = append(list, l.T("night.read.nothing"))
	}
	list = append(list, answers(l, "", n)...)
	for _, g := range groups {
		switch g {
		case episodes:
			for i, e := range p.shown.Episodes {
				list = append(list, episodeWords(l, i, e)...)
			}
		case triggers:
			for _, e := range p.shown.Exposures {
				list = append(list, p.exposureWords(e)...)
			}
		case remedies:
			for _, r := range p.shown.today() {
				list = append(list, remedyWords(l, r)...)
			}
		default:
			list = append(list, answers(l, g, n)...)
		}
	}
	list = append(list, l.T("night.strip"))
	for _, m := range p.marks() {
		list = append(list, named(l, l.WeekdayShort(m.Date.Weekday())+" "+l.DayMonth(m.Date), m.words(l)))
	}
	return list
}

// answers tells what is answered of a group.
func answers(l *i18n.Localizer, g group, n *diary.Night) []string {
	var list []string
	for _, f := range fieldsOf(g) {
		if !f.IsSet(n) {
			continue
		}
		switch name := l.T("night.field." + f.Name); f.Kind {
		case diary.YesNo:
			list = append(list, name)
		case diary.Rating:
			list = append(list, l.T("field.rating.value", "name", name, "n", answer.Shown(l, f, n)))
		case diary.Prose:
			list = append(list, answer.Shown(l, f, n))
		default:
			list = append(list, named(l, name, answer.Shown(l, f, n)))
		}
	}
	return list
}

func named(l *i18n.Localizer, name, value string) string {
	return l.T("night.read.value", "name", name, "value", value)
}

// clockWords, minuteWords and ratingWords tell an answer with its name, or nothing where there is none.
func clockWords(l *i18n.Localizer, name string, v diary.Optional[diary.Clock]) []string {
	if c, ok := v.Get(); ok {
		return []string{named(l, name, l.Clock(c))}
	}
	return nil
}

func minuteWords(l *i18n.Localizer, name string, v diary.Optional[int]) []string {
	if n, ok := v.Get(); ok {
		return []string{named(l, name, strconv.Itoa(n))}
	}
	return nil
}

func ratingWords(l *i18n.Localizer, name string, v diary.Optional[int]) []string {
	if n, ok := v.Get(); ok {
		return []string{l.T("field.rating.value", "name", name, "n", strconv.Itoa(n))}
	}
	return nil
}

func episodeWords(l *i18n.Localizer, i int, e diary.Episode) []string {
	list := []string{l.T("night.episode", "n", strconv.Itoa(i+1))}
	list = append(list, clockWords(l, l.T("night.episode_start"), e.Start)...)
	list = append(list, minuteWords(l, l.T("night.episode_minutes"), e.Minutes)...)
	list = append(list, ratingWords(l, l.T("night.episode_severity"), e.Severity)...)
	for _, a := range e.Tried {
		measure := wording.Measure(l, a.Measure)
		list = append(list, named(l, l.T("night.tried"), measure))
		list = append(list, ratingWords(l, l.T("night.relief", "measure", measure), a.Relief)...)
		list = append(list, minuteWords(l, l.T("night.minutes_to_relief"), a.MinutesToRelief)...)
	}
	if e.Note != "" {
		list = append(list, e.Note)
	}
	return list
}

// exposureWords tell a trigger, how much there was of it and when the last of it.
func (p *page) exposureWords(e diary.Exposure) []string {
	l := p.env.L
	for _, t := range p.shown.Triggers {
		if t.ID != e.TriggerID {
			continue
		}
		list := []string{t.Name}
		if x, ok := e.Amount.Get(); ok {
			list = append(list, named(l, amountName(l, t), l.Full(x)))
		}
		return append(list, clockWords(l, l.T("night.last_at"), e.LastAt)...)
	}
	return nil
}

// remedyWords tell a remedy of the night, whether it was taken, and each dose.
func remedyWords(l *i18n.Localizer, r answer.OfRemedy) []string {
	name := remedyName(l, r)
	if r.Status() == "" {
		return []string{name}
	}
	list := []string{named(l, name, l.T("intake."+string(r.Status())))}
	for _, in := range r.Given() {
		list = append(list, clockWords(l, l.T("night.intake_at"), in.At)...)
		if dose := wording.Dose(l, compare.Dose{Amount: in.Dose, Unit: r.Phase.Unit}); dose != "" {
			list = append(list, dose)
		}
	}
	return list
}
