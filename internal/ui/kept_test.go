package ui

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/uitest"
)

// A diary that locks itself asks nobody: a night that could not be written is kept and comes back, also if it still
// cannot be.
func TestWhatCouldNotBeWrittenComesBackAfterLocking(t *testing.T) {
	const secret = "quiet legs tonight"
	p := program(t, nil)
	pressWord(t, p.window.Content(), "Start my diary")
	path := p.session.Store().Path()
	if err := p.session.Store().SetPassphrase(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	overlays := p.window.Canvas().Overlays()
	leave := func() {
		for overlays.Top() != nil && p.window.Dismiss() {
		}
	}
	block := func() {
		if err := errors.Join(os.Rename(path, path+".aside"), os.Mkdir(path, 0o700)); err != nil {
			t.Fatal(err)
		}
	}
	free := func() {
		if err := errors.Join(os.Remove(path), os.Rename(path+".aside", path)); err != nil {
			t.Fatal(err)
		}
	}
	block()
	uitest.First[*field.Rating](t, p.window.Content()).TypedRune('8')
	leave()
	p.session.Lock()
	leave()
	if p.open != nil || p.session.Store() != nil {
		t.Fatal("it is not locked")
	}
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "It is kept") {
		t.Errorf("it says %s", words)
	}
	plain, err := json.Marshal(diary.Night{Date: diary.NightAt(uitest.Now()), Severity: diary.Some(8)})
	if err != nil {
		t.Fatal(err)
	}
	if held := p.kept[path]; len(held) == 0 || bytes.Contains(held, plain[1:20]) {
		t.Errorf("it holds %d bytes, or holds them in plain", len(held))
	}
	p.quit()
	if p.gone || overlays.Top() == nil {
		t.Fatal("it ends unasked")
	}
	pressWord(t, overlays.Top(), "Stay")
	free()
	p.session.OpenAs(path, session.Access{Passphrase: "another one"})
	if p.open != nil || len(p.kept) != 1 {
		t.Fatal("a wrong passphrase opens it, or lost the night")
	}
	p.session.OpenAs(path, session.Access{Passphrase: secret})
	if p.open == nil || len(p.kept) != 0 {
		t.Fatal("it is not open, or holds the night on")
	}
	n, _, err := p.session.Store().Night(t.Context(), diary.NightAt(uitest.Now()))
	if err != nil || n.Severity != diary.Some(8) {
		t.Errorf("the night is %+v, %v", n, err)
	}
	if p.quit(); !p.gone {
		t.Error("it asks, though all is saved")
	}
}

// While a diary can only be read, what could not be written is kept on.
func TestWhatCouldNotBeWrittenIsKeptWhileADiaryIsOnlyRead(t *testing.T) {
	p, path := unsaved(t)
	for p.window.Canvas().Overlays().Top() != nil && p.window.Dismiss() {
	}
	p.keep()
	p.session.Close()
	if err := errors.Join(os.Remove(path), os.Rename(path+".aside", path)); err != nil {
		t.Fatal(err)
	}
	p.session.OpenAs(path, session.Access{ReadOnly: true})
	if p.open == nil || !p.keeps(path) {
		t.Fatal("it is gone")
	}
	p.session.OpenAs(path, session.Access{})
	n, _, err := p.session.Store().Night(t.Context(), diary.NightAt(uitest.Now()))
	if err != nil || n.Severity != diary.Some(8) || p.keeps(path) {
		t.Errorf("the night is %+v, %v", n, err)
	}
}
