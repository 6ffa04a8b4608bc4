package shell

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
	"stillnight/resources"
)

func TestTheScreenOnShowIsInSightInTheListOfScreens(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 200))
	l, err := i18n.New(i18n.Fallback)
	if err != nil {
		t.Fatal(err)
	}
	nav := newNavigation(l, screen.All, func(screen.ID) {})
	w := test.NewTempWindow(t, nav.view)
	w.Resize(uitest.SmallWindow)
	for _, id := range []screen.ID{screen.Settings, screen.Night} {
		nav.choose(id)
		for _, item := range nav.items {
			top := item.Position().Y - nav.scroll.Offset.Y
			if item.id == id && (top < 0 || top+item.Size().Height > nav.scroll.Size().Height) {
				t.Errorf("%s stands at %v of %v", id, top, nav.scroll.Size().Height)
			}
		}
	}
}

func TestEveryScreenHasASign(t *testing.T) {
	for _, id := range screen.All {
		if _, err := resources.Icons.ReadFile("icons/" + string(id) + ".svg"); err != nil {
			t.Errorf("screen %s: %v", id, err)
		}
	}
}
