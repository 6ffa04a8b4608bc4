package saving

import (
	"io"

	"stillnight/internal/output"
	"stillnight/internal/store"
)

// Write writes a file whole: first beside its place, then under its name in one step. A file that is
// there already is replaced; it stays as it was if anything fails. A diary is never replaced: then the error
// is a *output.KeptError. open is the diary on show, nil for none.
func Write(open *store.Store, path string, content func(io.Writer) error) error {
	return output.File{Path: path, Replace: true, Open: open}.Write(content)
}
