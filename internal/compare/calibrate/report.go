package main

import (
	"fmt"
	"math"
	"strings"

	"stillnight/internal/compare"
)

// target is one promise and whether the cells keep it.
type target struct {
	words  string
	missed []string
	worst  string
}

// page collects the report's lines.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func percent(k, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(k)/float64(n))
}

func share(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}

func report(cells []scenario, tallies []tally, draws []drawTally, diaries int, seed uint64) string {
	p := &page{}
	p.line("# How often would it have misled?")
	p.line("")
	p.line("Written by `make calibrate` (`go run ./internal/compare/calibrate`), not by hand: %d simulated diaries a cell, seed %d. The same seed", diaries, seed)
	p.line("writes the same file. Every diary goes through the real code: diary, steps, plan, comparison.")
	p.line("")
	p.line("A diary has whole numbers from 0 to 10 round a level of %.0f with a nightly SD of %.0f, the dependence φ told, Friday and Saturday nights %.1f", level, nightlySD, weekendBy)
	p.line("worse than the level and the others %.2f better, and 20 %% of nights missing. “28+28” are recorded nights on each side; no side reaches back or on", -weekdayBy)
	p.line("more than %d dates, so that 56+56 is some 45 recorded nights a side. All methods see the same nights; none says anything below %d a side.", compare.WindowNights, compare.MinForVerdict)
	p.line("*Two averages* calls a difference of a point or more a change. The *oracle* is told the true φ, that nothing drifts and that a remedy works at once; no")
	p.line("real method knows that. The last column is this rule with a smaller share for the slow wander of the level, q = %.4f σ² in place of %.4f σ².", lessWander, ruleWander)
	p.line("")
	p.line("The rule is built for a level that wanders by 0.1 a night: there it errs about as often as its interval says. More power in long windows is bought just")
	p.line("there: the last column sees more, and misleads more often wherever the level moves. The program does not use it.")
	p.line("")
	p.line("With %d diaries a share of 3 %% is known to ± %.1f points.", diaries, 196*math.Sqrt(0.03*0.97/float64(diaries)))
	p.line("")
	p.targets(cells, tallies)
	p.nulls("## Nothing changed, nothing drifted", "Called “better” although nothing changed; in brackets “worse”.", cells, tallies, steady)
	p.nulls("## Nothing changed, but the level moved or the start was not by chance", "", cells, tallies, drifting)
	p.nulls("## Harder still, without a target", "", cells, tallies, hardest)
	p.power(cells, tallies)
	p.coverage(cells, tallies)
	p.warnings(cells, tallies)
	p.draws(draws)
	return p.String()
}

// targets says which promises are kept.
func (p *page) targets(cells []scenario, tallies []tally) {
	all := []target{
		{words: "false “better” at most 3 % in every null with φ up to 0.5 and no drift"},
		{words: "false “better” at most 5 % with season, wander, a fall of 0.01 a night or a bad-stretch start, from 28 nights on"},
		{words: "coverage at least 93 % where nothing drifts"},
		{words: "power at least 0.75 of the oracle's at 28+28 and 56+56, for falls of 2 and 3 points, φ = 0.3"},
		{words: "the same promise read strictly: power itself at least 0.75 at 56+56, for falls of 2 and 3 points, φ = 0.3"},
		{words: "the same promise for a fall of 1 point, below what matters at a level of 6"},
	}
	worst := []float64{0, 0, 1, 1, 1, 1}
	note := func(i int, s scenario, value, bound float64, over bool, text string) {
		label := fmt.Sprintf("%s, %d+%d: %s", s.name, s.nights, s.nights, text)
		if over {
			all[i].missed = append(all[i].missed, label)
		}
		if (i < 2 && value >= worst[i]) || (i >= 2 && value <= worst[i]) {
			worst[i], all[i].worst = value, label
		}
	}
	for i, s := range cells {
		t := tallies[i]
		false1 := share(t.better[0], t.diaries)
		switch s.kind {
		case steady:
			note(0, s, false1, 0.03, false1 > 0.03, percent(t.better[0], t.diaries))
		case drifting:
			note(1, s, false1, 0.05, false1 > 0.05, percent(t.better[0], t.diaries))
		case effect:
			if s.change >= 0 || s.phi != 0.3 || s.rampNights > 0 || s.otherAt != 0 || s.nights < 28 {
				break
			}
			power, ratio := share(t.better[0], t.diaries), share(t.better[0], t.better[4])
			words := fmt.Sprintf("%.2f (%s of %s)", ratio, percent(t.better[0], t.diaries), percent(t.better[4], t.diaries))
			if s.change > -2 {
				note(5, s, ratio, 0.75, ratio < 0.75, words)
				break
			}
			note(3, s, ratio, 0.75, ratio < 0.75, words)
			if s.nights == compare.WindowNights {
				note(4, s, power, 0.75, power < 0.75, percent(t.better[0], t.diaries))
			}
		}
		if (s.kind == steady || s.kind == effect && s.rampNights == 0) && t.intervals > 0 {
			c := share(t.covered, t.intervals)
			note(2, s, c, 0.93, c < 0.93, percent(t.covered, t.intervals))
		}
	}
	p.line("## Promises")
	p.line("")
	p.line("| promise | kept | nearest to breaking it |")
	p.line("|---|---|---|")
	for _, t := range all {
		kept := "yes"
		if len(t.missed) > 0 {
			kept = "no: " + strings.Join(t.missed, "; ")
		}
		p.line("| %s | %s | %s |", t.words, kept, t.worst)
	}
	p.line("")
}

// nulls is a table of false verdicts.
func (p *page) nulls(title, words string, cells []scenario, tallies []tally, k kind) {
	p.line("%s", title)
	p.line("")
	if words != "" {
		p.line("%s", words)
		p.line("")
	}
	p.line("| scenario | nights | %s |", strings.Join(methods, " | "))
	p.line("|---|---|%s", strings.Repeat("---|", len(methods)))
	for i, s := range cells {
		if s.kind != k {
			continue
		}
		t := tallies[i]
		row := fmt.Sprintf("| %s | %d+%d |", s.name, s.nights, s.nights)
		for m := range methods {
			row += fmt.Sprintf(" %s (%s) |", percent(t.better[m], t.diaries), percent(t.worse[m], t.diaries))
		}
		p.line("%s", row)
	}
	p.line("")
}

// power is a table of true changes seen.
func (p *page) power(cells []scenario, tallies []tally) {
	p.line("## Something changed: how often it is seen")
	p.line("")
	p.line("Called “better” (for a rise “worse”); last, this rule as a share of the oracle. Where another method sees more, look above at what it sees when there is nothing.")
	p.line("")
	p.line("| scenario | nights | %s | of the oracle |", strings.Join(methods, " | "))
	p.line("|---|---|%s---|", strings.Repeat("---|", len(methods)))
	for i, s := range cells {
		if s.kind != effect {
			continue
		}
		t := tallies[i]
		seen := t.better
		if s.change > 0 {
			seen = t.worse
		}
		row := fmt.Sprintf("| %s | %d+%d |", s.name, s.nights, s.nights)
		for m := range methods {
			row += fmt.Sprintf(" %s |", percent(seen[m], t.diaries))
		}
		p.line("%s %.2f |", row, share(seen[0], seen[4]))
	}
	p.line("")
}

// coverage is a table of how often the interval holds the truth.
func (p *page) coverage(cells []scenario, tallies []tally) {
	p.line("## How often the 95 %% interval holds the truth")
	p.line("")
	p.line("The truth is the change in the mean of whole-number ratings between 0 and 10, which is a little less than the change put in.")
	p.line("")
	p.line("| scenario | nights | holds | counted nights a side, on average | verdict withheld |")
	p.line("|---|---|---|---|---|")
	for i, s := range cells {
		t := tallies[i]
		if s.rampNights > 0 {
			continue
		}
		p.line("| %s | %d+%d | %s | %.1f + %.1f | %s |", s.name, s.nights, s.nights, percent(t.covered, t.intervals),
			float64(t.nightsBefore)/float64(t.diaries), float64(t.nightsAfter)/float64(t.diaries), percent(t.tooEarly+t.apart, t.diaries))
	}
	p.line("")
}

// warnings tells how many false "better" verdicts came with a caution.
func (p *page) warnings(cells []scenario, tallies []tally) {
	p.line("## Of the false “better”, how many came with a caution")
	p.line("")
	p.line("| scenario | nights | false “better” | “started in a bad stretch” | “was getting better already” |")
	p.line("|---|---|---|---|---|")
	for i, s := range cells {
		t := tallies[i]
		if s.kind != drifting && s.kind != hardest || t.better[0] == 0 {
			continue
		}
		p.line("| %s | %d+%d | %d | %s | %s |", s.name, s.nights, s.nights, t.better[0], percent(t.warnedBad, t.better[0]), percent(t.warnedImproving, t.better[0]))
	}
	p.line("")
}

func (p *page) draws(tallies []drawTally) {
	p.line("## Two rounds, starts drawn by lot")
	p.line("")
	p.line("Planned comparisons: %d nights without, then twice %d with and %d without, each start drawn from %d dates; %d diaries a cell. By lot: the", roundDays, roundDays, roundDays, drawDays, tallies[0].diaries)
	p.line("randomization test gives p ≤ 0.05.")
	p.line("")
	p.line("| scenario | better | worse | interval holds the truth | by lot |")
	p.line("|---|---|---|---|---|")
	for _, t := range tallies {
		p.line("| %s | %s | %s | %s | %s |", t.name, percent(t.better, t.diaries), percent(t.worse, t.diaries), percent(t.covered, t.intervals), percent(t.byLot, t.diaries))
	}
}
