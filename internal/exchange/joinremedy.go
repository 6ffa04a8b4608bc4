package exchange

import (
	"reflect"
	"slices"

	"stillnight/internal/diary"
)

// joinPrescribed adds their steps. Of two steps of one night one is kept: mine, or theirs where theirs are to be taken.
func joinPrescribed(mine, theirs []diary.PrescribedStep, mode JoinMode) []diary.PrescribedStep {
	joined := slices.Clone(mine)
	for _, step := range theirs {
		at := slices.IndexFunc(joined, func(s diary.PrescribedStep) bool { return s.Date == step.Date })
		switch {
		case at < 0:
			joined = append(joined, step)
		case mode == TakeTheirs:
			joined[at] = step
		}
	}
	return joined
}

// joinBlind adds their blinded trials. The same trial is opened or given up where one of the two was, and what was seen in
// one of them was seen.
func joinBlind(mine, theirs []diary.BlindTrial) []diary.BlindTrial {
	joined := slices.Clone(mine)
	for _, b := range theirs {
		at := slices.IndexFunc(joined, func(x diary.BlindTrial) bool { return x.Begun == b.Begun && x.Seed == b.Seed })
		if at < 0 {
			joined = append(joined, b)
			continue
		}
		if !joined[at].Opened.IsSet() {
			joined[at].Opened = b.Opened
		}
		if !joined[at].Abandoned.IsSet() {
			joined[at].Abandoned = b.Abandoned
		}
		if day, ok := b.FirstLook().Get(); ok {
			joined[at].NoteLook(day)
		}
	}
	return joined
}

// joinIntakes adds those of theirs that are not there. A list of decades is not looked through for each.
func joinIntakes(mine, theirs []diary.Intake) []diary.Intake {
	joined, there := slices.Clone(mine), make(map[diary.Intake]bool, len(mine))
	for _, in := range mine {
		there[in] = true
	}
	for _, in := range theirs {
		if !there[in] {
			there[in] = true
			joined = append(joined, in)
		}
	}
	return joined
}

func joinIntervention(mine, theirs diary.Intervention, mode JoinMode) diary.Intervention {
	joined := mine
	joined.Intakes = joinIntakes(mine.Intakes, theirs.Intakes)
	joined.SideEffects = slices.Clone(mine.SideEffects)
	for _, e := range theirs.SideEffects {
		if !slices.Contains(joined.SideEffects, e) {
			joined.SideEffects = append(joined.SideEffects, e)
		}
	}
	joined.Prescribed = joinPrescribed(mine.Prescribed, theirs.Prescribed, mode)
	joined.Blind = joinBlind(mine.Blind, theirs.Blind)
	if mode == KeepMine {
		return joined
	}
	take := mode == TakeTheirs
	if theirs.Kind != "" && (take || joined.Kind == "") {
		joined.Kind = theirs.Kind
	}
	if theirs.CatalogueID != "" && (take || joined.CatalogueID == "") {
		joined.CatalogueID = theirs.CatalogueID
	}
	if theirs.Note != "" && (take || joined.Note == "") {
		joined.Note = theirs.Note
	}
	if theirs.CarryOverDays.IsSet() && (take || !joined.CarryOverDays.IsSet()) {
		joined.CarryOverDays = theirs.CarryOverDays
	}
	if theirs.JudgeAfterDays.IsSet() && (take || !joined.JudgeAfterDays.IsSet()) {
		joined.JudgeAfterDays = theirs.JudgeAfterDays
	}
	if len(theirs.Phases) > 0 && (take || len(joined.Phases) == 0) && !samePhases(joined.Phases, theirs.Phases) {
		joined.Phases = theirs.Phases
	}
	return joined
}

// samePhases compares phases but for their ids.
func samePhases(a, b []diary.Phase) bool {
	return slices.EqualFunc(a, b, func(x, y diary.Phase) bool {
		x.ID, y.ID = 0, 0
		return reflect.DeepEqual(x, y)
	})
}
