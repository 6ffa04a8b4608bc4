package instance

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestWhatLiesInThePlaceOfTheLockIsNeverWrittenTo: a link or a further name may lead to another diary, of which the first
// bytes would be lost.
func TestWhatLiesInThePlaceOfTheLockIsNeverWrittenTo(t *testing.T) {
	for name, plant := range map[string]func(other, lock string) error{
		"a link":         os.Symlink,
		"a further name": os.Link,
		"a dangling one": func(other, lock string) error { return os.Symlink(other+".none", lock) },
		"a file":         func(_, lock string) error { return os.WriteFile(lock, make([]byte, 9000), 0o600) },
	} {
		folder := t.TempDir()
		diary, second, other := filepath.Join(folder, "diary"), filepath.Join(folder, "second"), filepath.Join(folder, "other")
		data := bytes.Repeat([]byte("a diary of somebody else "), 100)
		if err := os.WriteFile(other, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, of := range []string{diary, second} {
			if err := plant(other, LockPath(of)); err != nil {
				t.Skipf("%s: %v", name, err)
			}
		}
		if held, err := Held(diary); held || err != nil {
			t.Errorf("%s: held %v, %v", name, held, err)
		}
		l, err := Acquire(diary)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := plant(other, requestPath(diary)); err != nil {
			t.Fatal(err)
		}
		if err := RequestActivation(diary, "now"); err != nil {
			t.Errorf("%s: asking gave %v", name, err)
		}
		if word, asked := take(requestPath(diary)); word != "now" || !asked {
			t.Errorf("%s: asked %q, %v", name, word, asked)
		}
		if l.Reaches(second) {
			t.Errorf("%s: the other is the same", name)
		}
		if _, err := Acquire(diary); err == nil {
			t.Errorf("%s: two hold it", name)
		}
		if err := l.Release(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if now, err := os.ReadFile(other); err != nil || !bytes.Equal(now, data) {
			t.Errorf("%s: what lay there was changed: %d bytes, %v", name, len(now), err)
		}
		if _, err := os.Lstat(other + ".none"); err == nil {
			t.Errorf("%s: a file was made elsewhere", name)
		}
	}
}
