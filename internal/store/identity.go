package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"slices"

	"stillnight/internal/envelope"
)

// Settings by which the store itself keeps things in mind. No setting of a screen begins so.
const (
	// keyOwnID is the diary's own id: its backups are known by it, also among those of another diary.
	keyOwnID = "own/id"
	// keyFolders are the folders, but for the one beside the diary, to which backups ever went.
	keyFolders = "own/folders"
	// keyFormerKey is the key that backups may still be locked with, while a passphrase is being changed.
	keyFormerKey = "own/former_key"
	// keyLinked says that a file had further names when it was locked, which may lead to it in plain.
	keyLinked = "own/linked"
)

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
	folders, err := settingIn(ctx, s.conn, keyFolders)
	if err != nil || folders == "" {
		return err
	}
	if err := json.Unmarshal([]byte(folders), &s.folders); err != nil {
		return &DamagedError{Detail: "the list of backup folders cannot be read"}
	}
	return nil
}

// noteMind writes down with a save what the store keeps in mind: an id where the diary has none, and the
// folder of its backups where that is new.
func (s *Store) noteMind(t *tx) (id string, folders []string, err error) {
	id, folders = s.id, s.folders
	if id == "" {
		id = newID()
		if err := t.putSetting(keyOwnID, id); err != nil {
			return id, folders, err
		}
	}
	if f := s.backups.Folder; f != "" && !slices.Contains(folders, f) {
		folders = append(slices.Clone(folders), f)
		text, err := json.Marshal(folders)
		if err != nil {
			return id, folders, err
		}
		return id, folders, t.putSetting(keyFolders, string(text))
	}
	return id, folders, nil
}

// idOf finds out which diary a file is, "" where that cannot be known without a passphrase or any more.
func idOf(ctx context.Context, path string) string {
	head, err := readHead(path, 256)
	if err != nil {
		return ""
	}
	if locked, _ := envelope.Recognised(head); locked {
		if id := envelope.IDOf(head); id != (envelope.ID{}) {
			return hex.EncodeToString(id[:])
		}
		return ""
	}
	if c, err := openFile(path, unchanging); err == nil {
		id, err := settingIn(ctx, c, keyOwnID)
		if closeErr := c.close(); err == nil && closeErr == nil {
			return id
		}
	}
	image, err := readBounded(path) // it is damaged: there are its rows
	if err != nil {
		return ""
	}
	for key, row := range scavenge(image).rows[settingsTable.name] {
		if id, ok := row[1].(string); ok && key == keyOwnID {
			return id
		}
	}
	return ""
}
