// Package menu makes the menus of the window's menu bar so that their keys can be read and aligned, and opens them by
// key. It knows no diary.
package menu

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

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

// Native tells whether the system draws the menus, with keys as it draws them everywhere.
func Native() bool { return runtime.GOOS == "darwin" }

// Write puts a shortcut into the label of an item.
func Write(l *i18n.Localizer, i *fyne.MenuItem, s fyne.Shortcut) {
	keyed, ok := s.(fyne.KeyboardShortcut)
	if !ok || Native() {
		i.Shortcut = s
		return
	}
	w := &written{name: s.ShortcutName(), caption: i.Label, keys: keyName(keyed.Key())}
	if keyed.Mod() == 0 {
		w.name = ""
	} else {
		w.keys = CtrlKey(l, false) + "+" + w.keys
	}
	i.Shortcut = w
}

func keyName(key fyne.KeyName) string {
	if key == fyne.KeyEqual {
		return "+" // the same key on many keyboards, and what larger means
	}
	return string(key)
}

// Rename gives an item another caption.
func Rename(i *fyne.MenuItem, caption string) {
	if w, ok := i.Shortcut.(*written); ok {
		w.caption = caption
		return
	}
	i.Label = caption
}

// Caption is an item's word, without its keys.
func Caption(i *fyne.MenuItem) string {
	if w, ok := i.Shortcut.(*written); ok {
		return w.caption
	}
	return i.Label
}

// columnGap is the room between captions and keys, in text sizes.
const columnGap = 2

// Align sets the keys of all items of a menu into one column.
func Align(m *fyne.Menu) {
	size := theme.TextSize()
	wide := func(text string) float32 { return fyne.MeasureText(text, size, fyne.TextStyle{}).Width }
	blank := wide("a a") - wide("aa")
	var widest float32
	for _, i := range m.Items {
		widest = max(widest, wide(Caption(i)))
	}
	for _, i := range m.Items {
		if w, ok := i.Shortcut.(*written); ok {
			gap := (widest + columnGap*size - wide(w.caption)) / blank
			i.Label = w.caption + strings.Repeat(" ", int(gap+0.5)) + w.keys
		}
	}
}

// Ctrl is a key with Ctrl, or with what the system has in its place.
func Ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// CtrlKey is what that key is called, on a Mac or elsewhere.
func CtrlKey(l *i18n.Localizer, mac bool) string {
	if mac {
		return l.T("shell.menu.command")
	}
	return l.T("shell.menu.ctrl")
}

// Bare is a key without Ctrl: shown in the menu; the window listens for it by itself.
func Bare(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// Quit is the item that ends the program.
func Quit(l *i18n.Localizer, quit func()) *fyne.MenuItem {
	i := Item(l, "shell.menu.quit", Ctrl(fyne.KeyQ), quit)
	i.IsQuit = true
	return i
}

// Item makes an item with the words of a key. shortcut may be nil.
func Item(l *i18n.Localizer, key string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(l.T(key), do)
	Write(l, i, shortcut)
	return i
}
