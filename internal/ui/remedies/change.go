package remedies

import (
	"slices"

	"stillnight/internal/diary"
)

// state is where a remedy stands on a night.
type state string

const (
	active  state = "active"
	planned state = "planned"
	paused  state = "paused"
	ended   state = "ended"
	noted   state = "noted" // kept without any time
)

// stateOn tells where a remedy stands on a night.
func stateOn(iv diary.Intervention, night diary.Date) state {
	if len(iv.Phases) == 0 {
		return noted
	}
	if iv.PhaseOn(night) >= 0 {
		return active
	}
	last := -1
	for i, p := range iv.Phases {
		if !p.Start.After(night) {
			last = i
		}
	}
	switch {
	case last < 0:
		return planned
	case iv.Phases[last].Paused:
		return paused
	}
	return ended
}

// phaseFor is the phase a row shows: the one of the night, else the next, else the last.
func phaseFor(iv diary.Intervention, night diary.Date) (diary.Phase, bool) {
	if at := iv.PhaseOn(night); at >= 0 {
		return iv.Phases[at], true
	}
	for _, p := range iv.Phases {
		if p.Start.After(night) {
			return p, true
		}
	}
	if n := len(iv.Phases); n > 0 {
		return iv.Phases[n-1], true
	}
	return diary.Phase{}, false
}

// changeDose ends the phase that holds the date and begins another on it. A change on the first day of a
// phase puts the new dose in its place. What cannot be done is told by Validate.
func changeDose(iv diary.Intervention, from diary.Date, dose diary.Optional[float64], unit string) diary.Intervention {
	iv.Phases = slices.Clone(iv.Phases)
	next := diary.Phase{Start: from, Dose: dose, Unit: unit}
	if at := iv.PhaseOn(from); at >= 0 {
		old := &iv.Phases[at]
		next.End, next.Schedule, next.Times = old.End, old.Schedule, old.Times
		if old.Start == from {
			old.Dose, old.Unit = dose, unit
			return iv
		}
		old.End = diary.Some(from)
	}
	iv.Phases = append(iv.Phases, next)
	iv.SortPhases()
	return iv
}

// stop ends the phase that goes on at the date; ok is false where none does.
func stop(iv diary.Intervention, from diary.Date, pause bool, why string) (changed diary.Intervention, ok bool) {
	iv.Phases = slices.Clone(iv.Phases)
	at := iv.PhaseOn(from.AddDays(-1))
	if at < 0 {
		if at = iv.PhaseOn(from); at < 0 {
			return iv, false
		}
	}
	iv.Phases[at].End = diary.Some(from)
	iv.Phases[at].Paused, iv.Phases[at].StopReason = pause, why
	return iv, true
}

// sessions are the dates of a course of so many times a week, spread evenly, from its first night on.
func sessions(start diary.Date, s diary.Schedule) []diary.Intake {
	if s.TimesPerWeek == 0 || s.Weeks == 0 {
		return nil
	}
	var list []diary.Intake
	for week := range s.Weeks {
		for k := range s.TimesPerWeek {
			list = append(list, diary.Intake{Night: start.AddDays(week*7 + k*7/s.TimesPerWeek), Status: diary.Planned})
		}
	}
	return list
}

// withSessions adds the planned dates of every course; dates on which something is noted stay as they are.
func withSessions(iv diary.Intervention) diary.Intervention {
	have := map[diary.Date]bool{}
	for _, in := range iv.Intakes {
		have[in.Night] = true
	}
	iv.Intakes = slices.Clone(iv.Intakes)
	for _, p := range iv.Phases {
		for _, in := range sessions(p.Start, p.Schedule) {
			if !have[in.Night] && p.Contains(in.Night) {
				have[in.Night] = true
				iv.Intakes = append(iv.Intakes, in)
			}
		}
	}
	iv.SortPhases()
	return iv
}
