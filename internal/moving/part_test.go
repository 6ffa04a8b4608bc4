package moving

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"syscall"
	"testing"
)

// fullDisk takes so many bytes.
type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return d.room, syscall.ENOSPC
	}
	d.room -= len(p)
	return len(p), nil
}

// TestAFullDiskIsNotTakenForAHarmedFile: what to do is another thing.
func TestAFullDiskIsNotTakenForAHarmedFile(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, err := z.Create("backups/Anna.stillnight")
	if err == nil {
		_, err = w.Write(make([]byte, 1<<20))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for room, want := range map[int]error{1 << 10: syscall.ENOSPC, 1 << 20: nil} {
		if _, err := part(t.Context(), r.File[0], mostPart, &fullDisk{room}); !errors.Is(err, want) || errors.Is(err, ErrHarmed) {
			t.Errorf("with room for %d bytes: %v", room, err)
		}
	}
	if _, err := part(t.Context(), r.File[0], 1<<10, io.Discard); !errors.Is(err, ErrHarmed) {
		t.Errorf("a part that is too long: %v", err)
	}
}
