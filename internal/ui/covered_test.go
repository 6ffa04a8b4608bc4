package ui

import (
	"testing"

	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/uitest"
)

// What a dialog tells of the diary must not be read, nor lie over the field for the passphrase, once that is locked.
func TestNothingLiesOverALockedDiary(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	if err := p.session.Store().SetPassphrase(t.Context(), "quiet legs tonight"); err != nil {
		t.Fatal(err)
	}
	answered := false
	p.window.Tell("Told", "Sertraline since May")
	dialog.NewConfirm("Asked", "Bring in 40 nights?", func(bool) { answered = true }, p.window).Show()
	p.session.Lock()
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it can still be read:\n%s", uitest.Words(top))
	}
	if _, ok := p.window.Canvas().Focused().(*widget.Entry); !ok {
		t.Errorf("the keyboard is at %T", p.window.Canvas().Focused())
	}
	if answered {
		t.Error("a question was answered for the person")
	}
}
