package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// AugmentationLevel says how much the diary looks like augmentation. It is never a diagnosis.
type AugmentationLevel string

// The levels.
const (
	NoPattern     AugmentationLevel = "none"
	EarlySigns    AugmentationLevel = "early_signs" // worth watching
	DoctorPattern AugmentationLevel = "pattern"     // a pattern that the doctor should see
	NotAssessable AugmentationLevel = "not_enough"  // too few nights to look
)

// AugmentationSign is one of the changes looked for.
type AugmentationSign string

// The signs.
const (
	OnsetMuchEarlier AugmentationSign = "onset_much_earlier" // 4 hours or more
	OnsetEarlier     AugmentationSign = "onset_earlier"      // 2 to 4 hours
	RestShorter      AugmentationSign = "rest_shorter"       // sitting still brings it on sooner
	NewBodyPart      AugmentationSign = "new_body_part"
	MoreSevere       AugmentationSign = "more_severe"
	ReliefShorter    AugmentationSign = "relief_shorter" // symptoms come back sooner after a dose
	WorseOnMore      AugmentationSign = "worse_on_more"  // more or earlier doses, and worse nights after
)

// Shift is one figure in the reference nights and in the last nights.
type Shift struct{ Reference, Current float64 }

// PartCount counts on how many of the last symptom nights a new body part was noted.
type PartCount struct {
	Part       diary.BodyPart
	Nights, Of int
}

// AugmentationFlag is what the diary shows under one dopaminergic medicine.
type AugmentationFlag struct {
	InterventionID int64
	Intervention   string
	Level          AugmentationLevel
	Signs          []AugmentationSign
	// BeforeStart says that the reference nights lie before the medicine; else they are the best two
	// weeks of its first eight.
	BeforeStart bool
	// Reference and Current are the first and last dates of both sets of nights.
	ReferenceFirst, ReferenceLast, CurrentFirst, CurrentLast diary.Date
	ReferenceNights, CurrentNights                           int
	// Onset in minutes after noon, RestMinutes, Severity 0–10, ReliefHours from dose to return: medians
	// (severity: means) of symptom nights. None where too few nights hold it.
	Onset, RestMinutes, Severity, ReliefHours diary.Optional[Shift]
	NewParts                                  []PartCount
	// Raised is the last dose rise or earlier dose, with mean severity two weeks before and from two
	// weeks after it.
	Raised         diary.Optional[diary.Date]
	RaisedSeverity Shift
	// WorseNights of the LastNights last recorded were worse than the reference median.
	WorseNights, LastNights int
	Explanations            []Explanation
}

// Bounds of the flag: clinical rules of thumb of Stillnight's own, built on the published definitions
// (García-Borreguero et al. 2007; Allen et al. 2003).
const (
	minDaysOnMedicine = 28
	lookBackDays      = 56 // since the medicine ended, and its first weeks
	referenceNights   = 7
	bestWindow        = 14
	currentWindow     = 14
	minCurrent        = 10
	minForMedian      = 5
	strongAdvance     = 240
	moderateAdvance   = 120
	restDrop          = 10
	restDropShare     = 0.3
	newPartNights     = 3
	reliefDropHours   = 1
	settledAfterRise  = 14
	riseIsWorse       = 1.0
	persistentNights  = 5
	persistentOf      = 7
)

// Augmentation looks at every dopaminergic medicine that is, or in the last eight weeks was, taken for
// four weeks or more. It returns one flag for each, the quiet ones too.
func Augmentation(d diary.Diary, opts Options) ([]AugmentationFlag, error) {
	p, err := newPlanner(d, opts)
	if err != nil {
		return nil, err
	}
	var flags []AugmentationFlag
	if opts.Dopaminergic == nil || len(p.nights) == 0 {
		return nil, nil
	}
	for i, iv := range d.Interventions {
		if !opts.Dopaminergic(iv) || len(iv.Phases) == 0 {
			continue
		}
		start, days, ended := p.exposureTo(i)
		if days < minDaysOnMedicine || (!ended.IsZero() && p.last.Sub(ended) > lookBackDays) {
			continue
		}
		f := AugmentationFlag{InterventionID: iv.ID, Intervention: iv.Name, Level: NotAssessable}
		current := p.between(p.last.AddDays(1-currentWindow), p.last)
		reference, before := p.reference(start)
		f.BeforeStart = before
		f.CurrentNights, f.ReferenceNights = len(current), len(reference)
		if len(current) >= minCurrent && len(reference) >= referenceNights && reference[len(reference)-1].Date.Before(current[0].Date) {
			f.CurrentFirst, f.CurrentLast = current[0].Date, current[len(current)-1].Date
			f.ReferenceFirst, f.ReferenceLast = reference[0].Date, reference[len(reference)-1].Date
			p.look(&f, iv, i, start, d.Episodes, reference, current)
			f.Level = f.level()
			f.explain(d, p, i, reference, current, !ended.IsZero())
		}
		flags = append(flags, f)
	}
	return flags, nil
}

// exposureTo returns the first night on a medicine, how many nights it was taken, and when it ended;
// ended is the zero Date while it goes on.
func (p *planner) exposureTo(index int) (start diary.Date, days int, ended diary.Date) {
	for _, phase := range p.interventions[index].Phases {
		end := phase.End.Or(p.last.AddDays(1))
		days += max(earlier(end, p.last.AddDays(1)).Sub(phase.Start), 0)
		if start.IsZero() || phase.Start.Before(start) {
			start = phase.Start
		}
	}
	for _, s := range p.steps {
		if s.Index == index && !s.First.After(p.last) {
			ended = diary.Date{}
			if s.Kind == Stop {
				ended = s.First
			}
		}
	}
	return start, days, ended
}

// reference returns the nights before the medicine, or the calmest two weeks of its first eight.
func (p *planner) reference(start diary.Date) (nights []diary.Night, before bool) {
	nights = p.between(start.AddDays(-WindowNights), start.AddDays(-1))
	if len(nights) >= referenceNights {
		return nights, true
	}
	nights = nil
	best := 0.0
	for first := start; first.Before(start.AddDays(lookBackDays - bestWindow + 1)); first = first.AddDays(1) {
		window := p.between(first, first.AddDays(bestWindow-1))
		severities := valuesOf(window, Severity)
		if len(severities) < referenceNights {
			continue
		}
		if m := Mean(severities); nights == nil || m < best {
			nights, best = window, m
		}
	}
	return nights, false
}

func valuesOf(nights []diary.Night, o Outcome) []float64 {
	var values []float64
	for _, n := range nights {
		if v, ok := o.Of(n).Get(); ok {
			values = append(values, v)
		}
	}
	return values
}

// symptomatic keeps the nights with symptoms.
func symptomatic(nights []diary.Night) []diary.Night {
	var with []diary.Night
	for _, n := range nights {
		if n.Severity.Or(0) > 0 || n.OnsetMinutes().IsSet() {
			with = append(with, n)
		}
	}
	return with
}

// look fills the signs and their figures.
func (p *planner) look(f *AugmentationFlag, iv diary.Intervention, index int, start diary.Date, episodes []diary.Episode, reference, current []diary.Night) {
	was, now := symptomatic(reference), symptomatic(current)
	sign := func(s AugmentationSign, seen bool) {
		if seen {
			f.Signs = append(f.Signs, s)
		}
	}

	f.Onset = medians(valuesOf(was, OnsetMinutes), valuesOf(now, OnsetMinutes), minForMedian)
	if s, ok := f.Onset.Get(); ok {
		advance := s.Reference - s.Current
		sign(OnsetMuchEarlier, advance >= strongAdvance)
		sign(OnsetEarlier, advance >= moderateAdvance && advance < strongAdvance)
	}
	f.RestMinutes = medians(restMinutes(was), restMinutes(now), minForMedian)
	if s, ok := f.RestMinutes.Get(); ok {
		drop := s.Reference - s.Current
		sign(RestShorter, drop >= restDrop && drop >= restDropShare*s.Reference)
	}
	f.NewParts = newParts(was, now)
	sign(NewBodyPart, len(f.NewParts) > 0)
	if a, b := valuesOf(was, Severity), valuesOf(now, Severity); len(a) >= minForMedian && len(b) >= minForMedian {
		s := Shift{Mean(a), Mean(b)}
		f.Severity = diary.Some(s)
		sign(MoreSevere, s.Current-s.Reference >= Severity.Important(s.Reference))
	}
	early := p.between(start, start.AddDays(lookBackDays-1))
	f.ReliefHours = medians(reliefHours(iv, early, episodes), reliefHours(iv, current, episodes), minForMedian)
	if s, ok := f.ReliefHours.Get(); ok {
		sign(ReliefShorter, s.Reference-s.Current >= reliefDropHours)
	}
	sign(WorseOnMore, p.worseOnMore(f, index))
	f.persistence(was, p.nights)
}

// medians pairs the medians of two sets of values; None where either has fewer than least.
func medians(reference, current []float64, least int) diary.Optional[Shift] {
	if len(reference) < least || len(current) < least {
		return diary.None[Shift]()
	}
	return diary.Some(Shift{Quantile(sorted(reference), 0.5), Quantile(sorted(current), 0.5)})
}

func restMinutes(nights []diary.Night) []float64 {
	var values []float64
	for _, n := range nights {
		if v, ok := n.RestMinutes.Get(); ok {
			values = append(values, float64(v))
		}
	}
	return values
}

// newParts lists body parts noted on newPartNights or more of the nights now and on none of those
// before, provided body parts were noted before at all: what was not asked was not absent.
func newParts(was, now []diary.Night) []PartCount {
	asked := 0
	for _, n := range was {
		if len(n.BodyParts) > 0 {
			asked++
		}
	}
	if asked < newPartNights {
		return nil
	}
	var parts []PartCount
	for _, part := range diary.BodyParts {
		has := func(n diary.Night) bool { return slices.Contains(n.BodyParts, part) }
		if slices.ContainsFunc(was, has) {
			continue
		}
		count := 0
		for _, n := range now {
			if has(n) {
				count++
			}
		}
		if count >= newPartNights {
			parts = append(parts, PartCount{part, count, len(now)})
		}
	}
	return parts
}

// reliefHours are, by night, the hours from the last dose to the first bout after it, on nights when
// symptoms had begun before the dose. Where they had not, a first bout is an onset, and onsets are
// looked at by themselves.
func reliefHours(iv diary.Intervention, nights []diary.Night, episodes []diary.Episode) []float64 {
	var hours []float64
	for _, n := range nights {
		dose, ok := doseTime(iv, n.Date)
		if !ok {
			continue
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
		if begun && back <= diary.MaxClock {
			hours = append(hours, float64(back-dose)/60)
		}
	}
	return hours
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

// worseOnMore looks at the last time the dose was raised or taken earlier: were nights worse from two
// weeks after it than in the two weeks before it?
func (p *planner) worseOnMore(f *AugmentationFlag, index int) bool {
	phases := p.interventions[index].Phases
	for k := len(p.steps) - 1; k >= 0; k-- {
		s := p.steps[k]
		if s.Index != index || s.Kind != DoseChange || s.Phase == 0 || !raised(s, phases[s.Phase-1], phases[s.Phase]) {
			continue
		}
		before := valuesOf(p.between(s.First.AddDays(-bestWindow), s.First.AddDays(-1)), Severity)
		from := s.First.AddDays(settledAfterRise)
		to := from.AddDays(bestWindow - 1)
		if end, ok := s.End.Get(); ok {
			to = earlier(to, end.AddDays(-1))
		}
		after := valuesOf(p.between(from, to), Severity)
		if len(before) < referenceNights || len(after) < referenceNights {
			return false
		}
		f.Raised = diary.Some(s.First)
		f.RaisedSeverity = Shift{Mean(before), Mean(after)}
		return f.RaisedSeverity.Current-f.RaisedSeverity.Reference >= riseIsWorse
	}
	return false
}

// raised tells whether a dose change means more, or the first dose earlier in the day.
func raised(s Step, from, to diary.Phase) bool {
	a, okA := s.From.Amount.Get()
	b, okB := s.To.Amount.Get()
	if okA && okB && s.From.Unit == s.To.Unit && b > a {
		return true
	}
	return len(from.Times) > 0 && len(to.Times) > 0 && slices.Min(to.Times) < slices.Min(from.Times)
}

// persistence counts how many of the last nights were worse than the reference median.
func (f *AugmentationFlag) persistence(was []diary.Night, nights []diary.Night) {
	onsets, severities := valuesOf(was, OnsetMinutes), valuesOf(was, Severity)
	last := nights[max(len(nights)-persistentOf, 0):]
	f.LastNights = len(last)
	for _, n := range last {
		onset, okOnset := OnsetMinutes.Of(n).Get()
		severity, okSeverity := Severity.Of(n).Get()
		earlierOnset := okOnset && len(onsets) >= minForMedian && onset < Quantile(sorted(onsets), 0.5)
		moreSevere := okSeverity && len(severities) >= minForMedian && severity > Quantile(sorted(severities), 0.5)
		if earlierOnset || moreSevere {
			f.WorseNights++
		}
	}
}

func (f *AugmentationFlag) has(s AugmentationSign) bool { return slices.Contains(f.Signs, s) }

// level weighs the signs.
func (f *AugmentationFlag) level() AugmentationLevel {
	lesser := 0
	for _, s := range []AugmentationSign{RestShorter, NewBodyPart, MoreSevere, ReliefShorter} {
		if f.has(s) {
			lesser++
		}
	}
	if f.WorseNights >= persistentNights && (f.has(OnsetMuchEarlier) || (f.has(OnsetEarlier) && lesser > 0) || f.has(WorseOnMore)) {
		return DoctorPattern
	}
	if lesser >= 2 {
		return EarlySigns
	}
	return NoPattern
}
