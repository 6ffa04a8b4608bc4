package store

import (
	"context"
	"fmt"
)

// Image returns the diary as the bytes of a file that can be opened elsewhere: locked where the diary is. It is
// what was last acknowledged, also where another program has taken the file away.
func (s *Store) Image(ctx context.Context) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, err := s.imageNow(ctx)
	if err != nil {
		return nil, fmt.Errorf("copying the diary: %w", s.classify(err))
	}
	return data, nil
}

func (s *Store) imageNow(ctx context.Context) ([]byte, error) {
	if s.conn == nil {
		return nil, ErrClosed
	}
	if err := s.settle(ctx); err != nil && !s.adrift {
		return nil, err
	}
	image, err := s.conn.image()
	if err != nil {
		return nil, err
	}
	return s.sealed(image)
}
