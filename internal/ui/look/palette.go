package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for.
const (
	// ColorSurface is the ground of cards.
	ColorSurface fyne.ThemeColorName = "stillnightSurface"
	// ColorSidebar is the ground of the navigation.
	ColorSidebar fyne.ThemeColorName = "stillnightSidebar"
	// ColorMuted is quiet text: explanations, units, dates.
	ColorMuted fyne.ThemeColorName = "stillnightMuted"
	// ColorChosen is the ground of what is chosen: the screen on show, a pressed chip.
	ColorChosen fyne.ThemeColorName = "stillnightChosen"
	// ColorOnChosen is text and icons on ColorChosen.
	ColorOnChosen fyne.ThemeColorName = "stillnightOnChosen"
	// ColorFocusRing outlines what the keyboard acts on.
	ColorFocusRing fyne.ThemeColorName = "stillnightFocusRing"
	// ColorNotice is the ground of a banner; ColorOnNotice the text on it.
	ColorNotice   fyne.ThemeColorName = "stillnightNotice"
	ColorOnNotice fyne.ThemeColorName = "stillnightOnNotice"
)

// palette gives every named colour of one theme.
type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA { return rgba(hex, 0xff) }

func rgba(hex uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}

func lightPalette() palette {
	ink, dusk, paper, white := rgb(0x20243a), rgb(0x45488c), rgb(0xf6f5f1), rgb(0xffffff)
	return palette{
		theme.ColorNameBackground:                paper,
		theme.ColorNameForeground:                ink,
		theme.ColorNamePrimary:                   dusk,
		theme.ColorNameForegroundOnPrimary:       white,
		theme.ColorNameHyperlink:                 dusk,
		theme.ColorNameButton:                    rgb(0xe6e6ef),
		theme.ColorNameDisabledButton:            rgb(0xecebe7),
		theme.ColorNameDisabled:                  rgb(0x5c6177),
		theme.ColorNamePlaceHolder:               rgb(0x5f647a),
		theme.ColorNameInputBackground:           rgb(0xebebf4),
		theme.ColorNameInputBorder:               rgb(0x7f8296),
		theme.ColorNameFocus:                     rgba(0x8b90e0, 0x60),
		theme.ColorNameHover:                     rgba(0x45488c, 0x16),
		theme.ColorNamePressed:                   rgba(0x45488c, 0x2c),
		theme.ColorNameSelection:                 rgb(0xd8daf3),
		theme.ColorNameSeparator:                 rgb(0xdcdad3),
		theme.ColorNameScrollBar:                 rgba(0x20243a, 0x70),
		theme.ColorNameScrollBarBackground:       rgba(0x20243a, 0x10),
		theme.ColorNameShadow:                    rgba(0x20243a, 0x22),
		theme.ColorNameOverlayBackground:         white,
		theme.ColorNameMenuBackground:            white,
		theme.ColorNameHeaderBackground:          rgb(0xebe9e3),
		theme.ColorNameInnerWindowBorder:         paper,
		theme.ColorNameInnerWindowBorderInactive: paper,
		theme.ColorNameError:                     rgb(0xa9281f),
		theme.ColorNameForegroundOnError:         white,
		theme.ColorNameSuccess:                   rgb(0x1d6747),
		theme.ColorNameForegroundOnSuccess:       white,
		theme.ColorNameWarning:                   rgb(0x825400),
		theme.ColorNameForegroundOnWarning:       white,
		ColorSurface:                             white,
		ColorSidebar:                             rgb(0xebe9e3),
		ColorMuted:                               rgb(0x565b71),
		ColorChosen:                              rgb(0xd8daf3),
		ColorOnChosen:                            rgb(0x2d3070),
		ColorFocusRing:                           dusk,
		ColorNotice:                              rgb(0xf4e7c5),
		ColorOnNotice:                            rgb(0x4a3400),
	}
}

func darkPalette() palette {
	moon, haze, deep := rgb(0xe8e6df), rgb(0xb0b5f5), rgb(0x14161f)
	return palette{
		theme.ColorNameBackground:                deep,
		theme.ColorNameForeground:                moon,
		theme.ColorNamePrimary:                   haze,
		theme.ColorNameForegroundOnPrimary:       rgb(0x10121c),
		theme.ColorNameHyperlink:                 haze,
		theme.ColorNameButton:                    rgb(0x2a2e40),
		theme.ColorNameDisabledButton:            rgb(0x20232f),
		theme.ColorNameDisabled:                  rgb(0x9a9daf),
		theme.ColorNamePlaceHolder:               rgb(0x9fa2b3),
		theme.ColorNameInputBackground:           rgb(0x10121a),
		theme.ColorNameInputBorder:               rgb(0x757a93),
		theme.ColorNameFocus:                     rgba(0xffffff, 0x30),
		theme.ColorNameHover:                     rgba(0xb0b5f5, 0x16),
		theme.ColorNamePressed:                   rgba(0xb0b5f5, 0x2c),
		theme.ColorNameSelection:                 rgb(0x343a68),
		theme.ColorNameSeparator:                 rgb(0x2f3342),
		theme.ColorNameScrollBar:                 rgba(0xe8e6df, 0x70),
		theme.ColorNameScrollBarBackground:       rgba(0xe8e6df, 0x10),
		theme.ColorNameShadow:                    rgba(0x000000, 0x66),
		theme.ColorNameOverlayBackground:         rgb(0x1e212d),
		theme.ColorNameMenuBackground:            rgb(0x242837),
		theme.ColorNameHeaderBackground:          rgb(0x242837),
		theme.ColorNameInnerWindowBorder:         deep,
		theme.ColorNameInnerWindowBorderInactive: deep,
		theme.ColorNameError:                     rgb(0xf4a79f),
		theme.ColorNameForegroundOnError:         rgb(0x2a0906),
		theme.ColorNameSuccess:                   rgb(0x8fd3ae),
		theme.ColorNameForegroundOnSuccess:       rgb(0x06210f),
		theme.ColorNameWarning:                   rgb(0xe6c07a),
		theme.ColorNameForegroundOnWarning:       rgb(0x241800),
		ColorSurface:                             rgb(0x1c1f2b),
		ColorSidebar:                             rgb(0x0f1119),
		ColorMuted:                               rgb(0xadafbd),
		ColorChosen:                              rgb(0x31376a),
		ColorOnChosen:                            rgb(0xe4e5ff),
		ColorFocusRing:                           haze,
		ColorNotice:                              rgb(0x3b3115),
		ColorOnNotice:                            rgb(0xf3e1b0),
	}
}

// nightPalette has long-wave light only: red on black, so that the eye stays used to the dark. What is
// told by colour elsewhere is told by brightness and words here.
func nightPalette() palette {
	ember, black, coal := rgb(0xee5a49), rgb(0x000000), rgb(0x110302)
	return palette{
		theme.ColorNameBackground:                black,
		theme.ColorNameForeground:                ember,
		theme.ColorNamePrimary:                   rgb(0xe24e3c),
		theme.ColorNameForegroundOnPrimary:       black,
		theme.ColorNameHyperlink:                 rgb(0xf46653),
		theme.ColorNameButton:                    rgb(0x220706),
		theme.ColorNameDisabledButton:            rgb(0x140404),
		theme.ColorNameDisabled:                  rgb(0xdd4d3d),
		theme.ColorNamePlaceHolder:               rgb(0xdd4d3d),
		theme.ColorNameInputBackground:           rgb(0x1e0605),
		theme.ColorNameInputBorder:               rgb(0xae3527),
		theme.ColorNameFocus:                     rgba(0xff6a55, 0x24),
		theme.ColorNameHover:                     rgba(0xee5a49, 0x12),
		theme.ColorNamePressed:                   rgba(0xee5a49, 0x1c),
		theme.ColorNameSelection:                 rgb(0x2c0907),
		theme.ColorNameSeparator:                 rgb(0x3a0d0a),
		theme.ColorNameScrollBar:                 rgba(0xee5a49, 0x80),
		theme.ColorNameScrollBarBackground:       rgba(0xee5a49, 0x10),
		theme.ColorNameShadow:                    rgba(0x000000, 0x80),
		theme.ColorNameOverlayBackground:         coal,
		theme.ColorNameMenuBackground:            rgb(0x1e0605), // told from the cards that it lies over
		theme.ColorNameHeaderBackground:          rgb(0x180504),
		theme.ColorNameInnerWindowBorder:         black,
		theme.ColorNameInnerWindowBorderInactive: black,
		theme.ColorNameError:                     rgb(0xff7d69),
		theme.ColorNameForegroundOnError:         black,
		theme.ColorNameSuccess:                   rgb(0xea6a4a),
		theme.ColorNameForegroundOnSuccess:       black,
		theme.ColorNameWarning:                   rgb(0xf37a4e),
		theme.ColorNameForegroundOnWarning:       black,
		ColorSurface:                             coal,
		ColorSidebar:                             rgb(0x080101),
		ColorMuted:                               rgb(0xde4e3e),
		ColorChosen:                              rgb(0x2c0907),
		ColorOnChosen:                            rgb(0xfa6d5a),
		ColorFocusRing:                           rgb(0xfa6d5a),
		ColorNotice:                              rgb(0x2f0b08),
		ColorOnNotice:                            rgb(0xf46653),
	}
}
