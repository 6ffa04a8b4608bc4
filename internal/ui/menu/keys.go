package menu

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// menuBar is what the toolkit's canvas offers of its menu bar, which it draws by itself.
type menuBar interface{ ToggleMenu() }

// menuHead is a word in the menu bar.
type menuHead interface{ Child() *widget.Menu }

// Open opens a menu of the menu bar, counted from 0, or closes it where it is open.
func Open(c fyne.Canvas, at int) {
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

// Key tells which menu of a menu bar a key opens: F10 the first, Alt with a letter the one that begins with it. name
// is what the key writes on this keyboard.
func Key(m *fyne.MainMenu, k glfw.Key, name string, mods glfw.ModifierKey) (at int, ok bool) {
	if Native() {
		return 0, false
	}
	if k == glfw.KeyF10 && mods == 0 {
		return 0, true
	}
	if mods != glfw.ModAlt {
		return 0, false
	}
	at = slices.Index(letters(m), strings.ToLower(name))
	return at, at >= 0 && name != ""
}

// letters is the letter of each menu: the first of its word that no menu before it has.
func letters(m *fyne.MainMenu) []string {
	of := make([]string, len(m.Items))
	for i, menu := range m.Items {
		for _, r := range menu.Label {
			letter := strings.ToLower(string(r))
			if unicode.IsLetter(r) && !slices.Contains(of, letter) {
				of[i] = letter
				break
			}
		}
	}
	return of
}
