package remedies_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// onRequip is a diary with a dopamine medicine taken for two months.
func onRequip() diary.Diary {
	return diary.Diary{Interventions: []diary.Intervention{{Name: "Requip", CatalogueID: "ropinirole", Kind: diary.Prescription,
		Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 1), Dose: diary.Some(1.0), Unit: "mg"}}}}}
}

func TestImpulsesAreAskedAboutAndTheAnswerIsKept(t *testing.T) {
	for _, answer := range []struct {
		button string
		want   diary.EffectSeverity
		told   bool
	}{{"clinical.monthly.no", diary.NoEffect, false}, {"clinical.monthly.yes", diary.ModerateEffect, true}} {
		env, w, s := openScreen(t, remedies.New, onRequip())
		s.Show(screen.Target{})
		question := env.L.T("clinical.monthly.question", "name", "Requip")
		if !strings.Contains(uitest.Words(w.Content()), question) {
			t.Fatal("nothing is asked")
		}
		test.Tap(uitest.Button(t, w, env.L.T(answer.button)))
		want := []diary.SideEffect{{Date: env.LatestNight(), Effect: diary.ImpulseCheck, Severity: answer.want}}
		if iv := only(t, env); !slices.Equal(iv.SideEffects, want) {
			t.Errorf("kept %+v, want %+v", iv.SideEffects, want)
		}
		words := uitest.Words(w.Content())
		if strings.Contains(words, question) || strings.Contains(words, env.L.T("clinical.monthly.told", "name", "Requip")) != answer.told {
			t.Errorf("%s: the card says\n%s", answer.button, words)
		}
	}
}

func TestASideEffectIsNotedToldAndRemoved(t *testing.T) {
	env, w, s := openScreen(t, remedies.New, onRequip())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("clinical.effects.add")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if !strings.Contains(uitest.Words(w.Content()), env.L.T("clinical.effects.missing")) {
		t.Error("an empty form is kept")
	}
	what := uitest.Find(t, w.Content(), "effect", func(l *field.Line) bool { return l.Key == "effect" })
	test.Type(what, "Nausea")
	test.Tap(uitest.Find(t, w.Content(), "moderate", func(c *field.Chip) bool { return c.Text == env.L.T("clinical.effects.severity.2") }))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	want := []diary.SideEffect{{Date: env.LatestNight(), Effect: "Nausea", Severity: diary.ModerateEffect}}
	if iv := only(t, env); !slices.Equal(iv.SideEffects, want) {
		t.Fatalf("kept %+v", iv.SideEffects)
	}
	if !strings.Contains(uitest.Words(w.Content()), "Side effects: Nausea, moderate (3 Mar 2026).") {
		t.Errorf("the card does not tell it:\n%s", uitest.Words(w.Content()))
	}
	// A change of the remedy keeps it.
	test.Tap(uitest.Button(t, w, env.L.T("remedies.correct")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if iv := only(t, env); !slices.Equal(iv.SideEffects, want) {
		t.Errorf("correcting the remedy left %+v", iv.SideEffects)
	}
	test.Tap(uitest.Button(t, w, env.L.T("clinical.effects.add")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_delete")))
	if iv := only(t, env); len(iv.SideEffects) != 0 {
		t.Errorf("removed, and still there: %+v", iv.SideEffects)
	}
	env.Undo()
	if iv := only(t, env); !slices.Equal(iv.SideEffects, want) {
		t.Errorf("undo brought %+v back", iv.SideEffects)
	}
}

func TestTheSideEffectsFit(t *testing.T) {
	d := onRequip()
	d.Interventions[0].SideEffects = []diary.SideEffect{{Date: diary.MustDate(2026, 2, 1), Effect: "A feeling of dizziness when getting up in the night", Severity: diary.SevereEffect}}
	fits(t, remedies.New, d, "clinical.effects.add")
}
