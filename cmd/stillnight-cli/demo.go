package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
)

// sampleSeed is the sample that people are shown.
const sampleSeed = 1

// mostYears bounds a diary made for measuring speed.
const mostYears = 60

// sampleMark is the setting by which a sample is known. It holds a digest of what the sample held when it
// was made, so that a sample in which somebody wrote is not taken for one.
const sampleMark = "sample"

// demo makes the sample diary as a diary file.
func (p *program) demo(args []string) error {
	f := p.flags("demo")
	out := f.words("out", "", "cli.option.out_diary")
	force := f.yes("force", "cli.option.force")
	seed := f.Int64("seed", sampleSeed, p.l.T("cli.option.seed"))
	years := f.Int("years", 0, p.l.T("cli.option.years"))
	last := f.date("to", "cli.option.last_night")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	if *out == "" {
		return p.usage("cli.usage.out", "command", "demo")
	}
	if last.IsZero() {
		last.Date = diary.NightAt(time.Now()).AddDays(-1)
	}
	if _, err := os.Lstat(*out); err == nil && !*force {
		return p.fail("cli.fault.exists", "path", *out)
	}
	d := demo.Diary(*seed, last.Date, p.l)
	if *years > 0 {
		d = demo.Long(*seed, min(*years, mostYears), 2**years, 100**years)
	}
	if err := p.putSample(*out, d, *force); err != nil {
		return err
	}
	return p.print(p.l.N("cli.demo.made", len(d.Nights), "path", *out) + "\n")
}

// putSample makes the diary in a folder of its own beside its place, and moves it there when it is whole.
func (p *program) putSample(out string, d diary.Diary, force bool) (err error) {
	place := filepath.Dir(out)
	made := os.Mkdir(place, 0o700)
	if made != nil && !errors.Is(made, fs.ErrExist) {
		return p.noFolder(place, made)
	}
	if err := store.Prepare(out, p.places); err != nil {
		if made == nil {
			err = errors.Join(err, os.Remove(place)) // it would stand for a drive that is not there
		}
		return err
	}
	sweepSamples(place)
	folder, err := os.MkdirTemp(place, halfSample+"*")
	if err != nil {
		return p.noFolder(place, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	sample := filepath.Join(folder, sampleName)
	if err := p.makeSample(sample, d); err != nil {
		var fault *store.BackupError
		if errors.As(err, &fault) { // nobody asked for one
			err = fault.Err
		}
		return err
	}
	var may func(*store.Store) error
	if force {
		may = func(there *store.Store) error { return p.stillSample(there, out) }
	}
	err = store.Place(p.ctx, sample, out, may)
	var damaged *store.DamagedError
	switch {
	case errors.Is(err, fs.ErrExist):
		return p.fail("cli.fault.exists", "path", out)
	case errors.Is(err, store.ErrPassphrase), errors.As(err, &damaged):
		return p.fail("cli.fault.not_sample", "path", out)
	}
	return err
}

// noFolder says why nothing can be made in a folder.
func (p *program) noFolder(place string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return p.fail("cli.fault.no_folder", "path", place)
	}
	return store.FileError(filepath.Join(place, sampleName), err)
}

const (
	halfSample = ".stillnight-demo-"
	sampleName = "sample.stillnight"
	// sampleTime is for how long at most the folder of a sample that is being made holds no diary that is open.
	sampleTime = time.Minute
)

// sweepSamples removes the folders of samples whose making was killed.
func sweepSamples(place string) {
	entries, err := os.ReadDir(place)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() || !strings.HasPrefix(e.Name(), halfSample) || time.Since(info.ModTime()) < sampleTime {
			continue
		}
		folder := filepath.Join(place, e.Name())
		if held, err := store.InUse(filepath.Join(folder, sampleName)); err == nil && !held {
			_ = os.RemoveAll(folder) // another user's stays
		}
	}
}

func (p *program) makeSample(path string, d diary.Diary) (err error) {
	s, err := store.Open(p.ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.Import(p.ctx, d, store.ReplaceAll); err != nil {
		return err
	}
	digest, err := p.digest(s)
	if err != nil {
		return err
	}
	return s.SetSetting(p.ctx, sampleMark, digest)
}

// stillSample returns an error in words unless a diary is a sample that nobody has changed.
func (p *program) stillSample(s *store.Store, path string) error {
	mark, found, err := s.Setting(p.ctx, sampleMark)
	if err != nil {
		return err
	}
	digest, err := p.digest(s)
	if err != nil {
		return err
	}
	if !found || mark != digest {
		return p.fail("cli.fault.not_sample", "path", path)
	}
	return nil
}

// digest tells two diaries apart by what they hold.
func (p *program) digest(s *store.Store) (string, error) {
	d, err := s.Diary(p.ctx)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	if err := exchange.WriteJSON(hash, d); err != nil {
		return "", fmt.Errorf("looking at the sample: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
