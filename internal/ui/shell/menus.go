package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/menu"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/window"
)

// menus is the menu bar of an open diary.
type menus struct {
	shell      *Shell
	main       *fyne.MainMenu
	file       *fyne.Menu
	edit, view *fyne.Menu
	undo, redo *fyne.MenuItem
	screens    map[screen.ID]*fyne.MenuItem
	themes     map[look.Mode]*fyne.MenuItem
}

var screenKeys = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

func newMenus(s *Shell) *menus {
	m := &menus{shell: s, screens: map[screen.ID]*fyne.MenuItem{}, themes: map[look.Mode]*fyne.MenuItem{}}
	m.file, m.edit, m.view = m.fileMenu(), m.editMenu(), m.viewMenu()
	m.main = fyne.NewMainMenu(m.file, m.edit, m.view, s.host.HelpMenu)
	m.align()
	return m
}

// align follows captions and the size of type.
func (m *menus) align() {
	for _, each := range m.main.Items {
		menu.Align(each)
	}
}

// lookChanged follows the size of type.
func (m *menus) lookChanged() {
	m.align()
	m.view.Refresh()
}

func (m *menus) fileMenu() *fyne.Menu {
	s, l, session := m.shell, m.shell.env.L, m.shell.host.Session
	settings := func() { s.GoTo(screen.Settings, screen.Target{}) }
	items := []*fyne.MenuItem{
		menu.Item(l, "shell.menu.new", nil, s.safely(session.New)),
		menu.Item(l, "shell.menu.open", menu.Ctrl(fyne.KeyO), s.safely(session.Choose)),
		m.recentItem(),
	}
	if s.env.Sample {
		items = append(items, menu.Item(l, "shell.banner.leave", nil, s.safely(session.LeaveSample)))
	} else {
		items = append(items, menu.Item(l, "shell.menu.sample", nil, s.safely(session.OpenSample)))
	}
	items = append(items, fyne.NewMenuItemSeparator(),
		menu.Item(l, "shell.menu.data", menu.Ctrl(fyne.KeyI), settings),
		menu.Item(l, "shell.menu.move", nil, s.moveAway),
		menu.Item(l, "shell.menu.save_report", menu.Ctrl(fyne.KeyS), func() { s.GoTo(screen.Doctor, screen.Target{Save: true}) }),
		menu.Item(l, "shell.menu.print", menu.Ctrl(fyne.KeyP), func() { s.GoTo(screen.Doctor, screen.Target{}) }),
		menu.Item(l, "shell.menu.week", nil, func() { s.GoTo(screen.Doctor, screen.Target{Week: true}) }),
		fyne.NewMenuItemSeparator())
	if s.store.Locked() {
		items = append(items, menu.Item(l, "shell.menu.lock", menu.Ctrl(fyne.KeyL), session.Lock))
	}
	return fyne.NewMenu(l.T("shell.menu.file"), append(items, menu.Quit(l, s.host.Quit))...)
}

// recentItem leads to the diaries that the owner of the one on show opened lately.
func (m *menus) recentItem() *fyne.MenuItem {
	l, s := m.shell.env.L, m.shell.host.Session
	i := fyne.NewMenuItem(l.T("shell.menu.recent"), nil)
	i.ChildMenu = fyne.NewMenu("")
	for _, path := range s.Recent() {
		name := l.T("shell.recent.file", "file", filepath.Base(path), "folder", filepath.Base(filepath.Dir(path)))
		i.ChildMenu.Items = append(i.ChildMenu.Items, fyne.NewMenuItem(name, m.shell.safely(func() { s.Open(path) })))
	}
	clear := fyne.NewMenuItem(l.T("shell.recent.clear"), func() {
		if err := s.ForgetRecent(); err != nil {
			m.shell.env.Fail(err)
			return
		}
		m.rebuildFile()
		m.shell.env.Notice(l.T("shell.recent.cleared"))
	})
	if len(i.ChildMenu.Items) == 0 {
		clear.Label, clear.Disabled = l.T("shell.recent.none"), true
	} else {
		i.ChildMenu.Items = append(i.ChildMenu.Items, fyne.NewMenuItemSeparator())
	}
	i.ChildMenu.Items = append(i.ChildMenu.Items, clear)
	return i
}

// rebuildFile follows a passphrase that was set or removed.
func (m *menus) rebuildFile() {
	m.file.Items = m.fileMenu().Items
	menu.Align(m.file)
	m.file.Refresh()
}

func (m *menus) editMenu() *fyne.Menu {
	s, l := m.shell, m.shell.env.L
	m.undo = menu.Item(l, "shell.menu.undo", &fyne.ShortcutUndo{}, func() { s.inField(fieldUndo, s.undo) })
	m.redo = menu.Item(l, "shell.menu.redo", &fyne.ShortcutRedo{}, func() { s.inField(fieldRedo, s.redo) })
	return fyne.NewMenu(l.T("shell.menu.edit"), m.undo, m.redo, fyne.NewMenuItemSeparator(),
		menu.Item(l, "shell.menu.write_night", menu.Ctrl(fyne.KeyN), func() {
			s.GoTo(screen.Night, screen.Target{Night: s.env.CurrentNight()})
		}),
		menu.Item(l, "shell.menu.now", menu.Ctrl(fyne.KeyH), func() { s.GoTo(screen.Night, screen.Target{Now: true}) }),
		menu.Item(l, "shell.menu.several", menu.Ctrl(fyne.KeyB), func() { s.GoTo(screen.Night, screen.Target{Several: true}) }),
		menu.Item(l, "shell.menu.search", menu.Ctrl(fyne.KeyF), func() { s.GoTo(screen.Night, screen.Target{Search: true}) }),
		menu.Item(l, "shell.menu.add_remedy", menu.Ctrl(fyne.KeyM), func() { s.GoTo(screen.Remedies, screen.Target{Add: true}) }))
}

func (m *menus) viewMenu() *fyne.Menu {
	s, l, h := m.shell, m.shell.env.L, m.shell.host
	var items []*fyne.MenuItem
	for n, id := range s.ids {
		i := fyne.NewMenuItem(s.name(id), func() { s.GoTo(id, screen.Target{}) })
		if n < len(screenKeys) {
			menu.Write(l, i, menu.Ctrl(screenKeys[n]))
		}
		m.screens[id] = i
		items = append(items, i)
	}
	themes := fyne.NewMenu("")
	for _, mode := range look.Modes {
		i := fyne.NewMenuItem(l.T("shell.theme."+string(mode)), func() { h.SetTheme(mode) })
		m.themes[mode] = i
		themes.Items = append(themes.Items, i)
	}
	theme := fyne.NewMenuItem(l.T("shell.menu.theme"), nil)
	theme.ChildMenu = themes
	items = append(items, fyne.NewMenuItemSeparator(), theme)
	items = append(items, window.TextItems(l, func(percent int) { h.SetText(h.Prefs.TextPercent() + percent) }, func() { h.SetText(look.UsualText) })...)
	items = append(items, fyne.NewMenuItemSeparator(),
		menu.Item(l, "shell.menu.read_out", menu.Ctrl(fyne.KeyR), s.readOut),
		menu.Item(l, "shell.menu.full_screen", menu.Bare(fyne.KeyF11), func() { h.Window.SetFullScreen(!h.Window.FullScreen()) }))
	return fyne.NewMenu(l.T("shell.menu.view"), items...)
}

// refresh ticks the screen and the theme on show.
func (m *menus) refresh() {
	for id, i := range m.screens {
		i.Checked = m.shell.current != nil && m.shell.current.ID() == id
		menu.Rename(i, m.shell.name(id))
	}
	menu.Align(m.view)
	for mode, i := range m.themes {
		i.Checked = m.shell.host.Prefs.Theme() == mode
	}
	m.view.Refresh()
}

// rename follows the name of a screen, which may change with the time of day.
func (m *menus) rename(id screen.ID) {
	if i, name := m.screens[id], m.shell.name(id); menu.Caption(i) != name {
		menu.Rename(i, name)
		menu.Align(m.view)
		m.view.Refresh()
	}
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
	if menu.Caption(m.undo) == undoLabel && menu.Caption(m.redo) == redoLabel && m.undo.Disabled == noUndo && m.redo.Disabled == noRedo {
		return
	}
	menu.Rename(m.undo, undoLabel)
	menu.Rename(m.redo, redoLabel)
	m.undo.Disabled, m.redo.Disabled = noUndo, noRedo
	menu.Align(m.edit)
	m.edit.Refresh()
}
