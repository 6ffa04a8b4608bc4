//go:build window

package main

import (
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// read returns what a diary holds, read beside the window that has it open.
func read(t *testing.T, path string) diary.Diary {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return d
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
	w.keys("shift+Tab", "shift+Tab", "shift+Tab", "Return") // back to Night before
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
