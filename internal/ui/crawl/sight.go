package crawl

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"math/bits"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// sight is what the program shows at a moment.
type sight struct {
	// visible stands for all that can be seen; two sights that look alike have the same.
	visible sum
	// whole stands for all that there is, in sight or scrolled out of it; where it was scrolled to does not
	// count.
	whole sum
	// texts are the words in sight, from the lowest layer to the topmost.
	texts []string
	// front are the words of the topmost layer, in sight or not.
	front []string
}

// look takes in all windows of the program.
func look(windows []fyne.Window) (s sight) {
	for _, w := range windows {
		s.visible.text(w.Title())
		s.visible.flag(w.FullScreen())
		s.whole.text(w.Title())
		s.whole.flag(w.FullScreen())
		for _, layer := range layers(w) {
			s.front = nil
			walk(layer, w.Canvas().Size(), s.take)
		}
	}
	return s
}

func (s *sight) take(at spot) {
	position, fixed := at.object.Position(), true
	if scroll, ok := at.around().(*container.Scroll); ok && scroll.Content == at.object {
		position = fyne.Position{}
	} else if at.follows() {
		fixed = false
	}
	if text, ok := at.object.(*canvas.Text); ok && strings.TrimSpace(text.Text) != "" {
		s.front = append(s.front, text.Text)
		if !at.seen.empty() {
			s.texts = append(s.texts, text.Text)
		}
	}
	if fixed {
		s.whole.kind(at.object)
		s.whole.area(areaOf(position, at.object.Size()))
	}
	var drawn sum
	if at.draw(&drawn) {
		if fixed {
			s.whole.add(uint64(drawn))
		}
		if !at.seen.empty() {
			s.visible.kind(at.object)
			s.visible.area(at.seen)
			s.visible.area(areaOf(at.at, at.object.Size()))
			s.visible.add(uint64(drawn))
		}
	}
}

// follows tells whether a spot belongs to the bars and shadows of something that scrolls, which follow where it
// was scrolled to.
func (s spot) follows() bool {
	const deep = 3
	for i := len(s.inside) - 1; i >= max(0, len(s.inside)-deep); i-- {
		if scroll, ok := s.inside[i].(*container.Scroll); ok {
			return i+1 < len(s.inside) && s.inside[i+1] != scroll.Content || i+1 == len(s.inside) && s.object != scroll.Content
		}
	}
	return false
}

// draw adds how an object looks; it tells whether it looks like anything, or only holds others.
func (s spot) draw(to *sum) bool {
	switch v := s.object.(type) {
	case *canvas.Text:
		to.text(v.Text)
		to.colour(v.Color)
		to.add(uint64(math.Float32bits(v.TextSize)), uint64(v.Alignment))
		to.flag(v.TextStyle.Bold)
		to.flag(v.TextStyle.Italic)
	case *canvas.Rectangle:
		to.colour(v.FillColor)
		to.colour(v.StrokeColor)
		to.add(uint64(math.Float32bits(v.StrokeWidth)), uint64(math.Float32bits(v.CornerRadius)))
	case *canvas.Circle:
		to.colour(v.FillColor)
		to.colour(v.StrokeColor)
		to.add(uint64(math.Float32bits(v.StrokeWidth)))
	case *canvas.Line:
		to.colour(v.StrokeColor)
		to.add(uint64(math.Float32bits(v.StrokeWidth)))
		to.area(area{v.Position1.X, v.Position1.Y, v.Position2.X, v.Position2.Y})
	case *canvas.Image:
		if v.Resource != nil {
			to.text(v.Resource.Name())
		} else {
			to.text(v.File)
			to.pixels(v.Image)
		}
	case *canvas.Raster:
		if v.Generator == nil || s.seen.empty() {
			return false
		}
		to.pixels(v.Generator(int(v.Size().Width), int(v.Size().Height)))
	case *canvas.LinearGradient:
		to.colour(v.StartColor)
		to.colour(v.EndColor)
		to.add(uint64(math.Float64bits(v.Angle)))
	default:
		return false
	}
	return true
}

// sum stands for what was added to it, in its order: FNV-1a of whole words, turned so that high bits count.
type sum uint64

func (s *sum) add(words ...uint64) {
	const prime = 1099511628211
	x := uint64(*s)
	for _, w := range words {
		x = bits.RotateLeft64((x^w)*prime, 29)
	}
	*s = sum(x)
}

func (s *sum) text(text string) {
	s.add(uint64(len(text)))
	for _, b := range []byte(text) {
		s.add(uint64(b))
	}
}

func (s *sum) flag(on bool) {
	if on {
		s.add(1)
	} else {
		s.add(2)
	}
}

func (s *sum) colour(c color.Color) {
	if c == nil {
		s.add(3)
		return
	}
	r, g, b, a := c.RGBA()
	s.add(uint64(r)<<48 | uint64(g)<<32 | uint64(b)<<16 | uint64(a))
}

// kind adds the type of an object.
func (s *sum) kind(o fyne.CanvasObject) { s.add(uint64(reflect.ValueOf(reflect.TypeOf(o)).Pointer())) }

// area adds a place to a quarter of a unit.
func (s *sum) area(a area) {
	quarters := func(x, y float32) uint64 { return uint64(uint32(int32(x*4)))<<32 | uint64(uint32(int32(y*4))) }
	s.add(quarters(a.left, a.top), quarters(a.right, a.bottom))
}

// pixels adds a picture's content.
func (s *sum) pixels(i image.Image) {
	switch v := i.(type) {
	case nil:
	case *image.RGBA:
		s.bytes(v.Pix)
	case *image.NRGBA:
		s.bytes(v.Pix)
	default:
		b := i.Bounds()
		s.add(uint64(b.Dx()), uint64(b.Dy()))
	}
}

func (s *sum) bytes(data []byte) {
	const prime = 1099511628211
	x := uint64(*s) ^ uint64(len(data))
	for ; len(data) >= 8; data = data[8:] {
		x = bits.RotateLeft64((x^binary.LittleEndian.Uint64(data))*prime, 29)
	}
	*s = sum(x)
	for _, b := range data {
		s.add(uint64(b))
	}
}
