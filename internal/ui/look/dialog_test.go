package look_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/uitest"
)

// TestDialogsOfEveryKindStandInTheMiddleOfTheWindow shows each kind of dialog in both ways, in small and in
// large type. The toolkit's file dialogs have nothing inside before they are shown, and ended the program.
func TestDialogsOfEveryKindStandInTheMiddleOfTheWindow(t *testing.T) {
	nothing := func(fyne.ListableURI, error) {}
	body := func() *container.Scroll { return look.Wrapped("A sentence that is rather long for one line.") }
	kinds := map[string]func(w fyne.Window, inside fyne.CanvasObject) dialog.Dialog{
		"text": func(w fyne.Window, inside fyne.CanvasObject) dialog.Dialog {
			return dialog.NewCustom("Title", "Close", inside, w)
		},
		"question": func(w fyne.Window, inside fyne.CanvasObject) dialog.Dialog {
			return dialog.NewCustomConfirm("Title", "Yes", "No", inside, func(bool) {}, w)
		},
		"open": func(w fyne.Window, _ fyne.CanvasObject) dialog.Dialog {
			return dialog.NewFileOpen(func(fyne.URIReadCloser, error) {}, w)
		},
		"save": func(w fyne.Window, _ fyne.CanvasObject) dialog.Dialog {
			return dialog.NewFileSave(func(fyne.URIWriteCloser, error) {}, w)
		},
		"folder": func(w fyne.Window, _ fyne.CanvasObject) dialog.Dialog { return dialog.NewFolderOpen(nothing, w) },
	}
	for name, kind := range kinds {
		for _, percent := range []int{100, 200} {
			for _, text := range []bool{false, true} {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(look.New(look.Light, percent))
				w := test.NewTempWindow(t, widget.NewLabel(""))
				w.Resize(uitest.SmallWindow)
				inside := body()
				if text {
					look.ShowText(w, kind(w, inside), inside, 0.5)
				} else {
					look.ShowWide(w, kind(w, inside), 0.8, 0.8)
				}
				popUp := uitest.First[*widget.PopUp](t, w.Canvas().Overlays().Top())
				left, right := popUp.Position().X, w.Canvas().Size().Width-popUp.Position().X-popUp.Size().Width
				if left < 0 || left-right > 1 || right-left > 1 {
					t.Errorf("%s, %d %%, text %v: %v units are free at the left, %v at the right", name, percent, text, left, right)
				}
			}
		}
	}
}
