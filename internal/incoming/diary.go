package incoming

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
)

// headBytes is how much of a file is looked at to tell a diary.
const headBytes = 4096

// Diary reads a diary of Stillnight, or its JSON; is says that the file is one. What is no plain file, or not there,
// is none: whoever opens it for something else says so. ask is called for the passphrase of a locked one; latest is
// as for [diary.Night.Validate]. Errors are those of the store and of the exchange; see package explain.
func Diary(ctx context.Context, path string, ask func(retry bool) (string, error), latest diary.Date) (d diary.Diary, is bool, err error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return d, false, nil //nolint:nilerr // told where the file is opened
	}
	head, err := read(ctx, path, headBytes)
	switch {
	case err != nil:
		return d, false, err
	case Named(path), store.IsDiary(head) && !store.IsOtherDatabase(head):
		d, err = store.ReadLocked(ctx, path, ask)
		return d, true, err
	case !exchange.IsOwnJSON(head):
		return d, false, nil
	}
	data, err := read(ctx, path, exchange.MaxFile+1)
	if err == nil {
		d, err = exchange.ReadJSON(ctx, data, latest)
	}
	return d, true, err
}

// DiaryIn is Diary for what came through a pipe.
func DiaryIn(ctx context.Context, data []byte, ask func(retry bool) (string, error), latest diary.Date) (d diary.Diary, is bool, err error) {
	switch {
	case store.IsDiary(data) && !store.IsOtherDatabase(data):
		d, err = store.ReadBytes(ctx, data, ask)
	case exchange.IsOwnJSON(data[:min(headBytes, len(data))]):
		d, err = exchange.ReadJSON(ctx, data, latest)
	default:
		return d, false, nil
	}
	return d, true, err
}

// Named tells by its name whether a file is a diary.
func Named(path string) bool { return strings.EqualFold(filepath.Ext(path), backup.Extension) }

// read reads a file up to a size in bytes, into one piece of memory.
func read(ctx context.Context, path string, most int64) (data []byte, err error) {
	f, err := os.Open(path)
	if err == nil {
		var info os.FileInfo
		if info, err = f.Stat(); err == nil {
			data, err = readAll(ctx, io.LimitReader(f, most), min(info.Size(), most))
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("reading %s: %w", path, store.FileError(path, err))
	}
	return data, ctx.Err()
}

// pieceBytes is how much is read before it is asked whether somebody still waits for it.
const pieceBytes = 1 << 20

// readAll reads to the end; size is how much is expected.
func readAll(ctx context.Context, in io.Reader, size int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch n, err := io.CopyN(&b, in, pieceBytes); {
		case errors.Is(err, io.EOF) || err == nil && n == 0:
			return b.Bytes(), nil
		case err != nil:
			return nil, err
		}
	}
}
