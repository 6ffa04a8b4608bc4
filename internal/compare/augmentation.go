package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// AugmentationLevel says how much the diary looks like augmentation. It is never a diagnosis.
type AugmentationLevel string

// The levels. NoPattern is said only where a pattern could have been seen; all else is NotAssessable,
// and the figures tell what is missing.
const (
	NoPattern     AugmentationLevel = "none"
	EarlySigns    AugmentationLevel = "early_signs" // worth watching: the NIH criterion of 2003, or two lesser signs
	DoctorPattern AugmentationLevel = "pattern"     // the criteria of the Max Planck Institute, as far as a diary tells
	NotAssessable AugmentationLevel = "not_enough"
)

// AugmentationSign is one of the changes looked for.
type AugmentationSign string

// The signs.
const (
	OnsetEarlier  AugmentationSign = "onset_earlier"  // by 2 hours or more
	RestShorter   AugmentationSign = "rest_shorter"   // sitting still brings it on sooner
	NewBodyPart   AugmentationSign = "new_body_part"  // parts more often noted than before
	MoreSevere    AugmentationSign = "more_severe"    // by what matters at that severity
	ReliefShorter AugmentationSign = "relief_shorter" // symptoms come back sooner after a dose
	WorseOnMore   AugmentationSign = "worse_on_more"  // a higher or earlier dose, and worse nights since
	BetterOnLess  AugmentationSign = "better_on_less" // a lower dose, and calmer nights since
)

// AugmentationSigns lists every sign in the order shown.
var AugmentationSigns = []AugmentationSign{OnsetEarlier, RestShorter, NewBodyPart, MoreSevere, ReliefShorter, WorseOnMore, BetterOnLess}

// SignState says whether a sign was seen.
type SignState string

// The states.
const (
	SignMet     SignState = "met"
	SignUnmet   SignState = "unmet"   // could have been seen, and was not
	SignUnknown SignState = "unknown" // could not be seen; see AugmentationFigure.Lack
)

// AugmentationReference says which nights the last ones are held against.
type AugmentationReference string

// The references.
const (
	BeforeMedicine AugmentationReference = "before"      // the 56 nights before the medicine
	FirstWeeks     AugmentationReference = "first_weeks" // weeks 3–8 on it, the initial course of treatment
	DiaryStart     AugmentationReference = "diary_start" // six weeks from the first night that tells, where weeks 3–8 hold none
	BeforeChange   AugmentationReference = "before_dose" // the nights before a dose was changed
)

// LackKind says why a sign could not be seen.
type LackKind string

// The kinds.
const (
	LackReference LackKind = "reference" // too few earlier nights hold it
	LackCurrent   LackKind = "current"   // too few of the last nights hold it
	LackPrecision LackKind = "precision" // the nights differ too much to rule a change out
	LackChange    LackKind = "change"    // the dose was not changed so
)

// Lack is what is missing to see a sign: Have of Need nights with it, from First to Last.
type Lack struct {
	Kind        LackKind
	First, Last diary.Date
	Have, Need  int
}

// Stretch is a set of nights: its dates, how many of them tell something, and on how many of these symptoms were there all
// day.
type Stretch struct {
	First, Last    diary.Date
	Nights, AllDay int
}

// MostlyAllDay tells whether symptoms were there all day on more than half of the nights: a middle onset is then noon by
// convention alone.
func (s Stretch) MostlyAllDay() bool { return 2*s.AllDay > s.Nights }

// Shift is one figure in the reference nights and in the last nights.
type Shift struct{ Reference, Current float64 }

// PartCount counts on how many of the nights a body part was noted.
type PartCount struct {
	Part diary.BodyPart
	// Was and WasOf are the reference nights, Nights and Of the last ones.
	Was, WasOf, Nights, Of int
}

// AugmentationFigure is what the nights tell about one sign.
type AugmentationFigure struct {
	Sign  AugmentationSign
	State SignState
	// Against says which nights Reference are.
	Against            AugmentationReference
	Reference, Current Stretch
	// Shift is medians, for severity means: onset in minutes after noon, rest in minutes, severity
	// 0–10, relief in hours from the dose to the return of symptoms. Parts have counts instead.
	Shift diary.Optional[Shift]
	// Change is the estimate of the change with its 95 % interval, dependence allowed for, in the
	// same unit; None where there are too few nights.
	Change diary.Optional[Effect]
	Parts  []PartCount
	// Step is when the dose was changed, for WorseOnMore and BetterOnLess.
	Step diary.Optional[diary.Date]
	// Lack is set where State is SignUnknown.
	Lack diary.Optional[Lack]
}

// AugmentationFlag is what the diary shows under one medicine that is watched.
type AugmentationFlag struct {
	InterventionID int64
	Intervention   string
	Level          AugmentationLevel
	// Start is the first night on it; BeforeDiary says that the diary begins later. Ended is the
	// first night without it, where it was stopped: the last nights are those before.
	Start       diary.Date
	BeforeDiary bool
	Ended       diary.Optional[diary.Date]
	// Figures has every sign once, in the order of AugmentationSigns.
	Figures []AugmentationFigure
	// Response is whether the first weeks on it were calmer than the nights before it.
	Response SignState
	// WorseNights of the LastNights last recorded began earlier or were more severe than the middle
	// reference night; by chance it would be about WorseExpected.
	WorseNights, LastNights int
	WorseExpected           float64
	Explanations            []Explanation
	// MissedNights are those of the last nights, of Telling, on which a dose was noted as missed.
	MissedNights int
}

// Figure returns what the nights tell about a sign.
func (f *AugmentationFlag) Figure(s AugmentationSign) AugmentationFigure {
	for _, figure := range f.Figures {
		if figure.Sign == s {
			return figure
		}
	}
	return AugmentationFigure{Sign: s, State: SignUnknown}
}

// Has tells whether a sign was seen.
func (f *AugmentationFlag) Has(s AugmentationSign) bool { return f.Figure(s).State == SignMet }

// OnsetMuchEarlier tells whether onset is at least four hours earlier, over a fortnight or more.
func (f *AugmentationFlag) OnsetMuchEarlier() bool {
	onset := f.Figure(OnsetEarlier)
	s, _ := onset.Shift.Get()
	return onset.State == SignMet && s.Reference-s.Current >= strongAdvance && onset.Current.Last.Sub(onset.Current.First) >= settledDays-1
}

// Flagged tells whether there is something to tell.
func (f *AugmentationFlag) Flagged() bool {
	return f.Level == EarlySigns || f.Level == DoctorPattern
}

// Bounds of the flag. The hours, the five of seven days and the list of signs are those of the NIH
// workshop (Allen et al. 2003, Sleep Med 4:101) and of the Max Planck Institute (García-Borreguero et
// al. 2007, Sleep Med 8:520). The rest is Stillnight's own and calibrated by simulation.
const (
	minDaysOnMedicine = 28
	lookBackDays      = 56 // since the medicine ended
	settledDays       = 14 // on the medicine, or on another dose of it, before nights are looked at
	referenceDays     = 42 // weeks 3–8
	minReference      = 10
	minForMedian      = 5
	strongAdvance     = 240
	moderateAdvance   = 120
	restDrop          = 10
	restDropShare     = 0.3
	newPartNights     = 3
	newPartShare      = 0.15
	reliefDropHours   = 1
	changeCounts      = 182 // days after which a change of dose no longer explains anything
	changeWindow      = 28
	persistentNights  = 5
	persistentOf      = 7
)

// currentWindow is how many of the last dates are looked at, how many of them must tell something, and
// the one-sided level: shorter windows see a sudden change sooner, and must be surer.
type currentWindow struct {
	days, least int
	level       float64
}

// currentWindows in the order tried.
var currentWindows = []currentWindow{{28, 14, 0.0015}, {14, 8, 0.0002}, {7, 5, 0.0001}}

// featureLevel is the one-sided level of every sign but onset, and loneLevel where no earlier onset goes
// with it.
const (
	featureLevel = 0.01
	loneLevel    = 0.01
)

// Augmentation looks at every medicine that opts.Dopaminergic names and that is, or in the last eight
// weeks was, taken for four weeks or more. It returns one flag for each, the quiet ones too.
func Augmentation(d diary.Diary, opts Options) ([]AugmentationFlag, error) {
	p, err := newPlanner(d, opts)
	if err != nil {
		return nil, err
	}
	return p.augmentation(new(runner), d, opts), nil
}

func (p *planner) augmentation(r *runner, d diary.Diary, opts Options) []AugmentationFlag {
	if opts.Dopaminergic == nil || len(p.nights) == 0 {
		return nil
	}
	if j, any := joined(d, opts.SameMedicine, opts.Dopaminergic); any {
		if q, err := newPlanner(j, opts); err == nil {
			p, d = q, j
		}
	}
	var flags []AugmentationFlag
	for i, iv := range d.Interventions {
		if !opts.asks(iv.ID) || len(iv.Phases) == 0 || !opts.Dopaminergic(iv) {
			continue
		}
		start, days, ended := p.exposureTo(i)
		if days < minDaysOnMedicine || (!ended.IsZero() && p.last.Sub(ended) > lookBackDays) {
			continue
		}
		look := augmentationLook{planner: p, runner: r, index: i, start: start, end: p.last, episodes: d.Episodes}
		f := AugmentationFlag{InterventionID: iv.ID, Intervention: iv.Name, Start: start, BeforeDiary: start.Before(p.first)}
		if !ended.IsZero() {
			f.Ended = diary.Some(ended)
			look.end = earlier(p.last, ended.AddDays(-1))
		}
		look.signs(&f)
		f.Level = f.level()
		if f.Flagged() {
			f.explain(d, p, i)
		}
		flags = append(flags, f)
	}
	return flags
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
				ended = s.ended()
			}
		}
	}
	return start, days, ended
}

// level weighs the signs.
func (f *AugmentationFlag) level() AugmentationLevel {
	lesser, sure := 0, 0
	for _, s := range AugmentationSigns {
		if s == OnsetEarlier || !f.Has(s) {
			continue
		}
		lesser++
		if f.Figure(s).sureAlone() {
			sure++
		}
	}
	onset := f.Figure(OnsetEarlier)
	switch {
	case onset.State == SignMet && f.Persistent() && (f.OnsetMuchEarlier() || lesser > 0):
		return DoctorPattern
	case f.Has(WorseOnMore) && f.Has(BetterOnLess):
		return DoctorPattern
	case onset.State == SignMet || sure >= 2:
		return EarlySigns
	case onset.State == SignUnknown:
		return NotAssessable
	}
	return NoPattern
}

// sureAlone tells whether a sign is sure enough to count without an earlier onset.
func (f AugmentationFigure) sureAlone() bool {
	e, ok := f.Change.Get()
	return ok && oneSided(e) <= loneLevel
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

// raised tells whether a dose change means more, or the first dose earlier in the day.
func raised(s Step, from, to diary.Phase) bool {
	a, okA := s.From.Amount.Get()
	b, okB := s.To.Amount.Get()
	if okA && okB && s.From.Unit == s.To.Unit && a != b {
		return b > a
	}
	return len(from.Times) > 0 && len(to.Times) > 0 && slices.Min(to.Times) < slices.Min(from.Times)
}

// lowered tells whether a step means less: a lower dose, or one lowered step by step and stopped.
func (s Step) lowered() bool {
	if s.Kind == Stop {
		return !s.Reached.IsZero()
	}
	a, okA := s.From.Amount.Get()
	b, okB := s.To.Amount.Get()
	return okA && okB && s.From.Unit == s.To.Unit && b < a
}
