package comparison_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/ui/comparison"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/picture"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// pictures counts those that were built and those that are in sight, and finds the highest.
func pictures(w fyne.Window) (built int, highest float32) {
	for _, o := range test.LaidOutObjects(w.Content()) {
		if v, ok := o.(*picture.View); ok {
			built++
			highest = max(highest, v.Size().Height)
		}
	}
	return built, highest
}

func TestOfALongDiaryOnlyWhatIsNearIsBuiltAndDrawn(t *testing.T) {
	app, w := uitest.NewWindow(t)
	s := comparison.New(uitest.NewEnv(t, app, w, demo.Long(1, 10, 100, 10)))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	w.Resize(uitest.SmallWindow)
	w.Canvas().Capture()
	built, highest := pictures(w)
	if built == 0 || built > 3 {
		t.Errorf("%d pictures were built for one window", built)
	}
	if highest > 60*60 {
		t.Errorf("a picture is %g high", highest)
	}
	if all := s.ReadOut(); strings.Count(all, "\n") < 300 {
		t.Error("not every change is read out")
	}
}

func TestWhatCanBeChosenIsThereBeforeTheComparisons(t *testing.T) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, demo.Long(1, 3, 30, 10))
	work := uitest.Hold(env)
	s := comparison.New(env)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	work.One() // the reading, after which the comparing begins
	chosen := func() (names []string) {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if c, ok := o.(*look.Select); ok {
				names = append(names, c.Selected)
			}
		}
		return names
	}
	if got := chosen(); len(got) != 2 {
		t.Errorf("before the comparisons there is %v to choose", got)
	}
	if said := s.ReadOut(); !strings.Contains(said, env.L.T("comparison.working")) {
		t.Errorf("read out: %q", said)
	}
	work.All()
	w.Canvas().Capture()
	if built, _ := pictures(w); built == 0 || len(chosen()) != 2 {
		t.Errorf("after them: %d pictures, %v to choose", built, chosen())
	}
}
