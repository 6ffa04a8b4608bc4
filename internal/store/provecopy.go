package store

import (
	"context"
	"errors"

	"stillnight/internal/envelope"
)

// verifyCopy opens a copy, locked with v unless that is nil, and proves it whole.
func verifyCopy(ctx context.Context, path string, v *envelope.Key) error {
	c, err := openCopy(path, v)
	if err != nil {
		return err
	}
	return errors.Join(proveCopy(ctx, c), c.close())
}

// openCopy opens a copy that nobody else uses: a plain one where it lies, so that it need not lie in memory.
func openCopy(path string, v *envelope.Key) (*conn, error) {
	if v == nil {
		if _, err := natureOf(path); err != nil {
			return nil, err
		}
		return openFile(path, unchanging)
	}
	data, err := readBounded(path)
	if err != nil {
		return nil, err
	}
	f, err := parseLocked(data)
	if err != nil {
		return nil, err
	}
	image, err := unlockImage(v, f)
	if err != nil {
		return nil, err
	}
	defer clear(image)
	return openMemory(image)
}

// proveCopy proves every page and, of a copy of the present version, every row.
func proveCopy(ctx context.Context, c *conn) error {
	version, err := examine(ctx, c)
	if err != nil {
		return err
	}
	if err := quickCheck(ctx, c); err != nil || version != currentVersion {
		return err
	}
	return proveDiary(ctx, c)
}
