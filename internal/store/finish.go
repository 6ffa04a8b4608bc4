package store

import (
	"context"
	"errors"
	"strings"
)

// finish settles what an earlier session left half done. What cannot be settled now, as when a drive with
// backups is not connected, keeps nobody from the diary: it is told, and tried again at the next start.
func (s *Store) finish(ctx context.Context) error {
	if err := s.finishJoin(ctx); err != nil {
		s.found("join_waits", "path", oursPath(s.path))
	}
	err := s.finishRelock(ctx)
	var left *PlainLeftError
	switch {
	case errors.As(err, &left):
		s.found("plain_left", "paths", strings.Join(left.Paths, ", "))
	case err != nil:
		s.found("relock_waits")
	}
	return nil
}
