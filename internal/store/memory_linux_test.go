package store

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/secret/secrettest"
)

// What a locked diary holds, and its passphrase, is in memory while it is open. Afterwards the passphrase is
// nowhere; of the notes a few copies may be left, in memory that is in use for something else, so nearly all
// must be gone.
func TestAClosedDiaryLeavesNearlyNothingInMemory(t *testing.T) {
	if raced {
		t.Skip("the race detector's memory is not ours to clear")
	}
	const pass, note = 0xe1, 0xe3
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	before := liveWithSecrets(t, path, pass, note)
	Forget()
	if n := secrettest.Copies(t, pass); n > 0 {
		t.Errorf("the passphrase is left %d times", n)
	}
	if n := secrettest.Copies(t, note); n > before/20 {
		t.Errorf("of %d copies of a note %d are left", before, n)
	} else {
		t.Logf("of %d copies of a note %d are left", before, n)
	}
}

// liveWithSecrets uses a locked diary, and returns how often its notes were in memory before it was closed.
func liveWithSecrets(t *testing.T, path string, pass, note byte) (copies int) {
	t.Helper()
	ask := func(bool) (string, error) { return secrettest.Text(pass), nil }
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	setTestPassphrase(t, s, secrettest.Text(pass))
	must(t, s.Close())
	s, err = Open(t.Context(), path, Options{Now: clock, Passphrase: ask})
	must(t, err)
	for i := range 300 {
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(3), Note: "x " + secrettest.Text(note)}))
	}
	_, err = s.Diary(t.Context())
	must(t, err)
	_, err = s.Backup(t.Context())
	must(t, err)
	if copies = secrettest.Copies(t, note); copies == 0 {
		t.Fatal("there was nothing to look for")
	}
	must(t, s.Close())
	return copies
}

// Passphrases are tried on goroutines, which have them on their stacks: some go on with other things, as the window's own
// does, and some end.
func TestAWrongPassphraseLeavesNothingInMemory(t *testing.T) {
	if raced {
		t.Skip("the race detector's memory is not ours to clear")
	}
	const wrong = 0xe7
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	setTestPassphrase(t, s, "something else")
	must(t, s.Close())
	var going, ended, tried sync.WaitGroup
	ends, goesOn := make(chan bool), make(chan bool)
	try := func(gate chan bool) {
		_, err := ReadLocked(t.Context(), path, func(again bool) (string, error) {
			if again {
				return "", ErrPassphrase
			}
			return secrettest.Text(wrong), nil
		})
		if !errors.Is(err, ErrPassphrase) {
			t.Error(err)
		}
		tried.Done()
		<-gate // so that each has a stack of its own
	}
	// Where the stack has to grow, the smaller one is left behind as it is: each begins at another depth.
	for i := range 150 {
		all, gate := &ended, ends
		if i%2 == 0 {
			all, gate = &going, goesOn
		}
		tried.Add(1)
		all.Go(func() { deep(i, func() { try(gate) }) })
	}
	tried.Wait()
	close(ends)
	ended.Wait()
	Forget()
	if n := secrettest.Copies(t, wrong); n > 0 {
		t.Errorf("the passphrase is left %d times", n)
	}
	close(goesOn)
	going.Wait()
}

// deep calls f from within so many calls.
//
//go:noinline
func deep(calls int, f func()) {
	if calls == 0 {
		f()
		return
	}
	deep(calls-1, f)
}
