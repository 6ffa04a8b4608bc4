package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// tarMark is where a tar archive says that it is one.
const tarMark = 257

// gzip opens the one file in a gzip stream. It is read again from its beginning as often as it is needed.
func (o *opener) gzip(e entry, depth int) error {
	if depth >= maxNested {
		return fault("exchange.fault.nested")
	}
	inner := entry{file: strings.TrimSuffix(strings.TrimSuffix(e.file, ".gz"), ".GZ"), folder: e.folder}
	inner.open = func() (io.ReadCloser, error) {
		in, err := e.open()
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, errors.Join(fault("exchange.fault.archive"), in.Close())
		}
		return &metered{&gunzipped{z, in}, o}, nil
	}
	return o.open(inner, depth+1)
}

// gunzipped closes the file that a stream comes from; what is wrong with the stream was told on reading it.
type gunzipped struct {
	*gzip.Reader
	in io.Closer
}

// Close closes the file.
func (g *gunzipped) Close() error { return g.in.Close() }

// zip opens a workbook, or the entries of an archive.
func (o *opener) zip(e entry, depth int) (err error) {
	at, size, done, err := o.seekable(e)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fault("exchange.fault.archive")
	}
	if len(z.File) > maxEntries {
		return fault("exchange.fault.entries", "most", strconv.Itoa(maxEntries))
	}
	switch kind := archiveKind(z); {
	case o.peek && kind != "":
		return nil
	case kind == "xlsx":
		return o.workbook(e, o.watched(z, at, size))
	case kind == "ods":
		return o.openDocument(e, o.watched(z, at, size))
	case kind == "":
	default:
		return fault(kind)
	}
	if depth >= maxNested {
		return fault("exchange.fault.nested")
	}
	// What is packed counts by what it unpacks to.
	if depth == 0 {
		expect(o.ctx, -e.size)
	}
	for _, f := range z.File {
		if mayBeOpened(f) {
			expect(o.ctx, int64(min(f.UncompressedSize64, maxUnpacked)))
		}
	}
	tried := 0
	for _, f := range z.File {
		if !mayBeOpened(f) {
			continue
		}
		tried++
		if err := o.openEntry(f, depth, len(z.File) == 1); err != nil {
			return err
		}
	}
	if tried == 0 {
		if encrypted(z) {
			return fault("exchange.fault.archive_locked")
		}
		return fault("exchange.fault.archive_empty")
	}
	return nil
}

// openEntry opens an entry of an archive. One that cannot be read does not spoil the others, but is told; in an empty one
// nothing is missed.
func (o *opener) openEntry(f *zip.File, depth int, alone bool) error {
	e := entry{file: path.Base(f.Name), folder: path.Dir(f.Name), size: int64(min(f.UncompressedSize64, 1<<62)), open: o.unpack(f)}
	err := o.open(e, depth+1)
	var wrong *Fault
	switch {
	case alone || !errors.As(err, &wrong) || wrong.Key == "exchange.fault.unpacked":
		return err
	case o.peek || wrong.Key == "exchange.fault.empty":
		return nil
	}
	return o.found(Item{File: e.file, Folder: e.folder, Size: e.size, Fault: wrong})
}

func mayBeOpened(f *zip.File) bool {
	return !f.FileInfo().IsDir() && mayHold(f.Name) && f.Flags&1 == 0
}

func encrypted(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return true
		}
	}
	return false
}

// seekable gives an entry as something that can be read at any place: the file itself, or an archive
// within an archive as a whole.
func (o *opener) seekable(e entry) (io.ReaderAt, int64, func() error, error) {
	in, err := e.open()
	if err != nil {
		return nil, 0, nil, err
	}
	if at, ok := in.(io.ReaderAt); ok {
		return at, e.size, in.Close, nil
	}
	if err := in.Close(); err != nil {
		return nil, 0, nil, fmt.Errorf("closing an archive: %w", err)
	}
	data, err := o.read(e, MaxFile)
	if err != nil {
		return nil, 0, nil, err
	}
	return bytes.NewReader(data), int64(len(data)), func() error { return nil }, nil
}

// unpack opens an entry; what all entries hold together is bounded, whatever the archive says.
func (o *opener) unpack(f *zip.File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		in, err := f.Open()
		if err != nil {
			return nil, fault("exchange.fault.archive")
		}
		return &metered{in, o}, nil
	}
}

// metered counts what is unpacked.
type metered struct {
	io.ReadCloser
	o *opener
}

// Read reads until the archive has given more than it may.
func (m *metered) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.o.unpacked += int64(n)
	if m.o.unpacked > maxUnpacked {
		return n, fault("exchange.fault.unpacked")
	}
	return n, err
}

// archiveKind knows office files; a key of a sentence says that it is one that cannot be read.
func archiveKind(z *zip.Reader) string {
	for _, f := range z.File {
		switch {
		case f.Name == "xl/workbook.xml":
			return "xlsx"
		case f.Name == "xl/workbook.bin":
			return "exchange.fault.old_office"
		case f.Name == "word/document.xml" || f.Name == "ppt/presentation.xml":
			return "exchange.fault.document"
		case strings.HasPrefix(f.Name, "Index/") && strings.HasSuffix(f.Name, ".iwa"):
			return "exchange.fault.numbers"
		case f.Name == "content.xml":
			return "ods"
		case path.Dir(f.Name) == "diary" && strings.HasSuffix(f.Name, ".stillnight"):
			return "exchange.fault.move" // as package moving packs it
		case f.Name == "encrypted-package":
			return lockedWorkbook
		}
	}
	if slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, "xl/") }) {
		return "exchange.fault.workbook" // what lists its sheets is gone
	}
	return ""
}
