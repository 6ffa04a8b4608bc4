package comparison

import (
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// choice is what the user wants to see.
type choice struct {
	Outcome compare.Outcome
	// InterventionID of the one remedy on show; 0 is all.
	InterventionID int64
}

// missing says what the diary lacks for a comparison.
type missing int

const (
	nothing missing = iota
	remedies
	nights
	comparisons // they are being worked out
)

// content is what the screen shows.
type content struct {
	Missing missing
	// Outcomes and Remedies are what can be chosen.
	Outcomes []compare.Outcome
	Remedies []remedy
	Choice   choice
	// Summary answers first what a person comes for.
	Summary []string
	// Forest has one row a step; Glance says how much of it may be chance.
	Forest []compare.Comparison
	Glance string
	Groups []group
}

// remedy is an entry of the list to choose from.
type remedy struct {
	ID   int64
	Name string
}

// group is all about one remedy.
type group struct {
	remedy
	// NeverStop says that it must not be stopped suddenly.
	NeverStop bool
	// Pooled takes several rounds together.
	Pooled diary.Optional[compare.PooledComparison]
	// Doses has the steps of a remedy whose dose was changed, for one picture of them all.
	Doses []compare.Comparison
	Steps []compare.Comparison
	// Flag is what the nights show under a medicine that is watched.
	Flag diary.Optional[compare.AugmentationFlag]
	// Since is the step before the diary whose phase goes on in it.
	Since diary.Optional[compare.Comparison]
	// Vague is the phase of a remedy that has no step, since nobody knows well enough when it began.
	Vague diary.Optional[diary.Phase]
	// Course are the names of all that is one course of one medicine, where this is one of several.
	Course []string
	// First is the diary's first night.
	First diary.Date
}

// arrange picks from the results of one outcome what the user chose. courseOf lists the names of what is one course with a
// remedy.
func arrange(d diary.Diary, r compare.Results, c choice, l *i18n.Localizer, courseOf func(diary.Intervention) []string) content {
	v := content{Choice: c}
	switch {
	case len(r.Comparisons) == 0 && len(stepless(d, nil, courseOf)) == 0:
		v.Missing = remedies
	case len(d.Nights) == 0:
		v.Missing = nights
	}
	if v.Missing != nothing {
		return v
	}
	v.Outcomes = compare.Recorded(d.Nights)
	if !slices.Contains(v.Outcomes, c.Outcome) {
		v.Choice.Outcome = v.Outcomes[0]
	}
	all := v.groups(r)
	all = append(all, stepless(d, all, courseOf)...)
	v.Summary = wording.Summary(l, r, v.Choice.Outcome)
	for i := range all {
		for _, iv := range d.Interventions {
			if iv.ID == all[i].ID {
				all[i].Course = courseOf(iv)
			}
		}
		if flag, ok := compare.FlagOf(r.Augmentation, all[i].ID); ok && flag.Flagged() {
			all[i].Flag = diary.Some(flag)
		}
		all[i].complete(r.Pooled, v.Choice.Outcome)
		v.Remedies = append(v.Remedies, all[i].remedy)
	}
	// What was changed last stands first.
	slices.SortStableFunc(all, func(a, b group) int { return b.latest().Compare(a.latest()) })
	if !slices.ContainsFunc(all, func(g group) bool { return g.ID == c.InterventionID }) {
		v.Choice.InterventionID = 0
	}
	for _, g := range all {
		if v.Choice.InterventionID == 0 || g.ID == v.Choice.InterventionID {
			v.Groups = append(v.Groups, g)
		}
	}
	if judged, better := compare.ByChance(v.Forest); judged > 0 {
		v.Glance = wording.ByChance(l, judged, better)
	}
	return v
}

// groups gathers the changes of each remedy, and those for the picture of all.
func (v *content) groups(r compare.Results) []group {
	var all []group
	for _, x := range r.Comparisons {
		if x.Plan.Outcome != v.Choice.Outcome {
			continue
		}
		s := x.Plan.Step
		at := slices.IndexFunc(all, func(g group) bool { return g.ID == s.InterventionID })
		if at < 0 {
			at = len(all)
			all = append(all, group{remedy: remedy{s.InterventionID, s.Intervention}, NeverStop: s.NeverStopSuddenly})
		}
		g := &all[at]
		if x.BeforeDiary() {
			if x.Since.IsSet() {
				g.Since = diary.Some(x)
			}
			continue
		}
		v.Forest = append(v.Forest, x)
		g.Steps = append(g.Steps, x)
	}
	return all
}

// offered is what can be chosen in a diary, before anything is compared.
func offered(d diary.Diary, c choice) content {
	v := content{Choice: c}
	if len(d.Nights) == 0 {
		v.Missing = nights
		return v
	}
	v.Missing, v.Outcomes = comparisons, compare.Recorded(d.Nights)
	for _, iv := range d.Interventions {
		if len(iv.Phases) > 0 {
			v.Remedies = append(v.Remedies, remedy{iv.ID, iv.Name})
		}
	}
	return v
}

// stepless are the remedies without any step, of which it is said why there is nothing to compare.
func stepless(d diary.Diary, told []group, courseOf func(diary.Intervention) []string) (list []group) {
	for _, iv := range d.Interventions {
		if slices.ContainsFunc(told, func(g group) bool { return g.ID == iv.ID }) {
			continue
		}
		if names := courseOf(iv); len(names) > 0 {
			list = append(list, group{remedy: remedy{iv.ID, iv.Name}, Course: names})
			continue
		}
		for _, p := range slices.Backward(iv.Phases) {
			if p.StartIs != diary.ToTheDay {
				g := group{remedy: remedy{iv.ID, iv.Name}, Vague: diary.Some(p)}
				if len(d.Nights) > 0 {
					g.First = d.Nights[0].Date
				}
				list = append(list, g)
				break
			}
		}
	}
	return list
}

// complete adds what needs all steps of the remedy.
func (g *group) complete(pooled []compare.PooledComparison, o compare.Outcome) {
	for _, p := range pooled {
		if p.InterventionID == g.ID && p.Outcome == o {
			g.Pooled = diary.Some(p)
		}
	}
	if slices.ContainsFunc(g.Steps, func(c compare.Comparison) bool { return c.Plan.Step.Kind == compare.DoseChange }) {
		g.Doses = g.Steps
	}
}

// watched says what a step's own panel must not leave out: the pattern in the nights after it, or "".
func (g group) watched(c compare.Comparison, l *i18n.Localizer) string {
	if flag, ok := g.Flag.Get(); ok && flag.Concerns(c.Plan.Step) {
		return wording.AugmentationBrief(l, flag)
	}
	return ""
}

// unshown says the same of a medicine none of whose panels does, as where it was begun before the diary.
func (g group) unshown(l *i18n.Localizer) string {
	flag, ok := g.Flag.Get()
	if !ok || slices.ContainsFunc(g.Steps, func(c compare.Comparison) bool { return flag.Concerns(c.Plan.Step) }) {
		return ""
	}
	return wording.AugmentationBrief(l, flag)
}

// before says what can be told of a remedy whose changes lie before the diary; empty of others.
func (g group) before(l *i18n.Localizer) string {
	if since, ok := g.Since.Get(); ok {
		return wording.BeforeDiary(l, since)
	}
	if p, ok := g.Vague.Get(); ok {
		key := "comparison.vague"
		if _, last := p.StartRange(); last.Before(g.First) {
			key = "comparison.vague_before"
		}
		return l.T(key, "since", i18n.Capital(l.Since(p)))
	}
	if len(g.Steps) == 0 && len(g.Course) == 0 {
		return l.T("comparison.before_diary")
	}
	return ""
}

// shared says that it is one course with what else is the same medicine; empty of others.
func (g group) shared(l *i18n.Localizer) string { return wording.OneCourse(l, g.Course) }

// latest is the first night of the last step.
func (g group) latest() diary.Date {
	since, _ := g.Since.Get()
	last := since.Plan.Step.First
	if p, ok := g.Vague.Get(); ok {
		last = p.Start
	}
	for _, s := range g.Steps {
		if s.Plan.Step.First.After(last) {
			last = s.Plan.Step.First
		}
	}
	return last
}

// leftOut is one night that does not count, and why.
type leftOut struct{ Night, Why string }

// leftOutOf lists recorded nights inside the windows that do not count, in order.
func leftOutOf(c compare.Comparison, l *i18n.Localizer) []leftOut {
	var list []leftOut
	for _, u := range c.Plan.Nights {
		switch u.Role {
		case compare.Before, compare.After, compare.NotRecorded:
		default:
			list = append(list, leftOut{l.DateMedium(u.Date), wording.NightReason(l, u)})
		}
	}
	return list
}
