package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stillnight/internal/backup"
)

// Kept tells whether a place is a diary's, so that nothing else may be written there: one that is open, one that
// lies there by this name or another, a backup, one that is packed for another computer, or a file that SQLite or a window keeps beside one. Open is the
// diary that this program has open, nil for none: its file is known without being looked into, for closing a second
// handle on it would take SQLite's lock away in the middle of a save.
func Kept(path string, open *Store) (bool, error) {
	if owner, beside := ownerOf(path); beside {
		path = owner
	}
	kept, err := holdsDiary(path, open)
	return kept, classify(path, err)
}

// holdsDiary tells whether the file at path is a diary, or is one that a window has open and that another
// program has just taken away.
func holdsDiary(path string, open *Store) (bool, error) {
	info, err := os.Stat(path) // follows links
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if leadsToDiary(path) {
			return true, nil
		}
		return InUse(path)
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, nil
	case strings.EqualFold(filepath.Ext(path), backup.Extension), isPacked(path):
		return true, nil // also where it is too damaged to be known by its first bytes
	}
	if open != nil {
		if mine, err := os.Stat(open.path); err == nil && os.SameFile(mine, info) {
			return true, nil
		}
	}
	if info.Size() < int64(len(sqliteMagic)) {
		return false, nil
	}
	if head, err := readHead(path, len(journalMagic)); err != nil || string(head) == journalMagic {
		return true, err // a save's leftover that was set aside
	}
	if packsDiary(path) {
		return true, nil
	}
	_, err = natureOf(path)
	var damaged *DamagedError
	switch {
	case errors.Is(err, ErrNotADiary):
		return false, nil
	case err == nil, errors.As(err, &damaged):
		return true, nil
	}
	return false, err
}

// leadsToDiary tells whether a name is a link to a diary that is not there now, such as one on a drive that is not
// connected: with the link the way to it would be lost.
func leadsToDiary(path string) bool {
	target, err := os.Readlink(path)
	return err == nil && (strings.EqualFold(filepath.Ext(path), backup.Extension) || strings.EqualFold(filepath.Ext(target), backup.Extension))
}

// ownerOf returns the diary to whose side files a name belongs: the journal of a save, the lock of a window.
func ownerOf(path string) (diary string, ok bool) {
	folder, name := filepath.Split(path)
	lower := strings.ToLower(name)
	for _, ending := range []string{"-journal", "-wal", "-shm"} {
		if strings.HasSuffix(lower, ending) {
			return filepath.Join(folder, name[:len(name)-len(ending)]), true
		}
	}
	for _, ending := range []string{".lock", ".activate"} {
		if strings.HasPrefix(name, ".") && strings.HasSuffix(lower, ending) && len(name) > len(ending)+1 {
			return filepath.Join(folder, name[1:len(name)-len(ending)]), true
		}
	}
	return "", false
}
