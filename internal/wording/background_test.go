package wording_test

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func TestConditionsStandInALineAsTheLanguageWritesThem(t *testing.T) {
	var b diary.Background
	for i := range b.Conditions {
		b.Conditions[i] = diary.Yes
	}
	for lang, want := range map[string]string{
		"en": "Kidney disease or dialysis, nerve disease of the legs (neuropathy), sleep apnoea, depression, pregnant now, anaemia or",
		"de": "Nierenkrankheit oder Dialyse, Nervenkrankheit der Beine (Neuropathie), Schlafapnoe, Depression, zurzeit schwanger, früher Blutarmut",
		"es": "Enfermedad renal o diálisis, enfermedad de los nervios de las piernas (neuropatía), apnea del sueño, depresión, embarazo actual, anemia",
		"fr": "Maladie des reins ou dialyse, maladie des nerfs des jambes (neuropathie), apnée du sommeil, dépression, enceinte actuellement, anémie",
		"nl": "Nierziekte of dialyse, zenuwziekte van de benen (neuropathie), slaapapneu, depressie, nu zwanger, eerder bloedarmoede",
	} {
		if said := wording.Background(i18ntest.Speak(t, lang), b); !strings.HasPrefix(strings.Join(said, " "), want) {
			t.Errorf("%s: %q", lang, said)
		}
	}
}
