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
	"strings"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/store"
)

// Ending is that of the file's name.
const Ending = ".stillnight-move"

const (
	form        = 1
	listName    = "contents.json"
	diaryPart   = "diary"
	backupsPart = "backups"
	// mostPart, in bytes, is more than any diary has; mostParts is more than the backups of 50 years.
	mostPart  = 1 << 30
	mostParts = 5000
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
func Pack(ctx context.Context, w io.Writer, s *store.Store, o Options) error {
	diary, err := s.Image(ctx)
	if err != nil {
		return fmt.Errorf("packing the diary: %w", err)
	}
	list := contents{
		Form: form, Made: o.Now.UTC().Truncate(time.Second), Diary: portable(s.Path()) + backup.Extension,
		Sums: map[string]string{}, Settings: o.Settings,
	}
	names := []string{path.Join(diaryPart, list.Diary)}
	parts := map[string][]byte{names[0]: diary}
	if o.Backups {
		copies, err := s.Backups(ctx)
		if err != nil {
			return fmt.Errorf("packing the backups: %w", err)
		}
		for _, c := range copies {
			data, err := os.ReadFile(c.Path)
			if errors.Is(err, fs.ErrNotExist) {
				continue // it has had its time
			}
			if err != nil {
				return fmt.Errorf("packing the backups: %w", store.FileError(c.Path, err))
			}
			base := strings.TrimPrefix(filepath.Base(c.Path), backup.Stem(s.Path()))
			name := path.Join(backupsPart, portable(s.Path())+base)
			names, parts[name] = append(names, name), data
		}
	}
	for name, data := range parts {
		sum := sha256.Sum256(data)
		list.Sums[name] = hex.EncodeToString(sum[:])
	}
	if err := write(w, list, names, parts); err != nil {
		return fmt.Errorf("packing the diary: %w", err)
	}
	return nil
}

func write(w io.Writer, list contents, names []string, parts map[string][]byte) error {
	z := zip.NewWriter(w)
	text, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return err
	}
	put := func(name string, data []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: list.Made})
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return err
	}
	if err := put(listName, text); err != nil {
		return err
	}
	for _, name := range names {
		if err := put(name, parts[name]); err != nil {
			return err
		}
	}
	return z.Close()
}
