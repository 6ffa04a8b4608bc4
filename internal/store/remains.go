package store

import (
	"encoding/hex"
	"errors"
	"io"
	"os"

	"stillnight/internal/envelope"
)

// remains is a damaged diary's file, to be read where it lies. What cannot be unlocked of a locked one reads as zeros.
type remains struct {
	io.ReaderAt
	size  int64
	file  *os.File
	vault *envelope.Key // nil where it is not locked
	id    string        // whose it is, "" where only the database says so
}

func (r *remains) close() error { return r.file.Close() }

// openRemains opens a damaged diary, and asks for its passphrase where it is locked. One that has lost the part with its
// key is ErrKeyLost.
func openRemains(path string, ask func(retry bool) (string, error)) (_ *remains, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotADiary // a pipe would keep the program waiting
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	r := &remains{ReaderAt: f, size: info.Size(), file: f}
	head := make([]byte, headerSize)
	n, _ := f.ReadAt(head, 0) // a disk may fail there, and the rest be whole
	if kind, _ := natureIn(head[:n]); kind == plainDiary {
		return r, nil
	}
	locked, err := envelope.Read(f, r.size)
	if err != nil {
		return nil, errors.Join(ErrKeyLost, err)
	}
	if r.vault, err = askUntilRight(locked, ask); err != nil {
		return nil, err
	}
	if locked.ID != (envelope.ID{}) {
		r.id = hex.EncodeToString(locked.ID[:])
	}
	view, err := r.vault.View(locked)
	var fault *envelope.Damaged
	if err != nil && !errors.As(err, &fault) {
		return nil, err
	}
	r.ReaderAt, r.size = view, view.Size()
	return r, nil
}
