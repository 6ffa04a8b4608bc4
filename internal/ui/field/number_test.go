package field

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func words(t *testing.T, lang string) *i18n.Localizer {
	t.Helper()
	test.NewTempApp(t)
	l, err := i18n.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A half-typed number that comes back after a crash is judged as it was while it was typed.
func TestADraftOfACountIsJudgedAsACount(t *testing.T) {
	l := words(t, "en-GB")
	f := &Form{Drafted: func(string) (string, bool) { return "6.30", true }}
	kept := diary.None[int]()
	e := f.Count(l, "minutes", "Minutes", diary.None[int](), 0, 600, 5, func(v diary.Optional[int]) { kept = v })
	if e.Text != "6.30" || e.Fault() == "" {
		t.Errorf("%q is on show, and what is wrong: %q", e.Text, e.Fault())
	}
	f.Commit()
	if kept.IsSet() {
		t.Errorf("%v was kept", kept)
	}
	e.SetText("30")
	f.Commit()
	if e.Fault() != "" || kept != diary.Some(30) {
		t.Errorf("%q: kept %v, %q", e.Text, kept, e.Fault())
	}
}

// What a field shows of a number can be read again, in every language.
func TestANumberOnShowCanBeReadAgain(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := words(t, lang)
		for _, want := range []float64{0, 0.125, 7.25, 1000, 1234.5, 99999.75} {
			var kept diary.Optional[float64]
			e := (&Form{}).Number(l, "dose", "Dose", diary.Some(want), 0, diary.MaxDose, 1, func(v diary.Optional[float64]) { kept = v })
			shown := e.Text
			e.SetText("")
			e.SetText(shown)
			e.Commit()
			if kept != diary.Some(want) {
				t.Errorf("%s: %v is shown as %q and read as %v: %s", lang, want, shown, kept, e.Fault())
			}
		}
	}
}

func TestArrowsStepANumber(t *testing.T) {
	for _, c := range []struct {
		from, up, down float64
	}{{0, 1, 0}, {0.14, 1.14, 0}, {1.2, 2.2, 0.2}, {1234.5, 1235.5, 1233.5}, {diary.MaxDose, diary.MaxDose, diary.MaxDose - 1}} {
		for key, want := range map[fyne.KeyName]float64{fyne.KeyUp: c.up, fyne.KeyDown: c.down} {
			l := words(t, "de")
			kept := diary.Some(c.from)
			e := (&Form{}).Number(l, "dose", "Dose", kept, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) { kept = v })
			e.TypedKey(&fyne.KeyEvent{Name: key})
			e.Commit()
			if kept != diary.Some(want) {
				t.Errorf("from %v the key %s leads to %v, want %v", c.from, key, kept, want)
			}
		}
	}
}

func TestWholeNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	l := words(t, "en-GB")
	whole, bounds := "Give a whole number from 0 to 600.", "Give a number from 0 to 600."
	f := &Form{}
	var kept diary.Optional[int]
	changed := func(v diary.Optional[int]) { kept = v }
	count := f.Count(l, "", "Count", kept, 0, 600, 5, changed)
	minutes := f.Minutes(l, "", "Minutes", kept, 600, changed)
	for _, c := range []struct {
		line         *Line
		typed, shown string
		want         diary.Optional[int]
		fault        string
	}{
		{count, "5", "5", diary.Some(5), ""},
		{count, "5,0", "5", diary.Some(5), ""},
		{count, " 5.0 ", "5", diary.Some(5), ""},
		{count, "5.5", "5.5", diary.None[int](), whole},
		{count, "a few", "a few", diary.None[int](), whole},
		{count, "1:30", "1:30", diary.None[int](), whole},
		{count, "601", "601", diary.None[int](), bounds},
		{count, "-1", "-1", diary.None[int](), bounds},
		{count, "99999999999999999999", "99999999999999999999", diary.None[int](), bounds},
		{count, " ", "", diary.None[int](), ""},
		{minutes, "45", "45", diary.Some(45), ""},
		{minutes, "1h", "60", diary.Some(60), ""},
		{minutes, "1:30", "90", diary.Some(90), ""},
		{minutes, "1 h 30 min", "90", diary.Some(90), ""},
		{minutes, "7½", "7½", diary.None[int](), whole},
		{minutes, "10:01", "10:01", diary.None[int](), bounds},
	} {
		kept = diary.None[int]()
		c.line.SetText("1") // so that the text is another
		c.line.SetText(c.typed)
		if c.line.Text != c.typed {
			t.Errorf("while one types %q, %q is on show", c.typed, c.line.Text)
		}
		c.line.Commit()
		if kept != c.want || c.line.Text != c.shown || c.line.Fault() != c.fault {
			t.Errorf("%s: of %q %v is kept and %q shown, and said %q", c.line.name, c.typed, kept, c.line.Text, c.line.Fault())
		}
	}
}

func TestHoursAreShownAsNumbersOnceTheirLineIsLeft(t *testing.T) {
	for _, c := range []struct{ lang, typed, shown string }{
		{"en-GB", "7:30", "7.5"}, {"de", "7:30", "7,5"}, {"fr", "7h30", "7,5"}, {"nl", "7 ½", "7,5"}, {"es-MX", "7 h", "7"},
		{"de", "7.25", "7,25"}, {"en-GB", "450 min", "7.5"}, {"en-GB", "7:20", "7.33"}, {"en-GB", "24:30", "24:30"}, {"de", "lange", "lange"},
	} {
		l := words(t, c.lang)
		var kept diary.Optional[float64]
		e := (&Form{}).Hours(l, "", "Hours", kept, diary.MaxSleepHours, func(v diary.Optional[float64]) { kept = v })
		e.SetText(c.typed)
		e.Commit()
		if e.Text != c.shown || kept.IsSet() != (e.Fault() == "") || kept.IsSet() && l.Full(kept.Or(0)) != c.shown {
			t.Errorf("%s: %q is shown as %q and kept as %v; said %q", c.lang, c.typed, e.Text, kept, e.Fault())
		}
	}
}

func TestArrowsStepFromHoursAsTheyWereTyped(t *testing.T) {
	l := words(t, "de")
	e := (&Form{}).Hours(l, "", "Hours", diary.None[float64](), diary.MaxSleepHours, func(diary.Optional[float64]) {})
	e.SetText("7:30")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if e.Text != "7,75" {
		t.Errorf("a step up from 7:30 is %q", e.Text)
	}
}
