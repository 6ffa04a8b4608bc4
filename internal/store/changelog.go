package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
)

// change is what one write did to one record: JSON of what stood there before and after, null for
// nothing.
type change struct {
	Kind   Kind            `json:"kind"`
	Key    string          `json:"key"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

const (
	// Longer journals of changes are packed; an import of decades shrinks to a tenth.
	packFrom = 16 << 10
	// partFrom is how much a packed part holds before the next begins, in bytes.
	partFrom = 1 << 20
	// largeStep in bytes is more than fifty years of nights take whose notes are as people write them.
	largeStep = 16 << 20
)

// changeLog gathers what a transaction does as the JSON list that an undo step keeps. It is packed while it
// grows, in parts that can be unpacked one by one, so that an import never lies in memory a second time. All
// parts one after another are one gzip stream.
type changeLog struct {
	count  int
	plain  bytes.Buffer // since the last part
	parts  [][]byte     // packed
	packed bytes.Buffer // while a part is packed
	packer *gzip.Writer
	unkept bool // nobody asks for the list
}

func (l *changeLog) add(c change) error {
	if l.unkept {
		return nil
	}
	kind, err := json.Marshal(c.Kind)
	key, keyErr := json.Marshal(c.Key)
	if err := errors.Join(err, keyErr); err != nil {
		return fmt.Errorf("noting what was done: %w", err)
	}
	separator := "["
	if l.count > 0 {
		separator = ","
	}
	l.count++
	// Before and after are JSON already, which the encoder would go through once more.
	for _, part := range [][]byte{
		[]byte(separator), []byte(`{"kind":`), kind, []byte(`,"key":`), key,
		[]byte(`,"before":`), orNull(c.Before), []byte(`,"after":`), orNull(c.After), []byte("}"),
	} {
		l.plain.Write(part)
	}
	if l.plain.Len() < partFrom {
		return nil
	}
	return l.pack()
}

func orNull(text json.RawMessage) json.RawMessage {
	if text == nil {
		return json.RawMessage("null")
	}
	return text
}

// pack ends a part.
func (l *changeLog) pack() error {
	l.packed.Reset()
	if l.packer == nil {
		l.packer = gzip.NewWriter(&l.packed)
	} else {
		l.packer.Reset(&l.packed)
	}
	_, err := l.packer.Write(l.plain.Bytes())
	if err := errors.Join(err, l.packer.Close()); err != nil {
		return fmt.Errorf("noting what was done: %w", err)
	}
	l.parts = append(l.parts, bytes.Clone(l.packed.Bytes()))
	l.plain.Reset()
	return nil
}

// bytes ends the list and returns it.
func (l *changeLog) bytes() ([]byte, error) {
	l.plain.WriteByte(']')
	if len(l.parts) == 0 && l.plain.Len() < packFrom {
		return l.plain.Bytes(), nil
	}
	err := l.pack()
	packed := bytes.Join(l.parts, nil)
	*l = changeLog{count: l.count}
	if len(packed) > largeStep {
		debug.FreeOSMemory() // SQLite holds the step twice while it writes it, in memory that is not Go's
	}
	return packed, err
}

// eachChange hands out the changes of an undo step in their order.
func eachChange(kept []byte, f func(change) error) (err error) {
	var in io.Reader = bytes.NewReader(kept)
	if bytes.HasPrefix(kept, gzipMark) {
		if in, err = gzip.NewReader(in); err != nil {
			return unreadableStep(err)
		}
	}
	list := json.NewDecoder(in)
	if _, err := list.Token(); err != nil {
		return unreadableStep(err)
	}
	for list.More() {
		var c change
		if err := list.Decode(&c); err != nil {
			return unreadableStep(err)
		}
		if err := f(c); err != nil {
			return err
		}
	}
	if _, err := list.Token(); err != nil {
		return unreadableStep(err)
	}
	return nil
}

func unreadableStep(err error) error {
	return &DamagedError{Detail: "an undo step cannot be read: " + err.Error()}
}

// eachChangeBack hands them out the last first.
func eachChangeBack(kept []byte, f func(change) error) error {
	parts, err := partsOf(kept)
	if err != nil {
		return unreadableStep(err)
	}
	for _, part := range slices.Backward(parts) {
		changes, err := unpackPart(part)
		if err != nil {
			return unreadableStep(err)
		}
		for _, c := range slices.Backward(changes) {
			if err := f(c); err != nil {
				return err
			}
		}
	}
	return nil
}

var gzipMark = []byte{0x1f, 0x8b}

// partsOf finds where the parts of a step begin, by unpacking it without keeping what comes out.
func partsOf(kept []byte) (parts [][]byte, err error) {
	if !bytes.HasPrefix(kept, gzipMark) {
		return [][]byte{kept}, nil
	}
	in := bytes.NewReader(kept) // it gives single bytes, so that nothing behind a part is taken from it
	var z gzip.Reader
	for in.Len() > 0 {
		from := len(kept) - in.Len()
		if err := z.Reset(in); err != nil {
			return nil, err
		}
		z.Multistream(false)
		if _, err := io.Copy(io.Discard, &z); err != nil {
			return nil, err
		}
		parts = append(parts, kept[from:len(kept)-in.Len()])
	}
	return parts, nil
}

// unpackPart reads a part of the list: its beginning, a stretch of it, its end, or all.
func unpackPart(part []byte) (changes []change, err error) {
	text := part
	if bytes.HasPrefix(part, gzipMark) {
		z, err := gzip.NewReader(bytes.NewReader(part))
		if err != nil {
			return nil, err
		}
		var plain bytes.Buffer
		plain.Grow(partFrom + packFrom)
		if _, err := plain.ReadFrom(z); err != nil {
			return nil, err
		}
		text = listOf(plain.Bytes())
	}
	err = json.Unmarshal(text, &changes)
	return changes, err
}

// listOf makes a list of its own of a stretch of one.
func listOf(text []byte) []byte {
	switch {
	case len(text) == 0 || string(text) == "]":
		return []byte("[]")
	case text[0] == ',':
		text[0] = '['
	}
	if text[len(text)-1] != ']' {
		text = append(text, ']')
	}
	return text
}
