package session

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/settings"
)

// Access is how a diary is to be opened.
type Access struct {
	ReadOnly   bool
	Passphrase string
	// Moved says that it came from another computer just now.
	Moved bool
}

// Open opens the diary at a path, creating it where there is none, and shows it. What is open
// already stays on show until the new one is open.
func (s *Session) Open(path string) { s.OpenAs(path, Access{}) }

// OpenAs is Open with a passphrase, or for reading only.
func (s *Session) OpenAs(path string, how Access) {
	options := s.options(how)
	options.CheckLater = true // check does it
	done, ok := s.claim(path)
	if !ok {
		return
	}
	if s.open != nil && s.open.Path() == store.RealPath(path) {
		s.Close()
	}
	wanted := s.latest.Begin()
	s.window.Fetch(func() func() {
		next, err := store.Open(context.Background(), path, options)
		if err == nil && how.Moved {
			if err = settleIn(next); err != nil {
				err = errors.Join(err, next.Close())
			}
		}
		if err == nil {
			err = useBackupFolder(next)
		}
		return func() {
			s.host.Mark("diary")
			if how.Passphrase != "" {
				defer s.ForgetTyped()
			}
			done()
			switch {
			case !wanted():
				if err == nil {
					s.window.Spawn(func() { _ = next.Close() }) // nothing was written in it
				}
				return
			case err != nil:
				s.notOpened(path, how, err)
				return
			}
			s.Show(next, "")
		}
	})
}

// claim notes that the diary at a path is being opened or made, until done is called. ok is false where it is already: it
// was pressed twice.
func (s *Session) claim(path string) (done func(), ok bool) {
	real := store.RealPath(path)
	if s.opening == real {
		return nil, false
	}
	s.opening = real
	return func() {
		if s.opening == real { // else another one since
			s.opening = ""
		}
	}, true
}

// happeningNow is the word with which a second start asks for that page.
const happeningNow = "now"

// options turns the way a diary is to be opened into the store's terms. A passphrase is tried once.
func (s *Session) options(how Access) store.Options {
	o := store.Options{ReadOnly: how.ReadOnly, Now: s.now, Places: s.start.Places, Work: s.Work}
	if how.Passphrase != "" {
		o.Passphrase = func(again bool) (string, error) {
			if again {
				return "", store.ErrPassphrase
			}
			return how.Passphrase, nil
		}
	}
	return o
}

func useBackupFolder(open *store.Store) error {
	folder, found, err := open.Setting(context.Background(), settings.BackupFolder)
	if err != nil {
		return errors.Join(err, open.Close())
	}
	if found {
		open.SetBackupFolder(folder)
	}
	return nil
}

// notOpened says why a diary could not be opened and what can be done.
func (s *Session) notOpened(path string, how Access, err error) {
	var damaged *store.DamagedError
	switch {
	case errors.Is(err, store.ErrInUse):
		s.showInUse(path)
	case errors.Is(err, store.ErrPassphrase):
		wrong := how.Passphrase != ""
		how.Passphrase = "" // what the page refers to knows none
		s.showLocked(path, how, wrong)
	case errors.As(err, &damaged):
		s.showDamaged(path, how)
	default:
		s.showTrouble(path, err)
	}
}

// Show puts an open diary into the window, in place of the one before. sample is the folder of its own in which the
// sample diary lives while it is looked at, "" for any other.
func (s *Session) Show(next *store.Store, sample string) {
	s.latest.Begin()
	if err := s.host.Ready(); err != nil {
		s.showTrouble(next.Path(), errors.Join(err, next.Close()))
		return
	}
	s.linkRecent(next, sample)
	s.Close()
	s.open, s.sample = next, sample
	next.OnActivation(func(word string) { fyne.Do(func() { s.host.Forward(word == happeningNow) }) })
	next.OnDamage(func(error) { fyne.Do(func() { s.foundDamage(next) }) })
	s.NameWindow()
	now := s.meansNow() && !s.Sample() && !next.ReadOnly()
	if now {
		s.asked = time.Time{}
	}
	s.host.Show(now)
	s.meet(next)
	s.WatchIdle()
	s.host.Mark("screen")
	s.window.AfterFrame(func() {
		s.host.Mark("frame")
		if s.open == next {
			s.check(next)
			s.host.Drawn()
		}
	})
}

// check looks the file of a diary through, once its first screen is drawn.
func (s *Session) check(open *store.Store) {
	s.window.Spawn(func() {
		err := open.CheckPages()
		fyne.Do(func() {
			s.host.Mark("checked")
			var damaged *store.DamagedError
			switch {
			case s.open != open:
			case errors.As(err, &damaged):
				s.foundDamage(open)
			default:
				s.host.Checked()
			}
		})
	})
}

// meet tells what the store met beside the diary and settled by itself, now and later on.
func (s *Session) meet(open *store.Store) {
	if path := open.Path(); s.metIn != path { // else it was locked before anybody could be told
		s.met, s.metIn = nil, path
	}
	say := func(f store.Finding) { s.met = append(s.met, explain.Told(s.window.L, f.Key, f.Args)) }
	for _, f := range open.Findings() {
		say(f)
	}
	s.TellMet()
	open.OnFinding(func(f store.Finding) {
		fyne.Do(func() {
			if s.open == open {
				say(f)
				s.TellMet()
			}
		})
	})
}

// TellMet tells what the store met and nobody was told yet. It waits until what is happening now is left: that is no
// moment to read about files.
func (s *Session) TellMet() {
	if len(s.met) == 0 || s.host.Happening() {
		return
	}
	texts := s.met
	s.met = nil
	s.window.Tell(s.window.L.T("shell.found.title"), strings.Join(texts, "\n\n"))
}

// foundDamage leads to recovery where a large diary, whose pages are checked beside the first screen,
// turns out to be damaged after it was opened. Of one with a passphrase nothing can be recovered before that is typed
// again.
func (s *Session) foundDamage(open *store.Store) {
	if s.open != open {
		return
	}
	how, locked := Access{ReadOnly: open.ReadOnly()}, open.Locked()
	s.host.Keep()
	s.Close()
	if locked {
		s.askForDamaged(open.Path(), how)
		return
	}
	s.showDamaged(open.Path(), how)
}

// Close takes the diary off the window, with all that was asked or told about it, and closes its file. Where none is
// open, nothing happens.
func (s *Session) Close() {
	open, sample := s.open, s.sample
	if open == nil {
		return
	}
	s.open, s.sample = nil, ""
	s.window.Choose.Close()
	s.unwatch()
	s.host.Hide()
	s.window.Uncover()
	saving.RemoveTemporary()
	err := open.Close()
	removeSample(sample)
	var backup *store.BackupError
	if err != nil && !s.gone && !errors.As(err, &backup) {
		s.window.Fail(err)
	}
}

// Choose asks for a file and opens it.
func (s *Session) Choose() {
	s.window.Choose.Open(choose.Request{
		Purpose: choose.Diaries, Title: s.window.L.T("shell.open.title"), Accept: s.window.L.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: s.window.L.T("saving.kind.diary"), Endings: []string{".stillnight"}},
			{Name: s.window.L.T("saving.kind.all")},
		},
	}, s.Open)
}
