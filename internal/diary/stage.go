package diary

import "slices"

// PlanStage is what a planned comparison asks of a night.
type PlanStage string

// The stages in the order in which they come; from PlanStart on they come once a round.
const (
	// PlanAhead is a night before the plan begins, or any night of one that was given up.
	PlanAhead PlanStage = "ahead"
	// PlanBaseline is a night without it before the first start.
	PlanBaseline PlanStage = "baseline"
	// PlanStart is the first night with it.
	PlanStart PlanStage = "start"
	// PlanRunIn is a night with it that does not count yet.
	PlanRunIn PlanStage = "run_in"
	// PlanOn is a night with it that counts.
	PlanOn PlanStage = "on"
	// PlanStop is the first night without it after a round.
	PlanStop PlanStage = "stop"
	// PlanOff is a further night without it between two rounds.
	PlanOff PlanStage = "off"
	// PlanOver is a night after the last one that was asked for.
	PlanOver PlanStage = "over"
)

// With tells whether the night is one with the remedy.
func (s PlanStage) With() bool { return s == PlanStart || s == PlanRunIn || s == PlanOn }

// Without tells whether the night is one without the remedy.
func (s PlanStage) Without() bool { return s == PlanBaseline || s == PlanStop || s == PlanOff }

// PlanNight is a night's place in a planned comparison.
type PlanNight struct {
	Stage PlanStage
	// Round counts from 1; 0 before the first start.
	Round int
	// Day counts the nights of this stretch with or without it, from 1; Of is how many the stretch has.
	Day, Of int
}

// At tells what the plan asks of a night.
func (p PlannedComparison) At(night Date) PlanNight {
	if p.Abandoned.IsSet() || night.Before(p.Begun) || len(p.Starts) == 0 {
		return PlanNight{Stage: PlanAhead}
	}
	if first := p.Starts[0].Drawn; night.Before(first) {
		return PlanNight{Stage: PlanBaseline, Day: night.Sub(p.Begun) + 1, Of: first.Sub(p.Begun)}
	}
	round := 0
	for round+1 < len(p.Starts) && !night.Before(p.Starts[round+1].Drawn) {
		round++
	}
	at := PlanNight{Round: round + 1, Day: night.Sub(p.Starts[round].Drawn) + 1, Of: p.OnDays}
	switch {
	case at.Day == 1:
		at.Stage = PlanStart
	case at.Day <= p.RunInDays:
		at.Stage = PlanRunIn
	case at.Day <= p.OnDays:
		at.Stage = PlanOn
	case round+1 == len(p.Starts):
		at.Stage, at.Day, at.Of = PlanOver, at.Day-p.OnDays, 0
	default:
		at.Day -= p.OnDays
		at.Of = p.Starts[round+1].Drawn.Sub(p.Starts[round].Drawn.AddDays(p.OnDays))
		at.Stage = PlanOff
		if at.Day == 1 {
			at.Stage = PlanStop
		}
	}
	return at
}

// End is the first night after the last one that the plan asks for.
func (p PlannedComparison) End() Date {
	if len(p.Starts) == 0 {
		return p.Begun
	}
	return p.Starts[len(p.Starts)-1].Drawn.AddDays(p.OnDays)
}

// Begin begins the remedy on a night as it was taken last, with the plan's run-in. A course lasts as long as
// the round does.
func (p PlannedComparison) Begin(iv Intervention, from Date) Intervention {
	next := iv.Again(from)
	next.RunInDays = Some(p.RunInDays)
	if next.Schedule.Weeks > 0 {
		next.Schedule.Weeks = (p.OnDays + 6) / 7
	}
	return iv.Begin(from, next)
}

// Stop makes a night the first one without the remedy. A phase that began on that very night is taken out.
// What cannot be done changes nothing, and says why.
func (p PlannedComparison) Stop(iv Intervention, from Date) (Intervention, StopFault) {
	stopped, fault := iv.Stop(from, false, "")
	if fault != BegunThen {
		return stopped, fault
	}
	iv.Phases = slices.DeleteFunc(slices.Clone(iv.Phases), func(p Phase) bool { return p.Contains(from) })
	return iv.Scheduled(), ""
}
