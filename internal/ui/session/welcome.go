package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/window"
)

// showWelcome greets someone who has no diary yet.
func (s *Session) showWelcome(path string) {
	pg := window.Page{
		Title: s.window.L.T("shell.welcome.title"),
		Texts: []string{s.window.L.T("shell.welcome.text"), s.window.L.T("shell.welcome.private")},
	}
	start := window.Action{Word: s.window.L.T("shell.welcome.start"), Do: func() { s.Open(path) }}
	rest := []window.Action{
		{Word: s.window.L.T("shell.welcome.sample"), Do: s.OpenSample},
		{Word: s.window.L.T("shell.open.another"), Do: s.Choose},
	}
	if found := moved(); len(found) > 0 { // they did not bring it along to begin again
		pg.Texts = append(pg.Texts, s.window.L.T("shell.welcome.moved", "file", filepath.Base(found[0])))
		pg.Actions = append([]window.Action{{Word: s.window.L.T("shell.welcome.take"), Do: func() { s.LookInto(found[0]) }}, start}, rest...)
	} else {
		pg.Actions = append([]window.Action{start}, append(rest, window.Action{Word: s.window.L.T("shell.welcome.from_another"), Do: s.chooseMoved})...)
	}
	pg.Foot = s.languages(func() { s.showWelcome(path) })
	s.window.ShowPage(pg)
}

// languages offers every other language by its own name, for those whose computer does not speak theirs. again shows
// the page once more.
func (s *Session) languages(again func()) []window.Action {
	var list []window.Action
	for _, code := range i18n.Languages {
		if code == s.window.L.Lang() {
			continue
		}
		list = append(list, window.Action{Word: settings.LanguageName(code), Do: func() {
			s.host.SetLanguage(code)
			again()
		}})
	}
	return list
}

// showInUse says that another window has the diary open.
func (s *Session) showInUse(path string) {
	word := ""
	if s.meansNow() {
		word = happeningNow
	}
	forward := func() {
		if err := store.RequestActivation(path, word); err != nil {
			s.window.Fail(err)
			return
		}
		s.host.Quit()
	}
	if s.meansNow() {
		forward() // at three in the morning there is nothing to choose
		return
	}
	s.window.ShowPage(window.Page{
		Title: s.window.L.T("shell.in_use.title"),
		Texts: []string{s.window.L.T("shell.in_use.text")},
		Actions: []window.Action{
			{Word: s.window.L.T("shell.in_use.forward"), Do: forward},
			{Word: s.window.L.T("shell.in_use.read"), Do: func() { s.OpenAs(path, Access{ReadOnly: true}) }},
			{Word: s.window.L.T("shell.open.another"), Do: s.Choose},
		},
	})
}

// showTrouble says why a diary could not be opened, and offers to try again.
func (s *Session) showTrouble(path string, err error) {
	actions := []window.Action{
		{Word: s.window.L.T("shell.trouble.again"), Do: func() { s.Open(path) }},
		{Word: s.window.L.T("shell.open.another"), Do: s.Choose},
		{Word: s.window.L.T("shell.welcome.sample"), Do: s.OpenSample},
	}
	if readable(path, err) {
		read := window.Action{Word: s.window.L.T("shell.in_use.read"), Do: func() { s.OpenAs(path, Access{ReadOnly: true}) }}
		actions = slices.Insert(actions, 1, read)
	}
	s.window.ShowPage(window.Page{
		Title: s.window.L.T("shell.trouble.title"), Texts: []string{explain.Error(s.window.L, err), path}, Actions: actions,
	})
}

// readable tells whether a diary that could not be opened for writing may well be read.
func readable(path string, err error) bool {
	for _, fault := range []error{store.ErrReadOnly, store.ErrPermission, store.ErrDiskFull} {
		if errors.Is(err, fault) {
			f, err := os.Open(path)
			return err == nil && f.Close() == nil
		}
	}
	return false
}
