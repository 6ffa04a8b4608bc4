package wording

import (
	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// StepTitle names a step: "Ropinirole: from 1 mg to 3 mg", "Iron: start, 65 mg", "Iron: after stopping".
func StepTitle(l *i18n.Localizer, s compare.Step) string {
	return l.T("wording.step", "name", s.Intervention, "what", StepShort(l, s))
}

// Pair puts what is said of a thing behind its name: "Severity: No clear change."
func Pair(l *i18n.Localizer, name, words string) string {
	return l.T("wording.fault_of", "subject", name, "words", words)
}

// StepShort is StepTitle without the intervention's name.
func StepShort(l *i18n.Localizer, s compare.Step) string {
	from, to := Dose(l, s.From), Dose(l, s.To)
	switch s.Kind {
	case compare.Stop:
		if !s.Reached.IsZero() {
			return l.T("wording.step.stop_steps")
		}
		return l.T("wording.step.stop")
	case compare.DoseChange:
		if from != "" && to != "" && from != to && !s.Reached.IsZero() {
			return l.T("wording.step.dose_change_steps", "from", from, "to", to)
		}
		if from != "" && to != "" && from != to {
			return l.T("wording.step.dose_change", "from", from, "to", to)
		}
		return l.T("wording.step.change")
	case compare.Restart:
		if to != "" && !s.Reached.IsZero() {
			return l.T("wording.step.restart_raised", "dose", to)
		}
		if to != "" {
			return l.T("wording.step.restart_dose", "dose", to)
		}
		return l.T("wording.step.restart")
	}
	if to != "" && !s.Reached.IsZero() {
		return l.T("wording.step.start_raised", "dose", to)
	}
	if to != "" {
		return l.T("wording.step.start_dose", "dose", to)
	}
	return l.T("wording.step.start")
}

// NightReason says what becomes of a night in a comparison, and why.
func NightReason(l *i18n.Localizer, u compare.NightUse) string {
	switch u.Role {
	case compare.UnusualRole:
		return l.T("wording.night.unusual", "why", l.T("unusual."+string(u.Unusual)))
	case compare.OtherRunIn:
		return l.T("wording.night.other_run_in", "name", u.Other)
	}
	return l.T("wording.night." + string(u.Role))
}
