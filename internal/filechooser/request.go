package filechooser

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/adrg/xdg"
)

// What comes of asking when no file comes of it.
var (
	// ErrCancelled: the person closed the chooser without choosing.
	ErrCancelled = errors.New("nothing was chosen")
	// ErrNone: the system has no chooser, or none that answers.
	ErrNone = errors.New("the system has no chooser")
)

// What is what a chooser asks for.
type What int

// The kinds of question.
const (
	// OpenFile asks for a file that is there.
	OpenFile What = iota
	// SaveFile asks for a name. Where there is a file of that name, the chooser itself asks whether to replace it.
	SaveFile
	// Folder asks for a folder that is there.
	Folder
)

// Kind is a group of files that may be shown alone, such as PDF documents.
type Kind struct {
	// Name in the user's language.
	Name string
	// Endings with their dot; none for all files.
	Endings []string
}

// Request is one question.
type Request struct {
	What  What
	Title string
	// Accept is the word on the button that chooses; some systems use their own.
	Accept string
	// Folder to begin in, and the name that is offered for saving.
	Folder, Name string
	// Kinds of files to choose among; the first one is shown. Without any all files are shown.
	Kinds []Kind
	// Parent is the handle of the window that asks, zero where it is not known.
	Parent uintptr
}

// patterns are the kind's endings as patterns for names. folded ones are for systems that tell capital
// letters from small ones.
func (k Kind) patterns(folded bool) []string {
	if len(k.Endings) == 0 {
		return []string{"*"}
	}
	var list []string
	for _, ending := range k.Endings {
		if folded {
			ending = fold(ending)
		}
		list = append(list, "*"+ending)
	}
	return list
}

// fold writes each letter as a class of its two cases: ".pdf" as ".[pP][dD][fF]".
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		if low, up := unicode.ToLower(r), unicode.ToUpper(r); low != up {
			b.WriteString("[" + string(low) + string(up) + "]")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Documents is the folder in which the user keeps documents, as the system knows it; the home folder where
// there is none.
func Documents() string {
	xdg.Reload() // the user may have moved it since the start
	for _, folder := range []string{xdg.UserDirs.Documents, xdg.Home} {
		if IsFolder(folder) {
			return filepath.Clean(folder)
		}
	}
	return "."
}

// IsFolder tells whether there is a folder at a path.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}
