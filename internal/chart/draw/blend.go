package draw

import (
	"encoding/binary"
	"image"
	"image/color"
)

// ink is a colour ready for blending.
type ink struct{ r, g, b, a uint32 }

func newInk(c color.NRGBA) ink {
	return ink{uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)}
}

// over lays the ink over one pixel of an image with premultiplied alpha; coverage is 0–255.
func (k ink) over(pixel []uint8, coverage uint8) {
	a := k.a
	if coverage != 255 {
		a = (a*uint32(coverage) + 127) / 255
	}
	if a == 255 {
		pixel[0], pixel[1], pixel[2], pixel[3] = uint8(k.r), uint8(k.g), uint8(k.b), 255
		return
	}
	left := 255 - a
	pixel[0] = uint8((k.r*a + uint32(pixel[0])*left + 127) / 255)
	pixel[1] = uint8((k.g*a + uint32(pixel[1])*left + 127) / 255)
	pixel[2] = uint8((k.b*a + uint32(pixel[2])*left + 127) / 255)
	pixel[3] = uint8((255*a + uint32(pixel[3])*left + 127) / 255)
}

// blend lays a colour through a mask whose top left corner is put at the given pixel.
func (p *Pixels) blend(mask *image.Alpha, at image.Point, c color.NRGBA) {
	box := mask.Rect.Add(at).Intersect(p.image.Rect)
	if box.Empty() {
		return
	}
	k := newInk(c)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		from := mask.Pix[(y-at.Y)*mask.Stride+box.Min.X-at.X:][:box.Dx()]
		to := p.image.Pix[p.image.PixOffset(box.Min.X, y):][:box.Dx()*4]
		for i := 0; i < len(from); i++ {
			if from[i] == 0 {
				// Masks of lines are empty for the most part.
				for i+8 < len(from) && binary.LittleEndian.Uint64(from[i+1:]) == 0 {
					i += 8
				}
				continue
			}
			k.over(to[i*4:i*4+4:i*4+4], from[i])
		}
	}
}
