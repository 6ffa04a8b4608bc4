package envelope

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"filippo.io/age"
)

const (
	// chunkSize is how much age encrypts in one piece, and overhead what each adds.
	chunkSize = 64 << 10
	overhead  = 16
	// finalSize is the last chunk of a payload of version 2, which holds one number.
	finalSize = 8 + overhead
)

// Image unlocks a file whole. Where a part is not as it was written the error is a *Damaged, and what could be
// unlocked is returned with it; each chunk that could not is filled with zeros.
func (k *Key) Image(f *File) ([]byte, error) {
	image, err := k.whole(f)
	if err == nil {
		return image, nil
	}
	var noMatch *age.NoIdentityMatchError
	if errors.As(err, &noMatch) && f.first == nil {
		return nil, &Damaged{"payload"}
	}
	return k.rescue(f), &Damaged{"payload"}
}

func (k *Key) whole(f *File) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(f.payload), k.identity)
	if err != nil {
		return nil, err
	}
	plain, err := readAll(r, len(f.payload))
	if err != nil {
		return nil, err
	}
	return f.unpad(plain)
}

// readAll reads into one piece of memory, so that what is secret is not left in outgrown ones.
func readAll(r io.Reader, most int) ([]byte, error) {
	buf := bytes.NewBuffer(make([]byte, 0, most+bytes.MinRead))
	_, err := buf.ReadFrom(r)
	return buf.Bytes(), err
}

// unpad takes off what Seal put behind the image.
func (f *File) unpad(plain []byte) ([]byte, error) {
	if !f.padded {
		return plain, nil
	}
	if len(plain) < 8 {
		return nil, &Damaged{"payload"}
	}
	size := binary.BigEndian.Uint64(plain[len(plain)-8:])
	if size > uint64(len(plain)-8) {
		return nil, &Damaged{"payload"}
	}
	return plain[:size], nil
}

// rescue unlocks the chunks that are whole. It tries the payload as it stands, and with its beginning and its
// last chunk from the end of the file.
func (k *Key) rescue(f *File) []byte {
	var best []byte
	most := 0
	for _, first := range [][]byte{nil, f.first} {
		for _, last := range [][]byte{nil, f.last} {
			payload := slices.Clone(f.payload)
			copy(payload, first)
			if len(last) <= len(payload) {
				copy(payload[len(payload)-len(last):], last)
			}
			image, chunks, ends := k.chunks(payload)
			if chunks <= most {
				continue
			}
			best, most = image, chunks
			if plain, err := f.unpad(image); ends && err == nil {
				best = plain
			}
		}
	}
	return best
}

// chunks unlocks each chunk by itself and counts those that are whole. ends is false where the last chunk is
// missing.
func (k *Key) chunks(payload []byte) (image []byte, whole int, ends bool) {
	r, size, err := age.DecryptReaderAt(bytes.NewReader(payload), int64(len(payload)), k.identity)
	if err != nil {
		image := k.until(payload)
		return image, (len(image) + chunkSize - 1) / chunkSize, false
	}
	image = make([]byte, size)
	for at := int64(0); at < size; at += chunkSize {
		part := image[at:min(at+chunkSize, size)]
		if n, err := r.ReadAt(part, at); n < len(part) || err != nil && !errors.Is(err, io.EOF) {
			clear(part)
			continue
		}
		whole++
	}
	return image, whole, true
}

// until unlocks up to the first chunk that is not whole, where the last one is not.
func (k *Key) until(payload []byte) []byte {
	r, err := age.Decrypt(bytes.NewReader(payload), k.identity)
	if err != nil {
		return nil
	}
	image, _ := readAll(r, len(payload)) // the fault is why this is read so
	return image
}
