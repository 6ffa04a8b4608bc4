package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"stillnight/internal/envelope"
	"stillnight/internal/pages"
)

// sqliteMagic begins every plain diary.
const sqliteMagic = "SQLite format 3\x00"

// IsDiary tells from how a file begins whether it means to be a diary: a plain one, or one with a passphrase,
// of this version or another.
func IsDiary(data []byte) bool {
	return bytes.HasPrefix(data, []byte(sqliteMagic)) || bytes.HasPrefix(data, []byte(envelope.Name))
}

// IsOtherDatabase tells from how a file begins whether it is an SQLite database that another program made:
// its application id is not ours.
func IsOtherDatabase(data []byte) bool {
	return bytes.HasPrefix(data, []byte(sqliteMagic)) && len(data) >= 72 && binary.BigEndian.Uint32(data[68:]) != applicationID
}

const (
	headerSize = pages.HeaderSize
	pageSize   = pages.Size
)

// fixedHeader are the fields of the SQLite header (https://www.sqlite.org/fileformat.html#the_database_header)
// that are the same in every diary: offset and bytes. Above all a diary never uses a write-ahead log
// (offset 18), which SQLite would otherwise make beside the file when told so by a flipped bit.
var fixedHeader = []struct {
	offset int
	bytes  []byte
}{
	{0, []byte(sqliteMagic)},
	{16, []byte{pageSize >> 8, 0}},
	{18, []byte{1, 1, 0, 64, 32, 32}},
	{44, []byte{0, 0, 0, 4}},
	{52, []byte{0, 0, 0, 0}},
	{56, []byte{0, 0, 0, 1}},
	{64, []byte{0, 0, 0, 0}},
	{68, binary.BigEndian.AppendUint32(nil, applicationID)},
	{72, make([]byte, 20)},
}

// checkHeader tells a diary's first bytes from a stranger's and from a damaged diary's.
func checkHeader(head []byte) error {
	if len(head) == 0 {
		return &DamagedError{Detail: "the file is empty"}
	}
	if len(head) < headerSize {
		if bytes.HasPrefix([]byte(sqliteMagic), head) || bytes.HasPrefix(head, []byte(sqliteMagic)) {
			return &DamagedError{Detail: "the file is cut short"}
		}
		return ErrNotADiary
	}
	right, wrong := 0, 0
	for _, f := range fixedHeader {
		if bytes.Equal(head[f.offset:f.offset+len(f.bytes)], f.bytes) {
			right++
		} else {
			wrong++
		}
	}
	switch {
	case wrong == 0:
		return nil
	case binary.BigEndian.Uint32(head[68:]) == applicationID:
		return &DamagedError{Detail: "the header is not as it was written"}
	case wrong > 1:
		return ErrNotADiary // another program's database has another application id at the least
	}
	// Only the application id differs: a stranger's database, or ours with a flipped bit there. The
	// schema tells.
	return nil
}

// nature is what a file is by its first bytes.
type nature int

const (
	plainDiary nature = iota
	lockedDiary
)

// natureOf looks at the first bytes of a file.
func natureOf(path string) (nature, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, ErrNotADiary
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return 0, err
	}
	return natureIn(head[:n])
}

// natureIn tells it from the first bytes, or from all.
func natureIn(head []byte) (nature, error) {
	if locked, whole := envelope.Recognised(head); whole {
		return lockedDiary, nil
	} else if locked {
		return lockedDiary, &DamagedError{Detail: "the first bytes are not as they were written"}
	}
	return plainDiary, checkHeader(head)
}
