package store

import (
	"context"

	"stillnight/internal/diary"
)

// boundariesKey is the setting that keeps at which hours the diary's nights end.
const boundariesKey = "boundaries"

// Boundaries are the hours at which the diary's nights end. What nothing of ours wrote counts as nothing.
func (s *Store) Boundaries(ctx context.Context) (diary.Boundaries, error) {
	text, _, err := s.Setting(ctx, boundariesKey)
	if err != nil {
		return nil, err
	}
	b, err := diary.ParseBoundaries(text)
	if err != nil {
		return nil, nil
	}
	return b, nil
}

// SetBoundaries keeps them.
func (s *Store) SetBoundaries(ctx context.Context, b diary.Boundaries) error {
	text, err := b.Text()
	if err != nil {
		return err
	}
	return s.SetSetting(ctx, boundariesKey, text)
}
