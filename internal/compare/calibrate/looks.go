package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// A diary of many looks: a remedy begins every lookGap nights and nothing does anything.
const (
	lookRemedies = 10
	lookGap      = 56
	shared       = 0.5 // of what differs between nights is common to all outcomes
	mostByLooks  = 0.20
)

// looksCell is one kind of such diaries.
type looksCell struct {
	name   string
	phi    float64
	memory memory
}

var looksCells = []looksCell{
	{name: "φ = 0.3", phi: 0.3}, {name: "φ = 0.5", phi: 0.5}, {name: "long memory", memory: fractional},
}

// looksTally counts diaries with any false "better".
type looksTally struct {
	diaries, severity, any, uncorrected int
	// judged and better count the single comparisons of severity.
	judged, better int
}

func simulateLooks(c looksCell, diaries int, seed, cell uint64) (looksTally, error) {
	r := rand.New(rand.NewPCG(seed, 4000+cell))
	t := looksTally{diaries: diaries}
	for range diaries {
		d := c.diary(r)
		results, err := compare.All(d, compare.Options{})
		if err != nil {
			return t, err
		}
		severity, other, alone := false, false, false
		for _, x := range results.Comparisons {
			better := x.Verdict == compare.Better
			if x.Secondary {
				other = other || better
				continue
			}
			severity = severity || better
			switch x.Verdict {
			case compare.Better, compare.Worse, compare.NoClearChange, compare.Faded:
				t.judged++
			}
			if better {
				t.better++
			}
		}
		// Outcomes asked for without severity are not corrected.
		single, err := compare.All(d, compare.Options{Outcomes: compare.Outcomes[1:]})
		if err != nil {
			return t, err
		}
		for _, x := range single.Comparisons {
			alone = alone || x.Verdict == compare.Better
		}
		count := func(n *int, is bool) {
			if is {
				*n++
			}
		}
		count(&t.severity, severity)
		count(&t.any, severity || other)
		count(&t.uncorrected, severity || alone)
	}
	return t, nil
}

func (c looksCell) diary(r *rand.Rand) diary.Diary {
	nights := lookGap * (lookRemedies + 1)
	series := func() []float64 { return augmentCell{phi: c.phi, memory: c.memory}.series(r, nights) }
	common := series()
	of := func(mean, sd, step, low, high float64) []float64 {
		own := series()
		for i := range own {
			x := mean + sd*(math.Sqrt(shared)*common[i]+math.Sqrt(1-shared)*own[i])
			own[i] = min(max(step*math.Round(x/step), low), high)
		}
		return own
	}
	severity, hours, toSleep := of(level, nightlySD, 1, 0, 10), of(6.5, 1, 0.25, 0, 16), of(30, 15, 5, 0, 600)
	up, awake, tired, onset := of(2, 1.2, 1, 0, 30), of(40, 20, 5, 0, 600), of(5, 2, 1, 0, 10), of(usualOnset, onsetSD, 5, 0, 1439)
	var d diary.Diary
	whole := func(x float64) diary.Optional[int] { return diary.Some(int(x)) }
	for i := range nights {
		if r.Float64() < 0.2 {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{
			Date: firstDate.AddDays(i), Severity: whole(severity[i]), SleepHours: diary.Some(hours[i]), MinutesToSleep: whole(toSleep[i]),
			TimesUp: whole(up[i]), MinutesAwake: whole(awake[i]), Tiredness: whole(tired[i]), Onset: diary.Some(diary.Clock(onset[i])),
		})
	}
	for k := range lookRemedies {
		d.Interventions = append(d.Interventions, diary.Intervention{
			ID: int64(k + 1), Name: fmt.Sprint("Remedy ", k+1), Phases: []diary.Phase{{Start: firstDate.AddDays(lookGap * (k + 1))}},
		})
	}
	return d
}

// looksSection writes the table of many looks.
func looksSection(diaries int, seed uint64) (string, error) {
	tallies := make([]looksTally, len(looksCells))
	err := eachCell(len(looksCells), func(i int) (err error) {
		tallies[i], err = simulateLooks(looksCells[i], diaries, seed, uint64(i))
		return err
	})
	if err != nil {
		return "", err
	}
	p := &page{}
	p.line("%s", looksHeading)
	p.line("")
	p.line("%d remedies begun %d nights apart, seven outcomes that have half of what differs between nights in common, and nothing that does anything; %d diaries a", lookRemedies, lookGap, diaries)
	p.line("cell. Severity is judged alone; the verdicts on the other six are corrected by Holm over all of them that are shown. “Not corrected” is what would be said without.")
	p.line("")
	p.line("| promise | kept | nearest to breaking it |")
	p.line("|---|---|---|")
	most, worst := 0.0, ""
	for i, c := range looksCells {
		if any := share(tallies[i].any, tallies[i].diaries); c.memory == oneNight && any >= most {
			most, worst = any, fmt.Sprintf("%s: %.1f %%", c.name, 100*any)
		}
	}
	kept := "yes"
	if most > mostByLooks {
		kept = "no"
	}
	p.line("| some “better” in at most %.0f %% of diaries of ten remedies and seven outcomes, long memory apart | %s | %s |", 100*mostByLooks, kept, worst)
	p.line("")
	p.line("| nothing happens | any “better” at all | severity alone | not corrected | of single comparisons of severity |")
	p.line("|---|---|---|---|---|")
	for i, c := range looksCells {
		t := tallies[i]
		p.line("| %s | %s | %s | %s | %s |", c.name, percent(t.any, t.diaries), percent(t.severity, t.diaries), percent(t.uncorrected, t.diaries), percent(t.better, t.judged))
	}
	return p.String(), nil
}

const looksHeading = "## Many looks"
