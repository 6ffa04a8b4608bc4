package compare

import (
	"math"
	"slices"

	"stillnight/internal/diary"
)

// augmentationLook looks at one medicine.
type augmentationLook struct {
	*planner
	*runner
	index int
	// start is the first night on the medicine and end the last night looked at.
	start, end diary.Date
	episodes   []diary.Episode
}

// dated is a value of one night.
type dated struct {
	date  diary.Date
	value float64
	// allDay says that the night's symptoms were there all day.
	allDay bool
}

// signMeasure is something that nights tell: its value on a night, the grain of its values, and what size of
// change counts as the sign.
type signMeasure struct {
	sign  AugmentationSign
	of    func(*diary.Night) (float64, bool)
	grain float64
	// least is how many reference nights are needed.
	least int
	// rises says that a rise is the worse side.
	rises bool
	// middle is the figure shown for some nights: the median, or the mean.
	middle func([]dated) float64
	// counts tells whether a change of the figure shown is large enough.
	counts func(Shift) bool
	// ruledOut is a change for the worse that the interval must exclude before the sign is called unmet.
	ruledOut func(Shift) float64
}

// signs fills in every figure.
func (a *augmentationLook) signs(f *AugmentationFlag) {
	onset, window := a.onset()
	f.Figures = append(f.Figures, onset)
	for _, m := range a.measures() {
		f.Figures = append(f.Figures, a.feature(m, window))
	}
	slices.SortStableFunc(f.Figures, func(x, y AugmentationFigure) int {
		return slices.Index(AugmentationSigns, x.Sign) - slices.Index(AugmentationSigns, y.Sign)
	})
	f.Figures = slices.Insert(f.Figures, slices.Index(AugmentationSigns, NewBodyPart), a.parts(window))
	f.Figures = append(f.Figures, a.afterDose(WorseOnMore), a.afterDose(BetterOnLess))
	a.persistence(f, onset)
	f.Response = a.response()
}

// symptoms tells whether a night had any.
func symptoms(n diary.Night) bool { return n.Severity.Or(0) > 0 || n.OnsetMinutes().IsSet() }

// onsetMeasure is when symptoms began, on nights with symptoms.
var onsetMeasure = signMeasure{
	sign: OnsetEarlier, grain: OnsetMinutes.Step(), least: minReference, middle: median,
	of:       func(n *diary.Night) (float64, bool) { return OnsetMinutes.Of(*n).Get() },
	counts:   func(s Shift) bool { return s.Reference-s.Current >= moderateAdvance },
	ruledOut: func(Shift) float64 { return moderateAdvance },
}

// measures are the other signs that a night has a number for.
func (a *augmentationLook) measures() []signMeasure {
	iv := a.interventions[a.index]
	return []signMeasure{
		{
			sign: RestShorter, grain: 5, least: minForMedian, middle: median,
			of: func(n *diary.Night) (float64, bool) {
				v, ok := n.RestMinutes.Get()
				return float64(v), ok && symptoms(*n)
			},
			counts: func(s Shift) bool {
				drop := s.Reference - s.Current
				return drop >= restDrop && drop >= restDropShare*s.Reference
			},
		},
		{
			sign: MoreSevere, grain: Severity.Step(), least: minReference, middle: meanOf, rises: true,
			of:     func(n *diary.Night) (float64, bool) { return asFloat(n.Severity).Get() },
			counts: func(s Shift) bool { return s.Current-s.Reference >= Severity.MinimalImportant(s.Reference) },
		},
		{
			sign: ReliefShorter, grain: 0.25, least: minForMedian, middle: median,
			of:     func(n *diary.Night) (float64, bool) { return reliefHours(iv, *n, a.episodes) },
			counts: func(s Shift) bool { return s.Reference-s.Current >= reliefDropHours },
		},
	}
}

func median(values []dated) float64 {
	x := make([]float64, len(values))
	for i, v := range values {
		x[i] = v.value
	}
	slices.Sort(x)
	return Quantile(x, 0.5)
}

func meanOf(values []dated) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v.value
	}
	return sum / float64(max(len(values), 1))
}

// valued are the nights of some dates that hold a measure. Nights marked as unusual do not count.
func (a *augmentationLook) valued(m signMeasure, first, last diary.Date) []dated {
	var values []dated
	nights := a.between(first, last)
	for i := range nights {
		if v, ok := m.of(&nights[i]); ok && nights[i].Unusual == "" {
			values = append(values, dated{nights[i].Date, v, nights[i].AllDay})
		}
	}
	return values
}

// firstNoted is the first night from a date on that holds a measure.
func (a *augmentationLook) firstNoted(m signMeasure, from diary.Date) (diary.Date, bool) {
	nights := a.between(from, a.end)
	for i := range nights {
		if _, ok := m.of(&nights[i]); ok && nights[i].Unusual == "" {
			return nights[i].Date, true
		}
	}
	return diary.Date{}, false
}

// reference returns the dates that the last nights are held against, before until. Against FirstWeeks
// they are weeks 3–8 on the medicine, or, where the measure was not noted then or the diary is younger,
// six weeks from the first night that holds it.
func (a *augmentationLook) reference(m signMeasure, against AugmentationReference, until diary.Date) (AugmentationReference, diary.Date, diary.Date) {
	if against == BeforeMedicine {
		return against, a.start.AddDays(-WindowNights), a.start.AddDays(-1)
	}
	first := a.start.AddDays(settledDays)
	last := first.AddDays(referenceDays - 1)
	if noted, ok := a.firstNoted(m, first); ok && noted.After(last.AddDays(-settledDays)) {
		against, first = DiaryStart, noted
		last = first.AddDays(referenceDays - 1)
	}
	return against, first, earlier(last, until)
}

// held holds the last nights of a window against reference nights.
func (a *augmentationLook) held(m signMeasure, against AugmentationReference, w currentWindow) AugmentationFigure {
	from := a.end.AddDays(1 - w.days)
	f := AugmentationFigure{Sign: m.sign, State: SignUnknown}
	var first, last diary.Date
	f.Against, first, last = a.reference(m, against, from.AddDays(-1))
	was, now := a.valued(m, first, last), a.valued(m, from, a.end)
	if m.sign == OnsetEarlier {
		acrossNoon(was, now)
	}
	f.Reference, f.Current = stretch(first, last, was), stretch(from, a.end, now)
	switch {
	case len(now) < w.least:
		f.Lack = diary.Some(Lack{LackCurrent, from, a.end, len(now), w.least})
		return f
	case len(was) < m.least:
		f.Lack = diary.Some(Lack{LackReference, first, later(first, last), len(was), m.least})
		return f
	}
	a.judge(&f, m, was, now, w.level)
	return f
}

// stretch is a set of nights that hold a measure.
func stretch(first, last diary.Date, values []dated) Stretch {
	s := Stretch{First: first, Last: last, Nights: len(values)}
	for _, v := range values {
		if v.allDay {
			s.AllDay++
		}
	}
	return s
}

// Of one who sleeps by day the symptoms begin around noon: on aroundNoon of the nights between morningFrom and
// afternoonTo, and on beforeNoon of them before noon.
const (
	morningFrom   = 18 * 60 // 06:00, in minutes after noon
	afternoonTo   = 6 * 60  // 18:00
	roundTheClock = 24 * 60
	aroundNoon    = 2.0 / 3
	beforeNoon    = 0.2
)

// sleepsByDay tells whether onsets are those of one who sleeps by day.
func sleepsByDay(onsets []dated) bool {
	mornings, afternoons := 0.0, 0.0
	for _, at := range onsets {
		switch {
		case at.value >= morningFrom:
			mornings++
		case at.value < afternoonTo && !at.allDay:
			afternoons++
		}
	}
	all := float64(len(onsets))
	return all > 0 && mornings >= beforeNoon*all && mornings+afternoons >= aroundNoon*all
}

// acrossNoon puts onsets early in the afternoon, of one who sleeps by day, behind those before noon: a night's own times
// begin at noon, and 12:40 would else pass for a whole day before 11:20. Symptoms all day, which count as noon, stay.
func acrossNoon(was []dated, lists ...[]dated) {
	if !sleepsByDay(was) {
		return
	}
	for _, list := range append(lists, was) {
		for i := range list {
			if list[i].value < afternoonTo && !list[i].allDay {
				list[i].value += roundTheClock
			}
		}
	}
}

// judge fills in the figures of two sets of nights and says whether the sign is met: the change shown is
// large enough, and the estimate, with dependence allowed for, is on that side at the level.
func (a *augmentationLook) judge(f *AugmentationFigure, m signMeasure, was, now []dated, level float64) {
	s := Shift{m.middle(was), m.middle(now)}
	f.Shift = diary.Some(s)
	effect, ok := a.change(was, now, m.grain)
	if !ok {
		f.Lack = diary.Some(Lack{Kind: LackPrecision})
		return
	}
	if m.rises {
		effect.ChanceBetter = 1 - effect.ChanceBetter
	}
	f.Change = diary.Some(effect)
	f.State = SignUnmet
	switch {
	case m.counts(s) && oneSided(effect) <= level:
		f.State = SignMet
	case m.counts(s), m.ruledOut != nil && -effect.CI.Low >= m.ruledOut(s):
		// Large enough and not sure is not the same as not there.
		f.State, f.Lack = SignUnknown, diary.Some(Lack{Kind: LackPrecision})
	}
}

// oneSided is the p of the change being on the worse side; ChanceBetter holds the chance of the better.
func oneSided(e Effect) float64 { return e.ChanceBetter }

// longestApart is the gap, in days, that is left between two sets of nights. How far a level may have
// wandered is counted as in a comparison of neighbouring weeks: over the months that truly lie between
// nothing could be told at all, and the simulations tell how often that misleads.
const longestApart = 14

// change estimates now − was. Its ChanceBetter is the chance that the change is above 0: for most
// measures more is better.
func (a *augmentationLook) change(was, now []dated, grain float64) (Effect, bool) {
	o := &a.obs
	o.clear()
	o.randomWalk = randomWalkFromStep
	origin := now[0].date
	shorten := max(origin.Sub(was[len(was)-1].date)-longestApart, 0)
	for _, v := range was {
		o.add(v.date.Sub(origin)+shorten, v.value, false, 0)
	}
	for _, v := range now {
		o.add(v.date.Sub(origin), v.value, true, 1)
	}
	f, err := a.estimate(o, grain)
	if err != nil {
		return Effect{}, false
	}
	return f.effect(OnsetMinutes), true
}

// onset tries the windows from the longest on, against the first weeks and then against the nights
// before the medicine, until an earlier onset is found. It returns the figure and its window; where none is
// found, the first that had nights enough.
func (a *augmentationLook) onset() (AugmentationFigure, currentWindow) {
	best, window := a.held(onsetMeasure, FirstWeeks, currentWindows[0]), currentWindows[0]
	for _, against := range []AugmentationReference{FirstWeeks, BeforeMedicine} {
		for _, w := range currentWindows {
			f := a.held(onsetMeasure, against, w)
			if f.State == SignMet {
				return f, w
			}
			if !best.Change.IsSet() && f.Change.IsSet() {
				best, window = f, w
			}
		}
	}
	return best, window
}

// feature looks for another sign in the window in which onset was looked at.
func (a *augmentationLook) feature(m signMeasure, w currentWindow) AugmentationFigure {
	w.level = featureLevel
	if m.sign == RestShorter || m.sign == ReliefShorter {
		w.least = min(w.least, minForMedian-1) // asked for once a week, or noted now and then
	}
	return moreTelling(a.held(m, FirstWeeks, w), a.held(m, BeforeMedicine, w))
}

// moreTelling is the first of two figures unless the second alone tells something, or finds the sign.
func moreTelling(first, second AugmentationFigure) AugmentationFigure {
	lack, _ := first.Lack.Get()
	untold := first.State == SignUnknown && lack.Kind != LackPrecision
	if first.State != SignMet && second.State == SignMet || untold && second.State == SignUnmet {
		return second
	}
	return first
}

// parts looks for body parts that are noted more often than in the reference nights.
func (a *augmentationLook) parts(w currentWindow) AugmentationFigure {
	noted := signMeasure{sign: NewBodyPart, least: minForMedian, of: func(n *diary.Night) (float64, bool) { return 0, len(n.BodyParts) > 0 }}
	w.least, w.level = min(w.least, minForMedian), 0 // that nights hold any: nothing is judged yet
	var found []AugmentationFigure
	for _, against := range []AugmentationReference{FirstWeeks, BeforeMedicine} {
		from := a.end.AddDays(1 - w.days)
		f := AugmentationFigure{Sign: NewBodyPart, State: SignUnknown}
		var first, last diary.Date
		f.Against, first, last = a.reference(noted, against, from.AddDays(-1))
		was, now := len(a.valued(noted, first, last)), len(a.valued(noted, from, a.end))
		f.Reference, f.Current = Stretch{First: first, Last: last, Nights: was}, Stretch{First: from, Last: a.end, Nights: now}
		switch {
		case now < w.least:
			f.Lack = diary.Some(Lack{LackCurrent, from, a.end, now, w.least})
		case was < noted.least:
			f.Lack = diary.Some(Lack{LackReference, first, later(first, last), was, noted.least})
		default:
			a.judgeParts(&f)
		}
		found = append(found, f)
	}
	return moreTelling(found[0], found[1])
}

// judgeParts compares how often each part was noted, by the same estimate with 0 and 1 for values.
func (a *augmentationLook) judgeParts(f *AugmentationFigure) {
	f.State = SignUnmet
	for _, part := range diary.BodyParts {
		m := signMeasure{of: func(n *diary.Night) (float64, bool) {
			if slices.Contains(n.BodyParts, part) {
				return 1, true
			}
			return 0, len(n.BodyParts) > 0
		}}
		was, now := a.valued(m, f.Reference.First, f.Reference.Last), a.valued(m, f.Current.First, f.Current.Last)
		count := PartCount{part, int(math.Round(meanOf(was) * float64(len(was)))), len(was), int(math.Round(meanOf(now) * float64(len(now)))), len(now)}
		if count.Nights < newPartNights || meanOf(now)-meanOf(was) < newPartShare {
			continue
		}
		e, ok := a.change(was, now, shareGrain)
		e.ChanceBetter = 1 - e.ChanceBetter
		if !ok || oneSided(e) > featureLevel/float64(len(diary.BodyParts)-2) { // any part but the legs
			if f.State == SignUnmet {
				f.State, f.Lack = SignUnknown, diary.Some(Lack{Kind: LackPrecision})
			}
			continue
		}
		f.State, f.Lack = SignMet, diary.None[Lack]()
		f.Parts = append(f.Parts, count)
		if old, ok := f.Change.Get(); !ok || oneSided(e) < oneSided(old) {
			f.Change = diary.Some(e)
		}
	}
}

// shareGrain stands for the grain of a share of nights: a floor for its variance, no more.
const shareGrain = 0.2
