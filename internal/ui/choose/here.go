package choose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"stillnight/internal/filechooser"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
)

// own is a chooser that is open in the program's own window.
type own struct {
	window fyne.Window
	cover  fyne.CanvasObject // what the toolkit lays over the window
	close  func()
	panel  *panel // nil where a name is typed
	above  *own   // the chooser for its folder, nil while none was asked for
}

// shown tells whether it is still there: whatever takes dialogs off the window must not leave every later
// press without effect.
func (o *own) shown() bool { return slices.Contains(o.window.Canvas().Overlays().List(), o.cover) }

func (o *own) hide() {
	if o.above != nil {
		o.above.hide()
	}
	if o.shown() {
		o.close()
	}
}

// askHere asks in the program's own window.
func (c *Chooser) askHere(what filechooser.What, r Request, done func(path string)) {
	switch what {
	case filechooser.SaveFile:
		newQuestion(c, r, done).show()
	case filechooser.Folder:
		c.folderHere(r, c.folder(r.Purpose), func(path string) {
			c.own = nil
			done(path)
		})
	default:
		c.fileHere(r, done)
	}
}

func (c *Chooser) fileHere(r Request, done func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		c.own = nil
		if err == nil && file != nil {
			err = file.Close() // its name is all that is wanted
		}
		switch {
		case err != nil:
			c.Fail(store.FileError("", err))
		case file != nil:
			done(filepath.FromSlash(file.URI().Path()))
		}
	}, c.Window)
	var ends endings
	if len(r.Kinds) > 0 {
		ends = r.Kinds[0].Endings
	}
	d.SetFilter(ends)
	c.own = c.present(d, r, c.folder(r.Purpose), false)
}

// folderHere asks for a folder. The question for a name has it ask too, on top of itself.
func (c *Chooser) folderHere(r Request, start string, done func(path string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			c.Fail(store.FileError("", err))
		case folder != nil:
			done(filepath.FromSlash(folder.Path()))
		}
	}, c.Window)
	shown := c.present(d, r, start, true)
	if c.own == nil || !c.own.shown() {
		c.own = shown
	} else {
		c.own.panel, c.own.above = shown.panel, shown
	}
}

// present shows the toolkit's dialog and makes it fit for use.
func (c *Chooser) present(d *dialog.FileDialog, r Request, start string, folder bool) *own {
	d.SetTitleText(r.Title)
	if r.Accept != "" {
		d.SetConfirmText(r.Accept)
	}
	// In the other view names stand without their endings.
	d.SetView(dialog.ListView)
	if here, err := storage.ListerForURI(storage.NewFileURI(start)); err == nil {
		d.SetLocation(here)
	}
	look.ShowWide(c.Window, d, 0.8, 0.85)
	cover := c.Window.Canvas().Overlays().Top()
	return &own{window: c.Window, cover: cover, close: d.Hide, panel: dress(c, d, cover, folder)}
}

// endings lets files with certain endings through, in small and capital letters; all files where there are none.
type endings []string

// Matches tells whether a file has one of the endings. Pipes and devices are no files: the toolkit opens what is chosen,
// and would wait for ever at a pipe into which nobody writes.
func (e endings) Matches(file fyne.URI) bool {
	if info, err := os.Stat(filepath.FromSlash(file.Path())); err == nil && !info.Mode().IsRegular() {
		return false
	}
	return len(e) == 0 || slices.ContainsFunc(e, func(ending string) bool { return strings.EqualFold(file.Extension(), ending) })
}

// Enter does what Enter means in a list of files: it goes into the folder, or chooses the file, that is
// marked. It tells whether the list had the keyboard.
func (c *Chooser) Enter(focused fyne.Focusable) bool {
	if c.own == nil || c.own.panel == nil || !c.own.shown() {
		return false
	}
	return c.own.panel.enter(focused)
}

// confirm asks before files that are there are replaced.
func (c *Chooser) confirm(there []string, do func()) {
	if len(there) == 0 {
		do()
		return
	}
	l := c.L()
	var names []string
	for _, path := range there {
		names = append(names, filepath.Base(path))
	}
	look.Ask(c.Window, look.Question{
		Title: l.T("saving.replace.title"), Text: l.N("saving.replace.text", len(names), "names", strings.Join(names, ", ")),
		Yes: l.T("saving.replace.yes"), No: l.T("saving.cancel"),
	}, do)
}
