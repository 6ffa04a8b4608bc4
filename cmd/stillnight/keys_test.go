//go:build window

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// beside looks into a diary that a window has open.
func beside(t *testing.T, path string, look func(*store.Store) error) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(look(s), s.Close()); err != nil {
		t.Fatal(err)
	}
}

// read returns what a diary holds.
func read(t *testing.T, path string) (d diary.Diary) {
	t.Helper()
	beside(t, path, func(s *store.Store) (err error) {
		d, err = s.Diary(t.Context())
		return err
	})
	return d
}

// draft returns what is half typed under a key.
func draft(t *testing.T, path, key string) (text string) {
	t.Helper()
	beside(t, path, func(s *store.Store) (err error) {
		text, _, err = s.Draft(t.Context(), key)
		return err
	})
	return text
}

// TestWindowMainTasksByKeysAlone does what people do most without a mouse: begin a diary, write down
// tonight and the night before, add a remedy, take it back and bring it again, look at every screen, and
// save the pages for the doctor.
func TestWindowMainTasksByKeysAlone(t *testing.T) {
	home := home(t)
	path := usualDiary(home)
	w := launch(t, home)
	w.keys("Return") // Start my diary
	eventually(t, "the new diary", func() bool { return exists(path) })
	w.keys("7", "Return")
	eventually(t, "the first night", func() bool { return len(read(t, path).Nights) == 1 })
	w.keys("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return") // back to Night before
	w.keys("4")
	eventually(t, "the night before", func() bool {
		nights := read(t, path).Nights
		return len(nights) == 2 && nights[0].Severity == diary.Some(4)
	})
	w.keys("ctrl+m")
	w.text("iron")
	w.keys("Return")
	remedies := func(n int) func() bool {
		return func() bool { return len(read(t, path).Interventions) == n }
	}
	eventually(t, "the remedy", remedies(1))
	w.keys("Escape", "ctrl+z")
	eventually(t, "the remedy taken back", remedies(0))
	w.keys("ctrl+y")
	eventually(t, "the remedy again", remedies(1))
	for _, shown := range []string{"ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+7"} {
		w.keys(shown)
	}
	w.keys("ctrl+s")
	pages := func() []string {
		files, err := filepath.Glob(filepath.Join(home, "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	eventually(t, "the pages for the doctor", func() bool {
		w.keys("Return") // in the field with the name; it does nothing before that is there
		return len(pages()) == 1
	})
	if data, err := os.ReadFile(pages()[0]); err != nil || len(data) < 10_000 || string(data[:5]) != "%PDF-" {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	w.quit()
}

// TestWindowFillsAMonthByKeys types a month from a paper diary with digits and arrow keys alone.
func TestWindowFillsAMonthByKeys(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	w := launch(t, home, path)
	w.find("own.stillnight")
	w.keys("ctrl+b", "Page_Up")
	var digits []string
	for i := range 30 {
		digits = append(digits, strconv.Itoa(i%10))
	}
	begun := time.Now()
	w.keys(digits...)
	w.keys("Up", "minus") // the last one was a 10
	w.quit()
	t.Logf("30 nights took %s", time.Since(begun).Round(100*time.Millisecond))
	nights := read(t, path).Nights
	first := diary.DateOf(time.Now()).FirstOfMonth().AddMonths(-1)
	if len(nights) < 28 || nights[0].Date != first || nights[3].Severity != diary.Some(3) {
		t.Errorf("%d nights from %s: %v", len(nights), nights[0].Date, nights[0].Severity)
	}
	last := first.AddMonths(1).AddDays(-1)
	if n := min(30, last.Sub(first)+1); nights[n-1].Severity != diary.Some(10) {
		t.Errorf("the last night has %v", nights[n-1].Severity)
	}
}

// TestWindowKilledKeepsWhatIsHalfTyped kills the program in the middle of a word.
func TestWindowKilledKeepsWhatIsHalfTyped(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	w := launch(t, home, path)
	w.find("own.stillnight")
	w.keys("6")
	eventually(t, "the night", func() bool { return len(read(t, path).Nights) == 1 })
	w.keys("ctrl+m")
	w.text("Half a remed")
	eventually(t, "the half-typed word", func() bool { return draft(t, path, "remedy/new/name") == "Half a remed" })
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = w.end()

	w = launch(t, home, path)
	w.find("own.stillnight")
	w.keys("ctrl+m")
	w.text("y")
	w.keys("Return")
	eventually(t, "the remedy typed in two halves", func() bool {
		list := read(t, path).Interventions
		return len(list) == 1 && list[0].Name == "Half a remedy"
	})
	w.quit()
}

// TestWindowEscapeLeavesTheHelpFromItsText: a text that can be selected keeps all keys while it has the keyboard, which a
// press of the mouse gives it. Escape closes the help all the same, and leaves the diary open.
func TestWindowEscapeLeavesTheHelpFromItsText(t *testing.T) {
	w := launch(t, home(t))
	own := w.id
	w.keys("F1")
	w.id = w.find("Stillnight help")
	w.focus(w.id)
	w.click(500, 115, 2) // a word of the first paragraph
	w.keys("ctrl+c", "Escape")
	w.id = own
	w.gone("Stillnight help") // and the diary has the keyboard again
	w.quit()
}
