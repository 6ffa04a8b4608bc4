package remedies_test

import (
	"reflect"
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

// Each line comes back with what was typed in it, and no empty one is added whenever the page is opened.
func TestEveryLineOfWhatWasTriedComesBack(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	open := func() { test.Tap(uitest.Button(t, w, env.L.T("clinical.about.edit"))) }
	lines := func() (agents []*field.Line) {
		for _, o := range uitest.OnShow(w.Content()) {
			if l, ok := o.(*field.Line); ok && strings.HasSuffix(l.Key, "/agent") {
				agents = append(agents, l)
			}
		}
		return agents
	}
	leave := func() { s.(interface{ Leave() bool }).Leave() }
	open()
	test.Type(lines()[0], "Levodopa")
	test.Tap(uitest.Button(t, w, env.L.T("clinical.about.add")))
	test.Type(lines()[1], "Pramipexole")
	for range 2 {
		leave()
		open()
		var got []string
		for _, l := range lines() {
			got = append(got, l.Text)
		}
		if want := []string{"Levodopa", "Pramipexole"}; !slices.Equal(got, want) {
			t.Errorf("the page has %q, want %q", got, want)
		}
	}
}

func TestThePageAboutThePersonFits(t *testing.T) {
	fits(t, remedies.NewTests, diary.Diary{}, "clinical.about.edit")
}
