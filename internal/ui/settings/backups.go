package settings

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
)

// BackupFolder is the diary's setting that holds the folder its user chose for backups.
const BackupFolder = "backup.folder"

// backups is the card for copies of the diary: where they are, making one, going back to one.
type backups struct {
	env   *screen.Env
	state *widget.Label
	usual *look.Button
	copy  *look.Button
	list  []backup.Copy
	// looks tells the latest look into a copy: one before may take longer.
	looks reading.Latest
}

func newBackups(env *screen.Env) *backups { return &backups{env: env} }

func (b *backups) title() string { return b.env.L.T("settings.backup.title") }

func (b *backups) body() fyne.CanvasObject {
	l := b.env.L
	b.state = look.Text("")
	b.copy = look.NewIconButton(l.T("settings.backup.now"), theme.DocumentSaveIcon(), b.make)
	b.usual = look.NewButton(l.T("settings.backup.usual"), func() { b.useFolder("") })
	restore := look.NewIconButton(l.T("settings.backup.restore"), theme.HistoryIcon(), b.choose)
	folder := look.NewIconButton(l.T("settings.backup.folder"), theme.FolderIcon(), b.chooseFolder)
	if b.env.Store.ReadOnly() {
		b.copy.Disable()
		b.usual.Disable()
		restore.Disable()
		folder.Disable()
	}
	b.show()
	return container.NewVBox(look.Quiet(l.T("settings.backup.text")), b.state, buttons(b.copy, restore, folder, b.usual))
}

func (b *backups) show() {
	if b.state == nil {
		return
	}
	b.state.SetText(b.readOut())
	if b.folder() == "" {
		b.usual.Disable()
	} else if !b.env.Store.ReadOnly() {
		b.usual.Enable()
	}
}

func (b *backups) folder() string {
	folder, _, err := b.env.Store.Setting(context.Background(), BackupFolder)
	if err != nil {
		return ""
	}
	return folder
}

// readOut says how many copies there are and how old the newest is.
func (b *backups) readOut() string {
	l := b.env.L
	list, err := b.env.Store.Backups(context.Background())
	b.list = list
	var lines []string
	switch {
	case err != nil:
		lines = append(lines, explain.Error(l, err))
	case len(list) == 0:
		lines = append(lines, l.T("settings.backup.none"))
	default:
		lines = append(lines, l.N("settings.backup.state", len(list), "newest", moment(b.env, list[0].Made)))
	}
	if folder := b.folder(); folder != "" {
		lines = append(lines, l.T("settings.backup.where", "folder", folder))
	}
	return strings.Join(lines, "\n")
}

// moment writes a date and a time of day.
func moment(env *screen.Env, t time.Time) string {
	return env.L.T("settings.moment", "date", env.L.DateMedium(diary.DateOf(t)), "time", env.L.Clock(diary.ClockOf(t)))
}

func (b *backups) make() {
	l := b.env.L
	b.env.Work(l.T("settings.backup.making"), func(ctx context.Context) error {
		_, err := b.env.Store.Backup(ctx)
		return err
	}, func(err error) {
		if err != nil {
			b.env.Fail(err)
			return
		}
		b.show()
		b.env.Notice(l.T("settings.backup.made"))
	})
}

func (b *backups) chooseFolder() {
	l := b.env.L
	b.env.Choose.Folder(choose.Request{
		Purpose: choose.Backups, Title: strings.TrimRight(l.T("settings.backup.folder"), "…"), Accept: l.T("saving.use_folder"),
	}, b.useFolder)
}

func (b *backups) useFolder(folder string) {
	if err := b.env.Store.SetSetting(context.Background(), BackupFolder, folder); err != nil {
		b.env.Fail(err)
		return
	}
	b.env.Store.SetBackupFolder(folder)
	b.show()
}

// choose lists the copies and shows what is in the one that is picked, before anything is changed.
func (b *backups) choose() {
	l := b.env.L
	b.show()
	if len(b.list) == 0 {
		b.env.Notice(l.T("settings.backup.none"))
		return
	}
	picked := -1
	what := look.Text(l.T("settings.restore.pick"))
	var d *dialog.ConfirmDialog
	list := widget.NewList(func() int { return len(b.list) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(row widget.ListItemID, o fyne.CanvasObject) {
			if label, ok := o.(*widget.Label); ok {
				label.SetText(moment(b.env, b.list[row].Made) + " – " + l.T("settings.restore.reason."+string(b.list[row].Reason)))
			}
		})
	list.OnSelected = func(row widget.ListItemID) {
		picked = row
		what.SetText(l.T("settings.restore.looking"))
		b.preview(b.list[row], what)
	}
	content := container.NewBorder(look.Text(l.T("settings.restore.text")), what, nil, nil, list)
	d = dialog.NewCustomConfirm(l.T("settings.restore.title"), l.T("settings.restore.do"), l.T("shell.cancel"), content, func(ok bool) {
		if ok && picked >= 0 {
			b.restore(b.list[picked])
		}
	}, b.env.Window)
	look.ShowWide(b.env.Window, d, 0.75, 0.8)
	b.env.Window.Canvas().Focus(list)
}

func (b *backups) preview(copy backup.Copy, into *widget.Label) {
	var preview store.Preview
	wanted := b.looks.Begin()
	b.env.Work(b.env.L.T("settings.restore.looking"), func(ctx context.Context) (err error) {
		preview, err = b.env.Store.PreviewBackup(ctx, copy.Path, nil)
		return err
	}, func(err error) {
		switch {
		case !wanted():
		case err != nil:
			into.SetText(explain.Error(b.env.L, err))
		default:
			into.SetText(previewWords(b.env, preview))
		}
	})
}

func previewWords(env *screen.Env, p store.Preview) string {
	if p.Nights == 0 {
		return env.L.T("settings.restore.holds_none")
	}
	return env.L.N("settings.restore.holds", p.Nights, "first", env.L.DateMedium(p.First), "last", env.L.DateMedium(p.Last)) +
		" " + env.L.N("settings.restore.remedies", p.Interventions)
}

func (b *backups) restore(copy backup.Copy) {
	l := b.env.L
	b.env.Work(l.T("settings.restore.working"), func(ctx context.Context) error {
		_, err := b.env.Store.Restore(ctx, copy.Path, nil)
		return err
	}, func(err error) {
		if err != nil {
			b.env.Fail(err)
			return
		}
		b.show()
		b.env.Notice(l.T("settings.restore.done", "moment", moment(b.env, copy.Made)))
	})
}
