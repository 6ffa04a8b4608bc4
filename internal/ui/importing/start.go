package importing

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/backup"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/source"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/incoming"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/unlock"
)

// Choose asks for a file and begins its import.
func Choose(env *screen.Env) {
	l := env.L
	env.Choose.Open(choose.Request{
		Purpose: choose.Imports, Title: l.T("import.choose"), Accept: l.T("saving.open"),
		Kinds: []choose.Kind{
			{Name: l.T("saving.kind.import"), Endings: append(source.Endings(), backup.Extension)},
			{Name: l.T("saving.kind.all")},
		},
	}, func(path string) { Start(env, path) })
}

// Start reads files and folders, and shows what is in them before anything is written.
func Start(env *screen.Env, paths ...string) { start(env, paths, "") }

func start(env *screen.Env, paths []string, passphrase string) {
	if env.Store.ReadOnly() {
		env.Fail(store.ErrReadOnly)
		return
	}
	w := newWizard(env, paths)
	// What is large takes a while: the window answers at once, and it can be stopped.
	w.waiting = w.wait(env.L.T("import.reading"))
	env.Work(env.L.T("import.reading"), func(ctx context.Context) (err error) {
		ctx, done := w.waiting.reading(ctx)
		defer done()
		defer incoming.Sparing()()
		return w.read(ctx, passphrase)
	}, func(err error) {
		w.waiting.end()
		if passphrase != "" {
			defer env.ForgetTyped()
		}
		switch {
		case errors.Is(err, context.Canceled):
		case errors.Is(err, store.ErrPassphrase):
			askPassphrase(env, paths, passphrase != "")
		case err != nil:
			refuse(env, err)
		default:
			w.show()
		}
	})
}

// read finds out what the files hold, and what the diary has already.
func (w *wizard) read(ctx context.Context, passphrase string) (err error) {
	for _, path := range w.paths {
		d, is, err := incoming.Diary(ctx, path, func(again bool) (string, error) {
			if again || passphrase == "" {
				return "", store.ErrPassphrase
			}
			return passphrase, nil
		}, w.env.LatestNight())
		if err != nil {
			return err
		}
		if !is {
			w.others = append(w.others, path)
			continue
		}
		if w.diaries++; w.diaries == 1 {
			w.whole = d
			continue
		}
		plan, err := exchange.Join(w.whole, d, exchange.Fill)
		if err != nil {
			return fmt.Errorf("joining %s: %w", path, err)
		}
		w.whole = exchange.Apply(w.whole, plan)
	}
	if len(w.others) > 0 {
		if program := exchange.Peek(ctx, w.others[0]); program != "" {
			w.waiting.say(w.env.L.T("import.reading_program", "program", program))
		}
		if w.found, err = exchange.Find(ctx, w.others, exchange.Env{Nights: w.env.Boundaries}); err != nil {
			return err
		}
		w.recall(ctx)
	}
	w.mine, err = w.env.Store.Diary(ctx)
	return err
}

// refuse says why a file cannot be imported.
func refuse(env *screen.Env, err error) {
	words, known := explain.Refused(env.L, err)
	if !known {
		env.Fail(err)
		return
	}
	body := look.Wrapped(words)
	look.ShowText(env.Window, dialog.NewCustom(env.L.T("import.refused"), env.L.T("shell.close"), body, env.Window), body, 0.5)
}

func askPassphrase(env *screen.Env, paths []string, wrong bool) {
	text := env.L.T("import.locked")
	if wrong {
		text = env.L.T("shell.locked.wrong")
	}
	unlock.Ask(env, unlock.Question{
		Title: i18n.OneLine(filepath.Base(paths[0])), Text: text, Typed: func(passphrase string) { start(env, paths, passphrase) },
	})
}
