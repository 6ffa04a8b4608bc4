//go:build window

package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// item presses an item of a menu with the mouse.
func (v *tour) item(menu, item string) {
	v.t.Helper()
	v.click(v.l.T(menu))
	v.click(v.l.T(item))
}

// called waits until the window says in its title whose diary it is.
func (v *tour) called(name string) {
	v.t.Helper()
	v.find(name)
}

// notShown fails where something with these words is on show.
func (v *tour) notShown(words string) {
	v.t.Helper()
	for _, s := range v.sight() {
		if strings.Contains(s.words, words) {
			v.t.Errorf("%q is on show: %q", words, s.words)
		}
	}
}

// unlocked reads a diary with a passphrase while no window has it open.
func unlocked(t *testing.T, path, passphrase string) (d diary.Diary) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true, Passphrase: func(again bool) (string, error) {
		if again {
			return "", store.ErrPassphrase
		}
		return passphrase, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	d, err = s.Diary(t.Context())
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return d
}

const passphrase = "long enough words"

// Anna begins her diary by keys and is offered at the start; Ben begins his by mouse, with a passphrase, and is not.
// Neither is shown the other's. Then both move to another computer, each in a file of their own.
func TestWindowTwoPeopleAndANewComputer(t *testing.T) {
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, map[string]any{"look.theme": "dark"})
			l := v.l
			v.begin("2026-03-02T21:30:00")
			v.press(l.T("night.first_done"))
			folder := filepath.Dir(v.path)
			anna, ben := filepath.Join(folder, "Anna.stillnight"), filepath.Join(folder, "Ben.stillnight")

			v.keys("F10", "Down", "Return") // File, New diary
			v.shows(l.T("shell.new.name"))
			v.text("Anna")
			v.keys("Return")
			v.called("Anna")
			v.shows(l.T("night.severity_scale"))
			v.keys("6")
			eventually(t, "Anna's night", func() bool { return exists(anna) && len(read(t, anna).Nights) == 1 })

			v.item("shell.menu.file", "shell.menu.new")
			v.shows(l.T("shell.new.name"))
			v.text("Ben")
			v.keys("Tab")
			v.text(passphrase)
			v.keys("Tab")
			v.text(passphrase)
			v.picture("new-diary")
			v.click(l.T("shell.new.create"))
			v.called("Ben")
			v.shows(l.T("night.severity_scale"))
			v.keys("2")
			v.shows(l.T("night.saved"))
			v.click(l.T("shell.menu.file"))
			v.click(l.T("shell.menu.recent"))
			v.shows(l.T("shell.recent.none"))
			v.notShown("Anna")
			v.keys("Escape", "Escape")
			v.quit()

			// The next start asks whose diary, and knows nothing of Ben's.
			v.start()
			v.shows(l.T("shell.people.title"))
			v.notShown("Ben")
			v.picture("whose")
			v.click("Anna")
			v.called("Anna")
			v.click(l.T("shell.menu.file"))
			v.click(l.T("shell.menu.recent"))
			v.notShown("Ben")
			v.keys("Escape", "Escape")
			moved := v.moves("Anna")
			v.quit()

			// Ben opens his by its file, with a slip in the passphrase first.
			v.start(ben)
			v.shows(l.T("shell.locked.text"))
			v.text("wrong words here")
			v.keys("Return")
			v.shows(l.T("shell.locked.wrong"))
			v.text(passphrase)
			v.keys("Return")
			v.called("Ben")
			movedLocked := v.moves("Ben")
			v.quit()

			for _, x := range []struct{ name, file, passphrase string }{{"Anna", moved, ""}, {"Ben", movedLocked, passphrase}} {
				n := visit(t, lang, nil) // the new computer
				data, err := os.ReadFile(x.file)
				if err == nil {
					err = os.MkdirAll(filepath.Join(n.home, "Downloads"), 0o700)
				}
				if err == nil {
					err = os.WriteFile(filepath.Join(n.home, "Downloads", filepath.Base(x.file)), data, 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
				n.at("2026-03-03T20:00:00")
				n.start()
				n.shows(l.T("shell.welcome.moved", "file", filepath.Base(x.file)))
				n.picture("found-" + x.name)
				if x.passphrase == "" {
					n.click(l.T("shell.welcome.take"))
					n.click(l.T("shell.taken.do"))
				} else {
					n.keys("Return") // what it holds
					n.shows(l.T("shell.taken.locked"))
					n.keys("Return") // take it in
					n.shows(l.T("shell.locked.text"))
					n.text(x.passphrase)
					n.keys("Return")
				}
				n.called(x.name)
				n.quit()
				nights := unlocked(t, n.path, x.passphrase).Nights
				if len(nights) != 1 || !slices.Contains([]int{6, 2}, nights[0].Severity.Or(0)) {
					t.Errorf("%s has %+v", x.name, nights)
				}
				prefs, err := os.ReadFile(filepath.Join(n.home, ".config", "fyne", "io.stillnight.Stillnight", "preferences.json"))
				if err != nil || !strings.Contains(string(prefs), `"look.theme":"dark"`) {
					t.Errorf("the settings are %s, %v", prefs, err)
				}
			}
		})
	}
}

// moves writes the file for another computer, and returns where it is.
func (v *tour) moves(name string) (path string) {
	v.t.Helper()
	v.item("shell.menu.file", "shell.menu.move")
	v.click(v.l.T("shell.move.write"))
	v.shows(v.l.T("saving.save"))
	v.keys("Return")
	find := func() bool {
		list, _ := filepath.Glob(filepath.Join(v.home, "*", name+" 2026-*.stillnight-move"))
		here, _ := filepath.Glob(filepath.Join(v.home, name+" 2026-*.stillnight-move"))
		if list = append(list, here...); len(list) == 1 {
			path = list[0]
		}
		return path != ""
	}
	eventually(v.t, "the file for another computer", find)
	v.keys("Escape")
	return path
}
