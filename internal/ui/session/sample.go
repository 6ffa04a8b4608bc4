package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// removeSample removes the folder of a sample diary; "" is none. Another program, such as one that looks for
// viruses, may hold a file there: that is nothing for the person to mend, and the next sample removes what is left.
func removeSample(folder string) {
	if folder != "" {
		_ = os.RemoveAll(folder)
	}
}

// sampleSeed makes the sample diary the same for everyone.
const sampleSeed = 1

// OpenSample makes the sample diary in a folder of its own and shows it.
func (s *Session) OpenSample() {
	wanted := s.latest.Begin()
	s.window.Fetch(func() func() {
		next, folder, err := s.makeSample()
		return func() {
			switch {
			case err != nil:
				removeSample(folder)
				s.window.Fail(err)
			case !wanted():
				s.window.Spawn(func() {
					_ = next.Close() // nothing was written in it
					removeSample(folder)
				})
			default:
				s.Show(next, folder)
			}
		}
	})
}

const (
	samplePrefix = "stillnight-sample-"
	sampleName   = "sample.stillnight"
)

// sampleTime is for how long at most the folder of a sample that is being made holds no diary.
const sampleTime = time.Minute

// sweepSamples removes sample diaries that were left behind: by a program that was killed, or because a file was
// held. What cannot be removed belongs to someone else.
func sweepSamples() {
	left, err := filepath.Glob(filepath.Join(os.TempDir(), samplePrefix+"*"))
	if err != nil {
		return
	}
	for _, folder := range left {
		path := filepath.Join(folder, sampleName)
		if _, err := os.Lstat(path); err != nil {
			info, err := os.Lstat(folder)
			if err != nil || time.Since(info.ModTime()) < sampleTime {
				continue // perhaps it is about to come
			}
		}
		if used, err := store.InUse(path); err == nil && !used {
			_ = os.RemoveAll(folder)
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
