package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"stillnight/internal/moving"
	"stillnight/internal/output"
)

// move writes the diary and its backups into one file for another computer.
func (p *program) move(args []string) (err error) {
	f := p.flags("move")
	of := f.where()
	out := f.words("out", "", "cli.option.out")
	without := f.yes("no-backups", "cli.option.no_backups")
	force := f.yes("force", "cli.option.force")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	if *out == "" {
		return p.usage("cli.usage.out", "command", "move")
	}
	s, err := of.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = p.put(output.File{Path: *out, Replace: *force, Packs: s}, func(w io.Writer) error {
		return moving.Pack(p.ctx, w, s, moving.Options{Backups: !*without, Now: time.Now()})
	})
	if err != nil || *out == standard {
		return err
	}
	return p.print(p.l.T("cli.move.done", "path", *out) + "\n")
}

// takeIn puts a diary that came from another computer in the usual place, or in the one given. A diary that is
// there stays.
func (p *program) takeIn(args []string) error {
	f := p.flags("take-in")
	to := f.where()
	dry := f.yes("dry-run", "cli.option.dry_run")
	rest, err := f.parse(args, 1, 1)
	if err != nil {
		return err
	}
	if _, err := os.Stat(rest[0]); errors.Is(err, fs.ErrNotExist) {
		return p.fail("cli.fault.no_file", "path", rest[0])
	}
	b, err := moving.Open(p.ctx, rest[0])
	if err != nil {
		return err
	}
	holds := p.l.T("cli.take_in.locked", "path", rest[0])
	switch {
	case b.Holds.Nights > 0:
		holds = p.l.N("cli.restore.holds", b.Holds.Nights, "path", rest[0], "first", p.l.DateMedium(b.Holds.First), "last", p.l.DateMedium(b.Holds.Last))
	case !b.Holds.Locked:
		holds = p.l.N("cli.restore.empty", b.Holds.Nights, "path", rest[0])
	}
	if err := p.print(holds + "\n"); err != nil || *dry {
		return err
	}
	path, err := to.file()
	if err != nil {
		return err
	}
	if err := b.TakeIn(path, p.places); errors.Is(err, fs.ErrExist) {
		return p.fail("cli.fault.diary_there", "path", path)
	} else if err != nil {
		return err
	}
	return p.print(p.l.N("cli.take_in.done", b.Backups, "path", path) + "\n")
}
