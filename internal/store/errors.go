package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"stillnight/internal/envelope"
	"stillnight/internal/instance"
)

// Faults a user can do something about. Match them with errors.Is.
var (
	// ErrInUse: another window has this diary open. Open it with Options.ReadOnly, or RequestActivation.
	ErrInUse = instance.ErrInUse
	// ErrBusy: another program holds the file locked at this moment.
	ErrBusy = error(&fault{"store.error.busy", "the diary is locked by another program"})
	// ErrNewer: the diary was written by a newer version of the program and may only be read.
	ErrNewer = error(&fault{"store.error.newer", "the diary was written by a newer version"})
	// ErrReadOnly: the file or the disk may only be read, or the diary was opened so.
	ErrReadOnly = error(&fault{"store.error.read_only", "the diary can only be read"})
	// ErrPermission: the user may not read or write the file or its folder.
	ErrPermission = error(&fault{"store.error.permission", "no permission for the diary or its folder"})
	// ErrDiskFull: no room left. What was there before is unharmed.
	ErrDiskFull = error(&fault{"store.error.disk_full", "the disk is full"})
	// ErrFolderGone: the folder, or the drive it is on, is no longer there.
	ErrFolderGone = error(&fault{"store.error.folder_gone", "the folder is no longer there"})
	// ErrNotConnected: the diary's folder is not there, or a link to the diary leads nowhere. Its drive may have
	// to be connected; no new diary is made.
	ErrNotConnected = error(&fault{"store.error.not_connected", "the drive with the diary is not connected"})
	// ErrNameTooLong: the file's name leaves no room for those of its backups.
	ErrNameTooLong = error(&fault{"store.error.name_too_long", "the name of the file is too long"})
	// ErrNotFound: the folder is there, but the file is not.
	ErrNotFound = error(&fault{"store.error.not_found", "the file is not there"})
	// ErrLinkLoop: the name is a link that leads back to itself.
	ErrLinkLoop = error(&fault{"store.error.link_loop", "the links lead in a circle"})
	// ErrReplaced: another program, such as a sync service, put another file in the place of the open
	// diary. Nothing is written over it; close and open the diary to see it.
	ErrReplaced = error(&fault{"store.error.replaced", "another program replaced the diary file"})
	// ErrOtherDiary: the diary of somebody else was put in the place of the open one. The two are not joined, and
	// nothing is written over it.
	ErrOtherDiary = error(&fault{"store.error.other_diary", "another diary is in the place of this one"})
	// ErrNotADiary: the file is something else.
	ErrNotADiary = error(&fault{"store.error.not_a_diary", "the file is not a Stillnight diary"})
	// ErrPassphrase: the passphrase is wrong, or the diary is locked and none was given.
	ErrPassphrase = envelope.ErrPassphrase
	// ErrKeyLost: too much of a locked file is damaged. No passphrase opens what is left.
	ErrKeyLost = error(&fault{"store.error.key_lost", "the part of the locked file that holds its key is damaged"})
	// ErrDisk: the disk reported a fault while reading or writing.
	ErrDisk = error(&fault{"store.error.disk", "the disk reported a fault"})
	// ErrNothingToUndo: there is no step to undo or redo.
	ErrNothingToUndo = error(&fault{"store.error.nothing_to_undo", "nothing to undo or redo"})
	// ErrTooLarge: a file from outside is larger than any diary.
	ErrTooLarge = error(&fault{"store.error.too_large", "the file is too large for a diary"})
	// ErrCopyChanged: a conflicted copy is not what was read of it any more.
	ErrCopyChanged = error(&fault{"store.error.copy_changed", "the copy was changed meanwhile"})
	// ErrClosed: the store was closed.
	ErrClosed = error(&fault{"store.error.closed", "the diary is closed"})
)

// fault carries the key of its words, which package explain puts into a sentence.
type fault struct{ key, text string }

// Error describes the fault for a log.
func (f *fault) Error() string { return f.text }

// Words are the key of the sentence; it has no values.
func (f *fault) Words() (key string, args []any) { return f.key, nil }

// DamagedError says that the file, or a part of it, is not as it was written. Nothing that was read
// from it so far is wrong; what could not be proved right was not handed out.
type DamagedError struct {
	// Path of the damaged file, empty where the finder did not know it.
	Path string
	// Detail for a log or a helper, in English; never holds what the user wrote.
	Detail string
}

// Error describes the damage for a log.
func (e *DamagedError) Error() string {
	if e.Path == "" {
		return "the diary is damaged: " + e.Detail
	}
	return fmt.Sprintf("the diary %s is damaged: %s", e.Path, e.Detail)
}

// Words are the key of the sentence for a person.
func (e *DamagedError) Words() (key string, args []any) { return "store.error.damaged", nil }

// Result codes of SQLite with what they mean to a user (https://www.sqlite.org/rescode.html).
var meanings = map[int]error{
	sqlite3.SQLITE_BUSY: ErrBusy, sqlite3.SQLITE_LOCKED: ErrBusy,
	sqlite3.SQLITE_READONLY: ErrReadOnly,
	sqlite3.SQLITE_PERM:     ErrPermission, sqlite3.SQLITE_AUTH: ErrPermission,
	sqlite3.SQLITE_FULL:     ErrDiskFull,
	sqlite3.SQLITE_CANTOPEN: ErrDisk,
	sqlite3.SQLITE_IOERR:    ErrDisk,
}

// classify adds to an error of the system or of SQLite the fault it means to a user. The original stays
// in the chain.
func (s *Store) classify(err error) error {
	return classify(s.path, err)
}

// FileError adds to an error of the system, met with another file than the diary, the fault that it means to a
// user.
func FileError(path string, err error) error {
	err = classify(path, err)
	if errors.Is(err, ErrReadOnly) {
		return &ProtectedError{filepath.Dir(path), err}
	}
	return err
}

// ProtectedError says that nothing can be written into a folder, because its disk is write-protected. It matches
// ErrReadOnly.
type ProtectedError struct {
	Folder string
	Err    error
}

// Error describes the fault for a log.
func (e *ProtectedError) Error() string { return fmt.Sprintf("%s: %v", e.Folder, e.Err) }

// Words are the key of the sentence for a person.
func (e *ProtectedError) Words() (key string, args []any) {
	return "store.error.protected", []any{"folder", e.Folder}
}

// Unwrap returns the cause.
func (e *ProtectedError) Unwrap() error { return e.Err }

func classify(path string, err error) error {
	if err == nil {
		return nil
	}
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		if damaged.Path == "" {
			damaged.Path = path
		}
		return err
	}
	for _, known := range []error{ErrKeyLost, ErrPassphrase, ErrNotADiary, ErrNewer, ErrReadOnly, ErrDiskFull, ErrFolderGone, ErrInUse, ErrOtherDiary, ErrReplaced, ErrNotConnected, ErrNameTooLong} {
		if errors.Is(err, known) {
			return err
		}
	}
	if meaning := Meaning(err); meaning != nil {
		if meaning == ErrFolderGone && isFolder(filepath.Dir(path)) {
			meaning = ErrNotFound
		}
		return fmt.Errorf("%w: %w", meaning, err)
	}
	var refused *sqlite.Error
	if !errors.As(err, &refused) {
		return err
	}
	const primary = 0xff
	switch code := refused.Code(); code & primary {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB:
		// What is no database at all was refused by its header before SQLite saw it.
		return &DamagedError{Path: path, Detail: err.Error()}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		// Which of several faults it is shows in the state of the file's folder.
		if meaning := folderMeaning(path); meaning != nil {
			return fmt.Errorf("%w: %w", meaning, err)
		}
		if code == sqlite3.SQLITE_READONLY_DBMOVED {
			return fmt.Errorf("%w: %w", ErrReplaced, err)
		}
		return fmt.Errorf("%w: %w", meanings[code&primary], err)
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG:
		// Our statements fit our schema, which was checked on opening.
		return &DamagedError{Path: path, Detail: err.Error()}
	default:
		if meaning, ok := meanings[code&primary]; ok {
			return fmt.Errorf("%w: %w", meaning, err)
		}
		return err
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Meaning recognises the errors of the operating system that a user can do something about; it returns nil for any
// other error.
func Meaning(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), isQuota(err):
		return ErrDiskFull
	case errors.Is(err, syscall.ENAMETOOLONG):
		return ErrNameTooLong
	case errors.Is(err, syscall.ELOOP):
		return ErrLinkLoop
	case isDeviceFault(err):
		return ErrDisk
	case errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	case errors.Is(err, fs.ErrPermission):
		return ErrPermission
	case errors.Is(err, fs.ErrNotExist):
		return ErrFolderGone
	}
	return nil
}

// probeSize is more than one save adds to the file and its journal, in bytes.
const probeSize = 64 << 10

// probe writes a file into the folder to learn what the system says to that: SQLite keeps it to itself.
func probe(folder string) error {
	f, err := os.CreateTemp(folder, ".probe")
	if err != nil {
		return Meaning(err)
	}
	_, err = f.Write(make([]byte, probeSize))
	return Meaning(errors.Join(err, f.Close(), os.Remove(f.Name())))
}
