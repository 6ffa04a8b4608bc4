package main

import (
	"fmt"

	"stillnight/internal/compare"
)

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
