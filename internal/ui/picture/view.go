package picture

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/chart"
	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
)

// View is a picture on a screen. Nights of a chart.Locator can be pointed at and stepped through.
type View struct {
	widget.BaseWidget
	env *screen.Env
	// self is the outermost widget: the view, or one that is built around it.
	self     fyne.Widget
	renderer renderer
	lines    float32

	// OpenNight, if set, is called with the night that was pressed, or chosen with Enter.
	OpenNight func(diary.Date)
	// Focused, if set, is called when the keyboard reaches the view.
	Focused func()
	// ShowTitle draws the picture's own title, for a place that has no heading.
	ShowTitle bool

	raster  *canvas.Raster
	repoint func()     // moves mark and words to the night, without drawing the picture again; nil until first on show
	night   diary.Date // under pointer or cursor; zero for none
	ideal   ideal
	pointed canvasOf // the drawing that the mark was last set on
	focused bool
	failed  bool
}

var (
	_ fyne.Focusable         = (*View)(nil)
	_ fyne.SecondaryTappable = (*View)(nil)
	_ fyne.Tappable          = (*View)(nil)
	_ desktop.Hoverable      = (*View)(nil)
	_ fyne.Accessible        = (*View)(nil)
)

// New returns a view that is lines of text high at least; 0 leaves the height to the picture.
func New(env *screen.Env, lines float32, m Make) *View {
	v := &View{}
	v.Init(env, lines, m, v)
	return v
}

// Init prepares a view that is part of another widget, self.
func (v *View) Init(env *screen.Env, lines float32, m Make, self fyne.Widget) {
	v.env, v.lines, v.self = env, lines, self
	v.renderer.make = m
	v.renderer.finished = v.drawn
	v.renderer.beside = func(job, done func()) {
		env.Work(env.L.T("picture.drawing"), func(context.Context) error {
			job()
			return nil
		}, func(err error) {
			env.Fail(err)
			done()
		})
	}
	v.raster = canvas.NewRaster(v.generate)
	// The image has the pixels of its place, and nothing is gained by smoothing. Where the processor draws, that is most
	// of a frame.
	v.raster.ScaleMode = canvas.ImageScalePixels
	v.ExtendBaseWidget(self)
}

// Give shows another picture.
func (v *View) Give(m Make) {
	v.renderer.give(m)
	v.failed = false
	d := v.renderer.shown()
	if v.repoint == nil || d.image == nil {
		v.Refresh()
		return
	}
	// While something moves this is done more often than the window is painted: what will be painted once is drawn
	// then, and nothing is painted before there is something new.
	if !v.renderer.prepare(v.style(d.w), d.w, d.h) {
		v.drawn()
	}
}

// drawn has a drawing painted that is there, or soon will be.
func (v *View) drawn() {
	v.raster.Refresh()
	if v.repoint != nil {
		v.repoint()
	}
}

// SetLines changes the least height.
func (v *View) SetLines(lines float32) {
	v.lines = lines
	v.Refresh()
}

// Opaque tells that nothing of what the view lies on can be seen, once it is drawn.
func (v *View) Opaque() bool {
	d := v.renderer.shown()
	return d.image != nil && d.err == nil
}

// Picture returns the picture for reading out and copying, whether it was drawn yet or not.
func (v *View) Picture() chart.Picture {
	return v.renderer.picture(v.env.ChartStyle())
}

// style is the window's style at the density that w pixels on the view's width make.
func (v *View) style(w int) chart.Style {
	s := v.env.ChartStyle()
	s.HideTitle = !v.ShowTitle
	s.DPI = 96
	if width := v.Size().Width; width > 0 {
		// Rounded to hundredths, so that a width that is no whole number of pixels draws nothing again.
		s.DPI = math.Round(96*float64(w)/float64(width)*100) / 100
	}
	return s
}

// generate is called when the view is painted, and only while it is in sight.
func (v *View) generate(w, h int) image.Image {
	d := v.renderer.at(v.style(w), w, h)
	if d.err != nil && !v.failed {
		v.failed = true
		err := d.err
		fyne.Do(func() { v.env.Fail(err) })
	}
	if d.canvasOf != v.pointed && !v.night.IsZero() && v.repoint != nil {
		// The mark was set on another drawing.
		fyne.Do(v.repoint)
	}
	return d.image
}

// ratio is pixels of the picture on show, or soon on show, per unit of the window.
func (v *View) ratio() (p plan, x, y float64) {
	p = v.ahead()
	size := v.Size()
	if p.picture == nil || size.Width <= 0 || size.Height <= 0 {
		return p, 0, 0
	}
	return p, float64(p.w) / float64(size.Width), float64(p.h) / float64(size.Height)
}

// ahead is the picture that is on show when the window has been painted.
func (v *View) ahead() plan {
	d := v.renderer.shown()
	return v.renderer.ahead(v.style(d.w), d.w, d.h)
}

// Locate tells which night lies at a place of the view.
func (v *View) Locate(at fyne.Position) (diary.Date, bool) {
	d, x, y := v.ratio()
	l, ok := d.picture.(chart.Locator)
	if !ok || x == 0 {
		return diary.Date{}, false
	}
	return l.NightAt(int(float64(at.X)*x), int(float64(at.Y)*y), d.w, d.h)
}

// spot is where a night lies on the view.
func (v *View) spot(night diary.Date) (pos fyne.Position, size fyne.Size, ok bool) {
	d, x, y := v.ratio()
	l, is := d.picture.(chart.Locator)
	if !is || x == 0 {
		return pos, size, false
	}
	a, ok := l.Spot(night, d.w, d.h)
	pos = fyne.NewPos(float32(float64(a.Left)/x), float32(float64(a.Top)/y))
	size = fyne.NewSize(float32(float64(a.Right-a.Left)/x), float32(float64(a.Bottom-a.Top)/y))
	return pos, size, ok
}

// Said is what is read out of the night under pointer or cursor, or "".
func (v *View) Said() string {
	if v.night.IsZero() {
		return ""
	}
	if l, ok := v.ahead().picture.(chart.Locator); ok {
		return l.Describe(v.night)
	}
	return ""
}

// AccessibilityLabel is the night that is pointed at, or all that the picture shows.
func (v *View) AccessibilityLabel() string {
	if said := v.Said(); said != "" {
		return said
	}
	return v.Picture().Text()
}

// AccessibilityRole is text: a picture is read.
func (v *View) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize is narrow enough for any window; the height follows the text size.
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v.self)
	return v.BaseWidget.MinSize()
}

// measured is a picture that knows how high it would like to be.
type measured interface{ IdealHeight(w int) int }

// ideal is how high a picture would like to be at a width.
type ideal struct {
	canvasOf
	height float32
}

// leastSize is as high as the lines asked for or, where none were, as the picture would like.
func (v *View) leastSize() fyne.Size {
	text := v.Theme().Size(theme.SizeNameText)
	least := fyne.NewSize(12*text, v.lines*text)
	if v.lines > 0 {
		return least
	}
	style := v.env.ChartStyle()
	style.HideTitle, style.DPI = !v.ShowTitle, unitsPerInch
	build, edition := v.renderer.fresh()
	wish := canvasOf{edition: edition, style: style, w: int(max(v.Size().Width, least.Width))}
	if v.ideal.canvasOf != wish {
		v.ideal = ideal{canvasOf: wish}
		if p, ok := build(style).(measured); ok {
			v.ideal.height = float32(p.IdealHeight(wish.w))
		}
	}
	least.Height = v.ideal.height
	return least
}
