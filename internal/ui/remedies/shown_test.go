package remedies

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// Of a long list only the remedies in sight are compared; the others when they come near, once each.
func TestOnlyWhatIsInSightIsCompared(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.UsualText))
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, demo.Long(1, 3, 60, 20))
	work := env.Work
	var jobs []func()
	env.Work = func(title string, job func(context.Context) error, done func(error)) {
		jobs = append(jobs, func() { work(title, job, done) })
	}
	run := func() (n int) {
		for ; len(jobs) > 0; n++ {
			job := jobs[0]
			jobs = jobs[1:]
			job()
		}
		return n
	}
	s := New(env).(*Screen)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	run()
	if n := len(s.told.verdicts); n == 0 || n > 20 {
		t.Errorf("%d of 60 remedies were compared for one window", n)
	}
	for range 40 {
		s.scroll.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if n := run(); n == 0 || n > 10 {
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
