//go:build window

package main

import (
	"path/filepath"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// tabsToNote is how often Tab goes from the scale to the note of a night when only the note is unfolded.
const tabsToNote = 8

// toNote moves the keyboard from the scale to the note.
func (w *window) toNote() {
	w.t.Helper()
	for range tabsToNote {
		w.keys("Tab")
	}
}

// TestWindowKilledKeepsHalfANote kills the program with no warning in the middle of a note, goes on with it
// in the next start, and takes back note and severity one by one in the start after that.
func TestWindowKilledKeepsHalfANote(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	tonight := diary.NightAt(time.Now().UTC())
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := diary.Night{Date: tonight.AddDays(-1), Severity: diary.Some(6), Note: "train"} // unfolds the note
	if err := s.SaveNight(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	night := func() diary.Night {
		for _, n := range read(t, path).Nights {
			if n.Date == tonight {
				return n
			}
		}
		return diary.Night{}
	}

	w := launch(t, home, path)
	w.find("own.stillnight")
	w.keys("7")
	eventually(t, "the severity", func() bool { return night().Severity == diary.Some(7) })
	w.toNote()
	w.text("Half a no")
	eventually(t, "the half-typed note", func() bool {
		return draft(t, path, "night/"+tonight.String()+"/note") == "Half a no"
	})
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = w.end()

	w = launch(t, home, path)
	w.find("own.stillnight")
	w.toNote()
	w.text("te")
	w.quit()
	if n := night(); n.Note != "Half a note" || n.Severity != diary.Some(7) {
		t.Fatalf("the night has %q and %v", n.Note, n.Severity)
	}

	w = launch(t, home, path)
	w.find("own.stillnight")
	w.keys("ctrl+z")
	eventually(t, "the night without its note", func() bool {
		return night().Note == "" && night().Severity == diary.Some(7)
	})
	w.keys("ctrl+z")
	eventually(t, "the night taken back", func() bool { return night().Date.IsZero() })
	w.keys("ctrl+y", "ctrl+y")
	eventually(t, "both again", func() bool { return night().Note == "Half a note" })
	w.quit()
}
