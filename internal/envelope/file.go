package envelope

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"hash/crc32"
	"io"
)

const (
	// Name begins every locked file, of whatever version.
	Name   = "stillnight-locked-diary/"
	magic1 = Name + "1\n"
	magic2 = Name + "2\n"

	endMark = "\nstillnight-end\n"
)

// Size of an id and of a stamp, in bytes.
const idSize = 16

// leadSize is how much of a payload's beginning is there twice: age's header and nonce have about 220 bytes.
const leadSize = 512

// HeadSize is how much of a file's beginning tells it from every other, in bytes.
const HeadSize = 128

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ID tells what a locked file belongs to; the zero ID is unknown.
type ID [idSize]byte

// File is a locked file taken apart. It is read where it lies.
type File struct {
	// ID that it was sealed with; zero in files of version 1.
	ID ID

	box     []byte
	payload *io.SectionReader
	padded  bool // the payload ends in a chunk that holds the size of what was sealed
	// repeated are the payload's first and last bytes as the end has them, nil where that cannot be read.
	first, last []byte
	// damage is a part that had to be read from its copy, "" for none.
	damage string
}

// Recognised tells what the first bytes of a file say: locked is true for the beginning of a locked file,
// also where a few of its bytes are not as they were written; then whole is false.
func Recognised(head []byte) (locked, whole bool) {
	for _, magic := range []string{magic2, magic1} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true, true
		}
	}
	same := 0
	for i := range min(len(head), len(magic2)) {
		if head[i] == magic2[i] {
			same++
		}
	}
	return same > 0 && same >= min(len(head), len(magic2))-3 && len(head) >= 8, false
}

// Seal locks an image. Each call gives other bytes, from the first ones on.
func (k *Key) Seal(image []byte, id ID) ([]byte, error) {
	pad := make([]byte, (chunkSize-len(image)%chunkSize)%chunkSize)
	front := append([]byte{}, id[:]...)
	stamp := make([]byte, idSize)
	_, _ = rand.Read(stamp) // it never fails
	front = append(front, stamp...)
	sizeAt := len(front)
	front = binary.BigEndian.AppendUint64(front, 0) // not known yet
	front = appendPart(front, k.box, false)
	// A diary may be large: it is encrypted where it is to stand.
	var out bytes.Buffer
	out.Grow(len(magic2) + 4*len(front) + (len(image)/chunkSize+2)*(chunkSize+overhead) + 4*leadSize)
	out.WriteString(magic2)
	out.Write(appendPart(nil, front, true))
	begin := out.Len()
	if err := encryptTo(&out, k.identity.Recipient(), image, pad, binary.BigEndian.AppendUint64(nil, uint64(len(image)))); err != nil {
		return nil, err
	}
	payload := out.Bytes()[begin:]
	binary.BigEndian.PutUint64(front[sizeAt:], uint64(len(payload)))
	copy(out.Bytes()[len(magic2):], appendPart(nil, front, true))
	end := appendPart(nil, front, true)
	end = appendPart(end, payload[:min(leadSize, len(payload))], true)
	end = appendPart(end, payload[max(0, len(payload)-finalSize):], true)
	out.Write(end)
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(end))))
	out.WriteString(endMark)
	return out.Bytes(), nil
}

func appendPart(out, part []byte, summed bool) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
	if summed {
		out = binary.BigEndian.AppendUint32(out, crc32.Checksum(part, castagnoli))
	}
	return append(out, part...)
}

// cutPart takes a summed part off; ok is false where it is not as it was written.
func cutPart(data []byte, most int) (part, rest []byte, ok bool) {
	if len(data) < 8 {
		return nil, nil, false
	}
	n, sum := int(binary.BigEndian.Uint32(data)), binary.BigEndian.Uint32(data[4:])
	data = data[8:]
	if n > most || n > len(data) || crc32.Checksum(data[:n], castagnoli) != sum {
		return nil, nil, false
	}
	return data[:n], data[n:], true
}

// Harmed tells whether one of two copies of something is not as it was written. Nothing is lost with it.
func (f *File) Harmed() bool { return f.damage != "" }

// frontMost bounds the part that says whose a file is and how it is opened, and endMost the copies at its end.
const (
	frontMost = keyBoxMost + 100
	endMost   = 8 + frontMost + 8 + leadSize + 8 + finalSize
)

// Parse is Read for a file that lies in memory.
func Parse(data []byte) (*File, error) { return Read(bytes.NewReader(data), int64(len(data))) }

// stretch reads a part of a file. What cannot be read is zero.
func stretch(file io.ReaderAt, from, to int64) []byte {
	part := make([]byte, max(0, to-from))
	_, _ = file.ReadAt(part, from)
	return part
}

// Read takes a locked file of so many bytes apart. Where something is damaged that is there twice, the copy is used.
func Read(file io.ReaderAt, size int64) (*File, error) {
	head := stretch(file, 0, min(size, int64(len(magic2)+8+frontMost)))
	if rest, ok := bytes.CutPrefix(head, []byte(magic1)); ok {
		box, _, ok := cutPart(rest, keyBoxMost)
		if !ok {
			return nil, &Damaged{"key"}
		}
		from := int64(len(magic1) + 8 + len(box))
		return &File{box: box, payload: io.NewSectionReader(file, from, size-from)}, nil
	}
	f := &File{padded: true}
	if !bytes.HasPrefix(head, []byte(magic2)) {
		f.damage = "name"
	}
	front, _, ok := cutPart(head[min(len(magic2), len(head)):], frontMost)
	copied, first, last, end, ended := parseEnd(file, size)
	f.first, f.last = first, last
	switch {
	case ok:
		if !ended || !bytes.Equal(front, copied) {
			f.damage = "end"
		}
	case ended:
		f.damage, front = "front", copied
	default:
		return nil, &Damaged{"front"}
	}
	if len(front) < 2*idSize+12 {
		return nil, &Damaged{"front"}
	}
	copy(f.ID[:], front)
	long := binary.BigEndian.Uint64(front[2*idSize:])
	f.box = front[2*idSize+12:]
	if int(binary.BigEndian.Uint32(front[2*idSize+8:])) != len(f.box) {
		return nil, &Damaged{"front"}
	}
	from := min(size, int64(len(magic2)+8+len(front)))
	if long > uint64(size-from) {
		f.damage, long = "end", uint64(size-from)
	}
	if f.damage == "" && ended && from+int64(long) != end {
		f.damage = "end"
	}
	f.payload = io.NewSectionReader(file, from, int64(long))
	return f, nil
}

// parseEnd reads the copies at the end of a file, which begin at at.
func parseEnd(file io.ReaderAt, size int64) (front, first, last []byte, at int64, ok bool) {
	behind := int64(4 + len(endMark))
	tail := stretch(file, max(0, size-endMost-behind), size)
	body, marked := bytes.CutSuffix(tail, []byte(endMark))
	if !marked || len(body) < 4 {
		return nil, nil, nil, 0, false
	}
	long := int(binary.BigEndian.Uint32(body[len(body)-4:]))
	body = body[:len(body)-4]
	if long > len(body) {
		return nil, nil, nil, 0, false
	}
	at = size - behind - int64(long)
	end := body[len(body)-long:]
	if front, end, ok = cutPart(end, frontMost); !ok {
		return nil, nil, nil, 0, false
	}
	if first, end, ok = cutPart(end, leadSize); !ok {
		return front, nil, nil, at, true
	}
	if last, _, ok = cutPart(end, finalSize); !ok {
		return front, first, nil, at, true
	}
	return front, first, last, at, true
}

// Unlock returns the key of the file; a wrong passphrase is ErrPassphrase.
func (f *File) Unlock(passphrase string) (*Key, error) { return openBox(f.box, passphrase) }

// FrontMost is how many first bytes of a locked file hold its front for certain.
const FrontMost = len(magic2) + 8 + frontMost

// IDOf reads what a locked file belongs to from the file or its first [FrontMost] bytes. It is the zero ID where they do
// not say, and where what says so is damaged; of a whole file there is a copy of that.
func IDOf(data []byte) (id ID) {
	rest, ok := bytes.CutPrefix(data, []byte(magic2))
	if !ok {
		return id
	}
	front, _, ok := cutPart(rest, frontMost)
	if !ok {
		front, _, _, _, _ = parseEnd(bytes.NewReader(data), int64(len(data)))
	}
	if len(front) >= idSize {
		copy(id[:], front)
	}
	return id
}
