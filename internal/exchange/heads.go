package exchange

import (
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

// Heads are the columns of a table of the user's own, for the user to say which holds what where the table
// does not tell. They are nil for the export of a known program.
func (f *Found) Heads(p Part) []Column {
	if p.table == nil {
		return nil
	}
	a := &anyTable{v: f.words, zone: f.env.Zone, at: place{p.File, p.Sheet}, date: -1}
	if !a.findGrid(p.table) && !a.findAcross(p.table) {
		a.findHead(p.table)
	}
	var columns []Column
	for i := range a.head {
		c := Column{Name: a.name(i), Number: i + 1}
		for _, text := range a.column(i) {
			if isBlank(text) {
				continue
			}
			c.Count++
			if len(c.Samples) < mostSamples {
				c.Samples = append(c.Samples, reading.Clip(text))
			}
		}
		columns = append(columns, c)
	}
	return columns
}

// DateWords say which columns of a part gave the dates and the sleep, and how.
func (p PartProposal) DateWords(l *i18n.Localizer) []string {
	var lines []string
	key := "exchange.dates.evening"
	switch {
	case p.Moments:
		key = "exchange.dates.moment"
	case p.Mornings:
		key = "exchange.dates.morning"
	}
	if p.Dates != "" {
		lines = append(lines, l.T(key, "column", reading.Clip(p.Dates)))
	}
	if p.Reckoned != "" {
		lines = append(lines, l.T("exchange.dates.reckoned", "text", reading.Clip(p.Reckoned)))
	}
	switch {
	case p.TwoWays == "":
	case p.Order == MonthFirst:
		lines = append(lines, l.T("exchange.dates.month_first", "text", p.TwoWays))
	case p.Order == DayFirst:
		lines = append(lines, l.T("exchange.dates.day_first", "text", p.TwoWays))
	}
	if p.Began != "" {
		lines = append(lines, l.T("exchange.dates.span", "from", reading.Clip(p.Began), "to", reading.Clip(p.Ended)))
	}
	return lines
}

// Answers writes each answer of a night as people read it: "Severity (0–10): 4".
func Answers(l *i18n.Localizer, n diary.Night) []string {
	c := cellsFor(l)
	var lines []string
	for _, f := range diary.NightFields {
		if f.IsSet(&n) {
			lines = append(lines, l.T("exchange.answer", "field", Field(f.Name).Words(l), "value", c.text(f, &n)))
		}
	}
	return lines
}

// FieldWords names a field, or what else a column may be.
func FieldWords(l *i18n.Localizer, f Field) string {
	if slices.Contains(Groups(), f) {
		return l.T("exchange.group." + string(f))
	}
	return f.Words(l)
}
