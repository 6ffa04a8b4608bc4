package night_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// twoRounds is a planned comparison that is over before the tests' morning.
var twoRounds = diary.PlannedComparison{
	InterventionID: 1, Begun: diary.MustDate(2025, 10, 1), BaselineDays: 21, RunInDays: 3, OnDays: 21, OffDays: 21, Seed: 5,
	Starts: []diary.DrawnStart{
		{Earliest: diary.MustDate(2025, 10, 22), Latest: diary.MustDate(2025, 11, 4), Drawn: diary.MustDate(2025, 10, 25)},
		{Earliest: diary.MustDate(2025, 12, 6), Latest: diary.MustDate(2025, 12, 19), Drawn: diary.MustDate(2025, 12, 10)},
	},
}

// pressIfThere presses the button whose word begins so, where it is on show.
func pressIfThere(root fyne.CanvasObject, word string) bool {
	for _, o := range uitest.OnShow(root) {
		if b, ok := o.(*look.Button); ok && b.Text == word {
			test.Tap(&b.Button)
			return true
		}
	}
	return false
}

// A person follows the plan night by night, and does what the page says by its buttons.
func TestAPlannedComparisonIsFollowedNightByNight(t *testing.T) {
	env, w, s := open(t, diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Magnesium", Kind: diary.Supplement, CatalogueID: "magnesium"}}})
	plan := twoRounds
	if err := env.Store.SavePlan(t.Context(), &plan); err != nil {
		t.Fatal(err)
	}
	pressed := map[diary.Date]string{}
	for night := plan.Begun; night.Before(plan.End()); night = night.AddDays(1) {
		s.Show(screen.Target{Night: night})
		for _, key := range []string{"night.plan_begin", "night.plan_stop"} {
			if pressIfThere(w.Content(), env.L.T(key, "name", "Magnesium")) {
				pressed[night] = key
			}
		}
		severity := 7
		if plan.At(night).Stage.With() {
			severity = 3
		}
		n := diary.Night{Date: night, Severity: diary.Some(severity + night.Sub(plan.Begun)%2)}
		if err := env.Store.SaveNight(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	want := map[diary.Date]string{
		diary.MustDate(2025, 10, 25): "night.plan_begin", diary.MustDate(2025, 11, 15): "night.plan_stop", diary.MustDate(2025, 12, 10): "night.plan_begin",
	}
	if len(pressed) != len(want) {
		t.Errorf("pressed %v", pressed)
	}
	for night, key := range want {
		if pressed[night] != key {
			t.Errorf("%s: pressed %q, want %q", night, pressed[night], key)
		}
	}

	s.Show(screen.Target{Night: plan.End()})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("night.plan.over", "name", "Magnesium")) {
		t.Errorf("the end is not told:\n%s", words)
	}
	d, err := env.Store.Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	results, err := compare.All(d, env.CompareOptions())
	if err != nil {
		t.Fatal(err)
	}
	for _, pooled := range results.Pooled {
		if pooled.Outcome != compare.Severity {
			continue
		}
		if pooled.Verdict != compare.Better {
			t.Errorf("both rounds together: %s", pooled.Verdict)
		}
		if chance, ok := pooled.Randomization.Get(); !ok || !chance.Exact || chance.Draws != 14*14 || chance.P > 0.05 {
			t.Errorf("the test by chance: %+v", pooled.Randomization)
		}
		return
	}
	t.Error("the rounds were not taken together")
}

// A dose ticked on the page stays when the plan's button beside it is pressed.
func TestThePlansButtonKeepsWhatWasTicked(t *testing.T) {
	env, w := openRemedy(t, diary.Supplement)
	plan := diary.PlannedComparison{
		InterventionID: 1, Begun: last.AddDays(-20), BaselineDays: 7, RunInDays: 3, OnDays: 10,
		Starts: []diary.DrawnStart{{Earliest: last.AddDays(-12), Latest: last.AddDays(5), Drawn: last.AddDays(3)}},
	}
	if err := env.Store.SavePlan(t.Context(), &plan); err != nil {
		t.Fatal(err)
	}
	test.Tap(answer(t, env, w, diary.Taken))
	test.Tap(uitest.Button(t, w, env.L.T("night.plan_stop", "name", "Remedy")))
	if list := intakes(t, env); len(list) != 1 || list[0].Status != diary.Taken {
		t.Errorf("noted %+v", list)
	}
}

func TestALateStartIsSaidToBeOne(t *testing.T) {
	env, w, s := open(t, diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Magnesium", Kind: diary.Supplement}}})
	plan := twoRounds
	if err := env.Store.SavePlan(t.Context(), &plan); err != nil {
		t.Fatal(err)
	}
	drawn := plan.Starts[0].Drawn
	late := env.L.T("night.plan_late", "date", env.L.DateLong(drawn))
	s.Show(screen.Target{Night: drawn})
	if strings.Contains(uitest.Words(w.Content()), late) {
		t.Error("a start on the very night is called late")
	}
	s.Show(screen.Target{Night: drawn.AddDays(2)})
	if words := uitest.Words(w.Content()); !strings.Contains(words, late) {
		t.Errorf("nothing is said of a late start:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.plan_drawn")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(drawn)) {
		t.Errorf("the night that was drawn is not on show:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.plan_begin", "name", "Magnesium")))
	s.Show(screen.Target{Night: drawn.AddDays(2)})
	if strings.Contains(uitest.Words(w.Content()), late) {
		t.Error("what has begun is called late")
	}
}
