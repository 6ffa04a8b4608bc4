package main

import (
	"errors"
	"os"
	"time"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// sampleSeed is the sample that people are shown.
const sampleSeed = 1

// mostYears bounds a diary made for measuring speed.
const mostYears = 60

// demo makes the sample diary as a diary file.
func (p *program) demo(args []string) (err error) {
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
	if _, err := os.Lstat(*out); err == nil {
		if !*force {
			return p.fail("cli.fault.exists", "path", *out)
		}
		// Only a diary is replaced: not whatever else the name may stand for.
		if _, err := store.ReadLocked(p.ctx, *out, nil); err != nil && !errors.Is(err, store.ErrPassphrase) {
			return err
		}
		if err := os.Remove(*out); err != nil {
			return err
		}
	}
	s, err := store.Open(p.ctx, *out, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d := demo.Diary(*seed, last.Date, p.l)
	if *years > 0 {
		d = demo.Long(*seed, min(*years, mostYears), 2**years, 100**years)
	}
	if _, err := s.Import(p.ctx, d, store.ReplaceAll); err != nil {
		return err
	}
	return p.print(p.l.N("cli.demo.made", len(d.Nights), "path", *out) + "\n")
}
