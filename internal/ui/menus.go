package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// menus is the menu bar of an open diary.
type menus struct {
	shell      *shell
	main       *fyne.MainMenu
	file       *fyne.Menu
	edit, view *fyne.Menu
	undo, redo *fyne.MenuItem
	screens    map[screen.ID]*fyne.MenuItem
	themes     map[look.Mode]*fyne.MenuItem
}

var screenKeys = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// bare is a key without Ctrl: shown in the menu; the window listens for it by itself.
func bare(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

func item(l *i18n.Localizer, key string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(l.T(key), do)
	write(l, i, shortcut)
	return i
}

func newMenus(s *shell) *menus {
	m := &menus{shell: s, screens: map[screen.ID]*fyne.MenuItem{}, themes: map[look.Mode]*fyne.MenuItem{}}
	m.file, m.edit, m.view = m.fileMenu(), m.editMenu(), m.viewMenu()
	m.main = fyne.NewMainMenu(m.file, m.edit, m.view, helpMenu(s.program))
	m.align()
	return m
}

// align follows captions and the size of type.
func (m *menus) align() {
	for _, menu := range m.main.Items {
		align(menu)
	}
}

// lookChanged follows the size of type.
func (m *menus) lookChanged() {
	m.align()
	m.view.Refresh()
}

func (m *menus) fileMenu() *fyne.Menu {
	s, l, p := m.shell, m.shell.env.L, m.shell.program
	settings := func() { s.goTo(screen.Settings, screen.Target{}) }
	items := []*fyne.MenuItem{
		item(l, "shell.menu.new", nil, p.newDiary),
		item(l, "shell.menu.open", ctrl(fyne.KeyO), p.chooseDiary),
		m.recentItem(),
	}
	if s.env.Sample {
		items = append(items, item(l, "shell.banner.leave", nil, p.leaveSample))
	} else {
		items = append(items, item(l, "shell.menu.sample", nil, p.openSample))
	}
	items = append(items, fyne.NewMenuItemSeparator(),
		item(l, "shell.menu.data", ctrl(fyne.KeyI), settings),
		item(l, "shell.menu.move", nil, s.moveAway),
		item(l, "shell.menu.save_report", ctrl(fyne.KeyS), func() { s.goTo(screen.Doctor, screen.Target{Save: true}) }),
		item(l, "shell.menu.print", ctrl(fyne.KeyP), func() { s.goTo(screen.Doctor, screen.Target{}) }),
		item(l, "shell.menu.week", nil, func() { s.goTo(screen.Doctor, screen.Target{Week: true}) }),
		fyne.NewMenuItemSeparator())
	if s.store.Locked() {
		items = append(items, item(l, "shell.menu.lock", ctrl(fyne.KeyL), p.lockNow))
	}
	return fyne.NewMenu(l.T("shell.menu.file"), append(items, quitItem(p))...)
}

// rebuildFile follows a passphrase that was set or removed.
func (m *menus) rebuildFile() {
	m.file.Items = m.fileMenu().Items
	align(m.file)
	m.file.Refresh()
}

func quitItem(p *Program) *fyne.MenuItem {
	quit := item(p.l, "shell.menu.quit", ctrl(fyne.KeyQ), p.quit)
	quit.IsQuit = true
	return quit
}

func (m *menus) editMenu() *fyne.Menu {
	s, l := m.shell, m.shell.env.L
	m.undo = item(l, "shell.menu.undo", &fyne.ShortcutUndo{}, func() { s.inField(fieldUndo, s.undo) })
	m.redo = item(l, "shell.menu.redo", &fyne.ShortcutRedo{}, func() { s.inField(fieldRedo, s.redo) })
	return fyne.NewMenu(l.T("shell.menu.edit"), m.undo, m.redo, fyne.NewMenuItemSeparator(),
		item(l, "shell.menu.write_night", ctrl(fyne.KeyN), func() {
			s.goTo(screen.Night, screen.Target{Night: s.env.CurrentNight()})
		}),
		item(l, "shell.menu.now", ctrl(fyne.KeyH), func() { s.goTo(screen.Night, screen.Target{Now: true}) }),
		item(l, "shell.menu.several", ctrl(fyne.KeyB), func() { s.goTo(screen.Night, screen.Target{Several: true}) }),
		item(l, "shell.menu.search", ctrl(fyne.KeyF), func() { s.goTo(screen.Night, screen.Target{Search: true}) }),
		item(l, "shell.menu.add_remedy", ctrl(fyne.KeyM), func() { s.goTo(screen.Remedies, screen.Target{Add: true}) }))
}

func (m *menus) viewMenu() *fyne.Menu {
	s, l, p := m.shell, m.shell.env.L, m.shell.program
	var items []*fyne.MenuItem
	for n, id := range s.ids {
		i := fyne.NewMenuItem(s.name(id), func() { s.goTo(id, screen.Target{}) })
		if n < len(screenKeys) {
			write(l, i, ctrl(screenKeys[n]))
		}
		m.screens[id] = i
		items = append(items, i)
	}
	themes := fyne.NewMenu("")
	for _, mode := range look.Modes {
		i := fyne.NewMenuItem(l.T("shell.theme."+string(mode)), func() { p.setTheme(mode) })
		m.themes[mode] = i
		themes.Items = append(themes.Items, i)
	}
	theme := fyne.NewMenuItem(l.T("shell.menu.theme"), nil)
	theme.ChildMenu = themes
	items = append(items, fyne.NewMenuItemSeparator(), theme,
		item(l, "shell.menu.larger", ctrl(fyne.KeyEqual), func() { p.setText(p.prefs.TextPercent() + textStep) }),
		item(l, "shell.menu.smaller", ctrl(fyne.KeyMinus), func() { p.setText(p.prefs.TextPercent() - textStep) }),
		item(l, "shell.menu.usual", ctrl(fyne.Key0), func() { p.setText(look.UsualText) }),
		fyne.NewMenuItemSeparator(),
		item(l, "shell.menu.read_out", ctrl(fyne.KeyR), s.readOut),
		item(l, "shell.menu.full_screen", bare(fyne.KeyF11), func() { p.window.SetFullScreen(!p.window.FullScreen()) }))
	return fyne.NewMenu(l.T("shell.menu.view"), items...)
}

func helpMenu(p *Program) *fyne.Menu {
	l := p.l
	show := func(topic string) func() { return func() { p.showHelp(topic) } }
	return fyne.NewMenu(l.T("shell.menu.help"),
		item(l, "shell.menu.help_all", bare(fyne.KeyF1), show("")),
		item(l, "shell.menu.help_keys", nil, show("keys")),
		item(l, "shell.menu.help_method", nil, show("method")),
		fyne.NewMenuItemSeparator(),
		item(l, "shell.menu.about", nil, p.showAbout))
}

// bareMenu is the menu bar while no diary is open.
func (p *Program) bareMenu() *fyne.MainMenu {
	bare := fyne.NewMainMenu(
		fyne.NewMenu(p.l.T("shell.menu.file"),
			item(p.l, "shell.menu.new", nil, p.newDiary),
			item(p.l, "shell.menu.open", ctrl(fyne.KeyO), p.chooseDiary),
			item(p.l, "shell.menu.sample", nil, p.openSample),
			fyne.NewMenuItemSeparator(), quitItem(p)),
		helpMenu(p))
	for _, menu := range bare.Items {
		align(menu)
	}
	return bare
}

// refresh ticks the screen and the theme on show.
func (m *menus) refresh() {
	for id, i := range m.screens {
		i.Checked = m.shell.current != nil && m.shell.current.ID() == id
		rename(i, m.shell.name(id))
	}
	align(m.view)
	for mode, i := range m.themes {
		i.Checked = m.shell.program.prefs.Theme() == mode
	}
	m.view.Refresh()
}

// setUndo names in the menu what would be taken back or done again.
func (m *menus) setUndo(undo, redo *store.UndoStep, writable bool) {
	l := m.shell.env.L
	undoLabel, redoLabel := l.T("shell.menu.undo"), l.T("shell.menu.redo")
	if undo != nil {
		undoLabel = l.T("shell.menu.undo_what", "what", explain.Step(l, *undo))
	}
	if redo != nil {
		redoLabel = l.T("shell.menu.redo_what", "what", explain.Step(l, *redo))
	}
	noUndo, noRedo := undo == nil || !writable, redo == nil || !writable
	if caption(m.undo) == undoLabel && caption(m.redo) == redoLabel && m.undo.Disabled == noUndo && m.redo.Disabled == noRedo {
		return
	}
	rename(m.undo, undoLabel)
	rename(m.redo, redoLabel)
	m.undo.Disabled, m.redo.Disabled = noUndo, noRedo
	align(m.edit)
	m.edit.Refresh()
}
