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
	"stillnight/internal/store"
)

// Ending is that of the file's name.
const Ending = store.MoveExtension

const (
	form        = 1
	listName    = "contents.json"
	diaryPart   = store.MovePart
	backupsPart = "backups"
	// mostPart, in bytes, is more than any diary has; mostParts is more than the backups of 50 years.
	mostPart  = 1 << 30
	mostParts = 5000
	// mostDiary bounds the diary, which is read in memory.
	mostDiary = store.LargestFile
	headBytes = 4096
	mostList  = 4 << 20
)

// contents is the list at the beginning of the file.
type contents struct {
	Form int `json:"form"`
	// Made is when the file was made.
	Made time.Time `json:"made"`
	// Diary is the name of the diary's file.
	Diary string `json:"diary"`
	// Sums are the SHA-256 of each part, by its name in the archive.
	Sums map[string]string `json:"sums"`
	// Settings are the program's own, by names that their owner knows.
	Settings map[string]string `json:"settings,omitempty"`
}

// Options say what goes along with the diary.
type Options struct {
	// Backups takes all backups along that are there.
	Backups bool
	// Settings of the program, by name; nil for none.
	Settings map[string]string
	// Now is the moment at which it is done.
	Now time.Time
}

// Pack writes an open diary, and what goes along with it, as one file. A backup that goes away in the meantime is
// left out. Errors are those of the store and of w.
func Pack(ctx context.Context, w io.Writer, s *store.Store, o Options) (err error) {
	diary, err := s.Image(ctx)
	if err != nil {
		return fmt.Errorf("packing the diary: %w", err)
	}
	list := contents{
		Form: form, Made: o.Now.UTC().Truncate(time.Second), Diary: portable(s.Path()) + backup.Extension,
		Sums: map[string]string{}, Settings: o.Settings,
	}
	parts := []piece{{path.Join(diaryPart, list.Diary), bytes.NewReader(diary)}}
	if o.Backups {
		files, failed := openBackups(ctx, s)
		for _, f := range files {
			defer func() { err = errors.Join(err, f.Close()) }()
			base := strings.TrimPrefix(filepath.Base(f.Name()), backup.Stem(s.Path()))
			parts = append(parts, piece{path.Join(backupsPart, portable(s.Path())+base), f})
		}
		if failed != nil {
			return fmt.Errorf("packing the backups: %w", failed)
		}
	}
	for _, p := range parts {
		sum, err := p.copy(ctx, io.Discard)
		if err != nil {
			return fmt.Errorf("packing the backups: %w", err)
		}
		list.Sums[p.name] = sum
	}
	if err := write(ctx, w, list, parts); err != nil {
		return fmt.Errorf("packing the diary: %w", err)
	}
	return nil
}

// openBackups opens the backups, so that they can be read twice, whatever becomes of their names. The files are to be
// closed also after an error.
func openBackups(ctx context.Context, s *store.Store) (files []*os.File, err error) {
	copies, err := s.Backups(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		f, err := os.Open(c.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has had its time
		}
		if err != nil {
			return files, store.FileError(c.Path, err)
		}
		files = append(files, f)
	}
	return files, nil
}

// piece is a part before it is packed.
type piece struct {
	name string
	data io.ReadSeeker
}

// copy writes a part from its beginning and returns its sum.
func (p piece) copy(ctx context.Context, w io.Writer) (sum string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if _, err := p.data.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(w, h), p.data)
	return hex.EncodeToString(h.Sum(nil)), err
}

var errChanged = errors.New("a backup was changed while it was packed")

func write(ctx context.Context, w io.Writer, list contents, parts []piece) error {
	z := zip.NewWriter(w)
	text, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return err
	}
	put := func(p piece) (sum string, err error) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: list.Made})
		if err != nil {
			return "", err
		}
		return p.copy(ctx, f)
	}
	if _, err := put(piece{listName, bytes.NewReader(text)}); err != nil {
		return err
	}
	for _, p := range parts {
		sum, err := put(p)
		if err != nil {
			return err
		}
		if sum != list.Sums[p.name] {
			return errChanged
		}
	}
	return z.Close()
}
