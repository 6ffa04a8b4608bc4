package pages

import (
	"database/sql/driver"
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// varint reads a number of SQLite's variable length; n is 0 where it is cut short.
func varint(b []byte) (v uint64, n int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return v<<8 | uint64(b[i]), 9
		}
		v = v<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}

// plausible tells, from its head alone, whether a record of this size can be a row that is wanted.
func (r *Reader) plausible(start []byte, size uint64) bool {
	headSize, n := varint(start)
	if n == 0 || headSize < uint64(n) || headSize > size || headSize > uint64(len(start)) {
		return false
	}
	sum, columns := headSize, 0
	for head := start[n:headSize]; len(head) > 0; columns++ {
		kind, n := varint(head)
		if n == 0 {
			return false
		}
		head = head[n:]
		if kind >= 12 {
			sum += (kind - 12) / 2
		} else {
			sum += uint64(valueSizes[kind])
		}
		if sum > size {
			return false
		}
	}
	return sum == size && columns > 1 && columns <= r.widest
}

// payload puts a record together that may go on in overflow pages.
func (r *Reader) payload(page []byte, at, size int, kind byte) ([]byte, bool) {
	most := Size - 35
	if kind != tableLeaf {
		most = (Size-12)*64/255 - 23
	}
	local := size
	if size > most {
		least := (Size-12)*32/255 - 23
		local = least + (size-least)%(Size-4)
		if local > most {
			local = least
		}
	}
	if at+local > len(page) {
		return nil, false
	}
	if local == size {
		return page[at : at+size], true
	}
	if r.budget -= int64(size); at+local+4 > len(page) || r.budget < 0 {
		return nil, false
	}
	out := append(make([]byte, 0, size), page[at:at+local]...)
	next := int(binary.BigEndian.Uint32(page[at+local:]))
	for len(out) < size {
		more := r.at(next)
		if more == nil {
			return nil, false
		}
		next = int(binary.BigEndian.Uint32(more))
		out = append(out, more[4:min(Size, 4+size-len(out))]...)
	}
	return out, true
}

// decodeRecord reads the values of a record.
func decodeRecord(record []byte) ([]driver.Value, bool) {
	headSize, n := varint(record)
	if n == 0 || headSize > uint64(len(record)) || headSize < uint64(n) {
		return nil, false
	}
	head, body := record[n:headSize], record[headSize:]
	values := make([]driver.Value, 0, len(head)+1)
	for len(head) > 0 {
		kind, n := varint(head)
		if n == 0 {
			return nil, false
		}
		head = head[n:]
		v, used, ok := decodeValue(kind, body)
		if !ok {
			return nil, false
		}
		values, body = append(values, v), body[used:]
	}
	return values, len(values) > 1 && len(body) == 0
}

// valueSizes are the bytes of a value by its serial type; 10 and 11 are never used.
var valueSizes = [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0}

func decodeValue(kind uint64, body []byte) (v driver.Value, used int, ok bool) {
	switch {
	case kind == 10 || kind == 11:
		return nil, 0, false
	case kind >= 12:
		n := (kind - 12) / 2
		if n > uint64(len(body)) {
			return nil, 0, false
		}
		if kind%2 == 0 {
			return append([]byte{}, body[:n]...), int(n), true
		}
		return string(body[:n]), int(n), utf8.Valid(body[:n])
	}
	used = valueSizes[kind]
	if used > len(body) {
		return nil, 0, false
	}
	switch kind {
	case 0:
		return nil, 0, true
	case 7:
		return math.Float64frombits(binary.BigEndian.Uint64(body)), 8, true
	case 8, 9:
		return int64(kind - 8), 0, true
	}
	n := int64(int8(body[0]))
	for _, b := range body[1:used] {
		n = n<<8 | int64(b)
	}
	return n, used, true
}
