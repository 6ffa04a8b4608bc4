package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// fold is a line that opens to more. What is behind it is built when it is first opened.
func (p panels) fold(title string, build func() fyne.CanvasObject) fyne.CanvasObject {
	body := container.NewVBox()
	body.Hide()
	line := &foldLine{reveal: p.reveal}
	line.Text, line.Icon = title, theme.MenuExpandIcon()
	line.Importance, line.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	line.OnTapped = func() {
		if len(body.Objects) == 0 {
			body.Add(build())
		}
		if body.Visible() {
			body.Hide()
			line.SetIcon(theme.MenuExpandIcon())
		} else {
			body.Show()
			line.SetIcon(theme.MenuDropDownIcon())
		}
		p.relaid()
	}
	line.ExtendBaseWidget(line)
	return container.NewVBox(line, body)
}

// foldLine is the button of a fold; it comes into sight when the keyboard reaches it.
type foldLine struct {
	look.Button
	reveal func(fyne.CanvasObject)
}

// FocusGained brings the line into sight.
func (f *foldLine) FocusGained() {
	f.Button.FocusGained()
	f.reveal(f)
}
