package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/menu"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// program starts the window on the test driver, with a home folder of its own.
func program(t *testing.T, change func(*Start)) *Program {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	start := Start{Version: "test", Crashes: &crash.Folder{Path: filepath.Join(home, "crashes"), Version: "test"}, Now: uitest.Now}
	if change != nil {
		change(&start)
	}
	p := stilled(t, test.NewTempApp(t), start, func(job func()) { job() })
	t.Cleanup(p.leave)
	p.window.Resize(uitest.SmallWindow)
	p.session.Begin()
	return p
}

// stilled is a program in which no clock runs: the test driver has what is for Fyne's goroutine done on any, so it would
// work beside the test.
func stilled(t testing.TB, app fyne.App, start Start, spawn func(func())) *Program {
	t.Helper()
	p, err := newProgram(app, start, spawn)
	if err != nil {
		t.Fatal(err)
	}
	still(p)
	return p
}

func still(p *Program) {
	p.window.After = func(time.Duration, func()) (stop func()) { return func() {} }
	p.window.Every = func(context.Context, time.Duration, func()) (stop func()) { return func() {} }
	p.session.Work = uitest.LightWork
}

// The items of the menu Edit that take back and do again.
const (
	undo = iota
	redo
)

func editItem(p *Program, at int) *fyne.MenuItem { return p.window.MainMenu().Items[1].Items[at] }

// pick chooses the item of the menus with the words of a key.
func pick(p *Program, key string) {
	for _, m := range p.window.MainMenu().Items {
		for _, i := range m.Items {
			if menu.Caption(i) == p.window.L.T(key) {
				i.Action()
			}
		}
	}
}

// said is the notice in the status line.
func said(p *Program) (text string) {
	for _, o := range uitest.OnShow(p.window.Content()) {
		if label, ok := o.(*widget.Label); ok && label.Truncation == fyne.TextTruncateEllipsis && label.SizeName == theme.SizeNameCaptionText {
			text = label.Text // the last one: the status line is at the bottom
		}
	}
	return text
}

// pressWord presses the button with this word.
func pressWord(t *testing.T, in fyne.CanvasObject, word string) {
	t.Helper()
	for _, o := range uitest.OnShow(in) {
		switch b := o.(type) {
		case *widget.Button:
			if b.Text == word {
				test.Tap(b)
				return
			}
		case *look.Button:
			if b.Text == word {
				test.Tap(&b.Button)
				return
			}
		}
	}
	t.Fatalf("no button %q", word)
}

func TestFirstStartWelcomesAndStartsADiary(t *testing.T) {
	p := program(t, nil)
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "Welcome") {
		t.Fatalf("no welcome: %s", uitest.Words(p.window.Content()))
	}
	path, err := store.DefaultPath()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Fatal("a diary was made before anyone asked for one")
	}
	pressWord(t, p.window.Content(), "Start my diary")
	if p.open == nil || p.session.Store().Path() != path {
		t.Fatal("the diary did not open")
	}
}

func TestTheSampleIsApartFromOnesOwnDiary(t *testing.T) {
	p := program(t, nil)
	pressWord(t, p.window.Content(), "Look round in a sample diary")
	folder := filepath.Dir(p.session.Store().Path())
	d, err := p.session.Store().Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Nights) < 300 || !p.open.Env().Sample {
		t.Errorf("%d nights, sample %v", len(d.Nights), p.open.Env().Sample)
	}
	path, err := store.DefaultPath()
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Dir(path) == folder {
		t.Error("the sample lies beside one's own diary")
	}
	pressWord(t, p.window.Content(), "Leave the sample")
	if _, err := os.Stat(folder); err == nil {
		t.Error("the sample diary was left behind")
	}
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "Welcome") {
		t.Error("leaving the sample does not lead back to the welcome")
	}
}

func ownDiary(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "own.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	night := diary.Night{Date: diary.NightAt(uitest.Morning), Severity: diary.Some(4)}
	if err := s.SaveNight(t.Context(), night); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestUndoNamesWhatItTakesBackAlsoAfterARestart(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	if got := menu.Caption(editItem(p, undo)); got != "Undo: night of 2 Mar 2026" {
		t.Errorf("the menu says %q", got)
	}
	pressWord(t, p.window.Content(), "Undo")
	if _, found, err := p.session.Store().Night(t.Context(), diary.NightAt(uitest.Morning)); err != nil || found {
		t.Errorf("the night is still there: %v %v", found, err)
	}
	if editItem(p, undo).Disabled != true || menu.Caption(editItem(p, redo)) != "Redo: night of 2 Mar 2026" {
		t.Errorf("the menu offers %q and %q", menu.Caption(editItem(p, undo)), menu.Caption(editItem(p, redo)))
	}
	editItem(p, redo).Action()
	if _, found, err := p.session.Store().Night(t.Context(), diary.NightAt(uitest.Morning)); err != nil || !found {
		t.Errorf("the night did not come back: %v %v", found, err)
	}
}

func TestWhatCameOfAPressStaysOnItsScreen(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	p.open.GoTo(screen.Night, screen.Target{})
	pressWord(t, p.window.Content(), "Undo")
	done := said(p)
	p.open.GoTo(screen.Night, screen.Target{})
	if done == "" || said(p) != done {
		t.Errorf("the screen that is on show already says %q, was %q", said(p), done)
	}
	p.open.GoTo(screen.Settings, screen.Target{})
	if said(p) != "" {
		t.Errorf("another screen still says %q", said(p))
	}
	if editItem(p, redo).Disabled {
		t.Error("the step cannot be done again from there")
	}
	p.say("The reminder cannot be set.")
	p.open.GoTo(screen.Night, screen.Target{})
	if said(p) != "The reminder cannot be set." {
		t.Errorf("what nobody pressed for is gone: %q", said(p))
	}
}

// In the table of several nights undo takes back what was typed there, then what is in the diary.
func TestUndoInTheTableBeginsWithWhatIsTyped(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	p.open.GoTo(screen.Night, screen.Target{Several: true})
	severity := func(day int) diary.Optional[int] {
		n, _, err := p.session.Store().Night(t.Context(), diary.MustDate(2026, 3, day))
		if err != nil {
			t.Fatal(err)
		}
		return n.Severity
	}
	p.window.Canvas().Focused().TypedRune('7')
	editItem(p, undo).Action()
	if severity(1).IsSet() || severity(2) != diary.Some(4) {
		t.Errorf("after one undo the nights have %v and %v", severity(1), severity(2))
	}
	editItem(p, redo).Action()
	editItem(p, undo).Action()
	editItem(p, undo).Action()
	if severity(1).IsSet() || severity(2).IsSet() {
		t.Errorf("after the last undo the nights have %v and %v", severity(1), severity(2))
	}
}

func TestEscapeAndEnterCloseDialogs(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	overlays := p.window.Canvas().Overlays()
	pick(p, "shell.menu.read_out")
	if overlays.Top() == nil || !p.window.Dismiss() || overlays.Top() != nil {
		t.Error("Escape does not close the text of a screen")
	}
	p.window.Tell("Title", "Text")
	p.window.Canvas().Unfocus()
	if !p.window.Accept() || overlays.Top() != nil {
		t.Error("Enter does not close a message")
	}
	p.window.Tell("Title", "Text")
	p.window.Canvas().FocusNext()
	for p.window.Canvas().Focused() != nil {
		if _, ok := p.window.Canvas().Focused().(*widget.Button); ok {
			break
		}
		p.window.Canvas().FocusNext()
	}
	if !p.window.Accept() || overlays.Top() != nil {
		t.Error("Enter does not press the button with the keyboard")
	}
	if p.window.Dismiss() || p.window.Accept() {
		t.Error("a dialog was closed that was not there")
	}
}

// inLook starts the window in the look that a test of EveryLook has set.
func inLook(t *testing.T, app fyne.App) *Program {
	t.Helper()
	if th, ok := app.Settings().Theme().(*look.Theme); ok {
		prefs := settings.NewPreferences(app.Preferences())
		prefs.SetTheme(th.Mode())
		prefs.SetTextPercent(th.Percent())
	}
	start := Start{Crashes: crash.NewFolder("test"), Now: uitest.Now, Lang: uitest.Language()}
	p := stilled(t, app, start, func(job func()) { job() })
	t.Cleanup(p.leave)
	p.window.Resize(uitest.SmallWindow)
	return p
}

// Each screen is laid out as people see it: beside the navigation, under the banner of the sample diary.
func TestScreensFitInTheWindowInEveryLook(t *testing.T) {
	for _, id := range screen.All {
		t.Run(string(id), func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				p := inLook(t, app)
				p.session.OpenSample()
				p.open.GoTo(id, screen.Target{})
				if p.open.Current().ID() != id {
					t.Skipf("there is no screen %q", id)
				}
				return p.window.Content()
			})
		})
	}
}

func TestADroppedDiaryIsOpenedOrBroughtIn(t *testing.T) {
	mine, theirs := ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = mine })
	drop := func() { p.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(theirs)}) }
	drop()
	if !p.window.Dismiss() || p.session.Store().Path() != mine {
		t.Fatal("Escape does not leave things as they are")
	}
	drop()
	p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the button that stands out
	if top := p.window.Canvas().Overlays().Top(); top == nil || !strings.Contains(uitest.Words(top), "own.stillnight") {
		t.Error("the import does not begin")
	}
	p.window.Dismiss()
	drop()
	pressWord(t, p.window.Canvas().Overlays().Top(), "Open it")
	if p.session.Store().Path() != theirs {
		t.Error("the dropped diary was not opened")
	}
}

// By whatever name it is dropped: it cannot be brought into itself.
func TestTheOpenDiaryDroppedIsNotAskedAbout(t *testing.T) {
	mine := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = mine })
	link := filepath.Join(t.TempDir(), "link.stillnight")
	if err := os.Symlink(mine, link); err != nil {
		t.Skip(err)
	}
	p.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(link)})
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is asked:\n%s", uitest.Words(top))
	}
}

func TestDialogsFitInEveryLook(t *testing.T) {
	dialogs := map[string]func(p *Program){
		"about":    func(p *Program) { p.showAbout() },
		"dropped":  func(p *Program) { p.askDropped("/home/someone/a-rather-long-folder-name/diary.stillnight") },
		"failed":   func(p *Program) { p.window.Fail(store.ErrDiskFull) },
		"read out": func(p *Program) { pick(p, "shell.menu.read_out") },
	}
	for name, show := range dialogs {
		t.Run(name, func(t *testing.T) {
			uitest.EveryWindow(t, func(t *testing.T, app fyne.App) fyne.Window {
				p := inLook(t, app)
				p.session.OpenSample()
				show(p)
				top := p.window.Canvas().Overlays().Top()
				if top == nil {
					t.Fatal("no dialog is shown")
				}
				uitest.CheckNamed(t, top)
				return p.window.Window
			})
		})
	}
}

func TestTheStartShowsTheNightAndTheLastScreenIsOnePressAway(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	p.open.GoTo(screen.Timeline, screen.Target{})
	p.session.Close()
	p.session.Open(path)
	if got := p.open.Current().ID(); got != screen.Night {
		t.Fatalf("the start shows %q", got)
	}
	pressWord(t, p.window.Content(), "Back to Timeline")
	if got := p.open.Current().ID(); got != screen.Timeline || strings.Contains(uitest.Words(p.window.Content()), "Back to Timeline") {
		t.Errorf("it leads to %q, or is still on show", got)
	}
}
