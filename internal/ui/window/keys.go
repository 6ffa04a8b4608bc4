package window

import (
	"runtime"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/menu"
	"stillnight/internal/ui/scrolling"
)

// Keys is what the program does on keys that a focused field would swallow, or that no menu knows.
type Keys struct {
	// Help opens the help.
	Help func()
	// Enlarge makes the text larger by so many per cent, smaller where it is less than 0.
	Enlarge func(percent int)
	// Leave leads out of the page that a screen put in place of itself, if there is one.
	Leave func()
}

// Key acts on a key. name is what it writes on this keyboard, "" where it writes nothing.
func (w *Window) Key(k glfw.Key, name string, mods glfw.ModifierKey) {
	if step, ok := sizeKey(k, name, mods); ok {
		w.Keys.Enlarge(step)
	}
	if at, ok := menu.Key(w.MainMenu(), k, name, mods); ok {
		w.native.onceCome(func() { menu.Open(w.Canvas(), at) })
		return
	}
	if k == glfw.KeyTab && mods&^glfw.ModShift == 0 {
		w.native.onceCome(w.ShowKeyboard)
	}
	if mods != 0 {
		return
	}
	switch {
	case k == glfw.KeyF1:
		w.Keys.Help()
	case k == glfw.KeyEscape:
		w.escape()
	case k == glfw.KeyEnter || k == glfw.KeyKPEnter:
		w.afterKey(func() { w.Accept() })
	case k == glfw.KeyF11:
		w.SetFullScreen(!w.FullScreen())
	}
}

// ShowKeyboard scrolls to what has the keyboard.
func (w *Window) ShowKeyboard() {
	c := w.Canvas()
	if o, ok := c.Focused().(fyne.CanvasObject); ok {
		scrolling.IntoSight(c, o)
	}
}

// afterKey does something about a dialog once the key that asks for it has come to the control with the
// keyboard: a dialog that closed before would let the key through to what lies below it. Where that
// control has closed the dialog by itself, there is nothing left to do.
func (w *Window) afterKey(do func()) {
	overlays := w.Canvas().Overlays()
	top := overlays.Top()
	if top == nil {
		return
	}
	w.native.onceCome(func() {
		if overlays.Top() == top {
			do()
		}
	})
}

// TextStep is how much larger or smaller, in per cent, one press makes the text.
const TextStep = 10

// TextItems are the items of a menu that change the size of the text: enlarge by so many per cent, usual to the usual size.
func TextItems(l *i18n.Localizer, enlarge func(percent int), usual func()) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		menu.Item(l, "shell.menu.larger", menu.Ctrl(fyne.KeyEqual), func() { enlarge(TextStep) }),
		menu.Item(l, "shell.menu.smaller", menu.Ctrl(fyne.KeyMinus), func() { enlarge(-TextStep) }),
		menu.Item(l, "shell.menu.usual", menu.Ctrl(fyne.Key0), usual),
	}
}

// sizeKey tells by how much a key changes the size of the text. The menu knows Ctrl with = and -; + lies
// elsewhere on most keyboards: above = with Shift, on a key of its own, or among the figures at the right.
func sizeKey(k glfw.Key, name string, mods glfw.ModifierKey) (step int, ok bool) {
	ctrl := glfw.ModControl
	if runtime.GOOS == "darwin" {
		ctrl = glfw.ModSuper
	}
	mods &^= glfw.ModNumLock | glfw.ModCapsLock
	switch {
	case mods == ctrl && (name == "+" || k == glfw.KeyKPAdd), mods == ctrl|glfw.ModShift && (name == "=" || name == "+"):
		return TextStep, true
	case mods == ctrl && k == glfw.KeyKPSubtract:
		return -TextStep, true
	}
	return 0, false
}
