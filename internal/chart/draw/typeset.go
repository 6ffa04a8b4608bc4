package draw

import (
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/bidi"
)

// replacement stands for a letter that no font has.
const replacement = '\uFFFD'

// lastRune that a PDF font of ours can number.
const lastRune = 0xFFFF

// run is a piece of text in one font, from left to right as it appears.
type run struct {
	face   *face
	text   string
	glyphs []truetype.Index
	// outlines are the glyphs of a run in another script, which has neither face nor glyphs of ours.
	outlines []outlined
	// width in ems.
	width float64
}

// line is text ready to be drawn.
type line struct {
	runs  []run
	width float64
	// rightToLeft tells that the text as a whole reads from the right.
	rightToLeft bool
	missing     bool
}

// Width returns how wide text is, in the same unit as size.
func Width(text string, size float64, bold bool) float64 {
	f := pick(bold)
	if w, ok := f.commonWidth(text); ok {
		return w * size
	}
	return typeset(f, text).width * size
}

// Missing tells whether text has a letter that will be drawn as the replacement mark.
func Missing(text string) bool {
	f := fonts().regular
	if _, ok := f.commonWidth(text); ok {
		return false
	}
	return typeset(f, text).missing
}

// Ellipsis shortens text to fit a width, in the same unit as size, ending it in "…" where it is cut.
func Ellipsis(text string, width, size float64, bold bool) string {
	if Width(text, size, bold) <= width {
		return text
	}
	letters := []rune(text)
	low, high := 0, len(letters)
	for low < high {
		mid := (low + high + 1) / 2
		if Width(cut(letters, mid), size, bold) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 && Width("…", size, bold) > width {
		return ""
	}
	return cut(letters, low)
}

func cut(letters []rune, n int) string {
	return strings.TrimRightFunc(string(letters[:n]), unicode.IsSpace) + "…"
}

// EllipsisMiddle shortens text to fit a width as Ellipsis does, but keeps its last words, for text whose
// end tells it from others: "Myofasc… from 1 mg to 3 mg".
func EllipsisMiddle(text string, width, size float64, bold bool) string {
	if Width(text, size, bold) <= width {
		return text
	}
	// The longest ending that begins with a word and takes at most about half the room.
	words := strings.Fields(text)
	tail := ""
	for i := len(words) - 1; i > 0; i-- {
		longer := strings.Join(words[i:], " ")
		if Width(longer, size, bold) > width*0.6 {
			break
		}
		tail = " " + longer
	}
	head := Ellipsis(text[:len(text)-len(tail)], width-Width(tail, size, bold), size, bold)
	if tail == "" || head == "" || head == "…" {
		return Ellipsis(text, width, size, bold)
	}
	return head + tail
}

// Words splits text where a line may end: at spaces, but not at those that keep what belongs together on one line, such
// as a number and its percent sign, or a French word and the colon after it.
func Words(text string) []string {
	const noBreak, narrow, figure = '\u00a0', '\u202f', '\u2007'
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != noBreak && r != narrow && r != figure })
}

// Wrap breaks text at spaces into lines no wider than width; a single long word is shortened.
func Wrap(text string, width, size float64, bold bool) []string {
	var lines []string
	current, wide := "", 0.0
	end := func() {
		if wide > width { // a single word
			current = Ellipsis(current, width, size, bold)
		}
		lines = append(lines, current)
	}
	// A line is as wide as its words and the spaces between them, so that no word is measured twice.
	space := Width(" ", size, bold)
	for _, word := range Words(text) {
		own := Width(word, size, bold)
		switch {
		case current == "":
			current, wide = word, own
		case wide+space+own > width:
			end()
			current, wide = word, own
		default:
			current, wide = current+" "+word, wide+space+own
		}
	}
	if current != "" {
		end()
	}
	return lines
}

func pick(bold bool) *face {
	if bold {
		return fonts().bold
	}
	return fonts().regular
}

// typeset puts text in visual order and picks a font for each letter.
func typeset(f *face, text string) line {
	var l line
	visual := text
	if needsOrder(text) {
		visual, l.rightToLeft = reorder(joinArabic(text))
	}
	var current run
	flush := func() {
		if len(current.glyphs) > 0 {
			l.runs = append(l.runs, current)
			l.width += current.width
		}
	}
	var letters strings.Builder
	all := []rune(visual)
	for i := 0; i < len(all); i++ {
		c := all[i]
		if !visible(c) {
			continue
		}
		used, glyph := f.find(c)
		if glyph == 0 {
			piece := f.otherScript(all[i:])
			if shaped := others().shape(string(piece)); shaped.ok {
				current.text = letters.String()
				flush()
				letters.Reset()
				current = run{}
				l.runs = append(l.runs, run{text: string(piece), outlines: shaped.glyphs, width: shaped.width})
				l.width += shaped.width
				i += len(piece) - 1
				continue
			}
			l.missing = true
			c, used = replacement, f
			if glyph = f.font.Index(c); glyph == 0 {
				used, glyph = f.fallback, f.fallback.font.Index(c)
			}
		}
		if used != current.face {
			current.text = letters.String()
			flush()
			letters.Reset()
			current = run{face: used}
		}
		letters.WriteRune(c)
		current.glyphs = append(current.glyphs, glyph)
		current.width += used.advance(glyph)
	}
	current.text = letters.String()
	flush()
	return l
}

// find returns the glyph of a letter in this font or the one behind it; 0 where neither has it.
func (f *face) find(c rune) (*face, truetype.Index) {
	if c > lastRune {
		return f, 0
	}
	if glyph := f.font.Index(c); glyph != 0 {
		return f, glyph
	}
	return f.fallback, f.fallback.font.Index(c)
}

// otherScript returns the letters from the first on that this font lacks, with their marks.
func (f *face) otherScript(letters []rune) []rune {
	n := 1
	for n < len(letters) {
		c := letters[n]
		if _, glyph := f.find(c); !joins(c) && (glyph != 0 || !visible(c)) {
			// What follows a joiner is joined to what stands before it.
			if letters[n-1] != '\u200d' {
				break
			}
		}
		n++
	}
	return letters[:n]
}

// visible tells whether a letter has a shape; marks that only steer direction or joining do not.
func visible(c rune) bool {
	return !unicode.Is(unicode.Cf, c) && !unicode.Is(unicode.Cc, c) && !unicode.Is(unicode.Variation_Selector, c)
}

// needsOrder tells whether text holds right-to-left letters.
func needsOrder(text string) bool {
	for _, c := range text {
		if c >= 0x0590 && (c <= 0x08FF || c >= 0xFB1D && c <= 0xFDFF || c >= 0xFE70 && c <= 0xFEFF) {
			return true
		}
	}
	return false
}

// reorder returns text as it appears from left to right (Unicode bidirectional algorithm, with the
// direction of the first letter that has one).
func reorder(text string) (visual string, rightToLeft bool) {
	var p bidi.Paragraph
	if _, err := p.SetString(text); err != nil {
		return text, false
	}
	order, err := p.Order()
	if err != nil {
		return text, false
	}
	rightToLeft = startsRightToLeft(text)
	type piece struct {
		text string
		rtl  bool
	}
	var pieces []piece
	for i := range order.NumRuns() {
		r := order.Run(i)
		text, rtl := r.String(), r.Direction() == bidi.RightToLeft
		if next := order.Run(min(i+1, order.NumRuns()-1)); rtl && !rightToLeft && (hasLetter(next.String()) || i+2 == order.NumRuns()) {
			// The comma after a right-to-left name belongs to the sentence, even before a number.
			name := strings.TrimRight(text, " ,;:.·–—")
			pieces = append(pieces, piece{name, true}, piece{text[len(name):], false})
			continue
		}
		pieces = append(pieces, piece{text, rtl})
	}
	// Runs come in the order of reading. Within left-to-right text a stretch of right-to-left runs,
	// with numbers between them, reads backwards; in right-to-left text all runs do.
	var out []string
	for i := 0; i < len(pieces); {
		j := i + 1
		if rightToLeft {
			j = len(pieces)
		} else if pieces[i].rtl {
			for j+1 < len(pieces) && !hasLetter(pieces[j].text) && pieces[j+1].rtl {
				j += 2
			}
		}
		for k := j - 1; k >= i; k-- {
			if pieces[k].rtl {
				out = append(out, bidi.ReverseString(pieces[k].text))
			} else {
				out = append(out, pieces[k].text)
			}
		}
		i = j
	}
	return strings.Join(out, ""), rightToLeft
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// firstStrongIsolate and popIsolate fence off a piece of text whose direction is its own.
const (
	firstStrongIsolate = '\u2068'
	popIsolate         = '\u2069'
)

// Isolate fences off text, such as a name that the user typed, so that what follows it in a sentence
// stays on the side where the sentence has it.
func Isolate(text string) string {
	if !needsOrder(text) {
		return text
	}
	return string(firstStrongIsolate) + text + string(popIsolate)
}

// startsRightToLeft tells the direction of the first letter outside fences; text that is fenced as a
// whole takes its own.
func startsRightToLeft(text string) bool {
	depth := 0
	for _, c := range text {
		if depth > 0 && c != popIsolate && c != firstStrongIsolate {
			continue
		}
		props, _ := bidi.LookupRune(c)
		switch props.Class() {
		case bidi.FSI:
			depth++
		case bidi.PDI:
			depth--
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
