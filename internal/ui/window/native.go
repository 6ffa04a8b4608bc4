package window

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// native knows what the toolkit does not tell: where the window is on the desktop, when the person last
// did anything, and that F1 was pressed while a field has the keyboard. It asks the windowing library
// below the toolkit, whose window is at hand while a picture is being drawn.
type native struct {
	window    *glfw.Window
	lastInput time.Time
	now       func() time.Time
	exists    func() bool // tells whether the window has not been closed; else it must not be asked any more
	whenDrawn func(job func())
	key       func(k glfw.Key, name string, mods glfw.ModifierKey)
	onItsWay  bool     // a key is
	after     []func() // what follows once it has come
	focused   func() fyne.Focusable
	held      bool           // the last key came again because nobody let go of it
	pressed   fyne.Focusable // had the keyboard when the last key went down
	spy       *canvas.Raster
	waiting   []func() // for the next frame
	unfitted  bool     // the window has yet to be fitted to its screen
}

// newNative returns the watcher and a picture of one empty pixel that must be part of the window. It lies in a
// pixelLayout: stretched over the window it would be drawn over all of it in every frame, which costs as much
// as all that a screen shows.
func newNative(of fyne.Window, now func() time.Time, whenDrawn func(job func()), key func(k glfw.Key, name string, mods glfw.ModifierKey)) (*native, fyne.CanvasObject) {
	exists := func() bool { return slices.Contains(fyne.CurrentApp().Driver().AllWindows(), of) }
	n := &native{
		lastInput: now(), now: now, exists: exists, whenDrawn: whenDrawn, key: key,
		focused: func() fyne.Focusable { return of.Canvas().Focused() },
	}
	empty := image.NewRGBA(image.Rect(0, 0, 1, 1))
	n.spy = canvas.NewRaster(func(int, int) image.Image {
		n.attach(glfw.GetCurrentContext())
		for _, job := range n.waiting {
			n.whenDrawn(job) // not here: a picture is being drawn
		}
		n.waiting = nil
		return empty
	})
	return n, n.spy
}

// afterFrame calls job when what is in the window by now has been drawn.
func (n *native) afterFrame(job func()) {
	n.waiting = append(n.waiting, job)
	n.spy.Refresh()
}

func (n *native) attach(w *glfw.Window) {
	if w == nil || n.window == w {
		return
	}
	n.window = w
	n.unfitted = true
	n.whenDrawn(n.fitScreen) // not here: a picture is being drawn
	var refresh glfw.RefreshCallback
	refresh = w.SetRefreshCallback(func(w *glfw.Window) {
		if refresh != nil {
			refresh(w)
		}
		if n.unfitted {
			n.whenDrawn(n.fitScreen)
		}
	})
	var key glfw.KeyCallback
	key = w.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, a glfw.Action, mods glfw.ModifierKey) {
		n.lastInput = n.now()
		n.onItsWay = true
		if a == glfw.Press {
			n.pressed = n.focused()
			n.key(k, glfw.GetKeyName(k, code), mods)
		}
		n.held = a == glfw.Repeat
		if key != nil && !(n.held && mods == 0 && countsOnce(k, n.focused())) {
			key(w, k, code, a, mods)
		}
		n.hasCome()
	})
	var char glfw.CharCallback
	char = w.SetCharCallback(func(w *glfw.Window, r rune) {
		at := n.focused()
		if char != nil && !(n.held && !takesText(at)) && !(r == ' ' && strayed(n.pressed, at)) {
			char(w, r)
		}
	})
	var move glfw.CursorPosCallback
	move = w.SetCursorPosCallback(func(w *glfw.Window, x, y float64) {
		n.lastInput = n.now()
		if move != nil {
			move(w, x, y)
		}
	})
}

// onceCome runs job once the key that is on its way has come to where it goes, and before the next one, which may wait
// already: on a busy computer that would go to what job is about to leave.
func (n *native) onceCome(job func()) {
	if n == nil || !n.onItsWay {
		fyne.Do(job)
		return
	}
	n.after = append(n.after, job)
}

func (n *native) hasCome() {
	jobs := n.after
	n.after, n.onItsWay = nil, false
	for _, job := range jobs {
		job()
	}
}

// place returns the window's corner on the desktop; ok is false where the system keeps that to itself.
func (n *native) place() (x, y int, ok bool) {
	if n == nil || n.window == nil || glfw.GetPlatform() == glfw.PlatformWayland {
		return 0, 0, false
	}
	x, y = n.window.GetPos()
	return x, y, true
}

// idle returns how long nobody has touched keyboard or mouse.
func (n *native) idle() time.Duration {
	if n == nil {
		return 0
	}
	return n.now().Sub(n.lastInput)
}

// pixelLayout gives its objects one unit in the corner.
type pixelLayout struct{}

// MinSize asks for no room.
func (pixelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout puts them in the corner.
func (pixelLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSquareSize(1))
	}
}
