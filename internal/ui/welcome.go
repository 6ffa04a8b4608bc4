package ui

import (
	"path/filepath"

	"stillnight/internal/explain"
	"stillnight/internal/store"
)

// showWelcome greets someone who has no diary yet.
func (p *Program) showWelcome(path string) {
	pg := page{
		title: p.l.T("shell.welcome.title"),
		texts: []string{p.l.T("shell.welcome.text"), p.l.T("shell.welcome.private")},
	}
	start := action{p.l.T("shell.welcome.start"), func() { p.openDiary(path, access{}) }}
	rest := []action{
		{p.l.T("shell.welcome.sample"), p.openSample},
		{p.l.T("shell.open.another"), p.chooseDiary},
	}
	if found := moved(); len(found) > 0 { // they did not bring it along to begin again
		pg.texts = append(pg.texts, p.l.T("shell.welcome.moved", "file", filepath.Base(found[0])))
		pg.actions = append([]action{{p.l.T("shell.welcome.take"), func() { p.lookInto(found[0]) }}, start}, rest...)
	} else {
		pg.actions = append([]action{start}, append(rest, action{p.l.T("shell.welcome.from_another"), p.chooseMoved})...)
	}
	p.showPage(pg)
}

// showInUse says that another window has the diary open.
func (p *Program) showInUse(path string, how access) {
	word := ""
	if p.start.HappeningNow {
		word = happeningNow
	}
	forward := func() {
		if err := store.RequestActivation(path, word); err != nil {
			fail(p.window, p.l, err)
			return
		}
		p.quit()
	}
	if p.start.HappeningNow {
		forward() // at three in the morning there is nothing to choose
		return
	}
	p.showPage(page{
		title: p.l.T("shell.in_use.title"),
		texts: []string{p.l.T("shell.in_use.text")},
		actions: []action{
			{p.l.T("shell.in_use.forward"), forward},
			{p.l.T("shell.in_use.read"), func() { p.openDiary(path, access{readOnly: true, passphrase: how.passphrase}) }},
			{p.l.T("shell.open.another"), p.chooseDiary},
		},
	})
}

// showTrouble says why a diary could not be opened, and offers to try again.
func (p *Program) showTrouble(path string, err error) {
	p.showPage(page{
		title: p.l.T("shell.trouble.title"),
		texts: []string{explain.Error(p.l, err), path},
		actions: []action{
			{p.l.T("shell.trouble.again"), func() { p.openDiary(path, access{}) }},
			{p.l.T("shell.open.another"), p.chooseDiary},
			{p.l.T("shell.welcome.sample"), p.openSample},
		},
	})
}
