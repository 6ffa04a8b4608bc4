package demo

import (
	"math"
	"time"

	"stillnight/internal/diary"
)

// night writes one night with its exposures, episodes and intakes, or leaves a gap, through which life and
// its triggers go on.
func (w *writer) night(day int) {
	date := w.date(day)
	date0 := date.UTC()
	triggers := w.exposures(day)
	w.noise = dependence*w.noise + math.Sqrt(1-dependence*dependence)*nightToNightSD*w.luck.NormFloat64()
	felt := course(day, date0.YearDay()) + triggers.effect + w.noise
	unusual := unusualNights[day]
	if unusual == diary.Illness {
		felt += 1.5
	}
	severity := int(math.Round(min(max(felt, 0), diary.MaxRating)))
	forgotten := w.luck.Float64() < 0.06 && unusual == "" && day < Nights-1
	if inGap(day) || forgotten {
		return
	}
	n := diary.Night{Date: date, Severity: diary.Some(severity), Unusual: unusual, Note: w.note(day)}
	w.symptoms(&n, day, severity)
	w.sleep(&n, severity)
	w.details(&n, day, severity)
	if day == lowMoodDay {
		n.Safety = []diary.SafetySign{diary.LowMoodOrSleep}
	}
	morning := time.Date(date0.Year(), date0.Month(), date0.Day()+1, 7, w.between(0, 59), 0, 0, time.UTC)
	if w.chance(0.05) && day < Nights-7 {
		morning = morning.AddDate(0, 0, w.between(2, 4))
	}
	n.EnteredAt = morning
	w.d.Nights = append(w.d.Nights, n)
	w.d.Exposures = append(w.d.Exposures, triggers.noted...)
	w.episodes(n, severity)
	w.intakes(day)
}

func inGap(day int) bool {
	for _, g := range gaps {
		if day >= g[0] && day <= g[1] {
			return true
		}
	}
	return false
}

// lowMoodDay is a night on which a sign for the doctor was ticked.
const lowMoodDay = 144

// unusualNights are marked to be left out: a journey, a cold, a feast, a small operation.
var unusualNights = map[int]diary.Unusual{
	111: diary.Travel, 119: diary.Travel,
	203: diary.Illness, 204: diary.Illness,
	271: diary.MuchAlcohol,
	309: diary.Procedure,
}

func (w *writer) symptoms(n *diary.Night, day, severity int) {
	if severity == 0 {
		return
	}
	begins := onset(day) - 12*float64(severity-5) + 45*w.rng.NormFloat64()
	if w.chance(0.9) {
		n.Onset = diary.Some(diary.Clock(roundTo(min(max(begins, 30), 1000), 5)))
	}
	if w.chance(0.5) {
		n.MinutesBothered = diary.Some(int(roundTo(float64(severity)*18+20*w.rng.Float64(), 5)))
	}
	n.Sensations = []diary.Sensation{diary.Urge}
	if w.chance(0.5) {
		n.Sensations = append(n.Sensations, diary.Unpleasant)
	}
	if w.chance(0.1) {
		n.Sensations = append(n.Sensations, diary.Pain)
	}
	if w.chance(0.06) {
		n.Sensations = append(n.Sensations, diary.Cramp)
	}
	n.BodyParts = []diary.BodyPart{diary.LeftLeg, diary.RightLeg}
	if drift(day) > 0.3 && w.chance(0.6*drift(day)) {
		n.BodyParts = append(n.BodyParts, diary.LeftArm, diary.RightArm)
	}
	if w.chance(0.45) {
		n.RestMinutes = diary.Some(int(roundTo(min(max(restMinutes(day)+6*w.rng.NormFloat64(), 0), 120), 5)))
	}
	if w.chance(0.2) {
		n.JerksSeen = []diary.JerksSeen{diary.NoJerks, diary.SomeJerks, diary.ManyJerks}[min(severity/4, 2)]
	}
}

func (w *writer) sleep(n *diary.Night, severity int) {
	s := float64(severity)
	count := func(mean float64) int {
		return int(min(max(math.Round(mean+0.8*w.rng.NormFloat64()), 0), diary.MaxCount))
	}
	if w.chance(0.9) {
		n.SleepHours = diary.Some(roundTo(min(max(7.6-0.28*s+0.6*w.rng.NormFloat64(), 2.5), 9.5), 0.25))
	}
	if w.chance(0.8) {
		n.MinutesToSleep = diary.Some(int(roundTo(max(8+6.5*s+10*w.rng.NormFloat64(), 5), 5)))
	}
	if w.chance(0.85) {
		n.TimesUp = diary.Some(count(0.42 * s))
	}
	if w.chance(0.6) {
		n.TimesWoken = diary.Some(count(0.6*s) + n.TimesUp.Or(0))
		n.WokenByLegs = diary.Some(min(n.TimesWoken.Or(0), count(0.45*s)))
	}
	if w.chance(0.7) {
		n.MinutesAwake = diary.Some(int(roundTo(max(9*s+14*w.rng.NormFloat64(), 0), 5)))
	}
	if w.chance(0.85) {
		n.Tiredness = diary.Some(int(math.Round(min(max(1.2+0.62*s+1.3*w.rng.NormFloat64(), 0), diary.MaxRating))))
	}
	if w.chance(0.3) {
		n.Satisfaction = diary.Some(int(math.Round(min(max(9-0.75*s+w.rng.NormFloat64(), 0), diary.MaxRating))))
	}
	if w.chance(0.15) {
		n.Naps, n.NapMinutes = diary.Some(1), diary.Some(5*w.between(3, 9))
	}
}

// allDayNights are nights late in the drift on which the symptoms no longer waited for the evening.
var allDayNights = map[int]bool{419: true, 426: true}

// details fills in what only some people note, and they only on some nights.
func (w *writer) details(n *diary.Night, day, severity int) {
	often := func(p float64) bool { return w.care.Float64() < p }
	rating := func(mean float64) diary.Optional[int] {
		return diary.Some(int(math.Round(min(max(mean+w.care.NormFloat64(), 0), diary.MaxRating))))
	}
	s := float64(severity)
	if allDayNights[day] {
		n.AllDay, n.Onset = true, diary.None[diary.Clock]()
	}
	if often(0.8) {
		n.TriedToSleep = diary.Some(diary.Clock(roundTo(min(max(650+25*w.care.NormFloat64(), 540), 780), 5)))
	}
	if often(0.75) {
		n.GotUp = diary.Some(diary.Clock(roundTo(min(max(1150+25*w.care.NormFloat64(), 1020), 1320), 5)))
	}
	if often(0.25) {
		n.DaytimeSymptoms = rating(0.2*s + 3*drift(day))
	}
	if n.JerksSeen == diary.SomeJerks || n.JerksSeen == diary.ManyJerks {
		n.JerksCount = diary.Some(severity + w.care.IntN(4*severity))
	}
	if often(0.15) {
		n.Blocks = [4]diary.Optional[int]{rating(0.1*s + 4*drift(day)), diary.Some(severity), rating(0.6 * s), rating(0)}
	}
}

func roundTo(x, step float64) float64 { return math.Round(x/step) * step }

// note is what was written on some nights.
func (w *writer) note(day int) string {
	for _, n := range []struct {
		day  int
		text string
	}{
		{4, w.l.T("demo.note.begin")},
		{58, w.l.T("demo.note.magnesium")},
		{103, w.l.T("demo.note.no_difference")},
		{111, w.l.T("demo.note.travel")},
		{144, w.l.T("demo.note.low")},
		{155, w.l.T("demo.note.fascia")},
		{185, w.l.T("demo.note.fading")},
		{203, w.l.T("demo.note.cold")},
		{239, w.l.T("demo.note.iron")},
		{271, w.l.T("demo.note.feast")},
		{296, w.l.T("demo.note.calmer")},
		{309, w.l.T("demo.note.tooth")},
		{323, w.l.T("demo.note.slept")},
		{405, w.l.T("demo.note.earlier")},
		{414, w.l.T("demo.note.arms")},
	} {
		if n.day == day {
			return n.text
		}
	}
	return ""
}
