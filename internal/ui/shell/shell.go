package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/catalogue"
	"stillnight/internal/chart"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/ui/window"
)

// Host is what a shell is given by the program: the window, whose diary it shows, and what the menus and the settings
// do that concerns more than the diary.
type Host struct {
	Window    *window.Window
	Session   *session.Session
	Prefs     *settings.Preferences
	Catalogue *catalogue.Catalogue
	Crashes   *crash.Folder
	Now       func() time.Time
	// HelpMenu is the last menu of the bar.
	HelpMenu *fyne.Menu
	SetTheme func(look.Mode)
	// SetText sets the size of text in per cent of the usual one.
	SetText     func(percent int)
	SetLanguage func(lang string)
	// Remind does what is due of the reminders, and tells what keeps it from that.
	Remind func() error
	// Answers says that reminders can be answered where the desktop's notifications can.
	Answers bool
	// OpenFile opens a file or shows a folder.
	OpenFile func(path string)
	// NowOver is told when what is happening now was left.
	NowOver func()
	Quit    func()
}

// Shell is the window's content while a diary is open: navigation, the screen on show, status line, menus.
type Shell struct {
	host  Host
	store *store.Store
	env   *screen.Env

	makers  map[screen.ID]maker
	ids     []screen.ID
	screens map[screen.ID]screen.Screen // built when first shown
	current screen.Screen

	nav   *navigation
	stage *fyne.Container // holds the screen on show
	// lookChanges counts how often the look has changed, and lookOf keeps with how many each screen was last put on show.
	lookChanges int
	lookOf      map[screen.ID]int
	status      *statusLine
	menus       *menus

	life        context.Context // ends when the diary is closed
	end         context.CancelFunc
	closed      bool
	conflicts   map[string]bool // copies of the diary that were asked about, by path
	backedUp    diary.Date      // the day on which a backup was last thought of
	origin      store.Origin    // marks what is taken back and done again here
	unsubscribe func()
}

// New fills the window for the diary that the host's session has open.
func New(app fyne.App, host Host) *Shell {
	w, s := host.Window, host.Session.Store()
	sh := &Shell{
		host: host, store: s, screens: map[screen.ID]screen.Screen{}, lookOf: map[screen.ID]int{}, conflicts: map[string]bool{},
	}
	sh.life, sh.end = context.WithCancel(context.Background())
	sh.env = &screen.Env{
		App: app, Window: w.Window, Choose: w.Choose, Store: s, Shelf: shelf.New(s), L: w.L, Catalogue: host.Catalogue,
		Now: host.Now, Sample: host.Session.Sample(),
		Open:       sh.GoTo,
		ChartStyle: sh.chartStyle,
		Notice:     func(text string) { sh.status.say(text) },
		Fail:       w.Fail,
		Work:       sh.work,
		Undo:       sh.undo,
		Every:      func(d time.Duration, do func()) (stop func()) { return w.Every(sh.life, d, do) },
		Forget:     host.Session.ForgetTyped,
		NowOver:    host.NowOver,
	}
	sh.env.Boundaries = boundaries(s)
	if !sh.env.Sample {
		sh.env.LookRound = host.Session.OpenSample
	}
	sh.makers = makers(sh)
	for _, id := range screen.All {
		if sh.makers[id] != nil {
			sh.ids = append(sh.ids, id)
		}
	}
	sh.nav = newNavigation(w.L, sh.ids, func(id screen.ID) { sh.GoTo(id, screen.Target{}) })
	sh.status = newStatusLine(w.L, sh.undo)
	sh.stage = container.New(look.Inset(1.4))
	frame := container.New(&frameLayout{sh.nav}, sh.nav.view, sh.stage)
	sh.menus = newMenus(sh)
	w.SetMainMenu(sh.menus.main)
	sh.unsubscribe = s.Subscribe(func(c store.Change) { fyne.Do(func() { sh.changed(c) }) })
	w.Fill(container.New(windowLayout{}, sh.banners(), frame, sh.status.view))
	return sh
}

// Env is what the screens are given.
func (s *Shell) Env() *screen.Env { return s.env }

// Tell says in the status line what nobody pressed for. It stays until something else is said.
func (s *Shell) Tell(text string) { s.status.tell(text) }

// Current is the screen on show.
func (s *Shell) Current() screen.Screen { return s.current }

// boundaries reads at which hours a diary's nights begin.
func boundaries(s *store.Store) diary.Boundaries {
	b, err := s.Boundaries(context.Background())
	if err != nil {
		return nil // what is wrong with the diary is said elsewhere
	}
	return b
}

// Begin shows the night, which is what most people came for and takes ten seconds. The screen that was used
// last is one press away.
func (s *Shell) Begin() {
	last := s.host.Prefs.Screen()
	s.show(s.ids[0], screen.Target{})
	if s.makers[last] != nil && last != s.ids[0] {
		s.status.offerReturn(s.env.L.T("shell.resume", "screen", s.name(last)), func() { s.GoTo(last, screen.Target{}) })
	}
	s.ShowUndo()
	s.reportCrash()
}

// BackUp makes the day's backup beside the screens where one is due: at the start, and with the first
// change of a further day for those who never close the window.
func (s *Shell) BackUp() {
	today := diary.DateOf(s.env.Now())
	if s.env.Sample || s.store.ReadOnly() || today == s.backedUp {
		return
	}
	s.backedUp = today
	s.host.Window.Spawn(func() {
		if _, err := s.store.BackupIfDue(s.life); err != nil {
			fyne.Do(func() {
				if !s.closed {
					s.Tell(explain.Error(s.env.L, err))
				}
			})
		}
	})
}

// GoTo brings a screen into view and remembers it.
func (s *Shell) GoTo(id screen.ID, target screen.Target) {
	if s.closed || s.makers[id] == nil {
		return
	}
	s.host.Prefs.SetScreen(id)
	s.status.endReturn()
	if s.current == nil || s.current.ID() != id {
		s.status.moveOn() // before the screen is left, which may say what becomes of what was typed there
	}
	s.show(id, target)
}

// show brings a screen into view.
func (s *Shell) show(id screen.ID, target screen.Target) {
	if s.current == nil || s.current.ID() != id {
		if s.current != nil {
			s.current.Hide()
		}
		s.current = s.screen(id)
		s.stand(id, s.current.Content())
		s.nav.choose(id)
		// It stays there where the screen opens a dialog, and comes back when that is closed.
		s.host.Window.Canvas().Focus(s.nav.item(id))
	}
	s.nav.rename(screen.Night, s.name(screen.Night))
	s.current.Show(target)
	s.keepKeyboard()
	s.menus.refresh()
}

// stand puts a screen on the stage. What a screen shows it keeps up to date by itself, but for the look: that reaches only
// the one in view.
func (s *Shell) stand(id screen.ID, content fyne.CanvasObject) {
	scrolling.Fill(s.stage, []fyne.CanvasObject{content})
	if last, been := s.lookOf[id]; been && last != s.lookChanges {
		s.stage.Refresh()
	}
	s.lookOf[id] = s.lookChanges
}

// HappeningNow opens the page of what is happening now, where it can be written down.
func (s *Shell) HappeningNow() {
	if !s.store.ReadOnly() {
		s.GoTo(screen.Night, screen.Target{Now: true})
	}
}

// Happening tells whether what is happening now is on show, over which nothing else is asked.
func (s *Shell) Happening() bool {
	now, ok := s.current.(interface{ Happening() bool })
	return ok && now.Happening()
}

// inner is a screen that puts pages, such as a form, in place of itself. Leave leads out of one and loses
// nothing that was typed; it tells whether there was one.
type inner interface{ Leave() bool }

// LeavePage leads out of the page that the screen in view put in place of itself, if there is one.
func (s *Shell) LeavePage() {
	if in, ok := s.current.(inner); ok && in.Leave() {
		s.keepKeyboard()
	}
}

// keepKeyboard gives the keyboard to the navigation where nothing has it, or something that is no longer there:
// the next Tab would begin at the top of the window otherwise.
func (s *Shell) keepKeyboard() {
	c := s.host.Window.Canvas()
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok || !o.Visible() {
		c.Focus(s.nav.item(s.current.ID()))
	}
}

// follower is a screen that moves on with the time of day.
type follower interface{ CameBack() }

// CameBack tells the screen in view that the window is in front again.
func (s *Shell) CameBack() {
	if s.closed || s.current == nil {
		return
	}
	s.nav.rename(screen.Night, s.name(screen.Night))
	s.menus.rename(screen.Night)
	if f, ok := s.current.(follower); ok {
		f.CameBack()
	}
}

func (s *Shell) screen(id screen.ID) screen.Screen {
	if s.screens[id] == nil {
		s.screens[id] = s.makers[id](s.env)
	}
	return s.screens[id]
}

// name is a screen's name in the navigation. From noon on the night that is meant is the one to come.
func (s *Shell) name(id screen.ID) string {
	if id == screen.Night && s.env.CurrentNight() == s.env.LatestNight() {
		return s.env.L.T("shell.screen.tonight")
	}
	return s.env.L.T("shell.screen." + string(id))
}

// changed passes a change of the diary on to the screen in view.
func (s *Shell) changed(c store.Change) {
	if s.closed {
		return
	}
	if own := c.Origin == &s.origin; s.current != nil && !own {
		s.current.Changed(c) // after a step of its own the screen in view was shown afresh
	}
	s.ShowUndo()
	s.BackUp()
}

// chartStyle gives the colours and text size of pictures as the window has them now.
func (s *Shell) chartStyle() chart.Style { return look.ChartStyle(s.env.App, s.env.L) }

// LookChosen says how the window looks from now on.
func (s *Shell) LookChosen() {
	s.menus.refresh()
	l, prefs := s.env.L, s.host.Prefs
	s.env.Notice(l.T("shell.look.now", "theme", l.T("shell.theme."+string(prefs.Theme())), "percent", l.Percent(float64(prefs.TextPercent())/100)))
}

// LookChanged lets the screen in view redraw its pictures.
//
// The screens that are away take on the new sizes now, before the toolkit forgets the icons that it has drawn: while a
// button becomes larger it draws its icon once more in the colours of before, and keeps that for all of the same kind.
func (s *Shell) LookChanged() {
	s.lookChanges++
	for _, away := range s.screens {
		if away != s.current && !s.closed {
			away.Content().Refresh()
		}
	}
	if s.current != nil && !s.closed {
		s.menus.lookChanged()
		s.current.Show(screen.Target{Stay: true})
	}
}

// reportCrash tells once that the program stopped unexpectedly the time before.
func (s *Shell) reportCrash() {
	latest := s.host.Crashes.Latest()
	if latest == "" || latest == s.host.Prefs.CrashSeen() {
		return
	}
	s.host.Prefs.SetCrashSeen(latest)
	s.Tell(s.env.L.T("shell.crash.notice", "path", latest))
}

// keeper is a screen that may have on show what could not be saved. Safe tries once more, and tells whether all of it is
// on the disk now.
type keeper interface {
	Safe() bool
	Unsaved() (n diary.Night, is bool)
	BringBack(n diary.Night)
}

// Safe tells whether all that was entered is on the disk, on whichever screen; what is not yet is tried once more.
func (s *Shell) Safe() bool {
	for _, one := range s.screens {
		if k, ok := one.(keeper); ok && !k.Safe() {
			return false
		}
	}
	return true
}

// Unsaved is the night that is on show and not in the diary; is tells whether there is one.
func (s *Shell) Unsaved() (n diary.Night, is bool) {
	for _, one := range s.screens {
		if k, ok := one.(keeper); ok {
			if n, is = k.Unsaved(); is {
				return n, true
			}
		}
	}
	return n, false
}

// BringBack shows a night that could not be written when the diary was open before, and writes it if it can now.
func (s *Shell) BringBack(n diary.Night) {
	s.GoTo(screen.Night, screen.Target{Night: n.Date})
	if k, ok := s.current.(keeper); ok {
		k.BringBack(n)
	}
}

// safely is a job that closes the diary. Where something on show is not in it, the person decides first.
func (s *Shell) safely(job func()) func() {
	return func() {
		if s.Safe() {
			job()
			return
		}
		AskUnsaved(s.env.Window, s.env.L, "shell.unsaved.close", "shell.unsaved.close_yes", job)
	}
}

// AskUnsaved asks whether to go on though something on show is not in the diary: text and yes are the keys of what that
// means and of the word for it.
func AskUnsaved(w fyne.Window, l *i18n.Localizer, text, yes string, agreed func()) {
	look.Ask(w, look.Question{Title: l.T("shell.unsaved.title"), Text: l.T(text), Yes: l.T(yes), No: l.T("shell.unsaved.stay")}, agreed)
}

// Close puts what is typed away and stops all work.
func (s *Shell) Close() {
	if s.current != nil {
		s.current.Hide()
	}
	s.closed = true
	s.unsubscribe()
	s.env.Shelf.Close()
	s.end()
	s.current, s.screens = nil, map[screen.ID]screen.Screen{} // with all that they read
	s.stage.RemoveAll()
}
