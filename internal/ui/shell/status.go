package shell

import (
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
	undo   *look.Button
	resume *look.Button
	jobs   *fyne.Container
	view   fyne.CanvasObject
}

func newStatusLine(l *i18n.Localizer, undo func()) *statusLine {
	s := &statusLine{l: l, notice: widget.NewLabel(""), jobs: container.NewHBox()}
	s.notice.Truncation = fyne.TextTruncateEllipsis
	s.notice.SizeName = theme.SizeNameCaptionText
	s.undo = look.NewIconButton(l.T("shell.undo.button"), theme.ContentUndoIcon(), undo)
	s.undo.Importance = widget.LowImportance
	s.undo.Hide()
	s.resume = look.NewIconButton("", theme.NavigateNextIcon(), nil)
	s.resume.Importance = widget.LowImportance
	s.resume.Hide()
	line := container.NewBorder(nil, nil, nil, container.NewHBox(s.jobs, s.resume, s.undo), s.notice)
	s.view = container.NewStack(look.NewGround(look.ColorSidebar), container.New(look.Inset(0.2), line))
	return s
}

func (s *statusLine) say(text string) { s.notice.SetText(text) }

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
	row := container.NewHBox(turning, widget.NewLabel(title), stop)
	s.jobs.Add(row)
	s.view.Refresh()
	return func() {
		turning.Stop()
		s.jobs.Remove(row)
		s.view.Refresh()
	}
}
