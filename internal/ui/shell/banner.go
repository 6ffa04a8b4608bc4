package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"stillnight/internal/ui/look"
)

// banners tell that this is the sample diary, or one that can only be read; nothing otherwise.
func (s *Shell) banners() fyne.CanvasObject {
	l := s.env.L
	switch {
	case s.env.Sample:
		return banner(l.T("shell.banner.sample"), look.NewButton(l.T("shell.banner.leave"), s.host.Session.LeaveSample))
	case s.store.Newer():
		return banner(l.T("shell.banner.newer"))
	case s.store.ReadOnly():
		return banner(l.T("shell.banner.read_only"))
	}
	return container.NewWithoutLayout()
}

func banner(text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	buttons := container.NewHBox(actions...)
	words := look.Text(text)
	row := container.NewBorder(nil, nil, nil, container.NewVBox(layout.NewSpacer(), buttons, layout.NewSpacer()), words)
	return container.New(look.Inset(0.8), look.NewNotice(row))
}

// windowLayout stacks banner, the screens and the status line. The banner's text wraps, so that its
// height is only known once it has its width.
type windowLayout struct{}

// MinSize counts one line of the banner.
func (windowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	screens, status := objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(screens.Width, status.Width), screens.Height+status.Height)
}

// Layout gives the screens what banner and status line leave.
func (windowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	banner, screens, status := objects[0], objects[1], objects[2]
	banner.Move(fyne.NewPos(0, 0))
	banner.Resize(fyne.NewSize(size.Width, banner.Size().Height))
	top, bottom := banner.MinSize().Height, status.MinSize().Height
	banner.Resize(fyne.NewSize(size.Width, top))
	screens.Move(fyne.NewPos(0, top))
	screens.Resize(fyne.NewSize(size.Width, size.Height-top-bottom))
	status.Move(fyne.NewPos(0, size.Height-bottom))
	status.Resize(fyne.NewSize(size.Width, bottom))
}
