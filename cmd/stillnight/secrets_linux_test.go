//go:build window

package main

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
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

// copies counts how often a text stands in the memory of the window's process, as the program has it or in four bytes a
// letter, as the toolkit does.
func (w *window) copies(text string) int { return len(w.places(text)) }

// places tells where a text stands in memory, and what stands around it.
func (w *window) places(text string) (all []string) {
	w.t.Helper()
	var wide bytes.Buffer
	for _, letter := range text {
		wide.Write(binary.NativeEndian.AppendUint32(nil, uint32(letter)))
	}
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
		for _, form := range [][]byte{[]byte(text), wide.Bytes()} {
			for at := 0; ; at += len(form) {
				next := bytes.Index(data[at:], form)
				if next < 0 {
					break
				}
				at += next
				around := data[max(0, at-48):min(len(data), at+len(form)+48)]
				all = append(all, fmt.Sprintf("at %x of %s%s", from+int64(at), strings.TrimSpace(line), "\n"+hex.Dump(around)))
			}
		}
	}
	return all
}

// toolkitForgets is within which time the toolkit has forgotten how wide a text is that it drew, and the program has
// cleared that.
const toolkitForgets = 150 * time.Second

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
		var left []string
		if !within(t, toolkitForgets, 5*time.Second, func() bool { left = w.places(typed); return len(left) == 0 }) {
			t.Errorf("%s is left %d times, the first\n%s", typed, len(left), left[0])
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
	if left := w.places(right); len(left) > 0 {
		t.Errorf("the passphrase is there %d times after locking, the first\n%s", len(left), left[0])
	}
	w.quit()
}
