package demo

import "math"

// Nights is the length of the sample diary: about fourteen months.
const Nights = 430

// What is tried in the sample, in nights since its first. Each remedy has the nights around it to
// itself as far as a real life allows.
const (
	magnesiumStart, magnesiumStop = 58, 124
	fasciaStart, fasciaStop       = 152, 173
	ironStart                     = 238
	ropiniroleStart               = 322
	ropiniroleRaise               = 366
	driftStart                    = 384
)

// How the sample's nights truly go, in points of severity.
const (
	usualSeverity  = 7.0
	seasonSwing    = 0.3 // worse in summer, better in winter
	fasciaEffect   = -2.8
	ironEffect     = -2.5
	ropinirole1mg  = -2.0
	ropinirole3mg  = -0.9 // on top of the first milligram
	driftEffect    = 4.2  // by the end: what resembles augmentation
	alcoholEffect  = 1.3
	lateCoffee     = 0.5
	dependence     = 0.4 // of one night on the one before
	nightToNightSD = 1.2
)

// fasciaSessions are the days of treatment: twice a week for three weeks.
var fasciaSessions = []int{152, 155, 159, 162, 166, 169}

// gaps are stretches in which nothing was written down, first and last day: a busy week, a holiday, flu
// and the like.
var gaps = [][2]int{{33, 36}, {112, 118}, {205, 208}, {283, 285}, {341, 342}, {398, 399}}

// ramp goes from 0 at from to 1 at to.
func ramp(day, from, to int) float64 {
	return math.Min(math.Max(float64(day-from)/float64(to-from), 0), 1)
}

// fascia is how far the therapy's effect is there: it builds up over the first sessions and is lost
// within a fortnight of the last.
func fascia(day int) float64 {
	return ramp(day, fasciaStart, fasciaStart+5) * (1 - ramp(day, fasciaStop, fasciaStop+14))
}

// drift is how far augmentation-like worsening has come, 0 to 1.
func drift(day int) float64 { return ramp(day, driftStart, driftStart+28) }

// iron acts slowly, and wholly after six weeks.
func iron(day int) float64 { return ramp(day, ironStart+7, ironStart+42) }

func onRopinirole(day int) float64 { return ramp(day, ropiniroleStart-1, ropiniroleStart+1) }

func raised(day int) float64 { return ramp(day, ropiniroleRaise-1, ropiniroleRaise+1) }

// course is the severity that the day would have without chance and triggers.
func course(day, dayOfYear int) float64 {
	season := seasonSwing * math.Cos(2*math.Pi*float64(dayOfYear-200)/365)
	return usualSeverity + season +
		fasciaEffect*fascia(day) + ironEffect*iron(day) +
		ropinirole1mg*onRopinirole(day) + ropinirole3mg*raised(day) + driftEffect*drift(day)
}

// onset is when symptoms begin on an ordinary night, in minutes after noon.
func onset(day int) float64 {
	return 575 + 60*fascia(day) + 45*iron(day) + 50*onRopinirole(day) - 420*drift(day)
}

// restMinutes is how long one can sit still before they begin.
func restMinutes(day int) float64 {
	return 30 + 10*fascia(day) + 10*iron(day) + 15*onRopinirole(day) - 48*drift(day)
}
