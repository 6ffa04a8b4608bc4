package diary

import "fmt"

// PrescribedStep is one step of a dose as a doctor prescribed it: the dose from the night of Date on, up to the next
// step. A dose of 0 is the end. The program writes down what it is told and never proposes a step.
type PrescribedStep struct {
	Date Date    `json:"date"`
	Dose float64 `json:"dose"`
	Unit string  `json:"unit,omitzero"`
}

// MaxPrescribed bounds the list of prescribed steps.
const MaxPrescribed = 100

// checkPrescribed reports faults of a list of steps, which must be in order with one a date.
func checkPrescribed(c *checker, steps []PrescribedStep) {
	if len(steps) > MaxPrescribed {
		c.outOfRange("prescribed", 0, MaxPrescribed)
	}
	for i, s := range steps {
		prefix := fmt.Sprintf("prescribed[%d].", i)
		c.date(prefix+"date", s.Date)
		c.floatIn(prefix+"dose", Some(s.Dose), 0, MaxDose)
		c.text(prefix+"unit", s.Unit, MaxName)
		if i > 0 && !s.Date.After(steps[i-1].Date) {
			c.add(prefix+"date", NotLater)
		}
	}
}

// PrescribedOn returns the step in force on a night; ok is false before the first.
func (iv Intervention) PrescribedOn(night Date) (s PrescribedStep, ok bool) {
	for _, step := range iv.Prescribed {
		if step.Date.After(night) {
			break
		}
		s, ok = step, true
	}
	return s, ok
}

// TakenOn returns how much of a remedy a night had, in the unit of its phase: what was noted as taken or, where nothing
// was noted, what the phase says, its dose at each of its times. ok is false where neither has an amount.
func (iv Intervention) TakenOn(night Date) (dose float64, unit string, noted, ok bool) {
	phase := Phase{}
	if at := iv.PhaseOn(night); at >= 0 {
		phase = iv.Phases[at]
	}
	for _, in := range iv.Intakes {
		if in.Night != night || in.Status == Planned {
			continue
		}
		noted = true
		if in.Status != Missed {
			amount, has := in.Dose.Get()
			if !has {
				amount, has = phase.Dose.Get()
			}
			dose, ok = dose+amount, ok || has
		}
	}
	if noted {
		// All missed is nothing taken.
		return dose, phase.Unit, true, ok || dose == 0 && phase.Dose.IsSet()
	}
	amount, has := phase.Dose.Get()
	return amount * float64(max(len(phase.Times), 1)), phase.Unit, false, has
}
