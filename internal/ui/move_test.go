package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/moving"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// packed writes a diary with a passphrase, or without, into the file for a new computer.
func packed(t *testing.T, passphrase string) (path string) {
	t.Helper()
	own := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = own })
	p.setTheme(look.Night)
	if passphrase != "" {
		if err := p.open.store.SetPassphrase(t.Context(), passphrase); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.open.store.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.open.store.SetSetting(t.Context(), settings.BackupFolder, filepath.Join(own, "gone")); err != nil {
		t.Fatal(err)
	}
	p.open.moveAway()
	if checks := onTop[*widget.Check](p); len(checks) != 1 || !strings.HasSuffix(checks[0].Text, "along") || !checks[0].Checked {
		t.Errorf("it asks %v", checks)
	}
	if !p.dismissDialog() {
		t.Error("Escape does not close it")
	}
	path = filepath.Join(t.TempDir(), "anna"+moving.Ending)
	p.open.pack(path, true)
	p.leave()
	return path
}

func TestADiaryMovesToANewComputer(t *testing.T) {
	const secret = "long enough words"
	for _, passphrase := range []string{"", secret} {
		file := packed(t, passphrase)
		fresh := program(t, nil)
		pressWord(t, fresh.root, fresh.l.T("shell.welcome.start")) // only to see that the place of its own is empty
		fresh.leave()
		p := program(t, func(s *Start) { s.Path = file })
		words := uitest.Words(p.root)
		if (passphrase == "") != strings.Contains(words, "The diary has 1 night") {
			t.Errorf("it holds:\n%s", words)
		}
		pressWord(t, p.root, p.l.T("shell.taken.do"))
		usual, err := store.DefaultPath()
		if err != nil {
			t.Fatal(err)
		}
		if passphrase != "" {
			if p.open != nil {
				t.Fatal("the locked diary is open")
			}
			p.openDiary(usual, access{passphrase: secret, moved: true})
		}
		if p.open == nil || p.open.store.Path() != usual || p.open.store.Locked() != (passphrase != "") {
			t.Fatal("the diary is not in the usual place, as it was")
		}
		if folder, _, err := p.open.store.Setting(t.Context(), settings.BackupFolder); err != nil || folder != "" {
			t.Errorf("backups go to %q, %v", folder, err)
		}
		if copies, err := p.open.store.Backups(t.Context()); err != nil || len(copies) == 0 {
			t.Errorf("%d backups, %v", len(copies), err)
		}
		if p.prefs.Theme() != look.Night {
			t.Errorf("the theme is %q", p.prefs.Theme())
		}
		p.leave()
	}
}

func TestAMovedDiaryDoesNotTakeAnothersPlace(t *testing.T) {
	file := packed(t, "")
	p := program(t, nil)
	pressWord(t, p.root, p.l.T("shell.welcome.start"))
	before := p.open.store.Path()
	p.lookInto(file)
	if words := uitest.Words(p.root); !strings.Contains(words, "own.stillnight") {
		t.Errorf("it says:\n%s", words)
	}
	pressWord(t, p.root, p.l.T("shell.taken.do"))
	if p.open == nil || p.open.store.Path() == before {
		t.Fatal("the moved diary is not open")
	}
	if _, err := os.Stat(before); err != nil {
		t.Error(err)
	}
}

func TestTheFirstStartFindsWhatWasBroughtAlong(t *testing.T) {
	file := packed(t, "")
	p := program(t, nil)
	if words := uitest.Words(p.root); !strings.Contains(words, p.l.T("shell.welcome.from_another")) {
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
	if err := os.MkdirAll(filepath.Join(home, "Downloads"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "Downloads", "anna"+moving.Ending), data, 0o600); err != nil {
		t.Fatal(err)
	}
	p.begin()
	pressWord(t, p.root, p.l.T("shell.welcome.take"))
	pressWord(t, p.root, p.l.T("shell.taken.not"))
	if words := uitest.Words(p.root); p.open != nil || !strings.Contains(words, "Welcome") {
		t.Errorf("not now leads to:\n%s", words)
	}
}

func TestAFileThatIsNoneIsRefusedInWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x"+moving.Ending)
	if err := os.WriteFile(path, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, nil)
	p.lookInto(path)
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, p.l.T("moving.fault.not_one")) {
		t.Errorf("it says:\n%s", words)
	}
}

func TestMovingFitsInEveryLook(t *testing.T) {
	file := packed(t, "")
	for name, shown := range map[string]func(*Program){
		"away":  func(p *Program) { p.openSample(); p.open.moveAway() },
		"taken": func(p *Program) { p.lookInto(file) },
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
