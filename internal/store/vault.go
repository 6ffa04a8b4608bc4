package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"
)

// A locked diary is this magic line, the length and checksum of the key box, the key box, and the payload.
// Key box and payload are files of age (https://age-encryption.org/v1): the key box is an X25519 identity
// locked with the passphrase through scrypt, the payload the database locked to that identity. So the
// slow scrypt runs once on opening, and a save costs only the fast cipher.
const (
	lockedName  = "stillnight-locked-diary/"
	lockedMagic = lockedName + "1\n"
)

// keyBoxMost bounds the key box; a real one has about 600 bytes.
const keyBoxMost = 4096

// largestFile bounds what is read from outside: fifty full years take about 40 MB.
const largestFile = 512 << 20

// scryptWork is the work factor of new passphrases, 2^18 rounds: about a second once on opening.
const scryptWork = 18

// hardestWork bounds what a file from outside can make us compute.
const hardestWork = 20

// vault holds what is needed to write a locked diary anew.
type vault struct {
	identity *age.X25519Identity
	keyBox   []byte
}

// newVault makes a fresh key and locks it with the passphrase.
func newVault(passphrase string, work int) (*vault, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	lock, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	lock.SetWorkFactor(work)
	box, err := encrypt([]byte(identity.String()), lock)
	if err != nil {
		return nil, err
	}
	return &vault{identity: identity, keyBox: box}, nil
}

func encrypt(plain []byte, to age.Recipient) ([]byte, error) {
	var buf bytes.Buffer
	w, err := age.Encrypt(&buf, to)
	if err != nil {
		return nil, fmt.Errorf("encrypting: %w", err)
	}
	_, err = w.Write(plain)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("encrypting: %w", err)
	}
	return buf.Bytes(), nil
}

// lock returns the bytes of a locked diary.
func (v *vault) lock(image []byte) ([]byte, error) {
	payload, err := encrypt(image, v.identity.Recipient())
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(lockedMagic)+8+len(v.keyBox)+len(payload))
	out = append(out, lockedMagic...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(v.keyBox)))
	out = binary.BigEndian.AppendUint32(out, crc32.Checksum(v.keyBox, castagnoli))
	out = append(out, v.keyBox...)
	return append(out, payload...), nil
}

// splitLocked takes a locked diary apart.
func splitLocked(data []byte) (keyBox, payload []byte, err error) {
	rest, ok := bytes.CutPrefix(data, []byte(lockedMagic))
	if !ok || len(rest) < 8 {
		return nil, nil, &DamagedError{Detail: "the locked diary is cut short"}
	}
	n := int(binary.BigEndian.Uint32(rest))
	sum := binary.BigEndian.Uint32(rest[4:])
	rest = rest[8:]
	if n > keyBoxMost || n > len(rest) || crc32.Checksum(rest[:n], castagnoli) != sum {
		return nil, nil, &DamagedError{Detail: "the key of the locked diary is not as it was written"}
	}
	return rest[:n], rest[n:], nil
}

// openVault unlocks the key box; a wrong passphrase is ErrPassphrase.
func openVault(keyBox []byte, passphrase string) (*vault, error) {
	key, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	key.SetMaxWorkFactor(hardestWork)
	r, err := age.Decrypt(bytes.NewReader(keyBox), key)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, &DamagedError{Detail: "the key of the locked diary: " + err.Error()}
	}
	identity, err := age.ParseX25519Identity(string(text))
	if err != nil {
		return nil, &DamagedError{Detail: "the key of the locked diary is no key"}
	}
	return &vault{identity: identity, keyBox: bytes.Clone(keyBox)}, nil
}

// unlockImage decrypts the payload. What could be decrypted before a fault is returned with the error.
func (v *vault) unlockImage(payload []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(payload), v.identity)
	if err != nil {
		return nil, &DamagedError{Detail: "the locked diary cannot be decrypted: " + err.Error()}
	}
	image, err := io.ReadAll(r)
	if err != nil {
		return image, &DamagedError{Detail: "the locked diary cannot be decrypted: " + err.Error()}
	}
	return image, nil
}

// askUntilRight asks for the passphrase until one opens the key box or asking fails.
func askUntilRight(keyBox []byte, ask func(retry bool) (string, error)) (*vault, error) {
	if ask == nil {
		return nil, ErrPassphrase
	}
	for retry := false; ; retry = true {
		passphrase, err := ask(retry)
		if err != nil {
			return nil, fmt.Errorf("asking for the passphrase: %w", err)
		}
		v, err := openVault(keyBox, passphrase)
		if errors.Is(err, ErrPassphrase) {
			continue
		}
		return v, err
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
	keyBox, payload, err := splitLocked(data)
	if err != nil {
		return err
	}
	if s.vault, err = askUntilRight(keyBox, ask); err != nil {
		return err
	}
	if s.saved, err = s.vault.unlockImage(payload); err != nil {
		return err
	}
	s.conn, err = openMemory(s.saved)
	return err
}

// persist writes a locked diary anew after a commit in memory. If that fails the commit is taken back.
func (s *Store) persist() error {
	if s.vault == nil {
		return nil
	}
	image, err := s.conn.image()
	if err != nil {
		return errors.Join(err, s.conn.load(s.saved))
	}
	data, err := s.vault.lock(image)
	if err == nil {
		err = s.unreplaced()
	}
	if err == nil {
		err = writeWhole(s.path, data)
	}
	if err != nil {
		return errors.Join(err, s.conn.load(s.saved))
	}
	s.saved = image
	return s.remember()
}

// remember notes what the locked file on disk looks like, for unreplaced.
func (s *Store) remember() (err error) {
	s.onDisk, err = os.Stat(s.path)
	return err
}

// unreplaced returns ErrReplaced where the locked file is not the one last written or read.
func (s *Store) unreplaced() error {
	now, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) && isFolder(filepath.Dir(s.path)) {
		return nil // deleted by another program: better written anew than lost
	}
	if err != nil {
		return err
	}
	if !os.SameFile(now, s.onDisk) || now.Size() != s.onDisk.Size() || !now.ModTime().Equal(s.onDisk.ModTime()) {
		return ErrReplaced
	}
	return nil
}

// readBounded reads a file that must not be larger than any diary.
func readBounded(path string) (_ []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > largestFile {
		return nil, ErrTooLarge
	}
	return data, nil
}
