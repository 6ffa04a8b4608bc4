package main

import (
	"strings"

	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
)

// partLines say what each file is and what its columns were taken for.
func (p *program) partLines(t *imported) []string {
	var lines []string
	for _, part := range t.Files {
		name := i18n.OneLine(part.File)
		if part.Sheet != "" {
			name += ": " + i18n.OneLine(part.Sheet)
		}
		what := part.Program
		if what == "" {
			what = p.l.T("cli.import.own_table")
		}
		lines = append(lines, p.l.T("cli.import.part", "file", name, "what", what))
		if part.Fault != "" {
			lines = append(lines, "  "+part.Fault)
		}
		for _, words := range part.dates {
			lines = append(lines, "  "+i18n.OneLine(words))
		}
		for _, c := range part.Columns {
			lines = append(lines, "  "+p.columnLine(c))
		}
		for _, note := range part.Notes {
			lines = append(lines, "  "+note)
		}
	}
	for _, o := range t.Offers {
		key := "cli.import.offer"
		if o.Taken {
			key = "cli.import.offer_taken"
		}
		lines = append(lines, "  "+p.l.T(key, "group", i18n.OneLine(o.Group), "names", clipped(strings.Join(o.Names, ", ")), "n", o.Count, "flag", columnFlag("trigger", i18n.OneLine(o.Group))))
	}
	if t.Zone != "" {
		lines = append(lines, p.l.T("cli.import.zone", "zone", t.Zone))
	}
	return lines
}

// columnFlag is the option that gives a column a field, as one types it.
func columnFlag(field, column string) string {
	if strings.ContainsAny(column, " ()&;|<>*?[]#~'") {
		return "--column \"" + field + "=" + strings.ReplaceAll(column, "\"", "\\\"") + "\""
	}
	return "--column " + field + "=" + column
}

func (p *program) columnLine(c toldColumn) string {
	samples := clipped(strings.Join(c.Samples, ", "))
	if c.Field == "" {
		line := p.l.T("cli.import.unused", "column", i18n.OneLine(c.Name), "samples", samples, "why", p.l.T("exchange.why."+c.Why))
		if c.Offer != "" && c.Why != "other" && c.Why != "refused" {
			line += " " + p.l.T("cli.import.offer_column", "flag", columnFlag(c.Offer, i18n.OneLine(c.Name)))
		}
		return line
	}
	line := p.l.T("cli.import.used", "column", i18n.OneLine(c.Name), "field", p.groupWords(c.Field), "n", c.Values, "samples", samples)
	if c.Unit != "" {
		line += " " + p.l.T("cli.import.in_unit", "unit", c.Unit)
	}
	if c.Scale != "" && c.Scale != "0-10" {
		line += " " + p.l.T("cli.import.from_scale", "scale", c.Scale)
	}
	return line
}

func (p *program) groupWords(field string) string {
	for _, g := range exchange.Groups() {
		if field == string(g) {
			return p.l.T("exchange.group." + field)
		}
	}
	return exchange.Field(field).Words(p.l)
}

// rowLines account for every row.
func (p *program) rowLines(t *imported) []string {
	lines := []string{p.l.T("cli.import.rows", "in", t.RowsIn, "used", t.RowsUsed, "joined", t.RowsJoined, "left", t.RowsLeft)}
	reasons := make(map[string]int)
	var order []string
	for _, left := range t.Left {
		if reasons[left.Reason] == 0 {
			order = append(order, left.Reason)
		}
		reasons[left.Reason] += left.Rows
	}
	for _, reason := range order {
		lines = append(lines, "  "+p.l.N("exchange.left."+reason, reasons[reason]))
	}
	told := 0
	for _, left := range t.Left {
		if left.Line > 0 && left.Text != "" && told < mostTold {
			told++
			lines = append(lines, "  "+p.l.T("cli.import.left_line", "line", left.Line, "text", i18n.OneLine(left.Text), "why", p.l.T("exchange.left_why."+left.Reason)))
		}
	}
	if t.unread > 0 {
		lines = append(lines, p.l.N("cli.import.bad", t.unread))
	}
	for _, b := range t.Faults[:min(len(t.Faults), mostTold)] {
		lines = append(lines, "  "+p.l.T("cli.import.fault", "line", b.Line, "column", i18n.OneLine(b.Column), "text", i18n.OneLine(b.Text), "words", b.Words))
	}
	if t.changed > 0 {
		lines = append(lines, p.l.N("cli.import.rounded", t.changed))
	}
	for _, b := range t.Rounded[:min(len(t.Rounded), mostTold)] {
		lines = append(lines, "  "+p.l.T("cli.import.rounded_line", "line", b.Line, "column", i18n.OneLine(b.Column), "text", i18n.OneLine(b.Text)))
	}
	return lines
}

// longestShown is how much of a list of samples is shown, in characters.
const longestShown = 80

func clipped(s string) string {
	runes := []rune(i18n.OneLine(s))
	if len(runes) <= longestShown {
		return string(runes)
	}
	return string(runes[:longestShown]) + "…"
}
