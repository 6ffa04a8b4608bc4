package store

import (
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/secret/secrettest"
)

// What a locked diary holds, and its passphrase, is in memory while it is open, and nowhere afterwards.
func TestAClosedDiaryLeavesNothingInMemory(t *testing.T) {
	if raced {
		t.Skip("the race detector's memory is not ours to clear")
	}
	const pass, note = 0xe1, 0xe3
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	liveWithSecrets(t, path, pass, note)
	if secrettest.Copies(t, note) == 0 {
		t.Log("nothing was left even before it was overwritten")
	}
	Forget()
	for name, number := range map[string]byte{"the passphrase": pass, "a note": note} {
		if n := secrettest.Copies(t, number); n > 0 {
			t.Errorf("%s is left %d times", name, n)
		}
	}
}

func liveWithSecrets(t *testing.T, path string, pass, note byte) {
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
	if secrettest.Copies(t, note) == 0 {
		t.Fatal("there was nothing to look for")
	}
	must(t, s.Close())
}
