// Package explain is the one road from an error to the words that a person reads.
//
// Begin with [Error], or with [File] for what came from outside. An error that carries the key of its words is
// [Worded], one that has its sentence already is [Said]; the checks of the diary are worded by package wording,
// and the store's and the exchange's own errors by those packages, which are asked from here alone. Whoever shows
// an error knows none of this.
package explain

import (
	"errors"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/wording"
)

// Worded is an error that carries the key of its words, and the values in them as pairs of name and value.
type Worded interface {
	error
	Words() (key string, args []any)
}

// Keyed returns an error with the words of a key.
func Keyed(key string, args ...any) error { return &keyed{key, args} }

type keyed struct {
	key  string
	args []any
}

// Error is the key, for a log.
func (k *keyed) Error() string { return k.key }

// Words are the key and the values.
func (k *keyed) Words() (key string, args []any) { return k.key, k.args }

// Said is an error that is its own sentence, in the user's language.
type Said string

// Error is the sentence.
func (s Said) Error() string { return string(s) }

// mostTold is how many faults of one record or diary are told: a damaged one may have thousands.
const mostTold = 3

// Error says in the user's language what an error means and what to do about it; "" for none.
func Error(l *i18n.Localizer, err error) string {
	var said Said
	var worded Worded
	var fields diary.FieldErrors
	switch {
	case err == nil:
		return ""
	case errors.As(err, &said):
		return string(said)
	case errors.As(err, &worded):
		key, args := worded.Words()
		return l.T(key, args...)
	case errors.As(err, &fields) && len(fields) > mostTold:
		err = fields[:mostTold]
	}
	if words, known := wording.Fault(l, err); known {
		return words
	}
	return store.Explain(l, err)
}

// File is Error for what is read from outside, where no form shows which field is meant: it names the fields.
func File(l *i18n.Localizer, err error) string {
	if words, known := Refused(l, err); known {
		return words
	}
	return Error(l, err)
}

// Refused says why something from outside was not taken. known is false for an error that is not about what
// was read.
func Refused(l *i18n.Localizer, err error) (words string, known bool) {
	return exchange.Explain(l, err)
}
