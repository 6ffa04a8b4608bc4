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
