package wording

import (
	"slices"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// namedAtMost is how many remedies one sentence of the summary names.
const namedAtMost = 4

// Summary answers what a person comes for, a sentence a line: what a doctor should see first, then which
// remedies nights speak for, which not, and which cannot be told. It gives no advice.
func Summary(l *i18n.Localizer, r compare.Results, o compare.Outcome) []string {
	var lines []string
	for _, f := range r.Augmentation {
		if title := AugmentationTitle(l, f); title != "" {
			lines = append(lines, title)
		}
	}
	return append(lines, summaryOfRemedies(l, r, o, true)...)
}

// SummaryBeside is [Summary] where what a doctor should see first and the nights behind each remedy stand beside it.
func SummaryBeside(l *i18n.Localizer, r compare.Results, o compare.Outcome) []string {
	return summaryOfRemedies(l, r, o, false)
}

func summaryOfRemedies(l *i18n.Localizer, r compare.Results, o compare.Outcome, nights bool) []string {
	var lines []string
	for _, g := range r.Summarise(o) {
		var names []string
		if g.Kind == compare.SumTogether {
			names = together(l, g.Entries, nights)
		} else {
			for _, e := range g.Entries {
				names = append(names, summaryEntry(l, e, nights))
			}
		}
		lines = append(lines, l.T("wording.summary."+string(g.Kind), "list", strings.Join(atMost(l, names), "; ")))
	}
	return lines
}

// atMost keeps as many names as one sentence holds, and says how many more there are.
func atMost(l *i18n.Localizer, names []string) []string {
	more := len(names) - namedAtMost
	if more <= 0 {
		return names
	}
	return append(slices.Clone(names[:namedAtMost]), l.N("wording.summary.more", more))
}

// together names what cannot be told apart, each lot once: a remedy, those that began too close to it, and those that
// began too close to them.
func together(l *i18n.Localizer, entries []compare.SummaryEntry, nights bool) []string {
	var lots [][]string              // names of remedies
	entered := map[string][]string{} // what is said of a remedy that has entries
	for _, e := range entries {
		name := e.Step.Intervention
		words := summaryEntry(l, e, nights && len(e.Apart) == 0)
		if len(e.Apart) > 0 && e.Rounds == 0 && words != name {
			words = l.T("wording.summary.step_in_lot", "name", name, "step", StepShort(l, e.Step)) // commas part the names of a lot
		}
		entered[name] = append(entered[name], words)
		lot := append([]string{name}, e.Apart...)
		var others [][]string
		for _, other := range lots {
			if slices.ContainsFunc(other, func(n string) bool { return slices.Contains(lot, n) }) {
				lot = append(slices.Clone(other), lot...)
				continue
			}
			others = append(others, other)
		}
		lots = append(others, lot)
	}
	var list []string
	for _, lot := range lots {
		var names []string
		for i, name := range lot {
			if slices.Contains(lot[:i], name) {
				continue
			}
			if words, ok := entered[name]; ok {
				names = append(names, words...)
			} else {
				names = append(names, name)
			}
		}
		if len(names) > namedAtMost {
			list = append(list, strings.Join(atMost(l, names), ", "))
			continue
		}
		list = append(list, l.List(names))
	}
	return list
}

// summaryEntry names a remedy, with the nights behind it.
func summaryEntry(l *i18n.Localizer, e compare.SummaryEntry, nights bool) string {
	name := e.Step.Intervention
	switch {
	case e.Rounds > 0:
		name = l.N("wording.summary.rounds", e.Rounds, "name", name)
	case e.Step.Kind != compare.Start || e.Several:
		name = l.T("wording.summary.step", "name", name, "step", StepShort(l, e.Step))
	}
	if !nights {
		return name
	}
	key := "wording.summary.nights"
	if e.Rounds > 0 {
		key = "wording.summary.nights_rounds"
	}
	return l.T(key, "name", name, "before", whole(l, e.Without), "after", whole(l, e.With))
}
