package session

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/window"
)

// WatchIdle locks a diary that has a passphrase after the idle minutes the user asked for.
func (s *Session) WatchIdle() {
	s.unwatch()
	minutes := s.prefs.LockMinutes()
	if s.open == nil || minutes == 0 || !s.open.Locked() {
		return
	}
	limit := time.Duration(minutes) * time.Minute
	wait := limit - s.window.Idle()
	if wait <= 0 {
		s.Lock()
		return
	}
	s.unwatch = s.window.After(wait, s.WatchIdle)
}

// Lock closes a diary that has a passphrase and asks for it.
func (s *Session) Lock() { s.lockThen(func() {}) }

// lockThen is Lock, and calls done, on whatever goroutine, when the memory was cleared of what nothing refers to.
func (s *Session) lockThen(done func()) {
	if s.open == nil || !s.open.Locked() {
		done()
		return
	}
	path, readOnly := s.open.Path(), s.open.ReadOnly()
	s.host.Keep()
	s.Close()
	s.showLocked(path, Access{ReadOnly: readOnly}, false)
	s.forget(done)
}

// toolkitKeeps is for how long the toolkit refers to what it drew last.
const toolkitKeeps = 75 * time.Second

// forget clears the memory that held the diary until it was locked: what nothing refers to at once, and what was
// on show when the toolkit has let go of it, which it does on drawing something else.
func (s *Session) forget(done func()) {
	s.window.Spawn(func() {
		s.Clear()
		done()
	})
	s.window.After(toolkitKeeps, func() {
		if s.open != nil || s.gone {
			return
		}
		s.forgetDrawn()
	})
}

// forgetDrawn has the window drawn, at which the toolkit lets go of what is not on show any more, and then clears it.
func (s *Session) forgetDrawn() {
	s.window.Content().Refresh()
	s.window.AfterFrame(func() { s.window.Spawn(s.Clear) })
}

// ForgetTyped clears the memory of a passphrase that was typed, when the page or dialog with its field is gone, and
// again when the toolkit does not remember any more how wide it was.
func (s *Session) ForgetTyped() {
	s.window.AfterFrame(func() { s.window.Spawn(s.Clear) })
	s.window.After(toolkitKeeps, s.forgetAtRest)
}

// atRest is for how long nobody has touched anything when a pause of a fraction of a second disturbs nobody.
const atRest = 5 * time.Second

func (s *Session) forgetAtRest() {
	if s.gone {
		return
	}
	if idle := s.window.Idle(); idle < atRest {
		s.window.After(atRest-idle, s.forgetAtRest)
		return
	}
	s.forgetDrawn()
}

// lockWithin is how long a computer that goes to sleep is held up at most. Login managers wait five seconds.
const lockWithin = 4 * time.Second

// WatchAway locks the diary when the computer goes to sleep or its screen is locked, as watch tells. A computer that
// waits sleeps when the diary is closed: what is in memory then may be written to the disk as it is.
func (s *Session) WatchAway(watch func(ctx context.Context, left func()) error) {
	left := func() {
		locked, cancel := context.WithTimeout(context.Background(), lockWithin)
		fyne.Do(func() { s.lockThen(cancel) })
		<-locked.Done()
	}
	s.window.Spawn(func() {
		if err := watch(context.Background(), left); err != nil {
			return // the system tells nobody; the idle minutes are left
		}
	})
}

// showLocked asks for the passphrase of a diary.
func (s *Session) showLocked(path string, how Access, wrong bool) {
	text := "shell.locked.text"
	if wrong {
		text = "shell.locked.wrong"
	}
	texts := []string{s.window.L.T(text)}
	if s.host.Keeps(path) {
		texts = append(texts, s.window.L.T("shell.unsaved.kept"))
	}
	s.askPassphrase(s.window.L.T("shell.locked.title"), texts, func(passphrase string) {
		attempt := how // which knows no passphrase
		attempt.Passphrase = passphrase
		s.OpenAs(path, attempt)
	})
}

// askPassphrase shows a page with a field for a passphrase. then is called with what was typed.
func (s *Session) askPassphrase(title string, texts []string, then func(passphrase string)) {
	s.window.AwaitFonts()
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(s.window.L.T("shell.locked.passphrase"))
	unlock := func() {
		typed := entry.Text
		if typed == "" {
			s.window.Canvas().Focus(entry) // there is something to type first
			return
		}
		entry.SetText("") // with all that could be undone in it
		then(typed)
	}
	entry.OnSubmitted = func(string) { unlock() }
	s.window.ShowPage(window.Page{
		Title: title, Texts: texts, Middle: entry,
		Actions: []window.Action{
			{Word: s.window.L.T("shell.locked.unlock"), Do: unlock},
			{Word: s.window.L.T("shell.open.another"), Do: s.Choose},
		},
	})
	s.window.Canvas().Focus(entry)
}
