package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// answer fills the dialog for a new diary in and creates it.
func answer(t *testing.T, p *Program, name, passphrase string) {
	t.Helper()
	p.session.New()
	for i, text := range []string{name, passphrase, passphrase} {
		entries := onTop[*widget.Entry](p)
		entries[i].SetText(text)
	}
	pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.new.create"))
}

// onTop lists what is on show in the dialog on top.
func onTop[T fyne.CanvasObject](p *Program) (list []T) {
	for _, o := range uitest.OnShow(p.window.Canvas().Overlays().Top()) {
		if x, ok := o.(T); ok {
			list = append(list, x)
		}
	}
	return list
}

func recentItem(p *Program) *fyne.MenuItem { return p.window.MainMenu().Items[0].Items[2] }

func recentNames(p *Program) (names []string) {
	for _, i := range recentItem(p).ChildMenu.Items {
		if !i.IsSeparator {
			names = append(names, i.Label)
		}
	}
	return names
}

func TestTwoPeopleHaveADiaryEach(t *testing.T) {
	p := program(t, nil)
	answer(t, p, "Anna", "")
	if p.open == nil || filepath.Base(p.session.Store().Path()) != "Anna.stillnight" || p.window.Title() != "Anna – Stillnight" {
		t.Fatalf("the window says %q", p.window.Title())
	}
	answer(t, p, "Ben", "long enough words")
	if !p.session.Store().Locked() || p.session.Owner() != "Ben" {
		t.Fatalf("Ben's diary: locked %v, of %q", p.session.Store().Locked(), p.session.Owner())
	}
	for _, name := range recentNames(p) {
		if strings.Contains(name, "Anna") {
			t.Errorf("Ben is shown %q", name)
		}
	}
	ben := p.session.Store().Path()
	p.session.Close()
	p.session.Begin()
	words := uitest.Words(p.window.Content())
	if !strings.Contains(words, "Anna") || strings.Contains(words, "Ben") {
		t.Errorf("at the start is offered:\n%s", words)
	}
	pressWord(t, p.window.Content(), "Anna")
	if p.open == nil || p.session.Owner() != "Anna" {
		t.Fatal("Anna's diary is not open")
	}
	for _, name := range recentNames(p) {
		if strings.Contains(name, "Ben") {
			t.Errorf("Anna is shown %q", name)
		}
	}
	p.prefs.Offer(settings.Person{Path: ben, Name: "Ben"}, true)
	p.session.Close()
	p.session.Begin()
	pressWord(t, p.window.Content(), "Ben")
	if words := uitest.Words(p.window.Content()); p.open != nil || !strings.Contains(words, p.window.L.T("shell.locked.text")) {
		t.Errorf("Ben's diary opens without his passphrase:\n%s", words)
	}
}

func TestRecentDiariesOfOnePersonAreListedAndTheListCleared(t *testing.T) {
	first, second := ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = first })
	if names := recentNames(p); len(names) != 1 || !recentItem(p).ChildMenu.Items[0].Disabled {
		t.Errorf("at first are listed %q", names)
	}
	p.session.Open(second)
	list := recentItem(p).ChildMenu.Items
	if !strings.HasPrefix(list[0].Label, "own.stillnight") {
		t.Fatalf("listed is %q", list[0].Label)
	}
	list[0].Action()
	if p.session.Store().Path() != store.RealPath(first) {
		t.Fatalf("%s is open", p.session.Store().Path())
	}
	list = recentItem(p).ChildMenu.Items
	if len(list) != 3 {
		t.Fatalf("%d items", len(list))
	}
	list[2].Action()
	if names := recentNames(p); len(names) != 1 || names[0] != p.window.L.T("shell.recent.none") {
		t.Errorf("after clearing are listed %q", names)
	}
}

func TestTheNameOfALockedDiaryIsNotKeptInAPlainOne(t *testing.T) {
	plain, locked := ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = locked })
	if err := p.session.Store().SetPassphrase(t.Context(), "long enough words"); err != nil {
		t.Fatal(err)
	}
	p.session.Open(plain)
	if list := p.session.Recent(); len(list) != 0 {
		t.Errorf("the plain diary lists %q", list)
	}
	p.session.OpenAs(locked, session.Access{Passphrase: "long enough words"})
	if list := p.session.Recent(); len(list) != 1 || list[0] != store.RealPath(plain) {
		t.Errorf("the locked diary lists %q", list)
	}
}

func TestANewDiaryNeverTakesAnothersPlace(t *testing.T) {
	p := program(t, nil)
	answer(t, p, "Anna/../x", "")
	first := p.session.Store().Path()
	answer(t, p, "Anna/../x", "")
	if second := p.session.Store().Path(); second == first || filepath.Dir(second) != filepath.Dir(first) {
		t.Errorf("%s and %s", first, second)
	}
}

func TestANewDiaryAsksForANameAndAPassphraseThatFits(t *testing.T) {
	p := program(t, nil)
	for _, x := range []struct{ name, passphrase, says string }{
		{"", "", "shell.new.no_name"}, {"Anna", "short", "settings.pass.too_short"}, {strings.Repeat("x", 70), "", "shell.new.long_name"},
	} {
		answer(t, p, x.name, x.passphrase)
		want := p.window.L.T(x.says, "least", settings.Shortest, "most", settings.MostOwner)
		if words := uitest.Words(p.window.Canvas().Overlays().Top()); p.open != nil || !strings.Contains(words, want) {
			t.Errorf("%q with %q: %s", x.name, x.passphrase, words)
		}
		if !p.window.Dismiss() || p.window.Canvas().Overlays().Top() != nil {
			t.Fatal("Escape does not close it")
		}
	}
}

func TestTheOwnerIsNamedUnderSettings(t *testing.T) {
	p := program(t, nil)
	pressWord(t, p.window.Content(), p.window.L.T("shell.welcome.start"))
	if p.window.Title() != "Stillnight" {
		t.Errorf("the window says %q", p.window.Title())
	}
	p.open.GoTo(screen.Settings, screen.Target{})
	line := uitest.Find(t, p.window.Content(), "owner", func(l *field.Line) bool { return l.AccessibilityLabel() == p.window.L.T("settings.owner") })
	test.Type(line, "Clara")
	check := uitest.Find(t, p.window.Content(), "offer", func(c *look.Check) bool { return c.Text == p.window.L.T("settings.owner_offer") })
	check.SetChecked(true)
	p.open.GoTo(screen.Night, screen.Target{})
	if p.window.Title() != "Clara – Stillnight" {
		t.Errorf("the window says %q", p.window.Title())
	}
	if list := p.prefs.People(); len(list) != 1 || list[0].Name != "Clara" {
		t.Errorf("offered are %v", list)
	}
	path := p.session.Store().Path()
	p.session.Close()
	p.session.Begin() // one diary needs no question
	if p.open == nil {
		t.Error("whose diary is asked where there is one")
	}
	p.session.Close()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if list := p.prefs.People(); len(list) != 0 {
		t.Errorf("a diary that is gone is offered: %v", list)
	}
}

func TestPeopleFitInEveryLook(t *testing.T) {
	for name, shown := range map[string]func(*Program){
		"new": func(p *Program) { p.session.New() },
	} {
		t.Run(name, func(t *testing.T) {
			uitest.EveryWindow(t, func(t *testing.T, app fyne.App) fyne.Window {
				p := inLook(t, app)
				shown(p)
				return p.window.Window
			})
		})
	}
}
