package ui

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/settings"
)

// moveAway offers to put the diary into one file for another computer.
func (s *shell) moveAway() {
	p, l := s.program, s.env.L
	copies, err := s.store.Backups(context.Background())
	if err != nil {
		copies = nil // a folder that is not there now has none to take along
	}
	with := widget.NewCheck(l.N("shell.move.backups", len(copies)), nil)
	with.Checked = len(copies) > 0
	text := l.T("shell.move.text")
	if s.store.Locked() {
		text += " " + l.T("shell.move.locked")
	}
	body := container.NewVScroll(container.NewVBox(look.Text(text), with))
	if len(copies) == 0 {
		with.Hide()
	}
	var d *dialog.CustomDialog
	cancel := look.NewButton(l.T("shell.cancel"), func() { d.Hide() })
	write := look.NewButton(l.T("shell.move.write"), func() {
		d.Hide()
		name := fileName(owner(s.store)) + " " + diary.DateOf(s.env.Now()).String() + moving.Ending
		saving.Ask(s.env, saving.File{Title: l.T("shell.move.title"), Name: name, Purpose: choose.Exports}, func(path string) {
			s.pack(path, with.Checked)
		})
	})
	write.Importance = widget.HighImportance
	d = dialog.NewCustomWithoutButtons(l.T("shell.move.title"), body, p.window)
	d.SetButtons([]fyne.CanvasObject{cancel, write})
	look.ShowText(p.window, d, body, 0.5)
}

func (s *shell) pack(path string, backups bool) {
	l, carried := s.env.L, s.program.prefs.Carried()
	s.env.Work(l.T("shell.move.writing"), func(ctx context.Context) error {
		return saving.Write(s.store, path, func(w io.Writer) error {
			return moving.Pack(ctx, w, s.store, moving.Options{Backups: backups, Settings: carried, Now: s.env.Now()})
		})
	}, func(err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		tell(s.program.window, l, l.T("shell.move.title"), l.T("shell.move.done", "path", path))
	})
}

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
	made := map[string]fs.FileInfo{}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
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
func (p *Program) chooseMoved() {
	p.chooser.Open(choose.Request{
		Purpose: choose.Imports, Title: p.l.T("shell.taken.title"), Accept: p.l.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: p.l.T("shell.taken.kind"), Endings: []string{moving.Ending}},
			{Name: p.l.T("saving.kind.all")},
		},
	}, p.lookInto)
}

// lookInto says what came from another computer, and offers to take it in.
func (p *Program) lookInto(path string) {
	p.spawn(func() {
		b, err := moving.Open(context.Background(), path)
		fyne.Do(func() {
			if err != nil {
				fail(p.window, p.l, err)
				return
			}
			p.showMoved(b)
		})
	})
}

// showMoved says what a file from another computer holds.
func (p *Program) showMoved(b *moving.Bundle) {
	l := p.l
	holds := l.T("shell.taken.locked")
	if !b.Holds.Locked {
		holds = l.N("shell.taken.nights", b.Holds.Nights, "first", l.DateMedium(b.Holds.First), "last", l.DateMedium(b.Holds.Last))
		if b.Holds.Nights == 0 {
			holds = l.T("shell.taken.empty")
		}
	}
	texts := []string{l.T("shell.taken.text", "date", l.DateLong(diary.DateOf(b.Made.Local()))), holds}
	if b.Backups > 0 {
		texts = append(texts, l.N("shell.taken.backups", b.Backups))
	}
	usual, err := store.DefaultPath()
	if err != nil {
		fail(p.window, l, err)
		return
	}
	path := usual
	if _, err := os.Lstat(usual); !errors.Is(err, fs.ErrNotExist) {
		if path, err = p.freePath(b.Diary[:len(b.Diary)-len(filepath.Ext(b.Diary))]); err != nil {
			fail(p.window, l, err)
			return
		}
		texts = append(texts, l.T("shell.taken.beside", "file", filepath.Base(path)))
	}
	p.closeDiary()
	p.showPage(page{
		title: l.T("shell.taken.title"), texts: texts,
		actions: []action{{l.T("shell.taken.do"), func() { p.takeIn(b, path) }}, {l.T("shell.taken.not"), p.begin}},
	})
}

// takeIn puts the diary in its place, takes the settings over, and opens it.
func (p *Program) takeIn(b *moving.Bundle, path string) {
	p.spawn(func() {
		err := b.TakeIn(path)
		fyne.Do(func() {
			if err != nil {
				fail(p.window, p.l, err)
				return
			}
			p.prefs.Take(b.Settings)
			if err := p.speak(); err != nil {
				fail(p.window, p.l, err)
			}
			p.applyLook()
			p.start.Path, p.start.Sample = "", false
			if usual, err := store.DefaultPath(); err == nil && path != usual {
				p.prefs.Offer(settings.Person{Path: store.RealPath(path)}, !b.Holds.Locked)
			}
			p.openDiary(path, access{moved: true})
		})
	})
}

// settleIn forgets the folder for backups on another computer, unless there is one of that name here too.
func settleIn(s *store.Store) error {
	folder, found, err := s.Setting(context.Background(), settings.BackupFolder)
	if err != nil || !found || folder == "" {
		return err
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	return s.SetSetting(context.Background(), settings.BackupFolder, "")
}
