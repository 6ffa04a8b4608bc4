package wording

import (
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
		for _, e := range g.Entries[:min(len(g.Entries), namedAtMost)] {
			names = append(names, summaryEntry(l, g.Kind, e, nights))
		}
		if more := len(g.Entries) - namedAtMost; more > 0 {
			names = append(names, l.N("wording.summary.more", more))
		}
		lines = append(lines, l.T("wording.summary."+string(g.Kind), "list", strings.Join(names, "; ")))
	}
	return lines
}

// summaryEntry names a remedy, with the nights behind it.
func summaryEntry(l *i18n.Localizer, kind compare.SummaryKind, e compare.SummaryEntry, nights bool) string {
	name := e.Step.Intervention
	switch {
	case e.Rounds > 0:
		name = l.N("wording.summary.rounds", e.Rounds, "name", name)
	case e.Step.Kind != compare.Start || e.Several:
		name = l.T("wording.summary.step", "name", name, "step", StepShort(l, e.Step))
	}
	if kind == compare.SumTogether && len(e.Apart) > 0 {
		return l.T("wording.summary.apart", "name", name, "others", l.List(e.Apart))
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
