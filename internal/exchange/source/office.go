package source

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
)

// watched is an archive of which it is counted how much has been read.
func (o *opener) watched(z *zip.Reader, at io.ReaderAt, size int64) *zip.Reader {
	if _, held := at.(*bytes.Reader); held {
		return z // what is held was counted when it was read
	}
	if again, err := zip.NewReader(countedAt{o.ctx, at}, size); err == nil {
		return again
	}
	return z
}

// workbook reads the sheets of a workbook.
func (o *opener) workbook(e entry, z *zip.Reader) error {
	sheets := 0
	err := readWorkbook(o.ctx, e.file, z, func(it Item) error {
		sheets++
		it.Folder = e.folder
		return o.found(it)
	})
	if err == nil && sheets == 0 {
		return fault("exchange.fault.empty")
	}
	return err
}

// countedAt counts what is read anywhere in a file.
type countedAt struct {
	ctx context.Context
	at  io.ReaderAt
}

// ReadAt reads unless the context has ended.
func (c countedAt) ReadAt(p []byte, at int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.at.ReadAt(p, at)
	if progress, ok := c.ctx.Value(progressKey{}).(*Progress); ok {
		progress.done.Add(int64(n))
	}
	return n, err
}

// lockedWorkbook says that a workbook has a password.
const lockedWorkbook = "exchange.fault.workbook_locked"

// old tells whether an Office file in the form of old is a workbook of today that is locked: its password made it one.
func (o *opener) old(e entry) (err error) {
	in, err := e.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var name []byte
	for _, c := range "EncryptedPackage" {
		name = append(name, byte(c), 0)
	}
	const piece = 1 << 16
	buffer := make([]byte, 0, piece+len(name))
	rest := &cancelled{ctx: o.ctx, in: io.LimitReader(in, MaxFile)}
	for {
		n, err := io.ReadFull(rest, buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		switch {
		case o.ctx.Err() != nil:
			return o.ctx.Err()
		case bytes.Contains(buffer, name):
			return fault(lockedWorkbook)
		case err != nil: // its end
			return fault("exchange.fault.old_office")
		}
		buffer = append(buffer[:0], buffer[len(buffer)-len(name):]...)
	}
}

// encryptedParts tells whether an OpenDocument file says that its parts are locked.
func encryptedParts(z *zip.Reader) bool {
	in, err := z.Open("META-INF/manifest.xml")
	if err != nil {
		return false
	}
	const most = 1 << 20
	manifest, err := io.ReadAll(io.LimitReader(in, most))
	return errors.Join(err, in.Close()) == nil && bytes.Contains(manifest, []byte("encryption-data"))
}

func (o *opener) openDocument(e entry, z *zip.Reader) (err error) {
	if encryptedParts(z) {
		return fault(lockedWorkbook)
	}
	in, err := z.Open("content.xml")
	if err != nil {
		return fault("exchange.fault.workbook")
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	items, err := openDocument(e.file, &cancelled{ctx: o.ctx, in: in}, maxWorkbook)
	if err != nil {
		return errors.Join(o.ctx.Err(), err)
	}
	return o.sheets(items, e.folder)
}

func (o *opener) sheets(items []Item, folder string) error {
	if len(items) == 0 {
		return fault("exchange.fault.empty")
	}
	for _, it := range items {
		it.Folder = folder
		if err := o.found(it); err != nil {
			return err
		}
	}
	return nil
}
