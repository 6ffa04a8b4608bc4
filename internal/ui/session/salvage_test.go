package session

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/store"
	"stillnight/internal/ui/uitest"
)

// diaryFile makes a diary of the sample, with a passphrase unless that is "", and returns its path.
func diaryFile(t *testing.T, passphrase string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Import(t.Context(), demo.Long(1, 3, 4, 50), store.TakeTheirs)
	if err == nil && passphrase != "" {
		err = s.SetPassphrase(t.Context(), passphrase)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestQuittingStopsASalvageAndLeavesNothingWritten(t *testing.T) {
	s := inLook(t, test.NewTempApp(t))
	path := diaryFile(t, "")
	ended := make(chan struct{})
	s.window.Spawn = func(job func()) { go func() { job(); close(ended) }() }
	s.salvage(path, Access{})
	s.End()
	<-ended
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "* saved *")); err != nil || len(left) > 0 {
		t.Errorf("it leaves %q, %v", left, err)
	}
}

// What was saved of a damaged diary is no use where its passphrase is refused: the next try saves it again.
func TestARefusedPassphraseLeavesNoSecondFile(t *testing.T) {
	s := inLook(t, test.NewTempApp(t))
	path := diaryFile(t, "quiet legs tonight")
	saved := store.SalvagedName(path, "now")
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(saved, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.salvaging = &salvaging{stop: func() {}, path: saved}
	s.replaceDamaged(path, saved, Access{Passphrase: "another one"}, "")
	if _, err := os.Stat(saved); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is left: %v", err)
	}
	if _, err := os.Stat(path); err != nil || s.salvaging != nil {
		t.Errorf("the diary: %v; work goes on: %v", err, s.salvaging != nil)
	}
}
