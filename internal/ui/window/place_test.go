package window

import (
	"image"
	"testing"
)

func TestWindowFitsTheScreen(t *testing.T) {
	area := image.Rect(0, 30, 1366, 728)
	for _, c := range []struct {
		name         string
		window, want image.Rectangle
	}{
		{"inside", image.Rect(100, 40, 900, 640), image.Rect(100, 40, 900, 640)},
		{"too tall", image.Rect(93, -36, 1273, 775), image.Rect(93, 30, 1273, 728)},
		{"too wide and too tall", image.Rect(-200, -100, 1700, 1100), area},
		{"title bar above the edge", image.Rect(100, 10, 900, 610), image.Rect(100, 30, 900, 630)},
		{"hanging over the right edge, as put there", image.Rect(1000, 100, 1800, 700), image.Rect(1000, 100, 1800, 700)},
	} {
		if got := fitInto(c.window, area); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
