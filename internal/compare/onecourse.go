package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// course is what is one course of one medicine under several names: whole is all of it as one remedy, and members are the
// places in the diary's list of what it is made of, in their order.
type course struct {
	members []int
	whole   diary.Intervention
}

// coursesIn finds what is one medicine in a diary, taken at the same time or one soon after the other. same may be nil.
func coursesIn(d diary.Diary, same func(a, b diary.Intervention) bool) (courses []course) {
	if same == nil {
		return nil
	}
	first := make([]int, len(d.Interventions)) // of the course of each
	for i, iv := range d.Interventions {
		first[i] = i
		for j, other := range d.Interventions[:i] {
			if first[j] == first[i] || !nearInTime(other, iv) || !same(other, iv) {
				continue
			}
			one, two := min(first[i], first[j]), max(first[i], first[j])
			for k := range first[:i+1] {
				if first[k] == two {
					first[k] = one
				}
			}
		}
	}
	for i := range first {
		var c course
		for k := i; k < len(first); k++ {
			if first[k] == i {
				c.members = append(c.members, k)
			}
		}
		if len(c.members) > 1 {
			c.join(d)
			courses = append(courses, c)
		}
	}
	return courses
}

// join makes one remedy of all members.
func (c *course) join(d diary.Diary) {
	byStart := make([]diary.Intervention, len(c.members))
	for i, m := range c.members {
		byStart[i] = d.Interventions[m]
	}
	slices.SortStableFunc(byStart, func(a, b diary.Intervention) int {
		return startsFirst(a.Phases).Start.Compare(startsFirst(b.Phases).Start)
	})
	c.whole = byStart[0]
	for _, iv := range byStart[1:] {
		c.whole = join(c.whole, iv)
	}
}

// steps are the steps of a course. Each bears the name under which the dose was written down that began or ended with it.
func (c *course) steps(d diary.Diary, opts Options) ([]Step, error) {
	list, err := stepsOf(c.whole, c.members[0], opts)
	if err != nil {
		return nil, err
	}
	for i := range list {
		s := &list[i]
		begun := c.whole.Phases[s.Phase]
		at := begun.Start
		if s.Kind == Stop {
			at = s.First.AddDays(-1)
			s.From = c.written(d, begun.Start, s.From)
		} else {
			reached := begun.Start
			if !s.Reached.IsZero() {
				reached = s.Reached
			}
			s.To = c.written(d, reached, s.To)
			if s.Kind == DoseChange {
				s.From = c.written(d, c.whole.Phases[s.Phase-1].Start, s.From)
			}
		}
		s.Index, s.Phase = c.on(d, at)
		iv := d.Interventions[s.Index]
		s.InterventionID, s.Intervention, s.CatalogueID = iv.ID, iv.Name, iv.CatalogueID
		if opts.NeverStop != nil {
			s.NeverStopSuddenly = opts.NeverStop(iv)
		}
	}
	return list, nil
}

// on is the member with the phase that holds a night; of several that which began last.
func (c *course) on(d diary.Diary, night diary.Date) (member, phase int) {
	member = c.members[0]
	var begun diary.Date
	for _, m := range c.members {
		for i, p := range d.Interventions[m].Phases {
			if p.Contains(night) && !p.Start.Before(begun) {
				member, phase, begun = m, i, p.Start
			}
		}
	}
	return member, phase
}

// written is a dose as it was written down, where nothing else of the course is taken beside it; else the one given.
func (c *course) written(d diary.Diary, night diary.Date, sum Dose) Dose {
	var own Dose
	n := 0
	for _, m := range c.members {
		if at := d.Interventions[m].PhaseOn(night); at >= 0 {
			own = doseOf(d.Interventions[m].Phases[at])
			n++
		}
	}
	if n != 1 {
		return sum
	}
	return own
}

// OneCourse lists the names of all that is one course of one medicine with a remedy, itself among them, in the order in
// which they were begun; nil where it is alone. Two entries of one name are one name.
func OneCourse(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool) (names []string) {
	members := membersOf(d, iv, same)
	if len(members) == 1 {
		return nil
	}
	slices.SortStableFunc(members, func(a, b diary.Intervention) int {
		return startsFirst(a.Phases).Start.Compare(startsFirst(b.Phases).Start)
	})
	for _, m := range members {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return names
}

// membersOf are a remedy and after it all in the diary that is one course with it. same may be nil.
func membersOf(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool) []diary.Intervention {
	members := []diary.Intervention{iv}
	if same == nil {
		return members
	}
	for i := 0; i < len(members); i++ { // what is near to one of them is in it
		for _, other := range d.Interventions {
			is := func(m diary.Intervention) bool { return m.ID == other.ID }
			if !slices.ContainsFunc(members, is) && nearInTime(members[i], other) && same(members[i], other) {
				members = append(members, other)
			}
		}
	}
	return members
}
