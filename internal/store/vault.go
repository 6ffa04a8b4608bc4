package store

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// LargestFile bounds what is read from outside, in bytes: fifty full years take about 40 MB.
const LargestFile = 512 << 20

// parseLocked takes a locked diary apart.
func parseLocked(data []byte) (*envelope.File, error) {
	f, err := envelope.Parse(data)
	return f, damagedEnvelope(err)
}

// unlockImage decrypts a locked diary. What could be decrypted is returned also with an error.
func unlockImage(v *envelope.Key, f *envelope.File) ([]byte, error) {
	image, err := v.Image(f)
	return image, damagedEnvelope(err)
}

// damagedEnvelope says of a locked file's damage what is said of any.
func damagedEnvelope(err error) error {
	var fault *envelope.Damaged
	if errors.As(err, &fault) {
		return &DamagedError{Detail: err.Error()}
	}
	return err
}

// askUntilRight asks for the passphrase until one opens the file or asking fails.
func askUntilRight(f *envelope.File, ask func(retry bool) (string, error)) (*envelope.Key, error) {
	if ask == nil {
		return nil, ErrPassphrase
	}
	for retry := false; ; retry = true {
		passphrase, err := ask(retry)
		if err != nil {
			return nil, fmt.Errorf("asking for the passphrase: %w", err)
		}
		v, err := f.Unlock(passphrase)
		if errors.Is(err, ErrPassphrase) {
			continue
		}
		return v, damagedEnvelope(err)
	}
}

// unlock opens a locked diary into memory.
func (s *Store) unlock(ask func(retry bool) (string, error)) error {
	if err := s.remember(); err != nil {
		return err
	}
	data, err := readBounded(s.path)
	if err != nil {
		return err
	}
	f, err := parseLocked(data)
	if err != nil {
		return err
	}
	if s.vault, err = askUntilRight(f, ask); err != nil {
		return err
	}
	image, err := unlockImage(s.vault, f)
	if err != nil {
		return err
	}
	s.saved = holding(image)
	if f.Harmed() {
		s.found("copy_harmed")
	}
	s.conn, err = openMemory(image)
	return err
}

// sealed returns the bytes of the file that holds a database: locked where the diary is.
func (s *Store) sealed(image []byte) ([]byte, error) {
	if s.vault == nil {
		return image, nil
	}
	return s.vault.Seal(image, s.envelopeID())
}

// envelopeID is the diary's id as a locked file carries it.
func (s *Store) envelopeID() envelope.ID { return carried(s.id) }

// carried is an id as a locked file carries it: all zero where there is none.
func carried(id string) (in envelope.ID) {
	if raw, err := hex.DecodeString(id); err == nil {
		copy(in[:], raw)
	}
	return in
}

// persist brings a commit to the disk. SQLite did so itself for a plain diary; a locked one is written again,
// and if that fails the commit is taken back. changed are the pages of the commit, as changing has them.
func (s *Store) persist(changed []int) error {
	if s.vault == nil {
		// What is on disk is acknowledged, whether or not it can be looked at now.
		if err := s.rememberPages(changed); err != nil {
			s.saved = nil
		}
		return nil
	}
	image, err := s.conn.image()
	if err != nil {
		return errors.Join(err, s.takeBack())
	}
	data, err := s.sealed(image)
	if err == nil {
		err = s.writeSealed(data)
	}
	if err != nil {
		return errors.Join(err, s.takeBack())
	}
	s.saved.clear()
	s.saved = holding(image)
	_ = s.sightSealed(data) // what is on disk is acknowledged; see keepSaved
	return nil
}

// writeSealed writes a locked diary's file anew.
func (s *Store) writeSealed(data []byte) error {
	if err := s.unreplaced(); err != nil {
		return err
	}
	return durable.Make(s.path, durable.Bytes(data), s.naming(s.unreplaced))
}

// takeBack makes the database in memory what was last saved.
func (s *Store) takeBack() error {
	image, err := s.saved.image()
	if err != nil {
		return err
	}
	return s.conn.load(image)
}

// connect opens a plain diary's file as it is now.
func (s *Store) connect() (err error) {
	if s.eye, err = os.Open(s.path); err != nil {
		return err
	}
	s.conn, err = openFile(s.path, readWrite)
	return err
}

// disconnect closes the database, and the file where it is a plain one.
func (s *Store) disconnect() error {
	var errs []error
	if s.conn != nil {
		errs = append(errs, s.conn.close())
		s.conn = nil
	}
	if s.eye != nil { // last: closing it takes away the locks of the connection
		errs = append(errs, s.eye.Close())
		s.eye = nil
	}
	return errors.Join(errs...)
}

// readBounded reads a file that must not be larger than any diary. What is no file is refused: a pipe could
// keep the program waiting for ever.
func readBounded(path string) (_ []byte, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotADiary
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if info.Size() > LargestFile {
		return nil, ErrTooLarge
	}
	var data bytes.Buffer // in one piece: one that grows would lie there twice
	data.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, LargestFile+1)); err != nil {
		return nil, err
	}
	if data.Len() > LargestFile {
		return nil, ErrTooLarge
	}
	return data.Bytes(), nil
}
