package field

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

func civil(year, month, day int) (diary.Date, bool) {
	d, err := diary.NewDate(year, time.Month(month), day)
	return d, err == nil
}

// Date adds a line for a date, typed in the region's order; empty is no date, which is refused where one
// is needed. latest is today's date, from which a missing year is guessed.
func (f *Form) Date(l *i18n.Localizer, key, name string, value, latest diary.Date, needed bool, changed func(diary.Date)) *Line {
	text := ""
	if !value.IsZero() {
		text = l.DateShort(value)
	}
	e := f.Line(key, name, text, func(typed string) (func(), string) {
		if typed == "" && !needed {
			return func() { changed(diary.Date{}) }, ""
		}
		d, ok := ReadDate(l, typed, latest)
		if !ok {
			return nil, l.T("error.reason.bad_date")
		}
		return func() { changed(d) }, ""
	})
	e.SetPlaceHolder("–")
	return e
}

// DateBox shows a date line with a button that opens a calendar.
func (e *Line) DateBox(l *i18n.Localizer, w fyne.Window, today diary.Date) fyne.CanvasObject {
	open := look.NewIconButton(l.T("field.date.calendar"), theme.CalendarIcon(), nil)
	open.OnTapped = func() {
		at, ok := ReadDate(l, e.Text, today)
		if !ok {
			at = today
		}
		Calendar(l, w, open, Days{At: at}, func(d diary.Date) { e.SetText(l.DateShort(d)); e.Commit() })
	}
	return container.NewVBox(e.Box(11), container.NewHBox(open))
}
