package chart

import (
	"image/color"
	"math"

	"stillnight/internal/i18n"
)

// Style is how a picture is to look.
type Style struct {
	Palette Palette
	// TextPt is the size of ordinary text in points; all distances follow it. 0 means DefaultTextPt.
	TextPt float64
	// DPI is how many of the renderer's units an inch has: 96 times the canvas scale on screen,
	// draw.PDFDPI on paper. 0 means 96.
	DPI float64
	// HideTitle leaves the title out, for a place that shows it already.
	HideTitle bool
	// Dense sets rows of words close, as print can bear and a screen to press on cannot, and leaves out what a page says
	// beside the picture.
	Dense bool
	// Cramped sets dense rows as close as they can be read, to save a page.
	Cramped bool
	L       *i18n.Localizer
}

// DefaultTextPt is the size of text at 100 %.
const DefaultTextPt = 9.75

const defaultDPI = 96

// em returns the text size in renderer units.
func (s Style) em() float64 {
	size, dpi := s.TextPt, s.DPI
	if size <= 0 {
		size = DefaultTextPt
	}
	if dpi <= 0 {
		dpi = defaultDPI
	}
	return size * dpi / 72
}

// points returns the text size in points.
func (s Style) points() float64 {
	if s.TextPt <= 0 {
		return DefaultTextPt
	}
	return s.TextPt
}

func (s Style) dpi() float64 {
	if s.DPI <= 0 {
		return defaultDPI
	}
	return s.DPI
}

// Palette is a set of colours. No meaning hangs on colour alone: before is always hollow and after
// always filled, verdicts differ by shape, doses by words.
type Palette struct {
	Background, Text, Muted color.NRGBA
	// Grid lines, and the Axis they end at.
	Grid, Axis color.NRGBA
	// Night is one night's dot, Mean the line through them.
	Night, Mean color.NRGBA
	// Before and After are the two sides of a comparison; BeforeSoft and AfterSoft shade their middle half.
	Before, After, BeforeSoft, AfterSoft color.NRGBA
	// Band is the bar of a remedy at its lowest dose, BandFull at its highest; Text is legible on both.
	Band, BandFull, BandEdge color.NRGBA
	// RunIn shades nights that are left out.
	RunIn color.NRGBA
	// Good, Bad and Neutral mark verdicts.
	Good, Bad, Neutral color.NRGBA
	// Heat runs from the calmest to the worst night.
	Heat [3]color.NRGBA
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255}
}

// Light is for a bright window. Its blue and orange stay apart for the colour-blind (after Okabe & Ito).
func Light() Palette {
	return Palette{
		Background: hex(0xFFFFFF), Text: hex(0x1B2733), Muted: hex(0x5A6875),
		Grid: hex(0xE8ECF0), Axis: hex(0xB4BEC8),
		Night: hex(0x8FA6BA), Mean: hex(0x0B5C94),
		Before: hex(0x6A7886), After: hex(0x0B6AA8), BeforeSoft: hex(0xE9EDF1), AfterSoft: hex(0xD9EAF6),
		Band: hex(0xE4EEF6), BandFull: hex(0xA9CDE8), BandEdge: hex(0x3E82B5),
		RunIn: hex(0xF4EFE2),
		Good:  hex(0x0B6AA8), Bad: hex(0xB34700), Neutral: hex(0x66737F),
		Heat: [3]color.NRGBA{hex(0xE6F0F7), hex(0x6FA3C8), hex(0x0B2F52)},
	}
}

// Dark is for a dark window.
func Dark() Palette {
	return Palette{
		Background: hex(0x171C22), Text: hex(0xE6EBF0), Muted: hex(0x9DABB8),
		Grid: hex(0x29323B), Axis: hex(0x4C5965),
		Night: hex(0x6D8599), Mean: hex(0x6FC1F5),
		Before: hex(0xA3B0BC), After: hex(0x63B5EA), BeforeSoft: hex(0x2A323A), AfterSoft: hex(0x183A52),
		Band: hex(0x1E3343), BandFull: hex(0x2B5A7D), BandEdge: hex(0x63B5EA),
		RunIn: hex(0x2C281D),
		Good:  hex(0x63B5EA), Bad: hex(0xF2994A), Neutral: hex(0x9DABB8),
		Heat: [3]color.NRGBA{hex(0x22303C), hex(0x3F7FAE), hex(0xCFE9FB)},
	}
}

// Night is deep red on black, for a dark room: no blue or white light.
func Night() Palette {
	return Palette{
		Background: hex(0x000000), Text: hex(0xE2553F), Muted: hex(0xD84A33),
		Grid: hex(0x2A0A05), Axis: hex(0x5C1A10),
		Night: hex(0x8C2E1F), Mean: hex(0xF0654C),
		Before: hex(0xB03A28), After: hex(0xF0654C), BeforeSoft: hex(0x220804), AfterSoft: hex(0x3D0E07),
		Band: hex(0x1E0703), BandFull: hex(0x3A0D06), BandEdge: hex(0xB03A28),
		RunIn: hex(0x0E0301),
		Good:  hex(0xF0654C), Bad: hex(0xD0452F), Neutral: hex(0xB03A28),
		Heat: [3]color.NRGBA{hex(0x220804), hex(0x8C2E1F), hex(0xFF7A5C)},
	}
}

// PaperColour is for a colour printer.
func PaperColour() Palette {
	p := Light()
	p.Grid, p.Axis, p.Muted = hex(0xDDE2E7), hex(0x9AA5B0), hex(0x4A5763)
	p.Night = hex(0x7E97AC)
	return p
}

// PaperGrey is for a black-and-white printer.
func PaperGrey() Palette {
	return Palette{
		Background: hex(0xFFFFFF), Text: hex(0x111111), Muted: hex(0x4D4D4D),
		Grid: hex(0xDEDEDE), Axis: hex(0x8C8C8C),
		Night: hex(0x969696), Mean: hex(0x1A1A1A),
		Before: hex(0x5E5E5E), After: hex(0x1A1A1A), BeforeSoft: hex(0xECECEC), AfterSoft: hex(0xD6D6D6),
		Band: hex(0xEDEDED), BandFull: hex(0xC4C4C4), BandEdge: hex(0x4D4D4D),
		RunIn: hex(0xF3F3F3),
		Good:  hex(0x1A1A1A), Bad: hex(0x1A1A1A), Neutral: hex(0x6E6E6E),
		Heat: [3]color.NRGBA{hex(0xF0F0F0), hex(0x9A9A9A), hex(0x1A1A1A)},
	}
}

// mix returns a colour a share t (0–1) of the way from a to b.
func mix(a, b color.NRGBA, t float64) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return color.NRGBA{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B), A: 255}
}

// heat returns the colour of a share 0 (calm) to 1 (worst).
func (p Palette) heat(share float64) color.NRGBA {
	share = min(max(share, 0), 1)
	if share <= 0.5 {
		return mix(p.Heat[0], p.Heat[1], share*2)
	}
	return mix(p.Heat[1], p.Heat[2], share*2-1)
}

// readable returns the palette's text or background colour, whichever stands out more from fill.
func readable(fill color.NRGBA, p Palette) color.NRGBA {
	if contrast(fill, p.Text) >= contrast(fill, p.Background) {
		return p.Text
	}
	return p.Background
}

// bearsFigures tells whether figures can be read on every colour of the heat scale. On red and black
// alone there is no such colour for the middle of the scale.
func (p Palette) bearsFigures() bool {
	for share := 0.0; share <= 1; share += 0.1 {
		if fill := p.heat(share); contrast(readable(fill, p), fill) < 3.9 {
			return false
		}
	}
	return true
}

// contrast is the ratio of WCAG 2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
