package shell

import (
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/uitest"
)

// What is told of work under way must fit the smallest window at the largest text, or the window grows beyond the screen.
func TestWorkUnderWayPushesNoWindowWider(t *testing.T) {
	app := test.NewTempApp(t)
	for _, percent := range []int{look.UsualText, look.MaxText} {
		app.Settings().SetTheme(look.New(look.Light, percent))
		for _, lang := range i18n.Languages {
			l, err := i18n.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			s := newStatusLine(l, func() {})
			w := test.NewTempWindow(t, container.NewBorder(nil, s.view, nil, nil))
			w.SetPadded(false)
			w.Resize(uitest.SmallWindow)
			s.offerUndo(true)
			s.say(l.T("remedies.blind.opened"))
			done := s.addJob(l.T("remedies.plan_weighing"), func() {})
			also := s.addJob(l.T("remedies.plan_weighing"), func() {})
			if need := s.view.MinSize().Width; need > uitest.SmallWindow.Width {
				t.Errorf("%s at %d %%: %v wide", lang, percent, need)
			}
			also()
			row := s.jobs.Objects[0]
			if left, right := row.Position().X, row.Position().X+row.Size().Width; left < 0 || right > s.jobs.Size().Width+1 || row.Size().Width < 100 {
				t.Errorf("%s at %d %%: the job is from %v to %v of %v", lang, percent, left, right, s.jobs.Size())
			}
			done()
			if len(s.jobs.Objects) != 0 || s.jobs.Size().Width != 0 || s.notice.Size().Width < 200 {
				t.Errorf("%s at %d %%: when all is done the notice has %v", lang, percent, s.notice.Size())
			}
		}
	}
}
