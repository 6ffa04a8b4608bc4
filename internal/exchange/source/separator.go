package source

import (
	"strconv"
	"strings"
)

// separators are tried in this order; the first wins a tie.
const separators = ",;\t|"

// sniffLines is how many lines are looked at to find the separator.
const sniffLines = 30

// separatorOf finds the separator that divides the first lines most evenly, whatever stands in the head: a
// decimal comma does not stand in every line as often as a separator does.
func separatorOf(text string) rune {
	best, bestScore := ',', 0
	for _, sep := range separators {
		counts := countOutsideQuotes(text, sep)
		if len(counts) == 0 {
			continue
		}
		common, even := mostCommon(counts)
		if common == 0 {
			continue
		}
		score := even*1000/len(counts) + min(common, 100)
		if sep != ',' && even == len(counts) {
			// A comma in every row may be a decimal one; a semicolon, tab or bar in every row is no accident.
			score += 500
		}
		if datesBetween(text, sep) {
			score += 1000 // what leaves no date by itself stands within the texts
		}
		if score > bestScore {
			best, bestScore = sep, score
		}
	}
	return best
}

// datesBetween tells whether most of the first lines have a cell that is a date, if a separator divides them.
func datesBetween(text string, sep rune) bool {
	lines, dated := 0, 0
	for line := range strings.Lines(text[:min(len(text), binaryLook)]) {
		if lines++; lines > sniffLines {
			break
		}
		for cell := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), string(sep)) {
			if wholeDate(strings.Trim(cell, `" `)) {
				dated++
				break
			}
		}
	}
	return 2*dated >= lines && dated > 0
}

func isDateMark(r rune) bool { return strings.ContainsRune("-./", r) }

// wholeDate tells whether a cell is a date and nothing else, perhaps with a time of day: three numbers between dots,
// dashes or strokes.
func wholeDate(cell string) bool {
	date, _, _ := strings.Cut(strings.ReplaceAll(cell, "T", " "), " ")
	parts := strings.FieldsFunc(date, isDateMark)
	if len(parts) != 3 || len(cell) > len("2026-03-02 21:30:00.000000 ") {
		return false
	}
	for _, part := range parts {
		if _, err := strconv.ParseUint(part, 10, 16); err != nil {
			return false
		}
	}
	return true
}

// mostCommon finds the count that most lines have, and how many have it; of two as frequent the larger.
func mostCommon(counts []int) (common, lines int) {
	seen := make(map[int]int)
	for _, c := range counts {
		seen[c]++
	}
	for c, n := range seen {
		if n > lines || n == lines && c > common {
			common, lines = c, n
		}
	}
	return common, lines
}

// countOutsideQuotes counts a separator in each of the first lines that are not blank.
func countOutsideQuotes(text string, sep rune) []int {
	var counts []int
	count, quoted, blank := 0, false, true
	before := '\n'
	for i, r := range text {
		switch {
		case r == '"' && (quoted || before == sep || before == '\n' || before == '\r'):
			quoted, blank = !quoted, false
		case (r == '\n' || r == '\r') && !quoted:
			if !blank {
				counts = append(counts, count)
			}
			if len(counts) == sniffLines || i > binaryLook {
				return counts
			}
			count, blank = 0, true
		case r == sep && !quoted:
			count++
		case r != ' ':
			blank = false
		}
		before = r
	}
	if !blank {
		counts = append(counts, count)
	}
	return counts
}
