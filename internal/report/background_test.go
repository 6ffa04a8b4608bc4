package report

import "testing"

func TestAPartOfTheBackgroundEndsAsASentenceDoes(t *testing.T) {
	for part, want := range map[string]string{
		"Sleep apnoea: yes":                  "Sleep apnoea: yes.",
		"Worse since the second child. ":     "Worse since the second child.",
		"Is it the tablets?":                 "Is it the tablets?",
		"¿Serán las pastillas? ":             "¿Serán las pastillas?",
		"Vielleicht die Nerven …":            "Vielleicht die Nerven …",
		"Never again!":                       "Never again!",
		"Mother had it (as far as we know?)": "Mother had it (as far as we know?)",
		"She said “it is the nerves.”":       "She said “it is the nerves.”",
		"Er sagte „es sind die Nerven.“":     "Er sagte „es sind die Nerven.“",
		"Il dit « ce sont les nerfs.\u00a0»": "Il dit « ce sont les nerfs.\u00a0»",
		"Hun heet het ‘de benen’":            "Hun heet het ‘de benen’.",
		"Tried iron (2019)":                  "Tried iron (2019).",
		"since then...":                      "since then.",
	} {
		if got := ended(part); got != want {
			t.Errorf("%q: %q, want %q", part, got, want)
		}
	}
}
