package uitest

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
)

// The Night theme is deep red on black. Beyond this much green or blue light a pixel would keep a dark room awake.
const (
	mostGreen = 150
	mostBlue  = 130
)

// CheckDark fails where a picture of the window has a pixel that is bright, as no moment in the Night theme may.
func CheckDark(t testing.TB, w fyne.Window) {
	t.Helper()
	img := w.Canvas().Capture()
	bounds, bright := img.Bounds(), 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c, ok := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
			if !ok || c.G <= mostGreen && c.B <= mostBlue {
				continue
			}
			if bright++; bright == 1 {
				t.Errorf("bright in the Night theme: %v at %d, %d", c, x, y)
			}
		}
	}
	if bright > 1 {
		t.Errorf("%d pixels are bright in the Night theme", bright)
	}
}
