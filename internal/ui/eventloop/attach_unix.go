//go:build linux || freebsd || openbsd || netbsd

package eventloop

import (
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Attach lets the loop of an app sleep while nothing moves. It is called once, before the app runs. tidy is called on a
// goroutine of its own a while after the last key or mouse.
func Attach(a fyne.App, tidy func()) {
	if own, ok := a.Driver().(desktopDriver); ok {
		attach(a, own, windowSystem{}, tidy)
	}
}

// WithoutDepth asks for windows without a depth and a stencil buffer. The toolkit uses neither, but clears them before
// every frame; where the processor draws, that is a millisecond, and as much memory as the picture itself. It is called
// when the first window was made and before it is shown.
func WithoutDepth() {
	if opened() {
		glfw.WindowHint(glfw.DepthBits, 0)
		glfw.WindowHint(glfw.StencilBits, 0)
	}
}

// windowSystem is the queue of the library below the toolkit.
type windowSystem struct{}

func (windowSystem) wait(most time.Duration) {
	if opened() {
		glfw.WaitEventsTimeout(most.Seconds())
	}
}

func (windowSystem) wake() { glfw.PostEmptyEvent() }

// opened tells whether the library is in use. When the toolkit has left its loop, it runs on the spot what was meant for
// the loop; by then the library is closed, which it tells only by a panic.
func opened() (ok bool) {
	defer func() { ok = recover() == nil }()
	glfw.GetPlatform()
	return true
}
