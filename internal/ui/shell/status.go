package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// statusLine is the strip at the bottom of the window: the last short notice at the left; at the right a
// way to take the last change back, and work that is under way with its Cancel.
type statusLine struct {
	l      *i18n.Localizer
	notice *widget.Label
	// passing says that the notice is of something just done, which another screen has nothing to do with.
	passing bool
	undo    *look.Button
	resume  *look.Button
	jobs    *fyne.Container
	// wide is how wide the jobs would like to be, each as wide as the widest.
	wide []float32
	view fyne.CanvasObject
}

func newStatusLine(l *i18n.Localizer, undo func()) *statusLine {
	s := &statusLine{l: l, notice: widget.NewLabel(""), jobs: container.NewGridWithRows(1)}
	s.notice.Truncation = fyne.TextTruncateEllipsis
	s.notice.SizeName = theme.SizeNameCaptionText
	s.undo = look.NewIconButton(l.T("shell.undo.button"), theme.ContentUndoIcon(), undo)
	s.undo.Importance = widget.LowImportance
	s.undo.Hide()
	s.resume = look.NewIconButton("", theme.NavigateNextIcon(), nil)
	s.resume.Importance = widget.LowImportance
	s.resume.Hide()
	line := container.New(beside{s}, s.notice, s.jobs, container.NewHBox(s.resume, s.undo))
	s.view = container.NewStack(look.NewGround(look.ColorSidebar), container.New(look.Inset(0.2), line))
	return s
}

// say shows what came of a press, until another screen is opened.
func (s *statusLine) say(text string) {
	s.passing = true
	s.notice.SetText(text)
}

// tell shows what nobody pressed for, until something else is said.
func (s *statusLine) tell(text string) {
	s.passing = false
	s.notice.SetText(text)
}

// moveOn takes away what came of a press on the screen before.
func (s *statusLine) moveOn() {
	if s.passing {
		s.notice.SetText("")
	}
}

// offerUndo shows the way back while there is one.
func (s *statusLine) offerUndo(possible bool) {
	if possible == s.undo.Visible() {
		return
	}
	if possible {
		s.undo.Show()
	} else {
		s.undo.Hide()
	}
	s.view.Refresh()
}

// offerReturn shows the way to the screen that was on show last, until another is opened.
func (s *statusLine) offerReturn(word string, open func()) {
	s.resume.OnTapped = open
	s.resume.SetText(word)
	s.resume.Show()
	s.view.Refresh()
}

func (s *statusLine) endReturn() {
	if s.resume.Visible() {
		s.resume.Hide()
		s.view.Refresh()
	}
}

// addJob shows work under way and returns what takes it off again.
func (s *statusLine) addJob(title string, cancel func()) (remove func()) {
	turning := widget.NewActivity()
	turning.Start()
	stop := look.NewButton(s.l.T("shell.work.cancel"), cancel)
	words := widget.NewLabel(title)
	wide := turning.MinSize().Width + words.MinSize().Width + stop.MinSize().Width + 2*theme.Padding()
	// Large text must not push the window wider than the screen.
	words.Truncation = fyne.TextTruncateEllipsis
	row := container.NewBorder(nil, nil, turning, stop, words)
	s.jobs.Add(row)
	s.wide = append(s.wide, wide)
	s.view.Refresh()
	return func() {
		turning.Stop()
		if at := slices.Index(s.jobs.Objects, fyne.CanvasObject(row)); at >= 0 {
			s.jobs.Remove(row)
			s.wide = slices.Delete(s.wide, at, at+1)
		}
		s.view.Refresh()
	}
}

// beside puts the notice at the left, the buttons at the right and the jobs before them, with as much of their words as
// there is room for.
type beside struct{ s *statusLine }

// MinSize has room for the buttons, and for jobs and notice cut short.
func (beside) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
	}
	return size
}

// Layout shares the width.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	notice, jobs, buttons := objects[0], objects[1], objects[2]
	right := size.Width - buttons.MinSize().Width
	place := func(o fyne.CanvasObject, from, to float32) {
		o.Move(fyne.NewPos(from, 0))
		o.Resize(fyne.NewSize(to-from, size.Height))
	}
	place(buttons, right, size.Width)
	width := float32(0)
	if n := len(b.s.wide); n > 0 {
		width = max(min(float32(n)*(slices.Max(b.s.wide)+theme.Padding()), right-notice.MinSize().Width), 0)
	}
	place(jobs, right-width, right)
	place(notice, 0, right-width)
}
