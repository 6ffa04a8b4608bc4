package wording

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Course says how an effect ran over time: "Still helping." or when it was better, and what it is now.
// It is empty where there is no verdict, or nothing to add to it.
func Course(l *i18n.Localizer, c compare.Comparison) string {
	over, ok := c.Over.Get()
	end, hasEnd := c.Plan.Step.End.Get()
	ended := hasEnd && !end.After(c.Plan.LastNight) && c.Plan.Step.Kind != compare.Stop
	switch {
	case c.Course == "":
		return ""
	case !ok:
		if c.Verdict == compare.Better && !ended {
			return l.T("wording.course.too_early")
		}
		return ""
	case c.Verdict == compare.Faded || c.Course == compare.Waning && c.Verdict == compare.Better:
		return atFirst(l, c, over) + " " + lately(l, c, over)
	case c.Verdict != c.Together:
		if over.Early.CI.Low > 0 || over.Early.CI.High < 0 {
			return atFirst(l, c, over) + " " + lately(l, c, over)
		}
		return l.T(now(c, "wording.course.not_lately.", "wording.course.not_later.")+string(c.Together)) + " " + lately(l, c, over)
	case c.LatelyOpen:
		return lately(l, c, over)
	case c.Verdict == compare.NoClearChange:
		if c.Course != compare.Growing {
			return ""
		}
		return lately(l, c, over)
	case c.Course == compare.Unsure && c.Verdict == compare.Worse:
		return ""
	}
	if past(c) && !ended && c.Course != compare.Unsure {
		return l.T("wording.course.past."+string(c.Course), "first", l.DateMedium(over.Late.First), "last", l.DateMedium(over.Late.Last))
	}
	key := "wording.course." + string(c.Verdict) + "." + string(c.Course)
	switch {
	case ended && c.Course != compare.Unsure:
		key += ".ended"
	case c.Plan.Step.Kind == compare.Stop && c.Course != compare.Unsure && c.Verdict == compare.Better:
		key += ".stop"
	}
	return l.T(key)
}

// past tells whether the nights called "lately" are none of the diary's last: a dose or a remedy that is over, or a
// stop long ago. Words then say "later" and when, since "the last 4 weeks" would be others.
func past(c compare.Comparison) bool { return c.Plan.Past() }

// now chooses between words of what is still so and of what is past.
func now(c compare.Comparison, still, was string) string {
	if past(c) {
		return was
	}
	return still
}

// CourseBrief is [Course] for a line of a table: the figures in place of sentences about them.
func CourseBrief(l *i18n.Localizer, c compare.Comparison) string {
	over, ok := c.Over.Get()
	words := Course(l, c)
	if !ok || words == "" {
		return words
	}
	figure := func(s compare.CoursePart) string {
		return l.T("wording.course.figure", "n", signedPoints(l, s.Change), "low", signedPoints(l, s.CI.Low), "high", signedPoints(l, s.CI.High))
	}
	return l.T(now(c, "wording.course.brief", "wording.course.brief_past"), "first", l.DayMonth(over.Early.First), "last", l.DayMonth(over.Early.Last), "early", figure(over.Early),
		"from", l.DayMonth(over.Late.First), "to", l.DayMonth(over.Late.Last), "late", figure(over.Late))
}

// signedPoints writes a difference with its sign to one decimal.
func signedPoints(l *i18n.Localizer, x float64) string {
	n := l.Number(x, 1)
	if x > 0.05 {
		return "+" + n
	}
	return n
}

// atFirst tells the effect at first with its dates.
func atFirst(l *i18n.Localizer, c compare.Comparison, over compare.CourseFit) string {
	return partOf(l, "wording.course.at_first", c.Plan.Outcome, over.Early)
}

// lately tells the effect in the last weeks of the phase with its dates.
func lately(l *i18n.Localizer, c compare.Comparison, over compare.CourseFit) string {
	return partOf(l, now(c, "wording.course.lately", "wording.course.later"), c.Plan.Outcome, over.Late)
}

// partOf words a part as a change where it is one, else as what it could be.
func partOf(l *i18n.Localizer, key string, o compare.Outcome, s compare.CoursePart) string {
	words := span(l, o, s.CI)
	if s.CI.Low > 0 || s.CI.High < 0 {
		words = change(l, o, compare.Effect{Change: s.Change, CI: s.CI})
	}
	return l.T(key, "first", l.DateMedium(s.First), "last", l.DateMedium(s.Last), "words", strings.TrimSpace(words))
}
