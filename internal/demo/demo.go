package demo

import (
	"math"
	"math/rand/v2"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Nights is the length of the sample diary: about 14 months.
const Nights = 425

// When things happen in the sample diary, in nights from its first.
const (
	magnesiumFrom, magnesiumTo = 60, 140
	illFrom, illTo             = 112, 116
	fasciaFrom, fasciaTo       = 158, 179
	firstLabs                  = 205
	ironFrom                   = 212
	secondVisit                = 306
	ropiniroleFrom             = 310
	doseRaised                 = 348
	augmentationFrom           = 386
)

// generator draws one diary.
type generator struct {
	*rand.Rand
	l     *i18n.Localizer
	first diary.Date
	out   diary.Diary
	// dependence carries a bad night over to the next.
	dependence float64
}

// Diary returns the sample diary whose last night is last, with names and notes in l's language. It is
// valid, sorted, and has no row identifiers but those of its own triggers.
func Diary(seed int64, last diary.Date, l *i18n.Localizer) diary.Diary {
	g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 14)), l: l, first: last.AddDays(1 - Nights)}
	g.out.Triggers = []diary.Trigger{
		{ID: caffeine, Name: l.T("catalogue.caffeine.name"), CatalogueID: "caffeine", Unit: l.T("catalogue.caffeine.unit")},
		{ID: alcohol, Name: l.T("catalogue.alcohol.name"), CatalogueID: "alcohol", Unit: l.T("catalogue.alcohol.unit")},
		{ID: lateMeal, Name: l.T("demo.trigger.late_meal")},
	}
	g.interventions()
	for day := range Nights {
		g.night(day)
	}
	g.labsAndVisits()
	g.out.Sort()
	return g.out
}

const (
	caffeine int64 = 1 + iota
	alcohol
	lateMeal
)

func (g *generator) date(day int) diary.Date { return g.first.AddDays(day) }

// relief is how many points the remedies in use take off on a day: the truth behind the diary.
func relief(day int) float64 {
	sum := 0.0
	if day >= fasciaFrom {
		// It sets in over the first sessions and is gone two weeks after the last.
		rise := min(float64(day-fasciaFrom)/5, 1)
		fade := max(1-max(float64(day-fasciaTo), 0)/14, 0)
		sum += 2.2 * rise * fade
	}
	if day >= ironFrom {
		sum += 2.3 * min(max(float64(day-ironFrom-14)/60, 0), 1)
	}
	if day >= ropiniroleFrom {
		sum += 2.4 * min(float64(day-ropiniroleFrom)/2, 1)
	}
	if day >= doseRaised {
		sum += 0.5
	}
	return sum
}

// augmentation grows from 0 to 1 over the last weeks at the higher dose.
func augmentation(day int) float64 {
	return min(max(float64(day-augmentationFrom)/21, 0), 1)
}

func (g *generator) night(day int) {
	date := g.date(day)
	weekend := date.Weekday() == time.Friday || date.Weekday() == time.Saturday
	drank := g.chance(pick(weekend, 0.6, 0.12))
	coffee := g.chance(0.45)
	ill := day >= illFrom && day < illTo

	g.dependence = 0.4*g.dependence + math.Sqrt(1-0.4*0.4)*1.5*g.NormFloat64()
	_, month, _ := date.YMD()
	season := 0.5 * math.Cos(2*math.Pi*float64(month-time.July)/12)
	level := 6.6 + season + g.dependence - relief(day) + 3.4*augmentation(day)
	level += pick(drank, 1.4, 0) + pick(coffee, 0.2, 0) + pick(ill, 1.5, 0)
	severity := int(min(max(math.Round(level), 0), 10))

	if g.notWritten(day) {
		return
	}
	n := diary.Night{Date: date, Severity: diary.Some(severity), EnteredAt: g.entered(date)}
	if severity > 0 {
		g.symptoms(&n, day, severity)
	}
	g.sleep(&n, severity)
	if ill {
		n.Unusual = diary.Illness
	}
	if key := notes[day]; key != "" {
		n.Note = g.l.T(key)
	}
	g.out.Nights = append(g.out.Nights, n)
	g.exposures(date, coffee, drank)
	if severity >= 5 && g.chance(0.35) {
		g.episode(date, severity)
	}
	g.intakes(day, date)
}

// notes are what the person wrote, by day.
var notes = map[int]string{
	14: "demo.note.film", illFrom: "demo.note.ill", fasciaFrom + 2: "demo.note.fascia", firstLabs: "demo.note.ferritin",
	ropiniroleFrom + 1: "demo.note.first_tablet", augmentationFrom + 18: "demo.note.afternoon", Nights - 3: "demo.note.arms",
}

// notWritten leaves out single nights and a few whole stretches, as people do.
func (g *generator) notWritten(day int) bool {
	forgot := g.chance(0.09)
	away := day >= 33 && day < 40 || day >= 268 && day < 274 || day >= 196 && day < 199
	return forgot || away
}

// entered is the morning after, or for a few nights some days later from a slip of paper.
func (g *generator) entered(date diary.Date) time.Time {
	y, m, d := date.AddDays(1).YMD()
	late := 0
	if g.chance(0.05) {
		late = 3
	}
	return time.Date(y, m, d+late, 7, g.IntN(60), 0, 0, time.UTC)
}

func (g *generator) symptoms(n *diary.Night, day, severity int) {
	early := augmentation(day)
	if g.chance(0.9) {
		minutes := 22*60 + 15 - 12*60 - 14*severity + g.IntN(70) - int(250*early)
		n.Onset = diary.Some(diary.Clock(max(minutes/5*5, 5)))
	}
	n.Sensations = []diary.Sensation{diary.Urge}
	for _, s := range []struct {
		sensation diary.Sensation
		share     float64
	}{{diary.Unpleasant, 0.5}, {diary.Cramp, 0.12}, {diary.Jerks, 0.3}} {
		if g.chance(s.share) {
			n.Sensations = append(n.Sensations, s.sensation)
		}
	}
	n.BodyParts = []diary.BodyPart{diary.LeftLeg, diary.RightLeg}
	if g.chance(0.6 * early) {
		n.BodyParts = append(n.BodyParts, diary.LeftArm, diary.RightArm)
	}
	if g.chance(0.5) {
		n.RestMinutes = diary.Some(max(5, 45-2*severity+g.IntN(15)-int(22*early)))
	}
}

func (g *generator) sleep(n *diary.Night, severity int) {
	s := float64(severity)
	if g.chance(0.9) {
		n.SleepHours = diary.Some(clampStep(7.6-0.32*s+0.6*g.NormFloat64(), 0.25, 0, 12))
		n.MinutesToSleep = diary.Some(int(clampStep(10+7*s+10*g.NormFloat64(), 5, 0, 240)))
		n.TimesUp = diary.Some(int(clampStep(0.35*s+0.7*g.NormFloat64(), 1, 0, 12)))
		n.MinutesAwake = diary.Some(int(clampStep(8*s+12*g.NormFloat64(), 5, 0, 300)))
	}
	if g.chance(0.8) {
		n.Tiredness = diary.Some(int(clampStep(1.5+0.6*s+g.NormFloat64(), 1, 0, 10)))
	}
}

func (g *generator) exposures(date diary.Date, coffee, drank bool) {
	if coffee {
		g.out.Exposures = append(g.out.Exposures, diary.Exposure{Night: date, TriggerID: caffeine, Amount: diary.Some(float64(1 + g.IntN(3))), LastAt: diary.Some(13*60 + 30*g.IntN(6))})
	}
	if drank {
		g.out.Exposures = append(g.out.Exposures, diary.Exposure{Night: date, TriggerID: alcohol, Amount: diary.Some(float64(1 + g.IntN(3))), LastAt: diary.Some(20*60 + 15*g.IntN(10))})
	}
	if g.chance(0.15) {
		g.out.Exposures = append(g.out.Exposures, diary.Exposure{Night: date, TriggerID: lateMeal})
	}
}

// measures with the relief they truly bring, 0–10, and how long they take.
var measures = []struct {
	name    string
	relief  float64
	minutes float64
}{{"walking", 6.5, 6}, {"stretching", 4.5, 9}, {"massage", 5.2, 12}, {"warm_bath", 5.8, 20}, {"cold", 2.6, 10}, {"tonic_water", 1.4, 30}}

func (g *generator) episode(date diary.Date, severity int) {
	e := diary.Episode{Night: date, Start: diary.Some(diary.Clock(10*60 + 15*g.IntN(24))), Severity: diary.Some(severity), Minutes: diary.Some(15 + 5*g.IntN(18))}
	for _, i := range g.Perm(len(measures))[:1+g.IntN(2)] {
		m := measures[i]
		eased := int(clampStep(m.relief+2*g.NormFloat64(), 1, 0, 10))
		a := diary.Attempt{Measure: m.name, Relief: diary.Some(eased)}
		if eased > 0 {
			a.MinutesToRelief = diary.Some(int(clampStep(m.minutes*(0.6+0.8*g.Float64()), 1, 1, 120)))
		}
		e.Tried = append(e.Tried, a)
	}
	g.out.Episodes = append(g.out.Episodes, e)
}

func (g *generator) chance(share float64) bool { return g.Float64() < share }

func clampStep(x, step, low, high float64) float64 {
	return min(max(math.Round(x/step)*step, low), high)
}

func pick(yes bool, a, b float64) float64 {
	if yes {
		return a
	}
	return b
}
