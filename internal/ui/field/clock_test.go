package field

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestTimesAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{
		"2305": "23:05", "23:05": "23:05", "11pm": "23:00", "11.05 p.m.": "23:05", "12am": "00:00", "12 PM": "12:00", "7.30": "07:30", "23h05": "23:05", "7 h 30": "07:30", "23 H": "23:00",
	} {
		if c, ok := ReadClock(text); !ok || c.String() != want {
			t.Errorf("%q is read as %s, %v; want %s", text, c, ok, want)
		}
	}
	for _, text := range []string{"", "25:00", "13pm", "soon", "23:5", "h", "2h3h"} {
		if c, ok := ReadClock(text); ok {
			t.Errorf("%q is read as %s", text, c)
		}
	}
}

func TestDatesAreReadInTheOrderOfTheRegion(t *testing.T) {
	latest := diary.MustDate(2026, 3, 3)
	for _, c := range []struct{ lang, text, want string }{
		{"en-GB", "02/03/2026", "2026-03-02"},
		{"en-US", "03/02/2026", "2026-03-02"},
		{"en-GB", "2.3.26", "2026-03-02"},
		{"en-GB", "25/12", "2025-12-25"},
		{"en-GB", "2026-03-02", "2026-03-02"},
		{"en-GB", "31/02/2026", ""},
		{"en-GB", "yesterday", ""},
	} {
		l, err := i18n.New(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		d, ok := ReadDate(l, c.text, latest)
		if d.String() != c.want && ok || ok != (c.want != "") {
			t.Errorf("%s %q is read as %s, %v; want %s", c.lang, c.text, d, ok, c.want)
		}
	}
}
