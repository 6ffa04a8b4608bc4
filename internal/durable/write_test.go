package durable_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"stillnight/internal/durable"
)

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWriteReplacesWholeAndForTheOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, content := range []string{"old", "new"} {
		if err := durable.Write(path, []byte(content)); err != nil || read(t, path) != content {
			t.Fatalf("%q, %v", read(t, path), err)
		}
	}
	if info, err := os.Stat(path); err != nil || filepath.Separator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestAFaultLeavesTheOldFileAndNothingElse(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	if err := durable.Write(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	fault := errors.New("no more")
	half := func(w io.Writer) error {
		_, err := w.Write([]byte("ne"))
		return errors.Join(err, fault)
	}
	rename := func(made string) error { return os.Rename(made, path) }
	refuse := func(string) error { return fault }
	whole := func(w io.Writer) error { _, err := w.Write([]byte("new")); return err }
	for name, err := range map[string]error{
		"content": durable.Make(path, half, rename), "place": durable.Make(path, whole, refuse),
	} {
		if !errors.Is(err, fault) {
			t.Errorf("%s: %v", name, err)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 || read(t, path) != "old" {
		t.Errorf("left are %v, %v, and in it %q", left, err, read(t, path))
	}
}

func TestWhatIsMadeUnseenHasNoNameUntilItIsWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	var during []os.DirEntry
	err := durable.MakeUnseen(path, func(w io.Writer) error {
		if _, err := w.Write([]byte("secret")); err != nil {
			return err
		}
		var err error
		during, err = os.ReadDir(folder)
		return err
	}, func(made string) error { return os.Rename(made, path) })
	if err != nil || read(t, path) != "secret" {
		t.Fatalf("%v, %q", err, read(t, path))
	}
	if runtime.GOOS == "linux" && len(during) > 0 {
		t.Errorf("while it is made there is %v", during)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

func TestWhatAKilledProgramLeftIsSwept(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	mine := []string{".file.123.new", ".file.abc.new"}
	others := []string{"letter.new", ".file.a.b.new", ".file.my-own.new", ".file2.1.new", "file.1.new", ".file.1.newer"}
	for _, name := range append(append([]string{}, mine...), others...) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := durable.Make(path, func(io.Writer) error { durable.Sweep(path); return nil }, func(made string) error { return os.Rename(made, path) })
	if err != nil {
		t.Errorf("what is being made was swept: %v", err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != len(others)+1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

func TestATakenNameIsNotTaken(t *testing.T) {
	folder := t.TempDir()
	made, path := filepath.Join(folder, "made"), filepath.Join(folder, "file")
	for _, p := range []string{made, path} {
		if err := durable.Write(p, []byte(filepath.Base(p))); err != nil {
			t.Fatal(err)
		}
	}
	if err := durable.NameUntaken(made, path); !errors.Is(err, fs.ErrExist) || read(t, path) != "file" || read(t, made) != "made" {
		t.Errorf("%v, %q", err, read(t, path))
	}
	if err := errors.Join(durable.Remove(path), durable.Remove(path)); err != nil {
		t.Fatal(err)
	}
	if err := durable.NameUntaken(made, path); err != nil || read(t, path) != "made" || durable.Names(path) != 1 {
		t.Errorf("%v, %d names", err, durable.Names(path))
	}
	if _, err := os.Lstat(made); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the made one is still there: %v", err)
	}
}
