// Package glfw stands in for the real one, which is C, where scripts/dead-code looks at the window program for
// Windows and macOS without their compilers. It is compiled by that script alone, and never linked.
package glfw

// What the program uses of glfw. A callback that is set is called, so that it counts as reached.
type (
	Key                     int
	Action                  int
	ModifierKey             int
	Hint                    int
	Window                  struct{}
	Monitor                 struct{}
	KeyCallback             func(w *Window, key Key, scancode int, action Action, mods ModifierKey)
	CharCallback            func(w *Window, char rune)
	CursorPosCallback       func(w *Window, x, y float64)
	FramebufferSizeCallback func(w *Window, width, height int)
	RefreshCallback         func(w *Window)
)

const (
	Press Action = iota + 1
	Repeat
	PlatformWayland
	KeyEnter Key = iota
	KeyEqual
	KeyTab
	KeyEscape
	KeyF1
	KeyF10
	KeyF11
	KeyKPAdd
	KeyKPEnter
	KeyKPSubtract
	KeyMinus
	KeyRightBracket
	KeySpace
	ModAlt ModifierKey = 1 << iota
	ModCapsLock
	ModControl
	ModNumLock
	ModShift
	ModSuper
	Maximized Hint = iota
	Visible
	False = 0
	True  = 1
)

func GetCurrentContext() *Window               { return nil }
func GetKeyName(Key, int) string               { return "" }
func GetMonitors() []*Monitor                  { return nil }
func GetPlatform() Action                      { return 0 }
func (*Monitor) GetWorkarea() (x, y, w, h int) { return }
func (*Window) GetMonitor() *Monitor           { return nil }
func (*Window) GetAttrib(Hint) int             { return 0 }
func (*Window) GetPos() (x, y int)             { return }
func (*Window) GetSize() (w, h int)            { return }
func (*Window) GetFrameSize() (l, t, r, b int) { return }
func (*Window) SetPos(x, y int)                {}
func (*Window) SetSize(w, h int)               {}

func (w *Window) SetKeyCallback(f KeyCallback) KeyCallback {
	f(w, 0, 0, 0, 0)
	return f
}

func (w *Window) SetCharCallback(f CharCallback) CharCallback {
	f(w, 0)
	return f
}

func (w *Window) SetCursorPosCallback(f CursorPosCallback) CursorPosCallback {
	f(w, 0, 0)
	return f
}

func (w *Window) SetRefreshCallback(f RefreshCallback) RefreshCallback {
	f(w)
	return f
}
