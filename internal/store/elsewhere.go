package store

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// formerFolders are those that lie beside where the diary was before it was moved, as far as they are there. The caller
// holds s.mu.
func (s *Store) formerFolders() (folders []string) {
	for _, home := range s.homes {
		if f := backup.Beside(home); f != backup.Beside(s.path) && !slices.Contains(folders, f) && isFolder(f) {
			folders = append(folders, f)
		}
	}
	return folders
}

// foldersElsewhere are those, but for the one beside the diary, to which backups went or go. The caller holds s.mu.
func (s *Store) foldersElsewhere() []string {
	folders := append(slices.Clone(s.folders), s.formerFolders()...)
	if f := s.backups.Folder; f != "" && !slices.Contains(folders, f) {
		folders = append(folders, f)
	}
	return folders
}

// sweepElsewhere removes what a program that was killed left half made among the backups in other folders. The caller
// holds s.mu, or is Open.
func (s *Store) sweepElsewhere() {
	for _, folder := range s.foldersElsewhere() {
		for _, half := range backup.HalfMade(folder, s.id) {
			_ = durable.Remove(half) // what cannot be removed now is tried again at the next start
		}
	}
}

// noteFolder writes down in the diary that copies of it go to a folder, before the first does: locking must find
// them, also where nothing else is saved before the folder is another one. Where the diary is itself a copy of another,
// it gets an id of its own before it has backups.
func (s *Store) noteFolder(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writable() != nil {
		return nil
	}
	if err := s.tellApart(ctx); err != nil {
		return err
	}
	if f := s.backups.Folder; f != "" && !slices.Contains(s.folders, f) {
		// Where the diary cannot be written to now, as on a full disk, a copy elsewhere is worth the more; the next save
		// notes the folder.
		_ = s.writeMind(ctx)
	}
	return nil
}

// learnFolders takes over the folders that copies in plain know of. A diary that was put back from a backup, or that an
// older file was put in the place of, has forgotten those to which copies went since. The caller holds s.mu.
func (s *Store) learnFolders(ctx context.Context) {
	for before := -1; before < len(s.folders); {
		before = len(s.folders)
		copies, _ := s.copies(ctx) // what is not there is learned from when it is
		for _, path := range copies {
			for _, f := range foldersOf(ctx, path) {
				if f != "" && f != backup.Beside(s.path) && !slices.Contains(s.folders, f) {
					s.folders = append(slices.Clone(s.folders), f)
				}
			}
		}
		if before < len(s.folders) {
			// Where nothing can be written now, the copies there are locked all the same.
			_, _ = s.transact(ctx, func(t *tx) error {
				t.quiet = true
				return t.putList(keyFolders, s.folders)
			})
		}
	}
}

// foldersOf reads from a copy in plain, whole or damaged, where else there are copies.
func foldersOf(ctx context.Context, path string) (folders []string) {
	path, err := realCopy(path)
	if err != nil || path == "" {
		return nil
	}
	head, err := readHead(path, envelope.HeadSize)
	if locked, _ := envelope.Recognised(head); err != nil || locked {
		return nil
	}
	if c, err := openFile(path, unchanging); err == nil {
		folders, err = listIn(ctx, c, keyFolders)
		if errors.Join(err, c.close()) == nil {
			return folders
		}
	}
	if row, there := settingsLeft(ctx, path)[keyFolders]; there {
		text, _ := row[1].(string)
		_ = json.Unmarshal([]byte(text), &folders) // there may be none
	}
	return folders
}

// plainTwins names files that hold this diary in plain and that the program did not make, or not for it: copies by
// hand, a sync service's conflicts; with kin also the diary that it was copied from or that was copied from it, and their
// backups. They lie beside the diary or where its backups go. The caller holds s.mu.
func (s *Store) plainTwins(ctx context.Context, kin bool) (paths []string, err error) {
	if s.vault == nil || s.id == "" {
		return nil, nil
	}
	known, _ := s.copies(ctx) // a folder that is not there is looked at when it is
	known = append(known, s.path)
	folders := append([]string{filepath.Dir(s.path), backup.Beside(s.path)}, s.foldersElsewhere()...)
	for _, home := range s.homes {
		if f := filepath.Dir(home); !slices.Contains(folders, f) {
			folders = append(folders, f)
		}
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			path := filepath.Join(folder, e.Name())
			if !e.Type().IsRegular() || slices.Contains(known, path) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if s.plainTwin(ctx, path, kin) {
				paths = append(paths, path)
			}
		}
	}
	return paths, nil
}

// plainTwin tells whether a file is this diary in plain: by its id, or where it has none by a night that was entered
// at the same moment.
func (s *Store) plainTwin(ctx context.Context, path string, kin bool) bool {
	if isPacked(path) {
		id, former, locked, err := packedKin(ctx, path)
		return kin && err == nil && !locked && (id == s.id || slices.Contains(s.former, id) || slices.Contains(former, s.id))
	}
	head, err := readHead(path, envelope.HeadSize)
	if err != nil || !IsDiary(head) || IsOtherDatabase(head) {
		return false
	}
	if locked, _ := envelope.Recognised(head); locked {
		return false
	}
	id, former := kinOf(ctx, path)
	switch {
	case id == s.id:
		return true
	case slices.Contains(s.former, id) || slices.Contains(former, s.id):
		return kin
	case id == "":
		mine, err := readDiary(ctx, s.conn, false)
		return err == nil && s.sharesNight(ctx, path, mine)
	}
	return false
}
