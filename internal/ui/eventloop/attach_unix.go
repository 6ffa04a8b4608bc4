//go:build linux || freebsd || openbsd || netbsd

package eventloop

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Attach lets the loop of an app sleep while nothing moves. It is called once, before the app runs. tidy is called on a
// goroutine of its own a while after the last key or mouse.
func Attach(a fyne.App, tidy func()) {
	if own, ok := a.Driver().(desktopDriver); ok {
		attach(a, own, &windowSystem{windows: own.AllWindows}, tidy)
	}
}

// WithoutDepth asks for windows without a depth and a stencil buffer. The toolkit uses neither, but clears them before
// every frame; where the processor draws, that is a millisecond, and as much memory as the picture itself. It is called
// when the first window was made and before it is shown.
func WithoutDepth() {
	if open() {
		glfw.WindowHint(glfw.DepthBits, 0)
		glfw.WindowHint(glfw.StencilBits, 0)
	}
}

// windowSystem is the queue of the library below the toolkit.
type windowSystem struct {
	windows func() []fyne.Window
	watched []fyne.Window // those whose pointer is watched
	pointer bool          // has moved in the last wait
}

func (s *windowSystem) wait(most time.Duration) {
	if s.open() {
		s.watch()
		s.pointer = false // the toolkit has dealt with what came while it turned
		glfw.WaitEventsTimeout(most.Seconds())
	}
}

func (s *windowSystem) moved() bool { return s.pointer }

func (*windowSystem) wake() { glfw.PostEmptyEvent() }

func (*windowSystem) open() bool { return open() }

// open asks the library for something that it tells only while it is in use; else it panics.
func open() (ok bool) {
	defer func() { ok = recover() == nil }()
	glfw.GetPlatform()
	return true
}

// watch has every window tell when the pointer moves, before it tells the toolkit.
func (s *windowSystem) watch() {
	all := s.windows()
	s.watched = slices.DeleteFunc(s.watched, func(w fyne.Window) bool { return !slices.Contains(all, w) })
	for _, w := range all {
		if slices.Contains(s.watched, w) {
			continue
		}
		if below := belowOf(w); below != nil {
			s.watched = append(s.watched, w)
			var toolkits glfw.CursorPosCallback
			toolkits = below.SetCursorPosCallback(func(b *glfw.Window, x, y float64) {
				s.pointer = true
				if toolkits != nil {
					toolkits(b, x, y)
				}
			})
		}
	}
}

// belowOf is the library's own window of one of the toolkit's, nil while it has none: before it is shown, when the
// toolkit runs into its absence.
func belowOf(w fyne.Window) (below *glfw.Window) {
	drawn, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return nil
	}
	defer func() {
		if recover() != nil {
			below = nil
		}
	}()
	drawn.RunWithContext(func() { below = glfw.GetCurrentContext() })
	return below
}
