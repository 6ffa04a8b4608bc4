package wording

import (
	"errors"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// FieldError says what is wrong with a field and what to do about it.
func FieldError(l *i18n.Localizer, e *diary.FieldError) string {
	places := 0
	if e.Min != float64(int(e.Min)) || e.Max != float64(int(e.Max)) {
		places = 2
	}
	words := l.T("error.reason."+string(e.Reason), "min", l.Number(e.Min, places), "max", l.Number(e.Max, places))
	if e.Subject == "" {
		return words
	}
	return l.T("wording.fault_of", "subject", e.Subject, "words", words)
}

// Fault says what is wrong with a diary that cannot be compared or kept. ok is false for errors that
// are not about what was written down.
func Fault(l *i18n.Localizer, err error) (words string, ok bool) {
	var field *diary.FieldError
	var fields diary.FieldErrors
	var phase *compare.PhaseError
	var night *compare.NightError
	switch {
	case errors.As(err, &fields):
		all := make([]string, len(fields))
		for i, e := range fields {
			all[i] = FieldError(l, e)
		}
		return strings.Join(all, " "), true
	case errors.As(err, &field):
		return FieldError(l, field), true
	case errors.As(err, &phase):
		return FieldError(l, &diary.FieldError{Reason: phase.Reason, Subject: phase.Intervention}), true
	case errors.As(err, &night):
		e := &diary.FieldError{Reason: night.Reason}
		if !night.Night.IsZero() {
			e.Subject = l.NightOf(night.Night)
		}
		return FieldError(l, e), true
	}
	return "", false
}
