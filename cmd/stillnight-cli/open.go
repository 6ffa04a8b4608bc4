package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
)

// where are the options by which every command finds the diary.
type where struct {
	p          *program
	path       *string
	passphrase *string
}

func (f *flags) where() *where {
	return &where{f.p, f.words("diary", "", "cli.option.diary"), f.words("passphrase-file", "", "cli.option.passphrase")}
}

// file returns the path of the diary: the one given, or the usual one.
func (w *where) file() (string, error) {
	if *w.path != "" {
		return *w.path, nil
	}
	return store.DefaultPath()
}

// existing returns the path of a diary that is there.
func (w *where) existing() (string, error) {
	path, err := w.file()
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		if w.p.places.Away(path) {
			return "", store.ErrNotConnected
		}
		return "", w.p.fail("cli.fault.no_diary", "path", path)
	}
	return path, nil
}

// ask answers the store's question for the passphrase from the file that was named. A second question
// means that it was wrong.
func (w *where) ask(retry bool) (string, error) {
	switch {
	case retry:
		return "", store.ErrPassphrase
	case *w.passphrase == "":
		return "", w.p.fail("cli.fault.locked")
	}
	f, err := w.p.openFile(*w.passphrase)
	if err != nil {
		return "", err
	}
	const longest = 4096
	// Editors on Windows put a mark before the text, or write it in two bytes a letter.
	text := unicode.BOMOverride(unicode.UTF8.NewDecoder())
	line, err := bufio.NewReader(transform.NewReader(io.LimitReader(f, longest), text)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) { // a folder, for one
		return "", errors.Join(w.p.fail("cli.fault.unreadable", "path", *w.passphrase), f.Close())
	}
	return strings.TrimRight(line, "\r\n"), f.Close()
}

// open opens the diary for writing; it is made where there is none.
func (w *where) open() (*store.Store, error) {
	path, err := w.file()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(w.p.ctx, path, store.Options{Passphrase: w.ask, Places: w.p.places})
	if err == nil {
		w.p.tellFindings(s)
	}
	return s, err
}

// openToRead opens a diary that is there for reading only, which locks nothing: a window may have it open.
func (w *where) openToRead() (*store.Store, error) {
	path, err := w.existing()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(w.p.ctx, path, store.Options{ReadOnly: true, Passphrase: w.ask})
	if err == nil {
		w.p.tellFindings(s)
	}
	return s, err
}

// read returns everything in the diary.
func (w *where) read() (d diary.Diary, err error) {
	s, err := w.openToRead()
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Diary(w.p.ctx)
}

// tellFindings says beside the answer what the store met and settled by itself.
func (p *program) tellFindings(s *store.Store) {
	for _, f := range s.Findings() {
		p.complain(exitGood, explain.Told(p.l, f.Key, f.Args))
	}
}
