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
	"regexp"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"stillnight/internal/chart/draw"
	"stillnight/internal/chart/golden"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// goldenPictures are pictures that were looked at by eye, in every palette and with what breaks charts.
// Most show no words of other packages, which may be improved without looking at pictures again.
func goldenPictures(t *testing.T, l *i18n.Localizer) map[string]lookedAt {
	hard := hardDiaries()
	rich := hard["rich"]
	all := comparisons(t, sampleDiary(430, 5)).Comparisons
	style := func(p Palette) Style { return Style{Palette: p, L: l} }
	every := everyPicture(t, rich, style(Light()))
	untitled := style(PaperGrey())
	untitled.HideTitle = true
	large := style(Night())
	large.TextPt = 2 * DefaultTextPt
	years, ropinirole := clockDiary()
	clock, _ := compare.OnsetClockOf(years, ropinirole, nil)
	names, _ := compare.OnsetClockOf(years, ropinirole, nil)
	names.Phases = underTwoNames(names.Phases)
	early := clock
	early.Weeks, early.Shifts = clock.Weeks[:5], nil
	level := diary.Some(LabLevel{Value: 75, Words: "75"})
	iron := []IronLag{{Name: "Iron tablets", From: rich.Nights[60].Date, Judged: rich.Nights[60].Date.AddDays(84)}}
	return map[string]lookedAt{
		"taper-light":               {Taper(rich, tapered(rich.Interventions[0]), nil, style(Light())), 800, 420},
		"taper-grey":                {Taper(rich, tapered(rich.Interventions[0]), nil, untitled), 560, 300},
		"taper-night-large":         {Taper(rich, tapered(rich.Interventions[0]), nil, large), 700, 600},
		"iron-response-light":       {IronResponse(rich, iron, level, style(Light())), 800, 420},
		"iron-response-grey":        {IronResponse(rich, iron, level, untitled), 560, 300},
		"iron-response-night-large": {IronResponse(rich, iron, level, large), 700, 600},
		"onset-clock-light":         {OnsetClock(clock, style(Light())), 800, 380},
		"onset-clock-grey":          {OnsetClock(clock, untitled), 560, 260},
		"onset-clock-night-large":   {OnsetClock(clock, large), 700, 520},
		"onset-clock-names":         {OnsetClock(names, style(Light())), 900, 380},
		"onset-clock-dark-few":      {OnsetClock(early, style(Dark())), 500, 260},
		"timeline-light":            {Timeline(rich, TimelineView{}, style(Light())), 900, 460},
		"timeline-dark-small":       {Timeline(rich, TimelineView{}, style(Dark())), 500, 260},
		"timeline-night-large":      {Timeline(rich, TimelineView{}, large), 900, 560},
		"timeline-empty":            {Timeline(hard["empty"], TimelineView{}, style(Light())), 600, 300},
		"timeline-one-night":        {Timeline(hard["one"], TimelineView{}, style(Light())), 600, 300},
		"timeline-all-zero":         {Timeline(hard["zero"], TimelineView{}, style(Light())), 600, 300},
		"timeline-ten-years":        {Timeline(hard["decade"], TimelineView{}, style(PaperGrey())), 1000, 500},
		"timeline-40-remedies":      {Timeline(hard["many"], TimelineView{}, style(PaperColour())), 800, 500},
		"timeline-scripts":          {Timeline(hard["rtl"], TimelineView{}, style(Light())), 800, 500},
		"before-after-grey":         {BeforeAfter(all[3], untitled), 800, 340},
		"calendar-light":            {Calendar(rich, 2025, compare.Severity, style(Light())), 900, 460},
		"calendar-hours-narrow":     {Calendar(rich, 2025, compare.SleepHours, style(PaperGrey())), 420, 620},
		"weekdays-dark":             {Weekdays(rich, compare.Severity, style(Dark())), 700, 360},
		"onsets-grey":               {Onsets(rich, style(PaperGrey())), 700, 360},
		"forest-grey":               {Forest(all[:5], untitled), 640, 300},
		"forest-part":               {ForestPart(all, 2, 5, untitled), 640, 240},
		"forest-large-names":        {Forest(all[3:6], large), 760, 1040},
		"lab-course":                {every["lab course"], 640, 260},
		"triggers":                  {every["triggers"], 640, 240},
		"relief":                    {every["relief"], 640, 280},
		"doses":                     {every["doses"], 640, 260},
		"rounds":                    {every["rounds"], 640, 260},
	}
}

// TestEveryPictureIsTried keeps that each function that makes a picture has its line in everyPicture and in
// goldenPictures.
func TestEveryPictureIsTried(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	makes := regexp.MustCompile(`(?m)^func ([A-Z]\w*)\(.*\) (?:Picture|Locator) \{$`)
	var makers []string
	sources := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources[file] = string(text)
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, found := range makes.FindAllStringSubmatch(string(text), -1) {
			makers = append(makers, found[1])
		}
	}
	if len(makers) < 13 {
		t.Errorf("only %d pictures are found: %v", len(makers), makers)
	}
	every, looked := sources["fixtures_test.go"], sources["golden_test.go"]
	for _, name := range makers {
		line := regexp.MustCompile(`"([\w ]+)"\]?(?::| =)\s+` + name + `\(`).FindStringSubmatch(every)
		if line == nil {
			t.Errorf("%s has no line in everyPicture (fixtures_test.go)", name)
			continue
		}
		if !strings.Contains(looked, "{"+name+"(") && !strings.Contains(looked, `{every["`+line[1]+`"]`) {
			t.Errorf("%s has no line in goldenPictures (golden_test.go)", name)
		}
	}
}

type lookedAt struct {
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
		golden.Check(t, img, filepath.Join("testdata", name+".png"), 0.001)
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
		golden.Alike(t, name, img, golden.Read(t, base+".png"), 0.003)
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
