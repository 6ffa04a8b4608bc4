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
	if slices.ContainsFunc(iv.Phases, func(p diary.Phase) bool { return p.Start.After(night) }) {
		return planned // also where it was taken before
	}
	if iv.Phases[len(iv.Phases)-1].Paused {
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

// changeDose begins another dose with the start of a phase; all else of how it was taken stays. What cannot be done is told
// by Validate.
func changeDose(iv diary.Intervention, to diary.Phase) diary.Intervention {
	next := iv.Again(to.Start)
	next.StartIs, next.Dose, next.Unit = to.StartIs, to.Dose, to.Unit
	return iv.Begin(to.Start, next)
}
