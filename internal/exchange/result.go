package exchange

import (
	"bytes"
	"encoding/json"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Answer is a line that "compare --jsonl" writes, and what "compare --json" prints of a diary. It has
// either Comparisons or Error.
type Answer struct {
	ID          json.RawMessage `json:"id"`
	Comparisons []StepResult    `json:"comparisons,omitzero"`
	// Pooled has the remedies that were tried in several rounds, all rounds taken together.
	Pooled []PooledResult `json:"pooled,omitzero"`
	// Augmentation has the medicines that are watched, the quiet ones too.
	Augmentation []AugmentationResult `json:"augmentation,omitzero"`
	Error        string               `json:"error,omitzero"`
}

// StepResult is one comparison in figures. Fields and their order are part of the program's interface.
// What could not be worked out is null.
type StepResult struct {
	Intervention string   `json:"intervention"`
	Phase        int      `json:"phase"`
	Outcome      string   `json:"outcome"`
	Verdict      string   `json:"verdict"`
	Size         *string  `json:"size"`
	Effect       *float64 `json:"effect"`
	CILow        *float64 `json:"ci_low"`
	CIHigh       *float64 `json:"ci_high"`
	Phi          *float64 `json:"phi"`
	DF           *float64 `json:"df"`
	NAP          *float64 `json:"nap"`
	Tau          *float64 `json:"tau"`
	TauU         *float64 `json:"tau_u"`
	NBefore      int      `json:"n_before"`
	NAfter       int      `json:"n_after"`
	MeanBefore   *float64 `json:"mean_before"`
	MeanAfter    *float64 `json:"mean_after"`
	MedianBefore *float64 `json:"median_before"`
	MedianAfter  *float64 `json:"median_after"`
	Warnings     []string `json:"warnings"`
	Kind         string   `json:"kind"`
	// First is the first night after the change.
	First diary.Date `json:"first_night"`
	Estimate
	// Early is the effect at first, Late in the last four weeks of the phase, and LateMinusEarly how they
	// differ: null until the phase is long enough. Course is "lasting", "waning", "growing" or "unsure".
	Early          *StretchResult `json:"early"`
	Late           *StretchResult `json:"late"`
	LateMinusEarly *StretchResult `json:"late_minus_early"`
	Course         *string        `json:"course"`
	// BeforeDiary says that the change lies before the diary's first night, so that there are no nights before
	// it and no verdict ever.
	BeforeDiary bool `json:"before_diary"`
	// Reached is the first night at the last dose, or without any, where it was raised or lowered step by step from First on.
	// The phase is the first of these, or of a stop the last.
	Reached diary.Date `json:"reached_night,omitzero"`
}

// StretchResult is the effect in a part of a phase.
type StretchResult struct {
	Effect float64 `json:"effect"`
	CILow  float64 `json:"ci_low"`
	CIHigh float64 `json:"ci_high"`
	N      int     `json:"n"`
}

func stretchOf(s compare.CoursePart) *StretchResult {
	return &StretchResult{s.Change, s.CI.Low, s.CI.High, s.N}
}

// Estimate tells how an effect was worked out. All is null where there is no effect.
type Estimate struct {
	// Rule is "windows" or "whole_history".
	Rule *string `json:"rule"`
	// PBelow0 is the probability that the change is below 0, as the model has it.
	PBelow0 *float64 `json:"p_below_0"`
	// LookedBack is how many days before the change the first night lies that was learnt from; Kappa is what
	// the interval was widened by, RandomWalk the level's wander in units a night. Null by the windows.
	LookedBack *int     `json:"looked_back"`
	Kappa      *float64 `json:"kappa"`
	RandomWalk *float64 `json:"wander"`
	// EachSide says that the sides vary so unlike that each has a spread of its own, ByRanks that many nights are 0
	// and ranks decided whether the interval holds 0. Only there where they are so.
	EachSide bool `json:"each_side,omitzero"`
	ByRanks  bool `json:"by_ranks,omitzero"`
}

func estimateOf(e compare.Effect) Estimate {
	rule := string(e.Rule)
	out := Estimate{Rule: &rule, PBelow0: &e.BelowZero, EachSide: e.EachSide, ByRanks: e.ByRanks}
	if e.Rule == compare.WholeHistory {
		out.LookedBack, out.Kappa, out.RandomWalk = &e.LookedBack, &e.Kappa, &e.RandomWalk
	}
	return out
}

// PooledResult is a comparison over all rounds of a remedy in figures.
type PooledResult struct {
	Intervention string   `json:"intervention"`
	Outcome      string   `json:"outcome"`
	Rounds       int      `json:"rounds"`
	Verdict      string   `json:"verdict"`
	Size         *string  `json:"size"`
	Effect       *float64 `json:"effect"`
	CILow        *float64 `json:"ci_low"`
	CIHigh       *float64 `json:"ci_high"`
	Phi          *float64 `json:"phi"`
	DF           *float64 `json:"df"`
	NOff         int      `json:"n_off"`
	NOn          int      `json:"n_on"`
	// RandomizationP is set where starts were drawn by lot.
	RandomizationP *float64 `json:"randomization_p"`
	Estimate
}

// PooledOf puts comparisons over all rounds into figures, in their order; nil of none.
func PooledOf(cs []compare.PooledComparison) []PooledResult {
	var results []PooledResult
	for _, c := range cs {
		r := PooledResult{
			Intervention: c.Intervention, Outcome: string(c.Outcome), Rounds: c.Rounds, Verdict: string(c.Verdict),
			NOff: c.Off.N, NOn: c.On.N,
		}
		if c.Size != "" {
			size := string(c.Size)
			r.Size = &size
		}
		if e, ok := c.Effect.Get(); ok {
			r.Effect, r.CILow, r.CIHigh, r.Phi, r.DF = &e.Change, &e.CI.Low, &e.CI.High, &e.Phi, &e.DF
			r.Estimate = estimateOf(e)
		}
		if x, ok := c.Randomization.Get(); ok {
			r.RandomizationP = &x.P
		}
		results = append(results, r)
	}
	return results
}

// ResultOf puts a comparison into figures.
func ResultOf(c compare.Comparison, l *i18n.Localizer) StepResult {
	r := StepResult{
		Intervention: c.Plan.Step.Intervention, Phase: c.Plan.Step.Phase,
		Outcome: string(c.Plan.Outcome), Verdict: string(c.Verdict),
		NBefore: c.Before.N, NAfter: c.After.N,
		Warnings: wording.Warnings(l, c), Kind: string(c.Plan.Step.Kind), First: c.Plan.Step.First,
		BeforeDiary: c.BeforeDiary(), Reached: c.Plan.Step.Reached,
	}
	if c.Size != "" {
		size := string(c.Size)
		r.Size = &size
	}
	if e, ok := c.Effect.Get(); ok {
		r.Effect, r.CILow, r.CIHigh, r.Phi, r.DF = &e.Change, &e.CI.Low, &e.CI.High, &e.Phi, &e.DF
		r.Estimate = estimateOf(e)
	}
	if f, ok := c.Over.Get(); ok {
		r.Early, r.Late, r.LateMinusEarly = stretchOf(f.Early), stretchOf(f.Late), stretchOf(f.LateMinusEarly)
	}
	if c.Course != "" {
		course := string(c.Course)
		r.Course = &course
	}
	if o, ok := c.Overlap.Get(); ok {
		r.NAP, r.Tau, r.TauU = &o.NAP, &o.Tau, &o.TauU
	}
	if c.Before.N > 0 {
		r.MeanBefore, r.MedianBefore = &c.Before.Mean, &c.Before.Median
	}
	if c.After.N > 0 {
		r.MeanAfter, r.MedianAfter = &c.After.Mean, &c.After.Median
	}
	if r.Warnings == nil {
		r.Warnings = []string{}
	}
	return r
}

// ResultsOf puts comparisons into figures, in their order.
func ResultsOf(cs []compare.Comparison, l *i18n.Localizer) []StepResult {
	results := make([]StepResult, len(cs))
	for i := range cs {
		results[i] = ResultOf(cs[i], l)
	}
	return results
}

// Line returns the answer as one line of JSON with its line feed. A missing ID is null.
func (a Answer) Line() ([]byte, error) {
	if len(a.ID) == 0 {
		a.ID = json.RawMessage("null")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
