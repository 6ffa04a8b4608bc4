package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

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
func (p *Program) linkRecent(next *store.Store, sample sampleFolder) {
	if p.open == nil || p.open.env.Sample || sample.path != "" {
		return
	}
	before := p.open.store
	if before.Path() == next.Path() || owner(before) != owner(next) {
		return
	}
	if err := p.noteRecent(before, next); err != nil {
		fail(p.window, p.l, err)
	}
	if err := p.noteRecent(next, before); err != nil {
		fail(p.window, p.l, err)
	}
}

// noteRecent lists one diary in another. The name of a locked one is kept in a diary without a passphrase only
// where its owner has it offered to everyone at this computer.
func (p *Program) noteRecent(in, other *store.Store) error {
	if in.ReadOnly() || other.Locked() && !in.Locked() && !p.prefs.Offered(other.Path()) {
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

// recentItem leads to the diaries that the owner of the one on show opened lately.
func (m *menus) recentItem() *fyne.MenuItem {
	s, l, p := m.shell.store, m.shell.env.L, m.shell.program
	i := fyne.NewMenuItem(l.T("shell.menu.recent"), nil)
	i.ChildMenu = fyne.NewMenu("")
	for _, path := range recent(s) {
		if _, err := os.Stat(path); err != nil {
			continue // its drive may be connected another time
		}
		name := l.T("shell.recent.file", "file", filepath.Base(path), "folder", filepath.Base(filepath.Dir(path)))
		i.ChildMenu.Items = append(i.ChildMenu.Items, fyne.NewMenuItem(name, func() { p.openDiary(path, access{}) }))
	}
	clear := fyne.NewMenuItem(l.T("shell.recent.clear"), func() {
		if err := setRecent(s, nil); err != nil {
			fail(p.window, p.l, err)
			return
		}
		m.rebuildFile()
		m.shell.env.Notice(l.T("shell.recent.cleared"))
	})
	if len(i.ChildMenu.Items) == 0 {
		clear.Label, clear.Disabled = l.T("shell.recent.none"), true
	} else {
		i.ChildMenu.Items = append(i.ChildMenu.Items, fyne.NewMenuItemSeparator())
	}
	i.ChildMenu.Items = append(i.ChildMenu.Items, clear)
	return i
}
