package shell

import (
	"path/filepath"

	"stillnight/internal/store"
	"stillnight/internal/ui/unlock"
)

// opener gives the passphrase of a conflicted copy; nil where it has the diary's own or none.
type opener func(retry bool) (string, error)

// opens tries a passphrase once.
func opens(passphrase string) opener {
	return func(retry bool) (string, error) {
		if retry {
			return "", store.ErrPassphrase
		}
		return passphrase, nil
	}
}

// askPassphrase asks for the passphrase of a copy that has another than the diary.
func (s *Shell) askPassphrase(path string, wrong bool) {
	l, said := s.env.L, "shell.conflict.locked"
	if wrong {
		said = "shell.conflict.wrong"
	}
	unlock.Ask(s.env, unlock.Question{
		Title: l.T("shell.conflict.title"), Text: l.T(said, "file", filepath.Base(path)),
		Typed: func(passphrase string) { s.lookInto(path, opens(passphrase)) },
		Else:  l.T("shell.conflict.leave"), Do: func() { s.leave(path) },
	})
}
