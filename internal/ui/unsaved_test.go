package ui

import (
	"errors"
	"os"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// unsaved is a program with a night on show that cannot be written, since a folder stands in the place of the diary.
func unsaved(t *testing.T) (p *Program, path string) {
	t.Helper()
	p = program(t, nil)
	pressWord(t, p.window.Content(), "Start my diary")
	path = p.session.Store().Path()
	if err := errors.Join(os.Rename(path, path+".aside"), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	uitest.First[*field.Rating](t, p.window.Content()).TypedRune('8')
	return p, path
}

// TestNothingUnsavedIsLostByQuittingUnasked asks before the program ends.
func TestNothingUnsavedIsLostByQuittingUnasked(t *testing.T) {
	p, path := unsaved(t)
	overlays := p.window.Canvas().Overlays()
	top := func() string { return uitest.Words(overlays.Top()) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for overlays.Top() != nil && p.window.Dismiss() {
	}
	p.open.GoTo(screen.Comparison, screen.Target{}) // also from elsewhere
	for range 2 {
		p.quit()
		if p.gone || len(overlays.List()) != 1 || top() == "" {
			t.Fatalf("gone %v, %d questions: %q", p.gone, len(overlays.List()), top())
		}
	}
	pressWord(t, overlays.Top(), "Stay")
	if p.gone || overlays.Top() != nil {
		t.Error("gone, though the person stays")
	}
	p.quit()
	must(os.Remove(path))
	p.window.Dismiss()
	p.quit() // it can be written now
	if !p.gone {
		t.Fatal("asked, though there is nothing to lose")
	}
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	must(err)
	n, _, err := s.Night(t.Context(), diary.NightAt(uitest.Now()))
	must(err)
	if n.Severity != diary.Some(8) {
		t.Errorf("the night is %+v", n)
	}
	must(s.Close())
}

// TestWhoQuitsAllTheSameLeaves ends the program though something is not saved.
func TestWhoQuitsAllTheSameLeaves(t *testing.T) {
	p, _ := unsaved(t)
	p.quit()
	pressWord(t, p.window.Canvas().Overlays().Top(), "Quit all the same")
	if !p.gone {
		t.Error("it goes on")
	}
}

// TestNothingUnsavedIsLostByOpeningAnother asks as well before what closes the diary and not the program.
func TestNothingUnsavedIsLostByOpeningAnother(t *testing.T) {
	p, path := unsaved(t)
	overlays := p.window.Canvas().Overlays()
	for overlays.Top() != nil && p.window.Dismiss() {
	}
	sample := func() {
		for _, item := range p.window.MainMenu().Items[0].Items {
			if item.Label == "Look round in a sample diary" {
				item.Action()
				return
			}
		}
		t.Fatal("the menu has no sample")
	}
	sample()
	pressWord(t, overlays.Top(), "Stay")
	if p.session.Store() == nil || p.session.Store().Path() != path {
		t.Fatal("the diary was closed")
	}
	sample()
	pressWord(t, overlays.Top(), "Close all the same")
	if p.session.Store() == nil || p.session.Store().Path() == path {
		t.Error("the sample was not opened")
	}
}
