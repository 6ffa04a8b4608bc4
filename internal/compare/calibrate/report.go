package main

import (
	"fmt"
	"math"
	"strings"

	"stillnight/internal/compare"
)

// promise is one promise and whether the cells keep it.
type promise struct {
	words string
	// of picks the cells it is made for, value measures one, and most or least is the bound.
	of          func(scenario) bool
	value       func(tally) float64
	most, least float64
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

func falseBetter(t tally) float64 { return share(t.better[0], t.diaries) }

// promises lists what the rule is held to.
func promises() []promise {
	lasting := func(s scenario) bool {
		return s.kind == effect && s.change < 0 && s.rampNights == 0 && s.base == 0 && s.sdBefore == 0
	}
	said := func(t tally) float64 { return share(t.better[0], t.better[2]) }
	together := func(t tally) float64 { return share(t.together, t.better[2]) }
	fall := func(s scenario, change float64, history bool) bool {
		return lasting(s) && s.change == change && s.phi == 0.3 && s.seesHistory() == history && len(s.others) == 0 && s.datesAfter() <= longestSide && (s.nights == 0 || s.nights >= 28)
	}
	return []promise{
		{words: "false “better” at most 3 %: nothing changed, nothing drifts, φ up to 0.5", of: func(s scenario) bool { return s.kind == steady }, value: falseBetter, most: 0.03},
		{words: "false “better” at most 5 %: season, wander, a fall of 0.01 a night or a start after a bad fortnight, from 28 nights on", of: func(s scenario) bool { return s.kind == drifting }, value: falseBetter, most: 0.05},
		{words: "the 95 % interval holds the truth in at least 93 % where nothing drifts", of: func(s scenario) bool { return (s.kind == steady || lasting(s)) && s.base == 0 && s.windows.RunIn == 0 }, value: func(t tally) float64 { return share(t.covered, t.intervals) }, least: 0.93},
		{words: "a fall of 2 or 3 is seen at least 0.75 times as often as the oracle sees it, without a history", of: func(s scenario) bool { return fall(s, -2, false) || fall(s, -3, false) }, value: said, least: 0.75},
		{words: "a fall of 2 is seen at least 0.75 times as often in the nights after taken together, with 120 to 400 nights before", of: func(s scenario) bool { return fall(s, -2, true) }, value: together, least: 0.75},
		{words: "and said, once it is looked whether it lasts, at least 0.70 times", of: func(s scenario) bool { return fall(s, -2, true) }, value: said, least: 0.70},
		{words: "“faded” at most 3 % where the effect lasts", of: lasting, value: func(t tally) float64 { return share(t.faded, t.diaries) }, most: 0.03},
		{words: "“faded” or growing at most 3 % where nothing happens", of: func(s scenario) bool { return s.kind == steady }, value: func(t tally) float64 { return share(t.faded+t.courses[2], t.diaries) }, most: 0.03},
		{words: "a fall of 3 for 3 weeks, gone in 2 more, φ = 0.3: “faded” at least 60 %", of: func(s scenario) bool { return s.holds == 21 && s.phi == 0.3 }, value: func(t tally) float64 { return share(t.faded, t.diaries) }, least: 0.60},
		{words: "the same: “better” at most 10 %", of: func(s scenario) bool { return s.holds == 21 && s.phi == 0.3 }, value: falseBetter, most: 0.10},
	}
}

func report(cells []scenario, tallies []tally, draws []drawTally, diaries int, seed uint64) string {
	p := &page{}
	p.line("# How often would it have misled?")
	p.line("")
	p.line("Written by `make calibrate` (`go run ./internal/compare/calibrate`), not by hand: %d simulated diaries a cell, %d where no history is learnt from,", diaries, moreWindows*diaries)
	known := func(diaries int) float64 { return 196 * math.Sqrt(0.03*0.97/float64(diaries)) }
	p.line("seed %d. The same seed writes the same file. Every diary goes through the real code, whichever of its two rules is chosen. A share of 3 %% is", seed)
	p.line("known to ± %.1f points, or to ± %.1f.", known(diaries), known(moreWindows*diaries))
	p.line("")
	p.promises(cells, tallies)
	p.price(cells, tallies)
	p.line("## How the diaries are made")
	p.line("")
	p.line("Whole numbers from 0 to 10 round a level of %.0f with a nightly SD of %.0f, the dependence φ told, Friday and Saturday nights %.1f worse than the level and", level, nightlySD, weekendBy)
	p.line("the others %.2f better, 20 %% of nights missing. “28+28” up to “56+56” in the first tables are recorded nights a side, within %d dates; “200+28” are dates", -weekdayBy, compare.WindowNights)
	p.line("before and after. All methods see the same nights; none says anything below %d a side. The *oracle* is told the true φ, that nothing drifts, when other", compare.MinForVerdict)
	p.line("remedies began and that a remedy works at once; no real method knows that.")
	p.line("")
	windows := func(k kind) func(scenario) bool {
		return func(s scenario) bool { return s.kind == k && !s.seesHistory() }
	}
	history := func(k kind) func(scenario) bool {
		return func(s scenario) bool { return s.kind == k && s.seesHistory() }
	}
	p.line("Called “better” although nothing changed; in brackets “worse”.")
	p.line("")
	p.nulls("### Nothing changed, nothing drifted: without a history", cells, tallies, windows(steady))
	p.nulls("### Nothing changed, nothing drifted: with a history or other remedies", cells, tallies, history(steady))
	p.nulls("### Nothing changed, but the level moved or the start was not by chance: without a history", cells, tallies, windows(drifting))
	p.nulls("### The same with a history", cells, tallies, history(drifting))
	p.nulls("### Harder still, without a promise", cells, tallies, func(s scenario) bool { return s.kind == hardest })
	p.power(cells, tallies)
	p.course(cells, tallies)
	p.cautions(cells, tallies)
	p.coverage(cells, tallies)
	p.draws(draws)
	return p.String()
}

// promises says which promises are kept.
func (p *page) promises(cells []scenario, tallies []tally) {
	p.line("## Promises")
	p.line("")
	p.line("| promise | kept | nearest to breaking it |")
	p.line("|---|---|---|")
	for _, pr := range promises() {
		var missed []string
		nearest, worst, found := "–", 0.0, false
		for i, s := range cells {
			if !pr.of(s) {
				continue
			}
			value := pr.value(tallies[i])
			label := fmt.Sprintf("%s, %s: %.1f %%", s.name, s.sides(), 100*value)
			short := value - pr.least
			if pr.most > 0 {
				short = pr.most - value
			}
			if short < 0 {
				missed = append(missed, label)
			}
			if !found || short < worst {
				nearest, worst, found = label, short, true
			}
		}
		kept := "yes"
		if len(missed) > 0 {
			kept = "no: " + strings.Join(missed, "; ")
		}
		p.line("| %s | %s | %s |", pr.words, kept, nearest)
	}
	p.line("")
	p.averages(cells, tallies)
}

// averages tell what the promises' cells do on average, which users are told.
func (p *page) averages(cells []scenario, tallies []tally) {
	said, n, fewest, most := 0.0, 0, 1.0, 0.0
	shaken := [2]float64{1, 0}
	for i, s := range cells {
		covered := share(tallies[i].covered, tallies[i].intervals)
		if s.kind == steady || s.kind == drifting {
			said += falseBetter(tallies[i])
			n++
		}
		switch {
		case s.kind == steady:
			fewest, most = min(fewest, covered), max(most, covered)
		case s.kind == drifting || s.kind == hardest:
			shaken = [2]float64{min(shaken[0], covered), max(shaken[1], covered)}
		}
	}
	p.line("Over the cells of the first two promises one comparison is called “better” in %.1f %% on average. The interval holds the truth in %.0f to %.0f %% where", 100*said/float64(max(n, 1)), 100*fewest, 100*most)
	p.line("nothing happens and nothing drifts, and in %.0f to %.0f %% where nights drift, the start was at a bad time, or something changed that nobody wrote down.", 100*shaken[0], 100*shaken[1])
	p.line("")
	p.line("What the look at lately costs, so that a relapse is not called “better”, as shares of what the oracle sees of a fall of 2:")
	p.line("")
	for i, s := range cells {
		if t := tallies[i]; s.kind == effect && s.change == -2 && s.phi == 0.3 && len(s.others) == 0 && (s.nights == longestSide || s.before > longestSide && s.after == longestSide) {
			p.line("- %s: %.2f taken together, %.2f said", s.sides(), share(t.together, t.better[2]), share(t.better[0], t.better[2]))
		}
	}
	p.line("")
	p.line("Four weeks are few: by chance some falls that last look as if they were over, and whoever calls these “better” calls as many more relapses so.")
	p.line("")
}

// price shows what the promises cost: true changes seen.
func (p *page) price(cells []scenario, tallies []tally) {
	p.line("## Price")
	p.line("")
	p.line("A true fall seen, φ = 0.3; in brackets what an oracle sees that no one can be.")
	p.line("")
	p.line("| dates or nights | a fall of 1 | a fall of 2 | a fall of 3 |")
	p.line("|---|---|---|---|")
	var order []string
	rows := map[string]*[3]string{}
	for i, s := range cells {
		k := int(-s.change) - 1
		if s.kind != effect || s.phi != 0.3 || s.change > -1 || s.rampNights > 0 || len(s.others) > 0 || s.base > 0 || s.sdBefore > 0 || s.datesAfter() > longestSide {
			continue
		}
		label := s.sides()
		if s.nights > 0 {
			label += " nights"
		}
		if rows[label] == nil {
			rows[label] = &[3]string{"–", "–", "–"}
			order = append(order, label)
		}
		t := tallies[i]
		rows[label][k] = fmt.Sprintf("%s (%s)", percent(t.better[0], t.diaries), percent(t.better[2], t.diaries))
	}
	for _, label := range order {
		p.line("| %s | %s |", label, strings.Join(rows[label][:], " | "))
	}
	p.line("")
}

// nulls is a table of false verdicts.
func (p *page) nulls(title string, cells []scenario, tallies []tally, of func(scenario) bool) {
	p.line("%s", title)
	p.line("")
	p.line("| scenario | nights | %s |", strings.Join(methods, " | "))
	p.line("|---|---|%s", strings.Repeat("---|", len(methods)))
	for i, s := range cells {
		if !of(s) {
			continue
		}
		t := tallies[i]
		row := fmt.Sprintf("| %s | %s |", s.name, s.sides())
		for m := range methods {
			row += fmt.Sprintf(" %s (%s) |", percent(t.better[m], t.diaries), percent(t.worse[m], t.diaries))
		}
		p.line("%s", row)
	}
	p.line("")
}

// power is a table of true changes seen.
func (p *page) power(cells []scenario, tallies []tally) {
	p.line("### Something changed: how often it is seen")
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
		row := fmt.Sprintf("| %s | %s |", s.name, s.sides())
		for m := range methods {
			row += fmt.Sprintf(" %s |", percent(seen[m], t.diaries))
		}
		p.line("%s %.2f |", row, share(seen[0], seen[2]))
	}
	p.line("")
}

// course is a table of how effects are told to run.
func (p *page) course(cells []scenario, tallies []tally) {
	p.line("### How the effect runs over time")
	p.line("")
	p.line("“Taken together” is the verdict on the nights after as one: what would be said without a look at lately. Last, the “better” that are told as “Better taken")
	p.line("together; lately not sure”.")
	p.line("")
	p.line("| scenario | nights | “better” taken together | “better” | “faded” | lasting | waning | growing | unsure | “lately not sure” |")
	p.line("|---|---|---|---|---|---|---|---|---|---|")
	for i, s := range cells {
		if s.nights > 0 || s.windows.RunIn > 0 || (s.kind != passing && s.kind != effect && s.kind != steady) {
			continue
		}
		t := tallies[i]
		row := fmt.Sprintf("| %s | %s | %s | %s | %s |", s.name, s.sides(), percent(t.together, t.diaries), percent(t.better[0], t.diaries), percent(t.faded, t.diaries))
		for _, n := range t.courses {
			row += fmt.Sprintf(" %s |", percent(n, t.diaries))
		}
		p.line("%s %s |", row, percent(t.latelyOpen, t.diaries))
	}
	p.line("")
}

// cautions tells how many false "better" verdicts came with a caution, and how many true ones did.
func (p *page) cautions(cells []scenario, tallies []tally) {
	p.line("### Of the “better”, how many came with a caution")
	p.line("")
	p.line("About the start (a bad stretch before it, or a diary begun at a worst time), a slow trend with which it does not stand, a spread for each side with which it")
	p.line("does not stand; last, those without any.")
	p.line("")
	p.line("| scenario | nights | “better” | start | trend | spread | none |")
	p.line("|---|---|---|---|---|---|---|")
	for i, s := range cells {
		t := tallies[i]
		plain := s.kind == effect && s.change == -2 && s.phi == 0.3 && s.rampNights == 0 && len(s.others) == 0
		if s.kind != drifting && s.kind != hardest && !plain || t.better[0] == 0 {
			continue
		}
		n := t.better[0]
		p.line("| %s | %s | %s | %s | %s | %s | %s |", s.name, s.sides(), percent(n, t.diaries), percent(t.warnedStart, n), percent(t.warnedTrend, n), percent(t.warnedSpread, n), percent(t.unsaid, n))
	}
	p.line("")
}

// coverage is a table of how often the interval holds the truth.
func (p *page) coverage(cells []scenario, tallies []tally) {
	p.line("### How often the 95 %% interval holds the truth")
	p.line("")
	p.line("The truth is the change in the mean of whole-number ratings between 0 and 10, which is a little less than the change put in.")
	p.line("")
	p.line("| scenario | nights | holds |")
	p.line("|---|---|---|")
	for i, s := range cells {
		t := tallies[i]
		if s.rampNights > 0 || s.holds > 0 {
			continue
		}
		p.line("| %s | %s | %s |", s.name, s.sides(), percent(t.covered, t.intervals))
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
