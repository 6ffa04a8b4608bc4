package picture

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/chart"
	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
	"stillnight/internal/ui/uitest"
)

// timeline is a view of the sample diary in a window.
func timeline(t *testing.T) (*View, fyne.Window) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	d := uitest.Sample(t)
	v := New(uitest.NewEnv(t, app, w, d), 18, func(s chart.Style) chart.Picture {
		return chart.Timeline(d, chart.TimelineView{}, s)
	})
	w.SetPadded(false)
	w.SetContent(v)
	w.Resize(fyne.NewSize(800, 400))
	w.Canvas().Capture()
	return v, w
}

func TestAPictureIsDrawnAtTheCanvasPixels(t *testing.T) {
	v, w := timeline(t)
	c, ok := w.Canvas().(software.WindowlessCanvas)
	if !ok {
		t.Fatal("the test's canvas has no scale to set")
	}
	c.SetScale(2)
	w.Resize(fyne.NewSize(800, 400))
	w.Canvas().Capture()
	if d := v.renderer.shown(); d.w != int(v.Size().Width*2) || d.style.DPI != 192 {
		t.Errorf("drawn %d pixels wide at %v dots an inch on a view of %v", d.w, d.style.DPI, v.Size())
	}
}

func TestPointingReadsOutANight(t *testing.T) {
	v, _ := timeline(t)
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 120)}})
	night := v.Night()
	if night.IsZero() || !strings.Contains(v.AccessibilityLabel(), v.env.L.NightOf(night)) {
		t.Errorf("%q is said of %s", v.AccessibilityLabel(), night)
	}
	v.MouseOut()
	if label := v.AccessibilityLabel(); !strings.Contains(label, "Severity") || !v.Night().IsZero() {
		t.Errorf("%q is said of no night", label)
	}
}

func TestAPressOpensTheNight(t *testing.T) {
	v, _ := timeline(t)
	var opened diary.Date
	v.OpenNight = func(n diary.Date) { opened = n }
	v.Tapped(&fyne.PointEvent{Position: fyne.NewPos(400, 120)})
	if want, _ := v.Locate(fyne.NewPos(400, 120)); opened != want || want.IsZero() {
		t.Errorf("opened %s, want %s", opened, want)
	}
}

func TestFilesAreLightTitledAndTwiceAsDense(t *testing.T) {
	v, _ := timeline(t)
	var file bytes.Buffer
	if err := v.png()(&file); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	if want := int(v.Size().Width) * 2; img.Bounds().Dx() != want {
		t.Errorf("%d pixels wide, want %d", img.Bounds().Dx(), want)
	}
	file.Reset()
	if err := v.svg()(&file); err != nil {
		t.Fatal(err)
	}
	if s := file.String(); !strings.HasPrefix(s, "<") || !strings.Contains(s, v.Picture().Title()) {
		t.Error("the drawing has no title")
	}
}

func TestAFileNameHoldsNothingThatASystemRefuses(t *testing.T) {
	for title, want := range map[string]string{
		"Ropinirole: from 1 mg to 3 mg": "Ropinirole from 1 mg to 3 mg",
		`a/b\c"d`:                       "abcd",
		"...":                           "Stillnight",
		strings.Repeat("ä", 90):         strings.Repeat("ä", 60),
	} {
		if got := fileName(title); got != want {
			t.Errorf("fileName(%q) = %q", title, got)
		}
	}
}

// A slow drawing goes on beside the window; wishes that come in meanwhile are dropped but for the last.
func TestSlowDrawingsDoNotHoldUpTheWindow(t *testing.T) {
	d := uitest.Sample(t)
	env := uitest.NewEnv(t, test.NewTempApp(t), test.NewTempWindow(t, nil), diary.Diary{})
	var waiting []func()
	refreshed := 0
	e := renderer{finished: func() { refreshed++ }, beside: func(job, done func()) {
		waiting = append(waiting, func() {
			job()
			done()
		})
	}}
	e.give(func(s chart.Style) chart.Picture { return chart.Timeline(d, chart.TimelineView{}, s) })
	style := chart.Style{Palette: chart.Light(), DPI: 96, L: env.L}
	e.at(style, 300, 200)
	e.cost = time.Second
	var drawn []int
	for n := range 5 {
		e.give(func(s chart.Style) chart.Picture {
			drawn = append(drawn, n)
			return chart.Timeline(d, chart.TimelineView{}, s)
		})
		if got := e.at(style, 301+n, 200); got.w != 300 {
			t.Fatalf("wish %d was waited for", n)
		}
	}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		next()
	}
	if e.shown().w != 305 || len(drawn) != 2 || refreshed != 2 || e.busy {
		t.Errorf("drawings %v were made; %d pixels wide at the end", drawn, e.shown().w)
	}
}

// counted is a picture that counts how often it is drawn.
type counted struct {
	chart.Picture
	drawn *int
}

func (c counted) Draw(r draw.Surface, w, h int) error {
	*c.drawn++
	return c.Picture.Draw(r, w, h)
}

// While something moves, more is given than the window paints.
func TestWhatIsGivenBetweenTwoPaintsIsDrawnOnce(t *testing.T) {
	v, w := timeline(t)
	v.renderer.cost = 0
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 120)}})
	d, drawn := uitest.Sample(t), 0
	first, last, _ := d.Span()
	for n := range 10 {
		view := chart.TimelineView{First: first.AddDays(n), Last: last}
		v.Give(func(s chart.Style) chart.Picture { return counted{chart.Timeline(d, view, s), &drawn} })
	}
	w.Canvas().Capture()
	if drawn != 1 {
		t.Errorf("drawn %d times", drawn)
	}
}

func TestASlowDrawingIsBegunBeforeItIsPainted(t *testing.T) {
	v, w := timeline(t)
	var begun []func()
	v.renderer.beside = func(job, _ func()) { begun = append(begun, job) }
	v.renderer.cost = time.Second
	old := v.renderer.shown()
	v.Give(v.renderer.make)
	w.Canvas().Capture()
	if len(begun) != 1 || v.renderer.shown().canvasOf != old.canvasOf {
		t.Fatalf("%d drawings were begun", len(begun))
	}
	begun[0]()
	if v.renderer.shown().edition != old.edition+1 {
		t.Error("the new picture was not drawn")
	}
}
