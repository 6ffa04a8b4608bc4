//go:build windows || darwin

package filechooser

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/ncruces/zenity"
)

// Find returns Ask where there may be a chooser of the system's own, nil where there is none for certain.
func Find() func(context.Context, Request) (string, error) { return Ask }

// Ask shows the system's chooser and waits until something is chosen or ctx ends. It returns ErrCancelled
// where nothing was, and another error where there is no chooser that works.
func Ask(ctx context.Context, r Request) (string, error) {
	options := []zenity.Option{zenity.Context(ctx), zenity.Title(r.Title)}
	if start := start(r); start != "" {
		options = append(options, zenity.Filename(start))
	}
	if r.Parent != 0 && runtime.GOOS == "windows" {
		options = append(options, zenity.Attach(r.Parent))
	}
	for _, kind := range r.Kinds {
		options = append(options, zenity.FileFilter{Name: kind.Name, Patterns: kind.patterns(false), CaseFold: true})
	}
	defer apartment()()
	var path string
	var err error
	switch r.What {
	case SaveFile:
		path, err = zenity.SelectFileSave(append(options, zenity.ConfirmOverwrite())...)
	case Folder:
		path, err = zenity.SelectFile(append(options, zenity.Directory())...)
	default:
		path, err = zenity.SelectFile(options...)
	}
	switch {
	case errors.Is(err, zenity.ErrCanceled), ctx.Err() != nil, err == nil && path == "":
		return "", ErrCancelled
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrNone, err)
	}
	return path, nil
}

// start is the folder to begin in together with the name that is offered.
func start(r Request) string {
	switch {
	case !IsFolder(r.Folder):
		return r.Name
	case r.What == SaveFile && r.Name != "":
		return filepath.Join(r.Folder, r.Name)
	}
	return r.Folder + string(filepath.Separator)
}
