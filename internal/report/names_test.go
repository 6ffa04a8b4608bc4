package report

import "testing"

func TestOutlinesHoldOnlyWhatViewersShow(t *testing.T) {
	for in, want := range map[string]string{
		"\u2068ברזל\u2069: start": "ברזל: start",
		"Чай 💊 茶":                 "Чай \uFFFD 茶",
	} {
		if got := outlineWords(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
