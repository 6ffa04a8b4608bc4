package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Pair is a text colour and the ground it may stand on. Veil, if any, is a translucent colour that the
// toolkit lays over the ground, such as the mark of the keyboard's focus.
type Pair struct {
	Text, Ground, Veil fyne.ThemeColorName
	// Least is the smallest contrast allowed: 4.5 for text, 3 for outlines (WCAG 2.2, 1.4.3 and 1.4.11).
	Least float64
}

const (
	textContrast    = 4.5
	outlineContrast = 3
)

// Pairs lists every text and ground that can meet on a screen.
func Pairs() []Pair {
	var pairs []Pair
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, ColorSurface, ColorSidebar, theme.ColorNameOverlayBackground,
		theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground, theme.ColorNameInputBackground,
	}
	texts := []fyne.ThemeColorName{
		theme.ColorNameForeground, ColorMuted, theme.ColorNamePrimary, theme.ColorNameHyperlink,
		theme.ColorNameError, theme.ColorNameSuccess, theme.ColorNameWarning,
		theme.ColorNamePlaceHolder, theme.ColorNameDisabled,
	}
	for _, ground := range grounds {
		for _, text := range texts {
			pairs = append(pairs, Pair{Text: text, Ground: ground, Least: textContrast})
		}
		pairs = append(pairs,
			Pair{Text: theme.ColorNameForeground, Ground: ground, Veil: theme.ColorNameHover, Least: textContrast},
			Pair{Text: theme.ColorNameForeground, Ground: ground, Veil: theme.ColorNameFocus, Least: textContrast},
			Pair{Text: ColorFocusRing, Ground: ground, Least: outlineContrast},
			Pair{Text: theme.ColorNameInputBorder, Ground: ground, Least: outlineContrast})
	}
	for _, veil := range []fyne.ThemeColorName{"", theme.ColorNameHover, theme.ColorNameFocus, theme.ColorNamePressed} {
		pairs = append(pairs,
			Pair{theme.ColorNameForeground, theme.ColorNameButton, veil, textContrast},
			Pair{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, veil, textContrast},
			Pair{theme.ColorNameForegroundOnError, theme.ColorNameError, veil, textContrast},
			Pair{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, veil, textContrast},
			Pair{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning, veil, textContrast})
	}
	return append(pairs,
		Pair{theme.ColorNameDisabled, theme.ColorNameDisabledButton, "", textContrast},
		Pair{theme.ColorNameForeground, theme.ColorNameSelection, "", textContrast},
		Pair{ColorOnChosen, ColorChosen, "", textContrast},
		Pair{ColorFocusRing, ColorChosen, "", outlineContrast},
		Pair{theme.ColorNameForeground, ColorChosen, "", textContrast},
		Pair{ColorOnNotice, ColorNotice, "", textContrast},
	)
}

// Contrast returns how far two opaque colours stand apart, from 1 (the same) to 21 (black and white),
// as WCAG 2.2 defines it.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

func linear(channel uint8) float64 {
	s := float64(channel) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// Over lays a translucent colour over an opaque ground.
func Over(veil, ground color.Color) color.Color {
	v := color.NRGBAModel.Convert(veil).(color.NRGBA)
	g := color.NRGBAModel.Convert(ground).(color.NRGBA)
	a := float64(v.A) / 255
	mix := func(top, bottom uint8) uint8 { return uint8(math.Round(float64(top)*a + float64(bottom)*(1-a))) }
	return color.NRGBA{R: mix(v.R, g.R), G: mix(v.G, g.G), B: mix(v.B, g.B), A: 0xff}
}

// Contrast by lightness alone says little between two dark grounds or two light ones; that they differ can be told of each
// channel.
func TestButtonsStandOutFromTheirGrounds(t *testing.T) {
	const least = 0x0c
	for name, p := range map[string]palette{"light": lightPalette(), "dark": darkPalette(), "night": nightPalette()} {
		b := p[theme.ColorNameButton]
		for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, ColorNotice} {
			g := p[ground]
			if apart := max(difference(b.R, g.R), difference(b.G, g.G), difference(b.B, g.B)); apart < least {
				t.Errorf("%s: a button is %d away from %s", name, apart, ground)
			}
		}
	}
}

func difference(a, b uint8) uint8 { return max(a, b) - min(a, b) }
