package explain

import (
	"errors"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Field says what is wrong with a field and what to do about it.
func Field(l *i18n.Localizer, e *diary.FieldError) string {
	places := 0
	if e.Min != float64(int(e.Min)) || e.Max != float64(int(e.Max)) {
		places = 2
	}
	words := l.T("error.reason."+string(e.Reason), "min", l.Number(e.Min, places), "max", l.Number(e.Max, places))
	if e.Subject == "" {
		return words
	}
	return l.T("wording.fault_of", "subject", subject(l, e), "words", words)
}

// subject is what an error is about, a date as people write it.
func subject(l *i18n.Localizer, e *diary.FieldError) string {
	if e.Subject == diary.BackgroundSubject {
		return l.T("clinical.about.title")
	}
	if d, err := diary.ParseDate(e.Subject); err == nil {
		return l.DateMedium(d)
	}
	return e.Subject
}

// checked says what is wrong with a diary that cannot be compared or kept. ok is false for errors that
// are not about what was written down.
func checked(l *i18n.Localizer, err error) (words string, ok bool) {
	var field *diary.FieldError
	var fields diary.FieldErrors
	var phase *compare.PhaseError
	var night *compare.NightError
	switch {
	case errors.As(err, &fields):
		all := make([]string, 0, mostTold)
		for _, e := range fields[:min(len(fields), mostTold)] {
			all = append(all, Field(l, e))
		}
		return strings.Join(all, " "), true
	case errors.As(err, &field):
		return Field(l, field), true
	case errors.As(err, &phase):
		return Field(l, &diary.FieldError{Reason: phase.Reason, Subject: phase.Intervention}), true
	case errors.As(err, &night):
		e := &diary.FieldError{Reason: night.Reason}
		if !night.Night.IsZero() {
			e.Subject = l.NightOf(night.Night)
		}
		return Field(l, e), true
	}
	return "", false
}

// named is checked for what comes from outside, where no form shows which field is meant.
func named(l *i18n.Localizer, err error) (words string, ok bool) {
	var fields diary.FieldErrors
	if !errors.As(err, &fields) || len(fields) == 0 {
		return checked(l, err)
	}
	all := make([]string, 0, mostTold)
	for _, e := range fields[:min(len(fields), mostTold)] {
		where, what := placeWords(l, e.Field), *e
		if e.Subject != "" {
			where = subject(l, e) + ", " + where
		}
		what.Subject = ""
		all = append(all, l.T("exchange.fault.field", "field", where, "words", Field(l, &what)))
	}
	return strings.Join(all, " "), true
}
