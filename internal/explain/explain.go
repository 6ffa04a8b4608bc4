// Package explain is the one road from an error to the words that a person reads.
//
// Begin with [Error], or with [File] for what came from outside. An error that carries the key of its words is
// [Worded], one that has its sentence already is [Said]; the checks of the diary name a field and a reason, of
// which [Field] makes a sentence. Whoever shows an error knows none of this, and no other package words one.
package explain

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
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

// others are the errors of libraries and of packages that know no words, with the keys of theirs.
var others = []struct {
	err error
	key string
}{
	{store.ErrInUse, "store.error.in_use"}, {store.ErrPassphrase, "store.error.passphrase"},
	{fs.ErrExist, "store.error.exists"}, {context.Canceled, "store.error.canceled"},
}

// Error says in the user's language what an error means and what to do about it; "" for none.
func Error(l *i18n.Localizer, err error) string {
	var said Said
	var worded Worded
	var left *store.PlainLeftError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &said):
		return string(said)
	case errors.As(err, &left):
		return plainLeft(l, left)
	case errors.As(err, &worded):
		return sentence(l, worded)
	}
	if words, known := checked(l, err); known {
		return words
	}
	for _, o := range others {
		if errors.Is(err, o.err) {
			return l.T(o.key)
		}
	}
	if meaning := store.Meaning(err); meaning != nil {
		return Error(l, meaning)
	}
	return l.T("store.error.other", "detail", err.Error())
}

// sparing are the faults of the diary's disk and file that spare what was typed into a form.
var sparing = []string{
	"store.error.disk", "store.error.disk_full", "store.error.folder_gone", "store.error.not_found", "store.error.other_diary",
	"store.error.replaced",
}

// Typed is Error for a person who may just have typed something: it says that this is still there, where one could doubt
// it.
func Typed(l *i18n.Localizer, err error) string {
	words := Error(l, err)
	var worded Worded
	if !errors.As(err, &worded) && !errors.As(store.Meaning(err), &worded) {
		return words
	}
	if key, _ := worded.Words(); slices.Contains(sparing, key) {
		words += " " + l.T("store.error.typed")
	}
	return words
}

// sentence puts an error's values into its sentence; one that is an error itself is explained. A name in it may come from
// outside.
func sentence(l *i18n.Localizer, w Worded) string {
	key, args := w.Words()
	args = slices.Clone(args)
	for i, a := range args {
		switch a := a.(type) {
		case error:
			args[i] = Error(l, a)
		case string:
			args[i] = i18n.OneLine(a)
		}
	}
	return l.T(key, args...)
}

// plainLeft tells which files locking did not reach.
func plainLeft(l *i18n.Localizer, e *store.PlainLeftError) string {
	var texts []string
	if len(e.Paths) > 0 {
		texts = append(texts, l.T("store.error.plain_left", "paths", strings.Join(e.Paths, ", ")))
	}
	if e.Linked {
		texts = append(texts, l.T("store.error.linked"))
	}
	return strings.Join(texts, " ")
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
	var several *exchange.Unreadable
	if errors.As(err, &several) {
		return Each(l, several, func(err error) string { return File(l, err) }), true
	}
	var fault *exchange.Fault
	if errors.As(err, &fault) {
		return sentence(l, inWords{l, fault}), true
	}
	return named(l, err)
}

// mostFiles is how many files that cannot be read are told of: a folder may have thousands.
const mostFiles = 8

// Each says of each file why it cannot be read, in the words for one.
func Each(l *i18n.Localizer, several *exchange.Unreadable, words func(err error) string) string {
	var lines []string
	for _, p := range several.Parts[:min(len(several.Parts), mostFiles)] {
		lines = append(lines, l.T("exchange.unreadable_part", "name", p.Name(), "why", words(p.Fault)))
	}
	if more := len(several.Parts) - mostFiles; more > 0 {
		lines = append(lines, l.N("exchange.unreadable_more", more))
	}
	return strings.Join(lines, "\n")
}

// Told puts something that the store tells, such as a finding or what a check looked at, into its sentence.
func Told(l *i18n.Localizer, key string, args map[string]string) string {
	var pairs []any
	for name, value := range args {
		pairs = append(pairs, name, i18n.OneLine(value))
	}
	return l.T(key, pairs...)
}

// Step says what a step did, to stand after "Undo:".
func Step(l *i18n.Localizer, u store.UndoStep) string {
	if count, err := strconv.Atoi(u.Args["count"]); err == nil {
		return l.N(u.Key, count)
	}
	args := maps.Clone(u.Args)
	if d, err := diary.ParseDate(args["date"]); err == nil {
		args["date"] = l.DateMedium(d)
	}
	return Told(l, u.Key, args)
}
