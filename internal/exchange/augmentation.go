package exchange

import "stillnight/internal/compare"

// AugmentationResult is what the nights show under a medicine that is watched for augmentation, in figures.
type AugmentationResult struct {
	Intervention string `json:"intervention"`
	// Level is none, early_signs, pattern or not_enough.
	Level string       `json:"level"`
	Signs []SignResult `json:"signs"`
}

// SignResult is one sign: whether it is met, unmet or unknown, in which nights, and the change of its figure with
// the 95 % interval: minutes of onset or of rest, points of severity, hours of relief, shares of nights.
type SignResult struct {
	Sign       string   `json:"sign"`
	State      string   `json:"state"`
	Against    string   `json:"against"`
	NReference int      `json:"n_reference"`
	NCurrent   int      `json:"n_current"`
	Reference  *float64 `json:"reference"`
	Current    *float64 `json:"current"`
	Change     *float64 `json:"change"`
	CILow      *float64 `json:"ci_low"`
	CIHigh     *float64 `json:"ci_high"`
	// Lack says what is missing where the state is unknown.
	Lack string `json:"lack,omitzero"`
}

// AugmentationOf puts flags into figures, in their order; nil of none.
func AugmentationOf(flags []compare.AugmentationFlag) []AugmentationResult {
	var results []AugmentationResult
	for _, f := range flags {
		r := AugmentationResult{Intervention: f.Intervention, Level: string(f.Level)}
		for _, figure := range f.Figures {
			s := SignResult{
				Sign: string(figure.Sign), State: string(figure.State), Against: string(figure.Against),
				NReference: figure.Reference.Nights, NCurrent: figure.Current.Nights,
			}
			if shift, ok := figure.Shift.Get(); ok {
				s.Reference, s.Current = &shift.Reference, &shift.Current
			}
			if e, ok := figure.Change.Get(); ok {
				s.Change, s.CILow, s.CIHigh = &e.Change, &e.CI.Low, &e.CI.High
			}
			if lack, ok := figure.Lack.Get(); ok {
				s.Lack = string(lack.Kind)
			}
			r.Signs = append(r.Signs, s)
		}
		results = append(results, r)
	}
	return results
}
