package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"stillnight/internal/diary"
)

// How the simulated nights are made: 0–10 whole numbers round level, with a spread of nightlySD.
const (
	level     = 6.0
	nightlySD = 2.0
	lead      = 120 // nights before the diary begins, so that a remedy can wait for a bad stretch
	// weekendBy is how much worse Friday and Saturday nights are, the others correspondingly better.
	weekendBy = 0.7
	weekdayBy = -weekendBy * 2 / 5
)

// kind groups scenarios by the target they are held to.
type kind int

const (
	steady   kind = iota // nothing changed, nothing drifts
	drifting             // nothing changed, but the level moves, or the start was not by chance
	hardest              // shown without a target
	effect               // the remedy does something
)

// scenario is one cell of the table.
type scenario struct {
	name    string
	kind    kind
	nights  int     // recorded nights a side, within 56 dates
	phi     float64 // dependence of one night on the one before
	change  float64 // what the remedy does, in points
	missing float64 // share of nights missing
	// missingAfter, where set, is the share missing after the start.
	missingAfter float64
	noWeekday    bool
	slope        float64 // points a night
	season       float64 // points up and down over a year
	wander       float64 // SD of the level's step each night
	badStretch   bool    // started after a fortnight at least a point too high
	rampNights   int     // nights until the change is there in full
	// otherAt is when another remedy with a fall of 2 points began, in nights from the start; 0 is none.
	otherAt int
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
	for _, at := range []int{-20, 20} {
		when := fmt.Sprintf("%d nights earlier", -at)
		if at > 0 {
			when = fmt.Sprintf("%d nights later", at)
		}
		add(scenario{name: "another remedy, which works, " + when + ", φ = 0.3", kind: steady, nights: 56, phi: 0.3, otherAt: at})
	}
	for _, n := range []int{28, 56} {
		add(scenario{name: "started after a bad fortnight, φ = 0.5", kind: drifting, nights: n, phi: 0.5, badStretch: true})
		add(scenario{name: "falling by 0.01 a night, φ = 0.3", kind: drifting, nights: n, phi: 0.3, slope: -0.01})
		add(scenario{name: "yearly rhythm of ±1, φ = 0.3", kind: drifting, nights: n, phi: 0.3, season: 1})
		add(scenario{name: "wander of 0.1 a night, φ = 0.3", kind: drifting, nights: n, phi: 0.3, wander: 0.1})
	}
	add(scenario{name: "falling by 0.02 a night, φ = 0.3", kind: hardest, nights: 56, phi: 0.3, slope: -0.02})
	add(scenario{name: "started after a bad fortnight, φ = 0.7", kind: hardest, nights: 28, phi: 0.7, badStretch: true})
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
	add(scenario{name: "a fall of 2, and another remedy 20 nights earlier, φ = 0.3", kind: effect, nights: 56, phi: 0.3, change: -2, otherAt: -20})
	return cells
}

var firstDate = diary.MustDate(2024, time.January, 1)

const longestSide = 56

// diary writes one diary. The remedy is the first intervention.
func (s scenario) diary(r *rand.Rand) diary.Diary {
	total := lead + 600
	offset := r.IntN(365)
	latent := make([]float64, total)
	nightly, walk := r.NormFloat64(), 0.0
	phase := 2 * math.Pi * r.Float64()
	for d := range latent {
		nightly = s.phi*nightly + math.Sqrt(1-s.phi*s.phi)*r.NormFloat64()
		walk += s.wander * r.NormFloat64()
		latent[d] = level + nightlySD*nightly + walk + s.season*math.Sin(2*math.Pi*float64(d)/365.25+phase)
		if !s.noWeekday {
			latent[d] += weekday(firstDate.AddDays(offset + d))
		}
	}
	start := lead + longestSide
	if s.badStretch {
		for start < total-longestSide-1 && mean(latent[start-14:start]) < level+1 {
			start++
		}
	}

	var d diary.Diary
	for day := max(start-longestSide, 0); day < min(start+longestSide, total); day++ {
		y := latent[day] + s.slope*float64(day-start) + s.does(day-start)
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
	d.Nights = trim(d.Nights, began, s.nights)
	d.Interventions = []diary.Intervention{{ID: 1, Name: "This", Phases: []diary.Phase{{Start: began}}}}
	if s.otherAt != 0 {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Other", Phases: []diary.Phase{{Start: began.AddDays(s.otherAt)}}})
	}
	return d
}

// does is what remedies change so many nights after the start.
func (s scenario) does(since int) float64 {
	change := 0.0
	if since >= 0 {
		change = s.change
		if s.rampNights > 0 {
			change *= min(float64(since)/float64(s.rampNights), 1)
		}
	}
	if s.otherAt != 0 && since >= s.otherAt {
		change -= 2
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
	return meanRating(s, s.change+s.otherPart()) - meanRating(s, s.otherPart())
}

func (s scenario) otherPart() float64 {
	if s.otherAt < 0 {
		return -2
	}
	return 0
}

// meanRating is the expected rating with the level moved, averaged over the week.
func meanRating(s scenario, moved float64) float64 {
	sum := 0.0
	for day := range 7 {
		shift := 0.0
		if !s.noWeekday {
			shift = weekday(firstDate.AddDays(day))
		}
		for k := range diary.MaxRating {
			// E of a whole number 0–10 is the sum of P(at least k+1).
			sum += 0.5 * math.Erfc((float64(k)+0.5-(level+moved+shift))/(nightlySD*math.Sqrt2))
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
