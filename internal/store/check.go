package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/durable"
)

// CheckItem is one thing Check looked at.
type CheckItem struct {
	// Key is the translation key of what was looked at, "store.check.<what>".
	Key string
	// Args are the placeholders of its sentence.
	Args map[string]string
	// Fault is why it is not well, nil where it is.
	Fault error
	// Warning says that Key's sentence tells of something that the user should know, but that does the diary no
	// harm.
	Warning bool
}

// CheckReport is what Check examined and found.
type CheckReport struct {
	Path  string
	Items []CheckItem
}

// OK tells whether nothing was found.
func (r CheckReport) OK() bool {
	return !slices.ContainsFunc(r.Items, func(i CheckItem) bool { return i.Fault != nil })
}

// Whole tells whether nothing was found in the diary's own file. What else was found is about its copies.
func (r CheckReport) Whole() bool {
	copies := []string{"store.check.locked", "store.check.backups", "store.check.no_backup"}
	return !slices.ContainsFunc(r.Items, func(i CheckItem) bool { return i.Fault != nil && !slices.Contains(copies, i.Key) })
}

// Check looks through the whole diary: every page, every row's seal, the ledger, references, the domain's
// rules, who may read the file, and the newest backup. It changes nothing. Its error means that checking
// itself was not possible; what it found is in the report.
func (s *Store) Check(ctx context.Context) (CheckReport, error) {
	report := CheckReport{Path: s.path}
	add := func(key string, fault error, args ...string) {
		item := CheckItem{Key: key, Args: make(map[string]string), Fault: fault}
		for i := 0; i+1 < len(args); i += 2 {
			item.Args[args[i]] = args[i+1]
		}
		report.Items = append(report.Items, item)
	}
	_, err := read(s, func(c *conn) (struct{}, error) {
		if !s.noUndo.Load() { // then the pages of the undo steps are known to be damaged, and are told as a finding
			add("store.check.pages", s.classify(pragmaCheck(ctx, c, "PRAGMA integrity_check(10)")))
			add("store.check.undo", s.classify(checkUndo(ctx, c)))
		}
		add("store.check.references", s.classify(checkReferences(ctx, c)))
		return struct{}{}, ctx.Err()
	})
	if err != nil {
		return report, fmt.Errorf("checking %s: %w", s.path, err)
	}
	d, err := s.Diary(ctx)
	add("store.check.rows", err)
	if err == nil {
		add("store.check.entries", d.Validate(diary.Date{}),
			"nights", strconv.Itoa(len(d.Nights)), "remedies", strconv.Itoa(len(d.Interventions)),
			"episodes", strconv.Itoa(len(d.Episodes)), "exposures", strconv.Itoa(len(d.Exposures)))
	}
	warn := func(key string, args map[string]string) {
		report.Items = append(report.Items, CheckItem{Key: key, Args: args, Warning: true})
	}
	if private, err := s.checkPrivate(); err != nil || private {
		add("store.check.private", err)
	} else {
		warn("store.check.others_may_read", nil)
	}
	if err := s.checkPlain(ctx, add, warn); err != nil {
		return report, err
	}
	s.checkBackups(ctx, add)
	for _, f := range s.Findings() {
		warn(f.Key, f.Args)
	}
	if err := ctx.Err(); err != nil { // what was found last may be that nobody waits
		return report, fmt.Errorf("checking %s: %w", s.path, err)
	}
	return report, nil
}

// checkPlain looks for what a locked diary holds in files that anybody could read.
func (s *Store) checkPlain(ctx context.Context, add func(string, error, ...string), warn func(string, map[string]string)) error {
	if !s.Locked() {
		return nil
	}
	plain, err := s.PlainCopies(ctx)
	if err != nil {
		return fmt.Errorf("looking for plain copies: %w", err)
	}
	var fault error
	if len(plain) > 0 {
		fault = &PlainLeftError{Paths: plain}
	}
	add("store.check.locked", fault)
	if n := durable.Names(s.path); n > 1 {
		warn("store.check.linked", map[string]string{"count": strconv.Itoa(n)})
	}
	noted, _, err := s.Setting(ctx, keyLinked)
	if err != nil {
		return err
	}
	if noted != "" {
		warn("store.error.linked", nil)
	}
	return nil
}

func checkReferences(ctx context.Context, c *conn) error {
	broken, err := c.one(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	if broken != nil {
		return &DamagedError{Detail: fmt.Sprintf("a row of %v belongs to nothing", broken[0])}
	}
	return nil
}

// checkPrivate tells whether only the user may read the file. On Windows the user's own folders are closed to
// others; a memory stick in the FAT formats knows no owners, so that this is no fault of the diary's.
func (s *Store) checkPrivate() (bool, error) {
	if runtime.GOOS == "windows" {
		return true, nil
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return false, s.classify(err)
	}
	return info.Mode().Perm()&0o077 == 0, nil
}

func (s *Store) checkBackups(ctx context.Context, add func(string, error, ...string)) {
	list, err := s.backupsAnywhere()
	if err != nil || len(list) == 0 {
		add("store.check.no_backup", err)
		return
	}
	_, err = s.PreviewBackup(ctx, list[0].Path, nil)
	add("store.check.backups", err, "count", strconv.Itoa(len(list)), "newest", filepath.Base(list[0].Path))
}

// backupsAnywhere lists the backups in every folder that they ever went to, newest first. Its error is that of the
// present folder; a former one may be gone.
func (s *Store) backupsAnywhere() ([]backup.Copy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, err := s.listMine(s.backups)
	if err != nil {
		return nil, err
	}
	for _, folder := range append([]string{""}, s.foldersElsewhere()...) {
		if folder == s.backups.Folder {
			continue
		}
		if more, err := s.listMine(BackupOptions{Folder: folder}); err == nil {
			list = append(list, more...)
		}
	}
	backup.NewestFirst(list)
	return list, nil
}
