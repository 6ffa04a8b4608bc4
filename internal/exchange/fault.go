package exchange

import (
	"errors"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Fault says why something from outside cannot be read. Users are shown its words.
type Fault struct {
	// Key of the sentence in the translations, "exchange.fault.<what>".
	Key string
	// Args are pairs of placeholder and value.
	Args []string
}

func fault(key string, args ...string) *Fault { return &Fault{Key: key, Args: args} }

// Error describes the fault for a log.
func (f *Fault) Error() string {
	return strings.TrimPrefix(f.Key, "exchange.fault.") + " " + strings.Join(f.Args, " ")
}

// Words puts the fault into a sentence.
func (f *Fault) Words(l *i18n.Localizer) string {
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
		return f.Words(l), true
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
