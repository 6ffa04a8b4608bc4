package wording

import (
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
	words := l.T("clinical.pair."+string(p.Kind), "first", p.First, "second", second, "source", p.Source)
	if p.TimesUnknown {
		words += " " + l.T("clinical.pair.hours_unknown")
	}
	return words
}

// Worsening tells of a remedy that it can make restless legs worse, or that the program does not know it; "" where
// neither is so.
func Worsening(l *i18n.Localizer, c *catalogue.Catalogue, iv diary.Intervention) string {
	if c.IsUnknownMedicine(iv) {
		return l.T("clinical.unknown_medicine", "name", iv.Name)
	}
	if known := c.WorseningOf(iv.CatalogueID, iv.Name); known != catalogue.NotKnownToWorsen {
		return l.T("clinical.worsens."+string(known), "name", iv.Name)
	}
	return ""
}
