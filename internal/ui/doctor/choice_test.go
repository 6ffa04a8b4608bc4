package doctor

import (
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestDatesOfEachStretch(t *testing.T) {
	day := func(m time.Month, d int) diary.Date { return diary.MustDate(2026, m, d) }
	d := diary.Diary{
		Nights: []diary.Night{{Date: diary.MustDate(2024, 5, 1)}, {Date: day(3, 2)}},
		Visits: []diary.Visit{{Date: day(1, 5)}, {Date: day(2, 10)}, {Date: day(4, 1)}},
	}
	for _, c := range []struct {
		choice     choice
		from, want diary.Date
	}{
		{choice{Stretch: fourWeeks}, day(2, 3), day(3, 2)},
		{choice{Stretch: threeMonths}, diary.MustDate(2025, 12, 3), day(3, 2)},
		{choice{Stretch: oneYear}, diary.MustDate(2025, 3, 3), day(3, 2)},
		{choice{Stretch: sinceVisit}, day(2, 10), day(3, 2)},
		{choice{Stretch: everything}, diary.MustDate(2024, 5, 1), day(3, 2)},
		{choice{Stretch: ownDates, From: day(1, 1), To: day(1, 31)}, day(1, 1), day(1, 31)},
		{choice{Stretch: ownDates, From: day(2, 1), To: day(1, 31)}, diary.MustDate(2025, 12, 3), day(3, 2)},
	} {
		if from, to := c.choice.dates(d, day(3, 3)); from != c.from || to != c.want {
			t.Errorf("%s: %s to %s, want %s to %s", c.choice.Stretch, from, to, c.from, c.want)
		}
	}
}

func TestAChoiceIsKeptAndReadBack(t *testing.T) {
	c := firstChoice(localized(t, "en"))
	c.Name, c.Grey, c.Without = "A. B.", true, []int64{3}
	c.Stretch, c.From, c.To = ownDates, diary.MustDate(2026, 1, 1), diary.MustDate(2026, 2, 1)
	text, err := c.text()
	if err != nil {
		t.Fatal(err)
	}
	back, err := parseChoice(text, choice{})
	if again, _ := back.text(); err != nil || again != text {
		t.Errorf("%s became %s (%v)", text, again, err)
	}
}

// People print on the paper that is sold where they live, unless they chose another.
func TestThePaperIsThatOfTheRegion(t *testing.T) {
	for tag, letter := range map[string]bool{"en-US": true, "es-MX": true, "fr-CA": true, "en-GB": false, "de-DE": false, "es-ES": false, "en": false} {
		first := firstChoice(localized(t, tag))
		if first.Letter != letter {
			t.Errorf("%s: Letter is %v", tag, first.Letter)
		}
		other := first
		other.Letter = !letter
		text, err := other.text()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := parseChoice(text, first); err != nil || back.Letter == letter {
			t.Errorf("%s: what was chosen became %v, %v", tag, back.Letter, err)
		}
	}
}

func localized(t *testing.T, tag string) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestAnOldChoiceFallsBackToWhatIsKnown(t *testing.T) {
	c, err := parseChoice(`{"stretch":"moon","outcomes":["wind"]}`, firstChoice(localized(t, "en")))
	if err != nil || c.Stretch != threeMonths || len(c.Outcomes) != 1 || c.Outcomes[0] != compare.Severity {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := parseChoice("{", choice{}); err == nil {
		t.Error("half a choice is taken")
	}
}
