package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// goldenPictures are pictures that were looked at by eye, in every palette and with what breaks charts.
// They show no words of other packages, which may be improved without looking at pictures again.
func goldenPictures(t *testing.T, l *i18n.Localizer) map[string]golden {
	hard := hardDiaries()
	rich := hard["rich"]
	all := comparisons(t, sampleDiary(430, 5)).Comparisons
	style := func(p Palette) Style { return Style{Palette: p, L: l} }
	untitled := style(PaperGrey())
	untitled.HideTitle = true
	large := style(Night())
	large.TextPt = 2 * DefaultTextPt
	return map[string]golden{
		"timeline-light":        {Timeline(rich, TimelineView{}, style(Light())), 900, 460},
		"timeline-dark-small":   {Timeline(rich, TimelineView{}, style(Dark())), 500, 260},
		"timeline-night-large":  {Timeline(rich, TimelineView{}, large), 900, 560},
		"timeline-empty":        {Timeline(hard["empty"], TimelineView{}, style(Light())), 600, 300},
		"timeline-one-night":    {Timeline(hard["one"], TimelineView{}, style(Light())), 600, 300},
		"timeline-all-zero":     {Timeline(hard["zero"], TimelineView{}, style(Light())), 600, 300},
		"timeline-ten-years":    {Timeline(hard["decade"], TimelineView{}, style(PaperGrey())), 1000, 500},
		"timeline-40-remedies":  {Timeline(hard["many"], TimelineView{}, style(PaperColour())), 800, 500},
		"timeline-scripts":      {Timeline(hard["rtl"], TimelineView{}, style(Light())), 800, 500},
		"before-after-grey":     {BeforeAfter(all[3], untitled), 800, 340},
		"calendar-light":        {Calendar(rich, 2025, compare.Severity, style(Light())), 900, 460},
		"calendar-hours-narrow": {Calendar(rich, 2025, compare.SleepHours, style(PaperGrey())), 420, 620},
		"weekdays-dark":         {Weekdays(rich, compare.Severity, style(Dark())), 700, 360},
		"onsets-grey":           {Onsets(rich, style(PaperGrey())), 700, 360},
	}
}

type golden struct {
	picture Picture
	w, h    int
}

// TestPicturesLookAsTheyDid compares with pictures that were looked at by eye. To accept new ones, run
// with UPDATE_GOLDEN=1 and look at them.
func TestPicturesLookAsTheyDid(t *testing.T) {
	for name, g := range goldenPictures(t, english(t)) {
		img, err := Image(g.picture, g.w, g.h, 96)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := filepath.Join("testdata", name+".png")
		if os.Getenv("UPDATE_GOLDEN") != "" {
			writePNG(t, file, img)
		}
		if share := difference(img, readPNG(t, file)); share > 0.001 {
			out := filepath.Join(os.TempDir(), name+".png")
			writePNG(t, out, img)
			t.Errorf("%.2f %% of pixels differ from %s; now: %s", share*100, file, out)
		}
	}
}

// TestPaperShowsWhatTheScreenShows turns each picture's PDF into pixels with poppler.
func TestPaperShowsWhatTheScreenShows(t *testing.T) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm (poppler-utils) is not installed")
	}
	const dpi, w, h = 144, 540, 300 // points
	l := english(t)
	d := richDiary(430)
	paper := everyPicture(t, d, Style{Palette: PaperColour(), L: l, DPI: draw.PDFDPI})
	screen := everyPicture(t, d, Style{Palette: PaperColour(), L: l, DPI: dpi})
	for name, p := range paper {
		pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: w, Ht: h}})
		pdf.SetAutoPageBreak(false, 0)
		pdf.AddPage()
		surface := draw.NewPDF(pdf, 0, 0, w, h)
		if err := p.Draw(surface, w*draw.PDFUnitsPerPoint, h*draw.PDFUnitsPerPoint); err != nil {
			t.Fatal(err)
		}
		base := filepath.Join(t.TempDir(), name)
		if err := pdf.OutputFileAndClose(base + ".pdf"); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(tool, "-r", "144", "-png", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
			t.Fatalf("pdftoppm: %v: %s", err, said)
		}
		img, err := Image(screen[name], w*dpi/72, h*dpi/72, dpi)
		if err != nil {
			t.Fatal(err)
		}
		share := difference(img, readPNG(t, base+".png"))
		t.Logf("%s: %.2f %% differ", name, share*100)
		if share > 0.003 {
			writePNG(t, filepath.Join(os.TempDir(), name+"-screen.png"), img)
			writePNG(t, filepath.Join(os.TempDir(), name+"-paper.png"), readPNG(t, base+".png"))
			t.Errorf("%s: %.2f %% of pixels differ between screen and paper; see %s in %s", name, share*100, name+"-*.png", os.TempDir())
		}
	}
}

func TestSavedPicturesCarryTheirWords(t *testing.T) {
	s := Style{Palette: Light(), L: english(t)}
	p := Timeline(richDiary(430), TimelineView{}, s)
	var svg bytes.Buffer
	if err := WriteSVG(&svg, p, 800, 400, 96); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(svg.String(), "<title>"+p.Title()+"</title>") {
		t.Error("the SVG has no title")
	}
	for d := xml.NewDecoder(&svg); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	s.DPI = 192
	var file bytes.Buffer
	if err := WritePNG(&file, Timeline(richDiary(430), TimelineView{}, s), 1600, 800, 192); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&file)
	if err != nil || img.Bounds().Dx() != 1600 {
		t.Errorf("PNG of %v: %v", img.Bounds(), err)
	}
}

func TestSameDiarySamePicture(t *testing.T) {
	s := Style{Palette: Light(), L: english(t)}
	draw := func() *image.RGBA {
		img, err := Image(Weekdays(richDiary(200), compare.Severity, s), 700, 400, 96)
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	if !bytes.Equal(draw().Pix, draw().Pix) {
		t.Error("two drawings of one diary differ")
	}
}

func TestPointingAtANightFindsIt(t *testing.T) {
	s := Style{Palette: Light(), L: english(t)}
	d := richDiary(430)
	first, last, _ := d.Span()
	results := comparisons(t, d)
	for name, p := range map[string]Picture{
		"timeline":     Timeline(d, TimelineView{}, s),
		"calendar":     Calendar(d, 2025, compare.Severity, s),
		"before/after": BeforeAfter(results.Comparisons[0], s),
	} {
		loc, ok := p.(Locator)
		if !ok {
			t.Fatalf("%s is no Locator", name)
		}
		found := 0
		for date := first; !date.After(last); date = date.AddDays(1) {
			a, ok := loc.Spot(date, 1600, 600)
			if !ok {
				continue
			}
			found++
			got, ok := loc.NightAt((a.Left+a.Right)/2, (a.Top+a.Bottom)/2, 1600, 600)
			if !ok || math.Abs(float64(got.Sub(date))) > 0 {
				t.Fatalf("%s: pointing at %s finds %s, %v", name, date, got, ok)
			}
		}
		if found < 14 {
			t.Errorf("%s shows %d nights", name, found)
		}
		if said := loc.Describe(first); !strings.Contains(said, "2025") && !strings.Contains(said, "February") {
			t.Errorf("%s reads out %q", name, said)
		}
	}
}

func TestZoomKeepsTheAnchorAndPanTheLength(t *testing.T) {
	first := diary.MustDate(2024, 1, 1)
	v := TimelineView{First: first, Last: first.AddDays(999)}
	anchor := first.AddDays(500)
	in := v.Zoom(0.5, anchor)
	if n := in.Last.Sub(in.First) + 1; n != 500 {
		t.Errorf("zooming in by half shows %d nights of 1000", n)
	}
	if share := float64(anchor.Sub(in.First)) / 500; math.Abs(share-0.5) > 0.01 {
		t.Errorf("the anchor moved to %.2f", share)
	}
	for range 60 {
		in = in.Zoom(0.8, anchor)
	}
	if n := in.Last.Sub(in.First) + 1; n != fewestNights {
		t.Errorf("zoomed in to %d nights", n)
	}
	clamped := v.Pan(300).Clamp(v.First, v.Last)
	if clamped != v {
		t.Errorf("panned out of the diary to %v", clamped)
	}
}

// difference is the share of pixels that differ by more than a third of full scale once both pictures
// are softened over 3 × 3 pixels: edges may fall half a pixel apart, shapes may not.
func difference(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	w, h := a.Bounds().Dx(), a.Bounds().Dy()
	grey := func(img image.Image) []float64 {
		out := make([]float64, w*h)
		for i := range out {
			r, g, bl, _ := img.At(i%w, i/w).RGBA()
			out[i] = (0.3*float64(r) + 0.59*float64(g) + 0.11*float64(bl)) / 65535
		}
		return out
	}
	ga, gb := grey(a), grey(b)
	far := 0
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			sum := 0.0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					i := (y+dy)*w + x + dx
					sum += ga[i] - gb[i]
				}
			}
			if math.Abs(sum/9) > 1.0/3 {
				far++
			}
		}
	}
	return float64(far) / float64(w*h)
}

func writePNG(t *testing.T, file string, img image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
