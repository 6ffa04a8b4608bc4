package moving

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
	"stillnight/internal/store"
)

// Fault says why a file cannot be taken in. It carries the key of its words.
type Fault struct{ Key string }

// Error is the key, for a log.
func (f *Fault) Error() string { return f.Key }

// Words are the key of what is wrong; it has no values.
func (f *Fault) Words() (key string, args []any) { return f.Key, nil }

// Why a file cannot be taken in.
var (
	// ErrNotOne: the file is something else.
	ErrNotOne = &Fault{"moving.fault.not_one"}
	// ErrNewer: a newer version of the program made it.
	ErrNewer = &Fault{"moving.fault.newer"}
	// ErrHarmed: it is not as it was written, or only a part of it came through.
	ErrHarmed = &Fault{"moving.fault.harmed"}
)

// Bundle is a diary that came from another computer.
type Bundle struct {
	// Made is when the file was made.
	Made time.Time
	// Diary is the name of the diary's file, with its ending and without a folder.
	Diary string
	// Holds is what the diary holds; of a locked one it says only that and its size.
	Holds store.Preview
	// Backups is how many came along.
	Backups int
	// Settings of the program on the old computer, by name.
	Settings map[string]string

	data    []byte
	backups map[string][]byte // by the names of their files
}

// Is tells by its name whether a file may be one.
func Is(name string) bool { return strings.EqualFold(filepath.Ext(name), Ending) }

// Open reads a file whole and proves every part of it. Its errors are ErrNotOne, ErrNewer, ErrHarmed and the
// store's for a diary that cannot be read.
func Open(ctx context.Context, name string) (*Bundle, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("opening %s: %w", name, err)
		}
		return nil, fmt.Errorf("opening %s: %w", name, ErrNotOne)
	}
	b, err := read(&z.Reader)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if err := b.look(ctx); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return b, nil
}

func read(z *zip.Reader) (*Bundle, error) {
	if len(z.File) == 0 || len(z.File) > mostParts || z.File[0].Name != listName {
		return nil, ErrNotOne
	}
	text, err := part(z.File[0], mostList)
	if err != nil {
		return nil, err
	}
	var list contents
	switch err := json.Unmarshal(text, &list); {
	case err != nil:
		return nil, ErrNotOne
	case list.Form > form:
		return nil, ErrNewer
	case !plain(list.Diary):
		return nil, ErrNotOne
	}
	b := &Bundle{Made: list.Made, Diary: list.Diary, Settings: list.Settings, backups: map[string][]byte{}}
	seen := 0
	for _, f := range z.File[1:] {
		folder, base := path.Split(f.Name)
		sum, listed := list.Sums[f.Name]
		if !listed || !plain(base) {
			return nil, ErrHarmed
		}
		data, err := part(f, mostPart)
		if err != nil {
			return nil, err
		}
		if is := sha256.Sum256(data); hex.EncodeToString(is[:]) != sum {
			return nil, ErrHarmed
		}
		seen++
		switch {
		case folder == diaryPart+"/" && base == list.Diary:
			b.data = data
		case folder == backupsPart+"/" && strings.HasPrefix(base, backup.Stem(list.Diary)+" "):
			b.backups[base] = data
		default:
			return nil, ErrHarmed
		}
	}
	if b.data == nil || seen != len(list.Sums) {
		return nil, ErrHarmed // a part is missing
	}
	b.Backups = len(b.backups)
	return b, nil
}

// part unpacks one part, which must not be longer than most.
func part(f *zip.File, most int64) (data []byte, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, ErrHarmed
	}
	data, err = io.ReadAll(io.LimitReader(r, most+1))
	if closed := r.Close(); err != nil || closed != nil || int64(len(data)) > most {
		return nil, ErrHarmed
	}
	return data, nil
}

// look proves that the diary is one, and tells what it holds. It is read in memory: of a program that is killed, no
// file may stay behind that shows it.
func (b *Bundle) look(ctx context.Context) (err error) {
	b.Holds, err = store.PreviewBytes(ctx, b.data)
	if errors.Is(err, store.ErrPassphrase) {
		return nil // it is asked for when the diary is opened
	}
	return err
}

// TakeIn writes the diary to a path at which there is nothing, and the backups beside it. The backups come first,
// so that a diary that is there has all of them. The error matches fs.ErrExist where the name is taken.
func (b *Bundle) TakeIn(name string) error {
	if err := b.takeIn(name); err != nil {
		return fmt.Errorf("taking a diary in at %s: %w", name, err)
	}
	return nil
}

func (b *Bundle) takeIn(name string) (err error) {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return store.FileError(name, err)
	}
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return store.FileError(name, err)
	}
	names := make([]string, 0, len(b.backups))
	for base := range b.backups {
		names = append(names, base)
	}
	slices.Sort(names)
	beside := filepath.Join(folder, "backups")
	if len(names) > 0 {
		if err := os.MkdirAll(beside, 0o700); err != nil {
			return store.FileError(name, err)
		}
	}
	for _, base := range names {
		to := backup.Stem(name) + strings.TrimPrefix(base, backup.Stem(b.Diary)) // backups have the diary's name
		to = filepath.Join(beside, to)
		kept := keep(to, b.backups[base])
		if kept != nil && !errors.Is(kept, fs.ErrExist) {
			return kept
		}
		if kept == nil {
			defer func() { // no backups of a diary that did not come
				if err != nil {
					err = errors.Join(err, durable.Remove(to))
				}
			}()
		}
	}
	return keep(name, b.data)
}

// keep writes a file whole, for its owner only, where there is none.
func keep(name string, data []byte) error {
	return store.FileError(name, durable.Make(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}, func(made string) error { return durable.NameUntaken(made, name) }))
}
