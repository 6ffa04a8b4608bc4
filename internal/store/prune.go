package store

import (
	"context"
	"path/filepath"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
)

// prune deletes routine backups that have had their time, and all but the newest ten of those made before a
// change; never the one just made.
func (s *Store) prune(ctx context.Context, latest backup.Copy) error {
	list, err := s.ownBackups(ctx)
	if err != nil {
		return err
	}
	for _, b := range backup.Outdated(list, s.now()) {
		if b.Path == latest.Path {
			continue
		}
		if err := durable.Remove(b.Path); err != nil {
			return &BackupError{filepath.Dir(b.Path), classify(b.Path, err)}
		}
	}
	return nil
}
