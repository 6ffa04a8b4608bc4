package reading

import (
	"slices"
	"time"

	"stillnight/internal/diary"
)

// longestBreak between two stages of one sleep; what lies further apart is two sleeps.
const longestBreak = time.Hour

// FromStages puts single stages, as some programs keep them, together into sessions: stages of one source
// that follow one another are one. What a session says of sleep is worked out as by the program that wrote
// the stages: asleep is the sum of the stages asleep, awake what lies between the first and the last of
// them, and lying in bed alone says nothing of sleep.
func FromStages(source string, line int, stages []Stage) []Session {
	slices.SortStableFunc(stages, func(a, b Stage) int { return a.Start.Compare(b.Start) })
	var sessions []Session
	var end time.Time
	from := 0
	for i, stage := range stages {
		if i > 0 && stage.Start.Sub(end) > longestBreak {
			sessions = append(sessions, ofStages(source, line, stages[from:i]))
			from, end = i, time.Time{}
		}
		if stage.End.After(end) {
			end = stage.End
		}
	}
	if from < len(stages) {
		sessions = append(sessions, ofStages(source, line, stages[from:]))
	}
	return sessions
}

func ofStages(source string, line int, stages []Stage) Session {
	s := Session{Line: line, Source: source, Start: stages[0].Start, End: stages[0].End, Stages: slices.Clone(stages), Rows: len(stages)}
	for _, stage := range stages {
		if stage.End.After(s.End) {
			s.End = stage.End
		}
	}
	s.Measure()
	return s
}

// Measure works out what a session's stages say of sleep, where it says nothing itself.
func (s *Session) Measure() {
	asleep := covered(s.Stages, StageAsleep, nil)
	if len(asleep) == 0 {
		return
	}
	first, last := asleep[0].Start, asleep[len(asleep)-1].End
	minutes := 0.0
	for _, stage := range asleep {
		minutes += stage.End.Sub(stage.Start).Minutes()
	}
	if !s.Asleep.IsSet() {
		s.Asleep = diary.Some(minutes)
	}
	if !s.Awake.IsSet() && (hasKind(s.Stages, StageAwake) || len(asleep) > 1) {
		s.Awake = diary.Some(last.Sub(first).Minutes() - minutes)
	}
	if wait := first.Sub(s.Start).Minutes(); !s.ToSleep.IsSet() && wait > 0 && hasKind(s.Stages, StageInBed) {
		s.ToSleep = diary.Some(wait)
	}
}

func hasKind(stages []Stage, kind StageKind) bool {
	return slices.ContainsFunc(stages, func(s Stage) bool { return s.Kind == kind })
}

// covered joins the stages of a kind that touch or overlap, in order, so that nothing counts twice.
func covered(stages []Stage, kind StageKind, joined []Stage) []Stage {
	for _, stage := range stages {
		if stage.Kind != kind || !stage.End.After(stage.Start) {
			continue
		}
		last := len(joined) - 1
		if last >= 0 && !stage.Start.After(joined[last].End) {
			if stage.End.After(joined[last].End) {
				joined[last].End = stage.End
			}
			continue
		}
		joined = append(joined, stage)
	}
	return joined
}
