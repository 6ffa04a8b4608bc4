//go:build window

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
)

// The tests here choose files and folders in the program's own window, as it asks where the system has no
// chooser: once by keys alone, once with the mouse.

// written makes a diary of one night, whose severity tells it from others.
func written(t *testing.T, path string, severity int) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveNight(t.Context(), diary.Night{Date: diary.MustDate(2026, 1, 1), Severity: diary.Some(severity)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// The rows of that folder in a chooser, below the one for the folder above and the one for backups. Where
// diaries are asked for, the export is not among them.
const (
	toCopies = iota + 2
	toLetters
	toNights
	toOther
	toThird
)

// documents fills the folder for documents in a home folder: two folders, two diaries and an export of another.
func documents(t *testing.T, home string) (folder string) {
	t.Helper()
	folder = filepath.Join(home, "Documents")
	for _, sub := range []string{"backups", "copies", "letters"} {
		if err := os.MkdirAll(filepath.Join(folder, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	written(t, filepath.Join(folder, "other.stillnight"), 3)
	written(t, filepath.Join(folder, "third.stillnight"), 4)
	var table bytes.Buffer
	d := diary.Diary{Nights: []diary.Night{
		{Date: diary.MustDate(2026, 2, 1), Severity: diary.Some(5)}, {Date: diary.MustDate(2026, 2, 2), Severity: diary.Some(6)},
	}}
	if err := exchange.WriteJSON(&table, d); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "nights.json"), table.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// withoutBus starts the program where there is no message bus, and so no chooser of the system's own.
func withoutBus(t *testing.T, home string, args ...string) *window {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = []string{"DBUS_SESSION_BUS_ADDRESS=disabled:"}
	w := launchBy(t, home, cmd)
	w.resize(width, height)
	return w
}

// The size of the window, and where the toolkit's dialog lies in it: it takes these shares, in the middle.
const (
	width, height         = 1024, 700
	wide, high            = 0.8, 0.85
	firstRow, rowHeight   = 128, 43.5 // from the dialog's upper edge to the middle of the first row, and on
	acceptLeft, acceptTop = 60, 24    // from its lower right corner to the button that chooses
)

// click presses the mouse button once or twice at a place in the window.
func (w *window) click(x, y float64, times int) {
	w.t.Helper()
	out, err := exec.Command("xdotool", "mousemove", "--sync", "--window", w.id, strconv.Itoa(int(x)), strconv.Itoa(int(y)),
		"click", "--repeat", strconv.Itoa(times), "--delay", "90", "1").CombinedOutput()
	if err != nil {
		w.t.Fatalf("pressing the mouse at %v,%v: %v %s", x, y, err, out)
	}
}

// atFolder waits until the toolkit's dialog shows a folder, which it notes in the preferences.
func (w *window) atFolder(home, folder string) {
	w.t.Helper()
	eventually(w.t, "the chooser at "+folder, func() bool {
		data, err := os.ReadFile(filepath.Join(home, ".config", "fyne", "io.stillnight.Stillnight", "preferences.json"))
		return err == nil && strings.Contains(string(data), `"fyne:fileDialogLastFolder":"file://`+folder+`"`)
	})
}

// corner is the colour in the window's lower left corner, which is darker while a dialog lies over the window.
func (w *window) corner() string {
	out, err := exec.Command("import", "-window", w.id, "-crop", "1x1+4+"+strconv.Itoa(height-6), "rgb:-").Output()
	if err != nil {
		w.t.Fatalf("looking at the window: %v", err)
	}
	return string(out)
}

// calm waits until the corner has had the same colour for a while: what was going on is done.
func (w *window) calm() (corner string) {
	w.t.Helper()
	same := 0
	eventually(w.t, "a window at rest", func() bool {
		now := w.corner()
		if now != corner {
			corner, same = now, 0
		}
		same++
		return same > 6
	})
	return corner
}

// question presses keys and waits for the dialog that comes of them.
func (w *window) question(names ...string) {
	w.t.Helper()
	bare := w.calm()
	w.keys(names...)
	eventually(w.t, "a dialog", func() bool { return w.corner() != bare })
}

// hand is a way to use the toolkit's dialog.
type hand struct {
	// folder goes into the folder in a row; the one above is row 0.
	folder func(w *window, row int)
	// file chooses the file in a row.
	file func(w *window, row int)
	// accept takes the folder on show.
	accept func(w *window)
}

var byKeys = hand{
	folder: func(w *window, row int) { w.keys(append(slices.Repeat([]string{"Down"}, row), "Return")...) },
	file:   func(w *window, row int) { w.keys(append(slices.Repeat([]string{"Down"}, row), "Return")...) },
	// Back past the list of places; the button is the last of all.
	accept: func(w *window) { w.keys("shift+Tab", "shift+Tab", "Return") },
}

func clickRow(w *window, row, times int) {
	w.click(width*(1-wide)/2+450, height*(1-high)/2+firstRow+float64(row)*rowHeight, times)
}

var byMouse = hand{
	folder: func(w *window, row int) { clickRow(w, row, 1) },
	file:   func(w *window, row int) { clickRow(w, row, 2) },
	accept: func(w *window) { w.click(width*(1+wide)/2-acceptLeft, height*(1+high)/2-acceptTop, 1) },
}

func TestWindowChoosersByKeys(t *testing.T)  { useChoosers(t, byKeys) }
func TestWindowChoosersByMouse(t *testing.T) { useChoosers(t, byMouse) }

// Controls of the settings, by what they say.
const (
	toFolder = "settings.backup.folder"
	toExport = "settings.transfer.json"
	toImport = "settings.transfer.import"
)

// inSettings opens the settings and gives the keyboard to the control that says the text of a key.
func (w *window) inSettings(key string) {
	w.t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		w.t.Fatal(err)
	}
	w.keys("ctrl+i")
	w.calm()
	w.goTo(l.T(key))
}

// goTo presses Shift and Tab until a control has the keyboard, by what it calls itself.
func (w *window) goTo(name string) {
	w.t.Helper()
	const most = 120
	for range most {
		before, called := w.keyboardAt()
		if called == name {
			return
		}
		w.keys("shift+Tab")
		eventually(w.t, "the keyboard elsewhere than at "+called, func() bool {
			now, _ := w.keyboardAt()
			return now != before
		})
	}
	w.t.Fatalf("no control calls itself %q", name)
}

// atKeyboard waits until a control has the keyboard, by how what it calls itself begins.
func (w *window) atKeyboard(name string) {
	w.t.Helper()
	eventually(w.t, "the keyboard at "+name, func() bool {
		_, called := w.keyboardAt()
		return strings.HasPrefix(called, name)
	})
}

// keyboardAt is what has the keyboard, and how often that has changed.
func (w *window) keyboardAt() (changes, name string) {
	data, err := os.ReadFile(w.focused)
	if err != nil {
		return "", ""
	}
	changes, name, _ = strings.Cut(string(data), " ")
	return changes, name
}

// useChoosers opens a diary from the welcome page and another with Ctrl+O, imports nights, chooses the folder
// for backups, and saves the pages for the doctor and an export in a folder of their own.
func useChoosers(t *testing.T, by hand) {
	home := home(t)
	docs := documents(t, home)
	w := withoutBus(t, home)
	w.keys("Tab", "Tab", "Return") // Open a diary from another place
	w.atFolder(home, docs)
	by.file(w, toOther-1)
	w.find("other.stillnight")
	if exists(usualDiary(home)) {
		t.Error("a diary was begun that nobody asked for")
	}

	w.question("ctrl+o")
	w.keys("ctrl+o") // does nothing: a chooser is open
	w.keys("Escape") // closes it
	w.question("ctrl+o")
	by.file(w, toThird-1)
	third := filepath.Join(docs, "third.stillnight")
	w.find("third.stillnight")

	w.inSettings(toImport)
	w.question("space")
	by.file(w, toNights)
	w.screenshot() // the question is there once the program is at rest
	w.keys("Return")
	eventually(t, "the nights brought in", func() bool { return len(read(t, third).Nights) == 3 })

	w.keys("ctrl+1")
	w.inSettings(toFolder)
	w.question("space")
	by.folder(w, toCopies)
	copies := filepath.Join(docs, "copies")
	w.atFolder(home, copies)
	by.accept(w)
	eventually(t, "the folder for backups", func() (chosen bool) {
		beside(t, third, func(s *store.Store) error {
			folder, _, err := s.Setting(t.Context(), "backup.folder")
			chosen = folder == copies
			return err
		})
		return chosen
	})

	letters := filepath.Join(docs, "letters")
	saved := func(pattern, head string) func() bool {
		return func() bool {
			files, err := filepath.Glob(filepath.Join(letters, pattern))
			if err != nil || len(files) != 1 {
				return false
			}
			data, err := os.ReadFile(files[0])
			return err == nil && strings.HasPrefix(string(data), head)
		}
	}
	w.question("ctrl+s")
	w.keys("Tab", "Return") // Choose a folder
	w.atFolder(home, docs)
	by.folder(w, toLetters)
	w.atFolder(home, letters)
	by.accept(w)
	w.atKeyboard("Name of the file")
	w.keys("Return")
	eventually(t, "the pages for the doctor", saved("*.pdf", "%PDF-"))

	w.keys("ctrl+1")
	w.inSettings(toExport)
	w.question("space")
	w.keys("Tab", "Return")
	w.atFolder(home, docs)
	by.folder(w, toLetters)
	w.atFolder(home, letters)
	by.accept(w)
	w.atKeyboard("Name of the file")
	w.text("mine") // in place of the name that is offered; its ending is added
	w.keys("Return")
	eventually(t, "the export", saved("mine.json", "{"))
	w.quit()

	if made, err := filepath.Glob(filepath.Join(copies, "third *.stillnight")); err != nil || len(made) == 0 {
		t.Errorf("backups %v (%v)", made, err)
	}
	if d := read(t, filepath.Join(docs, "other.stillnight")); len(d.Nights) != 1 || d.Nights[0].Severity != diary.Some(3) {
		t.Errorf("the first diary was changed: %v", d.Nights)
	}
	data, err := os.ReadFile(filepath.Join(letters, "mine.json"))
	if err != nil {
		t.Fatal(err)
	}
	if d, err := exchange.ReadJSON(t.Context(), data, diary.MustDate(2100, 1, 1)); err != nil || len(d.Nights) != 3 {
		t.Errorf("the export holds %d nights (%v)", len(d.Nights), err)
	}
}
