package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
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
}

// showLocked asks for the passphrase of a diary.
func (p *Program) showLocked(path string, how access, wrong bool) {
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(p.l.T("shell.locked.passphrase"))
	unlock := func() {
		how.passphrase = entry.Text
		if entry.Text != "" {
			p.openDiary(path, how)
		}
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
