package i18n_test

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestAStartIsReadAsWellAsItIsRemembered(t *testing.T) {
	today := diary.MustDate(2026, 11, 27)
	for _, c := range []struct{ text, want string }{
		{"March 2024", "2024-03"}, {"mar 2024", "2024-03"}, {"März 2024", "2024-03"}, {"Maerz 2024", "2024-03"}, {"mars 2024", "2024-03"},
		{"marzo de 2024", "2024-03"}, {"maart 2024", "2024-03"}, {"3/2024", "2024-03"}, {"03.2024", "2024-03"}, {"2024-03", "2024-03"},
		{"since March 2024", "2024-03"}, {"seit August 2023", "2023-08"}, {"depuis août 2023", "2023-08"},
		{"2024", "2024"}, {"in 2024", "2024"}, {"about 2024", "~2024-07-01"}, {"ca. 2024", "~2024-07-01"}, {"~2024", "~2024-07-01"},
		{"about three years ago", "~2023-07-01"}, {"3 years", "~2023-07-01"}, {"for 3 years", "~2023-07-01"}, {"three years ago", "~2023-07-01"},
		{"vor etwa drei Jahren", "~2023-07-01"}, {"seit 3 Jahren", "~2023-07-01"}, {"hace unos tres años", "~2023-07-01"},
		{"il y a environ trois ans", "~2023-07-01"}, {"ongeveer drie jaar geleden", "~2023-07-01"}, {"depuis 10 ans", "~2016-07-01"},
		{"a year and a half ago", "~2025-05-15"}, {"depuis un an et demi", "~2025-05-15"}, {"hace un año y medio", "~2025-05-15"},
		{"2 or 3 years ago", "~2024-05-15"}, {"seit zwei bis drei Jahren", "~2024-05-15"}, {"desde hace dos o tres años", "~2024-05-15"},
		{"il y a deux ou trois ans", "~2024-05-15"}, {"twee of drie jaar geleden", "~2024-05-15"}, {"2 bis 4 Jahre", "~2023-07-01"}, {"3 or 2 years", ""},
		{"last year", "2025"}, {"seit letztem Jahr", "2025"}, {"desde el año pasado", "2025"}, {"depuis l’année dernière", "2025"}, {"sinds vorig jaar", "2025"},
		{"1.5 years ago", "~2025-05-15"}, {"1½ years", "~2025-05-15"}, {"half a year ago", "~2026-05-15"},
		{"8 months ago", "~2026-03-15"}, {"vor 8 Monaten", "~2026-03-15"}, {"hace ocho meses", "~2026-03-15"}, {"acht maanden geleden", "~2026-03-15"},
		{"spring 2024", "~2024-04-15"}, {"Frühjahr 2024", "~2024-04-15"}, {"Fruehjahr 2024", "~2024-04-15"}, {"seit ungefaehr fuenf Jahren", "~2021-07-01"}, {"automne 2023", "~2023-10-15"}, {"late 2023", "~2023-11-15"}, {"Ende 2023", "~2023-11-15"},
		{"about March 2024", "~2024-03-15"}, {"3 weeks ago", "2026-11-06"}, {"10 days ago", "2026-11-17"},
		{"3 March 2024", "2024-03-03"}, {"March 3, 2024", "2024-03-03"}, {"3. März 2024", "2024-03-03"}, {"1er mars 2024", "2024-03-01"}, {"8th Dec 2021", "2021-12-08"},
		{"3 de marzo de 2024", "2024-03-03"},
		{"spring", "~2026-04-15"}, {"last spring", "~2026-04-15"}, {"since the summer", "~2026-07-15"}, {"Frühling", "~2026-04-15"}, {"letzten Sommer", "~2026-07-15"},
		{"im Herbst", "~2026-10-15"}, {"letzten Herbst", "~2025-10-15"}, {"la primavera pasada", "~2026-04-15"}, {"desde el verano", "~2026-07-15"}, {"en otoño", "~2026-10-15"},
		{"au printemps", "~2026-04-15"}, {"l’été dernier", "~2026-07-15"}, {"depuis cet hiver", "~2026-01-15"}, {"vorige zomer", "~2026-07-15"},
		{"afgelopen lente", "~2026-04-15"}, {"sinds het voorjaar", "~2026-04-15"}, {"winter", "~2026-01-15"},
		{"March", "2026-03"}, {"last March", "2026-03"}, {"since December", "2025-12"}, {"im Oktober", "2026-10"}, {"November", "2026-11"}, {"last November", "2025-11"},
		{"about March", "~2026-03-15"}, {"marzo pasado", "2026-03"}, {"en mars dernier", "2026-03"},
		{"early", ""}, {"fin", ""}, {"last", ""}, {"last banana", ""},
		{"31 February 2024", ""}, {"March 2031", ""}, {"2031", ""}, {"banana", ""}, {"", ""}, {"12", ""}, {"13/2024", ""}, {"0 years ago", ""}, {"5000 years ago", ""},
	} {
		d, is, ok := i18n.ParseStart(c.text, today)
		got := ""
		if ok {
			got = diary.Phase{Start: d, StartIs: is}.StartText()
		}
		if got != c.want {
			t.Errorf("%q: %q, wanted %q", c.text, got, c.want)
		}
	}
	for _, text := range []string{"before this diary", "Not known", "don't know", "vor diesem Tagebuch", "weiß nicht", "antes de este diario", "no sé", "avant ce journal", "onbekend",
		"a few years", "several years ago", "seit ein paar Jahren", "vor einigen Jahren", "desde hace varios años", "il y a quelques années", "al een paar jaar",
		"always", "schon immer", "desde siempre", "depuis toujours", "altijd", "since childhood", "seit meiner Kindheit"} {
		if d, is, ok := i18n.ParseStart(text, today); !ok || is != diary.StartNotKnown || !d.IsZero() {
			t.Errorf("%q: %v %q %v", text, d, is, ok)
		}
	}
}

// A season that goes on began at some time up to today, also where its middle is still to come.
func TestASeasonThatGoesOnHasBegun(t *testing.T) {
	for _, c := range []struct {
		today      diary.Date
		text, want string
	}{
		{diary.MustDate(2026, 3, 20), "spring", "~2026-03-20"}, {diary.MustDate(2026, 2, 20), "spring", "~2025-04-15"},
		{diary.MustDate(2026, 12, 5), "this winter", "~2026-12-05"}, {diary.MustDate(2026, 12, 5), "last winter", "~2026-01-15"},
		{diary.MustDate(2027, 1, 20), "winter", "~2027-01-15"}, {diary.MustDate(2027, 2, 20), "last winter", "~2026-01-15"},
		{diary.MustDate(2026, 3, 1), "March", "2026-03"}, {diary.MustDate(2026, 2, 28), "March", "2025-03"},
	} {
		d, is, ok := i18n.ParseStart(c.text, c.today)
		if got := (diary.Phase{Start: d, StartIs: is}).StartText(); !ok || got != c.want {
			t.Errorf("%q on %v: %q, wanted %q", c.text, c.today, got, c.want)
		}
	}
}

func TestWhatAFormShowsOfAStartIsReadAsTheSame(t *testing.T) {
	today := diary.MustDate(2026, 11, 27)
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"2024-03", "2024", "~2024-07-01", "~2024-03-15", "2024-12-05"} {
			d, is, err := diary.ParseStart(text)
			if err != nil {
				t.Fatal(err)
			}
			shown := l.Start(diary.Phase{Start: d, StartIs: is})
			got, gotIs, ok := i18n.ParseStart(shown, today)
			if !ok || got != d || gotIs != is {
				t.Errorf("%s: %s is shown as %q, which is read as %v %q %v", lang, text, shown, got, gotIs, ok)
			}
		}
		shown := l.Start(diary.Phase{Start: today, StartIs: diary.StartNotKnown})
		if _, is, ok := i18n.ParseStart(shown, today); !ok || is != diary.StartNotKnown {
			t.Errorf("%s: %q is not read", lang, shown)
		}
	}
}

func FuzzParseStart(f *testing.F) {
	f.Add("about 3 years ago")
	f.Add("1½ years")
	f.Fuzz(func(t *testing.T, text string) {
		today := diary.MustDate(2026, 11, 27)
		d, is, ok := i18n.ParseStart(text, today)
		if !ok || is == diary.StartNotKnown {
			return
		}
		if from, to := (diary.Phase{Start: d, StartIs: is}).StartRange(); from.After(today) || to.Before(from) || d.IsZero() {
			t.Errorf("%q is from %v to %v", text, from, to)
		}
	})
}
