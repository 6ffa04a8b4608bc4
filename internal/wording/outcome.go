package wording

import (
	"fmt"
	"math"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// unitWords tell how what is measured in a unit reads.
type unitWords struct {
	// value writes one value with its unit: "6.1", "6.5 h", "25 min", "21:40".
	value func(l *i18n.Localizer, x float64) string
	// tick writes one value without its unit, where a heading has it.
	tick func(l *i18n.Localizer, x float64) string
	// mean writes a mean in a column, so that figures line up.
	mean func(l *i18n.Localizer, x float64) string
	// amount writes the size of a difference with its unit: "2 points", "40 minutes".
	amount func(l *i18n.Localizer, x float64) string
	// bare is amount where the sentence has the unit already; counted says that it has it also where the
	// change itself is told.
	bare    func(l *i18n.Localizer, x float64) string
	counted bool
	// precise writes a difference with its unit to one decimal more than is ever noted, for a table of figures.
	precise func(l *i18n.Localizer, x float64) string
	// decimals of a difference in a column.
	decimals int
	// change is the unit of a difference.
	change compare.Unit
	// named says that the outcome's name has the unit in it: hours slept.
	named bool
}

// units has every unit of compare.Units.
var units = map[compare.Unit]unitWords{
	compare.Points: {
		value: (*i18n.Localizer).Short, tick: (*i18n.Localizer).Short, mean: tenths,
		amount: counted("wording.amount.points", "wording.amount.points_part"), bare: (*i18n.Localizer).Short,
		precise: tenths, decimals: 1, change: compare.Points,
	},
	compare.Hours: {
		value: withUnit("wording.value.hours", 1), tick: (*i18n.Localizer).Short, mean: withUnit("wording.value.hours", 1),
		amount: hours, bare: hours, precise: withUnit("wording.value.hours", 2), decimals: 1, change: compare.Hours, named: true,
	},
	compare.Minutes: {
		value: withUnit("wording.value.minutes", 0), tick: (*i18n.Localizer).Short, mean: withUnit("wording.value.minutes", 0),
		amount: minutes, bare: minutes, precise: withUnit("wording.value.minutes", 0), change: compare.Minutes,
	},
	compare.Times: {
		value: (*i18n.Localizer).Short, tick: (*i18n.Localizer).Short, mean: tenths,
		amount: counted("wording.amount.times", "wording.amount.times_part"), bare: (*i18n.Localizer).Short, counted: true,
		precise: tenths, decimals: 1, change: compare.Times,
	},
	compare.Clock: {
		value: clock, tick: clock, mean: clock, amount: minutes, bare: minutes,
		precise: withUnit("wording.value.minutes", 0), change: compare.Minutes,
	},
	compare.Percent: {
		value: percent, tick: (*i18n.Localizer).Short, mean: percent,
		amount: counted("wording.amount.percent", "wording.amount.percent_part"), bare: (*i18n.Localizer).Short,
		precise: tenths, decimals: 1, change: compare.Percent,
	},
}

// unitOf finds the words of an outcome's unit. A unit without words is a mistake of the program.
func unitOf(o compare.Outcome) unitWords {
	u, ok := units[o.Unit()]
	if !ok {
		panic(fmt.Errorf("wording: no words for the unit %q", o.Unit()))
	}
	return u
}

// Outcome names an outcome: "Time to fall asleep".
func Outcome(l *i18n.Localizer, o compare.Outcome) string { return l.T("outcome." + string(o)) }

// OutcomeWithUnit names an outcome with its unit, as an axis has it: "Time to fall asleep (minutes)".
func OutcomeWithUnit(l *i18n.Localizer, o compare.Outcome) string {
	if unitOf(o).named {
		return Outcome(l, o)
	}
	return l.T("wording.named_unit", "name", Outcome(l, o), "unit", l.T("wording.unit."+string(o.Unit())))
}

// Value writes one value of an outcome, such as a mean, with its unit: "6.1", "6.5 h", "25 min", "21:40".
func Value(l *i18n.Localizer, o compare.Outcome, x float64) string { return unitOf(o).value(l, x) }

// Tick writes one value of an outcome without its unit, which stands beside it: "6.1", "6.5", "25", "21:40".
func Tick(l *i18n.Localizer, o compare.Outcome, x float64) string { return unitOf(o).tick(l, x) }

// Mean is Value for a column of means: ratings and counts always to one decimal.
func Mean(l *i18n.Localizer, o compare.Outcome, x float64) string { return unitOf(o).mean(l, x) }

// Amount writes a difference of an outcome, without its sign, with its unit: "2 points", "40 minutes",
// "1.2 times a night".
func Amount(l *i18n.Localizer, o compare.Outcome, x float64) string {
	return unitOf(o).amount(l, math.Abs(x))
}

// bare is Amount without the unit where a sentence has it already.
func bare(l *i18n.Localizer, o compare.Outcome, x float64) string {
	return unitOf(o).bare(l, math.Abs(x))
}

// precise writes a difference with its sign and unit, for a table of figures.
func precise(l *i18n.Localizer, o compare.Outcome, x float64) string { return unitOf(o).precise(l, x) }

// Difference writes a difference of an outcome with its sign, plus too, for a column: "+0.4", "−12". What would round to
// zero, and is not, gets a decimal more, as in [Signed].
func Difference(l *i18n.Localizer, o compare.Outcome, x float64) string {
	places := unitOf(o).decimals
	n := l.Number(x, places)
	if n == l.Number(0, places) && math.Abs(x) >= 0.5*math.Pow10(-places-1) {
		places++
		n = l.Number(x, places)
	}
	if x > 0 && n != l.Number(0, places) {
		return "+" + n
	}
	return n
}

// Change writes a difference with its sign and unit: "−1.8 points".
func Change(l *i18n.Localizer, o compare.Outcome, x float64) string {
	return l.Part("wording.change."+string(unitOf(o).change), x, "n", Signed(l, x))
}

// Signed writes a number with its sign: −1.8, 0, +2. What would round to zero, and is not, gets a second
// decimal, so that an interval that ends just short of it can be told from one that does not.
func Signed(l *i18n.Localizer, x float64) string {
	text := l.Short(x)
	if text == l.Short(0) && math.Abs(x) >= 0.005 {
		text = l.Number(x, 2)
	}
	if x > 0 && text != l.Short(0) {
		return "+" + text
	}
	return text
}

func tenths(l *i18n.Localizer, x float64) string { return l.Number(x, 1) }

func percent(l *i18n.Localizer, x float64) string { return l.Percent(x / 100) }

func withUnit(key string, decimals int) func(*i18n.Localizer, float64) string {
	return func(l *i18n.Localizer, x float64) string { return l.T(key, "n", l.Number(x, decimals)) }
}

// counted picks the plural form for a whole number, and the form for parts else.
func counted(whole, part string) func(*i18n.Localizer, float64) string {
	return func(l *i18n.Localizer, x float64) string {
		if rounded := math.Round(x*10) / 10; rounded == math.Trunc(rounded) {
			return l.N(whole, int(rounded))
		}
		return l.Part(part, x)
	}
}

const minutesPerHour = 60

func hours(l *i18n.Localizer, x float64) string { return minutes(l, x*minutesPerHour) }

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

// clock writes a time of night, kept within it: a mean of rounded times may lie just outside.
func clock(l *i18n.Localizer, x float64) string {
	const round = float64(diary.MaxClock) + 1
	if x = math.Round(x); x >= round && x < 2*round {
		x -= round // across the noon at which a night ends
	}
	return l.Clock(diary.Clock(min(max(x, 0), float64(diary.MaxClock))))
}
