package field

import (
	"math"
	"strconv"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
)

// reader reads a number; ok is false for text that is none.
type reader func(text string) (x float64, ok bool)

// within reads a number from low to high. It says what is wrong, or "".
func (read reader) within(l *i18n.Localizer, text string, low, high float64) (x float64, fault string) {
	x, ok := read(text)
	switch {
	case !ok:
		return 0, l.T("error.reason.not_a_number")
	case x < low || x > high:
		return 0, explain.Field(l, &diary.FieldError{Reason: diary.OutOfRange, Min: low, Max: high})
	}
	return x, ""
}

// whole reads a whole number from low to high, also one typed as 5,0. It says what is wrong, or "".
func (read reader) whole(l *i18n.Localizer, text string, low, high int) (n int, fault string) {
	if x, ok := read(text); !ok || x != math.Trunc(x) {
		return 0, l.T("field.count.fault", "min", l.Number(float64(low), 0), "max", l.Number(float64(high), 0))
	}
	x, fault := read.within(l, text, float64(low), float64(high))
	return int(x), fault
}

// ReadHours reads hours from low to high, also as 7:30 or 7½. It says what is wrong, or "".
func ReadHours(l *i18n.Localizer, text string, low, high float64) (x float64, fault string) {
	return reader(cell.TypedHours).within(l, text, low, high)
}

// ReadCount reads a whole number from low to high. It says what is wrong, or "".
func ReadCount(l *i18n.Localizer, text string, low, high int) (n int, fault string) {
	return reader(i18n.ParseNumber).whole(l, text, low, high)
}

// ReadMinutes is ReadCount for minutes, which may be typed as 1:30 or 1 h too.
func ReadMinutes(l *i18n.Localizer, text string, low, high int) (n int, fault string) {
	return reader(cell.TypedMinutes).whole(l, text, low, high)
}

// Number adds a line for a number from low to high. Empty is "not recorded"; arrows step by step.
func (f *Form) Number(l *i18n.Localizer, key, name string, value diary.Optional[float64], low, high, step float64, changed func(diary.Optional[float64])) *Line {
	return f.number(l, key, name, i18n.ParseNumber, value, low, high, step, changed)
}

// Hours is Number for hours from none to high, which may be typed as 7:30 or 7½ too. Arrows step by quarters.
func (f *Form) Hours(l *i18n.Localizer, key, name string, value diary.Optional[float64], high float64, changed func(diary.Optional[float64])) *Line {
	return f.number(l, key, name, cell.TypedHours, value, 0, high, 0.25, changed)
}

func (f *Form) number(l *i18n.Localizer, key, name string, read reader, value diary.Optional[float64], low, high, step float64, changed func(diary.Optional[float64])) *Line {
	e := recorded(f, key, name, value, l.Full, func(typed string) (float64, string) { return read.within(l, typed, low, high) }, changed)
	e.steps(l, read, low, high, step)
	return e
}

// Count is Number for whole numbers.
func (f *Form) Count(l *i18n.Localizer, key, name string, value diary.Optional[int], low, high, step int, changed func(diary.Optional[int])) *Line {
	return f.count(l, key, name, i18n.ParseNumber, value, low, high, step, changed)
}

// Minutes is Count for minutes from none to high, which may be typed as 1:30 or 1 h too. Arrows step by five.
func (f *Form) Minutes(l *i18n.Localizer, key, name string, value diary.Optional[int], high int, changed func(diary.Optional[int])) *Line {
	return f.count(l, key, name, cell.TypedMinutes, value, 0, high, 5, changed)
}

func (f *Form) count(l *i18n.Localizer, key, name string, read reader, value diary.Optional[int], low, high, step int, changed func(diary.Optional[int])) *Line {
	e := recorded(f, key, name, value, strconv.Itoa, func(typed string) (int, string) { return read.whole(l, typed, low, high) }, changed)
	e.steps(l, read, float64(low), float64(high), float64(step))
	return e
}

// steps lets the arrow keys move the line's number between low and high.
func (e *Line) steps(l *i18n.Localizer, read reader, low, high, step float64) {
	e.SetPlaceHolder("–")
	e.step = func(typed string, by int) string {
		x, ok := read(typed)
		if !ok {
			return l.Full(low)
		}
		// 0.14 and 1 make 1.1400000000000001 in binary; nobody typed that.
		next := math.Round((x+float64(by)*step)*finest) / finest
		return l.Full(min(max(next, low), high))
	}
}

// finest is the parts of one that a step can tell apart.
const finest = 1e6
