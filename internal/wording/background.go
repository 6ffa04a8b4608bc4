package wording

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Background tells what is written down about the person, a sentence for each part; nil where nothing is.
func Background(l *i18n.Localizer, b diary.Background) []string {
	var parts []string
	pair := func(name, answer string) {
		parts = append(parts, l.T("clinical.about.pair", "name", name, "answer", answer))
	}
	if met, answered := b.CriteriaMet(); answered > 0 {
		parts = append(parts, l.T("clinical.about.met", "n", l.Number(float64(met), 0)))
	}
	if age, ok := b.OnsetAge.Get(); ok {
		pair(l.T("clinical.about.onset_age"), l.Number(float64(age), 0))
	}
	if b.Family != "" {
		pair(l.T("clinical.about.family"), l.T("clinical.about.answer."+string(b.Family)))
	}
	conditions := func(answer diary.Answer) {
		var names []string
		for i, a := range b.Conditions {
			if a == answer {
				names = append(names, l.T("clinical.about.condition."+diary.Conditions[i]))
			}
		}
		if len(names) > 0 {
			pair(i18n.Capital(strings.Join(names, ", ")), l.T("clinical.about.answer."+string(answer)))
		}
	}
	conditions(diary.Yes)
	if b.ApnoeaTreatment != "" {
		pair(l.T("clinical.about.apnoea_treatment"), b.ApnoeaTreatment)
	}
	var tried []string
	for _, t := range b.Tried {
		tried = append(tried, triedBefore(l, t))
	}
	if len(tried) > 0 {
		pair(l.T("clinical.about.tried"), strings.Join(tried, ", "))
	}
	// What is not so comes after what a doctor looks for.
	conditions(diary.No)
	conditions(diary.DontKnow)
	if b.Note != "" {
		parts = append(parts, b.Note)
	}
	return parts
}

func triedBefore(l *i18n.Localizer, t diary.TriedBefore) string {
	name := strings.TrimSpace(t.Agent + " " + t.Dose)
	if t.Why == "" {
		return name
	}
	return l.T("clinical.about.tried_row", "agent", t.Agent, "dose", t.Dose, "why", l.T("clinical.about.why."+string(t.Why)))
}
