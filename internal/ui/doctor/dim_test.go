package doctor

import (
	"image"
	"image/color"
	"testing"

	"stillnight/internal/chart"
)

func TestAWhitePageIsDarkAtNight(t *testing.T) {
	if red(chart.Light()) || red(chart.Dark()) || !red(chart.Night()) {
		t.Fatal("the theme for the dark is not told from the others")
	}
	page := image.NewGray(image.Rect(0, 0, 2, 1))
	page.SetGray(0, 0, color.Gray{255})
	p := chart.Night()
	out := dimmed(page, p)
	if got := out.At(0, 0); got != (color.RGBA{p.Background.R, p.Background.G, p.Background.B, 255}) {
		t.Errorf("white became %v", got)
	}
	if got := out.At(1, 0); got != (color.RGBA{p.Text.R, p.Text.G, p.Text.B, 255}) {
		t.Errorf("ink became %v", got)
	}
}
