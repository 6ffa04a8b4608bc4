package draw

import (
	"io"
	"log"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// outlined is a glyph drawn by its outline: in ems, y upward, with the pen at left.
type outlined struct {
	outline []segment
	left    float64
	up      float64
}

// otherScripts shapes text in scripts that the shipped fonts lack, such as Chinese, Hindi or emoji, with
// the fonts that the system has. It draws outlines: a page then holds the shapes that are used and no font.
// It is safe for use from several goroutines.
type otherScripts struct {
	mu     sync.Mutex
	find   func() shaping.Fontmap
	fonts  shaping.Fontmap
	looked bool
	shaper shaping.HarfbuzzShaper
	split  shaping.Segmenter
	known  map[string]shapedText
}

// shapedText is how a piece of text looks; ok is false where no font of the system has all of it.
type shapedText struct {
	glyphs []outlined
	width  float64
	ok     bool
}

// mostShaped bounds the memory for shaped pieces.
const mostShaped = 512

func newOtherScripts(find func() shaping.Fontmap) *otherScripts {
	return &otherScripts{find: find, known: map[string]shapedText{}}
}

// others is asked only for letters that the shipped fonts lack, so that nobody else waits for the system's
// fonts to be looked through.
var others = sync.OnceValue(func() *otherScripts { return newOtherScripts(systemFonts) })

// systemFonts looks through the fonts of the system. The list is kept in the user's cache folder. Nil is no
// fonts.
func systemFonts() shaping.Fontmap {
	fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if err := fonts.UseSystemFonts(""); err != nil {
		return nil // a page says then which letters it could not print
	}
	return fonts
}

// emSize is the size at which text is shaped: fine enough for any paper.
const emSize = 1000

// shape returns how a piece of text looks that reads from left to right.
func (o *otherScripts) shape(text string) shapedText {
	o.mu.Lock()
	defer o.mu.Unlock()
	if s, ok := o.known[text]; ok {
		return s
	}
	if !o.looked {
		o.fonts, o.looked = o.find(), true
	}
	if len(o.known) >= mostShaped {
		clear(o.known)
	}
	s := o.draw([]rune(text))
	o.known[text] = s
	return s
}

func (o *otherScripts) draw(text []rune) (s shapedText) {
	if o.fonts == nil {
		return s
	}
	in := shaping.Input{Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Size: fixed.I(emSize), Language: language.NewLanguage("en")}
	for _, piece := range o.split.Split(in, o.fonts) {
		if piece.Face == nil {
			return shapedText{}
		}
		for _, g := range o.shaper.Shape(piece).Glyphs {
			outline, ok := outlineOf(piece.Face, g.GlyphID)
			if !ok {
				return shapedText{}
			}
			s.glyphs = append(s.glyphs, outlined{outline, s.width + ems(g.XOffset), ems(g.YOffset)})
			s.width += ems(g.Advance)
		}
	}
	s.ok = len(s.glyphs) > 0
	return s
}

func ems(v fixed.Int26_6) float64 { return float64(v) / 64 / emSize }

// outlineOf returns a glyph's contours in ems. A glyph that stands for a missing letter, or that the font
// has as a picture only, is none.
func outlineOf(face *font.Face, glyph font.GID) ([]segment, bool) {
	if glyph == 0 {
		return nil, false
	}
	data, ok := face.GlyphDataOutline(tables.GlyphID(glyph))
	if !ok || len(data.Segments) == 0 && hasPicture(face, glyph) {
		return nil, false
	}
	scale := 1 / float64(face.Upem())
	at := func(p opentype.SegmentPoint) (x, y float64) { return float64(p.X) * scale, float64(p.Y) * scale }
	var out []segment
	for _, d := range data.Segments {
		s := segment{}
		switch d.Op {
		case opentype.SegmentOpMoveTo:
			s.op = moveTo
			s.x, s.y = at(d.Args[0])
		case opentype.SegmentOpLineTo:
			s.op = lineTo
			s.x, s.y = at(d.Args[0])
		case opentype.SegmentOpQuadTo:
			s.op = quadTo
			s.cx, s.cy = at(d.Args[0])
			s.x, s.y = at(d.Args[1])
		case opentype.SegmentOpCubeTo:
			s.op = cubicTo
			s.cx, s.cy = at(d.Args[0])
			s.dx, s.dy = at(d.Args[1])
			s.x, s.y = at(d.Args[2])
		}
		out = append(out, s)
	}
	return out, true
}

// hasPicture tells a glyph without an outline from a blank.
func hasPicture(face *font.Face, glyph font.GID) bool {
	switch face.GlyphData(glyph).(type) {
	case font.GlyphBitmap, font.GlyphSVG:
		return true
	}
	return false
}

// joins tells marks that belong to the letter before them: accents, vowel signs, and what steers how
// letters are joined.
func joins(c rune) bool {
	return unicode.Is(unicode.M, c) || unicode.Is(unicode.Variation_Selector, c) || c == '\u200c' || c == '\u200d' || c >= 0x1F3FB && c <= 0x1F3FF
}
