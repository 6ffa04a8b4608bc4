package session

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/window"
)

// Start is what is to be opened first.
type Start struct {
	// Path of the diary; "" for the usual place.
	Path string
	// Sample opens the sample diary instead.
	Sample bool
	// HappeningNow opens the page of what is happening now, in the window that is open already if there is one.
	HappeningNow bool
	// Places keep in mind on which drives diaries are.
	Places store.Places
}

// Host is what the program does for a session.
type Host struct {
	// Ready waits for what a diary on show needs besides its file.
	Ready func() error
	// Show puts the diary that is open by now into the window; now asks for the page of what is happening now.
	Show func(now bool)
	// Hide takes the diary off the window; what is being typed is safe when it returns.
	Hide func()
	// Keep holds what could not be written into the diary on show, before that is closed without a question.
	Keep func()
	// Keeps tells whether something of the diary at a path is held.
	Keeps func(path string) bool
	// Drawn is called when the first picture of the diary on show is there.
	Drawn func()
	// Checked is called when the file of the diary on show was looked through and is whole.
	Checked func()
	// Forward brings the window to the front; now asks for the page of what is happening now.
	Forward func(now bool)
	// Prefer follows preferences that came from another computer.
	Prefer func()
	// SetLanguage speaks another language from now on.
	SetLanguage func(lang string)
	// Happening tells whether what is happening now is on show, over which nothing else is told.
	Happening func() bool
	// Quit ends the program.
	Quit func()
	// Mark is told when a stage of the start is done.
	Mark func(stage string)
}

// Session looks after the diary that is open. All methods are for Fyne's own goroutine.
type Session struct {
	// Clear clears the memory of what nothing refers to any more. It takes up to a fifth of a second: a test that opens a
	// locked diary hundreds of times leaves it out.
	Clear func()
	// Work is store.Options.Work of every diary that is opened, which tests take less of.
	Work int

	window *window.Window
	prefs  *settings.Preferences
	now    func() time.Time
	host   Host
	start  Start

	open   *store.Store // nil while no diary is on show
	sample string       // its folder of its own where it is the sample diary, "" for any other
	gone   bool
	// unwatch ends the look at how long nobody has touched anything.
	unwatch func()
	asked   time.Time // when what is happening now was asked for and no diary was open to note it in
	met     []string  // what the store met and nobody was told yet
	metIn   string    // the path of the diary in which it did

	// latest tells which diary was asked for last: another one, that took longer to open, is not shown over it.
	latest reading.Latest
	// salvaging is what is saved of a damaged diary just now, nil while nothing is.
	salvaging *salvaging

	// opening is the path of the one that is being opened or made, "" while none is.
	opening string
}

// New returns a session without a diary; Begin opens the first.
func New(w *window.Window, prefs *settings.Preferences, now func() time.Time, start Start, host Host) *Session {
	s := &Session{Clear: store.Forget, window: w, prefs: prefs, now: now, start: start, host: host, unwatch: func() {}}
	if start.HappeningNow {
		s.AskNow()
	}
	return s
}

// AskNow has the next diary that is opened show what is happening now, if that is soon.
func (s *Session) AskNow() { s.asked = s.now() }

// soon is for how long what was asked for at a locked diary is still meant: who opens it in the morning is up.
const soon = 15 * time.Minute

// meansNow tells whether what is happening now is asked for.
func (s *Session) meansNow() bool { return !s.asked.IsZero() && s.now().Sub(s.asked) < soon }

// Store is the diary that is open, nil where none is.
func (s *Session) Store() *store.Store { return s.open }

// Sample tells whether the sample diary is open.
func (s *Session) Sample() bool { return s.sample != "" }

// Begin opens what was asked for, or welcomes someone who has no diary yet.
func (s *Session) Begin() {
	if s.start.Sample {
		s.OpenSample()
		return
	}
	if moving.Is(s.start.Path) {
		path := s.start.Path
		s.start.Path = "" // the way back leads to one's own diary
		s.Begin()
		s.LookInto(path)
		return
	}
	if s.start.Path != "" {
		s.Open(s.start.Path)
		return
	}
	path, err := store.DefaultPath()
	if err != nil {
		s.showTrouble("", err)
		return
	}
	if others := s.others(path); len(others) > 0 {
		s.showPeople(path, others)
		return
	}
	// A link that leads nowhere is no reason for a new diary: its drive is not connected.
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) && !s.start.Places.Away(path) {
		s.showWelcome(path)
		return
	}
	s.Open(path)
}

// End closes the diary for good, as the program ends.
func (s *Session) End() {
	s.gone = true
	if s.salvaging != nil {
		_ = s.salvaging.end() // nobody is there to be told
	}
	s.Close()
}
