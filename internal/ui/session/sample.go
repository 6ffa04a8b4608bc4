package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// removeSample removes the folder of a sample diary; "" is none.
func removeSample(folder string) error {
	if folder == "" {
		return nil
	}
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("removing the sample diary: %w", err)
	}
	return nil
}

// sampleSeed makes the sample diary the same for everyone.
const sampleSeed = 1

// OpenSample makes the sample diary in a folder of its own and shows it.
func (s *Session) OpenSample() {
	s.window.Spawn(func() {
		next, folder, err := s.makeSample()
		fyne.Do(func() {
			if err != nil {
				s.window.Fail(errors.Join(err, removeSample(folder)))
				return
			}
			s.Show(next, folder)
		})
	})
}

const (
	samplePrefix = "stillnight-sample-"
	sampleName   = "sample.stillnight"
)

// sweepSamples removes sample diaries that a program left behind which was killed. What cannot be removed
// belongs to someone else.
func sweepSamples() {
	left, err := filepath.Glob(filepath.Join(os.TempDir(), samplePrefix+"*", sampleName))
	if err != nil {
		return
	}
	for _, path := range left {
		if used, err := store.InUse(path); err == nil && !used {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}
}

func (s *Session) makeSample() (open *store.Store, folder string, err error) {
	sweepSamples()
	folder, err = os.MkdirTemp("", samplePrefix)
	if err != nil {
		return nil, folder, fmt.Errorf("making the sample diary: %w", err)
	}
	ctx := context.Background()
	open, err = store.Open(ctx, filepath.Join(folder, sampleName), store.Options{Now: s.now})
	if err != nil {
		return nil, folder, fmt.Errorf("making the sample diary: %w", err)
	}
	sample := demo.Diary(sampleSeed, diary.NightAt(s.now()).AddDays(-1), s.window.L)
	if _, err := open.Import(ctx, sample, store.ReplaceAll); err != nil {
		return nil, folder, errors.Join(fmt.Errorf("making the sample diary: %w", err), open.Close())
	}
	return open, folder, nil
}

// LeaveSample goes back to the diary of one's own, or to the welcome where there is none.
func (s *Session) LeaveSample() {
	s.Close()
	s.start.Sample = false
	s.Begin()
}
