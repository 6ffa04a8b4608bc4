package i18n_test

import (
	"regexp"
	"strings"
	"testing"
)

// loose finds what may be torn from its word at the end of a line: French sets a space before these marks and inside
// its quotation marks, and all but English before a percent sign; it has to be one that does not break.
var loose = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(` [:;?!»](\s|[".,)]|$)|« |[\d}] %`),
	"de": regexp.MustCompile(`[\d}] %`),
	"es": regexp.MustCompile(`[\d}] %`),
	"nl": regexp.MustCompile(`[\d}] %`),
}

func TestMarksStayWithTheirWords(t *testing.T) {
	for lang, torn := range loose {
		for key, forms := range texts(t, lang) {
			if strings.HasPrefix(key, "exchange.synonyms.") {
				continue // what files may bear, not what is shown
			}
			for _, text := range forms {
				if at := torn.FindStringIndex(text); at != nil {
					t.Errorf("%s %s: a space that breaks at %q", lang, key, text[max(0, at[0]-12):at[1]])
				}
			}
		}
	}
}
