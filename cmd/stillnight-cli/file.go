package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"stillnight/internal/exchange"
)

// standard stands for standard input or output in place of a file.
const standard = "-"

// save writes a file in one step: there is the old one or the new one, never a part. It is for its owner
// only. Without force a file that is there stays.
func (p *program) save(path string, force bool, write func(io.Writer) error) (err error) {
	if path == standard {
		return write(p.stdout)
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return p.fail("cli.fault.exists", "path", path)
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return p.fail("cli.fault.no_folder", "path", folder)
	}
	f, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.new") // mode 0600
	if err != nil {
		return p.fail("cli.fault.no_folder", "path", folder)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if force {
		return os.Rename(f.Name(), path)
	}
	return p.link(f.Name(), path)
}

// link gives a finished file its name unless something has taken the name meanwhile.
func (p *program) link(made, path string) error {
	if runtime.GOOS != "windows" {
		switch err := os.Link(made, path); {
		case err == nil:
			return os.Remove(made)
		case errors.Is(err, fs.ErrExist):
			return p.fail("cli.fault.exists", "path", path)
		}
		// Some file systems know no links; the check made before must do.
	}
	return os.Rename(made, path)
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

// load reads a whole file, or standard input, up to the size that an import may have.
func (p *program) load(path string) (data []byte, err error) {
	in := p.stdin
	if path != standard {
		f, fault := p.openFile(path)
		if fault != nil {
			return nil, fault
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		in = f
	}
	data, err = io.ReadAll(io.LimitReader(in, exchange.MaxFile+1))
	if err != nil {
		return nil, p.fail("cli.fault.unreadable", "path", path)
	}
	return data, nil
}
