package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"stillnight/internal/instance"
)

// journalMagic begins a rollback journal of SQLite (https://www.sqlite.org/fileformat.html#the_rollback_journal).
const journalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

// journal is a rollback journal: pages as they were before a save that a crash cut short.
type journal struct {
	before int            // pages that the file had
	pages  map[int][]byte // by their number, from 1 on
	counts bool           // false where nothing had been flushed, so that the file is untouched
}

// parseJournal reads a journal as far as its checksums are right. ok is false for what SQLite would not play
// back either.
func parseJournal(data []byte) (j journal, ok bool) {
	j.pages = make(map[int][]byte)
	const record = 4 + pageSize + 4
	for at := 0; at+28 <= len(data) && string(data[at:at+8]) == journalMagic; {
		count := binary.BigEndian.Uint32(data[at+8:])
		nonce := binary.BigEndian.Uint32(data[at+12:])
		sector := int(binary.BigEndian.Uint32(data[at+20:]))
		if at == 0 {
			j.before = int(binary.BigEndian.Uint32(data[at+16:]))
		}
		if sector < 32 || sector > 1<<16 || binary.BigEndian.Uint32(data[at+24:]) != pageSize {
			return j, ok
		}
		ok = true
		if count == 0 {
			return j, ok
		}
		j.counts = true
		at += sector
		for ; count > 0 && at+record <= len(data); count-- {
			number := int(binary.BigEndian.Uint32(data[at:]))
			page := data[at+4 : at+4+pageSize]
			if binary.BigEndian.Uint32(data[at+4+pageSize:]) != journalSum(nonce, page) {
				return j, ok
			}
			if _, there := j.pages[number]; !there && number > 0 {
				j.pages[number] = page
			}
			at += record
		}
		at = (at + sector - 1) / sector * sector
	}
	return j, ok
}

func journalSum(nonce uint32, page []byte) uint32 {
	for i := pageSize - 200; i > 0; i -= 200 {
		nonce += uint32(page[i])
	}
	return nonce
}

// belongs tells whether the journal is of a save into a file with this head and so many pages. Every save of
// ours puts the first page into its journal before any other.
func (j journal) belongs(head []byte, pages int) bool {
	if len(head) < headerSize {
		return false
	}
	if !j.counts {
		return j.before == pages
	}
	first := j.pages[1]
	if first == nil {
		return stampOf(head) == 0 // of an earlier version of the program
	}
	if bytes.Equal(first[:headerSize], head[:headerSize]) {
		return true
	}
	before, after := binary.BigEndian.Uint32(first[24:]), binary.BigEndian.Uint32(head[24:])
	if after != before+1 {
		return false
	}
	if stampOf(head) == 0 {
		return stampOf(first) == 0
	}
	return follows(stampOf(head), stampOf(first)) || stampOf(first) == 0 && follows(stampOf(head), defaultForStamp)
}

// defaultForStamp is what earlier versions of the program took for the stamp of a file without one: SQLite's default,
// −2000. Their first save into such a file follows it.
const defaultForStamp = 0xfffff830

// playBack returns the file as it was before the save.
func (j journal) playBack(image []byte) []byte {
	if !j.counts {
		return image
	}
	out := make([]byte, j.before*pageSize)
	copy(out, image)
	for number, page := range j.pages {
		if number <= j.before {
			copy(out[(number-1)*pageSize:], page)
		}
	}
	return out
}

// mostListed bounds how many changed pages are worth being listed; of larger saves the file is read whole.
const mostListed = 256

// changing lists the pages that the open transaction has changed so far, by the journal that SQLite writes before it
// changes any; nil where that cannot be told. Pages behind the end that the file had are not among them.
func (s *Store) changing() []int {
	if s.vault != nil || s.eye == nil {
		return nil
	}
	f, err := os.Open(journalPath(s.path))
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	const record = 4 + pageSize + 4
	info, err := f.Stat()
	if err != nil || info.Size() > mostListed*record {
		return nil
	}
	s.journalled = slices.Grow(s.journalled[:0], int(info.Size()))[:info.Size()]
	data := s.journalled
	if _, err := io.ReadFull(f, data); err != nil || len(data) < 28 {
		return nil
	}
	sector := int(binary.BigEndian.Uint32(data[20:]))
	if sector < 32 || sector > 1<<16 || binary.BigEndian.Uint32(data[24:]) != pageSize || (len(data)-sector)%record != 0 {
		return nil // flushed in between, so that a second head follows
	}
	pages := []int{1} // SQLite counts the save there
	for at := sector; at < len(data); at += record {
		pages = append(pages, int(binary.BigEndian.Uint32(data[at:])))
	}
	return pages
}

func journalPath(path string) string { return path + "-journal" }

// readJournal reads the journal beside a diary; found is false where there is none that SQLite would look at.
func readJournal(path string, head []byte, size int64) (j journal, ours, found bool, err error) {
	if noJournal(path) {
		return j, false, true, nil
	}
	data, err := readBounded(journalPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return j, false, false, nil
	}
	if err != nil {
		return j, false, false, err
	}
	if j, found = parseJournal(data); !found {
		return j, false, maybeHot(data), nil
	}
	return j, j.belongs(head, int(size/pageSize)), true, nil
}

// maybeHot tells whether SQLite takes bytes for a journal that is to be played back, whatever they are: by the first one
// (https://www.sqlite.org/lockingv3.html#hot_journals). Of a diary that is only read it then reads nothing.
func maybeHot(data []byte) bool { return len(data) > 0 && data[0] != 0 }

// settleJournal sets a journal aside that belongs to another file: SQLite would play it back into this one. Our own is left
// for SQLite. A link or a folder in its place is set aside too: SQLite would write where the link leads, or not at all.
func (s *Store) settleJournal() error {
	switch info, err := os.Lstat(journalPath(s.path)); {
	case err != nil:
		return nil // none, or none that could be read: SQLite says so itself
	case !info.Mode().IsRegular():
		return s.setJournalAside("no_journal")
	}
	now, err := s.look()
	if err != nil {
		return err
	}
	_, ours, found, err := readJournal(s.path, now.head, now.info.Size())
	if err != nil || !found || ours {
		return err
	}
	return s.setJournalAside("journal")
}

// noJournal tells whether something lies in the place of a diary's journal that is no file, such as a link or a folder.
func noJournal(path string) bool {
	info, err := os.Lstat(journalPath(path))
	return err == nil && !info.Mode().IsRegular()
}

// setJournalAside gives a journal another name, and says so.
func (s *Store) setJournalAside(finding string) error {
	aside, err := freeName(func(i int) string { return fmt.Sprintf("%s.set-aside-%d", journalPath(s.path), i) })
	if err != nil {
		return err
	}
	if err := os.Rename(journalPath(s.path), aside); err != nil {
		return err
	}
	s.found(finding, "path", aside)
	return nil
}

// openQuietly opens a plain diary without changing a file, also where a save was cut short.
func (s *Store) openQuietly() error {
	head, err := readHead(s.path, headerSize)
	if err != nil {
		return err
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	j, ours, found, err := readJournal(s.path, head, info.Size())
	if err != nil {
		return err
	}
	// The journal of a window that is open is that window's business.
	if held, err := instance.Held(s.path); err != nil || held || !found {
		if s.onDisk, err = s.look(); err != nil {
			return err
		}
		s.conn, err = openFile(s.path, readOnly)
		return err
	}
	image, err := readBounded(s.path)
	if err != nil {
		return err
	}
	switch {
	case ours:
		image = j.playBack(image)
	case !noJournal(s.path): // which nothing was lost with
		s.found("journal_seen", "path", journalPath(s.path))
	}
	s.conn, err = openMemory(image)
	return err
}

// freeName returns the first of many names that no file has, counting from 1.
func freeName(name func(int) string) (string, error) {
	for i := 1; ; i++ {
		if _, err := os.Lstat(name(i)); errors.Is(err, fs.ErrNotExist) {
			return name(i), nil
		} else if err != nil {
			return "", err
		}
	}
}
