package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

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
	result, err := s.bringIn(ctx, d, ReplaceAll, BeforeRestore, l)
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
// damaged one. found is false where there is none. Locked backups are asked for with o.Passphrase.
func NewestGoodBackup(ctx context.Context, diaryPath string, o Options) (b BackupCopy, p Preview, found bool, err error) {
	list, err := ListBackups(diaryPath, o.Backups)
	if err != nil {
		return b, p, false, err
	}
	if o.Backups.Folder != "" {
		beside, err := ListBackups(diaryPath, BackupOptions{})
		if err != nil {
			return b, p, false, err
		}
		list = append(list, beside...)
	}
	for _, b := range list {
		_, p, err := readForeign(ctx, b.Path, o.Passphrase, nil)
		var damaged *DamagedError
		switch {
		case err == nil:
			return b, p, true, nil
		case errors.As(err, &damaged), errors.Is(err, ErrNotADiary):
			continue
		default:
			return b, p, false, err
		}
	}
	return b, p, false, nil
}

// ReplaceDamaged puts a good diary file, such as a backup or a salvaged diary, in the place of a damaged
// one. The damaged file is kept untouched under the name that is returned.
func ReplaceDamaged(ctx context.Context, diaryPath, goodPath string, o Options) (keptAs string, err error) {
	fail := func(err error) (string, error) {
		return "", fmt.Errorf("putting %s in place of %s: %w", goodPath, diaryPath, classify(diaryPath, err))
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
	keptAs, err = freeName(diaryPath)
	if err != nil {
		return fail(err)
	}
	if err := os.Rename(diaryPath, keptAs); err != nil {
		return fail(err)
	}
	// A journal of the damaged file must not be played back into the good one.
	journal := diaryPath + "-journal"
	if err := os.Rename(journal, keptAs+"-journal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fail(err)
	}
	if err := writeWhole(diaryPath, data); err != nil {
		return fail(err)
	}
	return keptAs, nil
}

// freeName returns "diary.damaged-1.stillnight", or the next number that is free.
func freeName(path string) (string, error) {
	for i := 1; ; i++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf("%s.damaged-%d%s", backupStem(path), i, filepath.Ext(path)))
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}
