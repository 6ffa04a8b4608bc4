package wording

import (
	"math"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Verdict says what may be said about a comparison: "Calmer nights since. About 2 points lower (likely
// between 1 and 3)."
func Verdict(l *i18n.Localizer, c compare.Comparison) string {
	words := Finding(l, c)
	if c.Secondary && !c.BeforeDiary() {
		words += " " + Secondary(l)
	}
	return words
}

// Secondary says what a comparison of another outcome than severity is worth.
func Secondary(l *i18n.Localizer) string { return l.T("wording.secondary") }

// Finding is Verdict without what Secondary says, for a list of many outcomes that says it once.
func Finding(l *i18n.Localizer, c compare.Comparison) string {
	if c.BeforeDiary() {
		return BeforeDiary(l, c)
	}
	var sentences []string
	o := c.Plan.Outcome
	e, estimated := c.Effect.Get()
	switch c.Verdict {
	case compare.Better, compare.Worse:
		sentences = append(sentences, l.T("wording.sentence", "words", VerdictShort(l, c)), change(l, o, e))
	case compare.Faded:
		sentences = append(sentences, l.T("wording.sentence", "words", VerdictShort(l, c)))
	case compare.NoClearChange:
		sentences = append(sentences, l.T("wording.sentence", "words", VerdictShort(l, c)), Extent(l, c))
	case compare.CannotSeparate:
		sentences = append(sentences, l.T("wording.cannot_separate", "others", l.List(tooClose(l, c.Plan))))
	default:
		sentences = append(sentences, tooEarly(l, c))
		if estimated {
			sentences = append(sentences, firstSigns(l, o, e))
		}
	}
	if course := Course(l, c); course != "" {
		sentences = append(sentences, course)
	}
	return strings.Join(sentences, " ")
}

// Extent says how much nights changed where there is a verdict on it, with its interval: "About 2 points
// lower (likely between 1 and 3)." It is "" where there is none.
func Extent(l *i18n.Localizer, c compare.Comparison) string {
	e, ok := c.Effect.Get()
	if !ok {
		return ""
	}
	switch c.Verdict {
	case compare.Better, compare.Worse:
		return change(l, c.Plan.Outcome, e)
	case compare.NoClearChange:
		words := span(l, c.Plan.Outcome, e.CI)
		if c.Lately() != "" {
			return l.T("wording.course.taken_together", "words", words)
		}
		return words
	}
	return ""
}

// VerdictShort is the verdict alone, without a full stop: "Calmer nights since".
func VerdictShort(l *i18n.Localizer, c compare.Comparison) string {
	over, _ := c.Over.Get()
	switch {
	case c.BeforeDiary():
		return l.T("wording.before_diary_short")
	case c.Verdict == compare.TooEarly && c.Before.N < compare.MinForVerdict:
		return l.T("wording.too_few_before_short")
	case c.Verdict == compare.Better && c.Course == compare.Waning:
		return l.T(now(c, "wording.course.less", "wording.course.less_later"))
	case c.LatelyOpen:
		return l.T(now(c, "wording.course.open", "wording.course.open_later"))
	case c.Lately() != "":
		return l.T("wording.course." + string(c.Lately()) + now(c, "_lately", "_later"))
	case c.Verdict == compare.Faded && past(c):
		return l.T("wording.faded_later")
	case c.Verdict == compare.Faded && over.Late.Last.Sub(over.Late.First)+1 < compare.CourseNights:
		return l.T("wording.faded_lately")
	}
	return verdictShort(l, c.Verdict, c.Plan.Outcome)
}

func verdictShort(l *i18n.Localizer, v compare.Verdict, o compare.Outcome) string {
	switch v {
	case compare.Better:
		return l.T("wording.better." + string(o))
	case compare.Worse:
		return l.T("wording.worse." + string(o))
	case compare.NoClearChange:
		return l.T("wording.no_clear_change")
	case compare.Faded:
		return l.T("wording.faded")
	case compare.CannotSeparate:
		return l.T("wording.cannot_separate_short")
	}
	return l.T("wording.too_early_short")
}

// Size says how much a change matters by its best guess, and what else the range holds: "By the best guess a
// clear change: 2 points or more, from 6.1 before. The range also holds smaller ones."
func Size(l *i18n.Localizer, c compare.Comparison) string {
	if c.Size == "" {
		return ""
	}
	o := c.Plan.Outcome
	said := l.T("wording.size."+string(c.Size), "amount", Amount(l, o, o.MinimalImportant(c.Before.Mean)), "before", Value(l, o, c.Before.Mean))
	e, _ := c.Effect.Get()
	near, far := math.Abs(e.CI.Low), math.Abs(e.CI.High)
	if near > far {
		near, far = far, near
	}
	bound := o.MinimalImportant(c.Before.Mean)
	if c.Size == compare.Large {
		bound = c.Before.Mean / 2
	}
	switch {
	case c.Size == compare.Small && far >= bound:
		said += " " + l.T("wording.size.also_larger")
	case c.Size != compare.Small && near < bound:
		said += " " + l.T("wording.size.also_smaller")
	}
	return said
}

// change says by how much: "About 2 points lower (likely between 1 and 3)."
func change(l *i18n.Localizer, o compare.Outcome, e compare.Effect) string {
	low, high := math.Abs(e.CI.Low), math.Abs(e.CI.High)
	if low > high {
		low, high = high, low
	}
	amount := Amount(l, o, e.Change)
	if unitOf(o).counted {
		amount = bare(l, o, e.Change)
	}
	args := []any{"amount", amount, "low", bare(l, o, low), "high", bare(l, o, high)}
	if e.Change < 0 {
		return l.T("wording.lower."+string(o), args...)
	}
	return l.T("wording.higher."+string(o), args...)
}

// span says what a change could be where the interval holds none.
func span(l *i18n.Localizer, o compare.Outcome, ci compare.Interval) string {
	return l.T("wording.range."+string(o), "lower", bare(l, o, ci.Low), "higher", bare(l, o, ci.High))
}

// firstSigns shows an interval that is too early for a verdict.
func firstSigns(l *i18n.Localizer, o compare.Outcome, e compare.Effect) string {
	words := span(l, o, e.CI)
	if e.CI.Low > 0 || e.CI.High < 0 {
		words = change(l, o, e)
	}
	return l.T("wording.first_signs", "words", words)
}

// tooEarly says what is still missing.
func tooEarly(l *i18n.Localizer, c compare.Comparison) string {
	before, after := c.Before.N, c.After.N
	need := l.Number(compare.MinForVerdict, 0)
	fewBefore, fewAfter := before < compare.MinForVerdict, after < compare.MinForVerdict
	args := []any{"before", l.Number(float64(before), 0), "after", l.Number(float64(after), 0), "need", need}
	switch {
	case fewBefore && fewAfter:
		return l.T("wording.too_early.both", args...)
	case fewBefore:
		return l.T("wording.too_early.before", args...)
	case fewAfter:
		return l.T("wording.too_early.after", args...)
	}
	step := c.Plan.Step
	passed := max(c.Plan.LastNight.Sub(step.First), 0)
	return l.N("wording.too_early.wait", step.Windows.JudgeAfter, "passed", l.Number(float64(passed), 0))
}

// tooClose names the steps that a comparison cannot be told apart from.
func tooClose(l *i18n.Localizer, p compare.Plan) []string {
	var names []string
	for _, other := range p.Others {
		if other.TooClose {
			names = append(names, Other(l, other))
		}
	}
	return names
}

// Other says what else changed and when: "Magnesium, which began 3 nights earlier".
func Other(l *i18n.Localizer, s compare.OtherStep) string {
	kind := string(s.Kind)
	switch {
	case s.DaysFromStep < 0:
		return l.N("wording.earlier."+kind, -s.DaysFromStep, "name", s.Intervention)
	case s.DaysFromStep > 0:
		return l.N("wording.later."+kind, s.DaysFromStep, "name", s.Intervention)
	}
	return l.T("wording.same_night."+kind, "name", s.Intervention)
}

// Pooled says what all rounds together show.
func Pooled(l *i18n.Localizer, c compare.PooledComparison) string {
	rounds := l.N("wording.rounds", c.Rounds)
	e, estimated := c.Effect.Get()
	var words string
	switch {
	case c.Verdict == compare.Better || c.Verdict == compare.Worse:
		words = l.T("wording.pooled."+string(c.Verdict)) + " " + change(l, c.Outcome, e)
	case c.Verdict == compare.NoClearChange:
		words = l.T("wording.pooled.no_clear_change") + " " + span(l, c.Outcome, e.CI)
	case c.Verdict == compare.CannotSeparate:
		words = l.T("wording.pooled.cannot_separate")
	case estimated:
		words = l.T("wording.pooled.too_early") + " " + firstSigns(l, c.Outcome, e)
	default:
		words = l.T("wording.pooled.too_early")
	}
	sentences := []string{rounds, words}
	if r, ok := c.Randomization.Get(); ok {
		sentences = append(sentences, Randomization(l, r))
	}
	if c.Secondary {
		sentences = append(sentences, Secondary(l))
	}
	return strings.Join(sentences, " ")
}

// Randomization tells the result of the randomization test in words.
func Randomization(l *i18n.Localizer, r compare.Randomization) string {
	return l.T("wording.randomization", "large", l.Number(float64(r.AsLarge), 0), "draws", l.Number(float64(r.Draws), 0), "share", l.Number(r.P, 3))
}

// ByChance says how many of so many comparisons looked better where nothing had changed; where that is hardly one,
// in how many comparisons one did.
func ByChance(l *i18n.Localizer, judged int, better float64) string {
	const several = 1.5 // below it less than two, rounded
	if better < several && better > 0 {
		return l.N("wording.by_chance_rare", judged, "in", l.Number(rounded(float64(judged)/better), 0))
	}
	return l.N("wording.by_chance", judged, "better", l.Number(better, 0))
}

// rounded leaves a number two digits that are not 0: more would claim more than is known.
func rounded(x float64) float64 {
	unit := 1.0
	for x/unit >= 100 {
		unit *= 10
	}
	return math.Round(x/unit) * unit
}

// Placebo is the sentence that every report has.
func Placebo(l *i18n.Localizer) string { return l.T("wording.placebo") }

// DoNotStop is the other one.
func DoNotStop(l *i18n.Localizer) string { return l.T("wording.do_not_stop") }
