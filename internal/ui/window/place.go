package window

import (
	"image"

	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/ui/settings"
)

// Restore gives the window the size and place it had.
func (w *Window) Restore(prefs *settings.Preferences) {
	w.Resize(prefs.WindowSize())
	x, y, ok := prefs.WindowPlace()
	if d, can := w.Window.(desktop.Window); ok && can && onScreen(x, y) {
		d.RequestPosition(x, y)
		return
	}
	w.CenterOnScreen()
}

// Remember keeps the size and place that the window has now.
func (w *Window) Remember(prefs *settings.Preferences) {
	if w.FullScreen() {
		return
	}
	x, y, placed := w.native.place()
	if !placed {
		x, y, placed = prefs.WindowPlace()
	}
	prefs.SetWindow(w.Canvas().Size(), x, y, placed)
}

// onScreen tells whether a window's corner lies where a person could reach it; a second monitor may be
// gone since.
func onScreen(x, y int) bool {
	const reach = 60
	if glfw.GetPlatform() == glfw.PlatformWayland {
		return false
	}
	for _, m := range glfw.GetMonitors() {
		a := workArea(m)
		if image.Pt(x, y).In(image.Rect(a.Min.X-reach, a.Min.Y, a.Max.X-reach, a.Max.Y-reach)) {
			return true
		}
	}
	return false
}

// workArea is the part of a screen that no task bar covers, in pixels of the desktop.
func workArea(m *glfw.Monitor) image.Rectangle {
	x, y, width, height := m.GetWorkarea()
	return image.Rect(x, y, x+width, y+height)
}

// fitScreen makes a window that is taller or wider than its screen fit it. The toolkit centres a window
// without its frame and without asking how large the screen is, so that on a small laptop the title bar
// would be out of reach. What has no frame yet, since the window manager has yet to show it, is fitted when it is to be
// drawn again.
func (n *native) fitScreen() {
	w := n.window
	if !n.unfitted || !n.exists() || w.GetAttrib(glfw.Visible) == glfw.False {
		return
	}
	n.unfitted = false
	if w.GetMonitor() != nil || w.GetAttrib(glfw.Maximized) == glfw.True || glfw.GetPlatform() == glfw.PlatformWayland {
		return
	}
	x, y := w.GetPos()
	width, height := w.GetSize()
	inner := image.Rect(x, y, x+width, y+height)
	left, top, right, bottom := w.GetFrameSize()
	frame := image.Rect(x-left, y-top, x+width+right, y+height+bottom)
	screen, ok := screenOf(inner)
	if !ok {
		return
	}
	fitted := fitInto(frame, screen)
	if fitted == frame {
		return
	}
	w.SetSize(fitted.Dx()-left-right, fitted.Dy()-top-bottom)
	w.SetPos(fitted.Min.X+left, fitted.Min.Y+top)
}

// screenOf returns the work area of the screen that shows most of a window.
func screenOf(window image.Rectangle) (area image.Rectangle, ok bool) {
	most := 0
	for _, m := range glfw.GetMonitors() {
		work := workArea(m)
		shown := work.Intersect(window)
		if size := shown.Dx() * shown.Dy(); size > most {
			area, most, ok = work, size, true
		}
	}
	return area, ok
}

// fitInto returns a window no larger than the area, with its title bar inside. A window that hangs over
// the area's other edges stays where it was put.
func fitInto(window, area image.Rectangle) image.Rectangle {
	size := image.Pt(min(window.Dx(), area.Dx()), min(window.Dy(), area.Dy()))
	corner := window.Min
	if size.X < window.Dx() {
		corner.X = area.Min.X
	}
	if size.Y < window.Dy() {
		corner.Y = area.Min.Y
	}
	// A window of nearly the screen's height, centred without its frame, has its title bar above the edge.
	corner.Y = max(corner.Y, area.Min.Y)
	return image.Rectangle{Min: corner, Max: corner.Add(size)}
}
