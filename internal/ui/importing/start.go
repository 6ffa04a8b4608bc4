package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Choose asks for a file and begins its import.
func Choose(env *screen.Env) {
	l := env.L
	env.Choose.Open(choose.Request{
		Purpose: choose.Imports, Title: l.T("import.choose"), Accept: l.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: l.T("saving.kind.import"), Endings: []string{".stillnight", ".json", ".csv", ".tsv", ".txt"}},
			{Name: l.T("saving.kind.all")},
		},
	}, func(path string) { Start(env, path) })
}

// found is what a file turned out to hold: a whole diary, or what has to be agreed on before it is one.
type found struct {
	diary  diary.Diary
	other  *exchange.Found
	locked bool
}

// Start reads a file and shows what is in it.
func Start(env *screen.Env, path string) { start(env, path, "") }

func start(env *screen.Env, path, passphrase string) {
	if env.Store.ReadOnly() {
		env.Fail(store.ErrReadOnly)
		return
	}
	var f found
	env.Work(env.L.T("import.reading"), func(ctx context.Context) (err error) {
		f, err = read(ctx, path, passphrase, env.LatestNight())
		return err
	}, func(err error) {
		switch {
		case err != nil:
			explain(env, err)
		case f.locked:
			askPassphrase(env, path, passphrase != "")
		case f.other != nil:
			newTable(env, path, f.other).show()
		default:
			newWhole(env, path, f.diary).show()
		}
	})
}

func read(ctx context.Context, path, passphrase string, latest diary.Date) (found, error) {
	if IsDiary(path) {
		d, err := store.ReadLocked(ctx, path, func(again bool) (string, error) {
			if again || passphrase == "" {
				return "", store.ErrPassphrase
			}
			return passphrase, nil
		})
		if errors.Is(err, store.ErrPassphrase) {
			return found{locked: true}, nil
		}
		return found{diary: d}, err
	}
	own, err := isOwnJSON(path)
	if err != nil {
		return found{}, err
	}
	if own {
		data, err := os.ReadFile(path)
		if err != nil {
			return found{}, fmt.Errorf("reading %s: %w", path, err)
		}
		d, err := exchange.ReadJSON(data, latest)
		return found{diary: d}, err
	}
	other, err := exchange.Find(ctx, []string{path}, exchange.Env{})
	return found{other: other}, err
}

// isOwnJSON looks whether a file is a diary written as JSON. What is no plain file is none.
func isOwnJSON(path string) (is bool, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > exchange.MaxFile {
		return false, nil //nolint:nilerr // told where the file is opened
	}
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, fmt.Errorf("reading %s: %w", path, err)
	}
	return exchange.IsOwnJSON(head[:n]), nil
}

// IsDiary tells by its name whether a file is a diary.
func IsDiary(path string) bool { return strings.EqualFold(filepath.Ext(path), ".stillnight") }

// explain says why a file cannot be imported.
func explain(env *screen.Env, err error) {
	words, known := exchange.Explain(env.L, err)
	if !known {
		env.Fail(err)
		return
	}
	body := look.Wrapped(words)
	look.ShowText(env.Window, dialog.NewCustom(env.L.T("import.refused"), env.L.T("shell.close"), body, env.Window), body, 0.5)
}

func askPassphrase(env *screen.Env, path string, wrong bool) {
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(env.L.T("shell.locked.passphrase"))
	text := env.L.T("import.locked")
	if wrong {
		text = env.L.T("shell.locked.wrong")
	}
	body := container.NewVScroll(container.NewVBox(look.Text(text), entry))
	d := dialog.NewCustomConfirm(filepath.Base(path), env.L.T("shell.locked.unlock"), env.L.T("shell.cancel"),
		body, func(yes bool) {
			if yes && entry.Text != "" {
				start(env, path, entry.Text)
			}
		}, env.Window)
	look.ShowText(env.Window, d, body, 0.5)
	env.Window.Canvas().Focus(entry)
}

// bringIn writes what was agreed on, after a backup, as one step that can be undone.
func bringIn(env *screen.Env, d diary.Diary) {
	var result store.ImportResult
	env.Work(env.L.T("import.working"), func(ctx context.Context) (err error) {
		result, err = env.Store.Import(ctx, d, store.TakeTheirs)
		return err
	}, func(err error) {
		if err != nil {
			explain(env, err)
			return
		}
		total := 0
		for _, counts := range []map[store.Kind]int{result.Added, result.Replaced} {
			for _, n := range counts {
				total += n
			}
		}
		env.Notice(env.L.N("import.done", total))
	})
}
