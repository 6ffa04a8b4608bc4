package doctor

import (
	"image"
	"image/color"

	"stillnight/internal/chart"
)

// red tells the theme for a dark room, whose text is red: a white page would light up the room.
func red(p chart.Palette) bool {
	return int(p.Text.R) > 2*int(p.Text.G) && int(p.Text.R) > 2*int(p.Text.B)
}

// dimmed turns a page of dark ink on white into one of the theme's text on its ground.
func dimmed(page image.Image, p chart.Palette) image.Image {
	var shades [256]color.RGBA
	for grey := range shades {
		ink := 255 - grey
		mix := func(ground, text uint8) uint8 { return uint8((int(ground)*grey + int(text)*ink) / 255) }
		shades[grey] = color.RGBA{mix(p.Background.R, p.Text.R), mix(p.Background.G, p.Text.G), mix(p.Background.B, p.Text.B), 255}
	}
	b := page.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			grey := color.GrayModel.Convert(page.At(b.Min.X+x, b.Min.Y+y)).(color.Gray)
			out.SetRGBA(x, y, shades[grey.Y])
		}
	}
	return out
}
