package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

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

func TestLargeTypeIsLargeInTheListOfScreensWhereThereIsRoom(t *testing.T) {
	app := test.NewTempApp(t)
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct {
			text int
			size fyne.Size
			// least is the least part of the usual type.
			least float32
		}{
			{200, fyne.NewSize(1920, 1000), 0.8},
			{150, fyne.NewSize(1366, 740), 0.7},
			{200, uitest.SmallWindow, leastShare},
		} {
			app.Settings().SetTheme(look.New(look.Light, x.text))
			nav := newNavigation(l, screen.All, func(screen.ID) {})
			test.NewTempWindow(t, nav.view)
			nav.fit(x.size)
			usual := theme.TextSize()
			for _, item := range nav.items {
				if got := item.textSize(); got < x.least*usual {
					t.Errorf("%s, %d %%, %v: type of %v beside %v", lang, x.text, x.size, got, usual)
				}
			}
			if least := nav.view.MinSize().Width; nav.share > leastShare && least > x.size.Width*compactWidth {
				t.Errorf("%s, %d %%: %v wide", lang, x.text, least)
			}
		}
	}
}

func TestEveryScreenIsInSightInASmallWindowWithLargerType(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 150))
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		nav := newNavigation(l, screen.All, func(screen.ID) {})
		test.NewTempWindow(t, nav.view)
		size := fyne.NewSize(1024, 700-95) // without the menu and the status line
		nav.fit(size)
		if least := nav.scroll.Content.MinSize().Height; least > size.Height {
			t.Errorf("%s: %v of %v", lang, least, size.Height)
		}
	}
}
