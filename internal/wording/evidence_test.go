package wording_test

import (
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func loaded(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every entry says what it rests on, in words of every language, and each reference can be looked up.
func TestEveryEntrySaysWhatItRestsOn(t *testing.T) {
	c := loaded(t)
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, item := range c.Items() {
			lines := wording.Evidence(l, c, item.ID)
			if len(lines) == 0 {
				t.Errorf("%s: nothing is said of %s", lang, item.ID)
			}
			for _, line := range append(lines, wording.GuidelineShort(l, c, item.ID)) {
				if strings.HasPrefix(line, "clinical.") {
					t.Errorf("%s: %s lacks words: %s", lang, item.ID, line)
				}
			}
			for i, reference := range c.References(item.ID) {
				if reference == "" {
					t.Errorf("%s names %q, which is no source", item.ID, item.Sources[i])
				}
			}
		}
	}
	if lines := wording.Evidence(nil, c, "own"); lines != nil {
		t.Errorf("something is said of an own remedy: %q", lines)
	}
}

func TestTheGuidelinesPositionIsTold(t *testing.T) {
	c := loaded(t)
	l := i18ntest.Speak(t, "en")
	for id, want := range map[string]string{
		"gabapentin": "for, strong", "iron_oral": "for, conditional", "ropinirole": "against, conditional", "cabergoline": "against, strong",
		"clonazepam": "against, conditional", "valerian": "against, conditional", "massage": "–", "": "–", "cpap": "look at first",
	} {
		if got := wording.GuidelineShort(l, c, id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// "As standard treatment" narrows what the guideline is against; it says so of the dopamine medicines only.
func TestOnlyDopamineMedicinesAreAdvisedAgainstAsStandardTreatment(t *testing.T) {
	c := loaded(t)
	l := i18ntest.Speak(t, "en")
	for id, narrowed := range map[string]bool{
		"pramipexole": true, "ropinirole": true, "rotigotine": true, "levodopa": true,
		"clonazepam": false, "valerian": false, "bupropion": false, "antiepileptic_other": false, "cabergoline": false,
	} {
		lines := wording.Evidence(l, c, id)
		if len(lines) == 0 || !strings.Contains(lines[0], "is against it") || strings.Contains(lines[0], "standard treatment") != narrowed {
			t.Errorf("%s: %q, narrowed to standard treatment: want %v", id, lines, narrowed)
		}
	}
}
