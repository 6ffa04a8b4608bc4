package field

import (
	"testing"

	"stillnight/internal/i18n"
)

func TestTimesAreReadAsPeopleTypeThem(t *testing.T) {
	l := words(t, "en-GB")
	for text, want := range map[string]string{
		"2305": "23:05", "23:05": "23:05", "11pm": "23:00", "11.05 p.m.": "23:05", "12am": "00:00", "12 PM": "12:00", "7.30": "07:30", "23h05": "23:05", "7 h 30": "07:30", "23 H": "23:00",
		"24:00": "00:00", "11p": "23:00", "7 A": "07:00", "11:05\u00a0p. m.": "23:05",
	} {
		if c, fault := ReadClock(l, text); fault != "" || c.String() != want {
			t.Errorf("%q is read as %s, %q; want %s", text, c, fault, want)
		}
	}
	for _, text := range []string{"", "25:00", "13pm", "0 am", "24:00 pm", "soon", "23:5", "h", "2h3h", "pm"} {
		if c, fault := ReadClock(l, text); fault == "" {
			t.Errorf("%q is read as %s", text, c)
		}
	}
}

// Half past ten alone is morning in one region and asked about in another; it is never guessed.
func TestAnHourOfTwelveIsAskedAboutWhereThereAreTwoOfThem(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en-GB", "10:30", "10:30"}, {"de-DE", "3", "03:00"}, {"fr-CA", "11", "11:00"}, {"es-ES", "12", "12:00"},
		{"en-US", "10:30", ""}, {"en-US", "3", ""}, {"en-AU", "12", ""}, {"es-MX", "1", ""}, {"de-US", "0730", ""},
		{"en-US", "10:30 pm", "22:30"}, {"en-US", "3p", "15:00"}, {"es-MX", "12 a. m.", "00:00"},
		{"en-US", "0:30", "00:30"}, {"en-US", "13", "13:00"}, {"en-US", "2305", "23:05"}, {"en-US", "24:00", "00:00"},
	} {
		l := words(t, c.lang)
		got, fault := ReadClock(l, c.text)
		if c.want == "" && fault != l.T("field.clock.half") || c.want != "" && (fault != "" || got.String() != c.want) {
			t.Errorf("%s: %q is read as %s, %q; want %s", c.lang, c.text, got, fault, c.want)
		}
	}
}

func FuzzReadClock(f *testing.F) {
	var all []*i18n.Localizer
	for _, lang := range []string{"en-GB", "en-US", "es-MX", "de", "fr", "nl"} {
		l, err := i18n.New(lang)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, l)
	}
	for _, text := range []string{"23:05", "11 pm", "11:05 p. m.", "24:00", "7h30", "12a", "", "m.", "pp"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range all {
			c, fault := ReadClock(l, text)
			if fault != "" {
				continue
			}
			if again, fault := ReadClock(l, l.Clock(c)); fault != "" || again != c {
				t.Errorf("%q is shown as %q and read as %s, %q", text, l.Clock(c), again, fault)
			}
		}
	})
}
