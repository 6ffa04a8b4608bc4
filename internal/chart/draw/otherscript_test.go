package draw

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"os"
	"sync"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/shaping"
)

// withFont lets the system have one font, or none, for a test.
func withFont(t *testing.T, path string) {
	t.Helper()
	before := others
	t.Cleanup(func() { others = before })
	others = sync.OnceValue(func() *otherScripts {
		return newOtherScripts(func() shaping.Fontmap {
			if path == "" {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fonts := fontscan.NewFontMap(nil)
			if err := fonts.AddFont(bytes.NewReader(data), path, ""); err != nil {
				t.Fatal(err)
			}
			return fonts
		})
	})
}

const devanagari = "testdata/Devanagari.ttf"

func TestOtherScriptsAreShapedAsHarfBuzzDoes(t *testing.T) {
	withFont(t, devanagari)
	for word, want := range map[string]struct {
		glyphs int
		width  float64
	}{"हिन्दी": {5, 1.878}, "क्षमा": {3, 1.569}} {
		l := typeset(fonts().regular, word)
		if l.missing || len(l.runs) != 1 || len(l.runs[0].outlines) != want.glyphs || math.Abs(l.width-want.width) > 0.002 {
			t.Errorf("%s: missing %v, %d runs, width %v: %+v", word, l.missing, len(l.runs), l.width, l.runs)
		}
	}
}

func TestLettersOfSeveralScriptsStandInOneLine(t *testing.T) {
	withFont(t, devanagari)
	l := typeset(fonts().regular, "Yoga हिन्दी 漢 5")
	if !l.missing {
		t.Error("does not say that a letter is missing")
	}
	text := ""
	for _, r := range l.runs {
		text += r.text
	}
	if text != "Yoga हिन्दी \uFFFD 5" {
		t.Errorf("the line holds %q", text)
	}
	withFont(t, "")
	if l := typeset(fonts().regular, "हिन्दी"); !l.missing {
		t.Error("without a font nothing is missing")
	}
}

func TestOtherScriptsAreDrawnOnScreenAndOnPaper(t *testing.T) {
	withFont(t, devanagari)
	p := NewPixels(200, 60, 96)
	p.SetBold(false)
	p.SetFontSize(24)
	p.SetFontColor(color.NRGBA{A: 255})
	p.Text("हिन्दी", 10, 40)
	if darkPixels(p.image) < 200 {
		t.Errorf("%d dark pixels on screen", darkPixels(p.image))
	}
	p = NewPixels(200, 200, 96)
	p.SetBold(false)
	p.SetFontSize(24)
	p.SetFontColor(color.NRGBA{A: 255})
	p.SetTextRotation(math.Pi / 2)
	p.Text("हिन्दी", 100, 20)
	if darkPixels(p.image) < 200 {
		t.Errorf("%d dark pixels turned", darkPixels(p.image))
	}
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCompression(false)
	pdf.AddPage()
	l := typeset(pick(false), "हिन्दी")
	placeText(pdf, l, 50, 50, 20)
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out.Bytes(), []byte(" c\n")); n < 20 || bytes.Contains(out.Bytes(), []byte("/FontFile2")) {
		t.Errorf("%d curves on the page, or a font in the file", n)
	}
	if want := Width("हिन्दी", 20, false); l.width*20 != want {
		t.Errorf("the width on paper is %v, on screen %v", l.width*20, want)
	}
}

// darkPixels counts the pixels that are darker than half.
func darkPixels(img *image.RGBA) (n int) {
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i+3] > 128 && img.Pix[i] < 128 {
			n++
		}
	}
	return n
}
