package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/envelope"
)

// TestADamagedFrontHidesNoBackup: the id that tells whose copies are whose is read from a damaged diary too.
func TestADamagedFrontHidesNoBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	w := &world{folder: filepath.Dir(path), now: at}
	must(t, w.open(t.Context()))
	k, err := lightKey("one")
	must(t, err)
	must(t, w.s.relock(t.Context(), k))
	_, err = w.s.Backup(t.Context())
	must(t, err)
	must(t, w.s.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	id := idOf(t.Context(), path)
	front, end := envelope.HeadSize, len(whole)-2*envelope.FrontMost
	for name, c := range map[string]struct {
		harm func(data []byte)
		id   string
	}{
		"nothing":   {func([]byte) {}, id},
		"the front": {func(data []byte) { flip(data[30:front]) }, id},
		"both":      {func(data []byte) { flip(data[30:front]); flip(data[max(end, front):]) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			data := bytes.Clone(whole)
			c.harm(data)
			must(t, os.WriteFile(path, data, 0o600))
			if got := idOf(t.Context(), path); got != c.id {
				t.Errorf("the id is %q instead of %q", got, c.id)
			}
			if _, _, found, err := NewestGoodBackup(t.Context(), path, Options{Now: clock, Passphrase: answering("one")}); err != nil || !found {
				t.Errorf("a good copy: %v, %v", found, err)
			}
		})
	}
}

func flip(data []byte) {
	for i := range data {
		data[i] ^= 0x5a
	}
}
