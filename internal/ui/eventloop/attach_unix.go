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
	if (windowSystem{}).open() {
		glfw.WindowHint(glfw.DepthBits, 0)
		glfw.WindowHint(glfw.StencilBits, 0)
	}
}

// windowSystem is the queue of the library below the toolkit.
type windowSystem struct{}

func (w windowSystem) wait(most time.Duration) {
	if w.open() {
		glfw.WaitEventsTimeout(most.Seconds())
	}
}

func (windowSystem) wake() { glfw.PostEmptyEvent() }

// open asks the library for something that it tells only while it is in use; else it panics.
func (windowSystem) open() (ok bool) {
	defer func() { ok = recover() == nil }()
	glfw.GetPlatform()
	return true
}
