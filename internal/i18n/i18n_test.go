package i18n_test

import (
	"math"
	"slices"
	"testing"
	"testing/quick"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func localizer(t *testing.T, tag string) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New(tag)
	if err != nil {
		t.Fatalf("New(%q): %v", tag, err)
	}
	return l
}

func TestUnknownLocalesSpeakEnglish(t *testing.T) {
	for _, tag := range []string{"", "C", "POSIX", "xx", "tlh", "C.UTF-8", "!!", "en_GB.UTF-8"} {
		if got := localizer(t, tag).DateLong(diary.MustDate(2026, time.March, 1)); got != "Sunday 1 March 2026" {
			t.Errorf("locale %q: %q", tag, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	en := localizer(t, "en")
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{{-1.84, 1, "−1.8"}, {0.04, 1, "0.0"}, {-0.04, 1, "0.0"}, {12345.6, 0, "12,346"}, {6, 0, "6"}} {
		if got := en.Number(c.x, c.decimals); got != c.want {
			t.Errorf("Number(%v, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
	if got := en.Short(2.02); got != "2" {
		t.Errorf("Short(2.02) = %q", got)
	}
}

func TestParseNumberTakesCommaAndPointButNoThousands(t *testing.T) {
	for s, want := range map[string]float64{"6.5": 6.5, "6,5": 6.5, " 7 ": 7, "−2": -2} {
		if got, ok := i18n.ParseNumber(s); !ok || got != want {
			t.Errorf("ParseNumber(%q) = %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "1.234,5", "1,234,567", "inf", "NaN", "0x10", "1e5", "six", "1_0"} {
		if got, ok := i18n.ParseNumber(s); ok {
			t.Errorf("ParseNumber(%q) = %v, want refusal", s, got)
		}
	}
}

func TestParseNumberReadsWhatFullWrites(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := localizer(t, lang)
		check := func(n int32, decimals uint8) bool {
			x := float64(n) / math.Pow10(int(decimals%7))
			got, ok := i18n.ParseNumber(l.Full(x))
			return ok && got == x
		}
		if err := quick.Check(check, nil); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
	if got := localizer(t, "de").Full(-1234.5); got != "−1234,5" {
		t.Errorf("Full(-1234.5) = %q in German", got)
	}
}

func TestParseNumberReadsWhatNumberWrites(t *testing.T) {
	en := localizer(t, "en")
	check := func(n int16) bool {
		x := float64(n) / 100
		if math.Abs(x) >= 1000 {
			return true
		}
		got, ok := i18n.ParseNumber(en.Number(x, 2))
		return ok && math.Abs(got-x) < 1e-9
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func TestRegionSetsDateOrderClockAndWeek(t *testing.T) {
	d := diary.MustDate(2026, time.March, 2)
	clock, err := diary.ClockFrom(23, 5)
	if err != nil {
		t.Fatal(err)
	}
	us, gb := localizer(t, "en-US"), localizer(t, "en-GB")
	if us.DateShort(d) != "03/02/2026" || gb.DateShort(d) != "02/03/2026" {
		t.Errorf("short dates %q, %q", us.DateShort(d), gb.DateShort(d))
	}
	if us.Clock(clock) != "11:05 pm" || gb.Clock(clock) != "23:05" {
		t.Errorf("clocks %q, %q", us.Clock(clock), gb.Clock(clock))
	}
	if us.FirstWeekday() != time.Sunday || gb.FirstWeekday() != time.Monday {
		t.Error("first weekday")
	}
}

func TestSpanishWritesDatesTimesAndLists(t *testing.T) {
	if !slices.Contains(i18n.Languages, "es") {
		t.Skip("Spanish does not ship")
	}
	d := diary.MustDate(2026, time.March, 2)
	clock, err := diary.ClockFrom(23, 5)
	if err != nil {
		t.Fatal(err)
	}
	spain, mexico, unitedStates := localizer(t, "es_ES.UTF-8"), localizer(t, "es-MX"), localizer(t, "es-US")
	for got, want := range map[string]string{
		spain.DateLong(d):         "lunes 2 de marzo de 2026",
		spain.MonthYear(d):        "marzo de 2026",
		spain.NightOf(d):          "Noche del lunes 2 de marzo",
		spain.NightSpan(d):        "Noche del lun 2 mar al mar 3 mar",
		spain.DateShort(d):        "02/03/2026",
		unitedStates.DateShort(d): "02/03/2026",
		spain.Clock(clock):        "23:05",
		mexico.Clock(clock):       "11:05 p. m.",
		spain.Number(6.5, 1):      "6,5",
		mexico.Number(6.5, 1):     "6.5",
		spain.Percent(0.3):        "30\u00a0%",
		spain.List([]string{"yoga", "magnesio", "hierro"}):     "yoga, magnesio y hierro",
		spain.List([]string{"yoga", "Infusión de valeriana"}):  "yoga e Infusión de valeriana",
		spain.List([]string{"yoga", "hidroxizina"}):            "yoga e hidroxizina",
		spain.List([]string{"una enfermedad", "otro remedio"}): "una enfermedad y otro remedio",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if spain.FirstWeekday() != time.Monday || localizer(t, "es-VE").FirstWeekday() != time.Sunday {
		t.Error("first weekday")
	}
}

func TestFrenchWritesDatesTimesAndNumbers(t *testing.T) {
	if !slices.Contains(i18n.Languages, "fr") {
		t.Skip("French does not ship")
	}
	first, second := diary.MustDate(2026, time.March, 1), diary.MustDate(2026, time.February, 2)
	clock, err := diary.ClockFrom(23, 5)
	if err != nil {
		t.Fatal(err)
	}
	france, canada := localizer(t, "fr_FR.UTF-8"), localizer(t, "fr-CA")
	for got, want := range map[string]string{
		france.DateLong(first):                            "dimanche 1er mars 2026",
		france.DateMedium(second):                         "2 févr. 2026",
		france.MonthYear(first):                           "mars 2026",
		france.NightOf(first):                             "Nuit du dimanche 1er mars",
		france.NightSpan(first):                           "Nuit du dim. 1er mars au lun. 2 mars",
		france.DateShort(second):                          "02/02/2026",
		france.Clock(clock):                               "23:05",
		france.Number(6.5, 1):                             "6,5",
		france.Percent(0.3):                               "30\u00a0%",
		france.N("report.nights", 0):                      "0 nuit",
		france.Part("wording.amount.points_part", 1.8):    "1,8 point",
		france.N("report.nights", 2):                      "2 nuits",
		france.List([]string{"yoga", "magnésium", "fer"}): "yoga, magnésium et fer",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := canada.Clock(clock); got != "23:05" {
		t.Errorf("in Canada %q", got)
	}
	if france.FirstWeekday() != time.Monday || canada.FirstWeekday() != time.Sunday {
		t.Error("first weekday")
	}
}

func TestAMissingTextShowsItsKey(t *testing.T) {
	if got := localizer(t, "en").T("no.such.key"); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
}

func TestList(t *testing.T) {
	en := localizer(t, "en")
	if got := en.List([]string{"iron", "magnesium", "yoga"}); got != "iron, magnesium and yoga" {
		t.Errorf("got %q", got)
	}
}

func TestFoldMakesTextsAlike(t *testing.T) {
	for text, want := range map[string]string{
		"Café": "cafe", "GROẞ und groß": "gross und gross", " Œuf – dur ": "oeuf dur", "02/03/2026": "02 03 2026", "…": "",
	} {
		if got := i18n.Fold(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestALineBeginsWithACapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "since May": "Since May", "élan": "Élan", "3 weeks": "3 weeks", "\xff": "\xff"} {
		if got := i18n.Capital(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
