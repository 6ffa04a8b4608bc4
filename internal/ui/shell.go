package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/catalogue"
	"stillnight/internal/chart"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/shelf"
)

// shell is the window's content while a diary is open: navigation, the screen on show, status line.
type shell struct {
	program *Program
	store   *store.Store
	sample  sampleFolder
	env     *screen.Env

	makers  map[screen.ID]maker
	ids     []screen.ID
	screens map[screen.ID]screen.Screen // built when first shown
	current screen.Screen

	nav    *navigation
	stage  *fyne.Container // holds the screen on show
	status *statusLine
	menus  *menus
	view   fyne.CanvasObject

	life        context.Context // ends when the diary is closed
	end         context.CancelFunc
	closed      bool
	backedUp    diary.Date // the day on which a backup was last thought of
	unsubscribe func()
}

func newShell(p *Program, s *store.Store, known *catalogue.Catalogue, sample sampleFolder) *shell {
	sh := &shell{program: p, store: s, sample: sample, screens: map[screen.ID]screen.Screen{}}
	sh.life, sh.end = context.WithCancel(context.Background())
	sh.env = &screen.Env{
		App: p.app, Window: p.window, Choose: p.chooser, Store: s, Shelf: shelf.New(s), L: p.l, Catalogue: known,
		Now: p.start.Now, Sample: sample.path != "",
		Open:       sh.goTo,
		ChartStyle: sh.chartStyle,
		Notice:     func(text string) { sh.status.say(text) },
		Fail:       func(err error) { fail(p.window, p.l, err) },
		Work:       sh.work,
		Undo:       sh.undo,
		Every:      every,
	}
	sh.env.Boundaries = boundaries(s)
	if !sh.env.Sample {
		sh.env.LookRound = p.openSample
	}
	sh.makers = makers(sh)
	for _, id := range screen.All {
		if sh.makers[id] != nil {
			sh.ids = append(sh.ids, id)
		}
	}
	sh.nav = newNavigation(p.l, sh.ids, func(id screen.ID) { sh.goTo(id, screen.Target{}) })
	sh.status = newStatusLine(p.l, sh.undo)
	sh.stage = container.New(insetLayout{1.4})
	frame := container.New(&frameLayout{sh.nav}, sh.nav.view, sh.stage)
	sh.view = container.New(windowLayout{}, sh.banners(), frame, sh.status.view)
	sh.menus = newMenus(sh)
	p.window.SetMainMenu(sh.menus.main)
	sh.unsubscribe = s.Subscribe(func(c store.Change) { fyne.Do(func() { sh.changed(c) }) })
	return sh
}

// boundaries reads at which hours a diary's nights begin. What nothing of ours wrote counts as nothing.
func boundaries(s *store.Store) diary.Boundaries {
	text, _, err := s.Setting(context.Background(), screen.BoundariesKey)
	if err != nil {
		return nil // what is wrong with the diary is said elsewhere
	}
	b, err := diary.ParseBoundaries(text)
	if err != nil {
		return nil
	}
	return b
}

// begin shows the night, which is what most people came for and takes ten seconds. The screen that was used
// last is one press away.
func (s *shell) begin() {
	last := s.program.prefs.Screen()
	s.show(s.ids[0], screen.Target{})
	if s.makers[last] != nil && last != s.ids[0] {
		s.status.offerReturn(s.env.L.T("shell.resume", "screen", s.name(last)), func() { s.goTo(last, screen.Target{}) })
	}
	s.showUndo()
	s.reportCrash()
}

// backUp makes the day's backup beside the screens where one is due: at the start, and with the first
// change of a further day for those who never close the window.
func (s *shell) backUp() {
	today := diary.DateOf(s.env.Now())
	if s.env.Sample || s.store.ReadOnly() || today == s.backedUp {
		return
	}
	s.backedUp = today
	s.program.spawn(func() {
		if _, err := s.store.BackupIfDue(s.life); err != nil {
			fyne.Do(func() {
				if !s.closed {
					s.env.Notice(explain.Error(s.env.L, err))
				}
			})
		}
	})
}

// goTo brings a screen into view and remembers it.
func (s *shell) goTo(id screen.ID, target screen.Target) {
	if s.closed || s.makers[id] == nil {
		return
	}
	s.program.prefs.SetScreen(id)
	s.status.endReturn()
	s.show(id, target)
}

// show brings a screen into view.
func (s *shell) show(id screen.ID, target screen.Target) {
	if s.current == nil || s.current.ID() != id {
		if s.current != nil {
			s.current.Hide()
		}
		s.current = s.screen(id)
		s.stage.Objects = []fyne.CanvasObject{s.current.Content()}
		s.stage.Refresh()
		s.nav.choose(id)
		// It stays there where the screen opens a dialog, and comes back when that is closed.
		s.program.window.Canvas().Focus(s.nav.item(id))
	}
	s.nav.rename(screen.Night, s.name(screen.Night))
	s.current.Show(target)
	s.keepKeyboard()
	s.menus.refresh()
}

// leavePage leads out of the page that the screen in view put in place of itself, if there is one.
func (s *shell) leavePage() {
	if in, ok := s.current.(inner); ok && in.Leave() {
		s.keepKeyboard()
	}
}

// keepKeyboard gives the keyboard to the navigation where nothing has it, or something that is no longer there:
// the next Tab would begin at the top of the window otherwise.
func (s *shell) keepKeyboard() {
	c := s.program.window.Canvas()
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok || !o.Visible() {
		c.Focus(s.nav.item(s.current.ID()))
	}
}

// follower is a screen that moves on with the time of day.
type follower interface{ CameBack() }

// cameBack tells the screen in view that the window is in front again.
func (s *shell) cameBack() {
	if s.closed || s.current == nil {
		return
	}
	s.nav.rename(screen.Night, s.name(screen.Night))
	if f, ok := s.current.(follower); ok {
		f.CameBack()
	}
}

func (s *shell) screen(id screen.ID) screen.Screen {
	if s.screens[id] == nil {
		s.screens[id] = s.makers[id](s.env)
	}
	return s.screens[id]
}

// name is a screen's name in the navigation. From noon on the night that is meant is the one to come.
func (s *shell) name(id screen.ID) string {
	if id == screen.Night && s.env.CurrentNight() == s.env.LatestNight() {
		return s.env.L.T("shell.screen.tonight")
	}
	return s.env.L.T("shell.screen." + string(id))
}

// changed passes a change of the diary on to the screen in view.
func (s *shell) changed(c store.Change) {
	if s.closed {
		return
	}
	if s.current != nil {
		s.current.Changed(c)
	}
	s.showUndo()
	s.backUp()
}

// showUndo tells menu and status line what could be taken back.
func (s *shell) showUndo() {
	undo, redo, err := s.store.UndoState(s.life)
	if err != nil {
		s.env.Fail(err)
		return
	}
	if s.madeSample(undo) {
		undo = nil
	}
	possible := undo != nil && !s.store.ReadOnly()
	s.status.offerUndo(possible)
	if s.current != nil {
		s.keepKeyboard()
	}
	s.menus.setUndo(undo, redo, !s.store.ReadOnly())
}

// madeSample tells whether a step is the one that filled the sample diary, which is not the user's doing.
func (s *shell) madeSample(step *store.UndoStep) bool {
	return s.env.Sample && step != nil && step.Key == "store.undo.import"
}

func (s *shell) undo() {
	if t, ok := s.current.(table); ok && t.StepBack() {
		return
	}
	if step, _, err := s.store.UndoState(s.life); err == nil && s.madeSample(step) {
		s.env.Notice(s.env.L.T("shell.undo.nothing"))
		return
	}
	s.replay(s.store.Undo, "shell.undo.done")
}

func (s *shell) redo() {
	if t, ok := s.current.(table); ok && t.StepForth() {
		return
	}
	s.replay(s.store.Redo, "shell.redo.done")
}

func (s *shell) replay(do func(context.Context) (store.UndoStep, error), key string) {
	if s.current != nil {
		s.current.Hide() // what is half typed becomes a step of its own first
		defer func() { s.current.Show(screen.Target{Stay: true}) }()
	}
	step, err := do(s.life)
	switch {
	case errors.Is(err, store.ErrNothingToUndo):
		s.env.Notice(s.env.L.T("shell.undo.nothing"))
	case err != nil:
		s.env.Fail(err)
	default:
		s.env.Notice(s.env.L.T(key, "what", explain.Step(s.env.L, step)))
	}
}

// chartStyle gives the colours and text size of pictures as the window has them now.
func (s *shell) chartStyle() chart.Style { return look.ChartStyle(s.env.App, s.env.L) }

// lookChanged lets the screen in view redraw its pictures.
func (s *shell) lookChanged() {
	if s.current != nil && !s.closed {
		s.menus.lookChanged()
		s.current.Show(screen.Target{Stay: true})
	}
}

// reportCrash tells once that the program stopped unexpectedly the time before.
func (s *shell) reportCrash() {
	latest := s.program.start.Crashes.Latest()
	if latest == "" || latest == s.program.prefs.CrashSeen() {
		return
	}
	s.program.prefs.SetCrashSeen(latest)
	s.env.Notice(s.env.L.T("shell.crash.notice", "path", latest))
}

// close puts what is typed away and stops all work.
func (s *shell) close() {
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

// every calls do on Fyne's goroutine again and again until stop is called.
func every(d time.Duration, do func()) (stop func()) {
	tick, done := time.NewTicker(d), make(chan struct{})
	go func() {
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				fyne.Do(func() {
					select {
					case <-done: // stopped in the meantime
					default:
						do()
					}
				})
			}
		}
	}()
	return func() { close(done) }
}
