package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
	"stillnight/internal/instance"
)

// Restore puts a backup in place of all that is recorded, after a backup of the present state, in one
// undo step. Settings and drafts stay. ask is called where the backup has a passphrase that is not the
// diary's own; it may be nil.
func (s *Store) Restore(ctx context.Context, path string, ask func(retry bool) (string, error)) (ImportResult, error) {
	s.mu.Lock()
	known := s.vault
	s.mu.Unlock()
	d, p, err := readForeign(ctx, path, ask, known)
	if err != nil {
		return ImportResult{}, fmt.Errorf("restoring: %w", err)
	}
	l := label{"restore", map[string]string{"count": strconv.Itoa(p.Nights)}}
	result, err := s.bringIn(ctx, d, newImporter(ReplaceAll), backup.BeforeRestore, l)
	if err != nil {
		return result, fmt.Errorf("restoring %s: %w", path, err)
	}
	return result, nil
}

// PreviewBackup is PreviewFile for one of this diary's backups; ask is only called where the backup has
// another passphrase than the diary.
func (s *Store) PreviewBackup(ctx context.Context, path string, ask func(retry bool) (string, error)) (Preview, error) {
	s.mu.Lock()
	known := s.vault
	s.mu.Unlock()
	_, p, err := readForeign(ctx, path, ask, known)
	return p, err
}

// NewestGoodBackup looks for the newest backup of a diary that is whole, to be offered in place of a
// damaged one. found is false where there is none. The error says what could not be looked into, where there may be newer
// ones; it is a *BackupError of a folder. Locked backups are asked for with o.Passphrase.
func NewestGoodBackup(ctx context.Context, diaryPath string, o Options) (b backup.Copy, p Preview, found bool, err error) {
	b, _, p, found, err = newestGood(ctx, diaryPath, o)
	return b, p, found, err
}

// newestGood is NewestGoodBackup, and returns what the backup holds too.
func newestGood(ctx context.Context, diaryPath string, o Options) (b backup.Copy, d diary.Diary, p Preview, found bool, err error) {
	diaryPath = RealPath(diaryPath)
	list, failed := everyBackup(diaryPath, o.Backups, idOf(ctx, diaryPath))
	ask, refused := o.Passphrase, false
	if ask != nil {
		ask = func(retry bool) (string, error) {
			passphrase, err := o.Passphrase(retry)
			refused = err != nil
			return passphrase, err
		}
	}
	if info, err := os.Stat(oursPath(diaryPath)); err == nil {
		ours := backup.Copy{Path: oursPath(diaryPath), Made: info.ModTime(), Reason: backup.BeforeJoin, Size: info.Size()}
		list = append([]backup.Copy{ours}, list...)
	}
	for _, b := range list {
		d, p, err := readForeign(ctx, b.Path, ask, nil)
		var damaged *DamagedError
		switch {
		case err == nil:
			return b, d, p, true, failed
		case errors.As(err, &damaged), errors.Is(err, ErrNotADiary):
		case refused, errors.Is(err, ErrPassphrase), ctx.Err() != nil:
			return b, d, p, false, err
		default: // the disk fails there, or it is of a newer program
			failed = errors.Join(failed, err)
		}
	}
	return backup.Copy{}, diary.Diary{}, Preview{}, false, failed
}

// everyBackup lists the backups of a diary with an id in the folder that is chosen and beside it, newest first. A folder that
// cannot be looked into, as on a drive that is not connected, is told beside what the other has.
func everyBackup(diaryPath string, o BackupOptions, id string) (list []backup.Copy, err error) {
	folders := []BackupOptions{{}}
	if o.Folder != "" {
		folders = append(folders, o)
	}
	for _, where := range folders {
		more, listErr := listBackups(diaryPath, where, id)
		list, err = append(list, more...), errors.Join(err, listErr)
	}
	backup.NewestFirst(list)
	return list, err
}

// ReplaceDamaged puts a good diary file, such as a backup or a salvaged diary, in the place of a damaged
// one. The damaged file is kept untouched under the name that is returned. Where it is locked the good one is locked
// with its passphrase too, which is asked for. At every moment there is a diary
// at the path: first the damaged one gets its second name, and then the good one takes its first in one step.
func ReplaceDamaged(ctx context.Context, diaryPath, goodPath string, o Options) (keptAs string, err error) {
	fail := func(err error) (string, error) {
		return "", fmt.Errorf("putting %s in place of %s: %w", goodPath, diaryPath, classify(diaryPath, err))
	}
	if diaryPath, err = resolve(diaryPath); err != nil {
		return fail(err)
	}
	lock, err := instance.Acquire(diaryPath)
	if err != nil {
		return fail(err)
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if _, _, err := readForeign(ctx, goodPath, o.Passphrase, nil); err != nil {
		return fail(err)
	}
	data, err := readBounded(goodPath)
	if err != nil {
		return fail(err)
	}
	if data, err = lockedAlike(ctx, diaryPath, data, o); err != nil {
		return fail(err)
	}
	keptAs, err = freeName(damagedName(diaryPath))
	if err != nil {
		return fail(err)
	}
	if err := secondName(diaryPath, keptAs); err != nil {
		return fail(err)
	}
	if err := durable.Write(diaryPath, data); err != nil {
		return fail(err)
	}
	// The journal of the damaged file is kept with it. Should the program end before, the next start knows
	// that it does not belong to the good one.
	if err := os.Rename(journalPath(diaryPath), journalPath(keptAs)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fail(err)
	}
	return keptAs, nil
}

// lockedAlike locks a good file in plain where the damaged one is locked: what has a passphrase keeps one. Where the
// damaged file cannot tell any more whether the passphrase is its own, a locked copy of it does; where there is none
// either, the one that is given is taken. Whoever mistypes it there still has the good file in plain, where it was.
func lockedAlike(ctx context.Context, damagedPath string, good []byte, o Options) ([]byte, error) {
	head, err := readHead(damagedPath, envelope.HeadSize)
	if err != nil {
		return nil, err
	}
	was, _ := envelope.Recognised(head)
	if is, _ := envelope.Recognised(good[:min(len(good), envelope.HeadSize)]); is || !was {
		return good, nil
	}
	c, err := openMemory(good)
	if err != nil {
		return nil, err
	}
	id, _, err := kinIn(ctx, c)
	if err = errors.Join(err, c.close()); err != nil {
		return nil, err
	}
	key, err := keyOf(damagedPath, id, o)
	if err != nil {
		return nil, err
	}
	return key.Seal(good, carried(id))
}

// keyOf asks for the passphrase of a locked file that is damaged, of the diary with an id.
func keyOf(path, id string, o Options) (*envelope.Key, error) {
	if o.Passphrase == nil {
		return nil, ErrPassphrase
	}
	data, err := readBounded(path)
	if err != nil {
		return nil, err
	}
	var damaged *DamagedError
	f, err := parseLocked(data)
	if err == nil {
		key, err := askUntilRight(f, o.Passphrase)
		if !errors.As(err, &damaged) {
			return key, err
		}
	} else if !errors.As(err, &damaged) {
		return nil, err
	}
	if key, err := keyOfCopies(path, id, o); key != nil || err != nil {
		return key, err
	}
	passphrase, err := o.Passphrase(false)
	if err != nil {
		return nil, fmt.Errorf("asking for the passphrase: %w", err)
	}
	return envelope.New(passphrase, cmp.Or(o.Work, envelope.Work))
}

// keyOfCopies asks for the passphrase until it opens the newest locked backup of a diary; nil where there is none that can
// tell. Locking reaches every copy, so that it has the diary's own.
func keyOfCopies(path, id string, o Options) (*envelope.Key, error) {
	list, _ := everyBackup(path, o.Backups, id) // a folder that is not there tells nothing
	for _, b := range list {
		head, err := readHead(b.Path, envelope.HeadSize)
		if locked, whole := envelope.Recognised(head); err != nil || !locked || !whole {
			continue
		}
		data, err := readBounded(b.Path)
		if err != nil {
			continue
		}
		f, err := parseLocked(data)
		if err != nil {
			continue
		}
		key, err := askUntilRight(f, o.Passphrase)
		var damaged *DamagedError
		if !errors.As(err, &damaged) {
			return key, err
		}
	}
	return nil, nil
}

// secondName keeps a file under another name too. Where the file system knows no links it is copied.
func secondName(path, second string) error {
	if err := os.Link(path, second); err == nil {
		return durable.SyncFolder(filepath.Dir(second))
	}
	data, err := readBounded(path)
	if err != nil {
		return err
	}
	return durable.Write(second, data)
}

// damagedName counts "diary.damaged-1.stillnight" and so on.
func damagedName(path string) func(int) string {
	return func(i int) string {
		return filepath.Join(filepath.Dir(path), fmt.Sprintf("%s.damaged-%d%s", backup.Stem(path), i, filepath.Ext(path)))
	}
}
