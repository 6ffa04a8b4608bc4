package ui

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/filechooser"
	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// packed writes a diary with a passphrase, or without, into the file for a new computer.
func packed(t *testing.T, passphrase string) (path string) {
	t.Helper()
	own := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = own })
	p.setTheme(look.Dark)
	if passphrase != "" {
		if err := p.session.Store().SetPassphrase(t.Context(), passphrase); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.session.Store().Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.session.Store().SetSetting(t.Context(), settings.BackupFolder, filepath.Join(own, "gone")); err != nil {
		t.Fatal(err)
	}
	pick(p, "shell.menu.move")
	if checks := onTop[*look.Check](p); len(checks) != 1 || !strings.HasSuffix(checks[0].Text, "along") || !checks[0].Checked {
		t.Errorf("it asks %v", checks)
	}
	if !p.window.Dismiss() {
		t.Error("Escape does not close it")
	}
	path = filepath.Join(t.TempDir(), "anna"+moving.Ending)
	var seen filechooser.Request
	p.window.Choose.System, p.window.Choose.Dark = answering(path, nil, &seen), nil
	pick(p, "shell.menu.move")
	pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.move.write"))
	if want := p.window.L.T("saving.kind.stillnight-move"); len(seen.Kinds) == 0 || seen.Kinds[0].Name != want {
		t.Errorf("the kind of file is not called %q but %v", want, seen.Kinds)
	}
	p.leave()
	return path
}

func TestADiaryMovesToANewComputer(t *testing.T) {
	const secret = "long enough words"
	for _, passphrase := range []string{"", secret} {
		file := packed(t, passphrase)
		fresh := program(t, nil)
		pressWord(t, fresh.window.Content(), fresh.window.L.T("shell.welcome.start")) // only to see that the place of its own is empty
		fresh.leave()
		p := program(t, func(s *Start) { s.Path = file })
		words := uitest.Words(p.window.Content())
		if (passphrase == "") != strings.Contains(words, "The diary has 1 night") {
			t.Errorf("it holds:\n%s", words)
		}
		pressWord(t, p.window.Content(), p.window.L.T("shell.taken.do"))
		usual, err := store.DefaultPath()
		if err != nil {
			t.Fatal(err)
		}
		if passphrase != "" {
			if p.open != nil {
				t.Fatal("the locked diary is open")
			}
			p.session.OpenAs(usual, session.Access{Passphrase: secret, Moved: true})
		}
		if p.open == nil || p.session.Store().Path() != usual || p.session.Store().Locked() != (passphrase != "") {
			t.Fatal("the diary is not in the usual place, as it was")
		}
		if folder, _, err := p.session.Store().Setting(t.Context(), settings.BackupFolder); err != nil || folder != "" {
			t.Errorf("backups go to %q, %v", folder, err)
		}
		if copies, err := p.session.Store().Backups(t.Context()); err != nil || len(copies) == 0 {
			t.Errorf("%d backups, %v", len(copies), err)
		}
		if p.prefs.Theme() != look.Dark {
			t.Errorf("the theme is %q", p.prefs.Theme())
		}
		p.leave()
	}
}

func TestAMovedDiaryDoesNotTakeAnothersPlace(t *testing.T) {
	file := packed(t, "")
	p := program(t, nil)
	pressWord(t, p.window.Content(), p.window.L.T("shell.welcome.start"))
	before := p.session.Store().Path()
	p.session.LookInto(file)
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "own.stillnight") {
		t.Errorf("it says:\n%s", words)
	}
	pressWord(t, p.window.Content(), p.window.L.T("shell.taken.do"))
	if p.open == nil || p.session.Store().Path() == before {
		t.Fatal("the moved diary is not open")
	}
	if _, err := os.Stat(before); err != nil {
		t.Error(err)
	}
}

// TestAMovedDiaryIsNotOfferedOverOneOpenedMeanwhile: the offer would close it. Over the one that was being opened it is made.
func TestAMovedDiaryIsNotOfferedOverOneOpenedMeanwhile(t *testing.T) {
	file, first, another := packed(t, ""), ownDiary(t), ownDiary(t)
	for _, c := range []struct {
		name           string
		before, during string
		offered        bool
	}{{"another", first, another, false}, {"the same", first, "", true}} {
		p := program(t, func(s *Start) { s.Path = c.before })
		now := p.window.Spawn
		var look func()
		p.window.Spawn = func(job func()) { look = job }
		p.session.LookInto(file)
		p.window.Spawn = now
		if c.during != "" {
			p.session.Open(c.during)
		}
		look()
		offered := strings.Contains(uitest.Words(p.window.Content()), p.window.L.T("shell.taken.do"))
		if offered != c.offered || !c.offered && p.open == nil {
			t.Errorf("%s: it is offered: %v; a diary is open: %v", c.name, offered, p.open != nil)
		}
		p.leave()
	}
}

func TestTheFirstStartFindsWhatWasBroughtAlong(t *testing.T) {
	for _, folder := range []string{"Downloads", "Heruntergeladenes"} {
		t.Run(folder, func(t *testing.T) { findsIn(t, folder) })
	}
}

// findsIn brings a diary along in the folder for downloads, which has its usual name or one that the system knows.
func findsIn(t *testing.T, folder string) {
	if folder != "Downloads" && runtime.GOOS != "linux" {
		t.Skip("the folder's name is kept elsewhere")
	}
	file := packed(t, "")
	p := program(t, nil)
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, p.window.L.T("shell.welcome.from_another")) {
		t.Errorf("there is no way in:\n%s", words)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(home, "config")
	for _, name := range []string{filepath.Join(home, folder), config} {
		if err := os.MkdirAll(name, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string][]byte{
		filepath.Join(home, folder, "anna"+moving.Ending): data,
		filepath.Join(config, "user-dirs.dirs"):           []byte(`XDG_DOWNLOAD_DIR="$HOME/` + folder + `"` + "\n"),
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.session.Begin()
	pressWord(t, p.window.Content(), p.window.L.T("shell.welcome.take"))
	pressWord(t, p.window.Content(), p.window.L.T("shell.taken.not"))
	if words := uitest.Words(p.window.Content()); p.open != nil || !strings.Contains(words, "Welcome") {
		t.Errorf("not now leads to:\n%s", words)
	}
}

// Only a file that the window wrote has the settings of the program in it.
func TestItSaysWhetherSettingsComeAlong(t *testing.T) {
	own := ownDiary(t)
	s, err := store.Open(t.Context(), own, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, settings := range []map[string]string{nil, {"look.theme": "night"}} {
		path := filepath.Join(t.TempDir(), "anna"+moving.Ending)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(moving.Pack(t.Context(), f, s, moving.Options{Settings: settings, Now: uitest.Now()}), f.Close()); err != nil {
			t.Fatal(err)
		}
		p := program(t, func(s *Start) { s.Path = path })
		if words := uitest.Words(p.window.Content()); strings.Contains(words, "settings") != (settings != nil) || !strings.Contains(words, "It holds a diary") {
			t.Errorf("with settings %v it says:\n%s", settings, words)
		}
		p.leave()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatIsNoneIsRefusedInWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x"+moving.Ending)
	if err := os.WriteFile(path, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, nil)
	p.session.LookInto(path)
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, p.window.L.T("moving.fault.not_one")) {
		t.Errorf("it says:\n%s", words)
	}
}

func TestMovingFitsInEveryLook(t *testing.T) {
	file := packed(t, "")
	for name, shown := range map[string]func(*Program){
		"away":  func(p *Program) { p.session.OpenSample(); pick(p, "shell.menu.move") },
		"taken": func(p *Program) { p.session.LookInto(file) },
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
