package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
)

// backup makes a verified copy of the diary now, or lists those there are.
func (p *program) backup(args []string) (err error) {
	f := p.flags("backup")
	of := f.where()
	folder := f.words("folder", "", "cli.option.folder")
	list := f.yes("list", "cli.option.list")
	asJSON := f.yes("json", "cli.option.json")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	path, err := of.existing()
	if err != nil {
		return err
	}
	where := store.BackupOptions{Folder: *folder}
	if *list {
		copies, err := store.ListBackups(path, where)
		if err != nil {
			return err
		}
		return p.tellBackups(copies, *asJSON)
	}
	how := store.Options{Passphrase: of.ask, Backups: where, Places: p.places}
	s, err := store.Open(p.ctx, path, how)
	if errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrPermission) { // a disk that fails is often write-protected first
		how.ReadOnly = true
		s, err = store.Open(p.ctx, path, how)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	p.tellFindings(s)
	made, err := s.Backup(p.ctx)
	if err != nil {
		return err
	}
	return p.tellBackups([]backup.Copy{made}, *asJSON)
}

type backupLine struct {
	Path   string `json:"path"`
	Made   string `json:"made"`
	Reason string `json:"reason"`
	Bytes  int64  `json:"bytes"`
}

func (p *program) tellBackups(copies []backup.Copy, asJSON bool) error {
	lines := []backupLine{}
	for _, c := range copies {
		lines = append(lines, backupLine{c.Path, c.Made.Format("2006-01-02T15:04:05"), string(c.Reason), c.Size})
	}
	if asJSON {
		return p.printJSON(lines)
	}
	if len(lines) == 0 {
		return p.print(p.l.T("cli.backup.none") + "\n")
	}
	for _, c := range copies {
		day, clock := p.l.DateMedium(diary.DateOf(c.Made)), p.l.Clock(diary.ClockOf(c.Made))
		if err := p.print(p.l.T("cli.backup.line", "date", day, "time", clock, "path", c.Path) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// restore puts a backup in the place of all that is in the diary, after a backup of that. A diary that is
// damaged or gone is replaced as a file; what is left of it is kept.
func (p *program) restore(args []string) (err error) {
	f := p.flags("restore")
	to := f.where()
	dry := f.yes("dry-run", "cli.option.dry_run")
	rest, err := f.parse(args, 1, 1)
	if err != nil {
		return err
	}
	if _, err := os.Stat(rest[0]); errors.Is(err, fs.ErrNotExist) {
		return p.fail("cli.fault.no_file", "path", rest[0])
	}
	preview, err := store.PreviewFile(p.ctx, rest[0], to.ask)
	if err != nil {
		return err
	}
	holds := p.l.N("cli.restore.empty", preview.Nights, "path", rest[0])
	if preview.Nights > 0 {
		holds = p.l.N("cli.restore.holds", preview.Nights, "path", rest[0], "first", p.l.DateMedium(preview.First), "last", p.l.DateMedium(preview.Last))
	}
	if err := p.print(holds + "\n"); err != nil || *dry {
		return err
	}
	path, err := to.file()
	if err != nil {
		return err
	}
	s, err := to.open()
	var damaged *store.DamagedError
	if errors.As(err, &damaged) {
		kept, err := store.ReplaceDamaged(p.ctx, path, rest[0], store.Options{Passphrase: to.ask})
		if err != nil {
			return err
		}
		return p.print(p.l.T("cli.restore.replaced", "path", kept) + "\n")
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	result, err := s.Restore(p.ctx, rest[0], to.ask)
	if err != nil {
		return err
	}
	return p.print(p.l.T("cli.restore.done", "path", result.Backup.Path) + "\n")
}

// checkLine is one thing that was looked at: what is so, or what was found instead.
type checkLine struct {
	LookedAt string `json:"looked_at"`
	OK       bool   `json:"ok"`
	Warning  bool   `json:"warning,omitempty"`
	Words    string `json:"words"`
}

// check looks through the whole diary and tells what it looked at and what it found.
func (p *program) check(args []string) (err error) {
	f := p.flags("check")
	of := f.where()
	asJSON := f.yes("json", "cli.option.json")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	path, err := of.file()
	if err != nil {
		return err
	}
	s, err := of.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	report, err := s.Check(p.ctx)
	if err != nil {
		return err
	}
	lines := []checkLine{}
	for _, item := range report.Items {
		line := checkLine{strings.TrimPrefix(strings.TrimPrefix(item.Key, "store."), "check."), item.Fault == nil, item.Warning, explain.Told(p.l, item.Key, item.Args)}
		if item.Fault != nil {
			line.Words = p.explain(item.Fault)
		}
		lines = append(lines, line)
	}
	if err := p.tellCheck(path, lines, *asJSON); err != nil {
		return err
	}
	switch {
	case report.OK():
		return nil
	case report.Whole():
		return p.fail("cli.fault.check_copies")
	}
	return p.fail("cli.fault.check")
}

func (p *program) tellCheck(path string, lines []checkLine, asJSON bool) error {
	if asJSON {
		return p.printJSON(struct {
			Path    string      `json:"path"`
			Checked []checkLine `json:"checked"`
		}{path, lines})
	}
	if err := p.printf("%s\n", path); err != nil {
		return err
	}
	for _, line := range lines {
		words := line.Words
		switch {
		case line.Warning:
			words = p.l.T("cli.check.warning", "words", words)
		case !line.OK:
			words = p.l.T("cli.check.found", "words", words)
		}
		if err := p.printf("  %s\n", words); err != nil {
			return err
		}
	}
	return nil
}
