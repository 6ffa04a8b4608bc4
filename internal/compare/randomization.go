package compare

import (
	"math"
	"math/rand/v2"

	"stillnight/internal/diary"
)

// Randomization is the randomization test of a planned comparison (Edgington & Onghena 2007): had the
// starts been drawn otherwise, how often would the difference have looked at least as large?
type Randomization struct {
	// P is that share, 0–1, the draw that was made included.
	P float64
	// Draws is how many sets of starts were looked at; AsLarge how many gave as large a difference.
	Draws, AsLarge int
	// Exact says that Draws are all that could have been drawn; otherwise they are a seeded sample.
	Exact bool
}

// maxDraws is how many sets of starts are looked at; where more could have been drawn, so many are
// drawn again with the plan's seed.
const maxDraws = 2000

// keptPlan returns the newest plan for the intervention that was not given up and whose drawn starts
// are all starts of the intervention; nil where there is none. Other starts were not left to chance.
func keptPlan(plans []diary.PlannedComparison, steps []Step) *diary.PlannedComparison {
	var kept *diary.PlannedComparison
	for i := range plans {
		pl := &plans[i]
		if pl.InterventionID != steps[0].InterventionID || pl.Abandoned.IsSet() || len(pl.Starts) == 0 || pl.OnDays <= 0 {
			continue
		}
		if startedAsDrawn(*pl, steps) && (kept == nil || !pl.Begun.Before(kept.Begun)) {
			kept = pl
		}
	}
	return kept
}

func startedAsDrawn(pl diary.PlannedComparison, steps []Step) bool {
	for _, draw := range pl.Starts {
		found := false
		for _, s := range steps {
			found = found || (s.First == draw.Drawn && (s.Kind == Start || s.Kind == Restart))
		}
		if !found || draw.Latest.Before(draw.Earliest) || draw.Drawn.Before(draw.Earliest) || draw.Drawn.After(draw.Latest) {
			return false
		}
	}
	return true
}

// randomization works out the difference for every admissible set of starts with the same nights.
func (p *planner) randomization(r *runner, pl diary.PlannedComparison, w Windows, o Outcome) diary.Optional[Randomization] {
	final := pl.Starts[len(pl.Starts)-1].Drawn
	nights := p.between(pl.Begun, final.AddDays(pl.OnDays+pl.OffDays-1))
	starts := make([]diary.Date, len(pl.Starts))
	for k, draw := range pl.Starts {
		starts[k] = draw.Drawn
	}
	observed, ok := r.drawnDifference(nights, pl, starts, w, o)
	if !ok {
		return diary.None[Randomization]()
	}

	var result Randomization
	try := func() {
		d, ok := r.drawnDifference(nights, pl, starts, w, o)
		result.Draws++
		// A draw that leaves too few nights counts against the remedy, and rounding must not count for it.
		if !ok || math.Abs(d) >= math.Abs(observed)*(1-1e-9) {
			result.AsLarge++
		}
	}
	if draws(pl) <= maxDraws {
		result.Exact = true
		eachDraw(pl, starts, 0, try)
	} else {
		result.Draws, result.AsLarge = 1, 1 // the draw that was made
		source := rand.New(rand.NewPCG(uint64(pl.Seed), uint64(pl.ID)))
		for range maxDraws - 1 {
			for k, draw := range pl.Starts {
				starts[k] = draw.Earliest.AddDays(source.IntN(draw.Latest.Sub(draw.Earliest) + 1))
			}
			try()
		}
	}
	result.P = float64(result.AsLarge) / float64(result.Draws)
	return diary.Some(result)
}

// draws is how many sets of starts could have been drawn, at most a little over maxDraws.
func draws(pl diary.PlannedComparison) int {
	n := 1
	for _, draw := range pl.Starts {
		n *= draw.Latest.Sub(draw.Earliest) + 1
		if n > maxDraws {
			break
		}
	}
	return n
}

// eachDraw sets starts from the k-th on to every admissible date in turn.
func eachDraw(pl diary.PlannedComparison, starts []diary.Date, k int, try func()) {
	if k == len(starts) {
		try()
		return
	}
	for date := pl.Starts[k].Earliest; !date.After(pl.Starts[k].Latest); date = date.AddDays(1) {
		starts[k] = date
		eachDraw(pl, starts, k+1, try)
	}
}

// drawnDifference is the difference of on and off nights if the rounds had begun at starts.
func (r *runner) drawnDifference(nights []diary.Night, pl diary.PlannedComparison, starts []diary.Date, w Windows, o Outcome) (float64, bool) {
	r.obs.clear()
	r.obs.randomWalk = randomWalkFromFirst
	var first diary.Date
	k := -1
	for i := range nights {
		n := &nights[i]
		for k+1 < len(starts) && !n.Date.Before(starts[k+1]) {
			k++
		}
		value, ok := o.Of(*n).Get()
		if !ok || n.Unusual != "" {
			continue
		}
		on, stretch := false, 0
		if k >= 0 {
			since := n.Date.Sub(starts[k])
			on = since < pl.OnDays
			stretch = 2*k + 1
			if !on {
				since -= pl.OnDays
				stretch++
			}
			if (on && since < pl.RunInDays) || (!on && since < w.CarryOver) {
				continue
			}
		}
		if first.IsZero() {
			first = n.Date
		}
		r.obs.add(n.Date.Sub(first), value, on, stretch)
	}
	f, err := r.point(&r.obs, o.Step())
	return f.change, err == nil
}
