package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// newFold is a line that opens to more. What is behind it is built when it is first opened; changed is
// called when its height has changed.
func newFold(title string, build func() fyne.CanvasObject, changed func()) fyne.CanvasObject {
	body := container.NewVBox()
	body.Hide()
	button := look.NewIconButton(title, theme.MenuExpandIcon(), nil)
	button.Importance, button.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	button.OnTapped = func() {
		if len(body.Objects) == 0 {
			body.Add(build())
		}
		if body.Visible() {
			body.Hide()
			button.SetIcon(theme.MenuExpandIcon())
		} else {
			body.Show()
			button.SetIcon(theme.MenuDropDownIcon())
		}
		changed()
	}
	return container.NewVBox(button, body)
}
