package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"stillnight/internal/diary"
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
// from a memory stick. It is copied into memory, nothing is ever written to it, and no part of it is
// believed: its schema must be exactly one that this program writes, so it can bring no triggers or views;
// each row must bear a true seal and pass the domain's validation. A file with a passphrase gives
// ErrPassphrase; see ReadLocked.
func ReadForeign(ctx context.Context, path string) (diary.Diary, error) {
	return ReadLocked(ctx, path, nil)
}

// ReadLocked is ReadForeign for a file that may have a passphrase, which ask is called for.
func ReadLocked(ctx context.Context, path string, ask func(retry bool) (string, error)) (diary.Diary, error) {
	d, _, err := readForeign(ctx, path, ask, nil)
	return d, err
}

// PreviewFile proves a diary file whole, as ReadLocked does, and tells what it holds.
func PreviewFile(ctx context.Context, path string, ask func(retry bool) (string, error)) (Preview, error) {
	_, p, err := readForeign(ctx, path, ask, nil)
	return p, err
}

// readForeign tries the key of known, which may be nil, before it asks.
func readForeign(ctx context.Context, path string, ask func(retry bool) (string, error), known *vault) (diary.Diary, Preview, error) {
	image, p, err := imageOf(path, ask, known)
	var d diary.Diary
	if err == nil {
		d, err = diaryOf(ctx, image)
	}
	if err != nil {
		return diary.Diary{}, p, fmt.Errorf("reading %s: %w", path, classify(path, err))
	}
	p.Nights, p.Interventions = len(d.Nights), len(d.Interventions)
	p.First, p.Last, _ = d.Span()
	return d, p, nil
}

// imageOf returns the database in a file as bytes, decrypted where it is locked. Of a damaged one it
// returns, with the error, what there is.
func imageOf(path string, ask func(retry bool) (string, error), known *vault) (image []byte, p Preview, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, p, err
	}
	if info.IsDir() {
		return nil, p, ErrNotADiary
	}
	p.Size = info.Size()
	kind, natureErr := natureOf(path)
	var damaged *DamagedError
	if natureErr != nil && !errors.As(natureErr, &damaged) {
		return nil, p, natureErr
	}
	data, err := readBounded(path)
	if err != nil {
		return nil, p, err
	}
	if kind == plainDiary {
		return data, p, natureErr
	}
	p.Locked = true
	keyBox, payload, err := splitLocked(data)
	if err != nil {
		return nil, p, err
	}
	v := known
	if v == nil || string(v.keyBox) != string(keyBox) {
		if v, err = askUntilRight(keyBox, ask); err != nil {
			return nil, p, err
		}
	}
	image, err = v.unlockImage(payload)
	return image, p, err
}

// diaryOf reads a serialised database that may be hostile.
func diaryOf(ctx context.Context, image []byte) (d diary.Diary, err error) {
	if err := checkHeader(image); err != nil {
		return d, err
	}
	c, err := openMemory(image)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
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
	if err := migrate(c, version); err != nil {
		return d, err
	}
	if d, err = readDiary(ctx, c, true); err != nil {
		return d, err
	}
	return d, d.Validate(diary.Date{})
}
