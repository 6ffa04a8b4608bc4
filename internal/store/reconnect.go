package store

import (
	"errors"
	"io"
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
	s.adrift = false
	return s.remember()
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
	put := func(made string) error {
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
		return os.Rename(made, s.path)
	}
	write := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	err := durable.Make(s.path, write, put)
	switch {
	case s.vault != nil && err == nil:
		s.saved = holding(image)
		return errors.Join(s.conn.load(image), s.remember())
	case s.vault == nil && s.conn == nil:
		return errors.Join(err, s.reconnect())
	}
	return err
}
