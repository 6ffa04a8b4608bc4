package ui

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

// sampleFolder is the folder of its own in which a sample diary lives while it is looked at; "" for a
// diary of one's own.
type sampleFolder struct{ path string }

func (s sampleFolder) remove() error {
	if s.path == "" {
		return nil
	}
	if err := os.RemoveAll(s.path); err != nil {
		return fmt.Errorf("removing the sample diary: %w", err)
	}
	return nil
}

// sampleSeed makes the sample diary the same for everyone.
const sampleSeed = 1

// openSample makes the sample diary in a folder of its own and shows it.
func (p *Program) openSample() {
	p.spawn(func() {
		s, folder, err := p.makeSample()
		fyne.Do(func() {
			if err != nil {
				fail(p.window, p.l, errors.Join(err, folder.remove()))
				return
			}
			p.show(s, folder)
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

func (p *Program) makeSample() (s *store.Store, folder sampleFolder, err error) {
	sweepSamples()
	folder.path, err = os.MkdirTemp("", samplePrefix)
	if err != nil {
		return nil, folder, fmt.Errorf("making the sample diary: %w", err)
	}
	ctx := context.Background()
	s, err = store.Open(ctx, filepath.Join(folder.path, sampleName), store.Options{Now: p.start.Now})
	if err != nil {
		return nil, folder, fmt.Errorf("making the sample diary: %w", err)
	}
	sample := demo.Diary(sampleSeed, diary.NightAt(p.start.Now()).AddDays(-1), p.l)
	if _, err := s.Import(ctx, sample, store.ReplaceAll); err != nil {
		return nil, folder, errors.Join(fmt.Errorf("making the sample diary: %w", err), s.Close())
	}
	return s, folder, nil
}

// leaveSample goes back to the diary of one's own, or to the welcome where there is none.
func (p *Program) leaveSample() {
	p.closeDiary()
	p.start.Sample = false
	p.begin()
}
