package look

import (
	"image/color"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is which theme a person chose.
type Mode string

// The themes. System follows the desktop's own light or dark setting.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
	Night  Mode = "night"
)

// Modes lists the themes in the order shown.
var Modes = []Mode{System, Light, Dark, Night}

// Text sizes, in per cent of the usual.
const (
	MinText    = 80
	MaxText    = 200
	UsualText  = 100
	baseText   = 15
	basePad    = 5
	baseInner  = 9
	baseInline = 21
)

// Theme is a Fyne theme with Stillnight's colours and a text size of its own.
type Theme struct {
	mode    Mode
	percent int
	light   palette
	dark    palette
	night   palette
	base    fyne.Theme
	icons   sync.Map // of *icon by name
}

// New returns the theme for a mode and a text size in per cent, which is kept within MinText and
// MaxText. An unknown mode follows the system.
func New(mode Mode, percent int) *Theme {
	return &Theme{
		mode:    mode,
		percent: min(max(percent, MinText), MaxText),
		light:   lightPalette(),
		dark:    darkPalette(),
		night:   nightPalette(),
		base:    theme.DefaultTheme(),
	}
}

// Mode returns what the person chose.
func (t *Theme) Mode() Mode { return t.mode }

// Percent returns the text size in per cent.
func (t *Theme) Percent() int { return t.percent }

// Shown returns the theme that is on show when the desktop asks for the variant: never System.
func (t *Theme) Shown(variant fyne.ThemeVariant) Mode {
	switch t.mode {
	case Light, Dark, Night:
		return t.mode
	}
	if variant == theme.VariantLight {
		return Light
	}
	return Dark
}

// Color gives the shade of a name in the theme on show.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	colours := t.light
	switch t.Shown(variant) {
	case Dark:
		colours = t.dark
	case Night:
		colours = t.night
	}
	if c, ok := colours[name]; ok {
		return c
	}
	return color.Transparent
}

// Font gives Fyne's typeface, which has Latin, Greek and Cyrillic.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Size scales type by the text size; spacing grows more slowly, so that large type keeps its room. All sizes are whole
// quarters: the toolkit adds them to the height of a line and takes them off again, and where the sum cannot be held
// exactly a line does not fit into the room measured for it. In its list of files that ended the program.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	const quarters = 4
	return float32(math.Round(float64(t.size(name))*quarters) / quarters)
}

func (t *Theme) size(name fyne.ThemeSizeName) float32 {
	scale := float32(t.percent) / 100
	space := 1 + (scale-1)*0.3
	switch name {
	case theme.SizeNameText:
		return baseText * scale
	case theme.SizeNameHeadingText:
		return 26 * (1 + (scale-1)*0.8)
	case theme.SizeNameSubHeadingText:
		return 18.5 * (1 + (scale-1)*0.9)
	case theme.SizeNameCaptionText:
		return 13 * scale
	case theme.SizeNameInlineIcon:
		return baseInline * scale
	case theme.SizeNamePadding:
		return basePad * space
	case theme.SizeNameInnerPadding:
		return baseInner * space
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return 9
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return 14
	case theme.SizeNamePopupRadius:
		return 10
	case theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameScrollBarSmall:
		return 5
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return t.base.Size(name)
}
