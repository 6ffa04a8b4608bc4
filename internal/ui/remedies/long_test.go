package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/demo"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/slot"
	"stillnight/internal/ui/uitest"
)

func TestOfALongListOnlyWhatIsNearIsBuilt(t *testing.T) {
	app, w := uitest.NewWindow(t)
	s := remedies.New(uitest.NewEnv(t, app, w, demo.Long(1, 1, 120, 50)))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	pane := s.Content().(*scrolling.Pane)
	column := pane.Content().(*fyne.Container)
	waiting := func() (n int, last bool) {
		for _, o := range column.Objects {
			v, ok := o.(*slot.Slot)
			if last = ok && v.Empty(); last {
				n++
			}
		}
		return n, last
	}
	before, last := waiting()
	if before < 80 || !last {
		t.Errorf("%d of 120 cards wait to be built, the last one: %v", before, last)
	}
	for range 200 { // each step builds cards, whose true height moves the end
		pane.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	pane.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if after, last := waiting(); last || after >= before {
		t.Errorf("%d cards wait at the end, the last one: %v", after, last)
	}
	if !strings.Contains(uitest.Words(column), "Triggers") {
		t.Error("the triggers at the end are not there")
	}
}
