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
	in := make([]bool, len(d.Interventions)) // one of those found already
	for i := range d.Interventions {
		if in[i] {
			continue
		}
		c := course{members: together(d.Interventions, i, same)}
		if len(c.members) == 1 {
			continue
		}
		slices.Sort(c.members)
		for _, m := range c.members {
			in[m] = true
		}
		c.join(d)
		courses = append(courses, c)
	}
	return courses
}

// join makes one remedy of all members.
func (c *course) join(d diary.Diary) {
	inOrder := make([]diary.Intervention, len(c.members))
	for i, m := range c.members {
		inOrder[i] = d.Interventions[m]
	}
	slices.SortStableFunc(inOrder, byStart)
	c.whole = inOrder[0]
	for _, iv := range inOrder[1:] {
		c.whole = join(c.whole, iv)
	}
}

func byStart(a, b diary.Intervention) int {
	return startsFirst(a.Phases).Start.Compare(startsFirst(b.Phases).Start)
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
			at = s.ended().AddDays(-1)
			s.From = c.written(d, c.lastBefore(s.First), s.From)
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

// lastBefore is the first night of the last phase that began before a night.
func (c *course) lastBefore(night diary.Date) (start diary.Date) {
	for _, p := range c.whole.Phases {
		if p.Start.Before(night) && p.Start.After(start) {
			start = p.Start
		}
	}
	return start
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
	slices.SortStableFunc(members, byStart)
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
	list := d.Interventions
	at := slices.IndexFunc(list, func(other diary.Intervention) bool { return other.ID == iv.ID })
	if at < 0 {
		at, list = len(list), append(slices.Clone(list), iv)
	}
	for _, place := range together(list, at, same)[1:] {
		members = append(members, list[place])
	}
	return members
}

// together lists the places in a list of all that is one course with what is at one place, that one first.
func together(list []diary.Intervention, at int, same func(a, b diary.Intervention) bool) []int {
	places := []int{at}
	for i := 0; i < len(places); i++ { // what is near to one of them is in it
		one := list[places[i]]
		for j, other := range list {
			if !slices.Contains(places, j) && nearInTime(one, other) && same(one, other) {
				places = append(places, j)
			}
		}
	}
	return places
}
