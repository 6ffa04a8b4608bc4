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
