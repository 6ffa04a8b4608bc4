package wording_test

import (
	"slices"
	"strings"
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func TestAnUrgentSignIsAnsweredWithTheNumbersOfTheRegion(t *testing.T) {
	for _, x := range []struct {
		tag   string
		sign  diary.SafetySign
		calls []string
	}{
		{"en-GB", diary.SelfHarm, []string{"Somebody to talk to (United Kingdom): Samaritans, 116 123", "Emergency number (United Kingdom): 999"}},
		{"en-US", diary.SlowBreathing, []string{"Emergency number (United States): 911"}},
		{"en", diary.SelfHarm, []string{"Somebody to talk to: a crisis line near you. findahelpline.com lists them by country.", "Emergency: your local emergency number"}},
		{"en", diary.Weakness, []string{"Emergency: your local emergency number"}},
		{"de_AT.UTF-8", diary.SelfHarm, []string{"Jemand zum Reden (Österreich): TelefonSeelsorge, 142", "Notruf (Österreich): 112 / 144"}},
		{"en-u-rg-frzzzz", diary.SelfHarm, []string{"Somebody to talk to (France): Numéro national de prévention du suicide, 3114", "Emergency number (France): 15 / 112"}},
		{"nl-BE", diary.SelfHarm, []string{"Iemand om mee te praten (België): Zelfmoordlijn, 1813", "Iemand om mee te praten (België): Centre de Prévention du Suicide, 0800 32 123", "Alarmnummer (België): 112"}},
		{"es-AR", diary.SelfHarm, []string{"Alguien con quien hablar (Argentina): Línea nacional de salud mental, 0800 999 0091", "Alguien con quien hablar (Argentina): Centro de Asistencia al Suicida (8–24 h), 0800 345 1435, 135", "Número de emergencias (Argentina): 911 / 107"}},
		{"de-LI", diary.SelfHarm, []string{"Jemand zum Reden (Liechtenstein): Die Dargebotene Hand, 143", "Notruf (Liechtenstein): 112 / 144"}},
		{"de-LU", diary.SelfHarm, []string{"Jemand zum Reden (Luxemburg): SOS Détresse (11–23 h), 45 45 45", "Notruf (Luxemburg): 112"}},
		{"en-JP", diary.SwollenLeg, []string{"Emergency: your local emergency number"}},
	} {
		l := i18ntest.Speak(t, x.tag)
		said, ok := wording.Urgent(l, x.sign)
		if !ok || !slices.Equal(said.Calls, x.calls) {
			t.Errorf("%s %s: %q, want %q", x.tag, x.sign, said.Calls, x.calls)
		}
	}
}

func TestEveryUrgentSignHasItsWordsInEveryLanguage(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, sign := range diary.SafetySigns {
			_, urgent := clinical.UrgencyOf(sign)
			said, ok := wording.Urgent(l, sign)
			if ok != urgent {
				t.Errorf("%s %s: answered %v", lang, sign, ok)
			}
			if ok && (said.Text == "" || strings.HasPrefix(said.Text, "clinical.") || len(said.Calls) == 0) {
				t.Errorf("%s %s: %+v", lang, sign, said)
			}
		}
		for _, region := range clinical.HelpRegions() {
			if !l.Has("clinical.region." + strings.ToLower(region)) {
				t.Errorf("%s has no name for %s", lang, region)
			}
		}
	}
}
