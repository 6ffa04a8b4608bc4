package shell

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// navShare is the largest part of the window's width that words beside signs may take.
const navShare = 0.21

// frameLayout sets the navigation at the left and the rest of the window beside it.
type frameLayout struct{ nav *navigation }

// MinSize counts with the narrow navigation, so that the window may become small.
func (f *frameLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	nav, rest := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(nav.Width+rest.Width, max(nav.Height, rest.Height))
}

// Layout chooses between words beside the signs and words below them.
func (f *frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.nav.fit(size)
	width := objects[0].MinSize().Width
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
	f.nav.revealChosen()
	objects[1].Move(fyne.NewPos(width, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width, size.Height))
}

// compactWidth is the part of the window's width up to which words below signs are set larger than they must be.
const compactWidth = 0.13

// compactShares are the sizes that words below signs may have, as parts of the usual type, the largest first.
var compactShares = []float32{1, 0.9, 0.8, 0.7, leastShare}

// leastShare is taken where the window has no room for more, with less air around the words and smaller signs.
const leastShare = 0.65

// tight tells whether words below signs have no more air than keeps them apart.
func tight(share float32) bool { return share <= leastShare }

// fit chooses between words beside the signs and words below them, and how large those are: who chose large type
// reads them in large type too, where that leaves room for the screen and all of them are in sight.
func (n *navigation) fit(size fyne.Size) {
	compact, share := n.wideWidth() > size.Width*navShare, float32(leastShare)
	if compact {
		for _, s := range compactShares {
			if least := n.compactSize(s); least.Width <= size.Width*compactWidth && least.Height <= size.Height {
				share = s
				break
			}
		}
	}
	n.setCompact(compact, share)
}

// compactSize is the size with words below the signs, in a part of the usual type.
func (n *navigation) compactSize(share float32) fyne.Size {
	side, between := navLayout{}.margins()
	size := fyne.NewSize(0, 2*side)
	for _, item := range n.items {
		least := item.compactSize(share)
		size = fyne.NewSize(max(size.Width, least.Width+2*side), size.Height+least.Height+between)
	}
	return size
}

func (i *navItem) textSize() float32 {
	size := i.Theme().Size(theme.SizeNameText)
	if i.compact {
		return min(size, max(15, size*i.share))
	}
	return size
}

// wideSize is the size with the word beside the sign. The bold word is measured, so that choosing an
// entry moves nothing.
func (i *navItem) wideSize() fyne.Size {
	th := i.Theme()
	pad, sign := th.Size(theme.SizeNameInnerPadding), th.Size(theme.SizeNameInlineIcon)
	word := fyne.MeasureText(i.word, th.Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	return fyne.NewSize(pad+sign+pad+word.Width+pad*1.4, max(sign, word.Height)+pad*1.7)
}

// compactSize is the size with the word below the sign, in a part of the usual type.
func (i *navItem) compactSize(share float32) fyne.Size {
	compact, was := i.compact, i.share
	i.compact, i.share = true, share
	defer func() { i.compact, i.share = compact, was }()
	pad, sign := i.sizes()
	lines := i.lines()
	return fyne.NewSize(i.widest(lines)+2*pad, 2*pad+sign+float32(len(lines))*i.lineHeight())
}

// sizes are those of the air around sign and word, and of the sign.
func (i *navItem) sizes() (pad, sign float32) {
	th := i.Theme()
	pad, sign = th.Size(theme.SizeNameInnerPadding), th.Size(theme.SizeNameInlineIcon)
	switch {
	case !i.compact:
		return pad, sign
	case tight(i.share):
		return pad * 0.25, min(sign, 22)
	}
	return pad * 0.7, min(sign, 30)
}

func (i *navItem) lineHeight() float32 {
	return fyne.MeasureText("Ag", i.textSize(), fyne.TextStyle{Bold: true}).Height
}

// lines breaks the word in two where that makes it narrower and room is scarce.
func (i *navItem) lines() []string {
	words := strings.Fields(i.word)
	if !i.compact || len(words) < 2 {
		return []string{i.word}
	}
	best, width := []string{i.word}, float32(unlimited)
	for at := 1; at < len(words); at++ {
		halves := []string{strings.Join(words[:at], " "), strings.Join(words[at:], " ")}
		if w := i.widest(halves); w < width {
			best, width = halves, w
		}
	}
	return best
}

const unlimited = 1e6

func (i *navItem) widest(lines []string) float32 {
	var width float32
	for _, line := range lines {
		width = max(width, fyne.MeasureText(line, i.textSize(), fyne.TextStyle{Bold: true}).Width)
	}
	return width
}

// CreateRenderer draws a rounded ground, a bar at the left where chosen, the sign and the word.
func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{item: i, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), sign: widget.NewIcon(nil)}
	r.Refresh()
	return r
}

type navItemRenderer struct {
	item        *navItem
	ground, bar *canvas.Rectangle
	sign        *widget.Icon
	ink         color.Color // of sign and lines
	lines       []*canvas.Text
}

// MinSize depends on whether the words lie beside or below the signs.
func (r *navItemRenderer) MinSize() fyne.Size {
	if !r.item.compact {
		return r.item.wideSize()
	}
	return r.item.compactSize(r.item.share)
}

// Layout places sign and word.
func (r *navItemRenderer) Layout(size fyne.Size) {
	pad, sign := r.item.sizes()
	height := r.item.lineHeight()
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(4, size.Height*0.5))
	r.bar.Move(fyne.NewPos(0, size.Height*0.25))
	r.sign.Resize(fyne.NewSquareSize(sign))
	if r.item.compact {
		r.sign.Move(fyne.NewPos((size.Width-sign)/2, pad))
		for n, line := range r.lines {
			line.Resize(fyne.NewSize(size.Width, height))
			line.Move(fyne.NewPos(0, pad+sign+float32(n)*height))
		}
		return
	}
	r.sign.Move(fyne.NewPos(pad, (size.Height-sign)/2))
	for _, line := range r.lines {
		line.Resize(fyne.NewSize(size.Width-2*pad-sign, height))
		line.Move(fyne.NewPos(pad+sign+pad, (size.Height-height)/2))
	}
}

// Refresh follows the theme and the state.
func (r *navItemRenderer) Refresh() {
	th, variant := r.item.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ink := theme.ColorNameForeground
	r.ground.FillColor, r.bar.FillColor = nil, nil
	switch {
	case r.item.chosen:
		ink = look.ColorOnChosen
		r.ground.FillColor, r.bar.FillColor = th.Color(look.ColorChosen, variant), th.Color(look.ColorFocusRing, variant)
	case r.item.hovered:
		r.ground.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	r.ground.CornerRadius, r.bar.CornerRadius = th.Size(theme.SizeNameButtonRadius), 2
	r.ground.StrokeWidth, r.ground.StrokeColor = 0, nil
	if r.item.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = 2, th.Color(look.ColorFocusRing, variant)
	}
	if colour := th.Color(ink, variant); r.ink != colour { // to colour a sign again takes longer than all else
		r.ink = colour
		r.sign.SetResource(theme.NewColoredResource(signOf(r.item.id), ink))
	}
	r.lines = nil
	for _, text := range r.item.lines() {
		line := canvas.NewText(text, r.ink)
		line.TextSize, line.TextStyle.Bold = r.item.textSize(), r.item.chosen
		if r.item.compact {
			line.Alignment = fyne.TextAlignCenter
		}
		r.lines = append(r.lines, line)
	}
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

// Objects lists what is drawn, the ground first.
func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.bar, r.sign}
	for _, line := range r.lines {
		objects = append(objects, line)
	}
	return objects
}

// Destroy has nothing to free.
func (r *navItemRenderer) Destroy() {}

// signOf returns the drawing of a screen for the navigation; without one, nothing is drawn.
func signOf(id screen.ID) fyne.Resource { return look.Icon(string(id) + ".svg") }
