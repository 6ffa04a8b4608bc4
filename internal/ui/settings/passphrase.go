package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// idleChoices are the idle minutes offered before a diary locks itself; 0 is never.
var idleChoices = []int{0, 2, 5, 10, 30}

// Shortest is how long a passphrase has to be, in characters.
const Shortest = 8

// passphrase is the card for who may open the diary.
type passphrase struct {
	env    *screen.Env
	host   Host
	state  *widget.Label
	set    *look.Button
	remove *look.Button
	sheet  *look.Button
	idle   *look.Select
	lock   *fyne.Container
}

func newPassphrase(env *screen.Env, host Host) *passphrase { return &passphrase{env: env, host: host} }

func (p *passphrase) title() string { return p.env.L.T("settings.pass.title") }

func (p *passphrase) body() fyne.CanvasObject {
	l := p.env.L
	p.state = look.Text("")
	p.set = look.NewIconButton("", theme.AccountIcon(), p.ask)
	p.remove = look.NewButton(l.T("settings.pass.remove"), p.askRemove)
	p.sheet = look.NewIconButton(l.T("settings.pass.sheet"), theme.DocumentPrintIcon(), p.saveSheet)
	var idle []string
	for _, minutes := range idleChoices {
		if minutes == 0 {
			idle = append(idle, l.T("settings.lock.never"))
			continue
		}
		idle = append(idle, l.N("settings.lock.minutes", minutes))
	}
	p.idle = look.NewSelect(l.T("settings.lock.idle"), idle, func(i int) {
		p.host.Prefs.SetLockMinutes(idleChoices[i])
		p.host.LockChanged()
	})
	p.lock = container.NewVBox(labelled(p.idle.Called(), p.idle))
	if p.env.Store.ReadOnly() {
		p.set.Disable()
		p.remove.Disable()
	}
	p.show()
	return container.NewVBox(p.state, buttons(p.set, p.remove, p.sheet), p.lock)
}

func (p *passphrase) show() {
	if p.state == nil {
		return
	}
	l, locked := p.env.L, p.env.Store.Locked()
	p.state.SetText(p.readOut())
	if locked {
		p.set.SetText(l.T("settings.pass.change"))
		p.remove.Show()
		p.sheet.Show()
		p.lock.Show()
	} else {
		p.set.SetText(l.T("settings.pass.set"))
		p.remove.Hide()
		p.sheet.Hide()
		p.lock.Hide()
		if c := p.env.Window.Canvas(); c.Focused() == fyne.Focusable(p.remove) {
			c.Focus(p.set) // the button that was pressed is gone
		}
	}
	p.idle.Pick(0)
	for i, minutes := range idleChoices {
		if minutes == p.host.Prefs.LockMinutes() {
			p.idle.Pick(i)
		}
	}
}

func (p *passphrase) readOut() string {
	if p.env.Store.Locked() {
		return p.env.L.T("settings.pass.is_set")
	}
	return p.env.L.T("settings.pass.is_not_set")
}

// ask asks for a new passphrase, twice, and makes sure that the warning was read.
func (p *passphrase) ask() {
	l := p.env.L
	first, second := widget.NewPasswordEntry(), widget.NewPasswordEntry()
	first.SetPlaceHolder(l.T("settings.pass.first"))
	second.SetPlaceHolder(l.T("settings.pass.second"))
	fault := look.Text("")
	fault.Importance = widget.DangerImportance
	warning := look.NewNotice(look.Text(l.T("settings.pass.warning")))
	var d *dialog.CustomDialog
	leave := func() { // with nothing that could be undone in the fields
		d.Hide()
		first.SetText("")
		second.SetText("")
	}
	accept := look.NewButton(l.T("settings.pass.accept"), nil)
	accept.Importance = widget.HighImportance
	understood := look.NewCheck(l.T("settings.pass.understood"), func(yes bool) {
		if yes {
			accept.Enable()
		} else {
			accept.Disable()
		}
	})
	accept.Disable()
	accept.OnTapped = func() {
		if reason := Unfit(first.Text, second.Text); reason != "" {
			fault.SetText(l.T(reason, "least", Shortest))
			return
		}
		chosen := first.Text
		leave()
		p.change(chosen)
	}
	cancel := look.NewButton(l.T("shell.cancel"), func() {
		leave()
		p.env.ForgetTyped()
	})
	form := container.NewVBox(look.Text(l.T("settings.pass.ask")), first, second, warning, understood, fault)
	body := container.NewVScroll(form)
	d = dialog.NewCustomWithoutButtons(p.set.Text, body, p.env.Window)
	d.SetButtons([]fyne.CanvasObject{cancel, accept})
	look.ShowText(p.env.Window, d, body, 0.75)
	p.env.Window.Canvas().Focus(first)
}

// Unfit returns the key of why a passphrase typed twice cannot be taken, "" if it can.
func Unfit(first, second string) string {
	switch {
	case len([]rune(first)) < Shortest:
		return "settings.pass.too_short"
	case first != second:
		return "settings.pass.differ"
	case strings.TrimSpace(first) != first:
		return "settings.pass.spaces"
	}
	return ""
}

func (p *passphrase) change(secret string) {
	l := p.env.L
	p.env.Work(l.T("settings.pass.working"), func(ctx context.Context) error {
		return p.env.Store.SetPassphrase(ctx, secret)
	}, func(err error) {
		defer p.env.ForgetTyped()
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.changed(l.T("settings.pass.done"))
		look.Ask(p.env.Window, look.Question{
			Title: l.T("settings.pass.sheet"), Text: l.T("settings.pass.sheet_text"), Yes: l.T("settings.pass.sheet"), No: l.T("settings.pass.sheet_later"),
		}, p.saveSheet)
	})
}

func (p *passphrase) changed(notice string) {
	p.show()
	p.host.LockChanged()
	p.env.Notice(notice)
}

func (p *passphrase) askRemove() {
	l := p.env.L
	look.Ask(p.env.Window, look.Question{
		Title: l.T("settings.pass.remove"), Text: l.T("settings.pass.remove_text"), Yes: l.T("settings.pass.remove_do"), No: l.T("shell.cancel"),
	}, func() {
		p.env.Work(l.T("settings.pass.working"), p.env.Store.RemovePassphrase, func(err error) {
			if err != nil {
				p.env.Fail(err)
				return
			}
			p.changed(l.T("settings.pass.removed"))
		})
	})
}
