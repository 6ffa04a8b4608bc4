package store

import (
	"context"
	"errors"
	"fmt"

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
	// Linked says that a file had further names on this disk, which still lead to what it held in plain, and which
	// cannot be found from here.
	Linked bool
}

// Error describes for a log what is left.
func (e *PlainLeftError) Error() string {
	return fmt.Sprintf("left in plain: %d files; further names: %v", len(e.Paths), e.Linked)
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
	if err := errors.Join(s.settle(ctx), s.tellMoved(ctx)); err != nil {
		return s.classify(err)
	}
	former := ""
	if s.vault != nil {
		former = s.vault.Secret()
	}
	noted, err := settingIn(ctx, s.conn, keyLinked)
	if err != nil {
		return s.classify(err)
	}
	beyond := noted != "" && to != nil // since it was first locked
	linked := beyond || to != nil && s.vault == nil && s.linkedAnywhere(ctx)
	if _, err := s.transact(ctx, func(t *tx) error { return t.putFormerKey(former, linked) }); err != nil {
		return s.classify(err)
	}
	unreached, err := s.relockDiary(to)
	if err != nil {
		return s.classify(err)
	}
	return s.relockRest(ctx, unreached || beyond)
}

// relockRest locks the copies after the diary itself, and forgets the former key when all have the present one.
// unreached says that other names of the diary's file still lead to what it was.
func (s *Store) relockRest(ctx context.Context, unreached bool) error {
	linked, err := s.relockCopies(ctx)
	if err != nil {
		return err
	}
	linked = linked || unreached
	if err := s.forgetFormerKey(ctx, linked); err != nil {
		return err
	}
	// Nobody but their maker may change these: they are said, and that is all.
	others, err := s.plainTwins(ctx, true)
	if err != nil {
		return s.classify(err)
	}
	if linked || len(others) > 0 {
		return &PlainLeftError{Paths: others, Linked: linked}
	}
	return nil
}

// forgetFormerKey notes that every copy has the present key; linked, that other names may lead to what cannot be
// reached.
func (s *Store) forgetFormerKey(ctx context.Context, linked bool) error {
	former, err := settingIn(ctx, s.conn, keyFormerKey)
	if err != nil {
		return s.classify(err)
	}
	noted, err := settingIn(ctx, s.conn, keyLinked)
	if err != nil || former == "" && (noted != "") == linked {
		return s.classify(err)
	}
	_, err = s.transact(ctx, func(t *tx) error { return t.putFormerKey("", linked) })
	return s.classify(err)
}

func (t *tx) putFormerKey(secret string, linked bool) error {
	t.quiet = true
	mark := ""
	if linked {
		mark = "1"
	}
	return errors.Join(t.putSetting(keyFormerKey, secret), t.putSetting(keyLinked, mark))
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
	if s.vault == nil && former == "" || s.copied {
		return nil // of a copy it is not known yet which copies are its own
	}
	noted, err := settingIn(ctx, s.conn, keyLinked)
	if err != nil {
		return err
	}
	if _, err := s.relockCopies(ctx); err != nil {
		return err
	}
	// Where locking was cut short it is not known how far it came with other names of the files.
	return s.forgetFormerKey(ctx, noted != "" && s.vault != nil)
}

// relockDiary writes the diary itself again. unreached says that other names of its file still lead to what it was.
func (s *Store) relockDiary(to *envelope.Key) (unreached bool, err error) {
	image, err := s.conn.image()
	if err != nil {
		return false, err
	}
	data := image
	if to != nil {
		if data, err = to.Seal(image, s.envelopeID()); err != nil {
			return false, err
		}
	}
	place := s.naming(s.unreplaced)
	if to != nil && s.vault == nil {
		unreached, err = durable.WriteEveryName(s.path, data, place)
	} else {
		err = durable.Make(s.path, durable.Bytes(data), place)
	}
	if err == nil {
		return unreached, s.vaultChanged(to, data, image)
	}
	if s.conn == nil {
		err = errors.Join(err, s.reconnect())
	}
	return unreached, err
}

// vaultChanged connects to the diary as it was written just now: data, which holds an image.
func (s *Store) vaultChanged(to *envelope.Key, data, image []byte) error {
	if err := s.disconnect(); err != nil {
		return err
	}
	s.vault = to
	if to == nil {
		return s.reconnectTo(image)
	}
	s.saved = holding(image)
	var err error
	if s.conn, err = openMemory(image); err != nil {
		return err
	}
	return s.sightSealed(data)
}

var errOtherPassphrase = errors.New("another passphrase")

// relockCopies gives every copy the diary's present key: what is plain, or locked with the former one, is
// written again. unreached says that other names of such a file still lead to what it was. The caller holds s.mu.
func (s *Store) relockCopies(ctx context.Context) (unreached bool, err error) {
	former, err := settingIn(ctx, s.conn, keyFormerKey)
	if err != nil {
		return false, s.classify(err)
	}
	var from *envelope.Key
	if former != "" {
		if from, err = envelope.Recall(former); err != nil {
			return false, damagedEnvelope(err)
		}
	}
	if s.vault != nil {
		s.learnFolders(ctx)
	}
	s.sweepElsewhere()
	copies, missing := s.copies(ctx)
	left := &PlainLeftError{}
	var first error
	for _, path := range copies {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		linked, err := relockCopy(path, from, s.vault, s.envelopeID())
		unreached = unreached || linked
		if err != nil {
			left.Paths = append(left.Paths, path)
			if first == nil {
				first = err
			}
		}
	}
	switch {
	case s.vault != nil && len(left.Paths) > 0:
		left.Linked = unreached
		return unreached, errors.Join(left, first)
	case first != nil:
		return unreached, &BackupError{backup.Beside(s.path), classify(left.Paths[0], first)}
	case missing != nil:
		return unreached, missing
	}
	return unreached, nil
}

// Seal locks bytes as the diary is locked, to be held while it is closed. A diary without a passphrase leaves them as they
// are.
func (s *Store) Seal(data []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vault == nil {
		return data, nil
	}
	return s.vault.Seal(data, s.envelopeID())
}

// Unseal gives back what Seal locked.
func (s *Store) Unseal(data []byte) ([]byte, error) {
	if locked, _ := envelope.Recognised(data[:min(len(data), envelope.HeadSize)]); !locked {
		return data, nil
	}
	f, err := envelope.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("opening what was held of the diary: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.vault.Fits(f) {
		return nil, ErrPassphrase
	}
	return s.vault.Image(f)
}
