package store

import (
	"context"
	"crypto/rand"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/envelope"
)

// Settings by which the store itself keeps things in mind. No setting of a screen begins so.
const (
	// keyOwnID is the diary's own id: its backups are known by it, also among those of another diary.
	keyOwnID = "own/id"
	// keyFolders are the folders, but for the one beside the diary, to which backups ever went.
	keyFolders = "own/folders"
	// keyHome is the path at which the diary was last saved, by which a copy of it is known.
	keyHome = "own/home"
	// keyHomes are the paths at which it was saved before: what it had beside it there, nobody may have moved along.
	keyHomes = "own/homes"
	// keyFormerIDs are the ids of the diaries that this one was copied from.
	keyFormerIDs = "own/former_ids"
	// keyFormerKey is the key that backups may still be locked with, while a passphrase is being changed.
	keyFormerKey = "own/former_key"
	// keyLinked says that a file had further names when it was locked, which may lead to it in plain.
	keyLinked = "own/linked"
)

// mostFormer bounds how many ids are kept of the diaries that one was copied from, one after the other, and how many paths of
// one that was moved.
const mostFormer = 20

func newID() string {
	id := make([]byte, len(envelope.ID{}))
	_, _ = rand.Read(id) // it never fails
	return hex.EncodeToString(id)
}

// settingIn reads a setting from a connection; "" where there is none.
func settingIn(ctx context.Context, c *conn, key string) (string, error) {
	list, err := readList(ctx, c, settingsTable, selectSetting, func(r *reader) string {
		r.text() // the key that was asked for
		return r.text()
	}, key)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// putSetting keeps a setting inside a transaction; "" takes it away.
func (t *tx) putSetting(key, value string) error {
	if err := t.remove(settingsTable, "key = ?", key); err != nil || value == "" {
		return err
	}
	var w writer
	w.text(key)
	w.text(value)
	return t.put(settingsTable, w.values)
}

// recall reads what the store keeps in mind in the diary itself.
func (s *Store) recall(ctx context.Context) (err error) {
	if s.id, err = settingIn(ctx, s.conn, keyOwnID); err != nil {
		return err
	}
	if s.home, err = settingIn(ctx, s.conn, keyHome); err != nil {
		return err
	}
	if s.folders, err = listIn(ctx, s.conn, keyFolders); err != nil {
		return err
	}
	if s.homes, err = listIn(ctx, s.conn, keyHomes); err != nil {
		return err
	}
	s.former, err = listIn(ctx, s.conn, keyFormerIDs)
	return err
}

// listIn reads a setting that is a list.
func listIn(ctx context.Context, c *conn, key string) (list []string, err error) {
	text, err := settingIn(ctx, c, key)
	if err != nil || text == "" {
		return nil, err
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, &DamagedError{Detail: key + " cannot be read"}
	}
	return list, nil
}

// putList keeps a setting that is a list inside a transaction.
func (t *tx) putList(key string, list []string) error {
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return t.putSetting(key, string(text))
}

// mind is what the store keeps in mind in the diary itself.
type mind struct {
	id, home               string
	homes, folders, former []string
	copied                 bool
}

func (s *Store) mind() mind { return mind{s.id, s.home, s.homes, s.folders, s.former, s.copied} }

func (s *Store) setMind(m mind) {
	s.id, s.home, s.homes, s.folders, s.former, s.copied = m.id, m.home, m.homes, m.folders, m.former, m.copied
}

// noteMind writes down with a save what the store is to keep in mind: where the diary lies, and the folder of its
// backups where that is new. A copy is to get another id, which its seals are not made with yet.
func (s *Store) noteMind(t *tx) (m mind, err error) {
	m = s.mind()
	if m.home != s.path && s.path != "" {
		switch {
		case m.copied:
			m.homes = nil // what lies there is the other's
		case m.home != "":
			m.homes = slices.DeleteFunc(append(slices.Clone(m.homes), m.home), func(home string) bool { return home == s.path })
			m.homes = slices.Compact(m.homes[max(0, len(m.homes)-mostFormer):])
		}
		if err := t.putList(keyHomes, m.homes); err != nil {
			return m, err
		}
		m.home = s.path
		if err := t.putSetting(keyHome, m.home); err != nil {
			return m, err
		}
	}
	if f := s.backups.Folder; f != "" && !slices.Contains(m.folders, f) {
		m.folders = append(slices.Clone(m.folders), f)
		if err := t.putList(keyFolders, m.folders); err != nil {
			return m, err
		}
	}
	if !m.copied {
		return m, nil
	}
	m.former = append(slices.Clone(m.former), m.id)
	m.former = m.former[max(0, len(m.former)-mostFormer):]
	m.id, m.copied = newID(), false
	return m, t.putList(keyFormerIDs, m.former)
}

// lookForOriginal finds out whether the diary is a copy that somebody made of its file: it lies at another path than
// that at which it was last saved, and there is a diary with its id there too. What a sync service makes of a
// conflict, and what was salvaged, stay one diary with the other.
func (s *Store) lookForOriginal(ctx context.Context) {
	if s.home == "" || s.home == s.path || s.id == "" {
		return
	}
	sameFolder, name := filepath.Dir(s.home) == filepath.Dir(s.path), filepath.Base(s.path)
	if sameFolder && (mayConflict(filepath.Base(s.home), name) || strings.HasPrefix(name, backup.Stem(s.home)+savedMark)) {
		return
	}
	there, err := os.Stat(s.home)
	if err != nil {
		return // it was moved
	}
	if here, err := os.Stat(s.path); err != nil || os.SameFile(here, there) || idOf(ctx, s.home) != s.id || s.lock.Reaches(s.home) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.copied = true
	_ = s.tellApart(ctx) // where nothing can be written now, the first save does it
}

// tellApart gives a copy its own id. The caller holds s.mu.
func (s *Store) tellApart(ctx context.Context) error {
	if !s.copied {
		return nil
	}
	return s.writeMind(ctx)
}

// tellMoved notes where the diary lies by now, before what it left in its former place is looked for, and gives a copy its
// own id. The caller holds s.mu.
func (s *Store) tellMoved(ctx context.Context) error {
	if !s.copied && s.home == s.path {
		return nil
	}
	return s.writeMind(ctx)
}

// writeMind saves what is to be kept in mind, and nothing else. The caller holds s.mu.
func (s *Store) writeMind(ctx context.Context) error {
	_, err := s.transact(ctx, func(t *tx) error {
		t.quiet = true
		t.note(settingsTable, 0, 0) // noteMind writes the rest
		return nil
	})
	return err
}

// idOf finds out which diary a file is, "" where that cannot be known without a passphrase or any more.
func idOf(ctx context.Context, path string) string {
	head, err := readHead(path, envelope.FrontMost)
	if err != nil {
		return ""
	}
	if locked, _ := envelope.Recognised(head); locked {
		id := envelope.IDOf(head)
		if id == (envelope.ID{}) { // damaged; at the end there is a copy
			image, err := readBounded(path)
			if err != nil {
				return ""
			}
			id = envelope.IDOf(image)
		}
		if id == (envelope.ID{}) {
			return ""
		}
		return hex.EncodeToString(id[:])
	}
	id, _ := kinOf(ctx, path)
	return id
}

// kinOf reads from a plain diary which it is, and of which others it is a copy.
func kinOf(ctx context.Context, path string) (id string, former []string) {
	if c, err := openFile(path, unchanging); err == nil {
		id, former, err := kinIn(ctx, c)
		if errors.Join(err, c.close()) == nil {
			return id, former
		}
	}
	rows := settingsLeft(ctx, path) // it is damaged: there are its rows
	text := func(key string) (value string) {
		if row, there := rows[key]; there {
			value, _ = row[1].(string)
		}
		return value
	}
	_ = json.Unmarshal([]byte(text(keyFormerIDs)), &former) // there may be none
	return text(keyOwnID), former
}

// settingsLeft are the rows of the settings that a damaged file in plain still has; nil where it cannot be read.
func settingsLeft(ctx context.Context, path string) map[string][]driver.Value {
	left, err := openRemains(path, nil)
	if err != nil {
		return nil
	}
	defer func() { _ = left.close() }()
	found, err := scavenge(ctx, left, left.size, "")
	if err != nil || found.read(ctx, []table{settingsTable}) != nil {
		return nil
	}
	return found.rows[settingsTable.name]
}

// kinIn is kinOf for a database that is open.
func kinIn(ctx context.Context, c *conn) (id string, former []string, err error) {
	if id, err = settingIn(ctx, c, keyOwnID); err != nil {
		return "", nil, err
	}
	former, err = listIn(ctx, c, keyFormerIDs)
	return id, former, err
}
