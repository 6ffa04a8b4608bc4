package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/source"
	"stillnight/internal/filechooser"
	"stillnight/internal/store"
	"stillnight/internal/ui/importing"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// choosers are all ways to a chooser of files or folders: how to get to it with a diary open or on the
// welcome page, and what is in the folder that it is to begin in.
var choosers = []struct {
	name    string
	welcome bool
	purpose string
	ask     func(t *testing.T, p *Program)
}{
	{"Ctrl+O", false, "diaries", func(_ *testing.T, p *Program) { p.session.Choose() }},
	{"Welcome, another diary", true, "diaries", func(t *testing.T, p *Program) {
		pressWord(t, p.window.Content(), "Open a diary from another place…")
	}},
	{"Settings, import", false, "imports", func(t *testing.T, p *Program) {
		p.open.GoTo(screen.Settings, screen.Target{})
		pressWord(t, p.window.Content(), "Import…")
	}},
	{"Settings, backup folder", false, "backups", func(t *testing.T, p *Program) {
		p.open.GoTo(screen.Settings, screen.Target{})
		pressWord(t, p.window.Content(), "Choose another folder…")
	}},
	{"Save PDF, folder", false, "reports", func(t *testing.T, p *Program) {
		p.open.GoTo(screen.Doctor, screen.Target{Save: true})
		pressWord(t, p.window.Canvas().Overlays().Top(), "Choose a folder…")
	}},
}

// atChooser opens a program at a chooser that begins in a folder of its own.
func atChooser(t *testing.T, welcome bool, purpose string, text int) (p *Program, folder string) {
	t.Helper()
	own := ownDiary(t)
	p = program(t, func(s *Start) {
		if !welcome {
			s.Path = own
		}
	})
	p.setText(text)
	folder = filepath.Join(t.TempDir(), "things")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	p.app.Preferences().SetString("last_folder/"+purpose, folder)
	return p, folder
}

// The toolkit cuts the names of files at as many lines as fit, and ended the program where, for the precision of its
// figures, not one line fitted.
func TestChoosersOpenInEverySizeOfText(t *testing.T) {
	p, _ := atChooser(t, false, "diaries", look.UsualText)
	const step = 5
	for text := look.MinText; text <= look.MaxText; text += step {
		p.setText(text)
		for _, c := range choosers {
			if c.welcome {
				continue
			}
			c.ask(t, p)
			if p.window.Canvas().Overlays().Top() == nil {
				t.Fatalf("%s at %d %%: no chooser is on show", c.name, text)
			}
			for p.window.Canvas().Overlays().Top() != nil {
				p.window.Dismiss()
			}
		}
	}
}

// TestEveryChooserOpensAndClosesByEscape opens each chooser in large type in a small window. Each of them
// once ended the program.
func TestEveryChooserOpensAndClosesByEscape(t *testing.T) {
	for _, c := range choosers {
		for _, text := range []int{100, 200} {
			t.Run(c.name, func(t *testing.T) {
				p, _ := atChooser(t, c.welcome, c.purpose, text)
				c.ask(t, p)
				overlays := p.window.Canvas().Overlays()
				shown := len(overlays.List())
				if shown == 0 {
					t.Fatal("no chooser is on show")
				}
				for _, fault := range uitest.Faults(overlays.Top(), p.window.Canvas().Size()) {
					t.Error(fault)
				}
				if words := uitest.Words(overlays.Top()); strings.Contains(words, "toolkit.") || strings.Contains(words, "saving.") {
					t.Errorf("a key of the translations is shown: %s", words)
				}
				if p.window.Canvas().Focused() == nil {
					t.Error("nothing has the keyboard")
				}
				p.session.Choose() // a second press, by its shortcut
				if now := len(overlays.List()); now != shown {
					t.Errorf("%d choosers lie upon each other", now)
				}
				for range shown {
					p.window.Dismiss()
				}
				if left := len(overlays.List()); left != 0 {
					t.Errorf("%d dialogs are left after Escape", left)
				}
				c.ask(t, p)
				if len(overlays.List()) != shown {
					t.Error("it does not open a second time")
				}
			})
		}
	}
}

// pickRow moves down in the list that has the keyboard and presses Enter.
func pickRow(t *testing.T, p *Program, down int) {
	t.Helper()
	list, ok := p.window.Canvas().Focused().(*widget.List)
	if !ok {
		t.Fatalf("the keyboard is with %T", p.window.Canvas().Focused())
	}
	for range down {
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	p.window.Accept()
}

func TestADiaryIsOpenedByKeys(t *testing.T) {
	for _, welcome := range []bool{false, true} {
		p, folder := atChooser(t, welcome, "diaries", 100)
		there := filepath.Join(folder, "deeper", "Other.STILLNIGHT")
		if err := os.Mkdir(filepath.Dir(there), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(ownDiary(t), there); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "deeper", "a letter.txt"), []byte("Dear"), 0o600); err != nil {
			t.Fatal(err)
		}
		p.session.Choose()
		pickRow(t, p, 1) // into the folder, which stands after the one above
		pickRow(t, p, 0) // the row of the same number in there is the diary: the letter is not shown
		if p.open == nil || p.session.Store().Path() != there {
			t.Errorf("welcome %v: the diary is not open", welcome)
		}
		if got := p.app.Preferences().String("last_folder/diaries"); got != filepath.Dir(there) {
			t.Errorf("the folder is remembered as %q", got)
		}
	}
}

func TestNightsAreImportedFromAFileChosenByKeys(t *testing.T) {
	p, folder := atChooser(t, false, "imports", 100)
	table := filepath.Join(folder, "nights.csv")
	if err := os.WriteFile(table, []byte("date,severity\n2026-02-01,3\n2026-02-02,6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	choosers[2].ask(t, p)
	pickRow(t, p, 1)
	pressWord(t, p.window.Canvas().Overlays().Top(), "Import")
	d, err := p.session.Store().Diary(t.Context())
	if err != nil || len(d.Nights) != 3 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
}

func TestBackupsAreKeptInAFolderMadeInTheChooser(t *testing.T) {
	p, folder := atChooser(t, false, "backups", 100)
	choosers[3].ask(t, p)
	overlays := p.window.Canvas().Overlays()
	test.Tap(uitest.Find(t, overlays.Top(), "new folder", func(b *widget.Button) bool {
		return b.Icon != nil && b.Icon.Name() == theme.FolderNewIcon().Name()
	}))
	entry, ok := p.window.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the keyboard is with %T", p.window.Canvas().Focused())
	}
	test.Type(entry, "copies")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	pressWord(t, overlays.Top(), "Use this folder")
	want := filepath.Join(folder, "copies")
	if got, _, err := p.session.Store().Setting(t.Context(), "backup.folder"); err != nil || got != want {
		t.Errorf("backups go to %q (%v)", got, err)
	}
	pressWord(t, p.window.Content(), "Make a copy now")
	if made, err := filepath.Glob(filepath.Join(want, "*.stillnight")); err != nil || len(made) != 1 {
		t.Errorf("copies %v (%v)", made, err)
	}
}

// answering is a system's chooser that answers at once.
func answering(path string, err error, seen *filechooser.Request) func(context.Context, filechooser.Request) (string, error) {
	return func(_ context.Context, r filechooser.Request) (string, error) {
		*seen = r
		return path, err
	}
}

func TestTheSystemsChooserIsAskedFirst(t *testing.T) {
	p, folder := atChooser(t, false, "reports", 100)
	save := func(answer string, err error) filechooser.Request {
		t.Helper()
		var seen filechooser.Request
		p.window.Choose.System = answering(answer, err, &seen)
		p.open.GoTo(screen.Doctor, screen.Target{Save: true})
		return seen
	}
	overlays := p.window.Canvas().Overlays()
	r := save(filepath.Join(folder, "pages"), nil)
	if r.What != filechooser.SaveFile || r.Folder != folder || !strings.HasSuffix(r.Name, ".pdf") || r.Title == "" ||
		len(r.Kinds) != 2 || !slices.Equal(r.Kinds[0].Endings, []string{".pdf"}) {
		t.Errorf("it is asked %+v", r)
	}
	made := filepath.Join(folder, "pages.pdf")
	head := func() string {
		data, err := os.ReadFile(made)
		if err != nil {
			t.Error(err)
		}
		return string(data[:min(5, len(data))])
	}
	if got := head(); got != "%PDF-" {
		t.Errorf("with the ending added the file begins with %q", got)
	}
	if err := os.WriteFile(made, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if save("", filechooser.ErrCancelled); len(overlays.List()) != 0 || head() != "old" {
		t.Error("something came of nothing chosen")
	}
	// The system asked about the name that it returned, but not about the one with the ending.
	save(filepath.Join(folder, "pages"), nil)
	if head() != "old" {
		t.Error("a file was replaced unasked")
	}
	pressWord(t, overlays.Top(), "Replace")
	if head() != "%PDF-" {
		t.Error("it was not replaced after asking")
	}
	if err := os.WriteFile(made, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if save(made, nil); len(overlays.List()) != 0 || head() != "%PDF-" {
		t.Error("what the system has asked is asked again")
	}
	// Where the system's chooser fails, the program asks in its own window.
	if save("", errors.New("the portal is broken")); len(overlays.List()) != 1 {
		t.Error("nothing asks where the system does not")
	}
}

func TestOneChooserAtATimeAndNoneOfAClosedDiary(t *testing.T) {
	p, folder := atChooser(t, false, "exports", 100)
	var jobs []func()
	p.window.Choose.Spawn = func(job func()) { jobs = append(jobs, job) }
	var seen filechooser.Request
	p.window.Choose.System = answering(filepath.Join(folder, "out.json"), nil, &seen)
	p.open.GoTo(screen.Settings, screen.Target{})
	for range 3 {
		pressWord(t, p.window.Content(), "Export all (JSON)…")
		p.session.Choose()
	}
	if len(jobs) != 1 {
		t.Fatalf("%d choosers at a time", len(jobs))
	}
	p.session.Close()
	jobs[0]()
	if _, err := os.Stat(filepath.Join(folder, "out.json")); err == nil {
		t.Error("a diary that was closed meanwhile was written out")
	}
}

func TestQuestionsOfAClosedDiaryComeToNothing(t *testing.T) {
	p, folder := atChooser(t, false, "reports", 100)
	overlays := p.window.Canvas().Overlays()
	p.open.GoTo(screen.Doctor, screen.Target{Save: true})
	pressWord(t, overlays.Top(), "Choose a folder…")
	p.session.Close()
	if n := len(overlays.List()); n != 0 {
		t.Errorf("%d choosers lie over a diary that is closed", n)
	}
	p.session.Open(ownDiary(t))
	there := filepath.Join(folder, "pages.pdf")
	if err := os.WriteFile(there, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	var seen filechooser.Request
	p.window.Choose.System = answering(filepath.Join(folder, "pages"), nil, &seen)
	p.open.GoTo(screen.Doctor, screen.Target{Save: true})
	if len(overlays.List()) != 1 {
		t.Fatal("nobody asks before the pages are replaced")
	}
	p.session.Close()
	if n := len(overlays.List()); n != 0 {
		t.Errorf("%d questions lie over a diary that is closed", n)
	}
	if data, err := os.ReadFile(there); err != nil || string(data) != "old" {
		t.Errorf("the pages of a closed diary were written (%v)", err)
	}
}

func TestNoScreenSavesOverTheDiary(t *testing.T) {
	p, folder := atChooser(t, false, "reports", 100)
	own := p.session.Store().Path()
	alias := filepath.Join(folder, "report.pdf")
	if err := os.Symlink(own, alias); err != nil {
		t.Skip(err)
	}
	var seen filechooser.Request
	p.window.Choose.System = answering(alias, nil, &seen)
	p.open.GoTo(screen.Doctor, screen.Target{Save: true})
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, "is a Stillnight diary") {
		t.Errorf("the user is told %q", words)
	}
	p.window.Dismiss()
	// The same in the program's own window.
	p.window.Choose.System = answering("", filechooser.ErrNone, &seen)
	p.open.GoTo(screen.Doctor, screen.Target{Save: true})
	entry, ok := p.window.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the keyboard is with %T", p.window.Canvas().Focused())
	}
	entry.SetText("report.pdf")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, "is a Stillnight diary") {
		t.Errorf("the user is told %q", words)
	}
	if d, err := store.ReadForeign(t.Context(), own); err != nil || len(d.Nights) != 1 || d.Nights[0].Date != diary.NightAt(uitest.Morning) {
		t.Errorf("the diary: %v %v", d.Nights, err)
	}
}

// The system's own chooser may be white, whatever the window looks like: at night the window asks itself.
func TestTheSystemsChooserIsNotOpenedAtNight(t *testing.T) {
	for _, mode := range look.Modes {
		own, asked := ownDiary(t), 0
		p := program(t, func(s *Start) {
			s.Path = own
			s.Chooser = func(context.Context, filechooser.Request) (string, error) {
				asked++
				return "", filechooser.ErrCancelled
			}
		})
		p.setTheme(mode)
		p.session.Choose()
		here := p.window.Canvas().Overlays().Top() != nil
		if night := mode == look.Night; here != night || (asked == 0) != night {
			t.Errorf("%s: the system was asked %d times, the window asks itself: %v", mode, asked, here)
		}
		p.leave()
	}
}

// TestAllThatCanBeBroughtInIsOffered: what the command line takes, the window's list of files shows.
func TestAllThatCanBeBroughtInIsOffered(t *testing.T) {
	p, _ := atChooser(t, false, "imports", 100)
	var seen filechooser.Request
	p.window.Choose.System = answering("", nil, &seen)
	importing.Choose(p.open.Env())
	if len(seen.Kinds) == 0 {
		t.Fatal("nothing was asked")
	}
	for _, ending := range append(source.Endings(), ".stillnight") {
		if !slices.Contains(seen.Kinds[0].Endings, ending) {
			t.Errorf("%s is not offered", ending)
		}
	}
}
