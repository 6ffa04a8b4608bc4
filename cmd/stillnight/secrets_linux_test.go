//go:build window

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// copies counts how often a text stands in the memory of the window's process.
func (w *window) copies(text string) (n int) {
	w.t.Helper()
	process := fmt.Sprintf("/proc/%d/", w.cmd.Process.Pid)
	maps, err := os.ReadFile(process + "maps")
	if err != nil {
		w.t.Fatal(err)
	}
	mem, err := os.Open(process + "mem")
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = mem.Close() }()
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var mode string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); err != nil || !strings.HasPrefix(mode, "rw") {
			continue
		}
		data, _ := io.ReadAll(io.NewSectionReader(mem, from, to-from)) // some of it cannot be read
		n += bytes.Count(data, []byte(text))
	}
	return n
}

// TestWindowKeepsNoPassphraseInMemory looks into the memory of the real program: while the diary is open for what was
// typed, a wrong passphrase and the right one, and for the notes when it is locked. The toolkit measures what is
// typed, and remembers that for a minute, so this takes three: "make memory" asks for it.
func TestWindowKeepsNoPassphraseInMemory(t *testing.T) {
	if os.Getenv("STILLNIGHT_MEMORY") == "" {
		t.Skip("it takes three minutes; make memory asks for it")
	}
	const right, wrong, note = "amberfinchpassage", "copperwrenmistake", "velvetmoth-"
	folder := home(t)
	path := filepath.Join(folder, "own.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 400 {
		n := diary.Night{Date: diary.MustDate(2025, 1, 1).AddDays(i), Severity: diary.Some(i % 11), Note: fmt.Sprint(note, i)}
		if err := s.SaveNight(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.SetPassphrase(t.Context(), right), s.Close()); err != nil {
		t.Fatal(err)
	}
	w := launch(t, folder, path)
	w.text(wrong)
	if w.copies(wrong) == 0 {
		t.Fatal("what was typed cannot be found")
	}
	w.keys("Return")
	l := &life{t: t, home: folder, w: w, pass: right}
	l.unlock()
	for _, typed := range []string{wrong, right} {
		n := 0
		for range 15 {
			if n = w.copies(typed); n == 0 {
				break
			}
			soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			<-soon.Done()
			cancel()
		}
		if n > 0 {
			t.Errorf("%s is left %d times", typed, n)
		}
	}
	before := w.copies(note)
	if before < 400 {
		t.Fatalf("of an open diary there are only %d copies of notes", before)
	}
	w.focus(w.id)
	w.keys("ctrl+l")
	eventually(t, "the diary closed", func() bool {
		used, err := store.InUse(path)
		return err == nil && !used
	})
	last := 0
	eventually(t, "hardly a note in memory", func() bool { last = w.copies(note); return last <= before/20 })
	t.Logf("of %d copies of notes %d are left after locking", before, last)
	if n := w.copies(right); n > 0 {
		t.Errorf("the passphrase is there %d times after locking", n)
	}
	w.quit()
}
