package importing

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// whole is the import of a whole diary.
type whole struct {
	env   *screen.Env
	path  string
	diary diary.Diary
	mode  store.ImportMode
}

func newWhole(env *screen.Env, path string, d diary.Diary) *whole {
	return &whole{env: env, path: path, diary: d, mode: store.KeepMine}
}

// words say what the diary in the file holds.
func (w *whole) words() string {
	l, d := w.env.L, w.diary
	var parts []string
	if first, last, ok := d.Span(); ok {
		parts = append(parts, l.N("import.holds.nights", len(d.Nights), "first", l.DateMedium(first), "last", l.DateMedium(last)))
	} else {
		parts = append(parts, l.T("import.holds.no_nights"))
	}
	counts := []struct {
		key string
		n   int
	}{
		{"import.holds.remedies", len(d.Interventions)}, {"import.holds.triggers", len(d.Exposures)},
		{"import.holds.episodes", len(d.Episodes)}, {"import.holds.labs", len(d.Labs)},
	}
	for _, c := range counts {
		if c.n > 0 {
			parts = append(parts, l.N(c.key, c.n))
		}
	}
	return strings.Join(parts, "\n")
}

func (w *whole) show() {
	l := w.env.L
	choice := conflict(w.env, func(theirs bool) {
		w.mode = store.KeepMine
		if theirs {
			w.mode = store.TakeTheirs
		}
	})
	content := look.Column(look.Heading(filepath.Base(w.path)), look.Text(w.words()), look.Text(l.T("import.both")), choice, look.Quiet(l.T("import.safe")))
	body := container.NewVScroll(content)
	d := dialog.NewCustomConfirm(l.T("import.title"), l.T("import.do"), l.T("shell.cancel"), body, func(yes bool) {
		if yes {
			bringIn(w.env, w.diary, w.mode)
		}
	}, w.env.Window)
	look.ShowText(w.env.Window, d, body, 0.6)
}

// conflict asks which of two entries for the same night is to stay.
func conflict(env *screen.Env, chosen func(theirs bool)) *widget.RadioGroup {
	mine, theirs := env.L.T("import.keep_mine"), env.L.T("import.take_theirs")
	group := widget.NewRadioGroup([]string{mine, theirs}, func(word string) { chosen(word == theirs) })
	group.Required = true
	group.SetSelected(mine)
	return group
}
