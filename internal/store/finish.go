package store

import (
	"context"
	"errors"
	"strings"
)

// finish settles what an earlier session left half done. What cannot be settled now, as when a drive with
// backups is not connected, keeps nobody from the diary: it is told, and tried again at the next start.
func (s *Store) finish(ctx context.Context) {
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
	default:
		s.tellTwins(ctx)
	}
}

// tellTwins tells of copies of a locked diary that anybody can read and that are not the program's to change.
func (s *Store) tellTwins(ctx context.Context) {
	s.mu.Lock()
	twins, err := s.plainTwins(ctx, false)
	s.mu.Unlock()
	if err == nil && len(twins) > 0 {
		s.found("plain_left", "paths", strings.Join(twins, ", "))
	}
}
