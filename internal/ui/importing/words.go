package importing

import (
	"errors"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// whatWords say what the files are: "This is an Apple Health export with 1,204 nights of sleep."
func (w *wizard) whatWords() string {
	l := w.env.L
	var lines []string
	if w.diaries > 0 {
		lines = append(lines, l.N("import.is_diary", w.diaries), w.wholeWords())
	}
	others := wording.Holds(l, w.proposal.Diary)
	for _, p := range w.proposal.Parts {
		switch {
		case p.Fault != nil:
			continue
		case p.Program != "" && p.Nights == 0 && len(others) > 0:
			lines = append(append(lines, l.T("import.is_export_only", "program", p.Program)), others...)
			others = nil
		case p.Program != "":
			lines = append(lines, l.N("import.is_export", p.Nights, "program", p.Program))
		case p.Nights == 0:
			lines = append(lines, l.T("import.is_table_unknown", "name", p.Name()))
		default:
			lines = append(lines, l.N("import.is_table", p.Nights, "name", p.Name()))
		}
		lines = append(lines, p.DateWords(l)...)
		for _, n := range p.Notes[:min(len(p.Notes), shownFaults)] {
			lines = append(lines, l.T(n.Key, "line", l.Number(float64(n.Line), 0), "n", l.Number(float64(n.Count), 0)))
		}
		if more := len(p.Notes) - shownFaults; more > 0 {
			lines = append(lines, l.N("import.differs_more", more))
		}
	}
	if w.found != nil && w.trouble == "" {
		lines = append(lines, others...)
	}
	lines = append(lines, w.leftWords()...)
	if w.fault == "exchange.fault.no_year" || w.fault == "exchange.fault.ambiguous" {
		lines = append(lines, w.trouble) // what is to be chosen lies below
	}
	if w.recalled {
		lines = append(lines, l.T("import.recalled"))
	}
	return strings.Join(lines, "\n")
}

// leftWords name the files and sheets that are left out beside others that are brought in.
func (w *wizard) leftWords() (lines []string) {
	if w.trouble != "" {
		return nil // it says why nothing is brought in
	}
	l, left := w.env.L, 0
	for _, p := range w.proposal.Parts {
		if p.Fault == nil {
			continue
		}
		if left++; left <= shownFaults {
			lines = append(lines, l.T("import.part_left", "name", p.Name(), "why", w.faultWords(p.Fault)))
		}
	}
	if more := left - shownFaults; more > 0 {
		lines = append(lines, l.N("import.parts_left_more", more))
	}
	return lines
}

// wholeWords say what diaries of Stillnight hold.
func (w *wizard) wholeWords() string {
	l, d := w.env.L, w.whole
	var parts []string
	if first, last, ok := d.Span(); ok {
		parts = append(parts, l.N("import.holds.nights", len(d.Nights), "first", l.DateMedium(first), "last", l.DateMedium(last)))
	} else {
		parts = append(parts, l.T("import.holds.no_nights"))
	}
	return strings.Join(append(parts, wording.Holds(l, d)...), "\n")
}

const (
	shownNights = 5
	shownFaults = 8
	shownDiffer = 12
)

// nightWords are some nights as they would be kept.
func (w *wizard) nightWords() string {
	l := w.env.L
	var lines []string
	// From the first to the last, so that a slip in the dates is seen.
	n := len(w.proposal.Nights)
	for i := range min(n, shownNights) {
		p := w.proposal.Nights[i*(n-1)/max(min(n, shownNights)-1, 1)]
		night, _ := w.proposal.Diary.Night(p.Date)
		when := l.NightOf(p.Date)
		if !p.Start.IsZero() {
			when = l.T("import.asleep", "time", l.Clock(diary.ClockOf(p.Start)), "date", l.DayMonth(diary.DateOf(p.Start)), "night", when)
		}
		lines = append(lines, l.T("import.night", "when", when, "answers", i18n.OneLine(strings.Join(exchange.Answers(l, night), ", "))))
	}
	for i := range min(len(w.whole.Nights), shownNights) {
		night := w.whole.Nights[len(w.whole.Nights)-1-i]
		lines = append(lines, l.T("import.night", "when", l.NightOf(night.Date), "answers", i18n.OneLine(strings.Join(exchange.Answers(l, night), ", "))))
	}
	return strings.Join(lines, "\n")
}

// outcomeWords account for every row, and say what the diary will hold.
func (w *wizard) outcomeWords() string {
	l, p := w.env.L, w.proposal
	if w.fault == "exchange.fault.nothing_usable" {
		return strings.Join(append([]string{w.trouble}, w.leftRowWords()...), "\n")
	}
	if w.trouble != "" {
		return w.trouble
	}
	var lines []string
	if w.plan.Empty() {
		lines = append(lines, l.T("import.nothing_new"))
	}
	if w.plan.New > 0 || w.plan.Others == 0 {
		lines = append(lines, l.N("import.new", w.plan.New))
	}
	for _, c := range []struct {
		key string
		n   int
	}{
		{"import.filled", w.plan.Changed}, {"import.same", w.plan.Same}, {"import.different", w.plan.Kept}, {"import.others", w.plan.Others},
	} {
		if c.n > 0 {
			lines = append(lines, l.N(c.key, c.n))
		}
	}
	if w.found == nil {
		return strings.Join(lines, "\n")
	}
	c := p.Counts
	lines = append(lines, l.T("import.rows", "in", l.Number(float64(c.In), 0), "used", l.Number(float64(c.Used), 0),
		"joined", l.Number(float64(c.Joined), 0), "left", l.Number(float64(c.Left), 0)))
	return strings.Join(append(append(lines, w.leftRowWords()...), w.cellWords()...), "\n")
}

// leftRowWords say why rows were left out.
func (w *wizard) leftRowWords() (lines []string) {
	rows := map[reading.Reason]int{}
	var order []reading.Reason
	for _, left := range w.proposal.Left {
		if rows[left.Reason] == 0 {
			order = append(order, left.Reason)
		}
		rows[left.Reason] += max(left.Rows, 1)
	}
	for _, reason := range order {
		lines = append(lines, w.env.L.N("exchange.left."+string(reason), rows[reason]))
	}
	return lines
}

// cellWords name the values that were left blank or rounded.
func (w *wizard) cellWords() []string {
	l, p := w.env.L, w.proposal
	var lines []string
	if p.Counts.Unreadable > 0 {
		lines = append(lines, l.N("import.bad", p.Counts.Unreadable))
	}
	for _, note := range p.Cells[:min(len(p.Cells), shownFaults)] {
		why := explain.Field(l, note.Fault())
		lines = append(lines, l.T("import.bad_row", "line", l.Number(float64(note.Line), 0), "text", i18n.OneLine(note.Text), "why", why))
	}
	if p.Counts.Rounded > 0 {
		lines = append(lines, l.N("import.rounded", p.Counts.Rounded))
	}
	return lines
}

// differWords set side by side what the diary and the files say of the same night.
func (w *wizard) differWords() string {
	l := w.env.L
	var lines []string
	for _, d := range w.plan.Differ[:min(len(w.plan.Differ), shownDiffer)] {
		lines = append(lines, l.T("import.differs", "date", l.DateMedium(d.Date), "field", d.Field.Words(l), "mine", i18n.OneLine(d.Mine), "theirs", i18n.OneLine(d.Theirs)))
	}
	if more := len(w.plan.Differ) - shownDiffer; more > 0 {
		lines = append(lines, l.N("import.differs_more", more))
	}
	return strings.Join(lines, "\n")
}

// faultWords say why nothing can be brought in. Where the command line would name an option, the wizard
// names what there is to choose.
func (w *wizard) faultWords(err error) string {
	l := w.env.L
	var several *exchange.Unreadable
	if errors.As(err, &several) {
		return explain.Each(l, several, w.faultWords)
	}
	var fault *exchange.Fault
	if errors.As(err, &fault) {
		if key := "import." + strings.TrimPrefix(fault.Key, "exchange."); l.Has(key) {
			return l.T(key)
		}
	}
	return explain.File(l, err)
}

// whyWords say why a column is not used.
func (w *wizard) whyWords(why exchange.Why) string {
	key := "exchange.why." + string(why)
	switch why {
	case exchange.WhyUnit:
		key = "import.why_unit"
	case exchange.WhyScale:
		key = "import.why_scale"
	}
	return w.env.L.T(key)
}
