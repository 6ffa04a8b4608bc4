package choose

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"stillnight/internal/filechooser"
	"stillnight/internal/i18n"
)

// Purpose is what a file is chosen for; each remembers its own folder.
type Purpose string

// The purposes.
const (
	Diaries  Purpose = "diaries"
	Imports  Purpose = "imports"
	Exports  Purpose = "exports"
	Reports  Purpose = "reports"
	Pictures Purpose = "pictures"
	Sheets   Purpose = "sheets" // to write a passphrase on
	Backups  Purpose = "backups"
)

// preference is under which a purpose's last folder is kept.
func (p Purpose) preference() string { return "last_folder/" + string(p) }

// Kind is a group of files by their endings.
type Kind = filechooser.Kind

// System asks the system's own chooser, as filechooser.Ask does.
type System func(context.Context, filechooser.Request) (string, error)

// Chooser asks in one window. Its methods are called on the toolkit's goroutine.
type Chooser struct {
	App    fyne.App
	Window fyne.Window
	// L gives the language spoken now.
	L func() *i18n.Localizer
	// Fail shows what went wrong.
	Fail func(error)
	// System is the system's own chooser, nil where there is none.
	System System
	// Dark tells that the window is dark, and must stay so: the system's own chooser may be white. Nil never tells so.
	Dark func() bool
	// Spawn runs a job beside the window.
	Spawn func(job func())

	// pending ends the system's chooser that is open; nil while none is.
	pending context.CancelFunc
	own     *own
	// turn counts the times that choosers were put away. What was asked before comes to nothing, also where a
	// question about it is still on show.
	turn int
}

// Request says what is asked for.
type Request struct {
	Purpose Purpose
	Title   string
	// Accept is the word on the button that chooses.
	Accept string
	// Name that is offered for saving, with its ending.
	Name  string
	Kinds []Kind
	// Beside names further files that are written along with one that is saved, nil for none. Before one of
	// them is replaced that is asked too.
	Beside func(path string) []string
	// Check says why nothing may be saved at a path; nil where everything may.
	Check func(path string) error
}

// Open asks for a file that is there and calls done with its path.
func (c *Chooser) Open(r Request, done func(path string)) {
	c.ask(filechooser.OpenFile, r, func(path string) {
		c.remember(r.Purpose, filepath.Dir(path))
		done(path)
	})
}

// Folder asks for a folder and calls done with its path.
func (c *Chooser) Folder(r Request, done func(path string)) {
	c.ask(filechooser.Folder, r, func(path string) {
		c.remember(r.Purpose, path)
		done(path)
	})
}

// Save asks where a file is to be kept and calls done with its path, which has the right ending. Before a
// file that is there is replaced, the user was asked.
func (c *Chooser) Save(r Request, done func(path string)) {
	c.ask(filechooser.SaveFile, r, func(path string) {
		c.remember(r.Purpose, filepath.Dir(path))
		done(path)
	})
}

// Close puts away the chooser that is open; nothing comes of it.
func (c *Chooser) Close() {
	c.turn++
	if c.pending != nil {
		c.pending()
		c.pending = nil
	}
	if c.own != nil {
		c.own.hide()
		c.own = nil
	}
}

// busy tells whether a chooser is open.
func (c *Chooser) busy() bool {
	return c.pending != nil || c.own != nil && c.own.shown()
}

func (c *Chooser) ask(what filechooser.What, r Request, done func(path string)) {
	if c.busy() {
		return
	}
	wanted, turn := done, c.turn
	done = func(path string) {
		if c.turn == turn {
			wanted(path)
		}
	}
	if c.System == nil || c.Dark != nil && c.Dark() {
		c.askHere(what, r, done)
		return
	}
	request := filechooser.Request{
		What: what, Title: r.Title, Accept: r.Accept, Folder: c.folder(r.Purpose), Name: r.Name, Kinds: r.Kinds,
		Parent: handle(c.Window),
	}
	ctx, end := context.WithCancel(context.Background())
	c.pending = end
	c.Spawn(func() {
		path, err := c.System(ctx, request)
		fyne.Do(func() {
			stale := ctx.Err() != nil
			end()
			if stale { // the diary that asked is closed
				return
			}
			c.pending = nil
			switch {
			case err == nil && what == filechooser.SaveFile:
				c.settle(r, path, done)
			case err == nil:
				done(path)
			case errors.Is(err, filechooser.ErrCancelled):
			default:
				c.askHere(what, r, done)
			}
		})
	})
}

// settle sees to the ending of a name that the system's chooser returned. That chooser asked before it took
// the name of a file that is there; a name that is another now has to be asked about here.
func (c *Chooser) settle(r Request, path string, done func(path string)) {
	whole := withEnding(path, filepath.Ext(r.Name))
	if r.Check != nil {
		if err := r.Check(whole); err != nil {
			c.Fail(err)
			return
		}
	}
	there := existing(r, whole)
	if whole == path {
		there = without(there, path)
	}
	c.confirm(there, func() { done(whole) })
}

// withEnding gives a name the ending unless it has it.
func withEnding(path, ending string) string {
	if ending == "" || strings.EqualFold(filepath.Ext(path), ending) {
		return path
	}
	return strings.TrimRight(path, ".") + ending
}

// existing are those of the files that would be written which are there already.
func existing(r Request, path string) (there []string) {
	paths := []string{path}
	if r.Beside != nil {
		paths = append(paths, r.Beside(path)...)
	}
	for _, p := range paths {
		if _, err := os.Lstat(p); err == nil {
			there = append(there, p)
		}
	}
	return there
}

func without(list []string, path string) (rest []string) {
	for _, p := range list {
		if p != path {
			rest = append(rest, p)
		}
	}
	return rest
}

// folder is the one used last for a purpose, else the one for documents.
func (c *Chooser) folder(p Purpose) string {
	if last := c.App.Preferences().String(p.preference()); filechooser.IsFolder(last) {
		return last
	}
	return filechooser.Documents()
}

func (c *Chooser) remember(p Purpose, folder string) {
	c.App.Preferences().SetString(p.preference(), folder)
}

// handle is the window's number to the system, 0 where there is none.
func handle(w fyne.Window) (id uintptr) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return 0
	}
	native.RunNative(func(context any) {
		switch v := context.(type) {
		case driver.X11WindowContext:
			id = v.WindowHandle
		case driver.WindowsWindowContext:
			id = v.HWND
		}
	})
	return id
}
