package crawl

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// Subject is a program under test, just started.
type Subject struct {
	Window fyne.Window
	// Place, if set, names the screen on show.
	Place func() string
	// World, if set, names what is used at all: a diary, a language. Undo does not lead from one to another.
	World func() string
	// Home, if set, goes back to the screen of the start.
	Home func()
	// Escape, if set, is what the program does about Escape before the toolkit hears of it.
	Escape func()
	// Tab, if set, is what the program does once the Tab key has moved the keyboard.
	Tab func()
	// Quiet, if set, takes away what the program says of the press before.
	Quiet func()
	// Changes, if set, counts what was written to the diary; Diary returns all that the diary holds.
	Changes func() int
	Diary   func() (any, error)
	// Crashed, if set, is the path of a crash report, "" for none.
	Crashed func() string
	// Elsewhere, if set, counts what was done outside the window: a program started, a text copied.
	Elsewhere func() int
	Close     func()
}

// Config says what to crawl.
type Config struct {
	// Start starts the program again, in the state in which the crawl begins.
	Start func() (*Subject, error)
	// Alike is how many controls that differ by number or date alone are used in one place; 0 for 12.
	Alike int
	// Most is after how many presses the crawl ends; 0 for no limit.
	Most int
	// Avoid, if set, tells which controls to leave alone.
	Avoid func(kind, name string) bool
	// Foreign, if set, tells that what is on show now is not to be crawled; another crawl does.
	Foreign func(*Subject) bool
	// Frame, if set, tells of controls that stand around all screens and do the same on each.
	Frame func(kind, name string) bool
	// Listed, if set, tells of kinds that stand in long lists and do the same, each to a thing of its own.
	// As many as Alike are used of them in one place.
	Listed func(kind string) bool
	// Excused, if set, tells which fault is none, by the presses that led to it.
	Excused func([]Step, Complaint) bool
	// Passing, if set, tells of texts that follow from what was just done, and need not be again what they were once
	// it is taken back.
	Passing func(text string) bool
	// Lazy, if set, tells of places in which things are built when they come near. What stands in them depends on what
	// was in sight, and is not held against what stood there before.
	Lazy func(fyne.CanvasObject) bool
	// Alarms are the titles of dialogs that say that something failed.
	Alarms []string
	// Heard, if set, is told each fault when it is met.
	Heard func(Fault)
	// Say, if set, is told each step before it is done, so that a crash of the whole process can be traced.
	Say func(path []Step)
}

// Complaint is a kind of fault.
type Complaint string

// The complaints.
const (
	Panicked   Complaint = "it panics"
	Crashed    Complaint = "it writes a crash report"
	Dead       Complaint = "nothing changes and nothing says why"
	BadText    Complaint = "it shows a text that is for no person"
	EmptyBox   Complaint = "it shows an empty dialog"
	Alarmed    Complaint = "it says that something failed"
	Stuck      Complaint = "Escape does not lead out of what opened"
	TooFar     Complaint = "Escape leads further out than what opened"
	Lost       Complaint = "what was typed is gone after Escape"
	Unfocused  Complaint = "the keyboard is nowhere"
	OffScreen  Complaint = "the keyboard is at something out of sight"
	NotUndone  Complaint = "undo does not bring back what the diary held"
	NotShown   Complaint = "undo does not show again what was there"
	Moved      Complaint = "what was left is scrolled elsewhere after Escape"
	Unreached  Complaint = "it cannot be reached by the mouse"
	Unsteady   Complaint = "the same presses lead to something else"
	NotStarted Complaint = "the program does not start"
)

// Fault is what went wrong, with the presses that led to it; the last one did it.
type Fault struct {
	Path      []Step
	Complaint Complaint
	Detail    string
	// Worn is what was used before, since the start, where that is part of it; each was left or taken back.
	Worn []Step
}

// String tells the fault and all presses.
func (f Fault) String() string {
	text := string(f.Complaint)
	if f.Detail != "" {
		text += ": " + f.Detail
	}
	const told = 6
	for i, s := range f.Worn[max(0, len(f.Worn)-told):] {
		if i == 0 {
			text += fmt.Sprintf("\n    once %d controls were used, of which the last are:", len(f.Worn))
		}
		text += "\n      " + s.String()
	}
	for i, s := range f.Path {
		if i == 0 {
			text += "\n    from the start: "
		} else {
			text += "\n    then: "
		}
		text += s.String()
	}
	return text
}

// Result tells what a crawl did.
type Result struct {
	// Pressed counts the uses of controls that were judged, ByDeed by how they were used.
	Pressed int
	ByDeed  map[Deed]int
	// Starts counts how often the program was started again.
	Starts int
	// Places are the screens, pages, dialogs and lists in which something was used.
	Places []string
	// Unfinished are the places of which something was left when the crawl ended.
	Unfinished []string
	Faults     []Fault
}
