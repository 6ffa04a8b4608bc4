package month

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stillnight/internal/diary"
	exchangecell "stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
)

// pasted is what a text from a spreadsheet holds for the table of several nights.
type pasted struct {
	// values are the answers by night; what cannot be read is among them, so that its cell can say so.
	values map[diary.Date]string
	// heading says that the first line was a title and is left out.
	heading bool
	// wide says that there were more columns than were taken.
	wide bool
	// outside is how many lines have no night in the table; future says that some of these nights are to come.
	outside int
	future  bool
}

// readPaste reads a column of answers for the nights from one on or, where dates stand before them, for the
// nights of these dates. A line without an answer leaves its night as it is.
func readPaste(text string, f figure, nights []diary.Date, from diary.Date, l *i18n.Localizer) pasted {
	rows := splitPaste(text)
	latest := nights[len(nights)-1]
	dated := areDated(rows, latest, l)
	cut := latest.AddDays(1).FirstOfMonth() == latest.FirstOfMonth() // the rest of the month is to come
	column := 0
	if dated {
		column = 1
	}
	p := pasted{values: map[diary.Date]string{}}
	answer := func(r []string) string {
		if len(r) <= column || exchangecell.IsBlank(r[column]) {
			return ""
		}
		return r[column]
	}
	reads := func(r []string) bool {
		var n day
		return answer(r) != "" && f.put(&n, answer(r), l) == ""
	}
	if len(rows) > 1 && isTitle(answer(rows[0])) && !reads(rows[0]) && slices.ContainsFunc(rows[1:], reads) &&
		!(dated && isDate(rows[0][0], latest, l)) {
		p.heading, rows = true, rows[1:]
	}
	for i, r := range rows {
		night := from.AddDays(i)
		if dated {
			night, _ = field.ReadDate(l, r[0], latest)
		}
		p.wide = p.wide || len(r) > column+1
		switch {
		case answer(r) == "": // it stays as it is
		case slices.Contains(nights, night):
			p.values[night] = answer(r)
		default:
			p.outside++
			p.future = p.future || cut && night.After(latest)
		}
	}
	return p
}

// columnOf is one column of a pasted text, counted from 0 and without the dates, which stand before it where there
// are any. more tells whether there is one.
func columnOf(text string, at int, latest diary.Date, l *i18n.Localizer) (column string, more bool) {
	rows := splitPaste(text)
	first := 0
	if areDated(rows, latest, l) {
		first = 1
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		cells := slices.Clone(r[:min(first, len(r))])
		if k := first + at; k < len(r) {
			cells, more = append(cells, r[k]), true
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n"), more
}

// splitPaste gives the lines with their columns. Lines at the end that are empty are none.
func splitPaste(text string) (rows [][]string) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n\t "), "\n") {
		columns := strings.Split(strings.TrimRight(line, "\t"), "\t")
		for i, c := range columns {
			columns[i] = strings.TrimSpace(c)
		}
		rows = append(rows, columns)
	}
	return rows
}

// isTitle tells whether a cell may be the title of a column. One that begins with a figure is a slip of the pen
// in an answer, and to leave it out would move every other answer by a night.
func isTitle(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && !unicode.IsDigit(first) && first != '-' && first != '+'
}

// areDated tells whether dates stand before the answers: in most of the lines, for in a column of answers one
// may look like a date, such as 2-3 for two or three times.
func areDated(rows [][]string, latest diary.Date, l *i18n.Localizer) bool {
	dates, others, answers := 0, 0, 0
	for _, r := range rows {
		switch {
		case isDate(r[0], latest, l):
			dates++
			answers += len(r) - 1
		case r[0] != "":
			others++
		}
	}
	return answers > 0 && dates >= others
}

// isDate tells whether a cell is a date and nothing that could be an answer, such as 7.5.
func isDate(text string, latest diary.Date, l *i18n.Localizer) bool {
	_, ok := field.ReadDate(l, text, latest)
	_, number := i18n.ParseNumber(text)
	return ok && !number
}
