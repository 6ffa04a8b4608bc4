package saving

import (
	"path/filepath"
	"strings"

	"stillnight/internal/output"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/screen"
)

// File is what is to be kept.
type File struct {
	// Title of the question, such as "Save picture".
	Title string
	// Name that is offered, with its ending.
	Name string
	// Purpose tells in which folder the question begins.
	Purpose choose.Purpose
	// Beside names further files that are written along with the one at a path; nil for none.
	Beside func(path string) []string
}

// kind is the part of the name that tells the kind of file, such as "pdf".
func (f File) kind() string { return strings.TrimPrefix(strings.ToLower(filepath.Ext(f.Name)), ".") }

// Ask asks for folder and name and calls keep with the path, which has the ending of the name that is
// offered. Where there is such a file already it asks whether to replace it; a diary it does not take.
func Ask(env *screen.Env, f File, keep func(path string)) {
	l := env.L
	kind := choose.Kind{Name: strings.ToUpper(f.kind()), Endings: []string{"." + f.kind()}}
	if key := "saving.kind." + f.kind(); l.Has(key) {
		kind.Name = l.T(key)
	}
	env.Choose.Save(choose.Request{
		Purpose: f.Purpose, Title: f.Title, Accept: l.T("saving.save"), Name: f.Name, Beside: f.Beside,
		Kinds: []choose.Kind{kind, {Name: l.T("saving.kind.all")}},
		Check: func(path string) error {
			paths := []string{path}
			if f.Beside != nil {
				paths = append(paths, f.Beside(path)...)
			}
			for _, p := range paths {
				if err := (output.File{Path: p, Open: env.Store}).Refused(); err != nil {
					return err
				}
			}
			return nil
		},
	}, keep)
}
