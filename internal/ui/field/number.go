package field

import (
	"math"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Number adds a line for a number from low to high. Empty is "not recorded"; arrows step by step.
func (f *Form) Number(l *i18n.Localizer, key, name string, value diary.Optional[float64], low, high, step float64, changed func(diary.Optional[float64])) *Line {
	text := ""
	if x, ok := value.Get(); ok {
		text = l.Full(x)
	}
	return f.stepped(l, key, name, text, low, high, step, func(typed string) (func(), string) {
		if strings.TrimSpace(typed) == "" {
			return func() { changed(diary.None[float64]()) }, ""
		}
		x, ok := i18n.ParseNumber(typed)
		if !ok {
			return nil, l.T("error.reason.not_a_number")
		}
		if x < low || x > high {
			return nil, wording.FieldError(l, &diary.FieldError{Reason: diary.OutOfRange, Min: low, Max: high})
		}
		return func() { changed(diary.Some(x)) }, ""
	})
}

// Count is Number for whole numbers.
func (f *Form) Count(l *i18n.Localizer, key, name string, value diary.Optional[int], low, high, step int, changed func(diary.Optional[int])) *Line {
	text := ""
	if n, ok := value.Get(); ok {
		text = strconv.Itoa(n)
	}
	return f.stepped(l, key, name, text, float64(low), float64(high), float64(step), func(typed string) (func(), string) {
		typed = strings.TrimSpace(typed)
		if typed == "" {
			return func() { changed(diary.None[int]()) }, ""
		}
		n, err := strconv.Atoi(typed)
		if err != nil || n < low || n > high {
			return nil, wording.FieldError(l, &diary.FieldError{Reason: diary.OutOfRange, Min: float64(low), Max: float64(high)})
		}
		return func() { changed(diary.Some(n)) }, ""
	})
}

// stepped adds a line whose number the arrow keys move between low and high.
func (f *Form) stepped(l *i18n.Localizer, key, name, text string, low, high, step float64, read func(string) (func(), string)) *Line {
	e := f.Line(key, name, text, read)
	e.SetPlaceHolder("–")
	e.step = func(typed string, by int) string {
		x, ok := i18n.ParseNumber(typed)
		if !ok {
			return l.Full(low)
		}
		// 0.14 and 1 make 1.1400000000000001 in binary; nobody typed that.
		next := math.Round((x+float64(by)*step)*finest) / finest
		return l.Full(min(max(next, low), high))
	}
	return e
}

// finest is the parts of one that a step can tell apart.
const finest = 1e6
