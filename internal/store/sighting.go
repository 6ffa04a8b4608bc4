package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"stillnight/internal/envelope"
)

// sighting is what the diary's file looked like when it was last read or written. Another program that
// replaces the file, or writes into it, changes at least one part of it.
type sighting struct {
	info os.FileInfo
	// head are the first bytes, with the stamp that every save changes.
	head []byte
	// changed is when the system last noted a change to a plain diary, which no program can set back; 0 where it
	// is not known.
	changed int64
}

func (a sighting) same(b sighting) bool {
	return a.info != nil && b.info != nil && os.SameFile(a.info, b.info) && a.info.Size() == b.info.Size() &&
		a.info.ModTime().Equal(b.info.ModTime()) && a.changed == b.changed && bytes.Equal(a.head, b.head)
}

// look looks at the file. A plain one is read through s.eye, which stays open as long as the connection:
// closing a second handle would take SQLite's locks away, see https://www.sqlite.org/howtocorrupt.html.
func (s *Store) look() (sighting, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return sighting{}, err
	}
	if !info.Mode().IsRegular() {
		return sighting{info: info}, nil // a pipe would keep the program waiting
	}
	if s.eye == nil {
		head, err := readHead(s.path, envelope.HeadSize)
		return sighting{info: info, head: head}, err
	}
	mine, err := s.lookAtOpen()
	if err != nil {
		return sighting{}, err
	}
	if !os.SameFile(mine.info, info) {
		return sighting{info: info}, nil
	}
	return mine, nil
}

// lookAtOpen looks at a plain diary's open file, whatever bears its name by now.
func (s *Store) lookAtOpen() (sighting, error) { return lookAt(s.eye) }

func lookAt(open *os.File) (sighting, error) {
	info, err := open.Stat()
	if err != nil {
		return sighting{}, err
	}
	head := make([]byte, headerSize)
	n, err := open.ReadAt(head, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return sighting{info, head[:n], changedAt(info)}, err
}

// lookAtOurs looks at the file that this program has just read or written.
func (s *Store) lookAtOurs() (sighting, error) {
	if s.eye == nil {
		return s.look()
	}
	return s.lookAtOpen()
}

func readHead(path string, size int) (_ []byte, err error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() { // a pipe would keep the program waiting
		return nil, errors.Join(err, ErrNotADiary)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	head := make([]byte, size)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], errors.Join(err, f.Close())
}

// remember notes what the file looks like now, for unreplaced, and of a plain diary what it holds: that is
// our side, should another program put another version in its place.
func (s *Store) remember() error {
	if err := s.sight(); err != nil || s.eye == nil || s.readOnly {
		return err
	}
	return s.reread(0, s.onDisk.info.Size())
}

// sight notes what the file looks like now. Where it cannot be looked at, as when it was just taken away, what was seen
// last stays, so that the next save looks once more.
func (s *Store) sight() error {
	now, err := s.lookAtOurs()
	if err == nil {
		s.onDisk = now
	}
	return err
}

// sightSealed notes what a locked diary's file looks like that was just written. Another one that came meanwhile is
// errAnother, and not taken for it: the next look finds it.
func (s *Store) sightSealed(data []byte) error {
	now, err := s.look()
	if err != nil {
		return err
	}
	if !bytes.Equal(now.head, data[:min(len(data), envelope.HeadSize)]) {
		return errAnother
	}
	s.onDisk = now
	return nil
}

// fewInReserve is up to how many pages in reserve are read again after a save, rather than looking for those it took.
const fewInReserve = 32

// rememberPages is remember after a save of ours that changed these pages, and else only such as it took from the reserve:
// SQLite puts those into no journal. What was deleted, as a large step of undo, may have left thousands there.
func (s *Store) rememberPages(changed []int) error {
	if s.saved == nil || changed == nil || s.eye == nil {
		return s.remember()
	}
	head := s.onDisk.head
	if err := s.sight(); err != nil {
		return err
	}
	size, before := s.onDisk.info.Size(), s.saved.size
	var reserve map[int]bool
	if !sameReserve(head, s.onDisk.head, changed) {
		reserve = s.saved.free()
	}
	if len(reserve) <= fewInReserve {
		changed, reserve = slices.AppendSeq(changed, maps.Keys(reserve)), nil
	}
	if err := s.rereadPages(changed, min(size, before)); err != nil {
		return err
	}
	if err := s.reread(min(before, size), size); err != nil || len(reserve) == 0 {
		return err
	}
	for number := range s.saved.free() {
		delete(reserve, number)
	}
	return s.rereadPages(slices.Collect(maps.Keys(reserve)), min(size, before))
}

// sameReserve tells whether a save that changed these pages took none from the reserve, by the heads before and after it:
// with every page that comes or goes SQLite writes the first page of the list of them, of which the head tells.
func sameReserve(before, after []byte, changed []int) bool {
	const from, to = 32, 40 // the first page of the list, and how many pages are in reserve
	if len(before) < to || len(after) < to || !bytes.Equal(before[from:to], after[from:to]) {
		return false
	}
	return !slices.Contains(changed, int(binary.BigEndian.Uint32(before[from:])))
}

// rereadPages is reread for pages before an end.
func (s *Store) rereadPages(list []int, end int64) error {
	slices.Sort(list) // pages that lie in one piece follow one another
	for _, run := range runs(slices.Compact(list)) {
		from := int64(run.first-1) * pageSize
		if to := min(int64(run.last)*pageSize, end); from < to {
			if err := s.reread(from, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// run is a stretch of pages.
type run struct{ first, last int }

func runs(pages []int) (list []run) {
	for _, page := range pages {
		if n := len(list); n > 0 && list[n-1].last == page-1 {
			list[n-1].last = page
			continue
		}
		list = append(list, run{page, page})
	}
	return list
}

// reread brings a part of what was saved up to date; behind it there is nothing that was up to date before.
func (s *Store) reread(from, to int64) error {
	size := s.onDisk.info.Size()
	if size > LargestFile {
		return ErrTooLarge
	}
	if s.saved == nil {
		s.saved = &held{}
	}
	s.saved.resize(size)
	err := s.saved.read(s.eye, from, to)
	if err == nil && to == size && !s.saved.begins(s.onDisk.head) {
		err = ErrReplaced
	}
	if err != nil {
		s.saved = nil
	}
	return err
}

// unreplaced returns ErrReplaced where the file is not the one last written or read.
func (s *Store) unreplaced() error {
	if s.onDisk.info == nil {
		return nil // still opening, or in memory alone
	}
	now, err := s.look()
	if errors.Is(err, fs.ErrNotExist) && isFolder(filepath.Dir(s.path)) && s.vault != nil {
		return nil // deleted since the last look: better written again than lost
	}
	if err != nil {
		return err
	}
	if !now.same(s.onDisk) {
		return ErrReplaced
	}
	return nil
}

// The stamp is a number of our own in the header, at the place of an old setting of SQLite's ("suggested cache
// size"), which nothing else uses and every version of the program and of SQLite leaves alone. Each save
// writes another one: bit 30 keeps it a size that SQLite can live with, 15 bits are by chance, and 15 are a
// checksum of the stamp before, by which the journal of a save is known to belong to the file.
const (
	stampAt   = 48
	stampMark = 1 << 30
	stampBits = 15
	stampMask = 1<<stampBits - 1
)

func stampOf(head []byte) uint32 {
	if len(head) < headerSize {
		return 0
	}
	return binary.BigEndian.Uint32(head[stampAt:])
}

// stamp reads the stamp that a save in this transaction follows, 0 where the file has none. SQLite then tells its own
// default, a negative number, which is not what stands in the header.
func (c *conn) stamp() (uint32, error) {
	n, err := c.number("PRAGMA default_cache_size")
	if err != nil || n < 0 {
		return 0, err
	}
	return asStamp(uint32(n)), nil
}

// asStamp is a stamp, or 0 for a number that is none.
func asStamp(stamp uint32) uint32 {
	if stamp&stampMark == 0 || int32(stamp) < 0 {
		return 0
	}
	return stamp
}

// linkOf is the part of a stamp that follows from the one before.
func linkOf(before uint32, chance uint32) uint32 {
	var both [8]byte
	binary.BigEndian.PutUint32(both[:], before)
	binary.BigEndian.PutUint32(both[4:], chance)
	return crc32.Checksum(both[:], castagnoli) & stampMask
}

func nextStamp(before uint32) uint32 {
	chance := uint32(rand.IntN(stampMask + 1))
	return stampMark | chance<<stampBits | linkOf(before, chance)
}

// follows tells whether a stamp was made by a save that found the other.
func follows(after, before uint32) bool {
	return after&stampMark != 0 && after&stampMask == linkOf(before, after>>stampBits&stampMask)
}
