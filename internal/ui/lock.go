package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/store"
)

// watchIdle locks a diary that has a passphrase after the idle minutes the user asked for.
func (p *Program) watchIdle() {
	if p.lock != nil {
		p.lock.Stop()
	}
	minutes := p.prefs.LockMinutes()
	if p.open == nil || minutes == 0 || !p.open.store.Locked() {
		return
	}
	limit := time.Duration(minutes) * time.Minute
	wait := limit - p.native.idle()
	if wait <= 0 {
		p.lockNow()
		return
	}
	p.lock = time.AfterFunc(wait, func() { fyne.Do(p.watchIdle) })
}

// lockNow closes a diary that has a passphrase and asks for it.
func (p *Program) lockNow() {
	if p.open == nil || !p.open.store.Locked() {
		return
	}
	path, readOnly := p.open.store.Path(), p.open.store.ReadOnly()
	p.closeDiary()
	p.showLocked(path, access{readOnly: readOnly}, false)
	p.forget()
}

// toolkitKeeps is for how long the toolkit refers to what it drew last.
const toolkitKeeps = 75 * time.Second

// forget clears the memory that held the diary until it was locked: what nothing refers to at once, and what was
// on show when the toolkit has let go of it, which it does on drawing something else.
func (p *Program) forget() {
	p.spawn(store.Forget)
	p.after(toolkitKeeps, func() {
		if p.open != nil || p.gone {
			return
		}
		p.window.Content().Refresh()
		p.afterFrame(func() { p.spawn(store.Forget) })
	})
}

// watchAway locks the diary when the computer goes to sleep or its screen is locked, as watch tells.
func (p *Program) watchAway(watch func(ctx context.Context, left func()) error) {
	p.spawn(func() {
		if err := watch(context.Background(), func() { fyne.Do(p.lockNow) }); err != nil {
			return // the system tells nobody; the idle minutes are left
		}
	})
}

// restEvery is how often a window that never loses the focus looks whether another night is meant by now, and
// whether another program has put another version of the diary in its place.
const restEvery = 30 * time.Second

func (p *Program) watchRest() {
	p.rest = time.AfterFunc(restEvery, func() {
		fyne.Do(func() {
			if p.gone {
				return
			}
			p.atRest()
			p.watchRest()
		})
	})
}

// atRest lets the screen in view move on with the time of day, as it does when the window comes back.
func (p *Program) atRest() {
	if p.open == nil {
		return
	}
	s := p.open.store
	p.spawn(func() {
		if _, err := s.Edition(context.Background()); err != nil {
			return // whoever reads next says so
		}
	})
	if p.open != nil && p.window.Canvas().Overlays().Top() == nil {
		p.open.cameBack()
	}
}

// showLocked asks for the passphrase of a diary.
func (p *Program) showLocked(path string, how access, wrong bool) {
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(p.l.T("shell.locked.passphrase"))
	unlock := func() {
		attempt := how // what this page refers to knows no passphrase
		attempt.passphrase = entry.Text
		if entry.Text == "" {
			p.window.Canvas().Focus(entry) // there is something to type first
			return
		}
		entry.SetText("") // with all that could be undone in it
		p.openDiary(path, attempt)
	}
	entry.OnSubmitted = func(string) { unlock() }
	texts := []string{p.l.T("shell.locked.text")}
	if wrong {
		texts = []string{p.l.T("shell.locked.wrong")}
	}
	p.showPage(page{
		title: p.l.T("shell.locked.title"), texts: texts, middle: entry,
		actions: []action{
			{p.l.T("shell.locked.unlock"), unlock},
			{p.l.T("shell.open.another"), p.chooseDiary},
		},
	})
	p.window.Canvas().Focus(entry)
}
