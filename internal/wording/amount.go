package wording

import (
	"math"
	"strconv"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

const minutesPerHour = 60

// Amount writes a difference of an outcome, without its sign, with its unit: "2 points", "40 minutes",
// "1.2 times a night".
func Amount(l *i18n.Localizer, o compare.Outcome, x float64) string {
	x = math.Abs(x)
	switch o {
	case compare.SleepHours:
		return minutes(l, x*minutesPerHour)
	case compare.MinutesToSleep, compare.MinutesAwake, compare.OnsetMinutes:
		return minutes(l, x)
	case compare.TimesUp:
		return counted(l, x, "wording.amount.times", "wording.amount.times_part")
	}
	return counted(l, x, "wording.amount.points", "wording.amount.points_part")
}

// bare is Amount without the unit where a sentence has it already.
func bare(l *i18n.Localizer, o compare.Outcome, x float64) string {
	switch o {
	case compare.SleepHours, compare.MinutesToSleep, compare.MinutesAwake, compare.OnsetMinutes:
		return Amount(l, o, x)
	}
	return l.Short(math.Abs(x))
}

// counted picks the plural form for a whole number, and the form for parts else.
func counted(l *i18n.Localizer, x float64, whole, part string) string {
	if rounded := math.Round(x*10) / 10; rounded == math.Trunc(rounded) {
		return l.N(whole, int(rounded))
	}
	return l.Part(part, x)
}

// minutes writes a length of time to the minute.
func minutes(l *i18n.Localizer, x float64) string {
	m := int(math.Round(x))
	switch {
	case m < minutesPerHour:
		return l.N("wording.amount.minutes", m)
	case m%minutesPerHour == 0:
		return l.N("wording.amount.hours", m/minutesPerHour)
	}
	return l.T("wording.amount.hours_minutes", "hours", l.Number(float64(m/minutesPerHour), 0), "minutes", l.Number(float64(m%minutesPerHour), 0))
}

// Value writes one value of an outcome, such as a mean: "6.1", "6.5 h", "25 min", "21:40".
func Value(l *i18n.Localizer, o compare.Outcome, x float64) string {
	switch o {
	case compare.SleepHours:
		return l.T("wording.value.hours", "n", l.Number(x, 1))
	case compare.MinutesToSleep, compare.MinutesAwake:
		return l.T("wording.value.minutes", "n", l.Number(x, 0))
	case compare.OnsetMinutes:
		return l.Clock(diary.Clock(min(max(int(math.Round(x)), 0), int(diary.MaxClock))))
	}
	return l.Short(x)
}

// signed writes a difference with its sign and unit, for tables.
func signed(l *i18n.Localizer, o compare.Outcome, x float64) string {
	n := l.Number(x, 1)
	switch o {
	case compare.SleepHours:
		return l.T("wording.value.hours", "n", l.Number(x, 2))
	case compare.MinutesToSleep, compare.MinutesAwake, compare.OnsetMinutes:
		return l.T("wording.value.minutes", "n", l.Number(x, 0))
	}
	return n
}

// Dose writes "65 mg"; "" where no dose was said.
func Dose(l *i18n.Localizer, d compare.Dose) string {
	x, ok := d.Amount.Get()
	if !ok {
		return ""
	}
	n := l.Number(x, decimals(x))
	if d.Unit == "" {
		return n
	}
	return l.T("wording.dose", "n", n, "unit", d.Unit)
}

// decimals is how many a dose needs to be written in full, at most four: 0.125 mg is not 0.1.
func decimals(x float64) int {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	_, fraction, _ := strings.Cut(text, ".")
	return min(len(fraction), 4)
}
