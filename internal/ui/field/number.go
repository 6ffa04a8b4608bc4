package field

import (
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
		text = plain(l, x)
	}
	e := f.Line(key, name, text, func(typed string) (func(), string) {
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
	e.SetPlaceHolder("–")
	e.step = func(typed string, by int) string {
		x, ok := i18n.ParseNumber(typed)
		if !ok {
			return plain(l, low)
		}
		return plain(l, min(max(x+float64(by)*step, low), high))
	}
	return e
}

// Count is Number for whole numbers.
func (f *Form) Count(l *i18n.Localizer, key, name string, value diary.Optional[int], low, high, step int, changed func(diary.Optional[int])) *Line {
	start := diary.None[float64]()
	if n, ok := value.Get(); ok {
		start = diary.Some(float64(n))
	}
	e := f.Number(l, key, name, start, float64(low), float64(high), float64(step), nil)
	read := f.reader(l, low, high, changed)
	e.read = read
	return e
}

func (f *Form) reader(l *i18n.Localizer, low, high int, changed func(diary.Optional[int])) func(string) (func(), string) {
	return func(typed string) (func(), string) {
		typed = strings.TrimSpace(typed)
		if typed == "" {
			return func() { changed(diary.None[int]()) }, ""
		}
		n, err := strconv.Atoi(typed)
		if err != nil || n < low || n > high {
			return nil, wording.FieldError(l, &diary.FieldError{Reason: diary.OutOfRange, Min: float64(low), Max: float64(high)})
		}
		return func() { changed(diary.Some(n)) }, ""
	}
}

// plain writes a number in full without grouping, with the language's decimal sign.
func plain(l *i18n.Localizer, x float64) string {
	_, decimals, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	if len(decimals) == 0 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return l.Number(x, len(decimals))
}
