package wording_test

import (
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func TestNoonIsSaidToStandForSymptomsAllDay(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		noon, six := wording.MiddleOnset(l, 0, true), wording.MiddleOnset(l, 360, false)
		if !strings.Contains(noon, "(") || strings.Contains(six, "(") {
			t.Errorf("%s: %q, %q", lang, noon, six)
		}
		c := compare.OnsetClock{Weeks: make([]compare.OnsetWeek, compare.MinClockWeeks), Shifts: []compare.OnsetShift{
			{Before: 600, After: 360}, {Before: 360, After: 0, AfterAllDay: true}, {Before: 0, After: 420, BeforeAllDay: true},
		}}
		if said := wording.OnsetClock(l, c); strings.Count(said, noon) != 2 {
			t.Errorf("%s: %q says %q %d times", lang, said, noon, strings.Count(said, noon))
		}
	}
}
