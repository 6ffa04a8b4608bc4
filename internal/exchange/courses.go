package exchange

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

// takeCourses brings medicines that were taken for a time in as phases of remedies. One that overlaps another of
// the same remedy is left out and told: the diary has one dose at a time.
func (b *builder) takeCourses(set *reading.Set, t *partTally) {
	if b.chosen.refusesField(DoseGroup) {
		return
	}
	for _, c := range set.Courses {
		phase := c.Phase
		if phase.Start.IsZero() {
			phase.Start, phase.StartIs = b.beforeAll(phase), diary.StartNotKnown
		}
		if !b.allowed(phase.Start) || !b.addPhase(c, phase) {
			set.Leave(c.Line, reading.OutOfRange, strings.TrimSpace(phase.StartText()+" "+c.Name))
			continue
		}
		t.lines.add(c.Line)
	}
}

// beforeAll is the day before everything that was read, for a start that nobody knows.
func (b *builder) beforeAll(p diary.Phase) diary.Date {
	first := b.latest
	if end, ended := p.End.Get(); ended {
		first = end.AddDays(-1)
	}
	for date := range b.nights {
		if first.IsZero() || date.Before(first) {
			first = date
		}
	}
	return first.AddDays(-1)
}

func (b *builder) addPhase(c reading.Course, phase diary.Phase) bool {
	i, named := b.remedy(c.Name)
	if !named {
		return false
	}
	iv := b.proposal.Diary.Interventions[i]
	if slices.ContainsFunc(iv.Phases, func(p diary.Phase) bool { return samePhases([]diary.Phase{p}, []diary.Phase{phase}) }) {
		return true // the same once more
	}
	iv.Phases = append(slices.Clone(iv.Phases), phase)
	iv.Intakes, iv.SideEffects = slices.Clone(iv.Intakes), slices.Clone(iv.SideEffects)
	iv.Prescribed, iv.Blind = slices.Clone(iv.Prescribed), slices.Clone(iv.Blind)
	iv.SortPhases()
	if iv.Note == "" {
		iv.Note = c.Note
	}
	if iv.Validate() != nil {
		return false
	}
	b.proposal.Diary.Interventions[i] = iv
	return true
}

// remedy finds a remedy by its name, and makes it where it is new; ok is false for a name that none can have.
func (b *builder) remedy(name string) (i int, ok bool) {
	d := &b.proposal.Diary
	name, ok = fitName(name)
	if !ok {
		return 0, false
	}
	i = slices.IndexFunc(d.Interventions, func(iv diary.Intervention) bool { return i18n.Fold(iv.Name) == i18n.Fold(name) })
	if i < 0 {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(len(d.Interventions) + 1), Name: name})
		i = len(d.Interventions) - 1
	}
	return i, true
}

// fitName is a name as the diary keeps it. ok is false where it has none, or one that is too long.
func fitName(name string) (fit string, ok bool) {
	fit = strings.TrimSpace(name)
	return fit, fit != "" && utf8.RuneCountInString(fit) <= diary.MaxName
}
