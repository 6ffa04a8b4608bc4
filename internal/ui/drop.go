package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/ui/importing"
)

// dropped opens a diary that was dropped on the window and offers to import any other file.
func (p *Program) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 {
		return
	}
	path := files[0].Path()
	if strings.EqualFold(filepath.Ext(path), ".stillnight") {
		p.openDiary(path, access{})
		return
	}
	if p.open == nil {
		tell(p.window, p.l, p.l.T("shell.drop.title"), p.l.T("shell.drop.no_diary"))
		return
	}
	importing.Start(p.open.env, path)
}
