package pages

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"io"
)

const (
	// HeaderSize is how many bytes of the first page are the file's header.
	HeaderSize = 100
	// Size of a page in bytes, SQLite's own choice and that of every diary.
	Size = 4096
)

// Page types of the B-trees that hold rows.
const (
	tableLeaf     = 0x0d
	indexLeaf     = 0x0a
	indexInterior = 0x02
)

// Row is one row as its page holds it.
type Row struct {
	// Values of its columns; one that is the row's number is nil.
	Values []driver.Value
	// Number of the row, where the table has such.
	Number    int64
	HasNumber bool
	// Certain says that the page's head says that there is a row; others were found by trying.
	Certain bool
	// Page that the row begins in, counted from 1, and the table or index of whose tree that is a part; "" where the
	// file leads to it from none.
	Page  int
	Table string
	// Misplaced says that the page's place in that tree is for other keys: it came from elsewhere.
	Misplaced bool
}

// Reader reads the rows of one file, page by page.
type Reader struct {
	file   io.ReaderAt
	size   int64
	widest int
	take   func(Row) bool
	tree   map[int]place // of every page that the file leads to, once it is known
	number int           // of the page that is read
	// budget is how many bytes may still be put together from overflow pages: a hostile file could
	// otherwise let every row run through every page.
	budget int64
	recent [recentPages]loaded
	next   int // of recent that makes room
}

// recentPages is how many pages are kept that were read lately.
const recentPages = 8

// loaded is a page that was read.
type loaded struct {
	number int
	memory [Size]byte
	data   []byte // of that
}

// New returns a reader of a file of so many bytes. No row of it that is wanted has more columns than widest.
func New(file io.ReaderAt, size int64, widest int) *Reader {
	return &Reader{file: file, size: size, widest: widest}
}

// Rows hands the rows of all pages, which are counted from 1, to take. That tells whether it is a true row,
// or none that the caller could know; of a page whose head leads to other rows every position is tried. Its error is
// that of the context.
func (r *Reader) Rows(ctx context.Context, take func(Row) bool) error {
	r.budget = 4*r.size + 1<<20
	if r.tree == nil {
		r.tree = r.places(ctx)
	}
	r.take = take
	var memory [Size]byte
	for n := 1; int64(n-1)*Size < r.size; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.number = n
		if page := r.read(n, memory[:]); !empty(page) {
			r.page(page, headOf(n))
		}
	}
	return ctx.Err()
}

// read reads a page, of which the last may be a part, into memory; nil where it cannot be read.
func (r *Reader) read(number int, memory []byte) []byte {
	from := int64(number-1) * Size
	memory = memory[:min(Size, r.size-from)]
	if n, _ := r.file.ReadAt(memory, from); n < len(memory) { // where the disk fails, the page costs its rows alone
		return nil
	}
	return memory
}

// load returns a page, until further ones are loaded; nil where it cannot be read.
func (r *Reader) load(number int) []byte {
	for i := range r.recent {
		if r.recent[i].number == number {
			return r.recent[i].data
		}
	}
	room := &r.recent[r.next]
	r.next = (r.next + 1) % recentPages
	room.number, room.data = number, r.read(number, room.memory[:])
	return room.data
}

// empty tells whether a page holds nothing but zeros. There are many in a file that a disk or a copy has made longer.
func empty(page []byte) bool {
	for len(page) >= 8 {
		if binary.NativeEndian.Uint64(page) != 0 {
			return false
		}
		page = page[8:]
	}
	for _, b := range page {
		if b != 0 {
			return false
		}
	}
	return true
}

// Free are the pages the file holds in reserve: they may still show what was deleted long ago.
func (r *Reader) Free() map[int]bool {
	return FreeIn(r.size, r.at)
}

// FreeIn is Reader.Free for a file of so many bytes that does not lie in memory whole. page returns a page of it,
// counted from 1, or nil where that cannot be had.
func FreeIn(size int64, page func(number int) []byte) map[int]bool {
	free := make(map[int]bool)
	pageAt := func(number int) []byte {
		if number < 1 || int64(number)*Size > size {
			return nil
		}
		return page(number)
	}
	first := pageAt(1)
	if first == nil {
		return free
	}
	trunk := int(binary.BigEndian.Uint32(first[32:]))
	for !free[trunk] {
		leaves := pageAt(trunk)
		if leaves == nil {
			break
		}
		free[trunk] = true
		count := int(binary.BigEndian.Uint32(leaves[4:]))
		for i := 0; i < count && 8+4*i+4 <= Size; i++ {
			free[int(binary.BigEndian.Uint32(leaves[8+4*i:]))] = true
		}
		trunk = int(binary.BigEndian.Uint32(leaves))
	}
	return free
}

// page reads the rows its cell pointers lead to. Where the head of the page makes no sense, every
// position is tried.
func (r *Reader) page(page []byte, head int) {
	if len(page) < head+8 {
		return
	}
	kind := page[head]
	first := head + 8
	if kind == indexInterior {
		first = head + 12
	}
	count := int(binary.BigEndian.Uint16(page[head+3:]))
	if (kind == tableLeaf || kind == indexLeaf || kind == indexInterior) && first+2*count <= len(page) {
		whole := true
		for i := range count {
			at := int(binary.BigEndian.Uint16(page[first+2*i:]))
			if !r.cell(page, at, kind, true) {
				whole = false
			}
		}
		if whole {
			return
		}
	}
	for at := head; at < len(page); at++ {
		for _, kind := range []byte{tableLeaf, indexLeaf} {
			r.cell(page, at, kind, false)
		}
	}
}

// cell reads one row; it tells whether there was a true one, or none that the caller could know.
func (r *Reader) cell(page []byte, at int, kind byte, certain bool) bool {
	if kind == indexInterior {
		at += 4
	}
	if at >= len(page) {
		return false
	}
	size, n := varint(page[at:])
	if n == 0 || size < 2 || size > uint64(r.size) {
		return false
	}
	at += n
	var number int64
	if kind == tableLeaf {
		id, n := varint(page[at:])
		if n == 0 {
			return false
		}
		number = int64(id)
		at += n
	}
	if !r.plausible(page[min(at, len(page)):], size) {
		return false
	}
	record, ok := r.payload(page, at, int(size), kind)
	if !ok {
		return false
	}
	values, ok := decodeRecord(record)
	if !ok {
		return false
	}
	row := Row{Values: values, Number: number, HasNumber: kind == tableLeaf, Certain: certain, Page: r.number}
	if p, led := r.tree[r.number]; led {
		row.Table, row.Misplaced = p.table, !p.holds(row)
	}
	return r.take(row)
}
