package ui

import (
	"runtime"

	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
)

// textStep is how much larger or smaller, in per cent, one press makes the text.
const textStep = 10

func (p *Program) setTheme(m look.Mode) {
	p.prefs.SetTheme(m)
	p.applyLook()
	p.lookChosen()
}

func (p *Program) setText(percent int) {
	p.prefs.SetTextPercent(min(max(percent, look.MinText), look.MaxText))
	p.applyLook()
	p.lookChosen()
	p.showKeyboard()
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
		return textStep, true
	case mods == ctrl && k == glfw.KeyKPSubtract:
		return -textStep, true
	}
	return 0, false
}

func (p *Program) lookChosen() {
	if p.open != nil {
		p.open.menus.refresh()
		p.open.env.Notice(p.l.T("shell.look.now", "theme", p.l.T("shell.theme."+string(p.prefs.Theme())), "percent", p.l.Percent(float64(p.prefs.TextPercent())/100)))
	}
}

// setLanguage speaks another language from now on; "" is the system's.
func (p *Program) setLanguage(lang string) {
	p.prefs.SetLanguage(lang)
	p.start.Lang = "" // what is chosen in the window counts from now on
	if err := p.speak(); err != nil {
		fail(p.window, p.l, err)
		return
	}
	p.rebuild()
	p.relabelTray()
	p.remind()
}

// rebuild makes the window's content again, in the language spoken now; the diary stays open.
func (p *Program) rebuild() {
	old := p.open
	if old == nil {
		return
	}
	old.close()
	p.open = newShell(p, old.store, old.env.Catalogue, old.sample)
	p.nameWindow(old.store, old.sample.path != "")
	p.fill(p.open.view)
	p.open.begin()
	p.settle(p.open)
}

// undoable is a field that keeps its own steps while one types in it.
type undoable interface {
	Undo()
	Redo()
}

func fieldUndo(f undoable) { f.Undo() }

func fieldRedo(f undoable) { f.Redo() }

// table is a screen that may show a table, with steps of its own over all that is typed there. Each step tells
// whether there was one.
type table interface {
	InTable() bool
	StepBack() bool
	StepForth() bool
}

// inField lets the field with the keyboard take back its own typing; where it has none left, or no
// field has the keyboard, the diary's last change is meant.
func (s *shell) inField(step func(undoable), otherwise func()) {
	focused, ok := s.env.Window.Canvas().Focused().(undoable)
	if t, is := s.current.(table); !ok || is && t.InTable() {
		otherwise()
		return
	}
	var entry *widget.Entry
	switch v := focused.(type) {
	case *widget.Entry:
		entry = v
	case *field.Line:
		entry = &v.Entry
	default:
		step(focused)
		return
	}
	before := entry.Text
	step(focused)
	if entry.Text == before {
		otherwise()
	}
}
