package compare

import (
	"cmp"
	"slices"
)

// SummaryKind is what nights say of a remedy, in one word.
type SummaryKind string

// The kinds, in the order in which one might ask a doctor about them.
const (
	SumWorse        SummaryKind = "worse"         // nights got worse with it
	SumWorseLately  SummaryKind = "worse_lately"  // worse in the last weeks alone of a phase that goes on
	SumWorseLater   SummaryKind = "worse_later"   // the same of a phase that is over
	SumWaning       SummaryKind = "waning"        // helped at first, and now less or no longer
	SumWaned        SummaryKind = "waned"         // the same of a phase that is over
	SumBetter       SummaryKind = "better"        // nights speak for it
	SumBetterLately SummaryKind = "better_lately" // better in the last weeks alone of a phase that goes on
	SumBetterLater  SummaryKind = "better_later"  // the same of a phase that is over
	SumTogether     SummaryKind = "together"      // cannot be told apart from something else
	SumUnclear      SummaryKind = "unclear"       // nights do not speak for it
	SumEarly        SummaryKind = "early"         // too early to tell
)

// SummaryKinds lists every kind in order.
var SummaryKinds = []SummaryKind{
	SumWorse, SumWorseLately, SumWorseLater, SumWaning, SumWaned, SumBetter, SumBetterLately, SumBetterLater, SumTogether, SumUnclear, SumEarly,
}

// SummaryEntry is one remedy, or one dose of it, and the nights behind what is said.
type SummaryEntry struct {
	Step Step
	// Rounds is how many rounds are taken together; 0 for a single step.
	Rounds int
	// Without and With are nights counted before and after, or without and with it.
	Without, With int
	// Several says that the remedy has other entries too, so that its dose must be named.
	Several bool
	// Apart names what it cannot be told apart from.
	Apart []string
}

// SummaryGroup is what is said alike of several remedies.
type SummaryGroup struct {
	Kind    SummaryKind
	Entries []SummaryEntry
}

// Summarise answers what a person comes for: which remedies nights speak for, which not, and which cannot be
// told. Each start, restart and change of dose counts once; of a remedy tried in several rounds, the
// rounds together in place of its starts. Within a group the surest come first; what was stopped is still told.
func (r Results) Summarise(o Outcome) []SummaryGroup {
	type weighed struct {
		SummaryEntry
		weight float64
	}
	groups := map[SummaryKind][]weighed{}
	rounds, entries := map[int]bool{}, map[int]int{}
	for _, p := range r.Pooled {
		if p.Outcome != o || p.Rounds < 2 || len(p.Switches) == 0 {
			continue
		}
		rounds[p.Switches[0].Course] = true
		entries[p.Switches[0].Course]++
		kind := summaryOf(p.Verdict)
		if last := p.Switches[len(p.Switches)-1]; last.Kind == Stop {
			kind = kind.past()
		}
		groups[kind] = append(groups[kind], weighed{
			SummaryEntry{Step: p.Switches[0], Rounds: p.Rounds, Without: p.Off.N, With: p.On.N, Apart: apart(p.Others)}, sureness(p.Effect.Get()),
		})
	}
	for _, c := range r.Comparisons {
		s := c.Plan.Step
		if c.Plan.Outcome != o || s.Kind == Stop || c.BeforeDiary() || rounds[s.Course] && s.Kind != DoseChange {
			continue
		}
		entries[s.Course]++
		kind := summaryOf(c.Verdict)
		switch {
		case kind == SumBetter && c.Course == Waning:
			kind = SumWaning
		case c.Lately() == Worse:
			kind = SumWorseLately
		case c.Lately() == Better:
			kind = SumBetterLately
		}
		if c.Plan.Past() {
			kind = kind.past()
		}
		groups[kind] = append(groups[kind], weighed{
			SummaryEntry{Step: s, Without: c.Before.N, With: c.After.N, Apart: apart(c.Plan.Others)}, sureness(c.Effect.Get()),
		})
	}
	var all []SummaryGroup
	for _, kind := range SummaryKinds {
		list := groups[kind]
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, b weighed) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), b.Step.First.Compare(a.Step.First))
		})
		g := SummaryGroup{Kind: kind}
		for _, e := range list {
			e.Several = entries[e.Step.Course] > 1
			g.Entries = append(g.Entries, e.SummaryEntry)
		}
		all = append(all, g)
	}
	return all
}

// past is the kind that tells the same of what is over.
func (k SummaryKind) past() SummaryKind {
	switch k {
	case SumWorseLately:
		return SumWorseLater
	case SumWaning:
		return SumWaned
	case SumBetterLately:
		return SumBetterLater
	}
	return k
}

func summaryOf(v Verdict) SummaryKind {
	switch v {
	case Better:
		return SumBetter
	case Worse:
		return SumWorse
	case Faded:
		return SumWaning
	case CannotSeparate:
		return SumTogether
	case NoClearChange:
		return SumUnclear
	}
	return SumEarly
}

// sureness is the distance of an effect from nothing in its own errors.
func sureness(e Effect, ok bool) float64 {
	if !ok || e.SE <= 0 {
		return 0
	}
	return max(e.Change/e.SE, -e.Change/e.SE)
}

func apart(others []OtherStep) []string {
	var names []string
	for _, o := range others {
		if o.TooClose && !slices.Contains(names, o.Intervention) {
			names = append(names, o.Intervention)
		}
	}
	return names
}
