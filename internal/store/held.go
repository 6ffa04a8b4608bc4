package store

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"

	"stillnight/internal/pages"
)

const (
	// packedFrom is the size from which a plain diary is held packed, in bytes: decades with much text. Smaller
	// ones take next to nothing, and are not packed at every save.
	packedFrom = 8 << 20
	// pieceSize is how much is packed at a time, in bytes: whole pages.
	pieceSize = 16 * pageSize
)

// held is a database as it was last saved or read: our version, should another program put another file in the
// place of the diary. It lies in memory whole or, where it is large, in packed pieces.
type held struct {
	size   int64
	whole  []byte  // nil where there are pieces
	pieces []piece // of pieceSize each, but for the last

	packer *flate.Writer
	packed bytes.Buffer
}

type piece struct {
	data   []byte
	packed bool // data of others did not become smaller
}

// holding holds an image as it is. It is not copied.
func holding(image []byte) *held { return &held{size: int64(len(image)), whole: image} }

// image returns the database, which must not be changed.
func (h *held) image() ([]byte, error) {
	if h.whole != nil || h.size == 0 {
		return h.whole, nil
	}
	image := make([]byte, 0, h.size)
	for i := range h.pieces {
		data, err := h.unpacked(i)
		if err != nil {
			return nil, err
		}
		image = append(image, data...)
	}
	return image, nil
}

// clear overwrites what is held.
func (h *held) clear() {
	if h == nil {
		return
	}
	clear(h.whole)
	for _, p := range h.pieces {
		clear(p.data)
	}
}

// free are the pages in reserve.
func (h *held) free() map[int]bool {
	return pages.FreeIn(h.size, func(number int) []byte {
		at := int64(number-1) * pageSize
		if h.whole != nil {
			return h.whole[at : at+pageSize]
		}
		data, err := h.unpacked(int(at / pieceSize))
		if from := at % pieceSize; err == nil && from+pageSize <= int64(len(data)) {
			return data[from : from+pageSize]
		}
		return nil
	})
}

// resize makes room for a file of so many bytes; what was not there before is to be read.
func (h *held) resize(size int64) {
	h.size = size
	if size < packedFrom && h.pieces == nil {
		if int64(cap(h.whole)) < size {
			larger := make([]byte, len(h.whole), size+size/8)
			copy(larger, h.whole)
			h.whole = larger
		}
		h.whole = h.whole[:size]
		return
	}
	count := int((size + pieceSize - 1) / pieceSize)
	if whole := h.whole; whole != nil {
		h.whole = nil
		for from := 0; from < len(whole); from += pieceSize {
			h.pieces = append(h.pieces, piece{data: whole[from:min(from+pieceSize, len(whole))]})
		}
	}
	for len(h.pieces) < count {
		h.pieces = append(h.pieces, piece{})
	}
	clear(h.pieces[count:])
	h.pieces = h.pieces[:count]
}

// read reads a part of the file again, for which there must be room.
func (h *held) read(file io.ReaderAt, from, to int64) error {
	if from >= to {
		return nil
	}
	if h.whole != nil {
		return readFull(file, h.whole[from:to], from)
	}
	for i := int(from / pieceSize); int64(i)*pieceSize < to; i++ {
		start := int64(i) * pieceSize
		end := min(start+pieceSize, h.size)
		data, err := h.unpacked(i)
		if err != nil {
			return err
		}
		data = data[:end-start] // there is room for a whole piece
		low, high := max(from, start), min(to, end)
		if err := readFull(file, data[low-start:high-start], low); err != nil {
			return err
		}
		if h.pieces[i], err = h.pack(data); err != nil {
			return err
		}
	}
	return nil
}

func readFull(file io.ReaderAt, into []byte, at int64) error {
	if n, err := file.ReadAt(into, at); n < len(into) {
		return errors.Join(err, ErrReplaced)
	}
	return nil
}

// unpacked returns a copy of a piece.
func (h *held) unpacked(i int) ([]byte, error) {
	p := h.pieces[i]
	most := int(min(pieceSize, h.size-int64(i)*pieceSize)) // a file may have become shorter
	into := bytes.NewBuffer(make([]byte, 0, pieceSize+bytes.MinRead))
	if !p.packed {
		into.Write(p.data)
	} else if _, err := into.ReadFrom(flate.NewReader(bytes.NewReader(p.data))); err != nil {
		return nil, err
	}
	return into.Bytes()[:min(most, into.Len())], nil
}

func (h *held) pack(data []byte) (p piece, err error) {
	h.packed.Reset()
	if h.packer == nil {
		if h.packer, err = flate.NewWriter(&h.packed, flate.BestSpeed); err != nil {
			return p, err
		}
	}
	h.packer.Reset(&h.packed)
	_, err = h.packer.Write(data)
	if err := errors.Join(err, h.packer.Close()); err != nil {
		return p, err
	}
	if h.packed.Len() < len(data) {
		return piece{bytes.Clone(h.packed.Bytes()), true}, nil
	}
	return piece{bytes.Clone(data), false}, nil
}

// begins tells whether the database begins with these bytes, which are fewer than a page.
func (h *held) begins(head []byte) bool {
	if h.whole != nil || len(h.pieces) == 0 {
		return bytes.HasPrefix(h.whole, head)
	}
	first, err := h.unpacked(0)
	return err == nil && bytes.HasPrefix(first, head)
}
