package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/incoming"
	"stillnight/internal/moving"
	"stillnight/internal/ui/importing"
	"stillnight/internal/ui/look"
)

// dropped imports files and folders that were dropped on the window. A diary can be opened too.
func (p *Program) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 {
		return
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path())
	}
	path := paths[0]
	isDiary := incoming.Named(path) && len(paths) == 1
	writable := p.open != nil && !p.open.env.Sample && !p.open.store.ReadOnly()
	switch {
	case len(paths) == 1 && moving.Is(path):
		p.lookInto(path)
	case isDiary && writable && p.open.store.Path() != path:
		p.askDropped(path)
	case isDiary:
		p.openDiary(path, access{})
	case p.open == nil:
		tell(p.window, p.l, p.l.T("shell.drop.title"), p.l.T("shell.drop.no_diary"))
	default:
		importing.Start(p.open.env, paths...)
	}
}

// askDropped asks whether a diary is to be opened, or its entries brought into the one that is open.
func (p *Program) askDropped(path string) {
	l := p.l
	var d *dialog.CustomDialog
	choice := func(key string, do func()) *look.Button {
		return look.NewButton(l.T(key), func() {
			d.Hide()
			do()
		})
	}
	bring := choice("shell.drop.import", func() {
		if p.open != nil {
			importing.Start(p.open.env, path)
		}
	})
	bring.Importance = widget.HighImportance
	open := choice("shell.drop.open", func() { p.openDiary(path, access{}) })
	body := look.Wrapped(l.T("shell.drop.diary"))
	d = dialog.NewCustomWithoutButtons(filepath.Base(path), body, p.window)
	d.SetButtons([]fyne.CanvasObject{choice("shell.cancel", func() {}), open, bring})
	look.ShowText(p.window, d, body, 0.5)
}
