package crawl

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/fnv"
	"image"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// sight is what the program shows at a moment.
type sight struct {
	// visible stands for all that can be seen; two sights that look alike have the same.
	visible uint64
	// whole stands for all that there is, in sight or scrolled out of it; where it was scrolled to does not
	// count.
	whole uint64
	// texts are the words in sight, from the lowest layer to the topmost.
	texts []string
	// front are the words of the topmost layer, in sight or not.
	front []string
}

// look takes in all windows of the program.
func look(windows []fyne.Window) sight {
	visible, whole := fnv.New64a(), fnv.New64a()
	var s sight
	for _, w := range windows {
		fmt.Fprintln(visible, w.Title(), w.FullScreen())
		fmt.Fprintln(whole, w.Title(), w.FullScreen())
		s.front = nil
		for _, layer := range layers(w) {
			s.front = nil
			walk(layer, w.Canvas().Size(), func(at spot) {
				s.take(at, visible, whole)
			})
		}
	}
	s.visible, s.whole = visible.Sum64(), whole.Sum64()
	return s
}

func (s *sight) take(at spot, visible, whole hash.Hash64) {
	drawn := drawing(at)
	kind := reflect.TypeOf(at.object).String()
	position := at.object.Position()
	if at.depth > 0 {
		if scroll, ok := at.inside[at.depth-1].(*container.Scroll); ok && scroll.Content == at.object {
			position = fyne.Position{}
		}
	}
	put(whole, kind, areaOf(position, at.object.Size()), drawn)
	if text, ok := at.object.(*canvas.Text); ok && strings.TrimSpace(text.Text) != "" {
		s.front = append(s.front, text.Text)
		if !at.seen.empty() {
			s.texts = append(s.texts, text.Text)
		}
	}
	if drawn != "" && !at.seen.empty() {
		put(visible, kind, at.seen, drawn)
		put(visible, kind, areaOf(at.at, at.object.Size()), "")
	}
}

func put(h hash.Hash64, kind string, a area, drawn string) {
	// The hash's Write never fails.
	_, _ = h.Write([]byte(kind))
	_ = binary.Write(h, binary.LittleEndian, [4]int32{int32(a.left * 4), int32(a.top * 4), int32(a.right * 4), int32(a.bottom * 4)})
	_, _ = h.Write([]byte(drawn))
}

// drawing says how an object looks, "" for one that only holds others.
func drawing(s spot) string {
	switch v := s.object.(type) {
	case *canvas.Text:
		return fmt.Sprint(v.Text, v.Color, v.TextSize, v.TextStyle, v.Alignment)
	case *canvas.Rectangle:
		return fmt.Sprint(v.FillColor, v.StrokeColor, v.StrokeWidth, v.CornerRadius)
	case *canvas.Circle:
		return fmt.Sprint(v.FillColor, v.StrokeColor, v.StrokeWidth)
	case *canvas.Line:
		return fmt.Sprint(v.StrokeColor, v.StrokeWidth, v.Position1, v.Position2)
	case *canvas.Image:
		return picture(v)
	case *canvas.Raster:
		if v.Generator == nil || s.seen.empty() {
			return ""
		}
		return pixels(v.Generator(int(v.Size().Width), int(v.Size().Height)))
	case *canvas.LinearGradient:
		return fmt.Sprint(v.StartColor, v.EndColor, v.Angle)
	}
	return ""
}

func picture(i *canvas.Image) string {
	if i.Resource != nil {
		return i.Resource.Name()
	}
	return i.File + pixels(i.Image)
}

// pixels stands for a picture's content.
func pixels(i image.Image) string {
	h := fnv.New64a()
	switch v := i.(type) {
	case nil:
	case *image.RGBA:
		sum(h, v.Pix)
	case *image.NRGBA:
		sum(h, v.Pix)
	default:
		fmt.Fprint(h, i.Bounds())
	}
	return string(h.Sum(nil))
}

// sum takes whole words, because pictures are large.
func sum(h hash.Hash64, pix []byte) {
	const prime = 1099511628211
	x := uint64(len(pix))
	for ; len(pix) >= 8; pix = pix[8:] {
		x = (x ^ binary.LittleEndian.Uint64(pix)) * prime
	}
	_ = binary.Write(h, binary.LittleEndian, x)
	_, _ = h.Write(bytes.Clone(pix))
}
