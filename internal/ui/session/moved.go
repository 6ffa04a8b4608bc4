package session

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"stillnight/internal/diary"
	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/window"
)

// moved are the files from another computer that lie where people put what they brought along: beside the program,
// among their downloads and documents, and on the desktop. The newest comes first.
func moved() (paths []string) {
	folders := []string{}
	if program, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(program))
	}
	if home, err := os.UserHomeDir(); err == nil {
		for _, name := range []string{"", "Downloads", "Desktop", "Documents"} {
			folders = append(folders, filepath.Join(home, name))
		}
	}
	// They may have names in the person's language, or lie elsewhere.
	xdg.Reload()
	folders = append(folders, xdg.UserDirs.Download, xdg.UserDirs.Desktop, xdg.UserDirs.Documents)
	made := map[string]fs.FileInfo{}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if folder == "" || err != nil {
			continue
		}
		for _, e := range entries {
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() && moving.Is(e.Name()) {
				made[filepath.Join(folder, e.Name())] = info
			}
		}
	}
	for path := range made {
		paths = append(paths, path)
	}
	slices.SortFunc(paths, func(a, b string) int { return made[b].ModTime().Compare(made[a].ModTime()) })
	return paths
}

// chooseMoved asks for a file that was made on another computer.
func (s *Session) chooseMoved() {
	s.window.Choose.Open(choose.Request{
		Purpose: choose.Imports, Title: s.window.L.T("shell.taken.title"), Accept: s.window.L.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: s.window.L.T("saving.kind.stillnight-move"), Endings: []string{moving.Ending}},
			{Name: s.window.L.T("saving.kind.all")},
		},
	}, s.LookInto)
}

// LookInto says what came from another computer, and offers to take it in. The offer closes the diary on show, unless that
// was asked for since.
func (s *Session) LookInto(path string) {
	open, opening := s.open, s.opening
	s.window.Spawn(func() {
		b, err := moving.Open(context.Background(), path)
		fyne.Do(func() {
			if s.open != nil && s.open != open && s.open.Path() != opening {
				return
			}
			if err != nil {
				s.window.Fail(err)
				return
			}
			s.showMoved(b)
		})
	})
}

// showMoved says what a file from another computer holds.
func (s *Session) showMoved(b *moving.Bundle) {
	l := s.window.L
	holds := l.T("shell.taken.locked")
	if !b.Holds.Locked {
		holds = l.N("shell.taken.nights", b.Holds.Nights, "first", l.DateMedium(b.Holds.First), "last", l.DateMedium(b.Holds.Last))
		if b.Holds.Nights == 0 {
			holds = l.T("shell.taken.empty")
		}
	}
	about := "shell.taken.text"
	if len(b.Settings) == 0 {
		about = "shell.taken.alone" // the command line knows no settings of the program
	}
	texts := []string{l.T(about, "date", l.DateLong(diary.DateOf(b.Made.Local()))), holds}
	if b.Backups > 0 {
		texts = append(texts, l.N("shell.taken.backups", b.Backups))
	}
	usual, err := store.DefaultPath()
	if err != nil {
		s.window.Fail(err)
		return
	}
	path := usual
	if _, err := os.Lstat(usual); !errors.Is(err, fs.ErrNotExist) {
		if path, err = s.freePath(b.Diary[:len(b.Diary)-len(filepath.Ext(b.Diary))]); err != nil {
			s.window.Fail(err)
			return
		}
		texts = append(texts, l.T("shell.taken.beside", "file", filepath.Base(path)))
	}
	s.Close()
	s.window.ShowPage(window.Page{
		Title: l.T("shell.taken.title"), Texts: texts,
		Actions: []window.Action{{Word: l.T("shell.taken.do"), Do: func() { s.takeIn(b, path) }}, {Word: l.T("shell.taken.not"), Do: s.Begin}},
	})
}

// takeIn puts the diary in its place, takes the settings over, and opens it.
func (s *Session) takeIn(b *moving.Bundle, path string) {
	done, ok := s.claim(path)
	if !ok {
		return
	}
	s.window.Spawn(func() {
		err := b.TakeIn(path, s.start.Places)
		fyne.Do(func() {
			done()
			if err != nil {
				s.window.Fail(err)
				return
			}
			s.prefs.Take(b.Settings)
			s.host.Prefer()
			s.start.Path, s.start.Sample = "", false
			if usual, err := store.DefaultPath(); err == nil && path != usual {
				s.prefs.Offer(settings.Person{Path: store.RealPath(path)}, !b.Holds.Locked)
			}
			s.OpenAs(path, Access{Moved: true})
		})
	})
}

// settleIn forgets the folder for backups on another computer, unless there is one of that name here too.
func settleIn(open *store.Store) error {
	folder, found, err := open.Setting(context.Background(), settings.BackupFolder)
	if err != nil || !found || folder == "" {
		return err
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	return open.SetSetting(context.Background(), settings.BackupFolder, "")
}
