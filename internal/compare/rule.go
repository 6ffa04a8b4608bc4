package compare

// Rule names the way an effect was estimated.
type Rule string

// The two rules of method.md. Each is an [estimator].
const (
	// Windowed looks at the nights within 56 of the step, §3.
	Windowed Rule = "windows"
	// WholeHistory learns from up to 400 nights before the step, §4.
	WholeHistory Rule = "whole_history"
)

// estimator estimates the effect of the target on nights in order of date. grain is the outcome's step.
type estimator interface {
	estimate(o *observations, grain float64) (fit, error)
}

var (
	_ estimator = (*windowRule)(nil)
	_ estimator = (*historyRule)(nil)
)

// rule chooses the estimator of a step: the one place where it is chosen.
//
// Without a history no rule tried sees more than the windows at the same false verdicts, and the windows
// see more through a run-in; with one, and with other remedies about, the whole history sees more. That
// the first counted night lies so far back is settled on the day of the step, so no verdict turns
// because the rule does while nights are added; another step in the windows changes it only on the day
// another remedy is begun or stopped. Several rounds of one remedy always have the whole history: there
// the windows have no edge to lean on.
func (p *Plan) rule() Rule {
	if len(p.Others) > 0 || p.firstCounted() <= -LongHistory {
		return WholeHistory
	}
	return Windowed
}

// firstCounted is the first counted night in days from the step.
func (p *Plan) firstCounted() int {
	if len(p.history) > 0 {
		return p.history[0].t
	}
	for i := range p.Nights {
		if p.Nights[i].Role.counts() {
			return p.Nights[i].Date.Sub(p.Step.First)
		}
	}
	return 0
}
