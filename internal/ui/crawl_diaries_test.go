package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/crawl"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/ui/uitest"
)

// crawled is a diary that the crawler starts from.
type crawled struct {
	name string
	// make fills a new diary; nil leaves it without a night.
	make func(t *testing.T, s *store.Store)
	// spoil changes the file afterwards.
	spoil func(t *testing.T, path string)
	how   session.Access
	// sample shows it as the sample diary.
	sample bool
	// long says that the diary is too long to be read whole after each press.
	long bool
	// until says that what can be pressed once a diary is open is pressed from another one of the list.
	until bool
	// unlocked types the passphrase at the start.
	unlocked bool
	// copied begins with a copy of another diary, which the program tells.
	copied bool
	// table puts a table to import among the documents.
	table bool
	// least is how many presses must have been judged.
	least int
	// alike is how many controls that differ by a number alone are pressed in a place.
	alike int
}

// crawledPassphrase is what the crawler types everywhere, so that it gets past the lock.
const crawledPassphrase = "7"

// crawledDiaries are those that take longest first.
var crawledDiaries = []crawled{
	{name: "fifty-years", make: fillLong, long: true, alike: 2, least: 700},
	{name: "sample", make: fillSample, sample: true, alike: 5, least: 1100},
	{name: "empty", table: true, alike: 11, least: 650},
	{name: "one-night", make: fillOneNight, alike: 3, least: 690},
	{name: "locked", make: fillLocked, until: true, alike: 2, least: 65},
	{name: "unlocked", make: fillLocked, unlocked: true, alike: 2, least: 690},
	{name: "read-only", make: fillSample, how: session.Access{ReadOnly: true}, alike: 2, least: 780},
	{name: "copied", make: fillOneNight, copied: true, until: true, alike: 2, least: 2},
	{name: "damaged", make: fillSample, spoil: damage, until: true, alike: 2, least: 65},
	{name: "first-start", spoil: func(t *testing.T, path string) {
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
	}, until: true, alike: 3, least: 65},
}

func fill(t *testing.T, s *store.Store, d diary.Diary) {
	t.Helper()
	if _, err := s.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
}

func fillSample(t *testing.T, s *store.Store) {
	t.Helper()
	l, err := i18n.New(i18n.Fallback)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, demo.Diary(1, diary.NightAt(uitest.Morning).AddDays(-1), l))
}

func fillOneNight(t *testing.T, s *store.Store) {
	t.Helper()
	night := diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-1), Severity: diary.Some(4)}
	if err := s.SaveNight(t.Context(), night); err != nil {
		t.Fatal(err)
	}
}

func fillLong(t *testing.T, s *store.Store) {
	t.Helper()
	fill(t, s, demo.Long(1, 50, 40, 5000))
}

func fillLocked(t *testing.T, s *store.Store) {
	t.Helper()
	fillOneNight(t, s)
	if err := s.SetPassphrase(t.Context(), crawledPassphrase); err != nil {
		t.Fatal(err)
	}
}

// damage breaks every page of a file but the first.
func damage(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(data); i += 7 {
		data[i] ^= 0x55
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// build makes the folder of a home with the diary in its usual place, of which each start makes a copy.
func (c crawled) build(t *testing.T) (template string) {
	t.Helper()
	template = filepath.Join(t.TempDir(), "template")
	home := homeBeside(template)
	if c.copied {
		home = template // where it stays
	}
	path := diaryIn(home)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now, Work: uitest.LightWork})
	if err != nil {
		t.Fatal(err)
	}
	if c.make != nil {
		c.make(t, s)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if c.table {
		documents := filepath.Join(home, "Documents")
		rows := "Date;Severity;Hours slept;Note;Coffee\n01.02.2026;5;6,5;bad;2\n02.02.2026;3;7;fair;1\n03.02.2026;x;7;;0\n"
		if err := errors.Join(os.Mkdir(documents, 0o700), os.WriteFile(filepath.Join(documents, "nights.csv"), []byte(rows), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if c.spoil != nil {
		c.spoil(t, path)
	}
	if !c.copied {
		if err := os.Rename(home, template); err != nil {
			t.Fatal(err)
		}
	}
	return template
}

// homeBeside is where the program finds its home. The path is the same each time, because it is on show in some
// places, and because a diary that lies elsewhere than before is a copy.
func homeBeside(template string) string { return filepath.Join(filepath.Dir(template), "home") }

func diaryIn(home string) string {
	return filepath.Join(home, "data", "stillnight", "diary.stillnight")
}

// crawledApp is the toolkit's app of all starts: it counts what is done outside the window, and forgets what
// belongs to a program that has ended. A new one for each start would read the fonts again each time.
type crawledApp struct {
	fyne.App
	elsewhere int
	listener  func(fyne.Settings)
	program   *Program // the one that runs
}

func newCrawledApp() *crawledApp {
	a := &crawledApp{App: test.NewApp()}
	fyne.SetCurrentApp(a) // which the toolkit's links ask to open them
	a.App.Settings().AddListener(func(s fyne.Settings) {
		if a.listener != nil {
			a.listener(s)
		}
	})
	return a
}

// forget makes it an app that was never used.
func (a *crawledApp) forget() error {
	kept, ok := a.App.Preferences().(interface{ WriteValues(func(map[string]any)) })
	if !ok {
		return errors.New("the preferences cannot be emptied")
	}
	a.listener, a.elsewhere = nil, 0
	kept.WriteValues(func(all map[string]any) { clear(all) })
	return nil
}

// OpenURL does not really open anything.
func (a *crawledApp) OpenURL(*url.URL) error {
	a.elsewhere++
	return nil
}

// Settings are the toolkit's.
func (a *crawledApp) Settings() fyne.Settings { return crawledSettings{a.App.Settings(), a} }

type crawledSettings struct {
	fyne.Settings
	app *crawledApp
}

// AddListener leaves out the listeners of programs that have ended.
func (s crawledSettings) AddListener(f func(fyne.Settings)) { s.app.listener = f }

// SetTheme does nothing where it is on show already.
func (s crawledSettings) SetTheme(th fyne.Theme) {
	now, ok := s.Theme().(*look.Theme)
	if next, is := th.(*look.Theme); ok && is && now.Mode() == next.Mode() && now.Percent() == next.Percent() {
		return
	}
	s.Settings.SetTheme(th)
}

// homeVariables are those of the environment that start gives the program.
var homeVariables = []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR", "PATH", "DBUS_SESSION_BUS_ADDRESS"}

// start starts the program on a copy of the home, away from everything else on this machine.
func (c crawled) start(watched *crawledApp, template string) (*crawl.Subject, error) {
	home := homeBeside(template)
	if err := errors.Join(os.RemoveAll(home), os.CopyFS(home, os.DirFS(template))); err != nil {
		return nil, err
	}
	for name, value := range map[string]string{
		"HOME": home, "XDG_DATA_HOME": filepath.Join(home, "data"), "XDG_CONFIG_HOME": filepath.Join(home, "config"),
		"XDG_CACHE_HOME": filepath.Join(home, "cache"), "TMPDIR": home, "PATH": home, "DBUS_SESSION_BUS_ADDRESS": "unix:path=" + filepath.Join(home, "none"),
	} {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	if err := watched.forget(); err != nil {
		return nil, err
	}
	begin := Start{Version: "test", Lang: i18n.Fallback, Crashes: &crash.Folder{Path: filepath.Join(home, "crashes"), Version: "test"}, Now: uitest.Now}
	p, err := newProgram(watched, begin, func(job func()) { job() })
	if err != nil {
		return nil, err
	}
	watched.program = p
	still(p)
	p.session.Clear = func() {}
	p.window.Resize(uitest.SmallWindow)
	p.window.Show()
	switch {
	case c.sample:
		folder := filepath.Dir(diaryIn(home))
		s, err := store.Open(context.Background(), diaryIn(home), store.Options{Now: uitest.Now})
		if err != nil {
			return nil, err
		}
		p.session.Show(s, folder)
	case c.how.ReadOnly:
		p.session.OpenAs(diaryIn(home), c.how)
	default:
		p.session.Begin()
	}
	if c.unlocked {
		if err := c.unlock(p); err != nil {
			return nil, err
		}
	}
	return c.subject(p, watched, home), nil
}

// unlock types the passphrase where it is asked for.
func (c crawled) unlock(p *Program) error {
	test.Type(p.window.Canvas().Focused(), crawledPassphrase)
	p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.open == nil {
		return errors.New("the passphrase does not open the diary")
	}
	return nil
}

func (c crawled) subject(p *Program, watched *crawledApp, home string) *crawl.Subject {
	var heard *store.Store
	var held *shelf.Shelf // what changed alone is read again; its own tests hold it against the whole
	changes := 0
	hear := func() {
		if p.open != nil && p.session.Store() != heard {
			heard = p.session.Store()
			changes++
			if c.long {
				held = shelf.New(heard)
			}
			heard.Subscribe(func(store.Change) { changes++ })
		}
	}
	return &crawl.Subject{
		Window: p.window.Window,
		Place: func() string {
			if p.open == nil || p.open.Current() == nil {
				return "no diary"
			}
			return string(p.open.Current().ID())
		},
		Escape: func() { p.window.Key(glfw.KeyEscape, "", 0) },
		Tab:    func() { p.window.Key(glfw.KeyTab, "", 0) },
		World: func() string {
			if p.open == nil {
				return ""
			}
			return fmt.Sprint(p.window.L.Lang(), p.session.Store().Path(), p.prefs.Theme(), p.prefs.TextPercent())
		},
		Home: func() {
			if p.open != nil {
				p.open.GoTo(screen.Night, screen.Target{Night: p.open.Env().CurrentNight()})
			}
		},
		Quiet: func() {
			if p.open != nil {
				p.open.Env().Notice("")
			}
		},
		Changes: func() int { hear(); return changes },
		Diary: func() (any, error) {
			if p.open == nil {
				return nil, nil
			}
			if c.long {
				now, err := held.Read(context.Background())
				return now.Diary, err
			}
			d, err := p.session.Store().Diary(context.Background())
			return forgetful(d), err
		},
		Crashed:   p.start.Crashes.Latest,
		Elsewhere: func() int { return watched.elsewhere },
		Close: func() {
			if p.help != nil {
				p.help.Close()
			}
			p.leave()
			p.window.Close()
			// The toolkit drops what it keeps of windows that are gone when it draws one.
			test.NewCanvas().Capture()
			_ = os.RemoveAll(home)
		},
	}
}

// forgetful is a diary without what undo is not to take back: that the key of a blinded trial was seen. The tests of
// the store and of the remedies look after that.
func forgetful(d diary.Diary) diary.Diary {
	for i := range d.Interventions {
		for j := range d.Interventions[i].Blind {
			d.Interventions[i].Blind[j].Seen = diary.None[diary.Date]()
		}
	}
	return d
}
