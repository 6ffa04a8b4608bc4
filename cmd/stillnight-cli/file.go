package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"stillnight/internal/exchange"
	"stillnight/internal/output"
)

// standard stands for standard input or output in place of a file.
const standard = "-"

// save writes a file in one step: there is the old one or the new one, never a part. It is for its owner
// only. Without force a file that is there stays, and a diary stays in any case.
func (p *program) save(path string, force bool, write func(io.Writer) error) error {
	return p.put(output.File{Path: path, Replace: force}, write)
}

// put is save for an output of any kind.
func (p *program) put(f output.File, write func(io.Writer) error) error {
	path := f.Path
	if path == standard {
		return write(p.output())
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return p.fail("cli.fault.no_folder", "path", folder)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return p.fail("cli.fault.is_folder", "path", path)
	}
	err := f.Write(write)
	if errors.Is(err, fs.ErrExist) {
		return p.fail("cli.fault.exists", "path", path)
	}
	return err
}

// openFile opens a file that the user named.
func (p *program) openFile(path string) (*os.File, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, p.fail("cli.fault.no_file", "path", path)
	case err != nil:
		return nil, p.fail("cli.fault.unreadable", "path", path)
	}
	return f, nil
}

// load reads standard input, up to the size that an import may have.
func (p *program) load() ([]byte, error) {
	const (
		piece      = 1 << 20
		manyPieces = 8 // are given back at once: what is made of them is as large again
	)
	var pieces [][]byte // in one that grows all would lie there three times
	in := io.LimitReader(p.stdin, exchange.MaxFile+1)
	for {
		next := make([]byte, piece)
		n, err := io.ReadFull(in, next)
		pieces = append(pieces, next[:n])
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			whole := bytes.Join(pieces, nil)
			if len(pieces) > manyPieces {
				pieces = nil
				debug.FreeOSMemory()
			}
			return whole, nil
		case err != nil:
			return nil, p.fail("cli.fault.unreadable", "path", standard)
		}
	}
}
