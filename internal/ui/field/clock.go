package field

import (
	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// ReadClock reads a time of day as people type it: 2305, 23:05, 11pm, 11.05 p.m., 11p, 23h05 or 23 h. It
// says what is wrong, or "".
//
// Where the region counts twelve hours, one of these alone is asked about and never guessed: legs that
// trouble someone from 4 on may do so in the afternoon, which matters most to a doctor, and a coffee at 10
// may be the morning's.
func ReadClock(l *i18n.Localizer, text string) (c diary.Clock, fault string) {
	c, either, ok := cell.TypedClock(text)
	switch {
	case !ok:
		return 0, l.T("field.clock.fault")
	case either && l.TwelveHours():
		return 0, l.T("field.clock.half")
	}
	return c, ""
}

// Clock adds a line for a time of the night.
func (f *Form) Clock(l *i18n.Localizer, key, name string, value diary.Optional[diary.Clock], changed func(diary.Optional[diary.Clock])) *Line {
	e := recorded(f, key, name, value, l.Clock, func(typed string) (diary.Clock, string) { return ReadClock(l, typed) }, changed)
	e.SetPlaceHolder("–:–") // a time in grey would look as if it were filled in
	e.OfferNow(l, func(string) string { return "" })
	return e
}

// OfferNow adds a button that fills the time that it is into the line, behind what before makes of the text there.
func (e *Line) OfferNow(l *i18n.Localizer, before func(text string) string) {
	if e.form.Now == nil || e.form.Locked {
		return
	}
	e.now = look.NewButton(l.T("field.clock.now"), func() {
		e.SetText(before(e.Text) + l.Clock(diary.ClockOf(e.form.Now())))
		e.Commit()
	})
	e.now.Name = l.T("field.clock.now_name", "name", e.name)
}
