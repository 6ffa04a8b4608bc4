package picture

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

const (
	ringWidth   = 2
	markAlpha   = 0x38
	leastMark   = 3  // units: a night must be seen among thousands
	bubbleLines = 26 // letters' widths that a line in the bubble is long at most
)

// CreateRenderer draws the picture, the mark of the night that is pointed at, what is said of it, and
// the mark of the keyboard.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &viewRenderer{
		view: v, mark: canvas.NewRectangle(nil), ring: look.NewRing(),
		bubble: canvas.NewRectangle(nil), words: widget.NewLabel(""),
	}
	r.words.Wrapping = fyne.TextWrapWord
	r.objects = append(append([]fyne.CanvasObject{v.raster, r.mark}, r.ring.Objects()...), r.bubble, r.words)
	r.Refresh()
	v.repoint = func() {
		r.point()
		r.show()
	}
	return r
}

type viewRenderer struct {
	view         *View
	mark, bubble *canvas.Rectangle
	ring         *look.Ring
	words        *widget.Label
	objects      []fyne.CanvasObject
}

func (r *viewRenderer) Destroy() {}

func (r *viewRenderer) MinSize() fyne.Size { return r.view.leastSize() }

func (r *viewRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *viewRenderer) Layout(size fyne.Size) {
	r.view.raster.Resize(size)
	r.ring.Resize(size)
	r.point()
}

func (r *viewRenderer) Refresh() {
	th, variant := r.view.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ring := th.Color(look.ColorFocusRing, variant)
	r.ring.Mark(r.view.focused, ring)
	veil := color.NRGBAModel.Convert(ring).(color.NRGBA)
	veil.A = markAlpha
	r.mark.FillColor = veil
	r.bubble.FillColor = th.Color(theme.ColorNameOverlayBackground, variant)
	r.bubble.StrokeColor, r.bubble.StrokeWidth = th.Color(theme.ColorNameInputBorder, variant), 1
	r.bubble.CornerRadius = th.Size(theme.SizeNameInputRadius)
	if d := r.view.renderer.shown(); d.image != nil {
		r.view.renderer.prepare(r.view.style(d.w), d.w, d.h)
	}
	r.point()
	r.view.raster.Refresh()
	r.show()
}

// show has everything but the picture painted again.
func (r *viewRenderer) show() {
	for _, o := range []fyne.CanvasObject{r.mark, r.bubble, r.words} {
		canvas.Refresh(o)
	}
}

// point lays mark and bubble at the night under the pointer, or hides them.
func (r *viewRenderer) point() {
	r.view.pointed = r.view.ahead().canvasOf
	said := r.view.Said()
	pos, size, ok := r.view.spot(r.view.night)
	shown := ok && said != "" && !r.view.night.IsZero()
	r.mark.Hidden, r.bubble.Hidden, r.words.Hidden = !shown, !shown, !shown
	if !shown {
		return
	}
	if size.Width < leastMark {
		pos.X -= (leastMark - size.Width) / 2
		size.Width = leastMark
	}
	r.mark.Move(pos)
	r.mark.Resize(size)
	if r.words.Text != said {
		r.words.SetText(said)
	}

	th, all := r.view.Theme(), r.view.Size()
	text, inner := th.Size(theme.SizeNameText), th.Size(theme.SizeNameInnerPadding)
	width := fyne.MeasureText(said, text, fyne.TextStyle{}).Width + 2*inner + 1
	width = min(width, bubbleLines*text, all.Width-2*ringWidth)
	r.words.Resize(fyne.NewSize(width, r.words.Size().Height))
	box := fyne.NewSize(width, r.words.MinSize().Height)
	gap := text / 2
	at := fyne.NewPos(pos.X+size.Width+gap, max(pos.Y, ringWidth))
	if at.X+width > all.Width-ringWidth {
		at.X = pos.X - gap - width
	}
	at.X = min(max(at.X, ringWidth), all.Width-ringWidth-width)
	if at.Y+box.Height > all.Height {
		at.Y = max(all.Height-box.Height, 0)
	}
	r.bubble.Move(at)
	r.bubble.Resize(box)
	r.words.Move(at)
	r.words.Resize(box)
}
