package compare

import (
	"math"
	"slices"

	"stillnight/internal/diary"
)

// afterDose looks at the last change of the dose, upwards or downwards, within half a year: nights from
// two weeks after it, held against the four weeks before it.
func (a *augmentationLook) afterDose(sign AugmentationSign) AugmentationFigure {
	f := AugmentationFigure{Sign: sign, State: SignUnknown, Against: BeforeChange, Lack: diary.Some(Lack{Kind: LackChange})}
	phases := a.interventions[a.index].Phases
	for k := len(a.steps) - 1; k >= 0; k-- {
		s := a.steps[k]
		if s.Index != a.index || s.Kind != DoseChange && !s.lowered() || s.Phase == 0 || s.First.After(a.end) || a.end.Sub(s.First) > changeCounts {
			continue
		}
		up := s.Kind == DoseChange && raised(s, phases[s.Phase-1], phases[s.Phase])
		if sign == WorseOnMore && !up || sign == BetterOnLess && !s.lowered() {
			continue
		}
		last := a.end
		if end, ok := s.End.Get(); ok {
			last = earlier(last, end.AddDays(-1))
		}
		m := signMeasure{sign: sign, grain: Severity.Step(), middle: meanOf, rises: sign == WorseOnMore,
			of: func(n *diary.Night) (float64, bool) { return asFloat(n.Severity).Get() },
			counts: func(x Shift) bool {
				if sign == BetterOnLess {
					x.Reference, x.Current = -x.Reference, -x.Current
				}
				return x.Current-x.Reference >= Severity.MinimalImportant(math.Abs(x.Reference))
			}}
		first := s.First.AddDays(-changeWindow)
		from := later(s.First.AddDays(settledDays), last.AddDays(1-changeWindow))
		was, now := a.valued(m, first, s.First.AddDays(-1)), a.valued(m, from, last)
		f.Step = diary.Some(s.First)
		f.Reference, f.Current = stretch(first, s.First.AddDays(-1), was), stretch(from, later(from, last), now)
		switch {
		case len(was) < minReference:
			f.Lack = diary.Some(Lack{LackReference, first, s.First.AddDays(-1), len(was), minReference})
		case len(now) < currentWindows[0].least:
			f.Lack = diary.Some(Lack{LackCurrent, from, later(from, last), len(now), currentWindows[0].least})
		default:
			f.Lack = diary.None[Lack]()
			a.judge(&f, m, was, now, featureLevel)
		}
		return f
	}
	return f
}

// persistence counts how many of the last nights were worse than the middle reference night, and how
// many of the reference nights themselves were.
func (a *augmentationLook) persistence(f *AugmentationFlag, onset AugmentationFigure) {
	lately := a.between(a.end.AddDays(-WindowNights), a.end)
	lately = lately[max(len(lately)-persistentOf, 0):]
	was := a.between(onset.Reference.First, onset.Reference.Last)
	begun, since := onsetsOf(was), onsetsOf(lately)
	acrossNoon(begun, since)
	severities := sorted(valuesOf(was, Severity))
	middleOnset, middleSeverity := math.Inf(-1), math.Inf(1)
	if len(begun) >= minForMedian {
		middleOnset = median(begun)
	}
	if len(severities) >= minForMedian {
		middleSeverity = Quantile(severities, 0.5)
	}
	count := func(nights []diary.Night, onsets []dated) int {
		k := 0
		for _, n := range nights {
			at := slices.IndexFunc(onsets, func(x dated) bool { return x.date == n.Date })
			severity, ok := Severity.Of(n).Get()
			if at >= 0 && onsets[at].value < middleOnset || ok && severity > middleSeverity {
				k++
			}
		}
		return k
	}
	f.LastNights, f.WorseNights = len(lately), count(lately, since)
	f.WorseExpected = float64(len(lately)) * float64(count(was, begun)) / float64(max(len(was), 1))
}

// onsetsOf are the onsets of nights, those marked as unusual too.
func onsetsOf(nights []diary.Night) []dated {
	var list []dated
	for _, n := range nights {
		if at, ok := OnsetMinutes.Of(n).Get(); ok {
			list = append(list, dated{n.Date, at, n.AllDay})
		}
	}
	return list
}

// response tells whether nights in weeks 3–8 on the medicine were calmer than those before it.
func (a *augmentationLook) response() SignState {
	m := signMeasure{of: func(n *diary.Night) (float64, bool) { return asFloat(n.Severity).Get() }}
	against, first, last := a.reference(m, FirstWeeks, a.end)
	was, now := a.valued(m, a.start.AddDays(-WindowNights), a.start.AddDays(-1)), a.valued(m, first, last)
	if against != FirstWeeks || len(was) < minReference || len(now) < minReference {
		return SignUnknown
	}
	if e, ok := a.change(was, now, Severity.Step()); ok && e.CI.High < 0 {
		return SignMet
	}
	return SignUnmet
}

// reliefHours are the hours from the last dose of a night to the first bout after it, where symptoms had
// begun before the dose. Where they had not, a first bout is an onset, and onsets are looked at by themselves.
func reliefHours(iv diary.Intervention, n diary.Night, episodes []diary.Episode) (float64, bool) {
	dose, ok := doseTime(iv, n.Date)
	if !ok {
		return 0, false
	}
	onset, noted := n.Onset.Get()
	begun := n.AllDay || (noted && onset <= dose)
	back := diary.MaxClock + 1
	for _, e := range bouts(episodes, n.Date) {
		start, ok := e.Start.Get()
		switch {
		case !ok:
		case start <= dose:
			begun = true
		default:
			back = min(back, start)
		}
	}
	return float64(back-dose) / 60, begun && back <= diary.MaxClock
}

// bouts are the episodes of one night; episodes are in order of date.
func bouts(episodes []diary.Episode, night diary.Date) []diary.Episode {
	byNight := func(e diary.Episode, d diary.Date) int { return e.Night.Compare(d) }
	from, _ := slices.BinarySearchFunc(episodes, night, byNight)
	to, _ := slices.BinarySearchFunc(episodes, night.AddDays(1), byNight)
	return episodes[from:to]
}

// doseTime is when the last dose of a night was taken: as noted, else as the phase says.
func doseTime(iv diary.Intervention, night diary.Date) (diary.Clock, bool) {
	last, found := diary.Clock(0), false
	for _, in := range iv.Intakes {
		if at, ok := in.At.Get(); ok && in.Night == night && in.Status == diary.Taken {
			last, found = max(last, at), true
		}
	}
	if found {
		return last, true
	}
	if i := iv.PhaseOn(night); i >= 0 {
		for _, at := range iv.Phases[i].Times {
			last, found = max(last, at), true
		}
	}
	return last, found
}
