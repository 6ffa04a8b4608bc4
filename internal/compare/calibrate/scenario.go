package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// How the simulated nights are made: 0–10 whole numbers round level, with a spread of nightlySD.
const (
	level     = 6.0
	nightlySD = 2.0
	lead      = 430 // nights that there are before the step at most, and room to wait for a bad stretch
	// weekendBy is how much worse Friday and Saturday nights are, the others correspondingly better.
	weekendBy = 0.7
	weekdayBy = -weekendBy * 2 / 5
)

// kind groups scenarios by the target they are held to.
type kind int

const (
	steady   kind = iota // nothing changed, nothing drifts
	drifting             // nothing changed, but the level moves, or the start was not by chance
	hardest              // nothing changed; shown without a target
	effect               // the remedy does something that lasts
	passing              // the remedy does something that does not last
)

// other is another remedy with what it does.
type other struct {
	at   int // nights from the start
	does float64
}

// scenario is one cell of the table.
type scenario struct {
	name string
	kind kind
	// nights keeps so many recorded nights a side, nearest to the start; 0 keeps all of before and after.
	nights int
	// before and after are dates on each side; 56 where 0.
	before, after int
	phi           float64 // dependence of one night on the one before
	change        float64 // what the remedy does, in points
	missing       float64 // share of nights missing
	// missingAfter, where set, is the share missing after the start.
	missingAfter float64
	noWeekday    bool
	slope        float64 // points a night
	season       float64 // points up and down over a year
	randomWalk   float64 // SD of the level's step each night
	// badNights is how many nights before the start were at least a point too high; firstBad the same of the
	// diary's first nights.
	badNights, firstBad int
	rampNights          int // nights until the change is there in full
	// holds is for how many nights the change lasts, goes in how many it is gone then but for left; 0 is for ever.
	holds, goes int
	left        float64
	others      []other
	unwritten   []other // the same of something that the diary does not tell
	memory      memory
	heavy       bool    // nights have the tails of Student's t with 3 degrees of freedom
	base        float64 // the level, where not level
	sdBefore    float64 // spread on both sides, where not nightlySD
	sdAfter     float64
	windows     compare.Windows
}

// sides words how many nights there are.
func (s scenario) sides() string {
	if s.nights > 0 {
		return fmt.Sprintf("%d+%d", s.nights, s.nights)
	}
	return fmt.Sprintf("%d+%d", s.datesBefore(), s.datesAfter())
}

func (s scenario) datesBefore() int { return or(s.before, longestSide) }
func (s scenario) datesAfter() int  { return or(s.after, longestSide) }

func or(n, instead int) int {
	if n == 0 {
		return instead
	}
	return n
}

// seesHistory tells whether the whole history is learnt from.
func (s scenario) seesHistory() bool { return s.before >= 112 || len(s.others) > 0 }

// moreWindows is how many times as many diaries the cells have that the windows judge: most promises near their
// bound are theirs, and they are quick.
const moreWindows = 4

// diaries is how many are made of this cell.
func (s scenario) diaries(usual int) int {
	if s.seesHistory() {
		return usual
	}
	return moreWindows * usual
}

var firstDate = diary.MustDate(2024, time.January, 1)

const longestSide = 56

// latent is how much worse than the level each of a total of nights would be without any remedy, from a date on.
func (s scenario) latent(r *rand.Rand, offset, total int) []float64 {
	latent := make([]float64, total)
	nightly, walk := r.NormFloat64(), 0.0
	phase := 2 * math.Pi * r.Float64()
	var long []float64
	if s.memory != oneNight {
		long = augmentCell{memory: s.memory}.series(r, total)
	}
	for d := range latent {
		draw := r.NormFloat64()
		if s.heavy {
			// Student's t with 3 degrees of freedom, of variance 1.
			chi := 0.0
			for range 3 {
				z := r.NormFloat64()
				chi += z * z
			}
			draw /= math.Sqrt(chi)
		}
		if nightly = s.phi*nightly + math.Sqrt(1-s.phi*s.phi)*draw; long != nil {
			nightly = long[d]
		}
		walk += s.randomWalk * r.NormFloat64()
		latent[d] = nightlySD*nightly + walk + s.season*math.Sin(2*math.Pi*float64(d)/365.25+phase)
		if !s.noWeekday {
			latent[d] += weekday(firstDate.AddDays(offset + d))
		}
	}
	return latent
}

// diary writes one diary. The remedy is the first intervention.
func (s scenario) diary(r *rand.Rand) diary.Diary {
	total := lead + 1000
	offset := r.IntN(365)
	latent := s.latent(r, offset, total)
	start := s.datesBefore() + max(s.badNights, s.firstBad)
	switch {
	case s.badNights > 0:
		for start < total-s.datesAfter()-1 && mean(latent[start-s.badNights:start]) < 1 {
			start++
		}
	case s.firstBad > 0:
		for start < total-s.datesAfter()-1 && mean(latent[start-s.datesBefore():start-s.datesBefore()+s.firstBad]) < 1 {
			start++
		}
	}
	base := level
	if s.base > 0 {
		base = s.base
	}
	var d diary.Diary
	for day := start - s.datesBefore(); day < start+s.datesAfter(); day++ {
		y := base + latent[day]*s.scale(day-start) + s.slope*float64(day-start) + s.does(day-start)
		missing := s.missing
		if day >= start && s.missingAfter > 0 {
			missing = s.missingAfter
		}
		if r.Float64() < missing {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{Date: firstDate.AddDays(offset + day), Severity: diary.Some(rating(y))})
	}
	began := firstDate.AddDays(offset + start)
	if s.nights > 0 {
		d.Nights = trim(d.Nights, began, s.nights)
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "This", Phases: []diary.Phase{{Start: began}}}}
	for i, o := range s.others {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(i + 2), Name: fmt.Sprintf("Other %d", i+1), Phases: []diary.Phase{{Start: began.AddDays(o.at)}}})
	}
	return d
}

// scale is the spread on one side as a share of nightlySD.
func (s scenario) scale(since int) float64 {
	switch {
	case since < 0 && s.sdBefore > 0:
		return s.sdBefore / nightlySD
	case since >= 0 && s.sdAfter > 0:
		return s.sdAfter / nightlySD
	}
	return 1
}

// does is what remedies change so many nights after the start.
func (s scenario) does(since int) float64 {
	change := 0.0
	if since >= 0 {
		change = s.change
		if s.rampNights > 0 {
			change *= min(float64(since)/float64(s.rampNights), 1)
		}
		if s.holds > 0 {
			change = s.left + (change-s.left)*min(max(1-float64(since-s.holds)/float64(s.goes), 0), 1)
		}
	}
	for _, list := range [][]other{s.others, s.unwritten} {
		for _, o := range list {
			if since >= o.at {
				change += o.does
			}
		}
	}
	return change
}

func weekday(d diary.Date) float64 {
	if w := d.Weekday(); w == time.Friday || w == time.Saturday {
		return weekendBy
	}
	return weekdayBy
}

func rating(y float64) int { return int(math.Round(min(max(y, 0), diary.MaxRating))) }

// trim keeps the n recorded nights nearest to the start on each side.
func trim(nights []diary.Night, start diary.Date, n int) []diary.Night {
	first := 0
	for first < len(nights) && nights[first].Date.Before(start) {
		first++
	}
	return nights[max(first-n, 0):min(first+n, len(nights))]
}

// truth is the change in the mean rating once ratings are whole numbers from 0 to 10.
func (s scenario) truth() float64 {
	if s.change == 0 {
		return 0
	}
	return meanRating(s, s.change+s.othersPart()) - meanRating(s, s.othersPart())
}

// othersPart is what the remedies that began before do already.
func (s scenario) othersPart() (sum float64) {
	for _, o := range s.others {
		if o.at < 0 {
			sum += o.does
		}
	}
	return sum
}

// meanRating is the expected rating with the level moved, averaged over the week.
func meanRating(s scenario, moved float64) float64 {
	base := level
	if s.base > 0 {
		base = s.base
	}
	sum := 0.0
	for day := range 7 {
		shift := 0.0
		if !s.noWeekday {
			shift = weekday(firstDate.AddDays(day))
		}
		for k := range diary.MaxRating {
			// E of a whole number 0–10 is the sum of P(at least k+1).
			sum += 0.5 * math.Erfc((float64(k)+0.5-(base+moved+shift))/(nightlySD*math.Sqrt2))
		}
	}
	return sum / 7
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
