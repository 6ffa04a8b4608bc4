package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// Explanation is something else that may make nights worse just now.
type Explanation string

// The other explanations that the diary can show.
const (
	LowIron     Explanation = "low_iron"
	MissedDoses Explanation = "missed_doses"
	IllNights   Explanation = "illness"
	LessSleep   Explanation = "less_sleep"
	OtherSeason Explanation = "season"
	OtherRemedy Explanation = "other_remedy" // something else was started or changed lately
	LowerDose   Explanation = "lower_dose"   // the medicine's own dose was lowered since
)

// Bounds of the explanations.
const (
	lowFerritin        = 75 // µg/L
	lowTSAT            = 20 // %
	lessSleepHours     = 0.5
	recentRemedyNights = 28
)

// explain lists what else in the diary may be behind worse nights.
func (f *AugmentationFlag) explain(d diary.Diary, p *planner, index int) {
	was, now := f.Telling().Reference, f.Telling().Current
	reference, current := p.between(was.First, was.Last), p.between(now.First, now.Last)
	middle := now.First.AddDays(now.Last.Sub(now.First) / 2)
	explain := func(e Explanation, applies bool) {
		if applies {
			f.Explanations = append(f.Explanations, e)
		}
	}
	explain(LowIron, lowIron(d.Labs))
	inCurrent := func(date diary.Date) bool { return !date.Before(now.First) && !date.After(now.Last) }
	missed := map[diary.Date]bool{}
	for _, in := range d.Interventions[index].Intakes {
		if in.Status == diary.Missed && inCurrent(in.Night) {
			missed[in.Night] = true
		}
	}
	f.MissedNights = len(missed)
	explain(MissedDoses, f.MissedNights > 0)
	explain(IllNights, slices.ContainsFunc(current, func(n diary.Night) bool { return n.Unusual == diary.Illness }))
	sleptBefore, slept := valuesOf(reference, SleepHours), valuesOf(current, SleepHours)
	explain(LessSleep, len(sleptBefore) >= minForMedian && len(slept) >= minForMedian && Mean(sleptBefore)-Mean(slept) >= lessSleepHours)
	explain(OtherSeason, now.First.Sub(was.First) >= seasonDays)
	explain(OtherRemedy, slices.ContainsFunc(p.steps, func(s Step) bool {
		// What was begun when most of these nights had passed cannot be behind them.
		return s.Index != index && !s.First.After(middle) && p.last.Sub(s.First) <= recentRemedyNights
	}))
	explain(LowerDose, slices.ContainsFunc(p.steps, func(s Step) bool {
		return s.Index == index && s.lowered() && s.First.After(was.Last) && !s.First.After(middle)
	}))
}

// Telling is the first sign that was seen, else that of onset.
func (f *AugmentationFlag) Telling() AugmentationFigure {
	for _, figure := range f.Figures {
		if figure.State == SignMet {
			return figure
		}
	}
	return f.Figures[0]
}

// lowIron tells whether the newest ferritin or transferrin saturation is one to speak about.
func lowIron(labs []diary.LabResult) bool {
	newest := map[diary.LabTest]diary.LabResult{}
	for _, l := range labs {
		if old, ok := newest[l.Test]; !ok || !l.Date.Before(old.Date) {
			newest[l.Test] = l
		}
	}
	low := func(test diary.LabTest, unit string, bound float64, strictly bool) bool {
		l, ok := newest[test]
		if !ok {
			return false
		}
		v, ok := diary.Convert(test, l.Value, l.Unit, unit)
		return ok && (v < bound || (v == bound && !strictly))
	}
	return low(diary.Ferritin, diary.Units(diary.Ferritin)[0], lowFerritin, false) ||
		low(diary.TSAT, diary.Units(diary.TSAT)[0], lowTSAT, true)
}
