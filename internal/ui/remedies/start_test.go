package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestAStartIsKeptAsWellAsItIsKnown(t *testing.T) {
	for _, c := range []struct{ typed, shown, kept, said string }{
		{"March 2024", "March 2024", "2024-03", "Since March 2024"},
		{"2024", "2024", "2024", "Since 2024"},
		{"about three years ago", "about 2023", "~2023-07-01", "Since about 2023"},
		{"", "before this diary", "", "Since before this diary began"},
		{"1/3/26", "01/03/2026", "2026-03-01", "Since 1 Mar 2026, 2 days so far"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			env, w, s := open(t)
			s.Show(screen.Target{Add: true})
			line(t, w, "name").SetText("Rotigotine")
			start := line(t, w, "phase/0/start")
			start.SetText(c.typed)
			start.FocusLost()
			if start.Text != c.shown {
				t.Errorf("shown as %q", start.Text)
			}
			test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
			all, err := env.Store.Interventions(t.Context())
			if err != nil || len(all) != 1 {
				t.Fatalf("%d remedies, %v; the page says:\n%s", len(all), err, uitest.Words(w.Content()))
			}
			p := all[0].Phases[0]
			if p.StartText() != c.kept || p.Start.After(env.LatestNight()) {
				t.Errorf("kept %q, %v", p.StartText(), p.Start)
			}
			if words := uitest.Words(w.Content()); !strings.Contains(words, c.said) {
				t.Errorf("%q is not in:\n%s", c.said, words)
			}
			s.Show(screen.Target{InterventionID: all[0].ID})
			if got := line(t, w, "phase/0/start").Text; got != c.shown {
				t.Errorf("the form shows %q", got)
			}
		})
	}
}

func TestAStartNotKnownLiesBeforeTheDiary(t *testing.T) {
	env, w, s := open(t)
	first := diary.MustDate(2025, 1, 5)
	if err := env.Store.SaveNight(t.Context(), diary.Night{Date: first, Severity: diary.Some(4)}); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{Add: true})
	line(t, w, "name").SetText("Rotigotine")
	line(t, w, "phase/0/start").SetText("")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	all, err := env.Store.Interventions(t.Context())
	if err != nil || len(all) != 1 || !all[0].Phases[0].Start.Before(first) {
		t.Fatalf("kept %+v, %v", all, err)
	}
}

func TestWhatWasWrongWithAFormIsNotSaidOnceItIsPutRight(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	line(t, w, "name").SetText("Rotigotine")
	start := line(t, w, "phase/0/start")
	start.SetText("gibberish")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	fault := env.L.T("field.start.unread")
	if n := strings.Count(uitest.Words(w.Content()), fault); n != 2 { // beside the field and above the buttons
		t.Fatalf("said %d times", n)
	}
	start.SetText("2024")
	if words := uitest.Words(w.Content()); strings.Contains(words, fault) {
		t.Errorf("still said:\n%s", words)
	}
}

func TestADoseChangeMayBeKnownToTheMonth(t *testing.T) {
	env, w, s := open(t)
	iv := diary.Intervention{Name: "Rotigotine", Phases: []diary.Phase{{Start: diary.MustDate(2023, 5, 1), StartIs: diary.ToTheYear, Dose: diary.Some(1.0), Unit: "mg"}}}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.dose_change")))
	line(t, w, "dose").SetText("2")
	from := line(t, w, "from")
	from.SetText("")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.start_needed")) {
		t.Fatalf("a dose without a start: %s", words)
	}
	from.SetText("March 2025")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	kept := only(t, env)
	if len(kept.Phases) != 2 || kept.Phases[0].StartIs != diary.ToTheYear || kept.Phases[1].StartText() != "2025-03" {
		t.Errorf("kept %+v", kept.Phases)
	}
}
