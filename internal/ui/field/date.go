package field

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

func civil(year, month, day int) (diary.Date, bool) {
	d, err := diary.NewDate(year, time.Month(month), day)
	return d, err == nil
}

// when says which year is meant where a date is typed without one.
type when int

const (
	// past is for what has happened: the latest such day that is not after today.
	past when = iota
	// around is for what may be still to come: the one nearest to today.
	around
)

// readDate reads a date in the order of the user's region, or as 2026-03-02. A year may be left out, or
// written with two digits; these never mean a year after the next.
func readDate(l *i18n.Localizer, text string, today diary.Date, w when) (diary.Date, bool) {
	text = strings.TrimSpace(text)
	if d, err := diary.ParseDate(text); err == nil {
		return d, true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '-' || r == ' ' })
	if len(parts) < 2 || len(parts) > 3 {
		return diary.Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return diary.Date{}, false
		}
		n[i] = v
	}
	day, month, year := n[0], n[1], n[2]
	if l.MonthFirst() {
		day, month = month, day
	}
	switch {
	case len(parts) == 2:
		return w.guess(month, day, today)
	case year >= 0 && year < 100:
		year = century(year, today)
	}
	return civil(year, month, day)
}

// ReadDate reads the date of something that has happened: in the order of the user's region, or as
// 2026-03-02. A year that is left out is the latest with which it is not after today.
func ReadDate(l *i18n.Localizer, text string, today diary.Date) (diary.Date, bool) {
	return readDate(l, text, today, past)
}

// guess finds the year of a day that was typed without one.
func (w when) guess(month, day int, today diary.Date) (best diary.Date, ok bool) {
	this, _, _ := today.YMD()
	for year := this - 1; year <= this+1; year++ {
		d, exists := civil(year, month, day)
		switch {
		case !exists || w == past && d.After(today):
			continue
		case w == past || !ok || d.Sub(today) < today.Sub(best): // the earlier ones came first
			best, ok = d, true
		}
	}
	return best, ok
}

// century completes a year of two digits to the latest one that is not after the next.
func century(digits int, today diary.Date) int {
	this, _, _ := today.YMD()
	year := this/100*100 + 100 + digits
	for year > this+1 {
		year -= 100
	}
	return year
}

// Date adds a line for the date of something that has happened, typed in the region's order; empty is no
// date, which is refused where one is needed. A missing year is guessed from today.
func (f *Form) Date(l *i18n.Localizer, key, name string, value, today diary.Date, needed bool, changed func(diary.Date)) *Line {
	return f.date(l, key, name, value, today, past, needed, changed)
}

// DateAround is Date for what may be still to come.
func (f *Form) DateAround(l *i18n.Localizer, key, name string, value, today diary.Date, needed bool, changed func(diary.Date)) *Line {
	return f.date(l, key, name, value, today, around, needed, changed)
}

func (f *Form) date(l *i18n.Localizer, key, name string, value, today diary.Date, w when, needed bool, changed func(diary.Date)) *Line {
	text := ""
	if !value.IsZero() {
		text = l.DateShort(value)
	}
	read := func(typed string) (diary.Date, string) {
		d, ok := readDate(l, typed, today, w)
		if !ok {
			return d, l.T("error.reason.bad_date")
		}
		return d, ""
	}
	e := f.Line(key, name, text, func(typed string) (func(), string) {
		if strings.TrimSpace(typed) == "" && !needed {
			return func() { changed(diary.Date{}) }, ""
		}
		d, fault := read(typed)
		return func() { changed(d) }, fault
	})
	e.Tidy = tidied(read, l.DateShort)
	e.SetPlaceHolder("–")
	return e
}

// DateBox shows a date line with a button that opens a calendar.
func (e *Line) DateBox(l *i18n.Localizer, w fyne.Window, today diary.Date) fyne.CanvasObject {
	open := look.NewIconButton(l.T("field.date.calendar"), theme.CalendarIcon(), nil)
	open.OnTapped = func() {
		e.Commit() // the year is on show then, if none was typed
		at, ok := readDate(l, e.Text, today, past)
		if !ok {
			if at, _, ok = i18n.ParseStart(e.Text, today); !ok || at.IsZero() {
				at = today
			}
		}
		Calendar(l, w, open, Days{At: at}, func(d diary.Date) { e.SetText(l.DateShort(d)); e.Commit() })
	}
	return e.boxWith(dateChars, open)
}

// dateChars is room for a date in figures, and for one as well as it is remembered.
const dateChars = 16
