// Package golden compares pictures, for tests: with one that was looked at by eye, or with each other.
package golden

import (
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// updateVariable asks to keep pictures as they are now, to be looked at.
const updateVariable = "UPDATE_GOLDEN"

// Check fails where more than the share most of a picture's pixels, 0–1, differs from the picture in file.
// To accept a new one, run with UPDATE_GOLDEN=1 and look at it. Files that the picture still fits stay as they are.
func Check(t *testing.T, img image.Image, file string, most float64) {
	t.Helper()
	if os.Getenv(updateVariable) != "" {
		if _, err := os.Stat(file); err != nil || Difference(img, Read(t, file)) > most {
			Write(t, file, img)
		}
	}
	if share := Difference(img, Read(t, file)); share > most {
		now := filepath.Join(os.TempDir(), filepath.Base(file))
		Write(t, now, img)
		t.Errorf("%.2f %% of pixels differ from %s; now: %s", share*100, file, now)
	}
}

// Alike fails where more than the share most of the pixels of two pictures differs.
func Alike(t *testing.T, name string, a, b image.Image, most float64) {
	t.Helper()
	if share := Difference(a, b); share > most {
		first, second := filepath.Join(os.TempDir(), name+"-a.png"), filepath.Join(os.TempDir(), name+"-b.png")
		Write(t, first, a)
		Write(t, second, b)
		t.Errorf("%s: %.2f %% of pixels differ; see %s and %s", name, share*100, first, second)
	}
}

// softened is how many pixels across and down are taken together.
const softened = 3

// Difference is the share of pixels, 0–1, that differ by more than a third of full scale once both pictures
// are softened over 3 × 3 pixels: edges may fall half a pixel apart, shapes may not. Pictures of two sizes
// differ wholly.
func Difference(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	w, h := a.Bounds().Dx(), a.Bounds().Dy()
	first, second := greys(a), greys(b)
	far := 0
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			sum := 0.0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					i := (y+dy)*w + x + dx
					sum += first[i] - second[i]
				}
			}
			if math.Abs(sum/(softened*softened)) > 1.0/3 {
				far++
			}
		}
	}
	return float64(far) / float64(w*h)
}

// greys are the brightnesses of a picture, 0–1, row by row.
func greys(img image.Image) []float64 {
	b := img.Bounds()
	out := make([]float64, b.Dx()*b.Dy())
	for i := range out {
		r, g, bl, _ := img.At(b.Min.X+i%b.Dx(), b.Min.Y+i/b.Dx()).RGBA()
		out[i] = (0.3*float64(r) + 0.59*float64(g) + 0.11*float64(bl)) / 65535
	}
	return out
}

// Write keeps a picture in a file.
func Write(t *testing.T, file string, img image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Read returns the picture in a file.
func Read(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return img
}
