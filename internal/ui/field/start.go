package field

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
)

// Start adds a line for when a phase began: a date, or as well as it is remembered ("March 2024", "about
// three years ago"). An empty line says that nobody knows; began is then called with the zero date and
// diary.StartNotKnown. value may be a phase without a start.
func (f *Form) Start(l *i18n.Localizer, key, name string, value diary.Phase, today diary.Date, began func(diary.Date, diary.StartPrecision)) *Line {
	read := func(typed string) (diary.Phase, string) {
		if strings.TrimSpace(typed) == "" {
			return diary.Phase{StartIs: diary.StartNotKnown}, ""
		}
		if d, ok := readDate(l, typed, today, cell.Nearest); ok {
			return diary.Phase{Start: d}, ""
		}
		d, is, ok := i18n.ParseStart(typed, today)
		if !ok {
			return diary.Phase{}, l.T("field.start.unread")
		}
		return diary.Phase{Start: d, StartIs: is}, ""
	}
	write := func(p diary.Phase) string {
		switch {
		case p.StartIs != diary.ToTheDay:
			return l.Start(p)
		case p.Start.IsZero():
			return ""
		}
		return l.DateShort(p.Start)
	}
	e := f.Line(key, name, write(value), func(typed string) (func(), string) {
		p, fault := read(typed)
		return func() { began(p.Start, p.StartIs) }, fault
	})
	e.Tidy = tidied(read, write)
	e.SetPlaceHolder(l.T("field.start.unknown"))
	return e
}
