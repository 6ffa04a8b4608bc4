package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
)

// access is how a diary is to be opened.
type access struct {
	readOnly   bool
	passphrase string
	// moved says that it came from another computer just now.
	moved bool
}

// openDiary opens the diary at a path, creating it where there is none, and shows it. What is open
// already stays on show until the new one is open.
func (p *Program) openDiary(path string, how access) {
	options := p.options(how)
	options.CheckLater = true // settle does it
	if p.open != nil && p.open.store.Path() == store.RealPath(path) {
		p.closeDiary()
	}
	p.spawn(func() {
		s, err := store.Open(context.Background(), path, options)
		if err == nil && how.moved {
			if err = settleIn(s); err != nil {
				err = errors.Join(err, s.Close())
			}
		}
		if err == nil {
			err = useBackupFolder(s)
		}
		fyne.Do(func() {
			p.mark("diary")
			if err != nil {
				p.notOpened(path, how, err)
				return
			}
			p.show(s, sampleFolder{})
		})
	})
}

// options turns the way a diary is to be opened into the store's terms. A passphrase is tried once.
func (p *Program) options(how access) store.Options {
	o := store.Options{ReadOnly: how.readOnly, Now: p.start.Now}
	if how.passphrase != "" {
		o.Passphrase = func(again bool) (string, error) {
			if again {
				return "", store.ErrPassphrase
			}
			return how.passphrase, nil
		}
	}
	return o
}

func useBackupFolder(s *store.Store) error {
	folder, found, err := s.Setting(context.Background(), settings.BackupFolder)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	if found {
		s.SetBackupFolder(folder)
	}
	return nil
}

// notOpened says why a diary could not be opened and what can be done.
func (p *Program) notOpened(path string, how access, err error) {
	var damaged *store.DamagedError
	switch {
	case errors.Is(err, store.ErrInUse):
		p.showInUse(path, how)
	case errors.Is(err, store.ErrPassphrase):
		p.showLocked(path, how, how.passphrase != "")
	case errors.As(err, &damaged):
		p.showDamaged(path, how)
	default:
		p.showTrouble(path, err)
	}
}

// show puts an open diary into the window.
func (p *Program) show(s *store.Store, sample sampleFolder) {
	<-p.fonts
	known, err := p.catalogue()
	if err != nil {
		p.showTrouble(s.Path(), errors.Join(err, s.Close()))
		return
	}
	p.linkRecent(s, sample)
	p.closeDiary()
	p.open = newShell(p, s, known, sample)
	s.OnActivation(func(word string) {
		if word == happeningNow {
			fyne.Do(p.happeningNow)
			return
		}
		fyne.Do(p.comeForward)
	})
	s.OnDamage(func(error) { fyne.Do(func() { p.foundDamage(s) }) })
	p.nameWindow(s, sample.path != "")
	p.fill(p.open.view)
	p.open.begin()
	if p.start.HappeningNow && !p.open.env.Sample && !s.ReadOnly() {
		p.start.HappeningNow = false
		p.open.goTo(screen.Night, screen.Target{Now: true})
	}
	p.sayFindings(s)
	p.sayRemindFault()
	p.writeWaiting()
	p.watchIdle()
	p.mark("screen")
	sh := p.open
	p.afterFrame(func() {
		p.mark("frame")
		if !sh.closed {
			p.settle(sh)
			sh.lookForConflicts()
		}
	})
}

// settle does what belongs to the opening of a diary and can wait until its first screen is drawn: the file is
// looked through, and backed up if that is due.
func (p *Program) settle(sh *shell) {
	p.spawn(func() {
		err := sh.store.CheckPages()
		fyne.Do(func() {
			p.mark("checked")
			var damaged *store.DamagedError
			switch {
			case sh.closed:
			case errors.As(err, &damaged):
				p.foundDamage(sh.store)
			default:
				sh.showUndo()
				sh.backUp()
			}
		})
	})
}

// sayFindings tells what the store met beside the diary and settled by itself, now and later on.
func (p *Program) sayFindings(s *store.Store) {
	var texts []string
	for _, f := range s.Findings() {
		texts = append(texts, explain.Told(p.l, f.Key, f.Args))
	}
	if len(texts) > 0 {
		tell(p.window, p.l, p.l.T("shell.found.title"), strings.Join(texts, "\n\n"))
	}
	s.OnFinding(func(f store.Finding) {
		fyne.Do(func() {
			if p.open != nil && p.open.store == s {
				tell(p.window, p.l, p.l.T("shell.found.title"), explain.Told(p.l, f.Key, f.Args))
			}
		})
	})
}

// foundDamage leads to recovery where a large diary, whose pages are checked beside the first screen,
// turns out to be damaged after it was opened.
func (p *Program) foundDamage(s *store.Store) {
	if p.open == nil || p.open.store != s {
		return
	}
	path := s.Path()
	p.closeDiary()
	p.showDamaged(path, access{})
}

// closeDiary takes the diary off the window and closes its file.
func (p *Program) closeDiary() {
	sh := p.open
	if sh == nil {
		return
	}
	p.open = nil
	p.chooser.Close()
	if p.lock != nil {
		p.lock.Stop()
	}
	sh.close()
	saving.RemoveTemporary()
	err := sh.store.Close()
	if sampleErr := sh.sample.remove(); err == nil {
		err = sampleErr
	}
	var backup *store.BackupError
	if err != nil && !p.gone && !errors.As(err, &backup) {
		fail(p.window, p.l, err)
	}
}

// chooseDiary asks for a file and opens it.
func (p *Program) chooseDiary() {
	p.chooser.Open(choose.Request{
		Purpose: choose.Diaries, Title: p.l.T("shell.open.title"), Accept: p.l.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: p.l.T("saving.kind.diary"), Endings: []string{".stillnight"}},
			{Name: p.l.T("saving.kind.all")},
		},
	}, func(path string) { p.openDiary(path, access{}) })
}
