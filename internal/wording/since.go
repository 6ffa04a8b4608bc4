package wording

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// BeforeDiary says of a step before the diary's first night what can be told: "Taken since before this diary
// began (March 2024). In the first 4 weeks of the diary the median was 5, lately 6. About 1 point higher…"
func BeforeDiary(l *i18n.Localizer, c compare.Comparison) string {
	began := l.MonthYear(c.Plan.Step.First)
	since, ok := c.Since.Get()
	if !ok {
		return l.T("wording.before_diary.over", "month", began)
	}
	sentences := []string{l.T("wording.before_diary", "month", began)}
	if since.Change.IsSet() {
		sentences = append(sentences, SinceCourse(l, c))
	} else {
		key, until := sinceKey(l, c, "wording.since.nights", "wording.since.nights_until")
		sentences = append(sentences, l.N(key, since.All.N, "median", Value(l, c.Plan.Outcome, since.All.Median), "date", until))
	}
	return strings.Join(sentences, " ")
}

// sinceKey chooses between two keys of words about the nights since a medicine was begun: where what was begun is over,
// be it for another dose, they say until when, since "the last 4 weeks" would be others.
func sinceKey(l *i18n.Localizer, c compare.Comparison, still, until string) (key, date string) {
	if c.Plan.PhaseLast.Before(c.Plan.LastNight) {
		return until, l.DateMedium(c.Plan.PhaseLast)
	}
	return still, ""
}

// SinceBrief is [SinceCourse] for a line of a table.
func SinceBrief(l *i18n.Localizer, c compare.Comparison) string {
	since, _ := c.Since.Get()
	e, ok := since.Change.Get()
	if !ok {
		return ""
	}
	key, until := sinceKey(l, c, "wording.since.brief", "wording.since.brief_until")
	return l.T(key, "date", until, "change", l.T("wording.course.figure", "n", signedPoints(l, e.Change), "low", signedPoints(l, e.CI.Low), "high", signedPoints(l, e.CI.High)))
}

// SinceCourse says how the nights ran since the diary began; it needs the change of [compare.Since].
func SinceCourse(l *i18n.Localizer, c compare.Comparison) string {
	o := c.Plan.Outcome
	since, _ := c.Since.Get()
	e, _ := since.Change.Get()
	var sentences []string
	key, until := sinceKey(l, c, "wording.since.parts", "wording.since.parts_until")
	sentences = append(sentences, l.T(key, "date", until, "first", Value(l, o, since.Early.Median), "last", Value(l, o, since.Late.Median)))
	if e.CI.Low > 0 || e.CI.High < 0 {
		sentences = append(sentences, change(l, o, e))
	} else {
		sentences = append(sentences, span(l, o, e.CI))
	}
	return strings.Join(sentences, " ")
}
