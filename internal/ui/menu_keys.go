package ui

import (
	"runtime"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
)

// written is a shortcut whose keys stand in the label of its menu item. The toolkit writes the keys of an item
// that can be used so faintly that they can hardly be read, and those of one that cannot be used brighter. It
// listens to a shortcut by its name and writes only those that tell their keys, which this one does not.
type written struct {
	name    string // "" where the window listens by itself
	caption string
	keys    string
}

// ShortcutName is what the toolkit knows the shortcut by.
func (w *written) ShortcutName() string { return w.name }

// nativeMenus tells whether the system draws the menus, with keys as it draws them everywhere.
func nativeMenus() bool { return runtime.GOOS == "darwin" }

// write puts a shortcut into the label of an item.
func write(l *i18n.Localizer, i *fyne.MenuItem, s fyne.Shortcut) {
	keyed, ok := s.(fyne.KeyboardShortcut)
	if !ok || nativeMenus() {
		i.Shortcut = s
		return
	}
	w := &written{name: s.ShortcutName(), caption: i.Label, keys: keyName(keyed.Key())}
	if keyed.Mod() == 0 {
		w.name = ""
	} else {
		w.keys = l.T("shell.menu.ctrl") + "+" + w.keys
	}
	i.Shortcut = w
}

func keyName(key fyne.KeyName) string {
	if key == fyne.KeyEqual {
		return "+" // the same key on many keyboards, and what larger means
	}
	return string(key)
}

// rename gives an item another caption.
func rename(i *fyne.MenuItem, caption string) {
	if w, ok := i.Shortcut.(*written); ok {
		w.caption = caption
		return
	}
	i.Label = caption
}

func caption(i *fyne.MenuItem) string {
	if w, ok := i.Shortcut.(*written); ok {
		return w.caption
	}
	return i.Label
}

// columnGap is the room between captions and keys, in text sizes.
const columnGap = 2

// align sets the keys of all items of a menu into one column.
func align(m *fyne.Menu) {
	size := theme.TextSize()
	wide := func(text string) float32 { return fyne.MeasureText(text, size, fyne.TextStyle{}).Width }
	blank := wide("a a") - wide("aa")
	var widest float32
	for _, i := range m.Items {
		widest = max(widest, wide(caption(i)))
	}
	for _, i := range m.Items {
		if w, ok := i.Shortcut.(*written); ok {
			gap := (widest + columnGap*size - wide(w.caption)) / blank
			i.Label = w.caption + strings.Repeat(" ", int(gap+0.5)) + w.keys
		}
	}
}

// menuBar is what the toolkit's canvas offers of its menu bar, which it draws by itself.
type menuBar interface{ ToggleMenu() }

// menuHead is a word in the menu bar.
type menuHead interface{ Child() *widget.Menu }

// openMenu opens a menu of the menu bar by key, or closes it where it is open.
func (p *Program) openMenu(at int) {
	c := p.window.Canvas()
	bar, ok := c.(menuBar)
	if !ok || c.Overlays().Top() != nil {
		return
	}
	if _, open := c.Focused().(menuHead); open {
		bar.ToggleMenu()
		if at == 0 {
			return
		}
	}
	bar.ToggleMenu()
	for range at {
		if f := c.Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
	}
}

// menuKey tells which menu a key opens: F10 the first, Alt with a letter the one that begins with it.
func (p *Program) menuKey(k glfw.Key, name string, mods glfw.ModifierKey) (at int, ok bool) {
	if nativeMenus() {
		return 0, false
	}
	if k == glfw.KeyF10 && mods == 0 {
		return 0, true
	}
	if mods != glfw.ModAlt {
		return 0, false
	}
	at = slices.Index(menuLetters(p.window.MainMenu()), strings.ToLower(name))
	return at, at >= 0 && name != ""
}

// menuLetters is the letter of each menu: the first of its word that no menu before it has.
func menuLetters(m *fyne.MainMenu) []string {
	letters := make([]string, len(m.Items))
	for i, menu := range m.Items {
		for _, r := range menu.Label {
			letter := strings.ToLower(string(r))
			if unicode.IsLetter(r) && !slices.Contains(letters, letter) {
				letters[i] = letter
				break
			}
		}
	}
	return letters
}
