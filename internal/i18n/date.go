package i18n

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"stillnight/internal/diary"
)

// dateFormat is how a language and region write dates and times.
type dateFormat struct {
	months, monthsShort     [12]string
	weekdays, weekdaysShort [7]string
	twelveHours             bool
	monthFirst              bool
	firstWeekday            time.Weekday
}

// Regions that write the month before the day, keep a twelve-hour clock, or begin the week on another
// day than Monday (Unicode CLDR 45, weekData and territory date patterns).
var (
	monthFirstRegions = map[string]bool{"US": true, "PH": true, "PR": true}
	twelveHourRegions = map[string]bool{"US": true, "CA": true, "AU": true, "NZ": true, "PH": true, "IN": true, "PR": true, "CO": true, "MX": true,
		"DO": true, "PA": true, "VE": true}
	sundayRegions = map[string]bool{"US": true, "CA": true, "MX": true, "PH": true, "IN": true, "PR": true, "CO": true, "BR": true, "ZA": true, "PE": true,
		"DO": true, "GT": true, "HN": true, "NI": true, "PA": true, "PY": true, "SV": true, "VE": true}
	regionOfPlainTag = map[string]string{"en": "GB", "de": "DE", "es": "ES", "fr": "FR", "nl": "NL"}
)

func (l *Localizer) readDateFormat(tag string) dateFormat {
	var f dateFormat
	for m := range f.months {
		key := strconv.Itoa(m + 1)
		f.months[m] = l.T("common.month." + key)
		f.monthsShort[m] = l.T("common.month_short." + key)
	}
	for d := range f.weekdays {
		key := strconv.Itoa(d)
		f.weekdays[d] = l.T("common.weekday." + key)
		f.weekdaysShort[d] = l.T("common.weekday_short." + key)
	}
	region := regionOf(tag, l.lang)
	// Spanish writes the day first in the United States too.
	f.monthFirst = monthFirstRegions[region] && (l.lang != "es" || region != "US")
	// French keeps the twenty-four-hour clock in Canada too.
	f.twelveHours = twelveHourRegions[region] && l.lang != "fr"
	f.firstWeekday = time.Monday
	if sundayRegions[region] {
		f.firstWeekday = time.Sunday
	}
	return f
}

// regionOf returns the tag's own region, or the language's home where the tag names none.
func regionOf(tag, lang string) string {
	if region := ownRegion(tag); region != "" {
		return region
	}
	return regionOfPlainTag[lang]
}

// ownRegion returns the region of a tag; "" where it has none.
func ownRegion(tag string) string {
	if t, err := parseTag(tag); err == nil {
		if region, confidence := t.Region(); confidence == language.Exact {
			return region.String()
		}
	}
	return ""
}

// regionKnown returns where the person lives as far as the tag says: its region, or that of its extension "rg"
// (Unicode TS 35), which Living adds.
func regionKnown(tag string) string {
	if t, err := parseTag(tag); err == nil {
		if rg := t.TypeForKey("rg"); len(rg) >= len("de") {
			return strings.ToUpper(rg[:2])
		}
	}
	return ownRegion(tag)
}

// Living returns a language tag with the region of the system's where it names none itself: somebody in Austria
// who reads English is still in Austria. How dates and numbers are written stays the language's own.
func Living(tag, system string) string {
	region := ownRegion(system)
	if ownRegion(tag) != "" || len(region) != len("AT") {
		return tag
	}
	t, err := parseTag(tag)
	if err != nil {
		return tag
	}
	if t, err = t.SetTypeForKey("rg", strings.ToLower(region)+"zzzz"); err != nil {
		return tag
	}
	return t.String()
}

func parseTag(tag string) (language.Tag, error) {
	clean, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), ".")
	return language.Parse(clean)
}

func (l *Localizer) dateText(key string, d diary.Date) string {
	y, m, day := d.YMD()
	number := strconv.Itoa(day)
	if l.lang == "fr" && day == 1 {
		number = "1er"
	}
	return l.T(key,
		"weekday", l.format.weekdays[d.Weekday()],
		"day", number,
		"month", l.format.months[m-1],
		"monthShort", l.format.monthsShort[m-1],
		"year", strconv.Itoa(y))
}

// DateLong writes Sunday 2 March 2026.
func (l *Localizer) DateLong(d diary.Date) string { return l.dateText("common.date_long", d) }

// DateMedium writes 2 Mar 2026.
func (l *Localizer) DateMedium(d diary.Date) string { return l.dateText("common.date_medium", d) }

// DayMonth writes 2 Mar.
func (l *Localizer) DayMonth(d diary.Date) string { return l.dateText("common.day_month", d) }

// MonthYear writes March 2026.
func (l *Localizer) MonthYear(d diary.Date) string { return l.dateText("common.month_year", d) }

// NightOf writes Night of Sunday 2 March.
func (l *Localizer) NightOf(d diary.Date) string { return l.dateText("common.night_of", d) }

// NightSpan writes both days of a night: Night Mon 2 to Tue 3 March.
func (l *Localizer) NightSpan(d diary.Date) string {
	next := d.AddDays(1)
	return l.T("common.night_span",
		"from", l.WeekdayShort(d.Weekday())+" "+l.DayMonth(d),
		"to", l.WeekdayShort(next.Weekday())+" "+l.DayMonth(next))
}

// MonthFirst tells whether the user's region writes the month before the day.
func (l *Localizer) MonthFirst() bool { return l.format.monthFirst }

// DateShort writes a numeric date in the order of the user's region, with a four-digit year.
func (l *Localizer) DateShort(d diary.Date) string {
	t := d.UTC()
	switch {
	case l.format.monthFirst:
		return t.Format("01/02/2006")
	case l.lang == "de":
		return t.Format("02.01.2006")
	case l.lang == "nl":
		return t.Format("02-01-2006")
	}
	return t.Format("02/01/2006")
}

// Month writes March; MonthShort Mar.
func (l *Localizer) Month(m time.Month) string { return l.format.months[m-1] }

// MonthShort writes Mar.
func (l *Localizer) MonthShort(m time.Month) string { return l.format.monthsShort[m-1] }

// Weekday writes Sunday.
func (l *Localizer) Weekday(w time.Weekday) string { return l.format.weekdays[w] }

// WeekdayShort writes Sun.
func (l *Localizer) WeekdayShort(w time.Weekday) string { return l.format.weekdaysShort[w] }

// Spanish writes a. m. and p. m.
var spanishHalves = strings.NewReplacer("am", "a. m.", "pm", "p. m.")

// TwelveHours tells whether the user's region counts the hours from 1 to 12 twice a day.
func (l *Localizer) TwelveHours() bool { return l.format.twelveHours }

// Clock writes a time of night as the region does: 23:05 or 11:05 pm.
func (l *Localizer) Clock(c diary.Clock) string {
	if !l.format.twelveHours {
		return c.String()
	}
	hour, minute := c.HourMinute()
	text := time.Date(2000, 1, 1, hour, minute, 0, 0, time.UTC).Format("3:04 pm")
	if l.lang == "es" {
		return spanishHalves.Replace(text)
	}
	return text
}
