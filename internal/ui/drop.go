package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/incoming"
	"stillnight/internal/moving"
	"stillnight/internal/store"
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
		paths = append(paths, filepath.FromSlash(f.Path()))
	}
	path := paths[0]
	isDiary := incoming.Named(path) && len(paths) == 1
	open := p.session.Store()
	writable := open != nil && !p.session.Sample() && !open.ReadOnly()
	switch {
	case len(paths) == 1 && moving.Is(path):
		p.session.LookInto(path)
	case isDiary && writable && open.Path() != store.RealPath(path):
		p.askDropped(path)
	case isDiary:
		p.session.Open(path)
	case p.open == nil:
		p.window.Tell(p.window.L.T("shell.drop.title"), p.window.L.T("shell.drop.no_diary"))
	default:
		importing.Start(p.open.Env(), paths...)
	}
}

// askDropped asks whether a diary is to be opened, or its entries brought into the one that is open.
func (p *Program) askDropped(path string) {
	l, w := p.window.L, p.window.Window
	var d *dialog.CustomDialog
	choice := func(key string, do func()) *look.Button {
		return look.NewButton(l.T(key), func() {
			d.Hide()
			do()
		})
	}
	bring := choice("shell.drop.import", func() {
		if p.open != nil {
			importing.Start(p.open.Env(), path)
		}
	})
	bring.Importance = widget.HighImportance
	open := choice("shell.drop.open", func() { p.session.Open(path) })
	body := look.Wrapped(l.T("shell.drop.diary"))
	d = dialog.NewCustomWithoutButtons(filepath.Base(path), body, w)
	d.SetButtons([]fyne.CanvasObject{choice("shell.cancel", func() {}), open, bring})
	look.ShowText(w, d, body, 0.5)
}
