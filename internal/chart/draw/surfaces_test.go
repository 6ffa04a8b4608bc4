package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"stillnight/internal/chart/golden"
)

// The scene is drawn on 360 × 240 points; a unit is 1/k point.
const sceneW, sceneH = 360, 240

// scene uses every method of a renderer.
func scene(r Surface, k float64) {
	at := func(v float64) int { return int(math.Round(v * k)) }
	colour := func(red, green, blue uint8) color.NRGBA {
		return color.NRGBA{R: red, G: green, B: blue, A: 255}
	}
	box := func(x0, y0, x1, y1 float64) {
		r.MoveTo(at(x0), at(y0))
		r.LineTo(at(x1), at(y0))
		r.LineTo(at(x1), at(y1))
		r.LineTo(at(x0), at(y1))
		r.Close()
	}
	r.SetFillColor(colour(255, 255, 255))
	box(0, 0, sceneW, sceneH)
	r.Fill()

	r.SetFillColor(colour(217, 234, 246))
	r.SetStrokeColor(colour(11, 106, 168))
	r.SetStrokeWidth(2 * k)
	box(12, 12, 90, 60)
	r.FillStroke()

	// Half transparent over the box.
	r.SetFillColor(color.NRGBA{R: 179, G: 71, B: 0, A: 128})
	box(60, 36, 130, 80)
	r.Fill()

	r.SetStrokeColor(colour(20, 20, 20))
	r.SetStrokeWidth(3 * k)
	r.MoveTo(at(140), at(20))
	for i := range 9 {
		r.LineTo(at(140+float64(i)*12), at(20+float64(i%2)*36))
	}
	r.Stroke()

	r.SetStrokeWidth(2 * k)
	r.SetStrokeDashArray([]float64{8 * k, 4 * k})
	r.MoveTo(at(140), at(75))
	r.LineTo(at(240), at(75))
	r.LineTo(at(240), at(110))
	r.Stroke()
	r.SetStrokeDashArray(nil)

	r.SetFillColor(colour(11, 106, 168))
	r.Circle(10*k, at(280), at(30))
	r.Fill()
	r.SetFillColor(colour(255, 255, 255))
	r.SetStrokeWidth(2 * k)
	r.Circle(10*k, at(310), at(30))
	r.FillStroke()

	// A slice, an arc and a curve.
	r.SetFillColor(colour(143, 166, 186))
	r.MoveTo(at(60), at(130))
	r.ArcTo(at(60), at(130), 36*k, 36*k, -math.Pi/2, math.Pi*0.7)
	r.LineTo(at(60), at(130))
	r.Close()
	r.Fill()
	r.ArcTo(at(60), at(130), 44*k, 30*k, math.Pi/2, math.Pi*1.2)
	r.Stroke()
	r.MoveTo(at(120), at(160))
	r.QuadCurveTo(at(150), at(90), at(200), at(160))
	r.Stroke()

	r.SetFontColor(colour(27, 39, 51))
	r.SetFontSize(12)
	for i, text := range []string{
		"Night of Sunday 2 March, 6.5 h, −1.8", "Zażółć gęślą jaźń, İğne şu", "Άλφα βήτα, Железо ферритин", "ברזל עם ויטמין C",
	} {
		r.SetBold(false)
		if i == 0 {
			r.SetBold(true)
		}
		r.Text(text, at(12), at(185+float64(i)*16))
	}
	r.SetBold(false)
	r.SetTextRotation(-math.Pi / 2)
	r.Text("turned upward", at(340), at(220))
	r.SetTextRotation(math.Pi / 6)
	r.Text("turned a little", at(230), at(140))
	r.ClearTextRotation()
}

const sceneDPI = 144

func scenePixels() *image.RGBA {
	k := sceneDPI / 72.0
	p := NewPixels(int(sceneW*k), int(sceneH*k), sceneDPI)
	scene(p, k)
	return p.Image()
}

func scenePDF(t *testing.T) []byte {
	t.Helper()
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: sceneW, Ht: sceneH}})
	pdf.SetCreationDate(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddPage()
	p := NewPDF(pdf, 0, 0, sceneW, sceneH)
	scene(p, PDFUnitsPerPoint)
	if err := p.Save(io.Discard); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rasterized turns a PDF into pixels with poppler; the test is left out where poppler is not there.
func rasterized(t *testing.T, pdf []byte, dpi string) image.Image {
	t.Helper()
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm (poppler-utils) is not installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "scene.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "scene")
	if said, err := exec.Command(tool, "-r", dpi, "-png", "-singlefile", file, out).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, said)
	}
	return golden.Read(t, out+".png")
}

func TestScreenAndPaperAgree(t *testing.T) {
	pixels := scenePixels()
	paper := rasterized(t, scenePDF(t), "144")
	golden.Alike(t, "scene", pixels, paper, 0.002)
}

func TestSceneLooksAsItDid(t *testing.T) {
	golden.Check(t, scenePixels(), filepath.Join("testdata", "scene.png"), 0.0005)
}

func TestAllSurfacesMeasureTextAlike(t *testing.T) {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.AddPage()
	for _, text := range []string{"Severity (0 to 10)", "Zażółć", "ברזל", ""} {
		var widths []float64
		for _, r := range []Surface{NewPixels(10, 10, 720), NewPDF(pdf, 0, 0, 10, 10), NewSVG(10, 10, 720, "", "")} {
			r.SetBold(false)
			r.SetFontSize(11)
			width, _ := r.Measure(text)
			widths = append(widths, float64(width)/r.DPI())
		}
		if math.Abs(widths[0]-widths[1]) > 1.0/720 || widths[0] != widths[2] {
			t.Errorf("%q: %v inches", text, widths)
		}
	}
}

func TestSVGIsWellFormedAndEscapesNames(t *testing.T) {
	s := NewSVG(sceneW, sceneH, 72, "A & B", "<nights>")
	scene(s, 1)
	s.SetFontSize(10)
	s.SetFontColor(color.NRGBA{A: 255})
	s.Text(`Tom & "Jerry" <b>`, 5, 5)
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(&b)
	texts := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "text" {
			texts++
		}
	}
	if texts != 7 {
		t.Errorf("%d pieces of text, want 7", texts)
	}
}

func TestDashesCoverTheirShare(t *testing.T) {
	line := []polyline{{points: []point{{0, 0}, {50, 0}, {50, 50}}}}
	length := 0.0
	for _, d := range dashed(line, []float64{6, 4}) {
		for i := 1; i < len(d.points); i++ {
			length += math.Hypot(d.points[i].x-d.points[i-1].x, d.points[i].y-d.points[i-1].y)
		}
	}
	if math.Abs(length-60) > 1e-6 {
		t.Errorf("dashes of 6 in 10 on 100 units cover %.2f", length)
	}
}

func TestPaintingOutsideTheSurfaceIsHarmless(t *testing.T) {
	p := NewPixels(20, 20, 96)
	black := color.NRGBA{A: 255}
	p.SetFillColor(black)
	p.SetStrokeColor(black)
	p.SetStrokeWidth(3)
	p.SetFontColor(black)
	p.SetFontSize(12)
	for _, at := range []int{-1000, -5, 15, 1000} {
		p.Circle(8, at, at)
		p.FillStroke()
		p.MoveTo(at, -50)
		p.LineTo(at+7, 3000)
		p.Stroke()
		p.Text("outside", at, at)
		p.MoveTo(at, at)
		p.LineTo(at+9, at)
		p.LineTo(at+9, at+9)
		p.LineTo(at, at+9)
		p.Close()
		p.Fill()
	}
	p.Stroke() // an empty path
}

func TestASurfaceThatIsUsedAgainDrawsTheSame(t *testing.T) {
	line := func(p *Pixels) {
		p.SetStrokeColor(color.NRGBA{200, 100, 50, 180})
		p.SetStrokeWidth(3)
		p.MoveTo(2, 3)
		p.LineTo(70, 33)
		p.Stroke()
	}
	used, fresh := NewPixels(80, 40, 96), NewPixels(80, 40, 120)
	used.SetFillColor(color.NRGBA{1, 2, 3, 255})
	used.SetStrokeDashArray([]float64{2, 2})
	used.SetBold(true)
	used.Circle(15, 40, 20)
	used.FillStroke()
	used.MoveTo(1, 1)
	used.Reset(120)
	line(used)
	line(fresh)
	if !bytes.Equal(used.Image().Pix, fresh.Image().Pix) || used.DPI() != fresh.DPI() {
		t.Error("something of the first drawing is left")
	}
}
