package doctor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Zoom of the preview; 1 fits the page into the width there is.
const (
	leastZoom = 0.5
	mostZoom  = 4
	zoomStep  = 1.25
)

// preview shows the pages one by one.
type preview struct {
	env    *screen.Env
	images []pageImage
	at     int
	zoom   float32

	sheet         *sheet
	scroll        *container.Scroll
	count         *widget.Label
	back, forward *look.Button
	view          fyne.CanvasObject
}

func newPreview(env *screen.Env) *preview {
	l := env.L
	p := &preview{env: env, zoom: 1, sheet: newSheet(env), count: widget.NewLabel("")}
	p.back = look.NewIconButton(l.T("doctor.page_before"), theme.NavigateBackIcon(), func() { p.turn(-1) })
	p.forward = look.NewIconButton(l.T("doctor.page_after"), theme.NavigateNextIcon(), func() { p.turn(1) })
	p.forward.IconPlacement = widget.ButtonIconTrailingText
	bar := flow.New(p.back, p.count, p.forward,
		look.NewIconButton(l.T("doctor.larger"), theme.ZoomInIcon(), func() { p.scale(zoomStep) }),
		look.NewIconButton(l.T("doctor.smaller"), theme.ZoomOutIcon(), func() { p.scale(1 / zoomStep) }))
	p.sheet.typed = p.typed
	p.scroll = container.NewScroll(container.New(layout.NewCenterLayout(), p.sheet))
	p.view = flow.Above(bar, container.New(fitted{p}, p.scroll))
	p.refresh()
	return p
}

// fitted tells the preview how much room there is.
type fitted struct{ preview *preview }

// MinSize leaves the size to the window.
func (fitted) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(10*theme.TextSize(), 12*theme.TextSize())
}

// Layout gives the pages all the room and fits the page's width to it.
func (f fitted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	f.preview.fit(size.Width)
}

// fit sets the page's width, with room for the scroll bar.
func (p *preview) fit(width float32) {
	if width > 0 {
		p.sheet.wide(max(width-3*theme.Padding(), 1) * p.zoom)
		p.scroll.Refresh()
	}
}

// open shows other pages, staying at the same number where there is one.
func (p *preview) open(images []pageImage) {
	p.images = images
	p.at = min(p.at, max(len(images)-1, 0))
	p.refresh()
}

func (p *preview) turn(by int) {
	p.at = max(min(p.at+by, len(p.images)-1), 0)
	p.scroll.ScrollToTop()
	p.refresh()
}

func (p *preview) scale(by float32) {
	p.zoom = min(max(p.zoom*by, leastZoom), mostZoom)
	p.fit(p.scroll.Size().Width)
}

// stopped says that the pages on show are not those of the latest choice.
func (p *preview) stopped() { p.count.SetText(p.env.L.T("doctor.stopped")) }

const (
	lineStep  = 3    // text sizes that an arrow key scrolls
	pageShare = 0.85 // of the height in sight that Space scrolls
)

// typed turns, scrolls and zooms while the page has the keyboard.
func (p *preview) typed(key fyne.KeyName) {
	line := lineStep * p.sheet.Theme().Size(theme.SizeNameText)
	by := func(x, y float32) {
		p.scroll.ScrollToOffset(fyne.NewPos(p.scroll.Offset.X+x, p.scroll.Offset.Y+y))
	}
	switch key {
	case fyne.KeyPageDown:
		p.turn(1)
	case fyne.KeyPageUp:
		p.turn(-1)
	case fyne.KeyHome:
		p.turn(-len(p.images))
	case fyne.KeyEnd:
		p.turn(len(p.images))
	case fyne.KeyUp:
		by(0, -line)
	case fyne.KeyDown:
		by(0, line)
	case fyne.KeyLeft:
		by(-line, 0)
	case fyne.KeyRight:
		by(line, 0)
	case fyne.KeySpace:
		by(0, pageShare*p.scroll.Size().Height)
	case fyne.KeyPlus, fyne.KeyEqual:
		p.scale(zoomStep)
	case fyne.KeyMinus:
		p.scale(1 / zoomStep)
	}
}

// refresh shows the page and what can be turned to.
func (p *preview) refresh() {
	l := p.env.L
	enable := func(b *look.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	enable(p.back, p.at > 0)
	enable(p.forward, p.at+1 < len(p.images))
	if len(p.images) == 0 {
		p.count.SetText(l.T("doctor.no_pages"))
		return
	}
	p.count.SetText(l.T("doctor.page_of", "page", l.Number(float64(p.at+1), 0), "pages", l.Number(float64(len(p.images)), 0)))
	p.sheet.give(p.images[p.at])
	p.fit(p.scroll.Size().Width)
}
