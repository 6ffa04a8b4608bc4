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
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// answer fills the dialog for a new diary in and creates it.
func answer(t *testing.T, p *Program, name, passphrase string) {
	t.Helper()
	p.newDiary()
	for i, text := range []string{name, passphrase, passphrase} {
		entries := onTop[*widget.Entry](p)
		entries[i].SetText(text)
	}
	pressWord(t, p.window.Canvas().Overlays().Top(), p.l.T("shell.new.create"))
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

func recentNames(p *Program) (names []string) {
	for _, i := range p.open.menus.recentItem().ChildMenu.Items {
		if !i.IsSeparator {
			names = append(names, i.Label)
		}
	}
	return names
}

func TestTwoPeopleHaveADiaryEach(t *testing.T) {
	p := program(t, nil)
	answer(t, p, "Anna", "")
	if p.open == nil || filepath.Base(p.open.store.Path()) != "Anna.stillnight" || p.window.Title() != "Anna, Anna.stillnight – Stillnight" {
		t.Fatalf("the window says %q", p.window.Title())
	}
	answer(t, p, "Ben", "long enough words")
	if !p.open.store.Locked() || owner(p.open.store) != "Ben" {
		t.Fatalf("Ben's diary: locked %v, of %q", p.open.store.Locked(), owner(p.open.store))
	}
	for _, name := range recentNames(p) {
		if strings.Contains(name, "Anna") {
			t.Errorf("Ben is shown %q", name)
		}
	}
	ben := p.open.store.Path()
	p.closeDiary()
	p.begin()
	words := uitest.Words(p.root)
	if !strings.Contains(words, "Anna") || strings.Contains(words, "Ben") {
		t.Errorf("at the start is offered:\n%s", words)
	}
	pressWord(t, p.root, "Anna")
	if p.open == nil || owner(p.open.store) != "Anna" {
		t.Fatal("Anna's diary is not open")
	}
	for _, name := range recentNames(p) {
		if strings.Contains(name, "Ben") {
			t.Errorf("Anna is shown %q", name)
		}
	}
	p.prefs.Offer(settings.Person{Path: ben, Name: "Ben"}, true)
	p.closeDiary()
	p.begin()
	pressWord(t, p.root, "Ben")
	if words := uitest.Words(p.root); p.open != nil || !strings.Contains(words, p.l.T("shell.locked.text")) {
		t.Errorf("Ben's diary opens without his passphrase:\n%s", words)
	}
}

func TestRecentDiariesOfOnePersonAreListedAndTheListCleared(t *testing.T) {
	first, second := ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = first })
	if names := recentNames(p); len(names) != 1 || !p.open.menus.recentItem().ChildMenu.Items[0].Disabled {
		t.Errorf("at first are listed %q", names)
	}
	p.openDiary(second, access{})
	list := p.open.menus.recentItem().ChildMenu.Items
	if !strings.HasPrefix(list[0].Label, "own.stillnight") {
		t.Fatalf("listed is %q", list[0].Label)
	}
	list[0].Action()
	if p.open.store.Path() != store.RealPath(first) {
		t.Fatalf("%s is open", p.open.store.Path())
	}
	list = p.open.menus.recentItem().ChildMenu.Items
	if len(list) != 3 {
		t.Fatalf("%d items", len(list))
	}
	list[2].Action()
	if names := recentNames(p); len(names) != 1 || names[0] != p.l.T("shell.recent.none") {
		t.Errorf("after clearing are listed %q", names)
	}
}

func TestTheNameOfALockedDiaryIsNotKeptInAPlainOne(t *testing.T) {
	plain, locked := ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = locked })
	if err := p.open.store.SetPassphrase(t.Context(), "long enough words"); err != nil {
		t.Fatal(err)
	}
	p.openDiary(plain, access{})
	if list := recent(p.open.store); len(list) != 0 {
		t.Errorf("the plain diary lists %q", list)
	}
	p.openDiary(locked, access{passphrase: "long enough words"})
	if list := recent(p.open.store); len(list) != 1 || list[0] != store.RealPath(plain) {
		t.Errorf("the locked diary lists %q", list)
	}
}

func TestANewDiaryNeverTakesAnothersPlace(t *testing.T) {
	p := program(t, nil)
	answer(t, p, "Anna/../x", "")
	first := p.open.store.Path()
	answer(t, p, "Anna/../x", "")
	if second := p.open.store.Path(); second == first || filepath.Dir(second) != filepath.Dir(first) {
		t.Errorf("%s and %s", first, second)
	}
}

func TestANewDiaryAsksForANameAndAPassphraseThatFits(t *testing.T) {
	p := program(t, nil)
	for _, x := range []struct{ name, passphrase, says string }{
		{"", "", "shell.new.no_name"}, {"Anna", "short", "settings.pass.too_short"}, {strings.Repeat("x", 70), "", "shell.new.long_name"},
	} {
		answer(t, p, x.name, x.passphrase)
		want := p.l.T(x.says, "least", settings.Shortest, "most", settings.MostOwner)
		if words := uitest.Words(p.window.Canvas().Overlays().Top()); p.open != nil || !strings.Contains(words, want) {
			t.Errorf("%q with %q: %s", x.name, x.passphrase, words)
		}
		if !p.dismissDialog() || p.window.Canvas().Overlays().Top() != nil {
			t.Fatal("Escape does not close it")
		}
	}
}

func TestTheOwnerIsNamedUnderSettings(t *testing.T) {
	p := program(t, nil)
	pressWord(t, p.root, p.l.T("shell.welcome.start"))
	if p.window.Title() != "Stillnight" {
		t.Errorf("the window says %q", p.window.Title())
	}
	p.open.goTo(screen.Settings, screen.Target{})
	line := uitest.Find(t, p.root, "owner", func(l *field.Line) bool { return l.AccessibilityLabel() == p.l.T("settings.owner") })
	test.Type(line, "Clara")
	check := uitest.Find(t, p.root, "offer", func(c *widget.Check) bool { return c.Text == p.l.T("settings.owner_offer") })
	check.SetChecked(true)
	p.open.goTo(screen.Night, screen.Target{})
	if p.window.Title() != "Clara – Stillnight" {
		t.Errorf("the window says %q", p.window.Title())
	}
	if list := p.prefs.People(); len(list) != 1 || list[0].Name != "Clara" {
		t.Errorf("offered are %v", list)
	}
	path := p.open.store.Path()
	p.closeDiary()
	p.begin() // one diary needs no question
	if p.open == nil {
		t.Error("whose diary is asked where there is one")
	}
	p.closeDiary()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if list := p.prefs.People(); len(list) != 0 {
		t.Errorf("a diary that is gone is offered: %v", list)
	}
}

func TestPeopleFitInEveryLook(t *testing.T) {
	for name, shown := range map[string]func(*Program){
		"new": func(p *Program) { p.newDiary() },
		"people": func(p *Program) {
			p.showPeople("/nowhere", []settings.Person{{Path: "/a", Name: "Anna"}, {Path: "/b/ben.stillnight"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			uitest.EveryWindow(t, func(t *testing.T, app fyne.App) fyne.Window {
				p := inLook(t, app)
				shown(p)
				return p.window
			})
		})
	}
}
