package choose

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/filechooser"
	"stillnight/internal/ui/look"
)

// question asks for folder and name in the program's own window.
type question struct {
	chooser *Chooser
	request Request
	done    func(path string)
	folder  string
	place   *widget.Label
	name    *widget.Entry
	save    *look.Button
	dialog  *dialog.CustomDialog
}

func newQuestion(c *Chooser, r Request, done func(path string)) *question {
	return &question{chooser: c, request: r, done: done, folder: c.folder(r.Purpose)}
}

func (q *question) show() {
	l, w := q.chooser.L(), q.chooser.Window
	q.place = look.Text(q.folder)
	q.place.Wrapping = fyne.TextWrapBreak
	q.name = widget.NewEntry()
	q.name.SetText(q.request.Name)
	q.name.SetPlaceHolder(l.T("saving.name"))
	q.name.OnSubmitted = func(string) { q.keep() }
	choose := look.NewIconButton(l.T("saving.choose"), theme.FolderOpenIcon(), q.chooseFolder)
	content := look.Column(
		look.Heading(l.T("saving.name")), q.name,
		look.Heading(l.T("saving.folder")), q.place, container.NewHBox(choose))
	q.save = look.NewIconButton(l.T("saving.save"), theme.DocumentSaveIcon(), q.keep)
	q.save.Importance = widget.HighImportance
	q.name.OnChanged = func(text string) {
		if strings.TrimSpace(text) == "" {
			q.save.Disable()
		} else {
			q.save.Enable()
		}
	}
	cancel := look.NewButton(l.T("saving.cancel"), func() { q.dialog.Hide() })
	body := container.NewVScroll(content)
	q.dialog = dialog.NewCustomWithoutButtons(q.request.Title, body, w)
	q.dialog.SetButtons([]fyne.CanvasObject{cancel, q.save})
	look.ShowText(w, q.dialog, body, 0.55)
	q.chooser.own = &own{window: w, cover: w.Canvas().Overlays().Top(), close: q.dialog.Hide}
	w.Canvas().Focus(q.name)
	q.name.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that another name is just typed
}

func (q *question) chooseFolder() {
	l := q.chooser.L()
	r := Request{Title: strings.TrimRight(l.T("saving.choose"), "…"), Accept: l.T("saving.use_folder")}
	q.chooser.folderHere(r, q.folder, func(path string) {
		q.folder = path
		q.place.SetText(path)
		q.chooser.Window.Canvas().Focus(q.name)
	})
}

// keep takes the name, which may be a whole path.
func (q *question) keep() {
	name := strings.TrimSpace(q.name.Text)
	if name == "" {
		return
	}
	folder := q.folder
	if filepath.IsAbs(name) && filechooser.IsFolder(filepath.Dir(name)) {
		folder = filepath.Dir(name)
	}
	path := withEnding(filepath.Join(folder, filepath.Base(name)), filepath.Ext(q.request.Name))
	if q.request.Check != nil {
		if err := q.request.Check(path); err != nil {
			q.chooser.Fail(err)
			return
		}
	}
	q.chooser.confirm(existing(q.request, path), func() {
		q.dialog.Hide()
		q.chooser.own = nil
		q.done(path)
	})
}
