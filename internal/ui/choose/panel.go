package choose

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

	"stillnight/internal/store"
	"stillnight/internal/ui/look"
)

// The toolkit's dialog is a good list of files with a few gaps: it names places in English whatever the
// language, tells faults in Go's words, and does not listen to Enter in its list. Its parts are public
// widgets, so that they can be filled in.

// panel are the parts of the toolkit's dialog that are filled in.
type panel struct {
	places *widget.List
	open   *widget.Button
	folder bool
}

// placeKeys lead from the toolkit's English names of places to ours.
var placeKeys = map[string]string{
	"Home": "saving.place.home", "Computer": "saving.place.computer", "Desktop": "saving.place.desktop",
	"Documents": "saving.place.documents", "Downloads": "saving.place.downloads", "Music": "saving.place.music",
	"Pictures": "saving.place.pictures", "Videos": "saving.place.videos", "Movies": "saving.place.videos",
}

// dress fills the gaps of a dialog that is on show.
func dress(c *Chooser, d *dialog.FileDialog, cover fyne.CanvasObject, folder bool) *panel {
	p := &panel{folder: folder}
	for _, o := range parts(look.PopUp(cover)) {
		switch v := o.(type) {
		case *container.Split:
			if list, ok := v.Leading.(*widget.List); ok {
				p.places = list
				p.namePlaces(c)
			}
			for _, o := range parts(v.Trailing) {
				if list, ok := o.(fyne.Focusable); ok && isList(o) {
					c.Window.Canvas().Focus(list)
				}
			}
		case *widget.Button:
			switch {
			case v.Importance == widget.HighImportance:
				p.open = v
			case v.Icon != nil && v.Icon.Name() == theme.FolderNewIcon().Name():
				v.OnTapped = func() { newFolder(c, d) }
			}
		}
	}
	return p
}

// parts are the objects in a dialog, in the order in which they lie.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	list := []fyne.CanvasObject{o}
	var inside []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		inside = v.Objects
	case *container.Split:
		inside = []fyne.CanvasObject{v.Leading, v.Trailing}
	case *container.Scroll:
		inside = []fyne.CanvasObject{v.Content}
	case *widget.PopUp:
		inside = []fyne.CanvasObject{v.Content}
	}
	for _, child := range inside {
		if child != nil {
			list = append(list, parts(child)...)
		}
	}
	return list
}

// namePlaces puts the names of places into the user's language.
func (p *panel) namePlaces(c *Chooser) {
	l, update := c.L(), p.places.UpdateItem
	p.places.UpdateItem = func(id widget.ListItemID, row fyne.CanvasObject) {
		update(id, row)
		for _, o := range parts(row) {
			if label, ok := o.(*widget.Label); ok && placeKeys[label.Text] != "" {
				label.SetText(l.T(placeKeys[label.Text]))
			}
		}
	}
	p.places.Refresh()
}

// isList tells whether something is a list of files in one of its two forms.
func isList(o any) bool {
	switch o.(type) {
	case *widget.List, *widget.GridWrap:
		return true
	}
	return false
}

// enter acts on the row that is marked in the list that has the keyboard.
func (p *panel) enter(focused fyne.Focusable) bool {
	if !isList(focused) {
		return false
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if focused != fyne.Focusable(p.places) && !p.folder && !p.open.Disabled() {
		p.open.OnTapped()
	}
	return true
}

// toolkitFolder is the preference in which the toolkit notes the folder that its dialog shows; the dialog
// itself does not tell.
const toolkitFolder = "fyne:fileDialogLastFolder"

// newFolder asks for a name, makes a folder of that name and goes into it.
func newFolder(c *Chooser, d *dialog.FileDialog) {
	here, err := storage.ParseURI(c.App.Preferences().String(toolkitFolder))
	if err != nil {
		c.Fail(err)
		return
	}
	l := c.L()
	name := widget.NewEntry()
	var ask *dialog.ConfirmDialog
	do := func() {
		path := filepath.Join(filepath.FromSlash(here.Path()), strings.TrimSpace(name.Text))
		if strings.TrimSpace(name.Text) == "" {
			return
		}
		if err := os.Mkdir(path, 0o700); err != nil {
			c.Fail(store.FileError(path, err))
			return
		}
		if made, err := storage.ListerForURI(storage.NewFileURI(path)); err == nil {
			d.SetLocation(made)
		}
	}
	body := container.NewVScroll(container.NewVBox(look.Text(l.T("toolkit.file_name")), name))
	ask = dialog.NewCustomConfirm(l.T("toolkit.new_folder"), l.T("toolkit.create_folder"), l.T("saving.cancel"), body, func(yes bool) {
		if yes {
			do()
		}
	}, c.Window)
	name.OnSubmitted = func(string) { ask.Confirm() }
	look.ShowText(c.Window, ask, body, 0.45)
	c.Window.Canvas().Focus(name)
}
