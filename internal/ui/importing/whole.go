package importing

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// whole is the import of a whole diary.
type whole struct {
	env   *screen.Env
	path  string
	diary diary.Diary
	join  exchange.JoinMode
}

func newWhole(env *screen.Env, path string, d diary.Diary) *whole {
	return &whole{env: env, path: path, diary: d, join: exchange.Fill}
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
	choice := joining(w.env, func(mode exchange.JoinMode) { w.join = mode })
	content := look.Column(look.Heading(filepath.Base(w.path)), look.Text(w.words()), look.Text(l.T("import.both")), choice, look.Quiet(l.T("import.safe")))
	body := container.NewVScroll(content)
	d := dialog.NewCustomConfirm(l.T("import.title"), l.T("import.do"), l.T("shell.cancel"), body, func(yes bool) {
		if yes {
			w.done()
		}
	}, w.env.Window)
	look.ShowText(w.env.Window, d, body, 0.6)
}

// done joins the two diaries and brings in what that changes.
func (w *whole) done() {
	var plan exchange.Plan
	w.env.Work(w.env.L.T("import.working"), func(ctx context.Context) error {
		mine, err := w.env.Store.Diary(ctx)
		if err != nil {
			return err
		}
		plan, err = exchange.Join(mine, w.diary, w.join)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			explain(w.env, err)
		case plan.Empty():
			w.env.Notice(w.env.L.N("import.done", 0))
		default:
			bringIn(w.env, plan.Changes)
		}
	})
}

// joining asks what is to happen where both say something of a night.
func joining(env *screen.Env, chosen func(exchange.JoinMode)) *widget.RadioGroup {
	modes := map[string]exchange.JoinMode{
		env.L.T("import.fill"): exchange.Fill, env.L.T("import.keep_mine"): exchange.KeepMine, env.L.T("import.take_theirs"): exchange.TakeTheirs,
	}
	group := widget.NewRadioGroup([]string{env.L.T("import.fill"), env.L.T("import.keep_mine"), env.L.T("import.take_theirs")}, nil)
	group.Required = true
	group.SetSelected(env.L.T("import.fill"))
	group.OnChanged = func(word string) { chosen(modes[word]) }
	return group
}
