package compare

import "stillnight/internal/diary"

// Bounds of method.md §2, in nights.
const (
	WindowNights   = 56  // how far before and after a step nights count
	MinForInterval = 7   // recorded nights on each side for an interval
	MinForVerdict  = 14  // recorded nights on each side for a verdict
	MinApart       = 7   // nights between two steps for them to be told apart
	HistoryNights  = 400 // how far before a step nights are learnt from, where the diary is
	LongHistory    = 112 // nights of history from which it is, in any case
)

// StepKind is what changed.
type StepKind string

// The kinds of step.
const (
	Start      StepKind = "start"
	DoseChange StepKind = "dose_change"
	Stop       StepKind = "stop"
	Restart    StepKind = "restart"
)

// Windows are the lengths that decide which nights count, in days.
type Windows struct {
	// RunIn days after the step are left out.
	RunIn int
	// JudgeAfter days must have passed before a verdict.
	JudgeAfter int
	// CarryOver days after stopping may still show its effect.
	CarryOver int
	// Once says that it is given at once and works for CarryOver days after, as an infusion of iron does: that it was
	// over on the next day is no stop.
	Once bool
	// Onset is after how many days the remedy typically works in full; 0 is at once, or not known.
	Onset int
}

// Step is one change of one intervention: the thing that is compared.
type Step struct {
	// InterventionID, Intervention and CatalogueID name it; Index is its place in the diary's list.
	InterventionID int64
	Intervention   string
	CatalogueID    string
	Index          int
	// Course is the place of the first in the list of those that are one course of one medicine with it, such as another
	// maker's; its own where there is none. What is one course has its steps one after another.
	Course int
	Kind   StepKind
	// Phase is the index of the phase that begins, or for a Stop of the phase that ended.
	Phase int
	// First is the first night after the change.
	First diary.Date
	// End is the first night that no longer belongs to what came after the step; None if it goes on.
	End diary.Optional[diary.Date]
	// From and To are the doses before and after; an empty Dose is "none" or "not said".
	From, To Dose
	// Reached is the first night at the dose To, or without any, where it was raised or lowered to that from First on in
	// steps too short to be judged one by one; the zero Date elsewhere.
	Reached diary.Date
	Windows Windows
	// NeverStopSuddenly is copied from the catalogue so that safety words can be shown beside it.
	NeverStopSuddenly bool
}

// Dose is an amount with its unit.
type Dose struct {
	Amount diary.Optional[float64]
	Unit   string
}

// Role says what a night does in a comparison.
type Role string

// The roles. Only Before and After count; each other role is the reason a night is left out.
const (
	Before      Role = "before"
	After       Role = "after"
	RunIn       Role = "run_in"
	CarryOver   Role = "carry_over"
	UnusualRole Role = "unusual"
	BlindedRole Role = "blinded"      // in a blinded trial of the same remedy
	NoValue     Role = "no_value"     // recorded, but not this outcome
	OtherRunIn  Role = "other_run_in" // another step's run-in
	NotRecorded Role = "not_recorded" // a gap: no night at all
)

// NightUse is one night inside the windows and what becomes of it.
type NightUse struct {
	Date  diary.Date
	Role  Role
	Value diary.Optional[float64]
	// Unusual is why the user marked the night, for UnusualRole.
	Unusual diary.Unusual
	// Other names the intervention whose run-in it is, for OtherRunIn.
	Other string
	// AfterSide says on which side of the step the night lies.
	AfterSide bool
	Late      bool
	// settling dates lie in a run-in or carry-over, whether a night was recorded or not.
	settling bool
}

// OtherStep is a step of something else inside the windows.
type OtherStep struct {
	Intervention string
	Kind         StepKind
	First        diary.Date
	// DaysFromStep is negative where it came first.
	DaysFromStep int
	// TooClose within MinApart nights, or not separable numerically.
	TooClose bool
}

// Plan is which nights count for one step and one outcome, and why the others do not.
type Plan struct {
	Step    Step
	Outcome Outcome
	// Nights has every date of both windows in order, gaps included.
	Nights []NightUse
	Others []OtherStep
	// FirstNight and LastNight are the diary's first and last recorded nights: how far "before" and "after"
	// can reach.
	FirstNight, LastNight diary.Date
	// columns are the design columns of the other steps, one a step, aligned with the counted nights.
	columns [][]float64
	// PhaseLast is the last date of what came after the step: the phase's, or the diary's last night; after a
	// stop that of the window.
	PhaseLast diary.Date
	// rest are the recorded nights of the phase after Nights; unsettled the other steps' run-ins among them.
	rest      []diary.Night
	unsettled []stretchOfDays
	// whole are the recorded nights of a phase that began before the diary.
	whole []diary.Night
	// history has the counted nights before Nights, across earlier steps, up to HistoryNights before the
	// step; jumps are the days from the step of every other step from the first of them on.
	history []pastNight
	jumps   []int
	// adherence is the share of noted intakes that were taken, where enough are noted.
	adherence diary.Optional[float64]
}

// Verdict is what may be said.
type Verdict string

// The verdicts, method.md §6.
const (
	Better         Verdict = "better"
	Worse          Verdict = "worse"
	NoClearChange  Verdict = "no_clear_change"
	Faded          Verdict = "faded" // better at first, no longer
	TooEarly       Verdict = "too_early"
	CannotSeparate Verdict = "cannot_separate"
)

// Size is how much a change matters; empty without a better or worse verdict.
type Size string

// The sizes, method.md §6.
const (
	Small Size = "small"
	Clear Size = "clear"
	Large Size = "large"
)

// Interval is a 95 % interval, or any pair of bounds.
type Interval struct{ Low, High float64 }

// Side describes the counted nights on one side of a step, plainly.
type Side struct {
	N int
	// Effective nights once dependence is allowed for; 0 where not worked out.
	Effective float64
	Mean      float64
	SD        float64
	Median    float64
	Q1, Q3    float64
	// Possible is the number of dates in the window and Missing those not recorded (run-in not counted).
	Possible, Missing int
	Late              int
	First, Last       diary.Date
}

// Overlap holds the descriptive figures of non-overlap, oriented so that more is better for the user.
// They assume independent nights; no verdict is taken from them.
type Overlap struct {
	NAP         float64 // 0–1, Parker & Vannest 2009
	NAPSE       float64
	NAPInterval Interval
	Tau         float64 // −1–1, 2·NAP − 1
	TauSE       float64
	TauInterval Interval
	TauU        float64 // Parker, Vannest, Davis & Sauber 2011
	// HasIntervals says that errors and intervals are set: from MinForInterval nights on each side.
	HasIntervals bool
}

// Effect is the estimated step with its uncertainty.
type Effect struct {
	// Change is after − before in the outcome's unit.
	Change float64
	SE     float64
	CI     Interval
	// Phi is the nightly dependence, 0–0.95; DF the degrees of freedom; Sigma2 the variance of a night.
	Phi, DF, Sigma2 float64
	// EachSide says that the windows' rule gave each side a spread of its own; Sigma2 then is what a common one
	// would have to be for the same error.
	EachSide bool
	// ByRanks says that many nights were 0 and ranks decided, against the means, whether the interval holds 0.
	ByRanks bool
	// ChanceBetter is the probability that the change lies on the good side, 0–1.
	ChanceBetter float64
	// Rule is how it was estimated, BelowZero the probability that the change is below 0.
	Rule      Rule
	BelowZero float64
	// Kappa is what the whole-history rule widened the interval by because starts that never were looked
	// like effects, at least 1; RandomWalk is the level's wander in units a night, and LookedBack how many days
	// before the step the first night lies that it learnt from.
	Kappa, RandomWalk float64
	LookedBack        int
}

// WarningKind names a caution.
type WarningKind string

// The cautions of method.md §7.
const (
	WarnBadStretch  WarningKind = "bad_stretch"
	WarnTrend       WarningKind = "slow_trend"
	WarnDiaryStart  WarningKind = "diary_start"
	WarnSpread      WarningKind = "spread_differs"
	WarnMissing     WarningKind = "missing_differs"
	WarnLate        WarningKind = "late_entries"
	WarnSeason      WarningKind = "season"
	WarnAdherence   WarningKind = "adherence"
	WarnOtherSteps  WarningKind = "other_steps"
	WarnFewNights   WarningKind = "few_nights"
	WarnOneNight    WarningKind = "one_night_decides"
	WarnJudgeLater  WarningKind = "judge_later"
	WarnInCarryOver WarningKind = "carry_over"
	WarnTooClose    WarningKind = "too_close"
)

// Warning is a caution with its numbers; package wording makes the sentence.
type Warning struct {
	Kind WarningKind
	// Outcome tells the unit of A and B where they are amounts of it.
	Outcome Outcome
	// A and B are the numbers the sentence needs; their meaning is told at each kind in warnings.go.
	A, B float64
	// Names of other interventions, what changed about them, and when; Dates alone for one night.
	Names []string
	Kinds []StepKind
	Dates []diary.Date
}

// Comparison is everything that may be said about one step and one outcome. It is worked out once
// and shown everywhere alike.
type Comparison struct {
	Plan          Plan
	Before, After Side
	// Overlap is set from one night on each side.
	Overlap diary.Optional[Overlap]
	// Effect is set from MinForInterval nights on each side.
	Effect diary.Optional[Effect]
	// Over is how the effect ran over time, where the phase is long enough; Course sums it up.
	Over   diary.Optional[CourseFit]
	Course Course
	// LatelyOpen says that nights are better taken together, which lately by itself does not show: whether they still
	// are is open.
	LatelyOpen bool
	// Together is what the nights after say taken together; Verdict is what is true now, and differs from it
	// where the effect is over.
	Together, Verdict Verdict
	Size              Size
	// Since is set where the phase began before the diary and goes on in it.
	Since diary.Optional[Since]
	// Secondary says that this is not the primary outcome.
	Secondary bool
	// Outlined says that of all this there is only the plan, since Options.Outlined left the rest out. [Run] of the plan
	// makes it whole.
	Outlined  bool
	estimable bool // of an outlined one
	Warnings  []Warning
	// RunInCount, CarryOverCount, BlindedCount, UnusualCount, NoValueCount and OtherRunInCount are recorded nights left out.
	RunInCount, CarryOverCount, BlindedCount, UnusualCount, NoValueCount, OtherRunInCount int
}
