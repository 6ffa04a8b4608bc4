package patterns

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestTriggersAreLookedAtByTheOutcomeOnShowAlone(t *testing.T) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, demo.Long(1, 2, 5, 300))
	s := New(env).(*Screen)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	looked := func(want ...compare.Outcome) {
		t.Helper()
		if len(s.shown.found.Triggers) != len(want) || slices.ContainsFunc(want, func(o compare.Outcome) bool {
			return s.shown.found.Triggers[o].Outcome != o
		}) {
			t.Errorf("looked at %d outcomes, %v wanted", len(s.shown.found.Triggers), want)
		}
	}
	looked(compare.Severity)
	first, years := s.shown.found.Triggers[compare.Severity].Results, s.shown.found.Years
	other := s.shown.found.Outcomes[1]
	for _, o := range test.LaidOutObjects(w.Content()) {
		if choose, ok := o.(*look.Select); ok {
			choose.SetSelectedIndex(1)
			break
		}
	}
	if s.shown.outcome != other {
		t.Fatalf("%s is on show", s.shown.outcome)
	}
	looked(compare.Severity, other)
	if &s.shown.found.Triggers[compare.Severity].Results[0] != &first[0] || &s.shown.found.Years[0] != &years[0] {
		t.Error("what was known of the same nights was worked out again")
	}
	n := s.shown.diary.Nights[0]
	n.Severity = diary.Some((n.Severity.Or(0) + 1) % 11)
	if err := env.Store.SaveNight(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	looked(other)
}

func TestOfALongDiaryTheCalendarIsThereFirst(t *testing.T) {
	app, w := uitest.NewWindow(t)
	s := New(uitest.NewEnv(t, app, w, demo.Long(1, 12, 3, 50))).(*Screen)
	w.SetContent(s.Content())
	soon, seen := s.reader.Soon, 0
	s.reader.Soon = func() {
		soon()
		seen = len(s.column.Objects)
	}
	s.Show(screen.Target{})
	if all := len(s.column.Objects); seen < 3 || all <= seen {
		t.Errorf("%d cards at first, %d then", seen, all)
	}
}
