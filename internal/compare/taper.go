package compare

import (
	"math"
	"strings"

	"stillnight/internal/diary"
)

// TakenNight is what one night had of a remedy.
type TakenNight struct {
	Date diary.Date
	Dose float64
	// Noted says that it was noted on the night, and not only what the remedy's dose says.
	Noted bool
}

// TaperStep is a prescribed step beside what was taken on its nights and what they were like.
type TaperStep struct {
	diary.PrescribedStep
	// Last is its last date, up to the last night of the diary.
	Last diary.Date
	// Taken are the nights on which the dose taken is known, As of them those as prescribed, More and Less the others.
	Taken          []TakenNight
	As, More, Less int
	// Severity of its rated nights.
	Severity Side
}

// Taper lists the prescribed steps of a remedy that have begun by the last night, each beside its nights. A dose in
// another unit than the step's is not known.
func Taper(d diary.Diary, iv diary.Intervention) []TaperStep {
	_, last, ok := d.Span()
	if !ok {
		return nil
	}
	var steps []TaperStep
	for i, p := range iv.Prescribed {
		if p.Date.After(last) {
			break
		}
		s := TaperStep{PrescribedStep: p, Last: last}
		if i+1 < len(iv.Prescribed) {
			s.Last = earlier(last, iv.Prescribed[i+1].Date.AddDays(-1))
		}
		for night := p.Date; !night.After(s.Last); night = night.AddDays(1) {
			s.take(iv, night)
		}
		var rated []float64
		for _, n := range d.Between(p.Date, s.Last) {
			if v, ok := Severity.Of(n).Get(); ok {
				rated = append(rated, v)
			}
		}
		s.Severity.describe(sorted(rated))
		steps = append(steps, s)
	}
	return steps
}

func (s *TaperStep) take(iv diary.Intervention, night diary.Date) {
	dose, unit, noted, ok := iv.TakenOn(night)
	at := iv.PhaseOn(night)
	switch {
	case at < 0 && !noted:
		dose, ok = 0, true // not taken at all
	case s.Unit != "" && !strings.EqualFold(strings.TrimSpace(unit), strings.TrimSpace(s.Unit)) && dose != 0:
		ok = false
	}
	if !ok {
		return
	}
	s.Taken = append(s.Taken, TakenNight{night, dose, noted})
	const alike = 1e-9
	switch difference := dose - s.Dose; {
	case math.Abs(difference) <= alike:
		s.As++
	case difference > 0:
		s.More++
	default:
		s.Less++
	}
}
