package draw

import (
	"fmt"
	"image"
	"sync"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"stillnight/resources"
)

// Regular is the font of ordinary text.
func Regular() *truetype.Font { return fonts().regular.font }

// family is the pair of fonts that text is set in.
type family struct{ regular, bold *face }

// fonts parses the embedded fonts once; they are part of the program, so that failing is a mistake
// in the build, found by the first test.
var fonts = sync.OnceValue(func() *family {
	f := &family{
		regular: mustFace("NotoSans-Regular.ttf", "NotoSans", ""),
		bold:    mustFace("NotoSans-Bold.ttf", "NotoSans", "B"),
	}
	f.regular.fallback = mustFace("DejaVuSans.ttf", "DejaVuSans", "")
	f.bold.fallback = mustFace("DejaVuSans-Bold.ttf", "DejaVuSans", "B")
	f.regular.measureCommon()
	f.bold.measureCommon()
	return f
})

// face is one font with the outlines and masks of the glyphs drawn so far. It is safe for use from
// several goroutines.
type face struct {
	font *truetype.Font
	data []byte
	// pdfFamily and pdfStyle name it inside a PDF.
	pdfFamily, pdfStyle string
	unitsPerEm          float64
	// fallback has letters that this one lacks; nil for a fallback itself.
	fallback *face

	// common has the letters that most texts are made of.
	common [commonLetters]commonLetter

	mu       sync.Mutex
	advances []float64 // of each glyph asked for so far, in ems; less than 0 for the others
	outlines map[truetype.Index][]segment
	masks    map[maskKey]*glyphMask
}

// maskKey tells one drawn glyph from another: which, how large (26.6 pixels per em) and how far right
// of a whole pixel (in quarters).
type maskKey struct {
	glyph   truetype.Index
	size    fixed.Int26_6
	quarter int8
}

// glyphMask is a glyph's coverage; at is where its top left corner lies from the pen.
type glyphMask struct {
	alpha *image.Alpha
	at    image.Point
}

// maxMasks bounds the memory for masks: about 4,000 glyphs of 20 × 20 pixels are 1.6 MB.
const maxMasks = 4096

func mustFace(file, pdfFamily, pdfStyle string) *face {
	data, err := resources.Fonts.ReadFile("fonts/" + file)
	if err != nil {
		panic(fmt.Errorf("reading embedded font: %w", err))
	}
	parsed, err := truetype.Parse(data)
	if err != nil {
		panic(fmt.Errorf("parsing embedded font %s: %w", file, err))
	}
	return newFace(parsed, data, pdfFamily, pdfStyle)
}

func newFace(f *truetype.Font, data []byte, pdfFamily, pdfStyle string) *face {
	return &face{
		font: f, data: data, pdfFamily: pdfFamily, pdfStyle: pdfStyle,
		unitsPerEm: float64(f.FUnitsPerEm()),
		outlines:   map[truetype.Index][]segment{},
		masks:      map[maskKey]*glyphMask{},
	}
}

// Common letters are those up to the Latin extensions, and general punctuation with the signs behind it.
const (
	latinEnd, signsFrom, signsEnd = 0x250, 0x2000, 0x2300
	commonLetters                 = latinEnd + signsEnd - signsFrom
)

// commonPlace is where a letter stands among the common ones; less than 0 for others.
func commonPlace(c rune) int {
	switch {
	case c < latinEnd:
		return int(c)
	case c >= signsFrom && c < signsEnd:
		return latinEnd + int(c-signsFrom)
	}
	return -1
}

// commonLetter is what is known of a letter beforehand: its advance in ems, and in which font it is.
type commonLetter struct {
	in      commonFont
	advance float64
}

// commonFont is the font of a letter.
type commonFont byte

const (
	inNone   commonFont = iota
	inOwn               // the face itself
	inSecond            // its fallback
	unseen              // nothing is seen of the letter
)

func (f *face) measureCommon() {
	for c := range rune(signsEnd) {
		at := commonPlace(c)
		if at < 0 {
			continue
		}
		if !visible(c) {
			f.common[at].in = unseen
		} else if used, glyph := f.find(c); glyph != 0 {
			f.common[at] = commonLetter{inOwn, used.advance(glyph)}
			if used != f {
				f.common[at].in = inSecond
			}
		}
	}
}

// commonWidth is the width in ems of a text of common letters, to the last bit what [typeset] makes it; ok is false of
// other texts.
func (f *face) commonWidth(text string) (width float64, ok bool) {
	run, in := 0.0, inNone
	for _, c := range text {
		at := commonPlace(c)
		if at < 0 || f.common[at].in == inNone {
			return 0, false
		}
		letter := &f.common[at]
		if letter.in == unseen {
			continue
		}
		if letter.in != in {
			width, run, in = width+run, 0, letter.in
		}
		run += letter.advance
	}
	return width + run, true
}

// advance returns the width of a glyph in ems.
func (f *face) advance(g truetype.Index) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	for int(g) >= len(f.advances) {
		f.advances = append(f.advances, -1)
	}
	if f.advances[g] < 0 {
		units := f.font.HMetric(fixed.Int26_6(f.font.FUnitsPerEm()), g).AdvanceWidth
		f.advances[g] = float64(units) / f.unitsPerEm
	}
	return f.advances[g]
}

// outline returns a glyph's contours in ems, y upward.
func (f *face) outline(g truetype.Index) []segment {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.outlineLocked(g)
}

func (f *face) outlineLocked(g truetype.Index) []segment {
	if o, ok := f.outlines[g]; ok {
		return o
	}
	var buf truetype.GlyphBuf
	var out []segment
	if err := buf.Load(f.font, fixed.Int26_6(f.font.FUnitsPerEm()), g, font.HintingNone); err == nil {
		start := 0
		for _, end := range buf.Ends {
			out = appendContour(out, buf.Points[start:end], 1/f.unitsPerEm)
			start = end
		}
	}
	f.outlines[g] = out
	return out
}

// appendContour turns TrueType points, in which two curve points in a row imply a point on the line
// midway, into segments.
func appendContour(out []segment, points []truetype.Point, scale float64) []segment {
	if len(points) < 2 {
		return out
	}
	at := func(i int) (x, y float64, on bool) {
		p := points[i%len(points)]
		return float64(p.X) * scale, float64(p.Y) * scale, p.Flags&0x01 != 0
	}
	first := 0
	for first < len(points) {
		if _, _, on := at(first); on {
			break
		}
		first++
	}
	x, y, _ := at(first)
	if first == len(points) {
		x0, y0, _ := at(0)
		x1, y1, _ := at(len(points) - 1)
		x, y, first = (x0+x1)/2, (y0+y1)/2, -1
	}
	startX, startY := x, y
	out = append(out, segment{op: moveTo, x: x, y: y})
	count := len(points)
	if first >= 0 {
		count--
	}
	var cx, cy float64
	pending := false
	for k := 1; k <= count; k++ {
		px, py, on := at(first + k)
		switch {
		case on && pending:
			out = append(out, segment{op: quadTo, cx: cx, cy: cy, x: px, y: py})
			pending = false
		case on:
			out = append(out, segment{op: lineTo, x: px, y: py})
		default:
			if pending {
				out = append(out, segment{op: quadTo, cx: cx, cy: cy, x: (cx + px) / 2, y: (cy + py) / 2})
			}
			cx, cy, pending = px, py, true
		}
	}
	if pending {
		out = append(out, segment{op: quadTo, cx: cx, cy: cy, x: startX, y: startY})
	}
	return append(out, segment{op: closePath})
}
