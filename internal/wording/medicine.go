package wording

import (
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// DoseAbove tells of a dose above the highest in restless legs, with its source.
func DoseAbove(l *i18n.Localizer, a clinical.DoseAbove) string {
	key := "clinical.dose." + string(a.Basis)
	if a.IfBase {
		key = "clinical.dose.if_base"
	}
	values := []any{"name", a.Name, "dose", l.Full(a.Daily), "limit", l.Full(a.Limit), "source", a.Source, "egfr", "", "date", ""}
	if r, ok := a.EGFR.Get(); ok {
		values = append(values[:len(values)-4], "egfr", LabValue(l, r.Result), "date", l.DateMedium(r.Result.Date))
	}
	words := l.T(key, values...)
	if a.Nights > 0 {
		words += " " + l.N("clinical.dose.noted", a.Nights, "last", l.DateMedium(a.Last))
	}
	return words
}

// Together tells of two things that do not go together, with its source.
func Together(l *i18n.Localizer, p clinical.Pair) string {
	second := p.Second
	if p.Nights > 0 {
		second = l.N("clinical.pair.drink", p.Nights, "name", second)
	}
	ticked := ""
	if !p.Ticked.IsZero() {
		ticked = l.DateMedium(p.Ticked)
	}
	value, tested := "", ""
	if p.Tested.Test != "" {
		value, tested = LabValue(l, p.Tested), l.DateMedium(p.Tested.Date)
	}
	source := p.Source
	if p.OfOthers {
		source = l.T("clinical.pair.of_others", "source", source)
	}
	words := l.T("clinical.pair."+string(p.Kind), "first", p.First, "second", second, "source", source, "ticked", ticked, "value", value, "tested", tested)
	if p.TimesUnknown {
		words += " " + l.T("clinical.pair.hours_unknown")
	}
	return words
}

// TogetherBrief names the two alone, or the one beside a condition or a sign.
func TogetherBrief(l *i18n.Localizer, p clinical.Pair) string {
	if p.Second == "" {
		return p.First
	}
	second := p.Second
	if p.Nights > 0 {
		second = l.N("clinical.pair.drink", p.Nights, "name", second)
	}
	return p.First + " + " + second
}

// AllTogether names everything that is in pairs that slow breathing, each once, the drink last.
func AllTogether(l *i18n.Localizer, pairs []clinical.Pair) string {
	var names, drinks []string
	for _, p := range pairs {
		if p.Kind.Risk() != clinical.SlowerBreathing {
			continue
		}
		list, second := &names, p.Second
		if p.Nights > 0 {
			list, second = &drinks, l.N("clinical.pair.drink", p.Nights, "name", second)
		}
		if !slices.Contains(names, p.First) {
			names = append(names, p.First)
		}
		if !slices.Contains(*list, second) {
			*list = append(*list, second)
		}
	}
	return strings.Join(append(names, drinks...), " + ")
}

// Worsening tells of a remedy that it can make restless legs worse, or that the program does not know it; "" where
// neither is so.
func Worsening(l *i18n.Localizer, c *catalogue.Catalogue, iv diary.Intervention) string {
	if c.IsUnknownMedicine(iv) {
		words := l.T("clinical.unknown_medicine", "name", iv.Name)
		if m, ok := c.SpeltLike(iv.Name); ok {
			words += " " + l.T("clinical.spelt_like", "known", ingredient(l, m.ID))
		}
		return words
	}
	if known := c.WorseningOf(iv.CatalogueID, iv.Name); known != catalogue.NotKnownToWorsen && c.IsTaken(iv) {
		return l.T("clinical.worsens."+string(known), "name", iv.Name, "known", ingredients(l, c.InSomePacks(iv.CatalogueID, iv.Name)))
	}
	return ""
}

// ingredient is the international name of a medicine as the language writes it; id is that of the catalogue.
func ingredient(l *i18n.Localizer, id string) string {
	return l.T("medicine." + strings.ReplaceAll(id, " ", "_"))
}

// ingredients lists several of them.
func ingredients(l *i18n.Localizer, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, ingredient(l, id))
	}
	return l.List(names)
}

// Aggravators names the medicines that can make restless legs worse with when they were taken, and says where little
// is known, in one sentence; "" where there are none.
func Aggravators(l *i18n.Localizer, list []clinical.Aggravator) string {
	var words []string
	for _, a := range list {
		when, key := PhaseDates(l, a.Phase), "report.aggravator"
		if a.TriggerID != 0 {
			when = l.N("report.nights", a.Nights)
		}
		switch a.Known {
		case catalogue.WeaklyKnown:
			key = "clinical.aggravator_weak"
		case catalogue.KnownBySomePacks:
			key = "clinical.aggravator_varies"
		}
		words = append(words, l.T(key, "name", a.Name, "when", when, "known", ingredients(l, a.InSomePacks)))
	}
	if len(words) == 0 {
		return ""
	}
	return l.T("report.aggravators", "list", l.List(words))
}

// UnknownMedicines names the medicines that the program does not know, with what each is spelt like.
func UnknownMedicines(l *i18n.Localizer, c *catalogue.Catalogue, list []diary.Intervention) string {
	var names []string
	for _, iv := range list {
		name := iv.Name
		if m, ok := c.SpeltLike(name); ok {
			name = l.T("clinical.name_spelt_like", "name", name, "known", ingredient(l, m.ID))
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return l.T("clinical.unknown_medicines", "list", l.List(names))
}

// PhaseDates are the first and last night of a dose.
func PhaseDates(l *i18n.Localizer, p diary.Phase) string {
	end, ended := p.End.Get()
	if !ended {
		if p.StartIs != diary.ToTheDay {
			return l.Since(p)
		}
		return l.T("report.since", "first", l.DateMedium(p.Start))
	}
	last := end.AddDays(-1)
	first := l.Start(p)
	if p.StartIs == diary.ToTheDay {
		first = FirstDay(l, p.Start, last)
	}
	return l.T("report.from_to", "first", first, "last", l.DateMedium(last))
}

// FirstDay is the first date of a stretch, without the year where the last one's is the same.
func FirstDay(l *i18n.Localizer, first, last diary.Date) string {
	if first.UTC().Year() == last.UTC().Year() {
		return l.DayMonth(first)
	}
	return l.DateMedium(first)
}
