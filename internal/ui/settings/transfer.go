package settings

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/importing"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/screen"
)

// transfer is the card for bringing data in and taking it out.
type transfer struct{ env *screen.Env }

func newTransfer(env *screen.Env) *transfer { return &transfer{env} }

func (t *transfer) title() string { return t.env.L.T("settings.transfer.title") }

func (t *transfer) body() fyne.CanvasObject {
	l := t.env.L
	in := look.NewIconButton(l.T("settings.transfer.import"), theme.DownloadIcon(), func() { importing.Choose(t.env) })
	if t.env.Store.ReadOnly() {
		in.Disable()
	}
	return container.NewVBox(look.Quiet(l.T("settings.transfer.text")), buttons(in,
		look.NewIconButton(l.T("settings.transfer.json"), theme.UploadIcon(), t.exportJSON),
		look.NewIconButton(l.T("settings.transfer.xlsx"), theme.UploadIcon(), t.exporter("settings.transfer.xlsx", "stillnight.xlsx", exchange.WriteWorkbook)),
		look.NewIconButton(l.T("settings.transfer.csv"), theme.UploadIcon(), t.exportCSV),
		look.NewIconButton(l.T("settings.transfer.fhir"), theme.UploadIcon(), t.exporter("settings.transfer.fhir", "stillnight-fhir.json", exchange.WriteFHIR))))
}

func (t *transfer) show() {}

func (t *transfer) readOut() string { return t.env.L.T("settings.transfer.text") }

func (t *transfer) exportJSON() {
	t.exporter("settings.transfer.json", "stillnight.json", func(w io.Writer, d diary.Diary, _ *i18n.Localizer) error {
		return exchange.WriteJSON(w, d)
	})()
}

// exporter asks for a name and writes the diary there in one form.
func (t *transfer) exporter(title, name string, form func(io.Writer, diary.Diary, *i18n.Localizer) error) func() {
	return func() {
		saving.Ask(t.env, saving.File{Title: t.env.L.T(title), Name: name, Purpose: choose.Exports}, func(path string) {
			t.write(path, func(d diary.Diary) error {
				return saving.Write(t.env.Store, path, func(w io.Writer) error { return form(w, d, t.env.L) })
			})
		})
	}
}

// exportCSV writes the nights to the chosen name and every other table beside it.
func (t *transfer) exportCSV() {
	l := t.env.L
	var tables []exchange.Table
	t.env.Work(l.T("settings.transfer.writing"), func(ctx context.Context) error {
		d, err := t.env.Store.Diary(ctx)
		tables = exchange.Tables(d, l)
		return err
	}, func(err error) {
		if err != nil {
			t.env.Fail(fmt.Errorf("exporting the diary: %w", err))
			return
		}
		beside := func(path string) (paths []string) {
			for _, table := range tables[1:] {
				paths = append(paths, tablePath(path, table))
			}
			return paths
		}
		file := saving.File{Title: l.T("settings.transfer.csv"), Name: "stillnight.csv", Purpose: choose.Exports, Beside: beside}
		saving.Ask(t.env, file, t.writeCSV)
	})
}

func (t *transfer) writeCSV(path string) {
	t.write(path, func(d diary.Diary) error {
		for i, table := range exchange.Tables(d, t.env.L) {
			to := path
			if i > 0 {
				to = tablePath(path, table)
			}
			if err := saving.Write(t.env.Store, to, func(w io.Writer) error { return table.Write(w, t.env.L) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// tablePath is where a further table is kept beside that of the nights.
func tablePath(nights string, table exchange.Table) string {
	return strings.TrimSuffix(nights, filepath.Ext(nights)) + "-" + table.Name
}

func (t *transfer) write(path string, do func(diary.Diary) error) {
	l := t.env.L
	t.env.Work(l.T("settings.transfer.writing"), func(ctx context.Context) error {
		d, err := t.env.Store.Diary(ctx)
		if err != nil {
			return fmt.Errorf("exporting the diary: %w", err)
		}
		return do(d)
	}, func(err error) {
		if err != nil {
			t.env.Fail(err)
			return
		}
		t.env.Notice(l.T("settings.transfer.written", "path", path))
	})
}
