package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/window"
)

// showDamaged offers the newest good backup in place of a damaged diary, and to save what can still be
// read. The damaged file stays as it is in either case.
func (s *Session) showDamaged(path string, how Access) {
	s.window.ShowPage(window.Page{Title: s.window.L.T("shell.damaged.title"), Texts: []string{s.window.L.T("shell.damaged.looking")}})
	options, open := s.options(how), s.open
	s.window.Spawn(func() {
		good, preview, found, err := store.NewestGoodBackup(context.Background(), path, options)
		fyne.Do(func() {
			if s.open != open {
				return // another diary was opened meanwhile
			}
			if errors.Is(err, store.ErrPassphrase) {
				s.askForDamaged(path, how)
				return
			}
			s.offerRecovery(path, how, good, preview, found, err)
		})
	})
}

// offerRecovery shows the ways on from a damaged diary. unlooked is what NewestGoodBackup could not look into.
func (s *Session) offerRecovery(path string, how Access, good backup.Copy, preview store.Preview, found bool, unlooked error) {
	pg := window.Page{
		Title: s.window.L.T("shell.damaged.title"),
		Texts: []string{s.window.L.T("shell.damaged.text", "path", path)},
	}
	if found {
		pg.Texts = append(pg.Texts, s.window.L.N("shell.damaged.backup_from", preview.Nights,
			"date", s.window.L.DateLong(diary.DateOf(good.Made)), "last", s.window.L.DateMedium(preview.Last)))
		pg.Actions = append(pg.Actions, window.Action{Word: s.window.L.T("shell.damaged.backup"), Do: func() { s.replaceDamaged(path, good.Path, how, "") }})
	}
	pg.Texts = append(pg.Texts, unseen(s.window.L, unlooked)...)
	pg.Actions = append(pg.Actions,
		window.Action{Word: s.window.L.T("shell.damaged.salvage"), Do: func() { s.salvage(path, how) }},
		window.Action{Word: s.window.L.T("shell.open.another"), Do: s.Choose})
	s.window.ShowPage(pg)
}

// unseen tells of a folder with copies that could not be looked into, as on a drive that is not connected.
func unseen(l *i18n.Localizer, err error) []string {
	var fault *store.BackupError
	if !errors.As(err, &fault) {
		return nil
	}
	return []string{l.T("shell.damaged.unseen", "folder", fault.Folder, "reason", explain.Error(l, fault.Err))}
}

// askForDamaged asks for the passphrase of a damaged diary, or of its copies, and looks at it once more. Damage may have
// shown before anybody could be asked: the part with the key is lost, or the diary was open.
func (s *Session) askForDamaged(path string, how Access) {
	texts := []string{s.window.L.T("shell.damaged.text", "path", path)}
	if how.Passphrase != "" {
		texts = append(texts, s.window.L.T("shell.locked.wrong"))
	}
	texts = append(texts, s.window.L.T("shell.damaged.passphrase"))
	s.askPassphrase(s.window.L.T("shell.damaged.title"), texts, func(passphrase string) {
		how.Passphrase = passphrase
		s.OpenAs(path, how)
	})
}

// replaceDamaged puts a good file in the damaged one's place, opens it and says where the damaged one is
// now. more is said before that.
func (s *Session) replaceDamaged(path, good string, how Access, more string) {
	done, ok := s.claim(path)
	if !ok {
		return
	}
	options, open := s.options(how), s.open
	work := s.salvaging // nil where the good file is a backup
	if work != nil {
		work.over = make(chan struct{})
	}
	s.window.Spawn(func() {
		var kept string
		err := work.during(func() (err error) {
			kept, err = store.ReplaceDamaged(context.Background(), path, good, options)
			return err
		})
		fyne.Do(func() {
			done()
			if s.gone {
				return
			}
			s.salvaging = nil
			if s.open == open && errors.Is(err, store.ErrPassphrase) {
				s.askForDamaged(path, how)
				return
			}
			if err != nil {
				if s.open == open {
					s.showDamaged(path, how) // with the ways on
				}
				s.window.Fail(err)
				return
			}
			if s.open == open { // else another diary was opened meanwhile
				s.OpenAs(path, how)
			}
			text := s.window.L.T("shell.damaged.kept", "path", kept)
			if more != "" {
				text = more + "\n\n" + text
			}
			s.window.Tell(s.window.L.T("shell.damaged.done"), text)
		})
	})
}

// salvaging is the work on a new diary of what can be read of a damaged one.
type salvaging struct {
	stop context.CancelFunc
	over chan struct{} // closed when nothing is written any more
	path string        // of the new diary
}

// during runs what puts the new diary in place, for which the end waits. Where that fails nothing is left of it: else each
// try leaves one more.
func (w *salvaging) during(replace func() error) error {
	if w == nil {
		return replace()
	}
	defer close(w.over)
	err := replace()
	if err != nil {
		err = errors.Join(err, w.forget())
	}
	return err
}

// end stops the work and leaves nothing of it: the program ends, and nobody would know what the file is.
func (w *salvaging) end() error {
	w.stop()
	<-w.over
	return w.forget()
}

// forget removes the new diary, which is not wanted after all.
func (w *salvaging) forget() error {
	if err := os.Remove(w.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing what was saved: %w", err)
	}
	return nil
}

// salvage reads what can be read into a new diary, puts that in the damaged one's place and tells what
// was lost. It can be stopped, also by the end of the program: then nothing is left of it. Else the ways on are offered
// again.
func (s *Session) salvage(path string, how Access) {
	options, open := s.options(how), s.open
	ctx, stop := context.WithCancel(context.Background())
	work := &salvaging{stop: stop, over: make(chan struct{}), path: store.SalvagedName(path, s.now().Format("2006-01-02 150405"))}
	s.salvaging = work
	s.window.ShowPage(window.Page{
		Title: s.window.L.T("shell.damaged.title"), Texts: []string{s.window.L.T("shell.damaged.salvaging")},
		Actions: []window.Action{{Word: s.window.L.T("shell.cancel"), Do: stop}}, Leave: stop,
	})
	s.window.Spawn(func() {
		report, err := store.Salvage(ctx, path, work.path, options)
		close(work.over)
		fyne.Do(func() {
			if s.gone {
				return // the end has seen to it
			}
			stopped := ctx.Err() != nil
			stop()
			if stopped || err != nil {
				s.salvaging = nil
			}
			switch {
			case stopped:
				if err == nil { // it was done by then
					err = work.forget()
				}
				if s.open == open { // else another diary was opened meanwhile
					s.showDamaged(path, how)
				}
				if err != nil && !errors.Is(err, context.Canceled) {
					s.window.Fail(err)
				}
			case err == nil:
				s.replaceDamaged(path, work.path, how, salvageWords(s.window.L, report))
			case s.open == open && errors.Is(err, store.ErrPassphrase):
				s.askForDamaged(path, how)
			case s.open == open:
				s.showTrouble(path, fmt.Errorf("saving what can be read: %w", err))
			default: // another diary was opened meanwhile
				s.window.Fail(fmt.Errorf("saving what can be read: %w", err))
			}
		})
	})
}

// salvageWords says what was saved and what is gone.
func salvageWords(l *i18n.Localizer, r store.SalvageReport) string {
	texts := []string{l.N("shell.salvage.nights", r.Kept[store.Nights])}
	if r.Complete() {
		texts = append(texts, l.T("shell.salvage.complete"))
	}
	if before, known := r.NightsBefore.Get(); known && before > r.Kept[store.Nights] {
		texts = append(texts, l.N("shell.salvage.before", before))
	}
	if len(r.LostNights) > 0 {
		const listed = 12
		var dates []string
		for _, d := range r.LostNights[:min(listed, len(r.LostNights))] {
			dates = append(dates, l.DateMedium(d))
		}
		texts = append(texts, l.N("shell.salvage.lost", len(r.LostNights), "dates", strings.Join(dates, ", ")))
	}
	if broken := r.BrokenRows + r.InvalidRecords; broken > 0 {
		texts = append(texts, l.N("shell.salvage.broken", broken))
	}
	if r.Unproved || r.Surplus > 0 || r.Uncertain > 0 {
		texts = append(texts, l.T("shell.salvage.unproved"))
	}
	return strings.Join(texts, "\n")
}
