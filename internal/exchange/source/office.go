package source

import (
	"archive/zip"
	"errors"
	"io"
)

// workbook proves that an .xlsx unpacks to what may be held before it is handed on.
func (o *opener) workbook(e entry, z *zip.Reader) error {
	left := int64(maxWorkbook)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return fault("exchange.fault.workbook")
		}
		n, err := io.Copy(io.Discard, io.LimitReader(&cancelled{ctx: o.ctx, in: in}, left+1))
		if closing := in.Close(); err != nil || closing != nil {
			return errors.Join(o.ctx.Err(), fault("exchange.fault.workbook"))
		}
		if left -= n; left < 0 {
			return fault("exchange.fault.unpacked")
		}
	}
	data, err := o.read(e, MaxFile)
	if err != nil {
		return err
	}
	items, err := workbook(o.ctx, e.file, data)
	if err != nil {
		return err
	}
	return o.sheets(items, e.folder)
}

func (o *opener) openDocument(e entry, z *zip.Reader) (err error) {
	in, err := z.Open("content.xml")
	if err != nil {
		return fault("exchange.fault.workbook")
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	items, err := openDocument(e.file, io.LimitReader(&cancelled{ctx: o.ctx, in: in}, maxWorkbook))
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
