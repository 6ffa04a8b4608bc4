package look_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/ui/look"
)

var shown = []look.Mode{look.Light, look.Dark, look.Night}

func TestEveryTextCanBeReadOnEveryGround(t *testing.T) {
	for _, mode := range shown {
		th := look.New(mode, 100)
		for _, p := range look.Pairs() {
			ground := th.Color(p.Ground, theme.VariantLight)
			if p.Veil != "" {
				ground = look.Over(th.Color(p.Veil, theme.VariantLight), ground)
			}
			if c := look.Contrast(th.Color(p.Text, theme.VariantLight), ground); c < p.Least {
				t.Errorf("%s: %s on %s with %q: contrast %.2f, want at least %.1f", mode, p.Text, p.Ground, p.Veil, c, p.Least)
			}
		}
	}
}

func TestContrastOfBlackAndWhite(t *testing.T) {
	if c := look.Contrast(color.Black, color.White); c < 20.99 || c > 21.01 {
		t.Errorf("black on white %.3f, want 21", c)
	}
}

func TestNightHasNoColourButRed(t *testing.T) {
	th := look.New(look.Night, 100)
	for _, p := range look.Pairs() {
		for _, name := range []fyne.ThemeColorName{p.Text, p.Ground} {
			c := color.NRGBAModel.Convert(th.Color(name, theme.VariantLight)).(color.NRGBA)
			if int(c.G) > int(c.R)*6/10 || int(c.B) > int(c.R)*6/10 {
				t.Errorf("%s is #%02x%02x%02x: not red", name, c.R, c.G, c.B)
			}
		}
	}
}

func TestEveryThemeNamesTheSameColours(t *testing.T) {
	for _, mode := range shown {
		th := look.New(mode, 100)
		for _, name := range colourNames {
			if th.Color(name, theme.VariantLight) == color.Transparent {
				t.Errorf("%s lacks %s", mode, name)
			}
		}
	}
}

var colourNames = []fyne.ThemeColorName{
	theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameDisabled,
	theme.ColorNameError, theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameForegroundOnError,
	theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning,
	theme.ColorNameHeaderBackground, theme.ColorNameHover, theme.ColorNameHyperlink, theme.ColorNameInnerWindowBorder,
	theme.ColorNameInnerWindowBorderInactive, theme.ColorNameInputBackground, theme.ColorNameInputBorder,
	theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNamePlaceHolder, theme.ColorNamePressed,
	theme.ColorNamePrimary, theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, theme.ColorNameSelection,
	theme.ColorNameSeparator, theme.ColorNameShadow, theme.ColorNameSuccess, theme.ColorNameWarning,
	look.ColorSurface, look.ColorSidebar, look.ColorMuted, look.ColorChosen, look.ColorOnChosen, look.ColorFocusRing,
	look.ColorNotice, look.ColorOnNotice,
}

func TestSystemFollowsTheDesktop(t *testing.T) {
	th := look.New(look.System, 100)
	if th.Shown(theme.VariantLight) != look.Light || th.Shown(theme.VariantDark) != look.Dark {
		t.Error("the system's variant is not followed")
	}
	if look.New(look.Night, 100).Shown(theme.VariantLight) != look.Night {
		t.Error("a chosen theme gives way to the desktop's")
	}
}

func TestTextSizeIsKeptInReason(t *testing.T) {
	for percent, want := range map[int]int{0: 80, 80: 80, 125: 125, 200: 200, 900: 200} {
		if got := look.New(look.Light, percent).Percent(); got != want {
			t.Errorf("%d %% became %d %%", percent, got)
		}
	}
	if small, large := look.New(look.Light, 100), look.New(look.Light, 200); large.Size(theme.SizeNameText) != 2*small.Size(theme.SizeNameText) {
		t.Error("200 % is not twice the text size")
	}
}

// The toolkit's file dialog has a gear called settings.svg; it must not come into the list of screens.
func TestTheToolkitsDrawingsTakeNoPlaceOfOurs(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 100))
	const side = 48
	picture := func(r fyne.Resource) *canvas.Image {
		i := canvas.NewImageFromResource(r)
		i.SetMinSize(fyne.NewSquareSize(side))
		return i
	}
	theirs := picture(theme.SettingsIcon())
	ours := picture(theme.NewColoredResource(look.Icon("settings.svg"), theme.ColorNameForeground))
	w := test.NewTempWindow(t, container.NewWithoutLayout(theirs, ours))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(2*side, side))
	for n, i := range []*canvas.Image{theirs, ours} {
		i.Resize(fyne.NewSquareSize(side))
		i.Move(fyne.NewPos(float32(n*side), 0))
	}
	shown := w.Canvas().Capture()
	for x := range side {
		for y := range side {
			if shown.At(x, y) != shown.At(side+x, y) {
				return
			}
		}
	}
	t.Error("the sign of the settings is the toolkit's gear")
}
