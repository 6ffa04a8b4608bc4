package i18n

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name that came from outside may hold characters that turn the text around it, hide it, or drive a terminal. They are
// shown instead of obeyed.

// Hidden tells whether a character is obeyed instead of shown, or nothing of it is seen.
func Hidden(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unseen, r))
}

// unseen are the characters that take no room and tell nothing: two names that differ in them look alike. Those that
// join letters and signs into one are not among them.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{{0x200b, 0x200b, 1}, {0x2028, 0x2029, 1}, {0x2060, 0x2064, 1}, {0xfeff, 0xfeff, 1}, {0xfff9, 0xfffb, 1}},
	R32: []unicode.Range32{{0xe0001, 0xe007f, 1}},
}

// Visible shows what is Hidden: as the picture of the character where there is one, else by its number.
func Visible(text string) string {
	if strings.IndexFunc(text, Hidden) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		const pictures = '\u2400'
		switch {
		case !Hidden(r):
			b.WriteRune(r) // a broken byte becomes U+FFFD
		case r < ' ':
			b.WriteRune(pictures + r)
		case r == 0x7f:
			b.WriteRune('\u2421')
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// OneLine is Visible for a value inside a line: it cannot begin another.
func OneLine(text string) string {
	return strings.NewReplacer("\n", "\u2424", "\t", "\u2409").Replace(Visible(text))
}
