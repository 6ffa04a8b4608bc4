package main

import "fmt"

// What is promised of the signs of augmentation, within a year.
const (
	mostFalseFlags = 0.05
	mostLongMemory = 0.15
	leastTrueSigns = 0.80
	leastTrueHours = 120
)

const augmentHeading = "## Signs of augmentation"

// augmentSection writes the table of the augmentation flag.
func augmentSection(diaries int, seed uint64) (string, error) {
	cells := augmentCells()
	tallies := make([]augmentTally, len(cells))
	err := eachCell(len(cells), func(i int) (err error) {
		if tallies[i], err = simulateAugment(cells[i], diaries, seed, uint64(i)); err != nil {
			return fmt.Errorf("%s: %w", cells[i].name, err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	p := &page{}
	p.line("%s", augmentHeading)
	p.line("")
	p.line("A year on a medicine that is watched, begun with the diary or after 56 nights; the last nights are looked at every %d nights, from the fourth week on.", lookEvery)
	p.line("Onset is at 21:30 with an SD of %.0f minutes before the medicine and %.0f minutes later on it; severity %.0f with an SD of %.1f, and %.0f lower on it. Sitting still is", onsetSD, laterOnMedicine, untreated, severitySD, calmer)
	p.line("asked once a week, body parts are noted on 6 of 10 nights (arms on %.0f %% of them), 20 %% of nights are missing. What gets worse does so over six weeks from", 100*armsByChance)
	p.line("night %d on. Flagged: said at least once, as early signs or as a pattern for the doctor; where something does get worse, only what is said after night %d", worsensFrom, worsensFrom)
	p.line("counts. Days: from then to the first flag, the middle diary. Not found: on the last night the program says that it looked and found nothing; in the rest it")
	p.line("says what is missing, or flags. Long memory is fractional noise with d = 0.3; half of what differs lasting a month or a season is harder than any promise.")
	p.line("%d diaries a cell.", diaries)
	p.line("")
	p.augmentPromises(cells, tallies)
	p.line("| begun | what happens | flagged | as a pattern | days | “not found” |")
	p.line("|---|---|---|---|---|---|")
	for i, c := range cells {
		t := tallies[i]
		days := "–"
		if !c.nothing() && t.flag > 0 {
			days = fmt.Sprint(t.medianDays())
		}
		p.line("| %s | %s | %s | %s | %s | %s |", c.begun(), c.name, percent(t.flag, t.diaries), percent(t.doctor, t.diaries), days, percent(t.quiet, t.diaries))
	}
	return p.String(), nil
}

func (c augmentCell) begun() string {
	if c.before == 0 {
		return "with the diary"
	}
	return fmt.Sprintf("after %d nights", c.before)
}

// augmentPromises says which promises are kept.
func (p *page) augmentPromises(cells []augmentCell, tallies []augmentTally) {
	words := []string{
		fmt.Sprintf("any flag within a year of nothing in at most %.0f %% of diaries", 100*mostFalseFlags),
		fmt.Sprintf("… in at most %.0f %% with a long memory", 100*mostLongMemory),
		fmt.Sprintf("onset 2 to 4 hours earlier flagged within the year in at least %.0f %%", 100*leastTrueSigns),
	}
	kept, worst, value := []bool{true, true, true}, []string{"", "", ""}, []float64{-1, -1, 2}
	for i, c := range cells {
		rate := share(tallies[i].flag, tallies[i].diaries)
		at, broken := 0, rate > mostFalseFlags
		switch {
		case c.memory == seasons:
			continue
		case c.nothing() && c.memory == fractional:
			at, broken = 1, rate > mostLongMemory
		case !c.nothing() && c.advance < leastTrueHours:
			continue
		case !c.nothing():
			at, broken = 2, rate < leastTrueSigns
		}
		kept[at] = kept[at] && !broken
		if at < 2 && rate > value[at] || at == 2 && rate < value[at] {
			value[at], worst[at] = rate, fmt.Sprintf("%s, begun %s: %s", c.name, c.begun(), percent(tallies[i].flag, tallies[i].diaries))
		}
	}
	p.line("| promise | kept | nearest to breaking it |")
	p.line("|---|---|---|")
	for i := range words {
		yes := "yes"
		if !kept[i] {
			yes = "no"
		}
		p.line("| %s | %s | %s |", words[i], yes, worst[i])
	}
	p.line("")
}
