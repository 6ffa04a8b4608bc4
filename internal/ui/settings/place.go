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
	"stillnight/internal/ui/field"
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
	form   field.Form
	owner  *field.Line
	offer  *look.Check
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
		p.whose(), look.Quiet(l.T("settings.place.text")), where,
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
		sign, text := theme.ConfirmIcon(), explain.Told(l, item.Key, item.Args)
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

// whose asks whose diary it is, and whether that may be seen at the start.
func (p *place) whose() fyne.CanvasObject {
	l := p.env.L
	p.form.Locked = p.env.Store.ReadOnly()
	p.owner = p.form.Text(l, "", l.T("settings.owner"), p.name(), MostOwner, func(name string) {
		if err := p.env.Store.SetSetting(context.Background(), Owner, name); err != nil {
			p.env.Fail(err)
			return
		}
		if p.host.Prefs.Offered(p.env.Store.Path()) {
			p.offered(true)
		}
		p.host.OwnerChanged()
	})
	p.offer = look.NewCheck(l.T("settings.owner_offer"), p.offered)
	p.show()
	if p.env.Sample {
		p.owner.Disable()
		p.offer.Disable()
	}
	return container.NewVBox(p.owner.Box(0), p.offer, look.Quiet(l.T("settings.owner_text")))
}

// name is the owner's, "" where nobody is named.
func (p *place) name() string {
	name, _, err := p.env.Store.Setting(context.Background(), Owner)
	if err != nil {
		p.env.Fail(err)
	}
	return name
}

func (p *place) offered(on bool) {
	p.host.Prefs.Offer(Person{Path: p.env.Store.Path(), Name: strings.TrimSpace(p.owner.Text)}, on)
}

func (p *place) show() {
	if p.offer == nil {
		return
	}
	call := p.offer.OnChanged
	p.offer.OnChanged = nil
	p.offer.SetChecked(p.host.Prefs.Offered(p.env.Store.Path()))
	p.offer.OnChanged = call
}

// commit keeps a name that is half typed.
func (p *place) commit() { p.form.Commit() }

func (p *place) readOut() string {
	return strings.TrimSpace(p.name() + "\n" + p.env.Store.Path() + "\n" + p.report)
}
