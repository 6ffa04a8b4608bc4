package store

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Locked tells whether the diary has a passphrase.
func (s *Store) Locked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vault != nil
}

// SetPassphrase locks the diary and its backups with a passphrase, or changes it. A forgotten passphrase
// cannot be recovered by anyone. The plain file is replaced; what a disk keeps of overwritten files is
// beyond a program's reach.
func (s *Store) SetPassphrase(ctx context.Context, passphrase string) error {
	if passphrase == "" {
		return fmt.Errorf("setting a passphrase: %w", ErrPassphrase)
	}
	fresh, err := newVault(passphrase, scryptWork)
	if err == nil {
		err = s.relock(ctx, fresh)
	}
	if err != nil {
		return fmt.Errorf("setting a passphrase: %w", err)
	}
	return nil
}

// RemovePassphrase makes the diary and its backups plain files again.
func (s *Store) RemovePassphrase(ctx context.Context) error {
	if err := s.relock(ctx, nil); err != nil {
		return fmt.Errorf("removing the passphrase: %w", err)
	}
	return nil
}

// relock writes the diary and its backups anew with another vault, nil for none. The diary comes first:
// if a backup fails after that, the error is a *BackupError and calling again mends it.
func (s *Store) relock(ctx context.Context, to *vault) error {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	from := s.vault
	if err := s.relockDiary(to); err != nil {
		return s.classify(err)
	}
	list, err := ListBackups(s.path, s.backups)
	if err != nil {
		return err
	}
	for _, b := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := relockBackup(b.Path, from, to); err != nil {
			return &BackupError{s.backups.folder(s.path), classify(b.Path, err)}
		}
	}
	return nil
}

func (s *Store) relockDiary(to *vault) error {
	image, err := s.conn.image()
	if err != nil {
		return err
	}
	data := image
	if to != nil {
		if data, err = to.lock(image); err != nil {
			return err
		}
	}
	if s.vault != nil {
		if err := s.unreplaced(); err != nil {
			return err
		}
	}
	// Windows cannot rename over an open file.
	if s.vault == nil {
		if err := s.conn.close(); err != nil {
			return err
		}
		s.conn = nil
	}
	writeErr := writeWhole(s.path, data)
	if writeErr == nil {
		return s.vaultChanged(to, image)
	}
	if s.vault == nil {
		s.conn, err = openFile(s.path, readWrite)
	}
	return errors.Join(writeErr, err)
}

// vaultChanged connects to the diary as it lies on disk now.
func (s *Store) vaultChanged(to *vault, image []byte) (err error) {
	old := s.conn
	if to == nil {
		s.saved = nil
		s.conn, err = openFile(s.path, readWrite)
	} else {
		s.saved = image
		s.conn, err = openMemory(image)
		err = errors.Join(err, s.remember())
	}
	s.vault = to
	if old != nil {
		err = errors.Join(err, old.close())
	}
	return err
}

// relockBackup rewrites one backup. One that is damaged, or has a passphrase from longer ago, is left.
func relockBackup(path string, from, to *vault) error {
	refuse := func(bool) (string, error) { return "", errOtherPassphrase }
	f, err := imageOf(path, refuse, from)
	var damaged *DamagedError
	switch {
	case errors.Is(err, errOtherPassphrase), errors.Is(err, ErrNotADiary), errors.Is(err, os.ErrNotExist):
		return nil
	case errors.As(err, &damaged):
		return nil
	case err != nil:
		return err
	}
	data := f.image
	if to != nil {
		if data, err = to.lock(f.image); err != nil {
			return err
		}
	}
	return writeWhole(path, data)
}

var errOtherPassphrase = errors.New("another passphrase")
