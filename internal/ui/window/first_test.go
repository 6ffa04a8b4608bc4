package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/i18n"
)

// stage plays how the toolkit shows a window: it makes it, asks how large the content must be, and draws.
type stage struct {
	fyne.Window
	root   fyne.CanvasObject
	made   bool
	draws  func()
	picked int // objects in the first picture
}

func (s *stage) Show() {
	s.made = true
	s.root.MinSize()
	s.picked = len(s.root.(*fyne.Container).Objects)
	if s.draws != nil {
		s.draws()
	}
}

func newStage(t *testing.T, fonts chan struct{}) (*Window, *stage) {
	t.Helper()
	a := test.NewTempApp(t)
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	w := New(a, l, func(job func()) { go job() }, fonts)
	w.Menu = func() *fyne.MainMenu { return nil }
	s := &stage{Window: w.Window, root: w.root}
	w.Window = s
	return w, s
}

func picture() fyne.CanvasObject { return canvas.NewRectangle(nil) }

func TestTheFirstPictureShowsWhatWasReadBesideTheWindow(t *testing.T) {
	w, s := newStage(t, nil)
	w.Spawn = func(job func()) { job() } // read in time, however busy the computer is
	told := 0
	w.FillFirst(func() {
		told++
		if !s.made {
			t.Error("filled before the window was there")
		}
	})
	w.root.MinSize() // also asked before
	w.Fetch(func() func() {
		return func() {
			if told != 1 {
				t.Error("filled before anyone knew of the window")
			}
			w.Fill(picture())
		}
	})
	w.Show()
	if s.picked != 2 || told != 1 { // the watcher is always there
		t.Errorf("%d objects in the first picture, told %d times", s.picked, told)
	}
	w.root.MinSize()
	w.Show()
	if told != 1 {
		t.Error("filled again")
	}
}

func TestTheFirstPictureDoesNotWaitForLong(t *testing.T) {
	w, s := newStage(t, nil)
	w.FillFirst(func() {})
	shown, filled := make(chan struct{}), make(chan struct{}, 2)
	for range 2 {
		w.Fetch(func() func() {
			<-shown
			return func() { filled <- struct{}{} }
		})
	}
	w.Show()
	if s.picked != 1 {
		t.Errorf("%d objects in the first picture", s.picked)
	}
	close(shown)
	<-filled
	<-filled
}

func TestAPageIsPartOfTheFirstPicture(t *testing.T) {
	fonts := make(chan struct{})
	w, s := newStage(t, fonts)
	w.FillFirst(func() { close(fonts) })
	w.ShowPage(Page{Title: "Welcome"}) // does not wait for fonts yet
	w.Show()
	if s.picked != 2 {
		t.Errorf("%d objects in the first picture", s.picked)
	}
}

func TestNothingIsDoneWhileTheFirstPictureIsDrawn(t *testing.T) {
	w, s := newStage(t, nil)
	w.FillFirst(func() {})
	done, drawing := false, false
	s.draws = func() {
		drawing = true
		w.whenDrawn(func() {
			done = true
			if drawing {
				t.Error("done while the picture is being drawn")
			}
		})
		drawing = false
	}
	w.Show()
	if !done {
		t.Error("never done")
	}
}
