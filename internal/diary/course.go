package diary

import "slices"

// Begin returns the intervention with a phase like next from a night on. What was taken on that night ends
// there, and the new phase lasts as long as it would have; a phase that began on that very night is
// replaced. Where a later phase stands in the way, Validate tells.
func (iv Intervention) Begin(from Date, next Phase) Intervention {
	iv.Phases = slices.Clone(iv.Phases)
	next.Start, next.End = from, None[Date]()
	if at := iv.PhaseOn(from); at >= 0 {
		old := &iv.Phases[at]
		next.End, next.Paused, next.StopReason = old.End, old.Paused, old.StopReason
		if old.Start == from {
			next.ID, next.Overall = old.ID, old.Overall
			iv.Phases[at] = next
			return iv.Scheduled()
		}
		if next.isCourse() && next.Schedule == old.Schedule { // the same course goes on
			next.Schedule.Weeks = max(1, next.Schedule.Weeks-from.Sub(old.Start)/7)
		}
		old.End, old.Paused, old.StopReason = Some(from), false, ""
	}
	iv.Phases = append(iv.Phases, next)
	return iv.Scheduled()
}

// Again is a phase like that of a night, or like the last one before it, for the same to begin once more:
// dose, times, schedule and run-in, without its nights and what was said of them. It is empty where
// nothing was taken before.
func (iv Intervention) Again(night Date) Phase {
	like := Phase{}
	for _, p := range iv.Phases {
		if !p.Start.After(night) && (like.Start.IsZero() || p.Start.After(like.Start)) {
			like = p
		}
	}
	return Phase{Dose: like.Dose, Unit: like.Unit, Times: slices.Clone(like.Times), Schedule: like.Schedule, RunInDays: like.RunInDays}
}

// StopFault is why an intervention cannot be stopped on a night; empty where it can.
type StopFault string

// The reasons.
const (
	NotTakenThen StopFault = "not_taken_then" // it was not taken on the night before, nor on this one
	BegunThen    StopFault = "begun_then"     // it began on this very night
	TakenLater   StopFault = "taken_later"    // another phase begins later and would go on
)

// Stop returns the intervention with from as the first night without it, and why it ended. A dose that
// began on that very night was then never taken and is left out. What cannot be done changes nothing.
func (iv Intervention) Stop(from Date, pause bool, why string) (Intervention, StopFault) {
	before, on := iv.PhaseOn(from.AddDays(-1)), iv.PhaseOn(from)
	switch later := slices.ContainsFunc(iv.Phases, func(p Phase) bool { return p.Start.After(from) }); {
	case before < 0 && on < 0:
		return iv, NotTakenThen
	case later:
		return iv, TakenLater
	case before < 0:
		return iv, BegunThen
	}
	stopped := iv
	stopped.Phases = slices.Clone(iv.Phases)
	stopped.Phases[before].End = Some(from)
	stopped.Phases[before].Paused, stopped.Phases[before].StopReason = pause, why
	stopped.Phases = slices.DeleteFunc(stopped.Phases, func(p Phase) bool { return p.Start == from })
	return stopped.Scheduled(), ""
}

// Sessions are the nights of a course of so many times a week for so many weeks, spread evenly from the
// first night on; none where the phase is no course, or one of every night.
func (p Phase) Sessions() []Date {
	var list []Date
	if !p.isCourse() || p.Schedule.TimesPerWeek == 0 {
		return nil
	}
	for week := range p.Schedule.Weeks {
		for k := range p.Schedule.TimesPerWeek {
			night := p.Start.AddDays(week*7 + k*7/p.Schedule.TimesPerWeek)
			if p.Contains(night) {
				list = append(list, night)
			}
		}
	}
	return list
}

// isCourse tells whether it lasts a fixed number of weeks, be it every night or some nights of each.
func (p Phase) isCourse() bool { return p.Schedule.Weeks > 0 && !p.Schedule.AsNeeded }

// CourseEnd is the first night after a course of a fixed number of weeks; ok is false for what has no fixed
// length.
func (p Phase) CourseEnd() (end Date, ok bool) {
	return p.Start.AddDays(7 * p.Schedule.Weeks), p.isCourse()
}

// Unscheduled returns the intervention without the sessions that its courses planned, as they are to be
// planned again for another schedule. What was noted stays.
func (iv Intervention) Unscheduled() Intervention {
	sessions := map[Date]bool{}
	for _, p := range iv.Phases {
		for _, night := range p.Sessions() {
			sessions[night] = true
		}
	}
	iv.Intakes = slices.DeleteFunc(slices.Clone(iv.Intakes), func(in Intake) bool { return in.Status == Planned && sessions[in.Night] })
	return iv
}

// Scheduled returns the intervention in order, with the planned sessions of its courses as they are now:
// those of a course that was moved or stopped are left out, and nights on which something was noted stay
// as they are. A course that has no end yet ends after its weeks, so that what comes later does not count
// as taken.
func (iv Intervention) Scheduled() Intervention {
	iv.Phases = slices.Clone(iv.Phases)
	for i, p := range iv.Phases {
		if end, ok := p.CourseEnd(); ok && !p.End.IsSet() {
			iv.Phases[i].End = Some(end)
		}
	}
	planned := map[Date]bool{}
	for _, p := range iv.Phases {
		for _, night := range p.Sessions() {
			planned[night] = true
		}
	}
	var kept []Intake
	have := map[Date]bool{}
	for _, in := range iv.Intakes {
		at := iv.PhaseOn(in.Night)
		stray := at < 0 || iv.Phases[at].isCourse() && !planned[in.Night]
		if in.Status == Planned && stray {
			continue
		}
		have[in.Night] = true
		kept = append(kept, in)
	}
	for night := range planned {
		if !have[night] {
			kept = append(kept, Intake{Night: night, Status: Planned})
		}
	}
	iv.Intakes = kept
	iv.SortPhases()
	return iv
}
