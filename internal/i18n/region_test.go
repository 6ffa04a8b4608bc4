package i18n_test

import (
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestTheRegionIsKnownOnlyWhereATagNamesIt(t *testing.T) {
	for _, x := range []struct{ tag, system, want string }{
		{"de_AT.UTF-8", "", "AT"},
		{"nl-BE", "nl-BE", "BE"},
		{"en", "", ""},
		{"de", "", ""},
		{"", "", ""},
		{"C", "", ""},
		{"en", "de-AT", "AT"},
		{"fr", "fr_CH.UTF-8", "CH"},
		{"es-MX", "en-US", "MX"},
		{"en", "de", ""},
		{"en", "C", ""},
		{"en", "es-419", ""},
		{"", "de-DE", ""},
	} {
		l, err := i18n.New(i18n.Living(x.tag, x.system))
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Region(); got != x.want {
			t.Errorf("%q on a system of %q: %q, want %q", x.tag, x.system, got, x.want)
		}
	}
}

func TestLivingAbroadDoesNotChangeHowALanguageWrites(t *testing.T) {
	for _, tag := range i18n.Languages {
		home, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		abroad, err := i18n.New(i18n.Living(tag, "de-CH"))
		if err != nil {
			t.Fatal(err)
		}
		day := diary.MustDate(2026, time.March, 2)
		if a, h := abroad.Number(1234.5, 1)+abroad.DateShort(day)+abroad.Clock(60), home.Number(1234.5, 1)+home.DateShort(day)+home.Clock(60); a != h {
			t.Errorf("%s writes %s in Switzerland and %s at home", tag, a, h)
		}
	}
}
