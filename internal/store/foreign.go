package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// Preview is what a file holds, shown before it is restored or imported.
type Preview struct {
	Nights, Interventions int
	// First and Last recorded night; zero where there is none.
	First, Last diary.Date
	// Size in bytes.
	Size int64
	// Locked says that it has a passphrase.
	Locked bool
}

// ReadForeign reads a diary file that somebody else may have made: another person's, a backup, a file
// from a memory stick. Nothing is ever written to it, nor to a journal beside it, and no part of it is
// believed: its schema must be exactly one that this program writes, so it can bring no triggers or views;
// each row must have a true seal and pass the domain's validation. A file with a passphrase gives
// ErrPassphrase; see ReadLocked.
func ReadForeign(ctx context.Context, path string) (diary.Diary, error) {
	return ReadLocked(ctx, path, nil)
}

// ReadLocked is ReadForeign for a file that may have a passphrase, which ask is called for.
func ReadLocked(ctx context.Context, path string, ask func(retry bool) (string, error)) (diary.Diary, error) {
	d, _, err := readForeign(ctx, path, ask, nil)
	return d, err
}

// ReadBytes is ReadLocked for a diary that came through a pipe.
func ReadBytes(ctx context.Context, data []byte, ask func(retry bool) (string, error)) (diary.Diary, error) {
	var f fileImage
	kind, err := natureIn(data)
	var damaged *DamagedError
	if err == nil || errors.As(err, &damaged) {
		f, err = imageIn(data, kind, err, ask, nil)
	}
	var d diary.Diary
	if err == nil {
		d, err = diaryOf(ctx, f.image)
	}
	if err != nil {
		return diary.Diary{}, fmt.Errorf("reading what came in: %w", classify("", err))
	}
	return d, nil
}

// PreviewBytes is PreviewFile for a diary that lies in no file; one with a passphrase gives ErrPassphrase.
func PreviewBytes(ctx context.Context, data []byte) (Preview, error) {
	p := Preview{Size: int64(len(data))}
	kind, err := natureIn(data)
	p.Locked = kind == lockedDiary
	if err == nil && p.Locked {
		err = ErrPassphrase
	}
	var d diary.Diary
	if err == nil {
		d, err = diaryOf(ctx, data)
	}
	if err != nil {
		return p, fmt.Errorf("reading what came in: %w", classify("", err))
	}
	p.tell(d)
	return p, nil
}

func (p *Preview) tell(d diary.Diary) {
	p.Nights, p.Interventions = len(d.Nights), len(d.Interventions)
	p.First, p.Last, _ = d.Span()
}

// PreviewFile proves a diary file whole, as ReadLocked does, and tells what it holds.
func PreviewFile(ctx context.Context, path string, ask func(retry bool) (string, error)) (Preview, error) {
	_, p, err := readForeign(ctx, path, ask, nil)
	return p, err
}

// readForeign tries the key of known, which may be nil, before it asks.
func readForeign(ctx context.Context, path string, ask func(retry bool) (string, error), known *envelope.Key) (diary.Diary, Preview, error) {
	f, err := imageOf(path, ask, known)
	p := f.preview
	var d diary.Diary
	if err == nil {
		d, err = f.diary(ctx)
	}
	if err != nil {
		return diary.Diary{}, p, fmt.Errorf("reading %s: %w", path, classify(path, err))
	}
	p.tell(d)
	return d, p, nil
}

// fileImage is a diary file: in memory, or where it lies.
type fileImage struct {
	path    string        // of a plain file, which need not be in memory
	image   []byte        // otherwise the database, decrypted where the file is locked
	vault   *envelope.Key // nil where it is not
	id      string        // whose it is, "" where only the database says so
	preview Preview
}

// diary reads what the file holds, which may be hostile.
func (f fileImage) diary(ctx context.Context) (diary.Diary, error) {
	if f.path == "" {
		return diaryOf(ctx, f.image)
	}
	return diaryAt(ctx, f.path)
}

// imageOf reads a diary file. Of a damaged one it returns, with the error, what there is.
func imageOf(path string, ask func(retry bool) (string, error), known *envelope.Key) (f fileImage, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	f.preview.Size = info.Size()
	kind, natureErr := natureOf(path)
	var damaged *DamagedError
	if natureErr != nil && !errors.As(natureErr, &damaged) {
		return f, natureErr
	}
	if kind == plainDiary {
		f.path = path
		if info.Size() > LargestFile {
			return f, ErrTooLarge
		}
		return f, natureErr
	}
	data, err := readBounded(path)
	if err != nil {
		return f, err
	}
	size := f.preview.Size
	f, err = imageIn(data, kind, natureErr, ask, known)
	f.preview.Size = size
	return f, err
}

// imageIn is imageOf for a file that was read; natureErr is what natureIn said of it.
func imageIn(data []byte, kind nature, natureErr error, ask func(retry bool) (string, error), known *envelope.Key) (f fileImage, err error) {
	if kind == plainDiary {
		f.image = data
		return f, natureErr
	}
	f.preview.Locked = true
	locked, err := parseLocked(data)
	if err != nil {
		return f, err
	}
	if locked.ID != (envelope.ID{}) {
		f.id = hex.EncodeToString(locked.ID[:])
	}
	f.vault = known
	if !known.Fits(locked) {
		if f.vault, err = askUntilRight(locked, ask); err != nil {
			return f, err
		}
	}
	f.image, err = unlockImage(f.vault, locked)
	return f, err
}

// diaryOf reads a serialised database that may be hostile.
func diaryOf(ctx context.Context, image []byte) (diary.Diary, error) {
	if err := checkHeader(image); err != nil {
		return diary.Diary{}, err
	}
	c, err := openMemory(image)
	if err != nil {
		return diary.Diary{}, err
	}
	d, err := diaryIn(ctx, c)
	return d, errors.Join(err, c.close())
}

// diaryAt is diaryOf for a plain file where it lies.
func diaryAt(ctx context.Context, path string) (diary.Diary, error) {
	head, err := readHead(path, headerSize)
	if err != nil {
		return diary.Diary{}, err
	}
	if err := checkHeader(head); err != nil {
		return diary.Diary{}, err
	}
	c, err := openFile(path, unchanging)
	if err != nil {
		return diary.Diary{}, err
	}
	d, err := diaryIn(ctx, c)
	return d, errors.Join(err, c.close())
}

// diaryIn reads a database, one of an older version by a copy that is brought up to date.
func diaryIn(ctx context.Context, c *conn) (d diary.Diary, err error) {
	version, err := examine(ctx, c)
	if err != nil {
		return d, err
	}
	if version > currentVersion {
		return d, ErrNewer
	}
	if err := quickCheck(ctx, c); err != nil {
		return d, err
	}
	if version < currentVersion {
		if c, err = migratedCopy(c, version); err != nil {
			return d, err
		}
		defer func() { err = errors.Join(err, c.close()) }()
	}
	if d, err = readDiary(ctx, c, true); err != nil {
		return d, err
	}
	return d, d.Validate(diary.Date{})
}
