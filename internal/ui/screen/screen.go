// Package screen is what the window and its screens agree on: what a screen is given (Env) and what it
// must offer (Screen). It has no widgets of its own.
package screen

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/catalogue"
	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/shelf"
)

// ID names a screen. It is also the key of its name in the translations ("shell.screen.<id>") and what
// is remembered as the last screen on show.
type ID string

// The screens in the order of the navigation.
const (
	Night      ID = "night"
	Remedies   ID = "remedies"
	Comparison ID = "comparison"
	Timeline   ID = "timeline"
	Patterns   ID = "patterns"
	Tests      ID = "tests"
	Doctor     ID = "doctor"
	Settings   ID = "settings"
)

// All lists the screens in the order of the navigation.
var All = []ID{Night, Remedies, Comparison, Timeline, Patterns, Tests, Doctor, Settings}

// Target is what a screen should bring to the front when it is opened. Its zero value means "as it was".
type Target struct {
	Night          diary.Date
	InterventionID int64
	// Stay asks a screen that is on show for no more than to bring itself up to date.
	Stay bool
	// Add asks the screen to start a new entry at once.
	Add bool
	// Now says that it is happening now.
	Now bool
	// Several asks for the table of several nights.
	Several bool
	// Search asks for the list of all nights with its search.
	Search bool
	// Plan asks the screen to plan a comparison.
	Plan bool
	// Save asks the screen to keep what it shows as a file.
	Save bool
	// Week asks the screen to print the last seven nights.
	Week bool
}

// Screen is one entry of the navigation. All methods are called on Fyne's own goroutine.
type Screen interface {
	ID() ID
	// Content is built on the first call and stays the same object.
	Content() fyne.CanvasObject
	// Show is called each time the screen comes into view.
	Show(Target)
	// Hide is called when another screen replaces it or the program ends; what is being typed must
	// be safe when it returns.
	Hide()
	// Changed is called after the diary changed, whether by this screen or another, while it is in view.
	// A screen out of view reads afresh in Show.
	Changed(store.Change)
	// ReadOut is all that the screen shows, as plain text in reading order.
	ReadOut() string
}

// Env is what every screen is given. It is made by the window and stays the same while a diary is open.
type Env struct {
	App    fyne.App
	Window fyne.Window
	// Choose asks for files and folders.
	Choose *choose.Chooser
	Store  *store.Store
	// Shelf has the diary as it was read last, and what was worked out of it.
	Shelf     *shelf.Shelf
	L         *i18n.Localizer
	Catalogue *catalogue.Catalogue
	// Now tells the time; tests set it.
	Now func() time.Time
	// Boundaries say at which hour one night ends and the next begins. Nil is at noon.
	Boundaries diary.Boundaries
	// Sample says that the diary on show is the sample diary and not the user's own.
	Sample bool
	// Open brings another screen into view.
	Open func(ID, Target)
	// ChartStyle gives the colours, text size and language of pictures as they are now.
	ChartStyle func() chart.Style
	// Notice shows a short line such as "Saved" at the bottom of the window until the next one.
	Notice func(text string)
	// Fail shows in plain words that something went wrong and what to do. What was typed must still be
	// there when it is called.
	Fail func(err error)
	// Work runs a job off Fyne's goroutine. If it lasts longer than about 0.3 s the window shows title
	// with a progress line and a Cancel button, which cancels ctx. done is called on Fyne's goroutine with
	// the job's error; a cancelled job gives context.Canceled.
	Work func(title string, job func(ctx context.Context) error, done func(error))
	// Every calls do on Fyne's goroutine again and again until stop is called. It is nil in tests, where nothing
	// runs beside them.
	Every func(time.Duration, func()) (stop func())
	// Forget clears the memory of a passphrase that was typed, when what refers to it is gone. It is nil in tests.
	Forget func()
	// LookRound opens the sample diary, which never mixes with the user's own. It is nil where that is
	// on show already.
	LookRound func()
	// NowOver is told when what is happening now was left. It is nil in tests.
	NowOver func()
	// Undo takes back the last change and says which; the shell also binds it to Ctrl+Z.
	Undo func()
}

// ForgetTyped calls Forget where there is one.
func (e *Env) ForgetTyped() {
	if e.Forget != nil {
		e.Forget()
	}
}

// CurrentNight is the night a person means now: last night until noon or the hour of their choice, then tonight.
func (e *Env) CurrentNight() diary.Date { return e.Boundaries.NightAt(e.Now()) }

// LatestNight is the last night that may be written down: the evening of today's date.
func (e *Env) LatestNight() diary.Date { return diary.DateOf(e.Now()) }

// CompareOptions are the options with which every comparison on screen is made.
func (e *Env) CompareOptions() compare.Options {
	return compare.Options{
		Windows:      e.Catalogue.Windows,
		NeverStop:    e.Catalogue.NeverStopSuddenly,
		Dopaminergic: e.Catalogue.CanAugment,
		SameMedicine: e.Catalogue.SameMedicine,
	}
}
