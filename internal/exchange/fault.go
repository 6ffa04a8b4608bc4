package exchange

import (
	"errors"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Fault says why something from outside cannot be read. Users are shown its words.
type Fault = source.Fault

func fault(key string, args ...string) *Fault { return &Fault{Key: key, Args: args} }

// faultWords puts a fault into a sentence.
func faultWords(l *i18n.Localizer, f *Fault) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
	}
	return l.T(f.Key, args...)
}

// Explain puts an error into words: one of this package, or one of the diary's checks. ok is false for
// any other.
func Explain(l *i18n.Localizer, err error) (words string, ok bool) {
	if f := asFault(err); f != nil {
		return faultWords(l, f), true
	}
	var fields diary.FieldErrors
	if errors.As(err, &fields) && len(fields) > 0 {
		sentences := make([]string, 0, mostTold)
		for _, e := range fields[:min(len(fields), mostTold)] {
			sentences = append(sentences, l.T("exchange.fault.field", "field", e.Field, "words", wording.FieldError(l, e)))
		}
		return strings.Join(sentences, " "), true
	}
	return wording.Fault(l, err)
}

// mostTold is how many faults of one diary are told; a damaged file may have thousands.
const mostTold = 3
