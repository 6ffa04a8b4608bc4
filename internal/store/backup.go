package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
)

// BackupOptions say where backups are kept.
type BackupOptions struct {
	// Folder of the user's choice, which must exist; empty for "backups" beside the diary.
	Folder string
}

// BackupReason is why a backup was made.
type BackupReason string

// The reasons.
const (
	Routine         BackupReason = "auto"
	ByHand          BackupReason = "manual"
	BeforeMigration BackupReason = "before-update"
	BeforeImport    BackupReason = "before-import"
	BeforeRestore   BackupReason = "before-restore"
)

var backupReasons = []BackupReason{Routine, ByHand, BeforeMigration, BeforeImport, BeforeRestore}

// BackupCopy is one backup on disk.
type BackupCopy struct {
	Path   string
	Made   time.Time
	Reason BackupReason
	// Size in bytes.
	Size int64
}

// BackupError says that a backup could not be made or kept. The diary itself is unharmed. Its cause
// matches ErrFolderGone, ErrDiskFull and so on.
type BackupError struct {
	Folder string
	Err    error
}

// Error describes the fault for a log.
func (e *BackupError) Error() string {
	return fmt.Sprintf("backup in %s: %v", e.Folder, e.Err)
}

// Unwrap returns the cause.
func (e *BackupError) Unwrap() error { return e.Err }

const (
	backupStamp     = "2006-01-02 150405"
	backupExtension = ".stillnight"
)

func besideFolder(diaryPath string) string {
	return filepath.Join(filepath.Dir(diaryPath), "backups")
}

func (o BackupOptions) folder(diaryPath string) string {
	if o.Folder != "" {
		return o.Folder
	}
	return besideFolder(diaryPath)
}

func backupStem(diaryPath string) string {
	base := filepath.Base(diaryPath)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// parseBackupName reads "diary 2026-03-02 213000 auto.stillnight".
func parseBackupName(diaryPath, name string) (made time.Time, reason BackupReason, ok bool) {
	rest, ok := strings.CutPrefix(name, backupStem(diaryPath)+" ")
	if !ok {
		return made, "", false
	}
	rest, ok = strings.CutSuffix(rest, backupExtension)
	if !ok || len(rest) < len(backupStamp)+2 {
		return made, "", false
	}
	made, err := time.ParseInLocation(backupStamp, rest[:len(backupStamp)], time.Local)
	reason = BackupReason(rest[len(backupStamp)+1:])
	return made, reason, err == nil && slices.Contains(backupReasons, reason)
}

// ListBackups returns the backups of the diary at a path, newest first. A folder that is not there is
// ErrFolderGone if the user chose it, and holds no backups otherwise.
func ListBackups(diaryPath string, o BackupOptions) ([]BackupCopy, error) {
	folder := o.folder(diaryPath)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) && o.Folder == "" {
		return nil, nil
	}
	if err != nil {
		return nil, &BackupError{folder, classify(filepath.Join(folder, "x"), err)}
	}
	var list []BackupCopy
	for _, e := range entries {
		made, reason, ok := parseBackupName(diaryPath, e.Name())
		if !ok {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it went away while we looked
		}
		list = append(list, BackupCopy{filepath.Join(folder, e.Name()), made, reason, info.Size()})
	}
	slices.SortStableFunc(list, func(a, b BackupCopy) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// Backups returns this diary's backups, newest first.
func (s *Store) Backups(context.Context) ([]BackupCopy, error) {
	return ListBackups(s.path, s.backupOptions())
}

func (s *Store) backupOptions() BackupOptions {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.backups
}

// SetBackupFolder keeps further backups in another folder; empty for the one beside the diary. Those made
// so far stay where they are.
func (s *Store) SetBackupFolder(folder string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.backups.Folder = folder
}

// Backup makes a backup now, on the user's wish. Such backups are never deleted.
func (s *Store) Backup(ctx context.Context) (BackupCopy, error) {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	return s.backup(ctx, ByHand)
}

// BackupIfDue makes the day's backup where there is none yet and the diary was written to since the newest
// one, and deletes routine backups that have had their time: the newest of each of 7 days, 5 weeks and 12
// months stay. It is quick where nothing is due.
func (s *Store) BackupIfDue(ctx context.Context) (made bool, err error) {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	list, err := ListBackups(s.path, s.backupOptions())
	if err != nil {
		return false, err
	}
	if due, err := s.backupDue(list); err != nil || !due {
		return false, err
	}
	if _, err := s.backup(ctx, Routine); err != nil {
		return false, err
	}
	return true, s.prune()
}

// backupDue tells whether a routine backup should join those in a list, newest first.
func (s *Store) backupDue(list []BackupCopy) (bool, error) {
	s.mu.Lock()
	changed, empty, refused := s.changed, s.created, s.writable()
	s.mu.Unlock()
	if empty || refused != nil {
		return false, nil
	}
	today := diary.DateOf(s.now())
	for _, b := range list {
		if b.Reason == Routine && diary.DateOf(b.Made) == today {
			return false, nil
		}
	}
	if changed || len(list) == 0 {
		return true, nil
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return false, &BackupError{filepath.Dir(s.path), classify(s.path, err)}
	}
	return info.ModTime().After(list[0].Made), nil
}

// backupToday makes a routine backup in place of those made earlier today.
func (s *Store) backupToday(ctx context.Context) error {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	latest, err := s.backup(ctx, Routine)
	if err != nil {
		return err
	}
	list, err := ListBackups(s.path, s.backupOptions())
	if err != nil {
		return err
	}
	for _, b := range list {
		if b.Reason != Routine || b.Path == latest.Path || diary.DateOf(b.Made) != diary.DateOf(latest.Made) {
			continue
		}
		if err := removeIfThere(b.Path); err != nil {
			return &BackupError{filepath.Dir(b.Path), classify(b.Path, err)}
		}
	}
	return s.prune()
}

// backup makes a verified copy. The caller holds s.backingUp, or is Open; saves go on but for the moment of
// copying. Where the user's folder is gone, a copy that must precede a change goes beside the diary instead.
func (s *Store) backup(ctx context.Context, reason BackupReason) (BackupCopy, error) {
	o := s.backupOptions()
	folder := o.folder(s.path)
	pending := s.takeChanged()
	b, err := s.backupTo(ctx, folder, reason)
	if err != nil && o.Folder != "" && reason != Routine && reason != ByHand {
		folder = besideFolder(s.path)
		b, err = s.backupTo(ctx, folder, reason)
	}
	if err != nil {
		s.mu.Lock()
		s.changed = s.changed || pending
		s.mu.Unlock()
		return BackupCopy{}, &BackupError{folder, classify(filepath.Join(folder, "x"), err)}
	}
	return b, nil
}

// takeChanged tells whether something is in no backup yet, and counts it as backed up. It is asked before
// the copy is made, so that a change while copying counts for the next backup.
func (s *Store) takeChanged() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	pending := s.changed
	s.changed = false
	return pending
}

func (s *Store) backupTo(ctx context.Context, folder string, reason BackupReason) (b BackupCopy, err error) {
	if folder == besideFolder(s.path) {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return b, err
		}
	}
	made := s.now()
	for {
		name := fmt.Sprintf("%s %s %s%s", backupStem(s.path), made.Format(backupStamp), reason, backupExtension)
		b = BackupCopy{Path: filepath.Join(folder, name), Made: made.Truncate(time.Second), Reason: reason}
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return b, err
		}
		made = made.Add(time.Second)
	}
	part := filepath.Join(folder, "."+filepath.Base(b.Path)+".part")
	defer func() {
		if err != nil {
			err = errors.Join(err, removeIfThere(part))
		}
	}()
	v, err := s.copyTo(part)
	if err != nil {
		return b, err
	}
	if err := verifyCopy(ctx, part, v); err != nil {
		return b, fmt.Errorf("verifying the backup: %w", err)
	}
	if err := os.Rename(part, b.Path); err != nil {
		return b, err
	}
	info, err := os.Stat(b.Path)
	if err != nil {
		return b, err
	}
	b.Size = info.Size()
	return b, syncFolder(folder)
}

// copyTo writes a consistent copy: locked where the diary is locked, with the vault that is returned.
func (s *Store) copyTo(path string) (*vault, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil, ErrClosed
	}
	if s.vault != nil {
		data, err := s.vault.lock(s.saved)
		if err != nil {
			return nil, err
		}
		return s.vault, writeWhole(path, data)
	}
	if err := removeIfThere(path); err != nil {
		return nil, err
	}
	// SQLite would make the file readable for all; it accepts an empty one that is there.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if err := s.conn.exec("VACUUM INTO ?", path); err != nil {
		return nil, err
	}
	return nil, syncFile(path)
}

// verifyCopy opens a copy, locked with v unless that is nil, and proves it whole.
func verifyCopy(ctx context.Context, path string, v *vault) (err error) {
	data, err := readBounded(path)
	if err != nil {
		return err
	}
	if v != nil {
		_, payload, err := splitLocked(data)
		if err != nil {
			return err
		}
		if data, err = v.unlockImage(payload); err != nil {
			return err
		}
	}
	c, err := openMemory(data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	version, err := examine(ctx, c)
	if err != nil {
		return err
	}
	if err := quickCheck(ctx, c); err != nil || version != currentVersion {
		return err
	}
	_, err = readDiary(ctx, c, true)
	return err
}
