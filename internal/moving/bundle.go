package moving

import (
	"archive/zip"
	"bytes"
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

	path    string
	data    []byte            // the diary
	backups map[string]string // their sums, by the names of their files
}

// Is tells by its name whether a file may be one.
func Is(name string) bool { return strings.EqualFold(filepath.Ext(name), Ending) }

// Open reads a file whole and proves every part of it. Its errors are ErrNotOne, ErrNewer, ErrHarmed and the
// store's for a diary that cannot be read.
func Open(ctx context.Context, name string) (*Bundle, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() { // a pipe would be waited for
		return nil, fmt.Errorf("opening %s: %w", name, ErrNotOne)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("opening %s: %w", name, err)
		}
		return nil, fmt.Errorf("opening %s: %w", name, ErrNotOne)
	}
	b, err := read(ctx, &z.Reader)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	b.path = name
	if err := b.look(ctx); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return b, nil
}

func read(ctx context.Context, z *zip.Reader) (*Bundle, error) {
	if len(z.File) == 0 || len(z.File) > mostParts || z.File[0].Name != listName {
		return nil, ErrNotOne
	}
	var text bytes.Buffer
	if _, err := part(ctx, z.File[0], mostList, &text); err != nil {
		return nil, err
	}
	var list contents
	switch err := json.Unmarshal(text.Bytes(), &list); {
	case err != nil:
		return nil, ErrNotOne
	case list.Form > form:
		return nil, ErrNewer
	case !plain(list.Diary):
		return nil, ErrNotOne
	}
	b := &Bundle{Made: list.Made, Diary: list.Diary, Settings: list.Settings, backups: map[string]string{}}
	var diary bytes.Buffer
	for _, f := range z.File[1:] {
		folder, base := path.Split(f.Name)
		sum, listed := list.Sums[f.Name]
		if !listed || !plain(base) {
			return nil, ErrHarmed
		}
		delete(list.Sums, f.Name) // a part comes once
		to := io.Discard
		switch {
		case folder == diaryPart+"/" && base == list.Diary:
			if f.UncompressedSize64 > mostDiary || !beginsDiary(f) {
				return nil, ErrHarmed
			}
			diary.Grow(int(f.UncompressedSize64) + bytes.MinRead)
			to = &diary
		case folder == backupsPart+"/" && strings.HasPrefix(base, backup.Stem(list.Diary)+" "):
			b.backups[base] = sum
		default:
			return nil, ErrHarmed
		}
		is, err := part(ctx, f, mostPart, to)
		if err != nil {
			return nil, err
		}
		if is != sum {
			return nil, ErrHarmed
		}
	}
	if diary.Len() == 0 || len(list.Sums) > 0 {
		return nil, ErrHarmed // a part is missing
	}
	b.data, b.Backups = diary.Bytes(), len(b.backups)
	return b, nil
}

// beginsDiary tells whether a part begins as a diary does, before all of it is unpacked.
func beginsDiary(f *zip.File) bool {
	in, err := f.Open()
	if err != nil {
		return false
	}
	head := make([]byte, headBytes)
	n, err := io.ReadFull(in, head)
	closed := in.Close()
	return (err == nil || errors.Is(err, io.ErrUnexpectedEOF)) && closed == nil && store.IsDiary(head[:n])
}

// part unpacks one part, which must not be longer than most, and returns its sum. Its errors are ErrHarmed, that of the
// context and those of writing.
func part(ctx context.Context, f *zip.File, most int64, to io.Writer) (sum string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	r, err := f.Open()
	if err != nil {
		return "", ErrHarmed
	}
	h, out := sha256.New(), &destination{to: to}
	n, err := io.Copy(io.MultiWriter(out, h), io.LimitReader(r, most+1))
	closed := r.Close()
	switch {
	case out.err != nil:
		return "", out.err
	case err != nil, closed != nil, n > most:
		return "", ErrHarmed
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// destination keeps the error of writing, which says nothing of what is read: a disk may be full.
type destination struct {
	to  io.Writer
	err error
}

// Write writes on, and keeps the first error.
func (d *destination) Write(p []byte) (n int, err error) {
	n, err = d.to.Write(p)
	if d.err == nil {
		d.err = err
	}
	return n, err
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
// so that a diary that is there has all of them. Where places tell that its drive is not connected nothing is written.
// The error matches fs.ErrExist where the name is taken, and ErrHarmed where the file is no longer what was opened;
// others are the store's. After an error nothing of it is left.
func (b *Bundle) TakeIn(name string, places store.Places) error {
	if err := b.takeIn(name, places); err != nil {
		return fmt.Errorf("taking a diary in at %s: %w", name, err)
	}
	return nil
}

func (b *Bundle) takeIn(name string, places store.Places) (err error) {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return store.FileError(name, err)
	}
	if err := store.Prepare(name, places); err != nil {
		return err
	}
	var made []string
	if len(b.backups) > 0 {
		made, err = b.takeBackups(name, backup.Beside(name))
	}
	if err == nil {
		err = keep(name, func(w io.Writer) error {
			_, err := w.Write(b.data)
			return err
		})
	}
	if err == nil {
		return nil
	}
	for _, path := range made { // no backups of a diary that did not come
		err = errors.Join(err, durable.Remove(path))
	}
	return err
}

// takeBackups reads the file again, which must still hold what was proved: decades of backups are not kept in memory.
// made are those that it wrote, also where it fails.
func (b *Bundle) takeBackups(name, folder string) (made []string, err error) {
	z, err := zip.OpenReader(b.path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, store.FileError(folder, err)
	}
	left := len(b.backups)
	for _, f := range z.File {
		dir, base := path.Split(f.Name)
		sum, listed := b.backups[base]
		if dir != backupsPart+"/" || !listed {
			continue
		}
		left--
		to := filepath.Join(folder, backup.Stem(name)+strings.TrimPrefix(base, backup.Stem(b.Diary))) // backups have the diary's name
		err := keep(to, func(w io.Writer) error {
			is, err := part(context.Background(), f, mostPart, w)
			if err == nil && is != sum {
				err = ErrHarmed
			}
			return err
		})
		switch {
		case err == nil:
			made = append(made, to)
		case !errors.Is(err, fs.ErrExist):
			return made, err
		}
	}
	if left != 0 {
		return made, ErrHarmed
	}
	return made, nil
}

// keep writes a file whole, for its owner only, where there is none.
func keep(name string, content func(io.Writer) error) error {
	made := durable.Make(name, content, func(made string) error { return durable.NameUntaken(made, name) })
	return store.FileError(name, made)
}
