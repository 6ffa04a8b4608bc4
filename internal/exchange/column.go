package exchange

import (
	"strings"
	"unicode"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// MaxPasted is the most lines of a pasted column that are read: ten years of nights.
const MaxPasted = 3660

// PastedCell is one line of a pasted column.
type PastedCell struct {
	// Text as it was pasted, shortened.
	Text string
	// Blank says that there was nothing: a night not recorded.
	Blank bool
	// Date that stood beside the value; zero where only values were pasted.
	Date diary.Date
	// Night holds the value, and the date where one stood beside it.
	Night diary.Night
	// Err is why the line cannot be taken, nil if it can.
	Err *diary.FieldError
}

// ParseColumn reads a column copied from a spreadsheet, one value a line, each for the field f; or two
// columns, dates and values, divided by a tab. A first line of words is taken for the column's name and
// left out. Blank lines between are nights without a value. Errors are *Fault.
func ParseColumn(text string, f Field, l *i18n.Localizer) ([]PastedCell, error) {
	def, known := diary.NightField(string(f))
	if !known {
		return nil, fault("exchange.fault.no_values")
	}
	text = strings.TrimRight(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n \t")
	if strings.TrimSpace(text) == "" {
		return nil, fault("exchange.fault.empty")
	}
	lines := strings.SplitN(text, "\n", MaxPasted+2)
	if len(lines) > MaxPasted {
		return nil, fault("exchange.fault.rows", "most", l.Number(MaxPasted, 0))
	}
	var dates []string
	for _, line := range lines {
		if date, _, two := strings.Cut(line, "\t"); two {
			dates = append(dates, date)
		}
	}
	order := cell.OrderOf(dates)
	if order == Ambiguous {
		// A paste goes beside dates the user sees; the region's own order is taken for it.
		order = DayFirst
		if l.MonthFirst() {
			order = MonthFirst
		}
	}
	pasted := make([]PastedCell, 0, len(lines))
	for i, line := range lines {
		p := readPasted(line, def, order, cells{l: l})
		if i == 0 && p.Err != nil && !strings.ContainsFunc(line, unicode.IsDigit) {
			continue
		}
		pasted = append(pasted, p)
	}
	return pasted, nil
}

func readPasted(line string, def diary.Field, order DateOrder, c cells) PastedCell {
	p := PastedCell{Text: clip(strings.TrimSpace(line))}
	value := line
	if date, rest, two := strings.Cut(line, "\t"); two {
		d, ok := readDate(date, order)
		if !ok {
			p.Err = &diary.FieldError{Field: string(DateField), Reason: diary.BadDate}
			return p
		}
		p.Date, p.Night.Date, value = d, d, rest
	}
	value = strings.TrimSpace(source.Undefuse(strings.TrimSpace(value)))
	if value == "" {
		p.Blank = true
		return p
	}
	if reason := c.read(def, &p.Night, value); reason != "" {
		p.Err = &diary.FieldError{Field: def.Name, Reason: reason}
		return p
	}
	// Ranges are the diary's; the date may still be missing, which is not this line's fault.
	checked := p.Night
	if checked.Date.IsZero() {
		checked.Date = diary.MustDate(2000, 1, 1)
	}
	if errs, _ := checked.Validate(diary.Date{}).(diary.FieldErrors); len(errs) > 0 {
		p.Err = errs[0]
	}
	return p
}
