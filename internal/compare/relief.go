package compare

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"stillnight/internal/diary"
)

// HelpedFrom is the relief, of 10, from which a measure counts as having helped: at least half gone.
const HelpedFrom = 5

// ReliefResult tells how one measure did against the bouts it was tried in.
type ReliefResult struct {
	// Measure is one of diary.Measures or the user's own name.
	Measure string
	// Tried is how often; Rated is how often its relief was written down.
	Tried, Rated int
	// Median, Q1 and Q3 of relief 0–10; 0 where Rated is 0.
	Median, Q1, Q3 float64
	// MinutesToRelief is the median over Timed attempts.
	MinutesToRelief diary.Optional[float64]
	Timed           int
	// Helped is how many rated attempts gave relief of HelpedFrom or more; Share is Helped/Rated with
	// its Wilson interval.
	Helped int
	Share  float64
	CI     Interval
	// OthersShare is the same share over all other measures together; None where there were none.
	OthersShare diary.Optional[float64]
	OthersRated int
}

// Relief sums up every measure tried in episodes, the surest first: ordered by the lower end of the
// interval of the share that helped.
func Relief(d diary.Diary) []ReliefResult {
	type record struct{ relief, minutes []float64 }
	records := make(map[string]*record)
	var results []ReliefResult
	index := make(map[string]int)
	allRated, allHelped := 0, 0
	for _, e := range d.Episodes {
		for _, a := range e.Tried {
			i, ok := index[a.Measure]
			if !ok {
				i = len(results)
				index[a.Measure] = i
				results = append(results, ReliefResult{Measure: a.Measure})
				records[a.Measure] = &record{}
			}
			results[i].Tried++
			rec := records[a.Measure]
			if relief, ok := a.Relief.Get(); ok {
				rec.relief = append(rec.relief, float64(relief))
				allRated++
				if relief >= HelpedFrom {
					results[i].Helped++
					allHelped++
				}
			}
			if minutes, ok := a.MinutesToRelief.Get(); ok {
				rec.minutes = append(rec.minutes, float64(minutes))
			}
		}
	}
	for i := range results {
		r := &results[i]
		rec := records[r.Measure]
		r.Rated, r.Timed = len(rec.relief), len(rec.minutes)
		if r.Rated > 0 {
			s := sorted(rec.relief)
			r.Median, r.Q1, r.Q3 = Quantile(s, 0.5), Quantile(s, 0.25), Quantile(s, 0.75)
			r.Share = float64(r.Helped) / float64(r.Rated)
		}
		r.CI = wilson(r.Helped, r.Rated)
		if r.Timed > 0 {
			r.MinutesToRelief = diary.Some(Quantile(sorted(rec.minutes), 0.5))
		}
		r.OthersRated = allRated - r.Rated
		if r.OthersRated > 0 {
			r.OthersShare = diary.Some(float64(allHelped-r.Helped) / float64(r.OthersRated))
		}
	}
	slices.SortStableFunc(results, func(a, b ReliefResult) int {
		return cmp.Or(cmp.Compare(b.CI.Low, a.CI.Low), cmp.Compare(b.Share, a.Share), cmp.Compare(b.Median, a.Median), cmp.Compare(b.Rated, a.Rated), cmp.Compare(a.Measure, b.Measure))
	})
	return results
}

// wilson is the 95 % score interval of a share (Wilson 1927); 0–1 where nothing was counted.
func wilson(k, n int) Interval {
	if n == 0 {
		return Interval{0, 1}
	}
	z := mathext.NormalQuantile(0.5 + confidence/2)
	total, p := float64(n), float64(k)/float64(n)
	middle := (p + z*z/(2*total)) / (1 + z*z/total)
	half := z * math.Sqrt(p*(1-p)/total+z*z/(4*total*total)) / (1 + z*z/total)
	return Interval{max(middle-half, 0), min(middle+half, 1)}
}
