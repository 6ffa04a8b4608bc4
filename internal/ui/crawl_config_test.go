package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/crawl"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/slot"
	"stillnight/internal/ui/uitest"
)

// config is how the crawler is to go about this diary.
func (c crawled) config(t *testing.T) crawl.Config {
	for _, name := range homeVariables {
		t.Setenv(name, os.Getenv(name)) // put back what start sets once the test is over
	}
	template, app := c.build(t), newCrawledApp()
	l, err := i18n.New(i18n.Fallback)
	if err != nil {
		t.Fatal(err)
	}
	alarms := []string{l.T("shell.fail.title")}
	if c.how.ReadOnly {
		alarms = nil // what cannot be written down says so
	}
	passing := []string{l.T("night.saved"), l.T("night.recorded"), l.T("shell.undo.button")}
	made := l.T("settings.moment", "date", l.DateMedium(diary.DateOf(uitest.Morning)), "time", uitest.Morning.Format("15:04"))
	for n := range 4 { // an import makes a copy first, which stays
		passing = append(passing, l.N("settings.backup.state", n, "newest", made))
	}
	return crawl.Config{
		Passing: func(text string) bool { return slices.Contains(passing, text) },
		Start:   func() (*crawl.Subject, error) { return c.start(app, template) },
		Alike:   c.alike, Alarms: alarms,
		Foreign: func(*crawl.Subject) bool { return c.foreign(app.program) },
		Avoid:   outside(), Excused: excused, Frame: frame, Listed: listed, Lazy: c.lazy,
	}
}

// lazy tells of the places of a long diary's lists. In other diaries all of it is there from the start, and is compared.
func (c crawled) lazy(o fyne.CanvasObject) bool {
	_, is := o.(*slot.Slot)
	return is && c.long
}

// frame tells of what stands around all screens.
func frame(kind, name string) bool {
	return kind == "shell.navItem" || kind == "look.Button" && strings.HasPrefix(name, "Leave the sample")
}

// listed tells of the kind that stands in long lists.
func listed(kind string) bool { return kind == "field.Chip" }

// foreign tells of what the crawl of another diary presses, and of other languages.
func (c crawled) foreign(p *Program) bool {
	switch {
	case p.window.L.Lang() != i18n.Fallback:
		return true
	case p.open == nil:
		return false
	case filepath.Base(p.session.Store().Path()) != filepath.Base(diaryIn("")):
		return true // a new diary, which is the empty one
	case c.until && p.window.Canvas().Overlays().Top() == nil:
		return true
	}
	return p.open.Env().Sample != c.sample
}

// outside returns what tells whether a control of the toolkit's file dialog leads out of the home of the test, which is
// among the temporary files.
func outside() func(kind, name string) bool {
	above := append(strings.Split(filepath.ToSlash(os.TempDir()), "/"), "/")
	return func(kind, name string) bool {
		return kind == "widget.Button" && name != "" && slices.Contains(above, name) || strings.Contains(name, "computer.svg")
	}
}

// excused are the faults that are none, by kind.
func excused(path []crawl.Step, c crawl.Complaint) bool {
	s := path[len(path)-1]
	// The toolkit's own file dialog, where the system has none.
	if slices.ContainsFunc(path, func(s crawl.Step) bool { return s.Where == "dialog /" }) {
		return c == crawl.Unfocused || c == crawl.Dead
	}
	switch {
	case s.Kind == "look.Button" && c == crawl.Stuck: // the welcome in another language, which offers the one before
		return strings.HasPrefix(s.Where, "no diary") && slices.ContainsFunc(i18n.Languages, func(code string) bool { return s.Name == settings.LanguageName(code) })
	case s.Kind == "shell.navItem" && c == crawl.Dead: // the screen on show, and it says so
		return strings.HasSuffix(s.Name, ", on show")
	case s.Kind == "scrolling.Pane" && c == crawl.Dead: // all of it is in sight
		return s.Deed == crawl.Keys
	case s.Kind == "timeline.pane" && c == crawl.Dead: // all nights are in sight
		return s.Deed == crawl.Drag
	case s.Kind == "picture.View" && c == crawl.Dead: // what there is to read is read by pointing
		return s.Deed == crawl.Press
	case s.Kind == "widget.listItem" && c == crawl.Dead: // the topic of the help that is on show
		return s.Where == "window Stillnight help"
	case s.Deed == crawl.Choose && c == crawl.NotShown: // a group that is empty again is folded when the night is laid out
		return strings.HasPrefix(s.Name, "Edit › Undo: episode deleted")
	case s.Name == "Break the seal" && c == crawl.NotShown: // that it was seen stays, and is told
		return true
	case s.Deed == crawl.Choose && c == crawl.Dead: // leads to where one is
		return strings.HasPrefix(s.Name, "Edit › Write down a night") || s.Name == "View › #" // the usual size of text, which it has
	}
	return false
}
