package doctor

import (
	"context"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/chart"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// pageImage is one page of the report.
type pageImage struct {
	// Aspect is height over width.
	Aspect float32
	// Image draws the page so many pixels wide. It may be called on any goroutine.
	Image func(width int) (image.Image, error)
	// Text is what is on the page, for reading out.
	Text string
}

// sheet shows one page at the window's true density. A page is drawn beside the window.
type sheet struct {
	widget.BaseWidget
	env    *screen.Env
	page   pageImage
	width  float32 // of the page, in units of the window
	raster *canvas.Raster
	// typed is told the keys pressed while the page has the keyboard.
	typed   func(fyne.KeyName)
	focused bool

	edition, drawn int // pages given, and the one that image shows
	asked          proof
	image          image.Image
	failed         int // the edition whose failure was told
}

func newSheet(env *screen.Env) *sheet {
	s := &sheet{env: env, typed: func(fyne.KeyName) {}}
	s.raster = canvas.NewRaster(s.generate)
	s.ExtendBaseWidget(s)
	return s
}

// proof is one wish for a drawing of a page.
type proof struct {
	edition, width int
	// ink is set where no white light is wanted: the page is shown in the theme's colours then.
	ink chart.Palette
	dim bool
}

// give shows another page.
func (s *sheet) give(l pageImage) {
	s.page = l
	s.edition++
	s.Refresh()
}

// wide sets the page's width.
func (s *sheet) wide(width float32) {
	if s.width != width {
		s.width = width
		s.Refresh()
	}
}

// FocusGained shows that keys act on the page.
func (s *sheet) FocusGained() { s.mark(true) }

// FocusLost takes the mark away.
func (s *sheet) FocusLost() { s.mark(false) }

func (s *sheet) mark(on bool) {
	s.focused = on
	s.Refresh()
}

// TypedRune is of no use here: what + and − do comes as keys.
func (s *sheet) TypedRune(rune) {}

// TypedKey hands the key on.
func (s *sheet) TypedKey(e *fyne.KeyEvent) { s.typed(e.Name) }

// AccessibilityLabel is what is on the page.
func (s *sheet) AccessibilityLabel() string { return s.page.Text }

// AccessibilityRole is text: a page is read.
func (s *sheet) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// generate is called when the page is painted. Until the right drawing is there it shows the last one.
func (s *sheet) generate(w, _ int) image.Image {
	want := proof{edition: s.edition, width: w}
	if p := s.env.ChartStyle().Palette; red(p) {
		want.ink, want.dim = p, true
	}
	if s.page.Image != nil && s.asked != want {
		s.asked = want
		s.draw(s.page, want)
	}
	if s.image == nil {
		return s.paper()
	}
	return s.image
}

// paper stands in for a page that is not drawn yet: in the colour of cards, so that nothing flashes.
func (s *sheet) paper() image.Image {
	c := s.env.ChartStyle().Palette.Background
	dot := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	dot.SetNRGBA(0, 0, color.NRGBA{R: c.R, G: c.G, B: c.B, A: c.A})
	return dot
}

func (s *sheet) draw(l pageImage, want proof) {
	var img image.Image
	s.env.Work(s.env.L.T("doctor.drawing"), func(context.Context) (err error) {
		img, err = l.Image(want.width)
		if err == nil && want.dim {
			img = dimmed(img, want.ink)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			if s.failed != want.edition {
				s.failed = want.edition
				s.env.Fail(err)
			}
		case want.edition >= s.drawn && (want.edition > s.drawn || s.asked == want):
			s.image, s.drawn = img, want.edition
			s.raster.Refresh()
		}
	})
}

// CreateRenderer shows the page with a thin edge.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	edge := look.NewRing()
	return &sheetRenderer{sheet: s, edge: edge, objects: append([]fyne.CanvasObject{s.raster}, edge.Objects()...)}
}

const (
	edgeWidth  = 1
	focusWidth = 3 // of the edge while keys act on the page
)

type sheetRenderer struct {
	sheet   *sheet
	edge    *look.Ring
	objects []fyne.CanvasObject
}

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.sheet.width, r.sheet.width*r.sheet.page.Aspect)
}

func (r *sheetRenderer) Layout(fyne.Size) {
	size, width := r.MinSize(), float32(edgeWidth)
	if r.sheet.focused {
		width = focusWidth
	}
	r.sheet.raster.Resize(size)
	r.edge.ResizeTo(size, width)
}

func (r *sheetRenderer) Refresh() {
	name := theme.ColorNameInputBorder
	if r.sheet.focused {
		name = look.ColorFocusRing
	}
	r.edge.Mark(true, r.sheet.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant()))
	r.Layout(fyne.Size{})
	r.sheet.raster.Refresh()
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.objects }
