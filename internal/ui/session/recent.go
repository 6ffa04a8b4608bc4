package session

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"stillnight/internal/store"
	"stillnight/internal/ui/settings"
)

// recentKey is the setting of a diary that lists the other diaries its owner opened. It lies in the diary, not
// among the program's own settings, so that nobody else at this computer sees it.
const recentKey = "person.recent"

// mostRecent is how many diaries are listed.
const mostRecent = 8

// owner is whose diary it is, "" where nobody is named.
func owner(s *store.Store) string {
	name, _, err := s.Setting(context.Background(), settings.Owner)
	if err != nil {
		return "" // what is wrong with the diary is said elsewhere
	}
	return name
}

// recent lists the diaries that a diary's owner opened lately, the last one first.
func recent(s *store.Store) (paths []string) {
	text, found, err := s.Setting(context.Background(), recentKey)
	if err != nil || !found || json.Unmarshal([]byte(text), &paths) != nil {
		return nil
	}
	return paths
}

func setRecent(s *store.Store, paths []string) error {
	text, err := json.Marshal(paths)
	if err != nil {
		return fmt.Errorf("listing recent diaries: %w", err)
	}
	return s.SetSetting(context.Background(), recentKey, string(text))
}

// linkRecent notes in the diary on show and in the one that takes its place that the other was open just now,
// where both are one person's.
func (s *Session) linkRecent(next *store.Store, sample string) {
	if s.open == nil || s.Sample() || sample != "" {
		return
	}
	before := s.open
	if before.Path() == next.Path() || owner(before) != owner(next) {
		return
	}
	if err := s.noteRecent(before, next); err != nil {
		s.window.Fail(err)
	}
	if err := s.noteRecent(next, before); err != nil {
		s.window.Fail(err)
	}
}

// noteRecent lists one diary in another. The name of a locked one is kept in a diary without a passphrase only
// where its owner has it offered to everyone at this computer.
func (s *Session) noteRecent(in, other *store.Store) error {
	if in.ReadOnly() || other.Locked() && !in.Locked() && !s.prefs.Offered(other.Path()) {
		return nil
	}
	list := recent(in)
	if len(list) > 0 && list[0] == other.Path() {
		return nil
	}
	list = slices.DeleteFunc(list, func(path string) bool { return path == other.Path() })
	list = append([]string{other.Path()}, list...)
	return setRecent(in, list[:min(len(list), mostRecent)])
}

// Recent lists the diaries that the owner of the one on show opened lately and that are there now.
func (s *Session) Recent() (paths []string) {
	for _, path := range recent(s.open) {
		if _, err := os.Stat(path); err == nil { // a drive that is missing may be connected another time
			paths = append(paths, path)
		}
	}
	return paths
}

// ForgetRecent empties that list.
func (s *Session) ForgetRecent() error { return setRecent(s.open, nil) }

// Owner is whose diary is on show, "" where nobody is named.
func (s *Session) Owner() string { return owner(s.open) }
