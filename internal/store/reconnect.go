package store

import (
	"bytes"
	"errors"
	"os"

	"stillnight/internal/durable"
)

// drift goes on with what was last saved, in memory, while another file that cannot be read is in the diary's
// place.
func (s *Store) drift(now sighting) error {
	if s.vault != nil || s.adrift {
		s.adrift = true
		s.onDisk = now
		return nil
	}
	image, err := s.saved.image()
	if err != nil {
		return err
	}
	c, err := openMemory(image)
	if err != nil {
		return err
	}
	if err := s.disconnect(); err != nil {
		return errors.Join(err, c.close())
	}
	s.conn, s.adrift, s.onDisk = c, true, now
	return nil
}

// reconnect opens the file again that is in the diary's place. Where that is none, as a folder that has just come there,
// it goes on with what was last saved.
func (s *Store) reconnect() error {
	if s.saved == nil && s.eye != nil {
		if data, err := wholeFile(s.eye); err == nil { // closed, a file that has no name any more would be lost
			s.saved = holding(data)
		}
	}
	if err := s.disconnect(); err != nil {
		return err
	}
	head, err := readHead(s.path, headerSize)
	if err == nil {
		err = checkHeader(head)
	}
	if err == nil {
		err = s.connect()
	}
	if err != nil {
		return errors.Join(err, s.disconnect(), s.goOnInMemory())
	}
	s.adrift, s.saved = false, nil // not read into again: others may hold it
	return s.remember()
}

// reconnectTo is reconnect where this program has just seen an image in the file, or put it there. Another file that came
// meanwhile is errAnother, and not taken for it: the next look finds that it is to be joined with the image.
func (s *Store) reconnectTo(image []byte) error {
	s.saved = holding(image)
	if err := s.reconnect(); errors.Is(err, ErrNotADiary) { // it goes on in memory
		return errAnother
	} else if err != nil {
		return err
	}
	if there, err := s.saved.image(); err == nil && bytes.Equal(there, image) {
		return nil
	}
	s.saved, s.onDisk.head = holding(image), nil
	return errAnother
}

// goOnInMemory lets what was last saved be read, and written again once its place is free.
func (s *Store) goOnInMemory() error {
	if s.saved == nil {
		return nil
	}
	image, err := s.saved.image()
	if err != nil {
		return err
	}
	if s.conn, err = openMemory(image); err != nil {
		return err
	}
	s.adrift = true
	return nil
}

// install puts a whole diary in the place of the file that is there, and connects to it. image is what data
// holds. still is asked in the last moment whether what is there may go.
func (s *Store) install(data, image []byte, still func() error) error {
	err := durable.Make(s.path, durable.Bytes(data), s.naming(still))
	switch {
	case s.vault != nil && err == nil:
		s.saved = holding(image)
		return errors.Join(s.conn.load(image), s.sightSealed(data))
	case s.vault == nil && s.conn == nil && err == nil:
		return s.reconnectTo(image)
	case s.vault == nil && s.conn == nil:
		return errors.Join(err, s.reconnect())
	}
	return err
}

// naming gives a finished file the diary's name. still is asked before: writing took time, in which another program may
// have put another file there.
func (s *Store) naming(still func() error) func(made string) error {
	return func(made string) error {
		if s.atRename != nil {
			s.atRename()
		}
		if err := still(); err != nil {
			return err
		}
		if s.vault == nil {
			if err := s.disconnect(); err != nil { // Windows cannot rename over an open file
				return err
			}
		}
		if err := os.Rename(made, s.path); err != nil {
			return err
		}
		if s.renamed != nil {
			s.renamed()
		}
		return nil
	}
}
