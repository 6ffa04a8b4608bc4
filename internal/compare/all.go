package compare

import (
	"context"
	"slices"

	"stillnight/internal/diary"
)

// Results are all comparisons of a diary.
type Results struct {
	// Comparisons has every step × outcome, in the order of the diary's interventions, then of date,
	// then of Outcomes.
	Comparisons []Comparison
	// Pooled has one entry for each outcome of an intervention that was tried in several rounds or by plan.
	Pooled []PooledComparison
	// Augmentation has one flag for each medicine that is watched, the quiet ones too.
	Augmentation []AugmentationFlag
}

// All compares every step on every outcome.
func All(d diary.Diary, opts Options) (Results, error) {
	return AllWithin(context.Background(), d, opts)
}

// AllWithin is All for who may lose interest: it ends with the error of ctx.
func AllWithin(ctx context.Context, d diary.Diary, opts Options) (Results, error) {
	p, err := newPlanner(d, opts)
	if err != nil {
		return Results{}, err
	}
	recorded := p.nights
	p.nights = AcrossNoon(recorded)
	outcomes := opts.Outcomes
	if len(outcomes) == 0 {
		outcomes = Recorded(p.nights)
	}
	var results Results
	results.Comparisons = make([]Comparison, 0, len(p.steps)*len(outcomes))
	r, known := new(runner), opts.Earlier.index()
	for k := range p.steps {
		if !opts.includes(p.steps[k]) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return Results{}, err
		}
		outlined := opts.Outlined != nil && opts.Outlined(p.steps[k])
		for _, o := range outcomes {
			c, err := known.compare(p, r, k, o, outlined)
			if err != nil {
				return Results{}, err
			}
			results.Comparisons = append(results.Comparisons, c)
		}
	}
	results.Pooled, err = p.pooled(r, d.Plans, outcomes, opts)
	if err != nil {
		return Results{}, err
	}
	results.correctSecondary(outcomes)
	p.nights = recorded // augmentation asks of each stretch whether it is by day
	results.Augmentation = p.augmentation(r, d, opts)
	return results, nil
}

// includes tells whether a step happened in the time asked for.
func (opts Options) includes(s Step) bool {
	return opts.asks(s.InterventionID) && (opts.From.IsZero() || !s.First.Before(opts.From)) && (opts.To.IsZero() || !s.First.After(opts.To))
}

// asks tells whether a remedy is among those asked for.
func (opts Options) asks(id int64) bool {
	return opts.InterventionIDs == nil || slices.Contains(opts.InterventionIDs, id)
}

// Recorded lists the outcomes that at least one night holds; severity always.
func Recorded(nights []diary.Night) []Outcome {
	return slices.DeleteFunc(slices.Clone(Outcomes), func(o Outcome) bool {
		return o != Severity && !slices.ContainsFunc(nights, func(n diary.Night) bool { return o.Of(n).IsSet() })
	})
}

// othersByChance is how many of all second looks together look better by chance where nothing changed: they are
// corrected for their number, so at most one side of a 95 % interval.
const othersByChance = tail

// tail is what lies beyond one end of a 95 % interval.
const tail = (1 - confidence) / 2

// ByChance tells, for comparisons shown together, how many could get a verdict and how many of so many looked
// better in simulated diaries in which nothing changed.
func ByChance(cs []Comparison) (n int, better float64) {
	second := 0.0
	for i := range cs {
		switch {
		case !judged(cs[i].Verdict):
			continue
		case cs[i].Secondary:
			second = othersByChance
		default:
			better += Measured().OneByChance
		}
		n++
	}
	return n, better + second
}
