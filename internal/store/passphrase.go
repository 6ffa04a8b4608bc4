package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// Locked tells whether the diary has a passphrase.
func (s *Store) Locked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vault != nil
}

// PlainLeftError says that the diary is locked, but that these files still hold in plain what it holds.
type PlainLeftError struct {
	Paths []string
	// Linked says that the diary's file has further names on this disk, which cannot be found from here.
	Linked bool
}

// Error describes for a log what is left.
func (e *PlainLeftError) Error() string {
	return fmt.Sprintf("left in plain: %d files; further names of the diary: %v", len(e.Paths), e.Linked)
}

// SetPassphrase locks the diary and every copy of it that the program made, or changes the passphrase. A
// forgotten passphrase cannot be recovered by anyone. What a disk keeps of overwritten files is beyond a
// program's reach. After a *PlainLeftError or a *BackupError the diary itself is locked; the rest is tried
// again at the next start.
func (s *Store) SetPassphrase(ctx context.Context, passphrase string) error {
	if passphrase == "" {
		return fmt.Errorf("setting a passphrase: %w", ErrPassphrase)
	}
	fresh, err := envelope.New(passphrase, s.work)
	if err == nil {
		err = s.relock(ctx, fresh)
	}
	if err != nil {
		return fmt.Errorf("setting a passphrase: %w", err)
	}
	return nil
}

// RemovePassphrase makes the diary and its copies plain files again.
func (s *Store) RemovePassphrase(ctx context.Context) error {
	if err := s.relock(ctx, nil); err != nil {
		return fmt.Errorf("removing the passphrase: %w", err)
	}
	return nil
}

// relock writes the diary and its copies again with another key, nil for none. The diary comes first, and
// holds the former key until every copy is done, so that the next start can go on where this one was ended.
func (s *Store) relock(ctx context.Context, to *envelope.Key) error {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	if err := s.settle(ctx); err != nil {
		return s.classify(err)
	}
	former := ""
	if s.vault != nil {
		former = s.vault.Secret()
	}
	linked := to != nil && s.vault == nil && durable.Names(s.path) > 1
	if _, err := s.transact(ctx, func(t *tx) error { return t.putFormerKey(former) }); err != nil {
		return s.classify(err)
	}
	if err := s.relockDiary(to); err != nil {
		return s.classify(err)
	}
	err := s.relockCopies(ctx, linked)
	var left *PlainLeftError
	if errors.As(err, &left) && linked && len(left.Paths) == 0 {
		// The other names are beyond our reach for good: nothing is to be tried again.
		return errors.Join(s.forgetFormerKey(ctx), err)
	}
	if err != nil {
		return err
	}
	return s.forgetFormerKey(ctx)
}

func (s *Store) forgetFormerKey(ctx context.Context) error {
	former, err := settingIn(ctx, s.conn, keyFormerKey)
	if err != nil || former == "" {
		return s.classify(err)
	}
	_, err = s.transact(ctx, func(t *tx) error { return t.putFormerKey("") })
	return s.classify(err)
}

func (t *tx) putFormerKey(secret string) error {
	t.quiet = true
	return t.putSetting(keyFormerKey, secret)
}

// finishRelock goes on with a change of the passphrase that was cut short, and locks copies in plain that have
// come to lie beside a locked diary since.
func (s *Store) finishRelock(ctx context.Context) error {
	s.backingUp.Lock()
	defer s.backingUp.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	former, err := settingIn(ctx, s.conn, keyFormerKey)
	if err != nil {
		return err
	}
	if s.vault == nil && former == "" {
		return nil
	}
	if err := s.relockCopies(ctx, false); err != nil {
		return err
	}
	return s.forgetFormerKey(ctx)
}

func (s *Store) relockDiary(to *envelope.Key) error {
	image, err := s.conn.image()
	if err != nil {
		return err
	}
	data := image
	if to != nil {
		if data, err = to.Seal(image, s.envelopeID()); err != nil {
			return err
		}
	}
	if err := s.unreplaced(); err != nil {
		return err
	}
	from := s.vault
	if from == nil { // Windows cannot rename over an open file
		if err := s.disconnect(); err != nil {
			return err
		}
	}
	writeErr := durable.Write(s.path, data)
	if writeErr == nil {
		return s.vaultChanged(to, image)
	}
	if from == nil {
		err = s.reconnect()
	}
	return errors.Join(writeErr, err)
}

// vaultChanged connects to the diary as it lies on disk now.
func (s *Store) vaultChanged(to *envelope.Key, image []byte) error {
	if err := s.disconnect(); err != nil {
		return err
	}
	s.vault = to
	if to == nil {
		s.saved = nil
		return s.reconnect()
	}
	s.saved = image
	var err error
	if s.conn, err = openMemory(image); err != nil {
		return err
	}
	return s.remember()
}

var errOtherPassphrase = errors.New("another passphrase")

// relockCopies gives every copy the diary's present key: what is plain, or locked with the former one, is
// written again. The caller holds s.mu.
func (s *Store) relockCopies(ctx context.Context, linked bool) error {
	former, err := settingIn(ctx, s.conn, keyFormerKey)
	if err != nil {
		return s.classify(err)
	}
	var from *envelope.Key
	if former != "" {
		if from, err = envelope.Recall(former); err != nil {
			return damagedEnvelope(err)
		}
	}
	copies, missing := s.copies(ctx)
	left := &PlainLeftError{Linked: linked}
	var first error
	for _, path := range copies {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := relockCopy(path, from, s.vault, s.envelopeID()); err != nil {
			left.Paths = append(left.Paths, path)
			if first == nil {
				first = err
			}
		}
	}
	switch {
	case s.vault != nil && (len(left.Paths) > 0 || linked):
		return errors.Join(left, first)
	case first != nil:
		return &BackupError{backup.Beside(s.path), classify(left.Paths[0], first)}
	case missing != nil:
		return missing
	}
	return nil
}

// relockCopy writes one file again with a key, nil for in plain. A file with another passphrase is left.
func relockCopy(path string, from, to *envelope.Key, id envelope.ID) error {
	head, err := readHead(path, envelope.HeadSize)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	locked, _ := envelope.Recognised(head)
	if !locked && to == nil {
		return nil
	}
	data, err := readBounded(path)
	if err != nil {
		return err
	}
	image := data // as it is, also where it is too damaged to be a database
	if locked {
		f, err := envelope.Parse(data)
		if err != nil || to.Fits(f) || from == nil {
			return nil
		}
		image, err = from.Image(f)
		var fault *envelope.Damaged
		if errors.As(err, &fault) && len(image) == 0 || err != nil && fault == nil {
			return nil // another passphrase from longer ago
		}
	}
	if to != nil {
		if image, err = to.Seal(image, id); err != nil {
			return err
		}
	}
	return durable.Write(path, image)
}
