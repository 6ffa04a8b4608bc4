package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Field is what a column of a table of nights holds. It is named as in the JSON form of a night; the
// words for it are in the translations under "exchange.field.<field>".
type Field string

// Fields with a role of their own.
const (
	Ignored   Field = ""
	DateField Field = "date"
	NoteField Field = "note"
)

// listSeparator stands between the values of one cell.
const listSeparator = "; "

// cells turns values into text and back, in one language.
type cells struct {
	l            *i18n.Localizer
	decimalComma bool
}

// Fields lists every field in the order of the export.
func Fields() []Field {
	list := []Field{DateField}
	for _, f := range diary.NightFields {
		list = append(list, Field(f.Name))
	}
	return list
}

// Words names the field.
func (f Field) Words(l *i18n.Localizer) string {
	if f == Ignored {
		return l.T("exchange.field_ignored")
	}
	return l.T("exchange.field." + string(f))
}

// text writes a night's answer in a field, "" where there is none.
func (c cells) text(f diary.Field, n *diary.Night) string {
	if !f.IsSet(n) {
		return ""
	}
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		return intCell(*v)
	case *diary.Optional[float64]:
		return c.floatCell(*v)
	case *diary.Optional[diary.Clock]:
		return clockCell(*v)
	case *bool:
		return c.l.T("exchange.yes")
	case *string:
		return *v
	case diary.Choice:
		words := v.Chosen()
		for i, w := range words {
			words[i] = c.l.T(f.Words + w)
		}
		return strings.Join(words, listSeparator)
	}
	panic(fmt.Errorf("exchange: no cell can hold %s", f.Name))
}

// readWord puts into a night what the program itself writes for an answer in words. It tells whether it could.
func (c cells) readWord(f diary.Field, n *diary.Night, text string) bool {
	switch v := f.In(n).(type) {
	case *bool:
		return c.readYes(v, text)
	case diary.Choice:
		return c.readChoice(f, v, text)
	}
	return false
}

func (c cells) readYes(at *bool, text string) bool {
	switch folded := i18n.Fold(text); folded {
	case "yes", "true", "1", "x", i18n.Fold(c.l.T("exchange.yes")):
		*at = true
	case "no", "false", "0", i18n.Fold(c.l.T("exchange.no")):
		*at = false
	default:
		return false
	}
	return true
}

func (c cells) readChoice(f diary.Field, at diary.Choice, text string) bool {
	parts := []string{text}
	if f.Kind == diary.AnyOf {
		parts = strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' })
	}
	var words []string
	for _, part := range parts {
		word, ok := choose(c.l, f.Words, at.All(), part)
		if !ok {
			return false
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	at.Choose(words)
	return true
}

// choose finds a choice by its id or by its words in the user's language.
func choose(l *i18n.Localizer, prefix string, choices []string, text string) (string, bool) {
	wanted := i18n.Fold(text)
	for _, c := range choices {
		if wanted == i18n.Fold(c) || wanted == i18n.Fold(l.T(prefix+c)) {
			return c, true
		}
	}
	return "", false
}

func (c cells) number(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if c.decimalComma {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}
