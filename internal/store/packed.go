package store

import (
	"archive/zip"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/envelope"
)

// MoveExtension ends the name of a file in which a diary is packed for another computer. Package moving writes it.
const MoveExtension = ".stillnight-move"

// MovePart is the folder of the archive in which the diary lies.
const MovePart = "diary"

// isPacked tells by its name whether a file may be one.
func isPacked(name string) bool { return strings.EqualFold(filepath.Ext(name), MoveExtension) }

// packsDiary tells whether a file is one, whatever its name.
func packsDiary(name string) bool {
	z, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	packs := slices.ContainsFunc(z.File, func(f *zip.File) bool {
		return path.Dir(f.Name) == MovePart && strings.EqualFold(path.Ext(f.Name), backup.Extension)
	})
	return z.Close() == nil && packs
}

// packed reads the diary that is packed in a file.
func packed(name string) (image []byte, err error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	for _, f := range z.File {
		if path.Dir(f.Name) != MovePart || f.FileInfo().IsDir() {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		image, err := io.ReadAll(io.LimitReader(in, LargestFile+1))
		if len(image) > LargestFile {
			err = ErrTooLarge
		}
		return image, errors.Join(err, in.Close())
	}
	return nil, ErrNotADiary
}

// packedKin is kinOf for a packed diary; locked says that it has a passphrase, so that it does not tell all of that.
func packedKin(ctx context.Context, name string) (id string, former []string, locked bool, err error) {
	image, err := packed(name)
	if err != nil {
		return "", nil, false, err
	}
	head := image[:min(len(image), envelope.HeadSize)]
	if locked, _ := envelope.Recognised(head); locked {
		own := envelope.IDOf(image)
		return hex.EncodeToString(own[:]), nil, true, nil
	}
	if err := checkHeader(image); err != nil {
		return "", nil, false, err
	}
	c, err := openMemory(image)
	if err != nil {
		return "", nil, false, err
	}
	id, former, err = kinIn(ctx, c)
	return id, former, false, errors.Join(err, c.close())
}

// Packed tells whether a file is this diary, packed for another computer at some time.
func (s *Store) Packed(ctx context.Context, name string) bool {
	if !isPacked(name) {
		return false
	}
	id, _, _, err := packedKin(ctx, name)
	s.mu.Lock()
	defer s.mu.Unlock()
	return err == nil && s.id != "" && id == s.id
}
