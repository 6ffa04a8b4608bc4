package exchange

import "strings"

// formulaStarts are the characters with which a spreadsheet begins a formula.
const formulaStarts = "=+-@\t\r"

// defuse keeps a spreadsheet from running a text as a formula: an apostrophe before it makes it text. A
// text that has one already gets another, so that undefuse gives back what was there.
func defuse(text string) string {
	rest := strings.TrimLeft(text, "'")
	if rest != "" && strings.ContainsRune(formulaStarts, rune(rest[0])) {
		return "'" + text
	}
	return text
}

// undefuse takes the apostrophe away again.
func undefuse(text string) string {
	if !strings.HasPrefix(text, "'") {
		return text
	}
	rest := strings.TrimLeft(text, "'")
	if rest != "" && strings.ContainsRune(formulaStarts, rune(rest[0])) {
		return text[1:]
	}
	return text
}
