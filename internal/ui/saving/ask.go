package saving

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// lastFolder is the preference that remembers where the last file was kept.
const lastFolder = "saving.folder"

// File is what is to be kept.
type File struct {
	// Title of the question, such as "Save picture".
	Title string
	// Name that is offered, with its ending.
	Name string
}

// ending is the part of the name that tells the kind of file, such as ".pdf".
func (f File) ending() string { return filepath.Ext(f.Name) }

// Ask asks for folder and name and calls keep with the path. Where there is such a file already it
// asks whether to replace it.
func Ask(env *screen.Env, f File, keep func(path string)) {
	q := &question{env: env, file: f, keep: keep, folder: firstFolder(env)}
	q.show()
}

// firstFolder is the one used last, else the documents, else the home folder.
func firstFolder(env *screen.Env) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	for _, folder := range []string{env.App.Preferences().String(lastFolder), filepath.Join(home, "Documents")} {
		if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
			return folder
		}
	}
	return home
}

type question struct {
	env    *screen.Env
	file   File
	keep   func(string)
	folder string
	place  *widget.Label
	name   *widget.Entry
	dialog *dialog.CustomDialog
}

func (q *question) show() {
	l := q.env.L
	q.place = look.Text(q.folder)
	q.place.Wrapping = fyne.TextWrapBreak
	q.name = widget.NewEntry()
	q.name.SetText(q.file.Name)
	q.name.SetPlaceHolder(l.T("saving.name"))
	q.name.OnSubmitted = func(string) { q.save() }
	choose := look.NewIconButton(l.T("saving.choose"), theme.FolderOpenIcon(), q.choose)
	content := look.Column(
		look.Heading(l.T("saving.name")), q.name,
		look.Heading(l.T("saving.folder")), q.place, container.NewHBox(choose))
	save := look.NewIconButton(l.T("saving.save"), theme.DocumentSaveIcon(), q.save)
	save.Importance = widget.HighImportance
	cancel := look.NewButton(l.T("saving.cancel"), func() { q.dialog.Hide() })
	body := container.NewVScroll(content)
	q.dialog = dialog.NewCustomWithoutButtons(q.file.Title, body, q.env.Window)
	q.dialog.SetButtons([]fyne.CanvasObject{cancel, save})
	look.ShowText(q.env.Window, q.dialog, body, 0.55)
	q.env.Window.Canvas().Focus(q.name)
}

func (q *question) choose() {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			q.env.Fail(err)
			return
		}
		if folder != nil {
			q.folder = folder.Path()
			q.place.SetText(q.folder)
		}
	}, q.env.Window)
	if here, err := storage.ListerForURI(storage.NewFileURI(q.folder)); err == nil {
		d.SetLocation(here)
	}
	look.ShowWide(q.env.Window, d, 0.8, 0.85)
}

func (q *question) save() {
	name := strings.TrimSpace(filepath.Base(q.name.Text))
	if strings.TrimSpace(q.name.Text) == "" {
		return
	}
	if !strings.EqualFold(filepath.Ext(name), q.file.ending()) {
		name += q.file.ending()
	}
	path := filepath.Join(q.folder, name)
	if _, err := os.Stat(path); err != nil {
		q.done(path)
		return
	}
	l := q.env.L
	body := look.Wrapped(l.T("saving.replace.text", "name", name))
	d := dialog.NewCustomConfirm(l.T("saving.replace.title"), l.T("saving.replace.yes"), l.T("saving.cancel"),
		body, func(yes bool) {
			if yes {
				q.done(path)
			}
		}, q.env.Window)
	look.ShowText(q.env.Window, d, body, 0.45)
}

func (q *question) done(path string) {
	q.env.App.Preferences().SetString(lastFolder, q.folder)
	q.dialog.Hide()
	q.keep(path)
}
