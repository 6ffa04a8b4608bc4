package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
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
	// BeforeJoin are the two versions that were there before a diary that another program had replaced was
	// joined with the one that was open.
	BeforeJoin BackupReason = "before-join"
)

var backupReasons = []BackupReason{Routine, ByHand, BeforeMigration, BeforeImport, BeforeRestore, BeforeJoin}

// BackupCopy is one backup on disk.
type BackupCopy struct {
	Path   string
	Made   time.Time
	Reason BackupReason
	// Size in bytes.
	Size int64

	// id is the beginning of its diary's id, and order its place among the diary's backups in the order of
	// making, from 1 on; "" and 0 in the names of earlier versions.
	id    string
	order int
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

// parseBackupName reads "diary 2026-03-02 213000 auto 1f2e3d4c-0012.stillnight". The names of earlier versions
// end after the reason.
func parseBackupName(diaryPath, name string) (b BackupCopy, ok bool) {
	rest, ok := strings.CutPrefix(name, backupStem(diaryPath)+" ")
	if !ok {
		return b, false
	}
	rest, ok = strings.CutSuffix(rest, backupExtension)
	if !ok || len(rest) < len(backupStamp)+2 {
		return b, false
	}
	made, err := time.ParseInLocation(backupStamp, rest[:len(backupStamp)], time.Local)
	if err != nil {
		return b, false
	}
	reason, whose, named := strings.Cut(rest[len(backupStamp)+1:], " ")
	b.Made, b.Reason = made, BackupReason(reason)
	if named {
		id, order, _ := strings.Cut(whose, "-")
		n, err := strconv.Atoi(order)
		if err != nil || len(id) != shortID {
			return b, false
		}
		b.id, b.order = id, n
	}
	return b, slices.Contains(backupReasons, b.Reason)
}

// ListBackups returns the backups of the diary at a path, newest first: by the order in which they were made,
// which a wrong clock cannot change, and by their time where they come from an earlier version. Backups of
// another diary of the same name are not among them. A folder that is not there is ErrFolderGone if the user
// chose it, and holds no backups otherwise.
func ListBackups(diaryPath string, o BackupOptions) ([]BackupCopy, error) {
	diaryPath = RealPath(diaryPath)
	return listBackups(diaryPath, o, idOf(context.Background(), diaryPath))
}

// listBackups lists those of one diary; id is "" where it is not known which.
func listBackups(diaryPath string, o BackupOptions, id string) ([]BackupCopy, error) {
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
		b, ok := parseBackupName(diaryPath, e.Name())
		if !ok || id != "" && b.id != "" && !strings.HasPrefix(id, b.id) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it went away while we looked
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		list = append(list, b)
	}
	newestFirst(list)
	return list, nil
}

// newestFirst sorts backups: by the order of making where all are one diary's, else by their time. Those without
// a place in that order are older than those with one.
func newestFirst(list []BackupCopy) {
	ids := make(map[string]bool)
	for _, b := range list {
		if b.id != "" {
			ids[b.id] = true
		}
	}
	oneDiary := len(ids) == 1
	slices.SortStableFunc(list, func(a, b BackupCopy) int {
		if oneDiary && a.order != b.order {
			return b.order - a.order
		}
		return b.Made.Compare(a.Made)
	})
}

// listOwn lists the backups that are this diary's for certain: in a folder that several diaries may share, one
// without an id in its name must hold a night of this diary. The caller holds s.mu.
func (s *Store) listOwn(ctx context.Context, o BackupOptions) ([]BackupCopy, error) {
	list, err := listBackups(s.path, o, s.id)
	if err != nil || o.Folder == "" {
		return list, err
	}
	var mine *diary.Diary
	return slices.DeleteFunc(list, func(b BackupCopy) bool {
		if b.id != "" {
			return false
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

// sharesNight tells whether a file holds a night that was entered at the same moment as in the diary.
func (s *Store) sharesNight(ctx context.Context, path string, mine diary.Diary) bool {
	refuse := func(bool) (string, error) { return "", errOtherPassphrase }
	f, err := imageOf(path, refuse, s.vault)
	if err != nil {
		return false
	}
	other, err := diaryOf(ctx, f.image)
	if err != nil {
		return false
	}
	for _, n := range other.Nights {
		if m, there := mine.Night(n.Date); there && m.EnteredAt.Equal(n.EnteredAt) {
			return true
		}
	}
	return false
}

// Backups returns this diary's backups, newest first.
func (s *Store) Backups(context.Context) ([]BackupCopy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return listBackups(s.path, s.backups, s.id)
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
	list, err := s.Backups(ctx)
	if err != nil {
		return false, err
	}
	if due, err := s.backupDue(list); err != nil || !due {
		return false, err
	}
	latest, err := s.backup(ctx, Routine)
	if err != nil {
		return false, err
	}
	return true, s.prune(ctx, latest)
}

// backupDue tells whether a routine backup should join those in a list, newest first.
func (s *Store) backupDue(list []BackupCopy) (bool, error) {
	s.mu.Lock()
	changed, empty, refused := s.changed, s.created, s.writable()
	s.mu.Unlock()
	if empty || refused != nil {
		return false, nil
	}
	now := s.now()
	today := diary.DateOf(now)
	list = slices.DeleteFunc(slices.Clone(list), func(b BackupCopy) bool { return fromTheFuture(b, now) })
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
	list, err := s.ownBackups(ctx)
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
	return s.prune(ctx, latest)
}

// ownBackups lists the backups that may be deleted when they have had their time.
func (s *Store) ownBackups(ctx context.Context) ([]BackupCopy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil, ErrClosed
	}
	return s.listOwn(ctx, s.backups)
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
	s.mu.Lock()
	b, err = s.nextBackup(folder, reason)
	s.mu.Unlock()
	if err != nil {
		return b, err
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

// nextBackup names the backup that comes after those in a folder, which is made where it is the one beside the
// diary. The caller holds s.mu.
func (s *Store) nextBackup(folder string, reason BackupReason) (b BackupCopy, err error) {
	if folder == besideFolder(s.path) {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return b, err
		}
	}
	clock := s.now
	if clock == nil {
		clock = time.Now
	}
	order := 0
	if len(s.id) >= shortID {
		for _, f := range append([]string{"", folder}, s.folders...) {
			list, err := listBackups(s.path, BackupOptions{Folder: f}, s.id)
			if err != nil {
				continue // the folder is not there now
			}
			for _, other := range list {
				order = max(order, other.order)
			}
		}
		order++
	}
	for made := clock(); ; made = made.Add(time.Second) {
		name := fmt.Sprintf("%s %s %s", backupStem(s.path), made.Format(backupStamp), reason)
		b = BackupCopy{Made: made.Truncate(time.Second), Reason: reason}
		if order > 0 {
			b.id, b.order = s.id[:shortID], order
			name += fmt.Sprintf(" %s-%04d", b.id, b.order)
		}
		b.Path = filepath.Join(folder, name+backupExtension)
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return b, err
		}
	}
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
		data, err := s.sealed(s.saved)
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
func verifyCopy(ctx context.Context, path string, v *envelope.Key) (err error) {
	data, err := readBounded(path)
	if err != nil {
		return err
	}
	if v != nil {
		f, err := parseLocked(data)
		if err != nil {
			return err
		}
		if data, err = unlockImage(v, f); err != nil {
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
