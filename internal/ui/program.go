package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/away"
	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/eventloop"
	"stillnight/internal/ui/help"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/settings"
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
	// Background starts without a window, in the system tray, if the user has it there.
	Background bool
	Version    string
	Crashes    *CrashFolder
	Now        func() time.Time
	// Tidy gives back the memory that is not needed any more; it is called when nobody has touched anything for a while.
	Tidy func()
	// Mark is told when a stage of the start is done; it may be nil.
	Mark func(stage string)
	// Chooser is the system's own for files and folders, nil where there is none.
	Chooser choose.System
}

// Run opens the window and returns when it is closed. What takes long and is not needed for the window itself
// is read beside it meanwhile, and what the first screen can do without waits until that is drawn.
func Run(start Start) error {
	app.SetMetadata(fyne.AppMetadata{
		ID: ID, Name: "Stillnight", Version: start.Version, Build: 1,
		Migrations: map[string]bool{"fyneDo": true},
	})
	toolkit := app.NewWithID(ID)
	eventloop.Attach(toolkit, start.Tidy)
	p, err := newProgram(toolkit, start, func(job func()) { go job() })
	if err != nil {
		return err
	}
	p.mark("words")
	var spy fyne.CanvasObject
	p.native, spy = newNative(start.Now, p.keyBelow)
	p.watcher.Add(spy)
	p.restoreWindow()
	p.showInTray()
	p.watchRest()
	p.afterFrame(func() {
		p.showIcon()
		p.watchReminders()
		p.watchAway(away.Watch)
		p.spawn(saving.RemoveTemporary) // of a program that was killed
	})
	p.app.Lifecycle().SetOnEnteredForeground(p.cameBack)
	p.app.Lifecycle().SetOnStopped(p.leaveLate)
	p.begin()
	if !start.Background || !p.inTray {
		p.window.Show()
	}
	p.mark("window")
	p.app.Run()
	p.leaveLate()
	return nil
}

// showIcon gives the program its sign on the desktop. It is read after the first picture: that takes a hundredth of
// the start.
func (p *Program) showIcon() {
	sign := icon("stillnight.png")
	p.app.SetIcon(sign)
	p.window.SetIcon(sign)
}

// leaveLate puts away what a signal or the end of the session left no time for. The windowing library is
// closed by then and must not be asked.
func (p *Program) leaveLate() {
	p.native = nil
	p.leave()
}

// Program is the window and the diary that is open in it.
type Program struct {
	app     fyne.App
	window  fyne.Window
	root    *fyne.Container // holds what fills the window, and the watcher over it
	watcher *fyne.Container // holds what watches the window, if anything does
	start   Start
	prefs   *settings.Preferences
	// catalogue waits for the remedies that are shipped, and fonts for the typefaces: both are read beside the
	// window while it is made.
	catalogue func() (*catalogue.Catalogue, error)
	fonts     chan struct{}
	l         *i18n.Localizer
	native    *native
	chooser   *choose.Chooser
	lock      *time.Timer
	reminding *settings.Reminding
	clock     *time.Timer // of the next look at the reminders
	rest      *time.Timer // of the next look whether the night that is meant has changed
	// remindFault is what kept reminders from being set, "" for nothing; remindSaid, that the user knows.
	remindFault string
	remindSaid  bool
	// spawn runs a job away from Fyne's goroutine; tests run it at once.
	spawn func(job func())
	// after runs a job on Fyne's goroutine in a while, unless it is stopped before; tests may leave it out.
	after func(wait time.Duration, job func()) (stop func())

	open *shell       // nil while no diary is on show
	help *help.Window // nil while closed
	// inTray says that the system tray has the program's sign.
	inTray bool
	gone   bool
}

func newProgram(a fyne.App, start Start, spawn func(func())) (*Program, error) {
	p := &Program{
		app: a, start: start, prefs: settings.NewPreferences(a.Preferences()), spawn: spawn, after: after,
		catalogue: sync.OnceValues(catalogue.Load), fonts: make(chan struct{}),
	}
	p.applyLook()
	p.spawn(p.readFonts)
	p.spawn(func() { _, _ = p.catalogue() }) // what is wrong with it, show says
	p.reminding = settings.NewReminding(a, p.prefs, settings.SystemReminds(), spawn, start.Now())
	if err := p.speak(); err != nil {
		return nil, err
	}
	p.watcher = container.New(pixelLayout{})
	p.root = container.NewStack(p.watcher)
	p.window = a.NewWindow("Stillnight")
	p.chooser = &choose.Chooser{
		App: a, Window: p.window, L: func() *i18n.Localizer { return p.l }, System: start.Chooser, Spawn: spawn,
		Fail: func(err error) { fail(p.window, p.l, err) },
	}
	p.window.SetMaster()
	p.window.SetPadded(false)
	p.window.SetContent(p.root)
	p.window.SetCloseIntercept(p.closeWindow)
	p.window.SetOnDropped(p.dropped)
	a.Settings().AddListener(func(fyne.Settings) {
		if p.open != nil {
			p.open.lookChanged()
		}
	})
	return p, nil
}

func after(wait time.Duration, job func()) (stop func()) {
	timer := time.AfterFunc(wait, func() { fyne.Do(job) })
	return func() { timer.Stop() }
}

// speak loads the language asked for on the command line, else the chosen one, else the system's.
func (p *Program) speak() error {
	tag := p.start.Lang
	if tag == "" {
		tag = p.prefs.Language()
	}
	system := string(lang.SystemLocale())
	if tag == "" || regionOnly(tag, system) {
		tag = system
	}
	l, err := i18n.New(i18n.Living(tag, system))
	if err != nil {
		return fmt.Errorf("starting: %w", err)
	}
	p.l = l
	if err := teachToolkit(l); err != nil {
		return fmt.Errorf("starting: %w", err)
	}
	return nil
}

// regionOnly tells whether the system's tag says the same language and adds the region, which decides
// how dates are written.
func regionOnly(chosen, system string) bool {
	return len(system) > len(chosen) && system[:len(chosen)] == chosen && system[len(chosen)] == '-'
}

func (p *Program) applyLook() {
	p.app.Settings().SetTheme(look.New(p.prefs.Theme(), p.prefs.TextPercent()))
}

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

// afterFrame calls job once what was put into the window last has been drawn, so that nothing stands in the way
// of the first picture. A window that is not on show draws nothing; there it is called a while later.
func (p *Program) afterFrame(job func()) {
	if p.native == nil {
		job()
		return
	}
	once, stop := false, func() {}
	do := func() {
		if stop(); !once {
			once = true
			job()
		}
	}
	stop = p.after(frameWait, do)
	p.native.afterFrame(do)
}

// frameWait is how long at most something waits for the first picture.
const frameWait = 2 * time.Second

// begin opens what was asked for, or welcomes someone who has no diary yet.
func (p *Program) begin() {
	if p.start.Sample {
		p.openSample()
		return
	}
	if moving.Is(p.start.Path) {
		path := p.start.Path
		p.start.Path = "" // the way back leads to one's own diary
		p.begin()
		p.lookInto(path)
		return
	}
	if p.start.Path != "" {
		p.openDiary(p.start.Path, access{})
		return
	}
	path, err := store.DefaultPath()
	if err != nil {
		p.showTrouble("", err)
		return
	}
	if others := p.others(path); len(others) > 0 {
		p.showPeople(path, others)
		return
	}
	// A link that leads nowhere is no reason for a new diary: its drive is not connected.
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		p.showWelcome(path)
		return
	}
	p.openDiary(path, access{})
}

// fill puts one object over the whole window. Nothing lies beneath it: the toolkit clears the window in the
// colour of the ground.
func (p *Program) fill(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o, p.watcher}
	p.root.Refresh()
}

// showPage shows a page in place of a diary.
func (p *Program) showPage(pg page) {
	<-p.fonts
	p.window.SetTitle("Stillnight")
	p.window.SetMainMenu(p.bareMenu())
	content, first := pg.build()
	p.fill(content)
	p.window.Canvas().Focus(first)
}

// quit ends the program; what is being typed is safe first.
func (p *Program) quit() {
	p.leave()
	// App.Quit would fault where the system had no watcher of files left to give to the toolkit at the
	// start; what it does beside this ends with the program anyway.
	p.app.Driver().Quit()
}

// leave remembers the window and closes the diary. It may be called twice.
func (p *Program) leave() {
	if p.gone {
		return
	}
	p.gone = true
	for _, timer := range []*time.Timer{p.clock, p.rest} {
		if timer != nil {
			timer.Stop()
		}
	}
	if !p.window.FullScreen() {
		x, y, placed := p.native.place()
		if !placed {
			x, y, placed = p.prefs.WindowPlace()
		}
		p.prefs.SetWindow(p.window.Canvas().Size(), x, y, placed)
	}
	p.closeDiary()
}

// keyBelow acts on keys that a focused field would swallow, and on those that the menu does not know. name is
// what the key writes on this keyboard, "" where it writes nothing.
func (p *Program) keyBelow(k glfw.Key, name string, mods glfw.ModifierKey) {
	if step, ok := sizeKey(k, name, mods); ok {
		p.setText(p.prefs.TextPercent() + step)
	}
	if at, ok := p.menuKey(k, name, mods); ok {
		fyne.Do(func() { p.openMenu(at) }) // once the key has come to where it would go otherwise
		return
	}
	if k == glfw.KeyTab && mods&^glfw.ModShift == 0 {
		fyne.Do(p.showKeyboard) // once it is where the key leads
	}
	if mods != 0 {
		return
	}
	switch {
	case k == glfw.KeyF1:
		p.showHelp("")
	case k == glfw.KeyEscape:
		p.escape()
	case k == glfw.KeyEnter || k == glfw.KeyKPEnter:
		p.afterKey(func() { p.acceptDialog() })
	case k == glfw.KeyF11:
		p.window.SetFullScreen(!p.window.FullScreen())
	}
}

// showKeyboard scrolls to what has the keyboard.
func (p *Program) showKeyboard() {
	c := p.window.Canvas()
	if o, ok := c.Focused().(fyne.CanvasObject); ok {
		scrolling.IntoSight(c, o)
	}
}

// afterKey does something about a dialog once the key that asks for it has come to the control with the
// keyboard: a dialog that closed before would let the key through to what lies beneath it. Where that
// control has closed the dialog by itself, there is nothing left to do.
func (p *Program) afterKey(do func()) {
	overlays := p.window.Canvas().Overlays()
	top := overlays.Top()
	if top == nil {
		return
	}
	fyne.Do(func() {
		if overlays.Top() == top {
			do()
		}
	})
}
