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

// scenarios lists the cells in the order of the report.
func scenarios() []scenario {
	var cells []scenario
	add := func(s scenario) {
		if s.missing == 0 {
			s.missing = 0.2
		}
		cells = append(cells, s)
	}
	windowCells(add)
	historyCells(add)
	courseCells(add)
	auditCells(add)
	return cells
}

// windowCells have no history: the windows judge.
func windowCells(add func(scenario)) {
	for _, n := range []int{14, 28, 56} {
		for _, phi := range []float64{0, 0.3, 0.5, 0.7} {
			k := steady
			if phi > 0.5 {
				k = hardest
			}
			add(scenario{name: fmt.Sprintf("dependence φ = %.1f", phi), kind: k, nights: n, phi: phi})
		}
	}
	add(scenario{name: "no weekday effect, φ = 0.3", kind: steady, nights: 28, phi: 0.3, noWeekday: true})
	add(scenario{name: "no night missing, φ = 0.3", kind: steady, nights: 28, phi: 0.3, missing: 1e-9})
	add(scenario{name: "half the nights missing, φ = 0.5", kind: steady, nights: 28, phi: 0.5, missing: 0.5})
	add(scenario{name: "10 % missing before, 50 % after, φ = 0.3", kind: steady, nights: 28, phi: 0.3, missing: 0.1, missingAfter: 0.5})
	for _, n := range []int{28, 56} {
		add(scenario{name: "started after a bad fortnight, φ = 0.5", kind: drifting, nights: n, phi: 0.5, badNights: 14})
		add(scenario{name: "falling by 0.01 a night, φ = 0.3", kind: drifting, nights: n, phi: 0.3, slope: -0.01})
		add(scenario{name: "yearly rhythm of ±1, φ = 0.3", kind: drifting, nights: n, phi: 0.3, season: 1})
		add(scenario{name: "wander of 0.1 a night, φ = 0.3", kind: drifting, nights: n, phi: 0.3, randomWalk: 0.1})
	}
	add(scenario{name: "falling by 0.02 a night, φ = 0.3", kind: hardest, nights: 56, phi: 0.3, slope: -0.02})
	add(scenario{name: "started after a bad fortnight, φ = 0.7", kind: hardest, nights: 28, phi: 0.7, badNights: 14})
	for _, change := range []float64{-1, -2, -3} {
		for _, n := range []int{14, 28, 56} {
			add(scenario{name: fmt.Sprintf("a fall of %.0f, φ = 0.3", -change), kind: effect, nights: n, phi: 0.3, change: change})
		}
	}
	for _, phi := range []float64{0, 0.5} {
		for _, n := range []int{28, 56} {
			add(scenario{name: fmt.Sprintf("a fall of 2, φ = %.1f", phi), kind: effect, nights: n, phi: phi, change: -2})
		}
	}
	add(scenario{name: "a rise of 2, φ = 0.3", kind: effect, nights: 28, phi: 0.3, change: 2})
	add(scenario{name: "a fall of 3 that takes 28 nights, φ = 0.3", kind: effect, nights: 56, phi: 0.3, change: -3, rampNights: 28})
}

// historyCells have nights long before the step, or other remedies: the whole history judges.
func historyCells(add func(scenario)) {
	for _, sides := range [][2]int{{120, 56}, {200, 28}, {200, 56}, {400, 28}, {400, 56}} {
		cell := func(s scenario) {
			s.before, s.after, s.phi = sides[0], sides[1], max(s.phi, 0.3)
			add(s)
		}
		cell(scenario{name: "φ = 0.3", kind: steady})
		cell(scenario{name: "falling by 0.01 a night, φ = 0.3", kind: drifting, slope: -0.01})
		cell(scenario{name: "falling by 0.02 a night, φ = 0.3", kind: hardest, slope: -0.02})
		cell(scenario{name: "yearly rhythm of ±1, φ = 0.3", kind: drifting, season: 1})
		cell(scenario{name: "wander of 0.1 a night, φ = 0.3", kind: drifting, randomWalk: 0.1})
		cell(scenario{name: "wander of 0.2 a night, φ = 0.3", kind: hardest, randomWalk: 0.2})
		cell(scenario{name: "a fall of 1, φ = 0.3", kind: effect, change: -1})
		cell(scenario{name: "a fall of 2, φ = 0.3", kind: effect, change: -2})
	}
	for _, phi := range []float64{0.5, 0.7} {
		k := drifting
		if phi > 0.5 {
			k = hardest
		}
		add(scenario{name: fmt.Sprintf("started after a bad fortnight, φ = %.1f", phi), kind: k, before: 200, after: 28, phi: phi, badNights: 14})
	}
	one, two := []other{{-20, -2}}, []other{{-20, -2}, {25, -2}}
	add(scenario{name: "another remedy, which works, 20 nights earlier, φ = 0.3", kind: steady, phi: 0.3, others: one})
	add(scenario{name: "another remedy, which works, 20 nights later, φ = 0.3", kind: steady, phi: 0.3, others: []other{{20, -2}}})
	add(scenario{name: "another remedy, strong (5 points), 20 nights earlier, φ = 0.3", kind: steady, phi: 0.3, base: 8, others: []other{{-20, -5}}})
	add(scenario{name: "a fall of 2, and another remedy 20 nights earlier, φ = 0.3", kind: effect, phi: 0.3, change: -2, others: one})
	add(scenario{name: "a fall of 2, and two other remedies, φ = 0.3", kind: effect, phi: 0.3, change: -2, others: two})
	add(scenario{name: "a fall of 2, and two other remedies, φ = 0.3", kind: effect, before: 200, phi: 0.3, change: -2, others: two})
	add(scenario{name: "heavy tails, φ = 0.3", kind: steady, before: 200, phi: 0.3, heavy: true})
	add(scenario{name: "near the floor (level 1.5), φ = 0.3", kind: steady, before: 200, phi: 0.3, base: 1.5})
	add(scenario{name: "near the ceiling (level 8.8), φ = 0.3", kind: steady, before: 200, phi: 0.3, base: 8.8})
	add(scenario{name: "two of five nights 0, φ = 0.3", kind: steady, before: 200, phi: 0.3, base: 1})
}

// courseCells ask how an effect runs over time.
func courseCells(add func(scenario)) {
	for _, before := range []int{56, 200} {
		for _, phi := range []float64{0.3, 0.5} {
			add(scenario{name: fmt.Sprintf("a fall of 3 for 3 weeks, gone in 2 more, φ = %.1f", phi), kind: passing, before: before, phi: phi, change: -3, holds: 21, goes: 14})
		}
		add(scenario{name: "a fall of 3 for 2 weeks, gone at once, φ = 0.3", kind: passing, before: before, after: 44, phi: 0.3, change: -3, holds: 14, goes: 1})
		for _, phi := range []float64{0.3, 0.5} {
			add(scenario{name: fmt.Sprintf("a fall of 3.2 for 2 weeks, 0.6 of it left, φ = %.1f", phi), kind: passing, before: before, after: 44, phi: phi, change: -3.2, holds: 14, goes: 1, left: -0.6})
		}
		add(scenario{name: "a fall of 3 for 4 months, gone in 4 weeks, φ = 0.3", kind: passing, before: before, after: 200, phi: 0.3, change: -3, holds: 120, goes: 28})
		add(scenario{name: "a fall of 2 for a year, φ = 0.3", kind: effect, before: before, after: 365, phi: 0.3, change: -2})
	}
}

// auditCells are the weak places that an audit found.
func auditCells(add func(scenario)) {
	add(scenario{name: "spread 1.3 before, 2.8 after, φ = 0.3", kind: hardest, nights: 16, phi: 0.3, sdBefore: 1.3, sdAfter: 2.8})
	for _, spreads := range [][2]float64{{1.3, 2.8}, {2.8, 1.3}, {2, 2}} {
		for _, change := range []float64{0, -2} {
			k, what := hardest, "nothing changed"
			if change != 0 {
				k, what = effect, "a fall of 2"
			}
			add(scenario{name: fmt.Sprintf("%s, spread %g before, %g after, φ = 0.3", what, spreads[0], spreads[1]), kind: k, after: 20, phi: 0.3, change: change, sdBefore: spreads[0], sdAfter: spreads[1]})
		}
	}
	for _, before := range []int{56, 28} {
		add(scenario{name: "started after a bad month, φ = 0.5", kind: hardest, before: before, phi: 0.5, badNights: 28})
		add(scenario{name: "started after a bad month, long memory", kind: hardest, before: before, memory: fractional, badNights: 28})
	}
	for _, does := range []float64{-1, -2} {
		for _, before := range []int{56, 200} {
			add(scenario{name: fmt.Sprintf("a fall of %.0f two weeks before that nobody wrote down, φ = 0.3", -does), kind: hardest, before: before, phi: 0.3, unwritten: []other{{-14, does}}})
		}
	}
	add(scenario{name: "diary begun in a bad fortnight, φ = 0.5", kind: hardest, before: 28, after: 28, phi: 0.5, firstBad: 14})
	iron := compare.Windows{RunIn: 28, JudgeAfter: 84, Onset: 84}
	for _, after := range []int{84, 112, 140} {
		add(scenario{name: "iron: a fall of 2 that takes 84 nights, φ = 0.3", kind: effect, after: after, phi: 0.3, change: -2, rampNights: 84, windows: iron})
	}
	add(scenario{name: "iron: a fall of 2 that takes 42 nights, φ = 0.3", kind: effect, after: 140, phi: 0.3, change: -2, rampNights: 42, windows: iron})
	add(scenario{name: "iron: a fall of 3 that takes 84 nights, φ = 0.3", kind: effect, after: 140, phi: 0.3, change: -3, rampNights: 84, windows: iron})
	add(scenario{name: "iron: nothing, φ = 0.3", kind: steady, after: 140, phi: 0.3, windows: iron})
	for _, phi := range []float64{0.3, 0.5} {
		add(scenario{name: fmt.Sprintf("half the nights 0, φ = %.1f", phi), kind: steady, phi: phi, base: 0.5})
		add(scenario{name: fmt.Sprintf("half the nights 0, a fall of 2, φ = %.1f", phi), kind: effect, phi: phi, change: -2, base: 0.5})
	}
	add(scenario{name: "two of five nights 0, falling by 0.01 a night, φ = 0.3", kind: drifting, phi: 0.3, slope: -0.01, base: 1})
	for _, before := range []int{56, 200} {
		add(scenario{name: "a fall of 3 that wanes over 8 weeks, φ = 0.3", kind: passing, before: before, after: 84, phi: 0.3, change: -3, goes: 56, holds: 1})
		add(scenario{name: "a fall of 3 for 4 weeks, half of it left, φ = 0.3", kind: passing, before: before, after: 84, phi: 0.3, change: -3, holds: 28, goes: 1, left: -1.5})
		add(scenario{name: "a fall of 3 that comes over 12 weeks, φ = 0.3", kind: effect, before: before, after: 84, phi: 0.3, change: -3, rampNights: 84})
	}
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
