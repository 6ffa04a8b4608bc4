package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/away"
	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
	"stillnight/internal/notification"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/eventloop"
	"stillnight/internal/ui/help"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/shell"
	"stillnight/internal/ui/window"
)

// ID is the program's name to the desktop; its preferences lie in a folder of this name.
const ID = "io.stillnight.Stillnight"

// Start is what the command line asks for.
type Start struct {
	// Path of the diary; "" for the usual place.
	Path string
	// Sample opens the sample diary instead.
	Sample bool
	// Lang is a language tag; "" for the chosen or the system's language.
	Lang string
	// HappeningNow opens the page of what is happening now, in the window that is open already if there is one.
	HappeningNow bool
	// Places keep in mind on which drives diaries are.
	Places store.Places
	// Background starts without a window, in the system tray, if the user has it there.
	Background bool
	Version    string
	Crashes    *crash.Folder
	Now        func() time.Time
	// Tidy gives back the memory that is not needed any more; it is called when nobody has touched anything for a while.
	Tidy func()
	// Mark is told when a stage of the start is done; it may be nil.
	Mark func(stage string)
	// Chooser is the system's own for files and folders, nil where there is none.
	Chooser choose.System
	// Ask asks in the desktop's notifications and returns what was answered; nil where it cannot.
	Ask func(context.Context, notification.Question) (notification.Answer, error)
}

// Run opens the window and returns when it is closed. What takes long and is not needed for the window itself
// is read beside it meanwhile, and what the first screen can do without waits until that is drawn.
func Run(start Start) error {
	app.SetMetadata(fyne.AppMetadata{
		ID: ID, Name: "Stillnight", Version: start.Version, Build: 1,
		Migrations: map[string]bool{"fyneDo": true},
	})
	toolkit := app.NewWithID(ID)
	end := eventloop.TakeEnd(toolkit)
	eventloop.Attach(toolkit, start.Tidy)
	p, err := newProgram(toolkit, start, func(job func()) { go job() })
	if err != nil {
		return err
	}
	eventloop.WithoutDepth()
	formatsOver := window.OfferUsualFormats()
	p.mark("words")
	p.window.Watch(start.Now)
	p.window.Restore(p.prefs)
	p.showInTray()
	p.watchRest()
	p.app.Lifecycle().SetOnEnteredForeground(p.cameBack)
	show := !start.Background || !p.inTray
	if show {
		p.window.FillFirst(func() { p.mark("window") })
	}
	p.session.Begin()
	if show {
		p.window.Show()
	}
	p.window.AfterFrame(func() {
		formatsOver()
		window.Ground(toolkit)
		p.showIcon()
		p.reminders.watch()
		why := p.window.L.T("shell.away.why")
		p.session.WatchAway(func(ctx context.Context, left func()) error { return away.Watch(ctx, why, left) })
		p.window.Spawn(saving.RemoveTemporary) // of a program that was killed
	})
	p.app.Run()
	p.leaveLate()
	end()
	return nil
}

// showIcon gives the program its sign on the desktop. It is read after the first picture: that takes a hundredth of
// the start.
func (p *Program) showIcon() {
	sign := look.Icon("stillnight.png")
	p.app.SetIcon(sign)
	p.window.SetIcon(sign)
}

// leaveLate puts away what a signal or the end of the session left no time for. The windowing library is
// closed by then and must not be asked.
func (p *Program) leaveLate() {
	p.window.Unwatch()
	p.leave()
}

// Program joins the window, the session and, while a diary is open, what shows it.
type Program struct {
	app    fyne.App
	start  Start
	prefs  *settings.Preferences
	window *window.Window
	// catalogue waits for the remedies that are shipped, and fonts for the typefaces: both are read beside the
	// window while it is made.
	catalogue func() (*catalogue.Catalogue, error)
	known     *catalogue.Catalogue
	fonts     chan struct{}
	session   *session.Session
	reminders *reminders
	answers   *answers
	stopRest  func() // no more looks whether the night that is meant has changed

	open *shell.Shell // nil while no diary is on show
	seen *shell.Shell // the one whose first picture was drawn
	help *help.Window // nil while closed
	// inTray says that the system tray has the program's sign.
	inTray bool
	gone   bool
	// leaving is the question whether to quit though something is not saved, nil where it was never asked.
	leaving fyne.CanvasObject
	// kept are nights that could not be written before their diary was closed, by its path.
	kept map[string]kept
}

func newProgram(a fyne.App, start Start, spawn func(func())) (*Program, error) {
	p := &Program{
		app: a, start: start, prefs: settings.NewPreferences(a.Preferences()),
		catalogue: sync.OnceValues(catalogue.Load), fonts: make(chan struct{}), stopRest: func() {},
		kept: make(map[string]kept),
	}
	p.applyLook()
	spawn(p.readFonts)
	l, err := p.speak()
	if err != nil {
		return nil, err
	}
	spawn(func() {
		_, _ = p.catalogue() // what is wrong with it, ready says
		l.Prepare(firstWords...)
	})
	p.window = window.New(a, l, spawn, p.fonts)
	p.window.Choose.System = start.Chooser
	p.window.Choose.Dark = func() bool { return p.prefs.Theme() == look.Night }
	p.window.Menu = p.bareMenu
	p.window.Keys = window.Keys{
		Help:    func() { p.showHelp("") },
		Enlarge: p.enlarge,
		Leave:   p.leavePage,
	}
	p.window.SetCloseIntercept(p.closeWindow)
	p.window.SetOnDropped(p.dropped)
	p.answers = &answers{program: p}
	p.reminders = &reminders{
		Reminding: settings.NewReminding(a, p.prefs, settings.SystemReminds(), p.answers.remind, start.Now()),
		now:       start.Now, l: func() *i18n.Localizer { return p.window.L }, say: p.say, stop: func() {},
		after: func(wait time.Duration, job func()) (stop func()) { return p.window.After(wait, job) },
	}
	p.session = session.New(p.window, p.prefs, start.Now,
		session.Start{Path: start.Path, Sample: start.Sample, HappeningNow: start.HappeningNow, Places: start.Places},
		session.Host{
			Ready: p.ready, Show: p.show, Hide: p.hide, Keep: p.keep, Keeps: p.keeps, Drawn: p.drawn, Checked: p.checked, Forward: p.comeForward, Prefer: p.prefer,
			SetLanguage: p.setLanguage, Happening: p.happening, Quit: p.quit, Mark: p.mark,
		})
	a.Settings().AddListener(func(fyne.Settings) {
		window.Ground(a)
		if p.open != nil {
			p.open.LookChanged()
		}
	})
	return p, nil
}

// firstWords are the areas of the texts on the first screen.
var firstWords = []string{"shell", "night", "catalogue", "wording", "intake", "store"}

// readFonts lets the toolkit read the typefaces of the first screen, the system's among them, which takes it as
// long as a third of a bare window. Only one goroutine may measure text at a time: nothing else may until
// fonts is closed.
func (p *Program) readFonts() {
	defer close(p.fonts)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		fyne.MeasureText("a", theme.TextSize(), style)
	}
}

// mark notes that a stage of the start is done.
func (p *Program) mark(stage string) {
	if p.start.Mark != nil {
		p.start.Mark(stage)
	}
}

// ready waits for what was read beside the window.
func (p *Program) ready() error {
	<-p.fonts
	known, err := p.catalogue()
	p.known = known
	return err
}

// show puts the diary that the session has open into the window.
func (p *Program) show(now bool) {
	p.fill()
	p.bringBack()
	if now {
		p.open.HappeningNow()
	}
	p.reminders.sayFault()
	p.answers.opened()
}

// drawn is told that the first picture of the diary on show is there.
func (p *Program) drawn() {
	p.seen = p.open
	p.open.LookForConflicts()
}

// fill makes what shows the diary, in the language spoken now.
func (p *Program) fill() {
	p.open = shell.New(p.app, shell.Host{
		Window: p.window, Session: p.session, Prefs: p.prefs, Catalogue: p.known, Crashes: p.start.Crashes, Now: p.start.Now,
		HelpMenu: p.helpMenu(), SetTheme: p.setTheme, SetText: p.setText, SetLanguage: p.setLanguage,
		Remind: p.reminders.look, Answers: p.start.Ask != nil && notification.Possible, OpenFile: p.openFile, Quit: p.quit,
		NowOver: p.session.TellMet,
	})
	p.open.Begin()
}

// hide takes the diary off the window.
func (p *Program) hide() {
	if open := p.open; open != nil {
		p.open = nil
		open.Close()
	}
}

// checked is told that the file of the diary on show is whole: it may be backed up.
func (p *Program) checked() {
	p.open.ShowUndo()
	p.open.BackUp()
}

// happening tells whether what is happening now is on show.
func (p *Program) happening() bool { return p.open != nil && p.open.Happening() }

// happeningNow shows what is happening now, in place of whatever is open over the window. A diary that is locked shows it
// once it is open.
func (p *Program) happeningNow() {
	if p.open == nil {
		p.session.AskNow()
		return
	}
	for p.window.Canvas().Overlays().Top() != nil && p.window.Dismiss() {
	}
	p.open.HappeningNow()
}

// say shows a line where a diary is on show.
func (p *Program) say(text string) bool {
	if p.open == nil {
		return false
	}
	p.open.Tell(text)
	return true
}

// leavePage leads out of the page that the screen on show put in place of itself.
func (p *Program) leavePage() {
	if p.open != nil {
		p.open.LeavePage()
	}
}

// cameBack is told when the window comes to the front, perhaps days after it was last used.
func (p *Program) cameBack() {
	p.reminders.remind()
	if p.open != nil {
		p.session.TellMet()
		p.open.CameBack()
		if p.seen == p.open && p.window.Canvas().Overlays().Top() == nil { // a sync service may have been at work meanwhile
			p.open.LookForConflicts()
		}
	}
}

// restEvery is how often a window that never loses the focus looks whether another night is meant by now, and
// whether another program has put another version of the diary in its place.
const restEvery = 30 * time.Second

func (p *Program) watchRest() {
	p.stopRest = p.window.After(restEvery, func() {
		if p.gone {
			return
		}
		p.atRest()
		p.watchRest()
	})
}

// atRest lets the screen in view move on with the time of day, as it does when the window comes back.
func (p *Program) atRest() {
	if p.open == nil {
		return
	}
	s := p.session.Store()
	p.window.Spawn(func() {
		if _, err := s.Edition(context.Background()); err != nil {
			return // whoever reads next says so
		}
	})
	if p.open != nil && p.window.Canvas().Overlays().Top() == nil {
		p.session.TellMet()
		p.open.CameBack()
	}
}

// quit ends the program; what is being typed is safe first. Where it cannot be, as on a full disk, the person decides.
func (p *Program) quit() {
	if (p.open == nil || p.open.Safe()) && len(p.kept) == 0 {
		p.end()
		return
	}
	overlays := p.window.Canvas().Overlays()
	if p.leaving != nil && overlays.Top() == p.leaving {
		return // it is asked already
	}
	p.window.Show() // it may be in the tray alone
	p.window.RequestFocus()
	shell.AskUnsaved(p.window.Window, p.window.L, "shell.unsaved.text", "shell.unsaved.quit", p.end)
	p.leaving = overlays.Top()
}

// end ends the program without a question.
func (p *Program) end() {
	p.leave()
	// In the loop, since one that does not turn yet cannot be ended. App.Quit would fault where the system had no watcher
	// of files left to give to the toolkit at the start; what it does beside this ends with the program anyway.
	p.window.InLoop(p.app.Driver().Quit)
}

// leave remembers the window and closes the diary. It may be called twice.
func (p *Program) leave() {
	if p.gone {
		return
	}
	p.gone = true
	p.reminders.end()
	p.answers.end()
	p.stopRest()
	p.window.Remember(p.prefs)
	p.session.End()
}
