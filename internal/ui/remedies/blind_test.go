package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// onMagnesium is a diary with a supplement that was taken once.
func onMagnesium() diary.Diary {
	return diary.Diary{Interventions: []diary.Intervention{{Name: "Magnesium", CatalogueID: "magnesium", Kind: diary.Supplement,
		Phases: []diary.Phase{{Start: diary.MustDate(2025, 1, 1), End: diary.Some(diary.MustDate(2025, 2, 1))}}}}}
}

func TestABlindedTrialIsSealedAndItsSealBroken(t *testing.T) {
	env, w, s := openScreen(t, remedies.New, onMagnesium())
	s.Show(screen.Target{})
	if !strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.blind.try")) {
		t.Error("it is not offered for a supplement")
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.blind.try")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, "All boxes together take 24 weeks, up to the night of ") {
		t.Errorf("the form does not say how long it takes:\n%s", words)
	}
	days := uitest.Find(t, w.Content(), "days", func(l *field.Line) bool { return l.Key == "days" })
	days.SetText("31")
	days.FocusLost()
	if words := uitest.Words(w.Content()); !strings.Contains(words, "All boxes together take 186 nights, about 26.6 weeks") {
		t.Errorf("the form does not say how long it takes now:\n%s", words)
	}
	date := uitest.Find(t, w.Content(), "date", func(l *field.Line) bool { return l.Key == "date" })
	date.SetText(env.LatestNight().String())
	test.Tap(uitest.Button(t, w, env.L.T("remedies.blind.seal")))
	if !strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.blind.too_soon")) {
		t.Error("a trial begins with a night that is over")
	}
	date.SetText(env.LatestNight().AddDays(3).String())
	test.Tap(uitest.Button(t, w, env.L.T("remedies.blind.seal")))
	iv := only(t, env)
	if len(iv.Blind) != 1 || iv.Blind[0].Boxes != 6 || iv.Blind[0].Seed == 0 || iv.Blind[0].Opened.IsSet() {
		t.Fatalf("kept %+v", iv.Blind)
	}
	b := iv.Blind[0]
	words := uitest.Words(w.Content())
	if !strings.Contains(words, b.Code()) || strings.Contains(words, "Boxes with it") {
		t.Errorf("the card says\n%s", words)
	}
	if strings.Contains(words, env.L.T("remedies.blind.try")) {
		t.Error("a second trial is offered while one goes on")
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.blind.break")))
	if only(t, env).Blind[0].Opened.IsSet() {
		t.Error("the seal is broken without a second question")
	}
	if !strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.blind.break_text")) {
		t.Error("it does not say what breaking the seal means")
	}
	buttons := uitest.Button(t, w, env.L.T("remedies.blind.break"))
	test.Tap(buttons)
	// It is broken today: from tonight on no night counts.
	if got := only(t, env).Blind[0].Opened; got != diary.Some(env.LatestNight()) {
		t.Errorf("the seal is broken on %v", got)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, "Boxes with it: ") || !strings.Contains(words, env.L.T("wording.blind.too_few")) {
		t.Errorf("the card says\n%s", words)
	} else if strings.Contains(words, "Mean severity") {
		t.Errorf("the card has a mean of no nights\n%s", words)
	}
	env.Undo()
	if b := only(t, env).Blind[0]; b.Opened.IsSet() || b.Seen != diary.Some(env.LatestNight()) {
		t.Errorf("undo leaves it open, or forgets that it was seen: %+v", b)
	}
	if words, want := uitest.Words(w.Content()), "The key was seen once, on "; !strings.Contains(words, want) {
		t.Errorf("the card does not say %q:\n%s", want, words)
	}
}

// TestTheBoxIsThatOfTheNight: on the last night of a box its card must not name the next one.
func TestTheBoxIsThatOfTheNight(t *testing.T) {
	env, w, s := open(t)
	d := onMagnesium()
	b := diary.BlindTrial{Begun: env.CurrentNight().AddDays(-6), Boxes: 4, Days: 7, Seed: 4}
	d.Interventions[0].Blind = []diary.BlindTrial{b}
	if _, err := env.Store.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	want := env.L.T("wording.blind.running", "code", b.Code(), "box", "1", "boxes", "4", "day", "7", "days", "7")
	if words := uitest.Words(w.Content()); !strings.Contains(words, want) {
		t.Errorf("%q is not on the card:\n%s", want, words)
	}
}

func TestNoMedicineIsTriedBlinded(t *testing.T) {
	for _, iv := range []diary.Intervention{
		{Name: "Ropinirole", CatalogueID: "ropinirole", Kind: diary.Prescription},
		{Name: "Ropinirole", Kind: diary.Supplement},
		{Name: "Benadryl", Kind: diary.Supplement},
		{Name: "Massage", CatalogueID: "massage", Kind: diary.ManualTherapy},
		{Name: "Iron", CatalogueID: "iron_oral", Kind: diary.Supplement, Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 1)}}},
	} {
		env, w, s := openScreen(t, remedies.New, diary.Diary{Interventions: []diary.Intervention{iv}})
		s.Show(screen.Target{})
		if strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.blind.try")) {
			t.Errorf("%s (%s) is offered", iv.Name, iv.Kind)
		}
	}
}

func TestTheBlindedTrialFits(t *testing.T) {
	d := onMagnesium()
	day := diary.MustDate(2026, 1, 1)
	for i := range 40 {
		d.Nights = append(d.Nights, diary.Night{Date: day.AddDays(i), Severity: diary.Some(i % 7)})
	}
	d.Interventions[0].Blind = []diary.BlindTrial{{Begun: day, Boxes: 4, Days: 7, Seed: 4, Opened: diary.Some(day.AddDays(28))}, {Begun: day.AddDays(50), Boxes: 6, Days: 14, Seed: 9}}
	fits(t, remedies.New, d)
}
