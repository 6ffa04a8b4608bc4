package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// How a diary under a medicine that is watched is made.
const (
	augmentYear     = 365  // nights on the medicine
	usualOnset      = 570. // minutes after noon
	onsetSD         = 80.
	laterOnMedicine = 45. // minutes that the medicine puts onset off
	calmer          = 2.  // points by which it calms nights
	untreated       = 6.
	severitySD      = 1.8
	usualRest       = 40.
	restSD          = 12.
	worsensFrom     = 120 // nights on the medicine after which things get worse
	worsensOver     = 42
	armsByChance    = 0.05
	armsLater       = 0.4
)

// augmentCell is one kind of diary under the medicine.
type augmentCell struct {
	name string
	// before is how many nights are in the diary before the medicine.
	before int
	phi    float64
	// memory beyond one night: nights drift over weeks and months, without a reason and without an end.
	memory memory
	// season swings onset by so many minutes, and severity by a hundredth of that, over a year.
	season float64
	// raised raises the dose on that night, 0 is never; withBad waits for a bad fortnight.
	raised  int
	withBad bool
	// What gets worse: minutes of onset, points, arms, rest.
	advance, rise float64
	arms, rest    bool
	sudden        bool
	// noOnset leaves onset times out.
	noOnset bool
}

// nothing tells whether nothing happens in it.
func (c augmentCell) nothing() bool {
	return c.advance == 0 && c.rise == 0 && !c.arms && !c.rest
}

func augmentCells() []augmentCell {
	var cells []augmentCell
	for _, before := range []int{0, 56} {
		add := func(c augmentCell) {
			c.before = before
			if c.phi == 0 {
				c.phi = 0.3
			}
			cells = append(cells, c)
		}
		add(augmentCell{name: "nothing, φ = 0.3"})
		add(augmentCell{name: "nothing, φ = 0.5", phi: 0.5})
		add(augmentCell{name: "nothing, the dose raised after a bad fortnight, φ = 0.5", phi: 0.5, raised: 100, withBad: true})
		add(augmentCell{name: "nothing, a yearly rhythm of ±30 minutes, φ = 0.3", season: 30})
		add(augmentCell{name: "nothing, long memory", memory: fractional})
		add(augmentCell{name: "nothing, half of what differs lasts a month or a season", memory: seasons})
		for _, advance := range []float64{120, 150, 180, 240} {
			name := map[float64]string{120: "2 h", 150: "2½ h", 180: "3 h", 240: "4 h"}[advance] + " earlier"
			add(augmentCell{name: name + " alone", advance: advance})
			add(augmentCell{name: name + ", 2 points worse, arms, φ = 0.5", phi: 0.5, advance: advance, rise: 2, arms: true})
		}
		add(augmentCell{name: "2½ h earlier, long memory", memory: fractional, advance: 150})
		add(augmentCell{name: "3 h earlier within a night", advance: 180, sudden: true})
		add(augmentCell{name: "3 h earlier, 2 points worse, the dose raised since", advance: 180, rise: 2, raised: 180})
		add(augmentCell{name: "2 points worse and arms, onset as ever", rise: 2, arms: true})
		add(augmentCell{name: "2 points worse and arms, no onset noted", rise: 2, arms: true, noOnset: true})
	}
	return cells
}

// augmentTally counts what was said on any night of the year.
type augmentTally struct {
	diaries      int
	flag, doctor int
	// quiet counts diaries of which "looked for and not found" was said on the last night.
	quiet int
	// days from the beginning of the worsening to the first flag after it.
	days []int
}

// firstLook is the night on the medicine from which there are flags, lookEvery how many nights lie between two looks.
const firstLook, lookEvery = 28, 3

func simulateAugment(c augmentCell, diaries int, seed, cell uint64) (augmentTally, error) {
	r := rand.New(rand.NewPCG(seed, 3000+cell))
	t := augmentTally{diaries: diaries}
	for range diaries {
		y, err := c.year(c.diary(r))
		if err != nil {
			return t, err
		}
		if y.flag {
			t.flag++
			t.days = append(t.days, y.first-worsensFrom)
		}
		if y.doctor {
			t.doctor++
		}
		if y.quiet {
			t.quiet++
		}
	}
	return t, nil
}

// augmentedYear is what was said of a diary on any night: a flag, on the first night of which, a pattern for the doctor;
// and whether on the last it was that nothing was found.
type augmentedYear struct {
	flag, doctor, quiet bool
	first               int
}

// year looks at a diary night by night. Where something gets worse it begins then: until then nothing happens, which
// has cells of its own.
func (c augmentCell) year(d diary.Diary) (y augmentedYear, err error) {
	begin := firstLook
	if !c.nothing() {
		begin = worsensFrom + 1
	}
	for day := begin; day < augmentYear; day += lookEvery {
		if y.flag && y.doctor && day+lookEvery < augmentYear {
			continue // nothing is left to see but the last night
		}
		date := firstDate.AddDays(c.before + day)
		flags, err := compare.Augmentation(d, compare.Options{To: date, Dopaminergic: func(diary.Intervention) bool { return true }})
		if err != nil {
			return y, err
		}
		for _, f := range flags {
			if f.Flagged() && !y.flag {
				y.flag, y.first = true, day
			}
			y.doctor = y.doctor || f.Level == compare.DoctorPattern
			y.quiet = f.Level == compare.NoPattern
		}
	}
	return y, nil
}

func (t augmentTally) medianDays() int {
	if len(t.days) == 0 {
		return 0
	}
	days := slices.Clone(t.days)
	slices.Sort(days)
	return days[len(days)/2]
}

// series is stationary noise of variance 1, one value a night: dependent from night to night; with a long
// memory, fractionally integrated (Granger & Joyeux 1980) with d = 0.3; or, harder, the sum of four
// autoregressive series that last a night, a week, a month and a season.
func (c augmentCell) series(r *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	if c.memory == fractional {
		shocks := make([]float64, n+len(fractionalWeights))
		for i := range shocks {
			shocks[i] = r.NormFloat64()
		}
		for i := range x {
			for k, w := range fractionalWeights {
				x[i] += w * shocks[i+len(fractionalWeights)-k]
			}
		}
		return x
	}
	phis := []float64{c.phi}
	if c.memory == seasons {
		phis = []float64{0.2, 0.87, 0.967, 0.989}
	}
	for _, phi := range phis {
		state := r.NormFloat64()
		for i := range x {
			state = next(r, phi, state)
			x[i] += state / math.Sqrt(float64(len(phis)))
		}
	}
	return x
}

// memory is how long nights remember.
type memory int

const (
	oneNight memory = iota
	fractional
	seasons
)

// fractionalWeights are those of the moving average of fractional noise, scaled to variance 1.
var fractionalWeights = func() []float64 {
	const d = 0.3
	w := []float64{1}
	sum := 1.0
	for k := 1; k < 600; k++ {
		w = append(w, w[k-1]*(float64(k)-1+d)/float64(k))
		sum += w[k] * w[k]
	}
	for k := range w {
		w[k] /= math.Sqrt(sum)
	}
	return w
}()

func (c augmentCell) diary(r *rand.Rand) diary.Diary {
	began := firstDate.AddDays(c.before)
	nights := c.before + augmentYear
	shared, own, seat := c.series(r, nights), c.series(r, nights), c.series(r, nights)
	phase := 2 * math.Pi * r.Float64()
	var d diary.Diary
	var severities []float64
	raised := 0
	for i := range nights {
		date, day := firstDate.AddDays(i), i-c.before
		z := shared[i]
		severity, onset, rest := untreated+severitySD*z, usualOnset+onsetSD*(-0.5*z+math.Sqrt(0.75)*own[i]), usualRest+restSD*seat[i]
		swing := c.season * math.Sin(2*math.Pi*float64(i)/365.25+phase)
		severity += weekday(date) - swing/100
		onset += swing
		arms := armsByChance
		if day >= 0 {
			severity -= calmer
			onset += laterOnMedicine
			worse := min(max(float64(day-worsensFrom)/worsensOver, 0), 1)
			if c.sudden && day >= worsensFrom {
				worse = 1
			}
			severity += c.rise * worse
			onset -= c.advance * worse
			if c.arms {
				arms += (armsLater - armsByChance) * worse
			}
			if c.rest {
				rest -= usualRest / 2 * worse
			}
		}
		severities = append(severities, severity)
		if c.raised > 0 && raised == 0 && day >= c.raised && (!c.withBad || mean(severities[i-13:]) > untreated-calmer+1) {
			raised = day
		}
		n := diary.Night{Date: date, Severity: diary.Some(rating(severity))}
		if n.Severity.Or(0) > 0 {
			if !c.noOnset {
				n.Onset = diary.Some(diary.Clock(min(max(5*math.Round(onset/5), 0), float64(diary.MaxClock))))
			}
			if r.Float64() < 0.6 {
				n.BodyParts = []diary.BodyPart{diary.LeftLeg, diary.RightLeg}
				if r.Float64() < arms {
					n.BodyParts = append(n.BodyParts, diary.LeftArm)
				}
			}
			if i%7 == 0 {
				n.RestMinutes = diary.Some(int(math.Round(min(max(rest, 0), diary.MaxRestMinutes))))
			}
		}
		if r.Float64() < 0.2 {
			continue
		}
		d.Nights = append(d.Nights, n)
	}
	phases := []diary.Phase{{Start: began, Dose: diary.Some(0.5), Unit: "mg"}}
	if raised > 0 {
		phases[0].End = diary.Some(began.AddDays(raised))
		phases = append(phases, diary.Phase{Start: began.AddDays(raised), Dose: diary.Some(1.0), Unit: "mg"})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Medicine", Phases: phases}}
	return d
}
