package remedies

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// longList opens a list of 60 remedies; work beside the window waits from then on.
func longList(t *testing.T) (*Screen, *screen.Env, *uitest.Queue) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, demo.Long(1, 3, 60, 20))
	work := uitest.Hold(env)
	s := New(env).(*Screen)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	work.All()
	return s, env, work
}

// Of a long list only the remedies in sight are compared; the others when they come near, once each.
func TestOnlyWhatIsInSightIsCompared(t *testing.T) {
	s, env, work := longList(t)
	if n := len(s.told.verdicts); n == 0 || n > 20 {
		t.Errorf("%d of 60 remedies were compared for one window", n)
	}
	for range 40 {
		s.scroll.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if n := work.All(); n == 0 || n > 10 {
		t.Errorf("%d pieces of work for what came into sight", n)
	}
	all, err := env.Shelf.Compare(t.Context(), s.reader.Content(), compare.Severity, env.CompareOptions())
	if err != nil {
		t.Fatal(err)
	}
	for id, said := range s.told.verdicts {
		var want []string
		for _, c := range all.Comparisons {
			if c.Plan.Step.InterventionID == id && (!c.BeforeDiary() || c.Since.IsSet()) {
				want = append([]string{s.verdict(c)}, want...)
			}
		}
		if !slices.Equal(said, want) {
			t.Errorf("of remedy %d it says %q, not %q", id, said, want)
		}
	}
	for id := range s.wanted {
		if card := s.cards[id]; card != nil && !card.Empty() {
			if said := s.told.verdicts[id]; len(said) > 0 && !strings.Contains(uitest.Words(card), said[0]) {
				t.Errorf("the card of remedy %d does not tell %q", id, said[0])
			}
		}
	}
	s.ReadOut()
	if len(s.told.verdicts) != 60 {
		t.Errorf("%d remedies are read out with what nights say of them", len(s.told.verdicts))
	}
}

// What came into sight while the diary was read anew was looked at in the diary as it was, which tells nothing any more.
func TestWhatCameIntoSightDuringAChangeIsTold(t *testing.T) {
	s, env, work := longList(t)
	n := s.diary.Nights[100]
	n.Severity = diary.Some((n.Severity.Or(0) + 1) % 11)
	if err := env.Store.SaveNight(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	s.Changed(store.Change{})
	for range 4 {
		s.scroll.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if len(work.Jobs) != 2 {
		t.Fatalf("%d pieces of work", len(work.Jobs))
	}
	late := work.Jobs[1]
	work.Jobs = work.Jobs[:1]
	work.All()
	late()
	work.All()
	for id := range s.wanted {
		if _, told := s.told.verdicts[id]; !told {
			t.Errorf("remedy %d is on show without what nights say of it", id)
		}
	}
}
