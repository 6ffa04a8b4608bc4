package envelope

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/rand/v2"
	"testing"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// lightWork keeps the tests from computing a second for each passphrase.
const lightWork = 10

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sealed is an image of two and a half chunks, locked, with its key.
func sealed(t testing.TB) (image, data []byte, k *Key) {
	t.Helper()
	image = make([]byte, 2*chunkSize+chunkSize/2)
	r := rand.New(rand.NewPCG(6, 1))
	for i := range image {
		image[i] = byte(1 + r.IntN(255))
	}
	k, err := New("correct horse", lightWork)
	must(t, err)
	data, err = k.Seal(image, ID{7})
	must(t, err)
	return image, data, k
}

// sealV1 locks an image as version 1 did.
func sealV1(t testing.TB, k *Key, image []byte) []byte {
	t.Helper()
	payload, err := encrypt(k.identity.Recipient(), image)
	must(t, err)
	out := binary.BigEndian.AppendUint32([]byte(magic1), uint32(len(k.box)))
	out = binary.BigEndian.AppendUint32(out, crc32.Checksum(k.box, castagnoli))
	return append(append(out, k.box...), payload...)
}

func TestWhatIsLockedComesBackWithThePassphraseAlone(t *testing.T) {
	image, data, k := sealed(t)
	for version, data := range map[int][]byte{1: sealV1(t, k, image), 2: data} {
		f, err := Parse(data)
		must(t, err)
		if _, err := f.Unlock("wrong horse"); !errors.Is(err, ErrPassphrase) {
			t.Errorf("version %d: a wrong passphrase gave %v", version, err)
		}
		again, err := f.Unlock("correct horse")
		must(t, err)
		got, err := again.Image(f)
		must(t, err)
		if !bytes.Equal(got, image) || !again.Fits(f) || version == 2 && f.ID != (ID{7}) {
			t.Errorf("version %d came back different", version)
		}
	}
	for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1} {
		data, err := k.Seal(image[:size], ID{})
		must(t, err)
		f, err := Parse(data)
		must(t, err)
		got, err := k.Image(f)
		must(t, err)
		if !bytes.Equal(got, image[:size]) {
			t.Errorf("%d bytes came back as %d", size, len(got))
		}
	}
}

// TestOneFlippedBitCostsOneChunk tries every part of a file of either version.
func TestOneFlippedBitCostsOneChunk(t *testing.T) {
	image, v2, k := sealed(t)
	for version, data := range map[int][]byte{1: sealV1(t, k, image), 2: v2} {
		r := rand.New(rand.NewPCG(6, uint64(version)))
		positions := make([]int, 0, 400)
		for at := 0; at < len(data); at += 1 + r.IntN(3994) {
			positions = append(positions, at)
		}
		if version == 2 { // name, front, age's header and the end, closer
			for at := 0; at < 1400; at += 1 + r.IntN(6) {
				positions = append(positions, at, len(data)-1-at)
			}
		} else {
			positions = positions[2:] // the only key box
			for i, at := range positions {
				positions[i] = max(at, len(magic1)+8+len(k.box)+250)
			}
		}
		for _, at := range positions {
			damaged := bytes.Clone(data)
			damaged[at] ^= 1 << r.IntN(8)
			f, err := Parse(damaged)
			if err != nil {
				t.Fatalf("version %d, byte %d: %v", version, at, err)
			}
			got, err := k.Image(f)
			var fault *Damaged
			if !errors.As(err, &fault) && !bytes.Equal(got, image) {
				t.Fatalf("version %d, byte %d: other bytes without an error (%v)", version, at, err)
			}
			if version == 1 && at >= len(data)-chunkSize/2-100 {
				continue // its last chunk proves the size: nothing behind the first fault can be had
			}
			if lost := differing(got, image); lost > 1 {
				t.Fatalf("version %d, byte %d of %d: %d chunks of 3 are lost", version, at, len(data), lost)
			}
		}
	}
}

// differing counts the chunks that did not come back.
func differing(got, want []byte) (n int) {
	for at := 0; at < len(want); at += chunkSize {
		end := min(at+chunkSize, len(want))
		if end > len(got) || !bytes.Equal(got[at:end], want[at:end]) {
			n++
		}
	}
	return n
}

func TestAPassphraseTypedOnAMacOpensElsewhere(t *testing.T) {
	const typed = "Schlüssel für Łódź é"
	composed, decomposed := norm.NFC.String(typed), norm.NFD.String(typed)
	for _, locked := range []string{composed, decomposed} {
		k, err := New(locked, lightWork)
		must(t, err)
		data, err := k.Seal([]byte("x"), ID{})
		must(t, err)
		f, err := Parse(data)
		must(t, err)
		for _, opened := range []string{composed, decomposed} {
			if _, err := f.Unlock(opened); err != nil {
				t.Errorf("locked with %+q, %+q does not open it: %v", locked, opened, err)
			}
		}
	}
}

// TestAnOldPassphraseStillOpens: earlier versions took a passphrase as it came.
func TestAnOldPassphraseStillOpens(t *testing.T) {
	decomposed := norm.NFD.String("Schlüssel")
	k, err := New("x", lightWork)
	must(t, err)
	k.box = boxAsItCame(t, k, decomposed)
	data, err := k.Seal([]byte("x"), ID{})
	must(t, err)
	f, err := Parse(data)
	must(t, err)
	for _, opened := range []string{decomposed, norm.NFC.String(decomposed)} {
		if _, err := f.Unlock(opened); err != nil {
			t.Errorf("%+q does not open it: %v", opened, err)
		}
	}
}

// FuzzParse looks for panics in what takes files from outside apart.
func FuzzParse(f *testing.F) {
	k, err := New("x", lightWork)
	must(f, err)
	data, err := k.Seal([]byte("short"), ID{1})
	must(f, err)
	f.Add(data)
	f.Add(sealV1(f, k, []byte("short")))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse(data)
		if err != nil {
			return
		}
		image, err := k.Image(file)
		if err == nil && len(image) > len(data) {
			t.Errorf("%d bytes of %d", len(image), len(data))
		}
	})
}

func TestAKeyBoxTellsItsWork(t *testing.T) {
	for _, work := range []int{2, lightWork} {
		k, err := New("x", work)
		must(t, err)
		if got := workOf(k.box); got != work {
			t.Errorf("a box of work %d tells %d", work, got)
		}
	}
	for _, box := range []string{"", "age-encryption.org/v1\n", "age-encryption.org/v1\n-> X25519 abc\n", "age-encryption.org/v1\n-> scrypt abc many\n"} {
		if got := workOf([]byte(box)); got != 0 {
			t.Errorf("%q tells %d", box, got)
		}
	}
}

// boxAsItCame locks a key with a passphrase that is not brought into the common form.
func boxAsItCame(t testing.TB, k *Key, passphrase string) []byte {
	t.Helper()
	lock, err := age.NewScryptRecipient(passphrase)
	must(t, err)
	lock.SetWorkFactor(lightWork)
	box, err := encrypt(lock, []byte(k.Secret()))
	must(t, err)
	return box
}
