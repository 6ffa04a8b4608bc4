package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
)

// The test of the menus in a real window, cmd/stillnight/menus_test.go, has a line for each item.
func TestEveryMenuItemIsTriedInTheWindow(t *testing.T) {
	p := program(t, func(s *Start) { s.Path = ownDiary(t) })
	var items []int
	for _, menu := range p.window.MainMenu().Items {
		n := 0
		for _, i := range menu.Items {
			if !i.IsSeparator {
				n++
			}
		}
		items = append(items, n)
	}
	if want := []int{10, 7, 14, 4}; !slices.Equal(items, want) {
		t.Errorf("the menus have %v items, %v are tried", items, want)
	}
}

func TestKeysStandInTheMenus(t *testing.T) {
	p := program(t, func(s *Start) { s.Path = ownDiary(t) })
	for _, menu := range p.window.MainMenu().Items {
		var ends []float32
		for _, i := range menu.Items {
			w, ok := i.Shortcut.(*written)
			if !ok {
				continue
			}
			if !strings.HasPrefix(i.Label, w.caption) || !strings.HasSuffix(i.Label, " "+w.keys) {
				t.Errorf("%q is no caption %q with keys %q", i.Label, w.caption, w.keys)
			}
			before := strings.TrimSuffix(i.Label, w.keys)
			ends = append(ends, fyne.MeasureText(before, 15, fyne.TextStyle{}).Width)
		}
		if len(ends) > 0 && slices.Max(ends)-slices.Min(ends) > 5 {
			t.Errorf("the keys in %s begin at %v", menu.Label, ends)
		}
	}
	if name := p.open.menus.undo.Shortcut.ShortcutName(); name != (&fyne.ShortcutUndo{}).ShortcutName() {
		t.Errorf("undo listens to %q", name)
	}
}

func TestMenusHaveKeys(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := program(t, func(s *Start) { s.Path, s.Lang = ownDiary(t), lang })
		letters := menuLetters(p.window.MainMenu())
		for i, letter := range letters {
			if letter == "" || slices.Index(letters, letter) != i {
				t.Errorf("%s: the menus have the letters %q", lang, letters)
			}
			if at, ok := p.menuKey(glfw.KeyUnknown, letter, glfw.ModAlt); !ok || at != i {
				t.Errorf("%s: Alt+%s opens menu %d", lang, letter, at)
			}
		}
		if at, ok := p.menuKey(glfw.KeyF10, "", 0); !ok || at != 0 {
			t.Errorf("F10 opens menu %d", at)
		}
		for _, mods := range []glfw.ModifierKey{0, glfw.ModControl, glfw.ModAlt | glfw.ModShift} {
			if _, ok := p.menuKey(glfw.KeyF, letters[0], mods); ok {
				t.Errorf("a letter with %v opens a menu", mods)
			}
		}
		p.leave()
	}
}
