package patterns

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// A picture with nothing to show says what it waits for; beside it nothing says so again.
func TestAnEmptyPictureIsTheOneThatSaysSo(t *testing.T) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{{Date: diary.NightAt(uitest.Morning), Note: "nothing else"}}})
	s := New(env).(*Screen)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	for name, p := range map[string]part{
		"triggers": s.shown.triggers(), "weekdays": s.shown.weekdays(), "onsets": s.shown.onsets(), "relief": s.shown.relief(),
	} {
		for _, said := range p.said {
			if said != "" {
				t.Errorf("%s: beside the empty picture stands %q", name, said)
			}
		}
	}
}
