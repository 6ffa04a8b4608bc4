package moving_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"stillnight/internal/moving"
	"stillnight/internal/output"
	"stillnight/internal/store"
)

// pack packs a diary into a file.
func pack(t *testing.T, s *store.Store, path string) {
	t.Helper()
	var b bytes.Buffer
	if err := errors.Join(moving.Pack(t.Context(), &b, s, moving.Options{Now: time.Now()}), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if err == nil {
		err = s.SaveNight(t.Context(), night)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestALockedDiaryPackedInPlainIsNamed: it was packed before it was locked, and lies beside it.
func TestALockedDiaryPackedInPlainIsNamed(t *testing.T) {
	folder := t.TempDir()
	s := begin(t, filepath.Join(folder, "Anna.stillnight"))
	other := begin(t, filepath.Join(t.TempDir(), "Ben.stillnight"))
	plain := filepath.Join(folder, "Anna 2026"+moving.Ending)
	pack(t, s, plain)
	pack(t, other, filepath.Join(folder, "Ben 2026"+moving.Ending))
	var left *store.PlainLeftError
	if err := s.SetPassphrase(t.Context(), secret); !errors.As(err, &left) || !slices.Equal(left.Paths, []string{plain}) {
		t.Errorf("locking says %v", err)
	}
	pack(t, s, filepath.Join(folder, "Anna locked"+moving.Ending))
	if paths, err := s.PlainCopies(t.Context()); err != nil || !slices.Equal(paths, []string{plain}) {
		t.Errorf("named are %q, %v", paths, err)
	}
	if err := os.Remove(plain); err != nil {
		t.Fatal(err)
	}
	if paths, err := s.PlainCopies(t.Context()); err != nil || len(paths) > 0 {
		t.Errorf("named are %q, %v", paths, err)
	}
}

// TestNothingElseIsWrittenOverAPackedDiary but the same diary, packed later.
func TestNothingElseIsWrittenOverAPackedDiary(t *testing.T) {
	folder := t.TempDir()
	s, other := begin(t, filepath.Join(folder, "Anna.stillnight")), begin(t, filepath.Join(t.TempDir(), "Ben.stillnight"))
	for _, locked := range []bool{false, true} {
		if locked {
			if err := s.SetPassphrase(t.Context(), secret); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(folder, "x"+moving.Ending)
		pack(t, s, path)
		for _, f := range []output.File{{Path: path, Replace: true}, {Path: path, Replace: true, Open: s}, {Path: path, Replace: true, Packs: other}} {
			var kept *output.KeptError
			if err := f.Refused(); !errors.As(err, &kept) {
				t.Errorf("locked %v: %+v is answered by %v", locked, f, err)
			}
		}
		if err := (output.File{Path: path, Replace: true, Packs: s}).Refused(); err != nil {
			t.Errorf("locked %v: the same diary is refused: %v", locked, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatIsNoDiaryIsNotUnpacked: a small file that holds gigabytes of nothing, and a pipe that nobody writes to.
func TestWhatIsNoDiaryIsNotUnpacked(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	list, err := z.Create("contents.json")
	if err == nil {
		_, err = io.WriteString(list, `{"form":1,"diary":"a.stillnight","sums":{"diary/a.stillnight":"x"}}`)
	}
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Create("diary/a.stillnight")
	if err != nil {
		t.Fatal(err)
	}
	const megabytes = 200
	for range megabytes {
		if _, err := part.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "x"+moving.Ending)
	if err := errors.Join(z.Close(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := moving.Open(t.Context(), path); !errors.Is(err, moving.ErrHarmed) {
		t.Errorf("it is answered by %v", err)
	}
	runtime.ReadMemStats(&after)
	if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 20 {
		t.Errorf("%d MB were taken", taken)
	}
	pipe := filepath.Join(t.TempDir(), "pipe"+moving.Ending)
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip("no pipes here")
	}
	if _, err := moving.Open(t.Context(), pipe); !errors.Is(err, moving.ErrNotOne) {
		t.Errorf("a pipe is answered by %v", err)
	}
}
