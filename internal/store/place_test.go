package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestPlaceReplacesOnlyWhatItMayAndNothingThatIsOpen(t *testing.T) {
	folder := t.TempDir()
	must(t, os.Mkdir(filepath.Join(folder, "made"), 0o700))
	made := func() string {
		t.Helper()
		path := filepath.Join(folder, "made", "new.stillnight")
		s := reopen(t, path)
		_, err := s.Import(t.Context(), sample(3), ReplaceAll)
		must(t, err)
		must(t, s.Close())
		return path
	}
	yes := func(*Store) error { return nil }
	path := filepath.Join(folder, "own.stillnight")
	must(t, Place(t.Context(), made(), path, nil))
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 3 {
		t.Fatalf("%d nights, %v", len(d.Nights), err)
	}
	s := reopen(t, path)
	_, err := s.Import(t.Context(), sample(9), ReplaceAll)
	must(t, err)
	refuse := errors.New("it is mine")
	if err := Place(t.Context(), made(), path, yes); !errors.Is(err, ErrInUse) {
		t.Errorf("over an open diary: %v", err)
	}
	must(t, s.Close())
	if err := Place(t.Context(), made(), path, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("unasked: %v", err)
	}
	if err := Place(t.Context(), made(), path, func(*Store) error { return refuse }); !errors.Is(err, refuse) {
		t.Errorf("refused: %v", err)
	}
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 9 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
	must(t, Place(t.Context(), made(), path, yes))
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 3 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
}
