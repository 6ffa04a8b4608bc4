package field

import (
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// ReadClock reads a time of day as people type it: 2305, 23:05, 11pm, 11.05 p.m., 23h05 or 23 h. ok is
// false for text that is none.
func ReadClock(text string) (c diary.Clock, ok bool) {
	s := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(text), " ", ""))
	s = strings.Replace(strings.TrimSuffix(s, "h"), "h", ":", 1)
	half := ""
	for _, ending := range []string{"p.m.", "a.m.", "pm", "am"} {
		if strings.HasSuffix(s, ending) {
			half, s = ending[:1], strings.TrimSuffix(s, ending)
		}
	}
	c, err := diary.ParseClock(s)
	if err != nil {
		return 0, false
	}
	if half == "" {
		return c, true
	}
	hour, minute := c.HourMinute()
	if hour < 1 || hour > 12 {
		return 0, false
	}
	hour %= 12
	if half == "p" {
		hour += 12
	}
	c, err = diary.ClockFrom(hour, minute)
	return c, err == nil
}

// Clock adds a line for a time of the night.
func (f *Form) Clock(l *i18n.Localizer, key, name string, value diary.Optional[diary.Clock], changed func(diary.Optional[diary.Clock])) *Line {
	text := ""
	if c, ok := value.Get(); ok {
		text = l.Clock(c)
	}
	e := f.Line(key, name, text, func(typed string) (func(), string) {
		if strings.TrimSpace(typed) == "" {
			return func() { changed(diary.None[diary.Clock]()) }, ""
		}
		c, ok := ReadClock(typed)
		if !ok {
			return nil, l.T("field.clock.fault")
		}
		return func() { changed(diary.Some(c)) }, ""
	})
	e.SetPlaceHolder("–:–") // a time in grey would look as if it were filled in
	return e
}

// ReadDate reads a date in the order of the user's region, or as 2026-03-02. A year may be left out; it
// is then the latest that does not lie after latest.
func ReadDate(l *i18n.Localizer, text string, latest diary.Date) (diary.Date, bool) {
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
	day, month := n[0], n[1]
	if l.MonthFirst() {
		day, month = month, day
	}
	if len(parts) == 2 {
		year, _, _ := latest.YMD()
		d, ok := civil(year, month, day)
		if ok && d.After(latest) {
			return civil(year-1, month, day)
		}
		return d, ok
	}
	year := n[2]
	if year < 100 {
		year += 2000
	}
	return civil(year, month, day)
}
