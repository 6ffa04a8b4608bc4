package envelope

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

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
	view, err := k.rescue(f, err)
	image = make([]byte, view.Size())
	if _, unread := io.ReadFull(view, image); unread != nil {
		return nil, errors.Join(err, unread)
	}
	return image, err
}

// View unlocks a file bit by bit, as it is read, and says with a *Damaged where a part is not as it was written. Such a
// part reads as zeros.
func (k *Key) View(f *File) (*io.SectionReader, error) {
	r, size, err := age.DecryptReaderAt(f.payload, f.payload.Size(), k.identity)
	if err == nil && f.padded {
		size, err = unpadded(r, size)
	}
	if err != nil {
		return k.rescue(f, err)
	}
	chunks := &patient{chunks: r, size: size}
	if chunks.whole() < chunksOf(size) {
		return k.rescue(f, &Damaged{"payload"})
	}
	return io.NewSectionReader(chunks, 0, size), nil
}

func (k *Key) whole(f *File) ([]byte, error) {
	r, err := age.Decrypt(io.NewSectionReader(f.payload, 0, f.payload.Size()), k.identity)
	if err != nil {
		return nil, err
	}
	plain, err := readAll(r, int(f.payload.Size()))
	if err != nil || !f.padded {
		return plain, err
	}
	size, err := unpadded(bytes.NewReader(plain), int64(len(plain)))
	return plain[:size], err
}

// readAll reads into one piece of memory, so that what is secret is not left in outgrown ones.
func readAll(r io.Reader, most int) ([]byte, error) {
	buf := bytes.NewBuffer(make([]byte, 0, most+bytes.MinRead))
	_, err := buf.ReadFrom(r)
	return buf.Bytes(), err
}

// unpadded tells how long the image was to which Seal put more; 0 where that cannot be told.
func unpadded(plain io.ReaderAt, size int64) (int64, error) {
	var said [8]byte
	if size < int64(len(said)) {
		return 0, &Damaged{"payload"}
	}
	if n, err := plain.ReadAt(said[:], size-int64(len(said))); n < len(said) {
		return 0, errors.Join(&Damaged{"payload"}, err)
	}
	if n := binary.BigEndian.Uint64(said[:]); n <= uint64(size)-uint64(len(said)) {
		return int64(n), nil
	}
	return 0, &Damaged{"payload"}
}

// rescue unlocks the chunks that are whole of a file that cannot be unlocked as ever, because of a fault. It tries the
// payload as it stands, and with its beginning and its last chunk from the end of the file. Its error is a *Damaged.
func (k *Key) rescue(f *File, fault error) (best *io.SectionReader, _ error) {
	damaged := &Damaged{"payload"}
	best = io.NewSectionReader(bytes.NewReader(nil), 0, 0)
	var noMatch *age.NoIdentityMatchError
	if errors.As(fault, &noMatch) && f.first == nil {
		return best, damaged
	}
	most := int64(0)
	for _, first := range [][]byte{nil, f.first} {
		for _, last := range [][]byte{nil, f.last} {
			image, chunks := k.chunks(f, patched{f.payload, first, last})
			if chunks > most {
				best, most = image, chunks
			}
		}
	}
	return best, damaged
}

// chunks unlocks each chunk by itself and counts those that are whole.
func (k *Key) chunks(f *File, payload patched) (image *io.SectionReader, whole int64) {
	r, size, err := age.DecryptReaderAt(payload, payload.Size(), k.identity)
	if err != nil { // the last chunk is missing
		image := k.until(payload)
		return io.NewSectionReader(bytes.NewReader(image), 0, int64(len(image))), chunksOf(int64(len(image)))
	}
	chunks := &patient{chunks: r, size: size}
	whole = chunks.whole()
	if f.padded {
		if n, err := unpadded(r, size); err == nil {
			size = n
		}
	}
	return io.NewSectionReader(chunks, 0, size), whole
}

// chunksOf is of how many chunks so many bytes are.
func chunksOf(size int64) int64 { return (size + chunkSize - 1) / chunkSize }

// until unlocks up to the first chunk that is not whole, where the last one is not.
func (k *Key) until(payload patched) []byte {
	r, err := age.Decrypt(io.NewSectionReader(payload, 0, payload.Size()), k.identity)
	if err != nil {
		return nil
	}
	image, _ := readAll(r, int(payload.Size())) // the fault is why this is read so
	return image
}

// patched is a payload with its first and last bytes from elsewhere, where they are not nil.
type patched struct {
	*io.SectionReader
	first, last []byte
}

// ReadAt reads the payload with what is put in place of its ends.
func (p patched) ReadAt(into []byte, at int64) (int, error) {
	n, err := p.SectionReader.ReadAt(into, at)
	if at < int64(len(p.first)) {
		copy(into[:n], p.first[at:])
	}
	if from := p.Size() - int64(len(p.last)); from >= 0 && at+int64(n) > from {
		copy(into[max(0, from-at):n], p.last[max(0, at-from):])
	}
	return n, err
}

// patient reads chunks that are not whole as zeros. It is for one goroutine.
type patient struct {
	chunks io.ReaderAt
	size   int64
	number int64  // of the chunk that was read last, counted from 1
	plain  []byte // what is in that
	good   bool   // it is whole
}

// ReadAt reads chunk by chunk.
func (p *patient) ReadAt(into []byte, at int64) (n int, err error) {
	for n < len(into) && at < p.size {
		p.load(at / chunkSize)
		copied := copy(into[n:], p.plain[at%chunkSize:])
		n, at = n+copied, at+int64(copied)
	}
	if n < len(into) {
		return n, io.EOF
	}
	return n, nil
}

// load reads a chunk and tells whether it is whole.
func (p *patient) load(chunk int64) (whole bool) {
	if p.number == chunk+1 {
		return p.good
	}
	if p.plain == nil {
		p.plain = make([]byte, chunkSize)
	}
	p.number, p.plain = chunk+1, p.plain[:min(chunkSize, p.size-chunk*chunkSize)]
	n, err := p.chunks.ReadAt(p.plain, chunk*chunkSize)
	if p.good = n == len(p.plain) && (err == nil || errors.Is(err, io.EOF)); !p.good {
		clear(p.plain)
	}
	return p.good
}

// whole counts the chunks that are whole.
func (p *patient) whole() (count int64) {
	for chunk := range chunksOf(p.size) {
		if p.load(chunk) {
			count++
		}
	}
	return count
}
