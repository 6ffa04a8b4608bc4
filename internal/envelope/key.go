package envelope

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"

	"stillnight/internal/secret"
)

// Work is the work factor of new passphrases, 2^18 rounds of scrypt: about a second, once on opening.
const Work = 18

// hardestWork bounds what a file from outside can make us compute.
const hardestWork = 20

// keyBoxMost bounds the key box; a real one has about 600 bytes.
const keyBoxMost = 4096

// ErrPassphrase: the passphrase does not open the file, or there is none.
var ErrPassphrase = errors.New("the passphrase is not right")

// Damaged says that a part of a file is not as it was written.
type Damaged struct{ Part string }

// Error names the part for a log.
func (e *Damaged) Error() string { return "the locked file is damaged: " + e.Part }

// Key locks and unlocks files.
type Key struct {
	identity *age.X25519Identity
	box      []byte
}

// New makes a fresh key and locks it with a passphrase. work is the power of two of scrypt's rounds.
func New(passphrase string, work int) (*Key, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	lock, err := age.NewScryptRecipient(norm.NFC.String(passphrase))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	lock.SetWorkFactor(work)
	defer giveBack(work)
	var box []byte
	secret.Sweep(func() { box, err = encrypt(lock, []byte(identity.String())) })
	if err != nil {
		return nil, err
	}
	return &Key{identity: identity, box: box}, nil
}

// spellings are the ways in which a passphrase may have been written when the file was locked. A Mac composes
// letters otherwise than others do, and earlier versions took a passphrase as it came.
func spellings(passphrase string) []string {
	list := []string{norm.NFC.String(passphrase)}
	for _, other := range []string{passphrase, norm.NFD.String(passphrase)} {
		if other != list[0] && other != list[len(list)-1] {
			list = append(list, other)
		}
	}
	return list
}

// heavyWork is from which work factor on scrypt's memory, here 64 MB, is given back at once: it would be taken once more
// for the next file.
const heavyWork = 16

// giveBack gives back what scrypt has worked in, where it is much: that holds the whole program up.
func giveBack(work int) {
	if work >= heavyWork {
		debug.FreeOSMemory()
	}
}

// workOf reads how hard the passphrase of a key box is to try, as Work; 0 where the box does not say.
func workOf(box []byte) (work int) {
	var salt string
	if _, err := fmt.Sscanf(string(box), "age-encryption.org/v1\n-> scrypt %s %d\n", &salt, &work); err != nil {
		return 0
	}
	return work
}

// openBox unlocks a key box; a wrong passphrase is ErrPassphrase.
func openBox(box []byte, passphrase string) (*Key, error) {
	defer giveBack(workOf(box))
	var err error
	for _, spelling := range spellings(passphrase) {
		var k *Key
		secret.Sweep(func() { k, err = openBoxAs(box, spelling) })
		if !errors.Is(err, ErrPassphrase) {
			return k, err
		}
	}
	return nil, err
}

func openBoxAs(box []byte, passphrase string) (*Key, error) {
	lock, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	lock.SetMaxWorkFactor(hardestWork)
	r, err := age.Decrypt(bytes.NewReader(box), lock)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, &Damaged{"key"}
	}
	return parseKey(text, box)
}

func parseKey(text, box []byte) (*Key, error) {
	identity, err := age.ParseX25519Identity(string(text))
	clear(text)
	if err != nil {
		return nil, &Damaged{"key"}
	}
	return &Key{identity: identity, box: bytes.Clone(box)}, nil
}

// Secret returns the key in plain, to be kept inside another locked file; Recall makes it a key again.
func (k *Key) Secret() string { return k.identity.String() }

// Recall returns the key that Secret wrote down. It unlocks files, but knows no passphrase and so must not
// Seal any.
func Recall(secret string) (*Key, error) { return parseKey([]byte(secret), nil) }

// Fits tells whether the key is the one in a file.
func (k *Key) Fits(f *File) bool { return k != nil && k.box != nil && bytes.Equal(k.box, f.box) }

func encrypt(to age.Recipient, part []byte) ([]byte, error) {
	var buf bytes.Buffer
	err := encryptTo(&buf, to, part)
	return buf.Bytes(), err
}

func encryptTo(out io.Writer, to age.Recipient, parts ...[]byte) error {
	w, err := age.Encrypt(out, to)
	if err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("encrypting: %w", errors.Join(err, w.Close()))
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	return nil
}
