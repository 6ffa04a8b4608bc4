package ui

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/help"
	"stillnight/internal/ui/menu"
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
	keyed := 0
	for _, m := range p.window.MainMenu().Items {
		var ends []float32
		for _, i := range m.Items {
			keys, found := strings.CutPrefix(i.Label, menu.Caption(i))
			if keys = strings.TrimLeft(keys, " "); !found || i.Shortcut != nil && keys == "" {
				t.Errorf("%q is no caption %q with its keys", i.Label, menu.Caption(i))
			}
			if keys == "" {
				continue
			}
			keyed++
			before := strings.TrimSuffix(i.Label, keys)
			ends = append(ends, fyne.MeasureText(before, 15, fyne.TextStyle{}).Width)
		}
		if len(ends) > 0 && slices.Max(ends)-slices.Min(ends) > 5 {
			t.Errorf("the keys in %s begin at %v", m.Label, ends)
		}
	}
	if keyed < 20 {
		t.Errorf("only %d items have keys", keyed)
	}
	if name := editItem(p, undo).Shortcut.ShortcutName(); name != (&fyne.ShortcutUndo{}).ShortcutName() {
		t.Errorf("undo listens to %q", name)
	}
}

func TestHelpNamesTheKeysOfTheMenus(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := program(t, func(s *Start) { s.Path, s.Lang = ownDiary(t), lang })
		topics := help.Topics(p.window.L)
		told := topics[slices.IndexFunc(topics, func(t help.Topic) bool { return t.ID == "keys" })].Text
		for _, m := range p.window.MainMenu().Items {
			for _, i := range m.Items {
				keys := strings.TrimLeft(strings.TrimPrefix(i.Label, menu.Caption(i)), " ")
				key := keys[strings.LastIndex(keys, "+")+1:]
				// The screens are told by the first and the last of their figures, and the size of the text by its signs.
				letter := strings.IndexFunc(key, unicode.IsLetter) == 0
				if letter && !strings.Contains(told, keys) {
					t.Errorf("%s: help does not name %s of %q", lang, keys, menu.Caption(i))
				}
			}
		}
		p.leave()
	}
}

func TestMenusHaveKeys(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := program(t, func(s *Start) { s.Path, s.Lang = ownDiary(t), lang })
		bar := p.window.MainMenu()
		opens := func(letter rune, mods glfw.ModifierKey) int {
			if at, ok := menu.Key(bar, glfw.KeyUnknown, string(letter), mods); ok {
				return at
			}
			return -1
		}
		for i, m := range bar.Items {
			at := strings.IndexFunc(m.Label, func(r rune) bool { return opens(r, glfw.ModAlt) == i })
			if at < 0 {
				t.Errorf("%s: no letter of %q opens menu %d", lang, m.Label, i)
			}
		}
		if at, ok := menu.Key(bar, glfw.KeyF10, "", 0); !ok || at != 0 {
			t.Errorf("F10 opens menu %d", at)
		}
		first := rune(bar.Items[0].Label[0])
		for _, mods := range []glfw.ModifierKey{0, glfw.ModControl, glfw.ModAlt | glfw.ModShift} {
			if opens(first, mods) >= 0 {
				t.Errorf("a letter with %v opens a menu", mods)
			}
		}
		p.leave()
	}
}
