package patterns

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"stillnight/internal/chart"
	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// findings are worked out once for a diary.
type findings struct {
	// Version is the diary's; 0 while only what can be told at once is here.
	Version int
	// Triggers are of the outcomes that were looked at so far.
	Triggers map[compare.Outcome]compare.TriggerResults
	Relief   []compare.ReliefResult
	Flags    []compare.AugmentationFlag
	// Clocks are of the medicines that have a flag, quiet or not.
	Clocks   []compare.OnsetClock
	RedFlags []compare.RedFlag
	Urgent   []clinical.Ticked
	Outcomes []compare.Outcome
	Years    []int
}

// atOnce is what can be told of a diary without looking long.
func atOnce(d diary.Diary) findings {
	f := findings{Relief: compare.Relief(d), Outcomes: compare.Recorded(d.Nights)}
	if first, last, ok := d.Span(); ok {
		from, _, _ := first.YMD()
		to, _, _ := last.YMD()
		for y := to; y >= from; y-- {
			f.Years = append(f.Years, y)
		}
	}
	return f
}

// with returns the findings with the triggers looked at by one outcome more.
func (f findings) with(d diary.Diary, o compare.Outcome, opts compare.Options) (findings, error) {
	if _, known := f.Triggers[o]; known {
		return f, nil
	}
	results, err := compare.Triggers(d, o, opts)
	if err != nil {
		return f, fmt.Errorf("looking at triggers: %w", err)
	}
	f.Triggers = maps.Clone(f.Triggers) // the one on show is read meanwhile
	if f.Triggers == nil {
		f.Triggers = map[compare.Outcome]compare.TriggerResults{}
	}
	f.Triggers[o] = results
	return f, nil
}

// find looks across the diary, but at triggers.
func find(ctx context.Context, d diary.Diary, version int, opts compare.Options) (findings, error) {
	f := atOnce(d)
	f.Version = version
	var err error
	if f.Flags, err = compare.Augmentation(d, opts); err != nil {
		return f, fmt.Errorf("looking for a pattern under a medicine: %w", err)
	}
	for _, flag := range f.Flags {
		i := slices.IndexFunc(d.Interventions, func(iv diary.Intervention) bool { return iv.ID == flag.InterventionID })
		if clock, ok := compare.OnsetClockOf(d, d.Interventions[i], opts.SameMedicine); ok {
			f.Clocks = append(f.Clocks, clock)
		}
	}
	if f.RedFlags, err = compare.RedFlags(d); err != nil {
		return f, fmt.Errorf("looking at what a doctor should hear: %w", err)
	}
	f.Urgent = clinical.Urgent(d.Nights)
	return f, ctx.Err()
}

// note is something to talk about with a doctor.
type note struct {
	// Pattern says that this is the pattern under a medicine, told in several lines.
	Pattern bool
	Lines   []string
}

// notes are the findings that a doctor should hear of, the pattern first.
func notes(f findings, l *i18n.Localizer) []note {
	var all []note
	for _, flag := range f.Flags {
		if lines := wording.Augmentation(l, flag); len(lines) > 0 {
			all = append(all, note{Pattern: true, Lines: lines})
		}
	}
	var red []string
	for _, flag := range f.RedFlags {
		if words := wording.RedFlag(l, flag); words != "" {
			red = append(red, words)
		}
	}
	if len(red) > 0 {
		all = append(all, note{Lines: red})
	}
	return all
}

// watched says of each medicine under which nothing was found what was looked at or what is missing.
func watched(f findings, l *i18n.Localizer) []string {
	var said []string
	for _, flag := range f.Flags {
		if words := wording.AugmentationWatched(l, flag); words != "" {
			said = append(said, words)
		}
	}
	return said
}

// weekdays says which days of the week were the calmest and the hardest, by their means; "" without any values, which the
// picture says.
func weekdays(d diary.Diary, o compare.Outcome, l *i18n.Localizer) string {
	var best, worst *compare.WeekdaySummary
	week := compare.Weekdays(d, o)
	better := func(a, b float64) bool {
		if o.HigherIsBetter() {
			return a > b
		}
		return a < b
	}
	if !slices.ContainsFunc(week, func(day compare.WeekdaySummary) bool { return day.N > 0 }) {
		return ""
	}
	for i := range week {
		day := &week[i]
		if day.N < leastOfAWeekday {
			return l.T("patterns.weekdays.few")
		}
		if best == nil || better(day.Mean, best.Mean) {
			best = day
		}
		if worst == nil || better(worst.Mean, day.Mean) {
			worst = day
		}
	}
	if best.Mean == worst.Mean {
		return l.T("patterns.weekdays.alike")
	}
	return l.T("patterns.weekdays.said", "best", l.Weekday(best.Weekday), "best_value", wording.Value(l, o, best.Mean),
		"worst", l.Weekday(worst.Weekday), "worst_value", wording.Value(l, o, worst.Mean))
}

// leastOfAWeekday is how many nights each day of the week needs for a sentence.
const leastOfAWeekday = 4

// onsets says how the usual time of onset in the last month compares with that of the first.
func onsets(d diary.Diary, l *i18n.Localizer) string {
	months := slices.DeleteFunc(compare.Onsets(d), func(m compare.OnsetMonth) bool { return m.N < leastOfAMonth })
	if len(months) < 2 {
		return ""
	}
	first, last := months[0], months[len(months)-1]
	return l.T("patterns.onsets.said",
		"first_month", l.MonthYear(first.Month), "first", wording.MiddleOnset(l, first.Median, first.MostlyAllDay()),
		"last_month", l.MonthYear(last.Month), "last", wording.MiddleOnset(l, last.Median, last.MostlyAllDay()))
}

// daytimeNights is how many nights back the picture of daytime symptoms reaches: a year.
const daytimeNights = 365

// daytime says how often there were symptoms in the daytime in the year up to the last rating of them, and which nights
// that are; "" for a diary without such ratings.
func daytime(d diary.Diary, l *i18n.Localizer) (said string, view chart.TimelineView) {
	view.Outcome = compare.DaytimeSymptoms
	var some []float64
	rated := 0
	for _, n := range slices.Backward(d.Nights) {
		v, ok := n.DaytimeSymptoms.Get()
		if !ok {
			continue
		}
		if rated == 0 {
			view.Last = n.Date
		}
		if view.Last.Sub(n.Date) >= daytimeNights {
			break
		}
		view.First = n.Date
		rated++
		if v > 0 {
			some = append(some, float64(v))
		}
	}
	switch {
	case rated == 0:
		return "", view
	case len(some) == 0:
		return l.N("patterns.daytime.never", rated), view
	}
	slices.Sort(some)
	return l.N("patterns.daytime.said", rated, "with", len(some),
		"median", wording.Value(l, compare.DaytimeSymptoms, compare.Quantile(some, 0.5))), view
}

// leastOfAMonth is how many onset times a month needs to be named.
const leastOfAMonth = 5
