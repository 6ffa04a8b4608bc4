package main

import (
	"math/rand/v2"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// How diaries with triggers are made.
const (
	triggerDays   = 180
	triggerEffect = 1.5 // what a real trigger does to its night
	badDayBy      = 1.5 // how much worse one day of the week is
	badDay        = time.Wednesday
)

// triggerCell is one kind of diary with triggers. Those beyond the first are always harmless and by chance.
type triggerCell struct {
	name     string
	triggers int
	// real says that the first makes its night worse.
	real bool
	// weekend says that all are commoner on Friday and Saturday nights, which are worse by themselves.
	weekend bool
	// onBadDay says that one day of the week is worse and the first trigger mostly on it.
	onBadDay bool
	// because says that the first is taken because the evening is bad, and noted that it is written down more
	// often when the night was bad.
	because, noted bool
}

var triggerCells = []triggerCell{
	{name: "1 trigger, commoner on worse weekends", triggers: 1, weekend: true},
	{name: "5 triggers, commoner on worse weekends", triggers: 5, weekend: true},
	{name: "10 triggers, commoner on worse weekends", triggers: 10, weekend: true},
	{name: "1 trigger, mostly on a day of the week that is worse", triggers: 1, onBadDay: true},
	{name: "5 triggers, one mostly on a day of the week that is worse", triggers: 5, onBadDay: true},
	{name: "a real one, alone", triggers: 1, real: true, weekend: true},
	{name: "a real one among 5", triggers: 5, real: true, weekend: true},
	{name: "a real one among 10", triggers: 10, real: true, weekend: true},
	{name: "a real one, mostly on a day of the week that is worse", triggers: 1, real: true, onBadDay: true},
	{name: "1 trigger, taken because the evening is bad", triggers: 1, because: true},
	{name: "1 trigger, written down on 9 of 10 bad nights and on 6 of 10 others", triggers: 1, noted: true},
}

// triggerTally counts diaries in which a trigger was called better or worse, the same night or the night after,
// and those in which the first was called worse the same night.
type triggerTally struct{ diaries, blamed, first int }

func simulateTriggers(c triggerCell, diaries int, seed, cell uint64) (triggerTally, error) {
	r := rand.New(rand.NewPCG(seed, 1000+cell))
	t := triggerTally{diaries: diaries}
	for range diaries {
		rs, err := compare.Triggers(c.diary(r), compare.Severity, compare.Options{})
		if err != nil {
			return t, err
		}
		blamed := false
		for _, result := range rs.Results {
			judged := result.Verdict == compare.Better || result.Verdict == compare.Worse
			if result.TriggerID == 1 && result.Lag == 0 && result.Verdict == compare.Worse {
				t.first++
			}
			blamed = blamed || judged
		}
		if blamed {
			t.blamed++
		}
	}
	return t, nil
}

func (c triggerCell) diary(r *rand.Rand) diary.Diary {
	const phi = 0.3
	var d diary.Diary
	for k := range c.triggers {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(k + 1), Name: "Trigger"})
	}
	nightly := r.NormFloat64()
	for day := range triggerDays {
		date := firstDate.AddDays(day)
		nightly = next(r, phi, nightly)
		y := level + nightlySD*nightly
		if c.onBadDay && date.Weekday() == badDay {
			y += badDayBy
		} else if !c.onBadDay {
			y += weekday(date)
		}
		evening := y + nightlySD*r.NormFloat64()/2 // what the evening foretells of the night
		for k := range c.triggers {
			often := 0.25
			switch {
			case k == 0 && c.onBadDay && date.Weekday() == badDay:
				often = 0.8
			case k == 0 && c.onBadDay:
				often = 0.1
			case k == 0 && c.because && evening > level+1:
				often = 0.5
			case k == 0 && c.because:
				often = 0.1
			case c.weekend && weekday(date) > 0:
				often = 0.6
			case k == 0 && c.noted && y > level:
				often = 0.4 * 0.9
			case k == 0 && c.noted:
				often = 0.4 * 0.6
			}
			if r.Float64() < often {
				d.Exposures = append(d.Exposures, diary.Exposure{Night: date, TriggerID: int64(k + 1)})
				if c.real && k == 0 {
					y += triggerEffect
				}
			}
		}
		if r.Float64() < 0.2 {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(rating(y))})
	}
	return d
}

// A share near mostBlamed needs many diaries to be told from it, and these are quick.
const mostBlamed, moreTriggers = 0.05, 3

// triggerSection writes the table of triggers.
func triggerSection(diaries int, seed uint64) (string, error) {
	tallies := make([]triggerTally, len(triggerCells))
	diaries *= moreTriggers
	err := eachCell(len(triggerCells), func(i int) (err error) {
		tallies[i], err = simulateTriggers(triggerCells[i], diaries, seed, uint64(i))
		return err
	})
	if err != nil {
		return "", err
	}
	p := &page{}
	p.line("%s", triggersHeading)
	p.line("")
	p.line("%d days, φ = 0.3, %d diaries a cell. Commoner on weekends: on 60 %% of Friday and Saturday nights, which are worse by themselves, and on 25 %% of the", triggerDays, diaries)
	p.line("others. A day of the week that is worse: by %.1f points, with the trigger on 80 %% of such days and 10 %% of others. A real one makes its night %.1f points worse.", badDayBy, triggerEffect)
	p.line("Blamed: at least one trigger called better or worse, the same night or the night after. The first: called worse the same night.")
	p.line("")
	kept, worst := "yes", 0.0
	for i, c := range triggerCells {
		if !c.real && !c.because && !c.noted {
			rate := share(tallies[i].blamed, tallies[i].diaries)
			worst = max(worst, rate)
			if rate > mostBlamed {
				kept = "no"
			}
		}
	}
	p.line("| promise | kept | nearest to breaking it |")
	p.line("|---|---|---|")
	p.line("| a harmless trigger blamed in at most %.0f %% of diaries, also where it lies on a worse day of the week | %s | %.1f %% |", 100*mostBlamed, kept, 100*worst)
	p.line("")
	p.line("| diaries | any blamed | the first called worse |")
	p.line("|---|---|---|")
	for i, c := range triggerCells {
		t := tallies[i]
		p.line("| %s | %s | %s |", c.name, percent(t.blamed, t.diaries), percent(t.first, t.diaries))
	}
	p.line("")
	p.line("No model of the nights undoes the last two: where the trigger follows from the evening, or its note from the night, it seems to have made it worse. The")
	p.line("screen says so.")
	return p.String(), nil
}

const triggersHeading = "## Triggers"
