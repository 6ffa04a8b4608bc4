//go:build !linux && !freebsd && !openbsd && !netbsd

package eventloop

import "fyne.io/fyne/v2"

// Attach does nothing: while a window is being resized on Windows and macOS, the toolkit draws only if the app's driver
// is its own.
func Attach(fyne.App, func()) {}

// WithoutDepth does nothing: what windows are like there is left to the system.
func WithoutDepth() {}
