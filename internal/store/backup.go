package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// BackupOptions say where backups are kept.
type BackupOptions struct {
	// Folder of the user's choice, which must exist; empty for "backups" beside the diary.
	Folder string
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

// Words are the key of the sentence for a person; the cause is one of its values.
func (e *BackupError) Words() (key string, args []any) {
	return "store.error.backup", []any{"folder", e.Folder, "reason", e.Err}
}

// Unwrap returns the cause.
func (e *BackupError) Unwrap() error { return e.Err }

func (o BackupOptions) folder(diaryPath string) string {
	if o.Folder != "" {
		return o.Folder
	}
	return backup.Beside(diaryPath)
}

// ListBackups returns the backups of the diary at a path, newest first: by the order in which they were made,
// which a wrong clock cannot change, and by their time where they come from an earlier version. Backups of
// another diary of the same name are not among them. A folder that is not there is ErrFolderGone if the user
// chose it, and holds no backups otherwise.
func ListBackups(diaryPath string, o BackupOptions) ([]backup.Copy, error) {
	diaryPath = RealPath(diaryPath)
	list, err := listBackups(diaryPath, o, idOf(context.Background(), diaryPath))
	var fault *BackupError
	if errors.As(err, &fault) {
		return nil, fault.Err // no backup was to be made
	}
	return list, err
}

// listBackups lists those of diaries with some ids; one id is "" where it is not known which.
func listBackups(diaryPath string, o BackupOptions, ids ...string) ([]backup.Copy, error) {
	folder := o.folder(diaryPath)
	list, err := backup.List(folder, diaryPath, ids...)
	if errors.Is(err, fs.ErrNotExist) && o.Folder == "" {
		return nil, nil
	}
	if err != nil {
		return nil, &BackupError{folder, classify(filepath.Join(folder, "x"), err)}
	}
	return list, nil
}

// listMine lists the diary's backups in a folder. Where it was copied from another diary, those beside it came along.
// The caller holds s.mu.
func (s *Store) listMine(o BackupOptions) ([]backup.Copy, error) {
	if o.Folder == "" {
		return listBackups(s.path, o, append([]string{s.id}, s.former...)...)
	}
	return listBackups(s.path, o, s.id)
}

// listOwn lists the backups that are this diary's for certain: in a folder that several diaries may share, one
// without an id in its name must have the diary's id within, or hold a night of it. The caller holds s.mu.
func (s *Store) listOwn(ctx context.Context, o BackupOptions) ([]backup.Copy, error) {
	list, err := s.listMine(o)
	if err != nil || o.Folder == "" {
		return list, err
	}
	var mine *diary.Diary
	return slices.DeleteFunc(list, func(b backup.Copy) bool {
		if b.Dated() {
			return false
		}
		if id := idOf(ctx, b.Path); id != "" {
			return id != s.id
		}
		if mine == nil {
			d, err := readDiary(ctx, s.conn, false)
			if err != nil {
				return true
			}
			mine = &d
		}
		return !s.sharesNight(ctx, b.Path, *mine)
	}), nil
}

// sharesNight tells whether a file holds nights of the diary; see shareNight.
func (s *Store) sharesNight(ctx context.Context, path string, mine diary.Diary) bool {
	refuse := func(bool) (string, error) { return "", errOtherPassphrase }
	f, err := imageOf(path, refuse, s.vault)
	if err != nil {
		return false
	}
	other, err := f.diary(ctx)
	if err != nil {
		return false
	}
	return shareNight(mine, other)
}

// Backups returns this diary's backups, newest first.
func (s *Store) Backups(context.Context) ([]backup.Copy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.listMine(s.backups)
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
func (s *Store) Backup(ctx context.Context) (backup.Copy, error) {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	return s.backup(ctx, backup.ByHand)
}

// BackupIfDue makes the day's backup where there is none yet and the diary was written to since the newest
// one, and deletes routine backups that have had their time: the newest of each of 7 days, 5 weeks and 12
// months stay. It is quick where nothing is due.
func (s *Store) BackupIfDue(ctx context.Context) (made bool, err error) {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	list, err := s.Backups(ctx)
	if err != nil {
		return false, err
	}
	if due, err := s.backupDue(list); err != nil || !due {
		return false, err
	}
	latest, err := s.backup(ctx, backup.Routine)
	if err != nil {
		return false, err
	}
	return true, s.prune(ctx, latest)
}

// backupDue tells whether a routine backup should join those in a list, newest first.
func (s *Store) backupDue(list []backup.Copy) (bool, error) {
	s.mu.Lock()
	changed, empty, refused := s.changed, s.created, s.writable()
	s.mu.Unlock()
	if empty || refused != nil {
		return false, nil
	}
	now := s.now()
	today := diary.DateOf(now)
	list = slices.DeleteFunc(slices.Clone(list), func(b backup.Copy) bool { return backup.FromTheFuture(b, now) })
	for _, b := range list {
		if b.Reason == backup.Routine && diary.DateOf(b.Made) == today {
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

// backupToday makes a routine backup in place of those made earlier today, but for those made before a restore: it may
// have been from one of them.
func (s *Store) backupToday(ctx context.Context) error {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	latest, err := s.backup(ctx, backup.Routine)
	if err != nil {
		return err
	}
	list, err := s.ownBackups(ctx)
	if err != nil {
		return err
	}
	for _, b := range list {
		if b.Reason == backup.BeforeRestore {
			break // the list begins with the newest
		}
		if b.Reason != backup.Routine || b.Path == latest.Path || diary.DateOf(b.Made) != diary.DateOf(latest.Made) {
			continue
		}
		if err := durable.Remove(b.Path); err != nil {
			return &BackupError{filepath.Dir(b.Path), classify(b.Path, err)}
		}
	}
	return s.prune(ctx, latest)
}

// ownBackups lists the backups that may be deleted when they have had their time.
func (s *Store) ownBackups(ctx context.Context) ([]backup.Copy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil, ErrClosed
	}
	return s.listOwn(ctx, s.backups)
}

// backup makes a verified copy. The caller holds s.backingUp, or is Open; saves go on but for the moment of
// copying. Where the user's folder is gone, a copy that must precede a change goes beside the diary instead.
func (s *Store) backup(ctx context.Context, reason backup.Reason) (backup.Copy, error) {
	o := s.backupOptions()
	folder := o.folder(s.path)
	if reason != backup.BeforeMigration { // a diary of an older version is not written to before
		if err := s.noteFolder(ctx); err != nil {
			return backup.Copy{}, &BackupError{folder, s.classify(err)}
		}
	}
	pending := s.takeChanged()
	b, err := s.backupTo(ctx, folder, reason)
	if err != nil && o.Folder != "" && reason != backup.Routine && reason != backup.ByHand {
		folder = backup.Beside(s.path)
		b, err = s.backupTo(ctx, folder, reason)
	}
	if err != nil {
		s.mu.Lock()
		s.changed = s.changed || pending
		s.mu.Unlock()
		return backup.Copy{}, &BackupError{folder, FileError(filepath.Join(folder, "x"), err)}
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

func (s *Store) backupTo(ctx context.Context, folder string, reason backup.Reason) (b backup.Copy, err error) {
	if folder != backup.Beside(s.path) && driveMissing(folder) {
		return b, ErrFolderGone // its copies would lie on another disk, and be out of sight when it is back
	}
	s.mu.Lock()
	b, err = s.nextBackup(folder, reason)
	s.mu.Unlock()
	if err != nil {
		return b, err
	}
	part := filepath.Join(folder, "."+filepath.Base(b.Path)+backup.Part)
	defer func() {
		if err != nil {
			err = errors.Join(err, durable.Remove(part))
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
	return b, durable.SyncFolder(folder)
}

// nextBackup names the backup that comes after those in a folder, which is made where it is the one beside the
// diary. The caller holds s.mu.
func (s *Store) nextBackup(folder string, reason backup.Reason) (b backup.Copy, err error) {
	if folder == backup.Beside(s.path) {
		if s.driveGone() {
			return b, ErrFolderGone
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return b, err
		}
	}
	clock := s.now
	if clock == nil {
		clock = time.Now
	}
	if len(s.id) < backup.ShortID {
		return backup.Next(folder, s.path, "", 0, reason, clock())
	}
	order := 0
	for _, f := range append([]string{"", folder}, s.foldersElsewhere()...) {
		list, err := s.listMine(BackupOptions{Folder: f})
		if err != nil {
			continue // the folder is not there now
		}
		order = max(order, backup.Order(list))
	}
	return backup.Next(folder, s.path, s.id, order+1, reason, clock())
}

// copyTo writes a consistent copy: locked where the diary is locked, with the vault that is returned.
func (s *Store) copyTo(path string) (*envelope.Key, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil, ErrClosed
	}
	if err := s.settle(context.Background()); err != nil && !errors.Is(err, ErrReplaced) {
		return nil, err
	}
	if s.vault != nil || s.adrift {
		image, err := s.saved.image()
		if err != nil {
			return nil, err
		}
		data, err := s.sealed(image)
		if err != nil {
			return nil, err
		}
		return s.vault, durable.Write(path, data)
	}
	if err := durable.Remove(path); err != nil {
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
	return nil, durable.Sync(path)
}
