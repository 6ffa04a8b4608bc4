package settings

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// place is the card that says where the diary's file is, and checks it.
type place struct {
	env    *screen.Env
	host   Host
	result *fyne.Container
	check  *look.Button
	report string
}

func newPlace(env *screen.Env, host Host) *place { return &place{env: env, host: host} }

func (p *place) title() string { return p.env.L.T("settings.place.title") }

func (p *place) body() fyne.CanvasObject {
	l, path := p.env.L, p.env.Store.Path()
	where := look.Text(path)
	where.Wrapping = fyne.TextWrapBreak
	where.Selectable = true
	p.result = container.NewVBox()
	p.check = look.NewIconButton(l.T("settings.place.check"), theme.ConfirmIcon(), p.examine)
	return container.NewVBox(
		look.Quiet(l.T("settings.place.text")), where,
		buttons(
			look.NewIconButton(l.T("settings.place.open"), theme.FolderOpenIcon(), func() { p.host.OpenFile(filepath.Dir(path)) }),
			look.NewIconButton(l.T("settings.place.copy"), theme.ContentCopyIcon(), func() {
				p.env.App.Clipboard().SetContent(path)
				p.env.Notice(l.T("settings.place.copied"))
			}),
			p.check),
		p.result)
}

// examine looks through the whole diary and lists what was looked at and what was found.
func (p *place) examine() {
	l := p.env.L
	p.check.Disable()
	var report store.CheckReport
	p.env.Work(l.T("settings.place.checking"), func(ctx context.Context) (err error) {
		report, err = p.env.Store.Check(ctx)
		return err
	}, func(err error) {
		p.check.Enable()
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.showReport(report)
	})
}

func (p *place) showReport(report store.CheckReport) {
	l := p.env.L
	verdict := l.T("settings.place.all_well")
	if !report.OK() {
		verdict = l.T("settings.place.not_well")
	}
	lines := []string{verdict}
	p.result.RemoveAll()
	p.result.Add(look.Heading(verdict))
	for _, item := range report.Items {
		sign, text := theme.ConfirmIcon(), item.Words(l)
		if item.Fault != nil {
			sign, text = theme.WarningIcon(), text+" "+explain.Error(l, item.Fault)
		}
		if item.Warning {
			sign = theme.InfoIcon()
		}
		lines = append(lines, text)
		p.result.Add(container.NewBorder(nil, nil, widget.NewIcon(sign), nil, look.Text(text)))
	}
	p.report = strings.Join(lines, "\n")
	p.env.Notice(verdict)
	p.result.Refresh()
}

func (p *place) show() {}

func (p *place) readOut() string {
	return strings.TrimSpace(p.env.Store.Path() + "\n" + p.report)
}
