package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/envelope"
)

// copies lists every file but the diary itself that holds what it holds or held, and that the program made:
// backups in all folders that were ever chosen, damaged and salvaged files and journals beside it, and our
// version that waits to be joined, also where the diary lay before it was moved. missing names the first folder that is
// not there. The caller holds s.mu.
func (s *Store) copies(ctx context.Context) (paths []string, missing error) {
	paths = besides(ctx, s.path, func(id string) bool { return s.kin(id) })
	for _, home := range s.homes {
		// Another diary may lie there by now, and have such files of its own.
		paths = append(paths, besides(ctx, home, func(id string) bool { return id != "" && s.kin(id) })...)
	}
	folders := append([]string{""}, s.foldersElsewhere()...)
	seen := make(map[string]bool)
	for _, folder := range folders {
		if seen[folder] {
			continue
		}
		seen[folder] = true
		list, err := s.listOwn(ctx, BackupOptions{Folder: folder})
		if err != nil && missing == nil {
			missing = err
		}
		for _, b := range list {
			paths = append(paths, b.Path)
		}
	}
	return paths, missing
}

// besides lists the files beside a diary that were set aside or saved from it. Their names alone tell too little:
// somebody else's diary may be called so; mine tells by the id.
func besides(ctx context.Context, diaryPath string, mine func(id string) bool) (paths []string) {
	folder, base, stem := filepath.Dir(diaryPath), filepath.Base(diaryPath), backup.Stem(diaryPath)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		name := e.Name()
		if e.Type()&^fs.ModeSymlink == 0 && (strings.HasPrefix(name, stem+".damaged-") || strings.HasPrefix(name, stem+savedMark) ||
			strings.HasPrefix(name, base+"-journal.set-aside-") || name == filepath.Base(oursPath(diaryPath))) {
			path := filepath.Join(folder, name)
			if mine(idOf(ctx, path)) {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// savedMark is in the names of diaries that were salvaged from a damaged one.
const savedMark = " saved "

// SalvagedName is where the window puts what it salvages from a damaged diary, for a moment of the user's
// clock as text.
func SalvagedName(path, moment string) string {
	return filepath.Join(filepath.Dir(path), backup.Stem(path)+savedMark+moment+backup.Extension)
}

// PlainCopies names the files that still hold in plain what a locked diary holds, whoever made them, as far as they lie
// beside it or where its backups go; none where it is not locked.
func (s *Store) PlainCopies(ctx context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vault == nil {
		return nil, nil
	}
	copies, _ := s.copies(ctx) // a folder that is not there is looked at when it is
	var plain []string
	for _, path := range copies {
		if path, err := realCopy(path); err != nil || path == "" {
			continue
		}
		head, err := readHead(path, envelope.HeadSize)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return plain, classify(path, err)
		}
		if locked, _ := envelope.Recognised(head); !locked {
			plain = append(plain, path)
		}
	}
	twins, err := s.plainTwins(ctx, true)
	return append(plain, twins...), err
}
