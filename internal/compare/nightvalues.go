package compare

import "stillnight/internal/diary"

// lateness is what is known of when a night was written down.
type lateness byte

const (
	lateUnknown lateness = iota
	inTime
	tooLate
)

// valuesOf are the values of an outcome, one a night. Each night is in the windows of many steps.
func (p *planner) valuesOf(o Outcome) []diary.Optional[float64] {
	if values, ok := p.values[o]; ok {
		return values
	}
	of := o.measure().of
	values := make([]diary.Optional[float64], len(p.nights))
	for i := range p.nights {
		values[i] = of(p.nights[i])
	}
	if p.values == nil {
		p.values = map[Outcome][]diary.Optional[float64]{}
	}
	p.values[o] = values
	return values
}

// isLate tells whether a night was written down late.
func (p *planner) isLate(i int) bool {
	if p.late == nil {
		p.late = make([]lateness, len(p.nights))
	}
	if p.late[i] == lateUnknown {
		p.late[i] = inTime
		if p.nights[i].Late() {
			p.late[i] = tooLate
		}
	}
	return p.late[i] == tooLate
}
