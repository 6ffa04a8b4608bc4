package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// wizard opens the form that plans a comparison, on a diary.
func wizard(t *testing.T, d diary.Diary) (*screen.Env, fyne.Window) {
	t.Helper()
	env, w, s := openScreen(t, remedies.New, d)
	s.Show(screen.Target{Plan: true})
	return env, w
}

// ask types what one wants to try and leaves the field.
func ask(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	line, ok := w.Canvas().Focused().(*field.Line)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	test.Type(line, name)
	line.Commit()
}

func plans(t *testing.T, env *screen.Env) []diary.PlannedComparison {
	t.Helper()
	list, err := env.Store.Plans(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAComparisonIsPlannedFromTheCataloguesTimes(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	ask(t, w, "magnesium")
	item, _ := env.Catalogue.ByID("magnesium")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	list := plans(t, env)
	if len(list) != 1 {
		t.Fatalf("%d plans; the page says:\n%s", len(list), uitest.Words(w.Content()))
	}
	p := list[0]
	if p.Begun != env.LatestNight() || p.BaselineDays != 21 || p.RunInDays != item.SkipFirstDays || p.OnDays < p.RunInDays+28 || p.OffDays != 0 {
		t.Errorf("planned %+v", p)
	}
	if s := p.Starts[0]; len(p.Starts) != 1 || s.Earliest != p.Begun.AddDays(21) || s.Latest.Sub(s.Earliest) != 13 {
		t.Errorf("drawn %+v", p.Starts)
	}
	iv := only(t, env)
	if iv.CatalogueID != "magnesium" || len(iv.Phases) != 0 || iv.ID != p.InterventionID {
		t.Errorf("the remedy is %+v", iv)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.DateLong(p.Starts[0].Drawn)) {
		t.Errorf("the list does not say when to begin:\n%s", words)
	}
}

func TestNightsWrittenDownWithoutItCount(t *testing.T) {
	var d diary.Diary
	for i := range 20 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-i), Severity: diary.Some(5)})
	}
	env, w := wizard(t, d)
	ask(t, w, "magnesium")
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.N("remedies.plan_known", 20)) {
		t.Errorf("it does not say that nights count:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	if p := plans(t, env)[0]; p.Starts[0].Earliest != env.LatestNight().AddDays(1) {
		t.Errorf("the earliest start is %s", p.Starts[0].Earliest)
	}
}

func TestNightsWithItAreNoNightsWithout(t *testing.T) {
	latest := diary.DateOf(uitest.Morning)
	d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Foot bath", Kind: diary.HomeRemedy,
		Phases: []diary.Phase{{Start: latest.AddDays(-40), End: diary.Some(latest.AddDays(-15))}}}}}
	for i := range 40 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-i), Severity: diary.Some(5)})
	}
	env, w := wizard(t, d)
	ask(t, w, "Foot bath")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	list := plans(t, env)
	if len(list) != 1 {
		t.Fatalf("%d plans; the page says:\n%s", len(list), uitest.Words(w.Content()))
	}
	if p := list[0]; p.Begun != latest.AddDays(-15) || p.BaselineDays != 16 || p.Starts[0].Earliest != latest.AddDays(1) {
		t.Errorf("the nights without it begin on %s, %d of them, want %s; the earliest start is %s", p.Begun, p.BaselineDays, latest.AddDays(-15), p.Starts[0].Earliest)
	}
}

func TestEnterShowsTheProposalAndDrawsNothing(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	line := w.Canvas().Focused().(*field.Line)
	test.Type(line, "magnesium")
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if list := plans(t, env); len(list) > 0 {
		t.Errorf("a plan nobody has seen was drawn: %+v", list)
	}
	if first, ok := w.Canvas().Focused().(*field.Line); !ok || first == line {
		t.Errorf("the keyboard is not at the first length but at %T", w.Canvas().Focused())
	}
}

func TestMedicinesAreNotDrawnByLot(t *testing.T) {
	for name, why := range map[string]string{"ropinirole": "never_stop", "gabapentin": "never_stop", "tramadol": "never_stop", "Ropinirole XL": "never_stop", "antidepressants": "never_stop", "Neupro patch": "never_stop"} {
		env, w := wizard(t, diary.Diary{})
		ask(t, w, name)
		refusal := env.L.T("remedies.plan_refused."+why, "name", name)
		if words := uitest.Words(w.Content()); !strings.Contains(words, refusal) {
			t.Errorf("%s: the page says:\n%s", name, words)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
		if list := plans(t, env); len(list) > 0 {
			t.Errorf("%s was planned: %+v", name, list)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_track")))
		if line, ok := w.Canvas().Focused().(*field.Line); !ok || line.Text != name {
			t.Errorf("%s: plain tracking begins with %v", name, w.Canvas().Focused())
		}
	}
}

func TestWhatLingersIsTriedOnce(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	item, _ := env.Catalogue.ByID("iron_oral")
	ask(t, w, item.NameIn(env.L))
	if words := uitest.Words(w.Content()); !strings.Contains(words, item.SafetyIn(env.L)) {
		t.Errorf("the caution is missing:\n%s", words)
	}
	for _, o := range uitest.OnShow(w.Content()) {
		if c, ok := o.(*field.Chip); ok {
			t.Errorf("a second round of iron is offered: %s", c.AccessibilityLabel())
		}
	}
}

func TestWhatHelpsInTheMomentIsNotPlanned(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	item, _ := env.Catalogue.ByID("walking_relief")
	name := item.NameIn(env.L)
	ask(t, w, name)
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.plan_refused.at_once", "name", name)) {
		t.Errorf("the page says:\n%s", words)
	}
}

func TestWhatIsTakenNowNeedsNightsWithoutItFirst(t *testing.T) {
	start := diary.NightAt(uitest.Morning).AddDays(-30)
	env, w := wizard(t, diary.Diary{Interventions: []diary.Intervention{{
		ID: 1, Name: "Magnesium", Kind: diary.Supplement, CatalogueID: "magnesium", Phases: []diary.Phase{{ID: 1, Start: start}},
	}}})
	ask(t, w, "Magnesium")
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.plan_refused.taken_now", "name", "Magnesium")) {
		t.Errorf("the page says:\n%s", words)
	}
}

func TestASecondRoundLeavesTimeForTheFirstToFade(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	ask(t, w, "magnesium")
	for _, o := range uitest.OnShow(w.Content()) {
		if c, ok := o.(*field.Chip); ok {
			test.Tap(c)
		}
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	item, _ := env.Catalogue.ByID("magnesium")
	p := plans(t, env)[0]
	if len(p.Starts) != 2 || p.OffDays != 21+item.CarryOverDays {
		t.Fatalf("planned %+v", p)
	}
	if gap := p.Starts[1].Drawn.Sub(p.Starts[0].Drawn.AddDays(p.OnDays)); gap < p.OffDays {
		t.Errorf("%d nights without it between the rounds", gap)
	}
}

func TestWhenThereIsEnoughToTell(t *testing.T) {
	plan := diary.PlannedComparison{
		ID: 1, InterventionID: 1, Begun: diary.MustDate(2025, 12, 1), BaselineDays: 21, RunInDays: 3, OnDays: 24,
		Starts: []diary.DrawnStart{{Earliest: diary.MustDate(2025, 12, 22), Latest: diary.MustDate(2026, 1, 4), Drawn: diary.MustDate(2025, 12, 30)}},
	}
	for name, c := range map[string]struct {
		every int
		key   string
	}{"every night": {1, "remedies.plan_enough"}, "every other night": {2, ""}} {
		t.Run(name, func(t *testing.T) {
			d := diary.Diary{
				Plans: []diary.PlannedComparison{plan},
				Interventions: []diary.Intervention{{ID: 1, Name: "Magnesium", Kind: diary.Supplement, CatalogueID: "magnesium",
					Phases: []diary.Phase{{ID: 1, Start: plan.Starts[0].Drawn, End: diary.Some(plan.End())}}}},
			}
			for night := plan.Begun; night.Before(plan.End()); night = night.AddDays(c.every) {
				d.Nights = append(d.Nights, diary.Night{Date: night, Severity: diary.Some(5)})
			}
			env, w := wizard(t, d)
			test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
			want := env.L.T("remedies.plan_too_few", "without", "15", "with", "11", "least", "14")
			if c.key != "" {
				want = env.L.T(c.key)
			}
			if words := uitest.Words(w.Content()); !strings.Contains(words, want) {
				t.Errorf("want %q in:\n%s", want, words)
			}
		})
	}
}

func TestTheWizardFitsInEveryLook(t *testing.T) {
	for _, name := range []string{"magnesium", "ropinirole"} {
		t.Run(name, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				env := uitest.NewEnv(t, app, w, uitest.Sample(t))
				s := remedies.New(env)
				w.SetContent(s.Content())
				s.Show(screen.Target{Plan: true})
				item, _ := env.Catalogue.ByID(name)
				ask(t, w, item.NameIn(env.L))
				uitest.CheckNamed(t, s.Content())
				return s.Content()
			})
		})
	}
}

func TestTwoComparisonsAreNotPlannedAtOnce(t *testing.T) {
	env, w := wizard(t, diary.Diary{})
	ask(t, w, "Yoga")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_any")))
	ask(t, w, "Vitamin D")
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.plan_refused.another", "other", "Yoga")) {
		t.Errorf("the page says:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	if list := plans(t, env); len(list) != 1 {
		t.Errorf("%d are planned", len(list))
	}
}

func TestNobodyIsAskedToSmokeAgain(t *testing.T) {
	for _, id := range []string{"cut_nicotine", "cut_alcohol", "cpap"} {
		env, w := wizard(t, diary.Diary{})
		item, _ := env.Catalogue.ByID(id)
		ask(t, w, item.NameIn(env.L))
		for _, o := range uitest.OnShow(w.Content()) {
			if c, ok := o.(*field.Chip); ok {
				t.Errorf("%s: %s is offered", id, c.Text)
			}
		}
	}
}

func TestAPlanThatIsLongOverIsNoLongerSpokenOf(t *testing.T) {
	latest := diary.DateOf(uitest.Morning)
	for _, x := range []struct {
		over int // nights since its end
		said bool
	}{{1, true}, {56, true}, {57, false}} {
		start := latest.AddDays(1 - x.over - 28)
		d := diary.Diary{
			Interventions: []diary.Intervention{{ID: 1, Name: "Foot bath", Kind: diary.HomeRemedy}},
			Plans: []diary.PlannedComparison{{ID: 1, InterventionID: 1, Begun: start.AddDays(-21), BaselineDays: 21, OnDays: 28,
				Starts: []diary.DrawnStart{{Earliest: start, Latest: start.AddDays(13), Drawn: start}}}},
		}
		env, w := wizard(t, d)
		test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
		words := uitest.Words(w.Content())
		if got := strings.Contains(words, env.L.T("remedies.plan_too_few", "without", "0", "with", "0", "least", "14")); got != x.said {
			t.Errorf("%d nights after its end: spoken of %v\n%s", x.over, got, words)
		}
	}
}

func TestThePlanSaysHowLikelyItWouldShowAChange(t *testing.T) {
	var d diary.Diary
	for i := range 60 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 3, 3).AddDays(i - 59), Severity: diary.Some(4 + (i*7)%5)})
	}
	_, w := wizard(t, d)
	ask(t, w, "magnesium")
	words := uitest.Words(w.Content())
	if !strings.Contains(words, "With nights like yours,") || !strings.Contains(words, "of 10 cases") {
		t.Fatalf("the page says:\n%s", words)
	}
	before := words
	on := uitest.Find(t, w.Content(), "on", func(l *field.Line) bool { return strings.HasSuffix(l.Key, "on") && strings.HasPrefix(l.Key, "length/") })
	on.SetText("7")
	on.Commit()
	if words = uitest.Words(w.Content()); words == before || !strings.Contains(words, " + 7 nights would") {
		t.Errorf("with another length the page says:\n%s", words)
	}
	env, w := wizard(t, diary.Diary{})
	ask(t, w, "magnesium")
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("wording.power.unknown")) {
		t.Errorf("without nights the page says:\n%s", words)
	}
}
