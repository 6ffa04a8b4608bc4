package i18n_test

import (
	"testing"

	"stillnight/internal/i18n"
)

func TestANameCannotTurnOrHideTheTextAroundIt(t *testing.T) {
	for name, want := range map[string]string{
		"night.csv":               "night.csv",
		"a\u202egnp.csv":          "a<U+202E>gnp.csv",
		"a\x1b[31m\nb\tc\x7f.csv": "a␛[31m␤b␉c␡.csv",
		"broken\xff.csv":          "broken\ufffd.csv",
		"👩\u200d⚕️ नि\u200cद.csv": "👩\u200d⚕️ नि\u200cद.csv",
	} {
		if got := i18n.OneLine(name); got != want {
			t.Errorf("%q reads %q, want %q", name, got, want)
		}
	}
}
