package field

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// readDate reads a date in the order of the user's region, or as 2026-03-02. A year may be left out, or
// written with two digits; these never mean a year after the next.
func readDate(l *i18n.Localizer, text string, today diary.Date, year cell.Year) (diary.Date, bool) {
	order := cell.DayFirst
	if l.MonthFirst() {
		order = cell.MonthFirst
	}
	return cell.TypedDate(text, order, today, year)
}

// ReadDate reads the date of something that has happened: in the order of the user's region, or as
// 2026-03-02. A year that is left out is the latest with which it is not after today.
func ReadDate(l *i18n.Localizer, text string, today diary.Date) (diary.Date, bool) {
	return readDate(l, text, today, cell.Past)
}

// Date adds a line for the date of something that has happened, typed in the region's order; empty is no
// date, which is refused where one is needed. A missing year is guessed from today.
func (f *Form) Date(l *i18n.Localizer, key, name string, value, today diary.Date, needed bool, changed func(diary.Date)) *Line {
	return f.date(l, key, name, value, today, cell.Past, needed, changed)
}

// DateAround is Date for what may be still to come.
func (f *Form) DateAround(l *i18n.Localizer, key, name string, value, today diary.Date, needed bool, changed func(diary.Date)) *Line {
	return f.date(l, key, name, value, today, cell.Nearest, needed, changed)
}

func (f *Form) date(l *i18n.Localizer, key, name string, value, today diary.Date, year cell.Year, needed bool, changed func(diary.Date)) *Line {
	text := ""
	if !value.IsZero() {
		text = l.DateShort(value)
	}
	read := func(typed string) (diary.Date, string) {
		d, ok := readDate(l, typed, today, year)
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
		at, ok := readDate(l, e.Text, today, cell.Past)
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
