package compare

import (
	"math"
	"slices"
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

// Taper lists the prescribed steps of a remedy that have begun by the last night, each beside its nights, and later those
// to come. What is one course with it by [OneCourse] has its steps and doses there too. A dose in
// another unit than the step's is not known.
func Taper(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool) (steps []TaperStep, later []diary.PrescribedStep) {
	_, last, ok := d.Span()
	if !ok {
		return nil, nil
	}
	course := membersOf(d, iv, same)
	prescribed := prescribedIn(course)
	for i, p := range prescribed {
		if p.Date.After(last) {
			return steps, prescribed[i:]
		}
		s := TaperStep{PrescribedStep: p, Last: last}
		if i+1 < len(prescribed) {
			s.Last = earlier(last, prescribed[i+1].Date.AddDays(-1))
		}
		for night := p.Date; !night.After(s.Last); night = night.AddDays(1) {
			s.take(course, night)
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
	return steps, nil
}

// prescribedIn are the steps of a course in their order. Of two from one night that of the first remedy stands.
func prescribedIn(course []diary.Intervention) []diary.PrescribedStep {
	var all []diary.PrescribedStep
	for _, iv := range course {
		all = append(all, iv.Prescribed...)
	}
	slices.SortStableFunc(all, func(a, b diary.PrescribedStep) int { return a.Date.Compare(b.Date) })
	return slices.CompactFunc(all, func(a, b diary.PrescribedStep) bool { return a.Date == b.Date })
}

// take adds what a night had of all that is one course.
func (s *TaperStep) take(course []diary.Intervention, night diary.Date) {
	dose, noted := 0.0, false // not taken at all
	for _, iv := range course {
		amount, unit, written, ok := iv.TakenOn(night)
		switch {
		case iv.PhaseOn(night) < 0 && !written:
			continue
		case !ok, s.Unit != "" && !strings.EqualFold(strings.TrimSpace(unit), strings.TrimSpace(s.Unit)) && amount != 0:
			return
		}
		dose, noted = dose+amount, noted || written
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
