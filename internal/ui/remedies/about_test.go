package remedies_test

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestWhatIsSaidAboutThePersonIsKeptAndTold(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("clinical.about.edit")))
	// The first answer yes on the page is that to the first criterion.
	test.Tap(uitest.Find(t, w.Content(), "yes", func(c *field.Chip) bool { return c.Text == "Yes" }))
	line := func(key string) *field.Line {
		return uitest.Find(t, w.Content(), key, func(l *field.Line) bool { return l.Key == key })
	}
	test.Type(line("onset_age"), "34")
	test.Type(line("tried/0/agent"), "Levodopa")
	test.Type(line("tried/0/dose"), "300 mg")
	test.Tap(uitest.Find(t, w.Content(), "augmentation", func(c *field.Chip) bool { return c.Text == env.L.T("clinical.about.why.augmentation") }))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	want := diary.Background{Criteria: [5]diary.Answer{diary.Yes}, OnsetAge: diary.Some(34), Tried: []diary.TriedBefore{{Agent: "Levodopa", Dose: "300 mg", Why: diary.Augmented}}}
	got, err := env.Store.Background(t.Context())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("kept %+v, %v", got, err)
	}
	words := uitest.Words(w.Content())
	for _, said := range []string{"1 of 5 criteria answered yes", "Age when it began: 34", "Levodopa 300 mg (augmentation)"} {
		if !strings.Contains(words, said) {
			t.Errorf("the card lacks %q:\n%s", said, words)
		}
	}
	env.Undo()
	if got, err = env.Store.Background(t.Context()); err != nil || !got.IsZero() {
		t.Errorf("after undo %+v, %v", got, err)
	}
}

func TestThePageAboutThePersonFits(t *testing.T) {
	fits(t, remedies.NewTests, diary.Diary{}, "clinical.about.edit")
}
