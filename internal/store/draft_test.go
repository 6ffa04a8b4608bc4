package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// draft keeps a half-typed text and brings it to the disk at once.
func draft(s *Store, key, text string) error {
	var failed error
	s.KeepDraft(key, text, func(err error) { failed = err })
	return errors.Join(s.settleDrafts(), failed)
}

// onDisk is the text that a crash would leave.
func onDisk(t *testing.T, s *Store, key string) string {
	t.Helper()
	text, _, err := s.keyed(t.Context(), draftsTable, selectDraft, key)
	must(t, err)
	return text
}

func TestLettersAreGatheredAndWrittenWithinASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		writes := 0
		note := "the legs were calm until three"
		for i := range len(note) {
			before := stampNow(t, s)
			s.KeepDraft("note", note[:i+1], func(err error) { t.Error(err) })
			s.KeepDraft("other", "x", func(err error) { t.Error(err) })
			if text, found, err := s.Draft(t.Context(), "note"); err != nil || !found || text != note[:i+1] {
				t.Fatalf("half typed is %q, %v, %v", text, found, err)
			}
			<-time.After(100 * time.Millisecond) // of the test's own clock: ten letters a second
			synctest.Wait()
			if stampNow(t, s) != before {
				writes++
			}
			if kept := onDisk(t, s, "note"); i >= 10 && !strings.HasPrefix(kept, note[:i-9]) {
				t.Fatalf("a second after %q a crash would leave %q", note[:i-9], kept)
			}
		}
		if writes == 0 || writes > len(note)/4 {
			t.Errorf("%d letters cost %d transactions", len(note), writes)
		}
		<-time.After(time.Second)
		synctest.Wait()
		if kept := onDisk(t, s, "note"); kept != note || onDisk(t, s, "other") != "x" {
			t.Errorf("in the end there is %q", kept)
		}
	})
}

// stampNow is the stamp that every transaction changes.
func stampNow(t *testing.T, s *Store) uint32 {
	t.Helper()
	stamp, err := s.conn.stamp()
	must(t, err)
	return stamp
}

func TestADraftThatIsForgottenIsNotWrittenAfterwards(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		fail := func(err error) { t.Error(err) }
		s.KeepDraft("night/1/note", "half", fail)
		s.KeepDraft("night/1/hours", "7", fail)
		s.KeepDraft("night/2/note", "stays", fail)
		must(t, s.ClearDraft(t.Context(), "night/1/note"))
		must(t, s.ClearDrafts(t.Context(), "night/1/"))
		<-time.After(time.Second)
		synctest.Wait()
		for key, want := range map[string]string{"night/1/note": "", "night/1/hours": "", "night/2/note": "stays"} {
			if text, _, err := s.Draft(t.Context(), key); err != nil || text != want || onDisk(t, s, key) != want {
				t.Errorf("%s holds %q, %v", key, text, err)
			}
		}
	})
}

func TestADraftThatCannotBeWrittenIsToldAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		var told []error
		s.readOnly = true // as on a drive that has become so
		s.KeepDraft("note", "half", func(err error) { told = append(told, err) })
		<-time.After(time.Second)
		synctest.Wait()
		if len(told) != 1 || !errors.Is(told[0], ErrReadOnly) {
			t.Fatalf("told %v", told)
		}
		if text, found, err := s.Draft(t.Context(), "note"); err != nil || !found || text != "half" {
			t.Errorf("meanwhile it is %q, %v, %v", text, found, err)
		}
		s.readOnly = false
		s.KeepDraft("other", "x", func(err error) { t.Error(err) })
		<-time.After(time.Second)
		synctest.Wait()
		if onDisk(t, s, "note") != "half" || onDisk(t, s, "other") != "x" {
			t.Errorf("after the trouble there is %q and %q", onDisk(t, s, "note"), onDisk(t, s, "other"))
		}
	})
}

// longNote is what the child types.
var longNote = strings.Repeat("and then I walked up and down ", 20) + "until the marker"

func init() { children["type"] = typeForever }

// typeForever types a note letter by letter, and waits to be killed.
func typeForever(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		return err
	}
	for i := range len(longNote) {
		s.KeepDraft("note", longNote[:i+1], func(err error) { fmt.Println("error", err) })
	}
	fmt.Println("typed")
	select {}
}

// TestANoteIsThereAfterAKill that came once it had time to reach the disk, though it was never saved.
func TestANoteIsThereAfterAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, reopen(t, path).Close())
	cmd := child(t, "type", path)
	must(t, cmd.Start())
	deadline := time.After(time.Minute)
	for there := false; !there; {
		select {
		case <-time.Tick(5 * time.Millisecond):
			data, err := os.ReadFile(path)
			there = err == nil && bytes.Contains(data, []byte("until the marker"))
		case <-deadline:
			t.Error("the note never reached the disk")
			there = true
		}
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait() // a killed child never ends well
	s := reopen(t, path)
	if text, _, err := s.Draft(t.Context(), "note"); err != nil || text != longNote {
		t.Errorf("after the kill the note is %q, %v", text, err)
	}
}
