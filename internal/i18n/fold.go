package i18n

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelt writes out the letters that are no accented ones but are often typed as two.
var spelt = strings.NewReplacer("ß", "ss", "œ", "oe", "æ", "ae")

// Fold makes texts alike for a search: lower case, no accents, punctuation as single spaces.
func Fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFKD.String(spelt.Replace(strings.ToLower(s))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}
