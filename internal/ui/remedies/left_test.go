package remedies_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/uitest"
)

// A form opened far down leads back to where it was opened, also once it was saved.
func TestTheListIsWhereItWasLeft(t *testing.T) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, uitest.Sample(t))
	s := remedies.New(env)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	pane := uitest.First[*scrolling.Pane](t, w.Content())
	for _, end := range []struct {
		name string
		do   func()
	}{
		{"Escape", func() { s.(interface{ Leave() bool }).Leave() }},
		{"back", func() { test.Tap(uitest.Button(t, w, env.L.T("remedies.back"))) }},
		{"save", func() { test.Tap(uitest.Button(t, w, env.L.T("remedies.save"))) }},
	} {
		pane.Scroll.ScrollToBottom()
		at := pane.Scroll.Offset.Y
		test.Tap(lastButton(w, env.L.T("remedies.trigger_correct")))
		if pane.Scroll.Offset.Y != 0 || at < 500 {
			t.Fatalf("%s: the form begins at %v, the list was at %v", end.name, pane.Scroll.Offset.Y, at)
		}
		end.do()
		if now := pane.Scroll.Offset.Y; now < at-2 || now > at+2 {
			t.Errorf("%s: the list is at %v, it was left at %v", end.name, now, at)
		}
		if b, ok := w.Canvas().Focused().(*look.Button); !ok || b.Text != env.L.T("remedies.trigger_correct") {
			t.Errorf("%s: the keyboard is at %T", end.name, w.Canvas().Focused())
		}
	}
}

// lastButton is the lowest button that says a word.
func lastButton(w fyne.Window, word string) (last *look.Button) {
	for _, o := range uitest.OnShow(w.Content()) {
		if b, ok := o.(*look.Button); ok && b.Text == word {
			last = b
		}
	}
	return last
}
