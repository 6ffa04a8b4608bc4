package look

import (
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
)

// The parts of an area are drawn to the pixel only at the strips: what is between them must reach under them by more
// than a pixel, and nothing may reach out.
func TestAFillCoversItsAreaAndNoMore(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		at := fyne.NewPos(300*r.Float32(), 300*r.Float32())
		size := fyne.NewSize(5+1500*r.Float32()*r.Float32(), 5+900*r.Float32()*r.Float32())
		for _, strips := range []int{1, 2, 4} {
			f := newFillOf(strips)
			f.place(fyne.NewPos(9, 9), fyne.NewSize(500, 500)) // it may have been larger
			f.place(at, size)
			checkFill(t, f, at, size)
		}
	}
}

func checkFill(t *testing.T, f *fill, at fyne.Position, size fyne.Size) {
	t.Helper()
	if f.line.Hidden {
		if s := f.strips[0]; s.Hidden || s.Position() != at || s.Size() != size {
			t.Fatalf("%v at %v: one part at %v of %v", size, at, s.Position(), s.Size())
		}
		for _, s := range f.strips[1:] {
			if !s.Hidden {
				t.Fatalf("%v at %v: a second part at %v of %v", size, at, s.Position(), s.Size())
			}
		}
		return
	}
	line := area{f.line.Position1.X - f.line.StrokeWidth/2, f.line.Position1.Y, f.line.Position2.X + f.line.StrokeWidth/2, f.line.Position2.Y}
	whole := area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	gaps := [4]float32{line.top - whole.top, whole.bottom - line.bottom, line.left - whole.left, whole.right - line.right}
	for i, gap := range gaps {
		if gap < 1.5 {
			t.Fatalf("%v at %v: the line keeps away by %v on side %d", size, at, gap, i)
		}
	}
	for i, s := range f.strips {
		width := min(s.Size().Width, s.Size().Height)
		if s.Hidden || width-gaps[i] < 2 {
			t.Fatalf("%v at %v: strip %d is %v wide, %v are free", size, at, i, width, gaps[i])
		}
		p := s.Position()
		if p.X < whole.left || p.Y < whole.top || p.X+s.Size().Width > whole.right+0.01 || p.Y+s.Size().Height > whole.bottom+0.01 {
			t.Fatalf("%v at %v: strip %d reaches out", size, at, i)
		}
	}
}

type area struct{ left, top, right, bottom float32 }
