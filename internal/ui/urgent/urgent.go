// Package urgent answers urgent signs that came into the diary from elsewhere, by an import or another copy of it.
package urgent

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/clinical"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// Announce answers the urgent signs that came in, as ticking them would have: nobody should find them only by looking
// through the nights. What comes then, if anything, waits until the answer was read, so as not to lie on it.
func Announce(env *screen.Env, arrived []clinical.Ticked, then func()) {
	if len(arrived) == 0 {
		then()
		return
	}
	l := env.L
	body := container.NewVBox()
	for _, t := range arrived {
		said, _ := wording.Urgent(l, t.Sign)
		body.Add(look.NewUrgent(wording.UrgentTicked(l, t), said.Text, said.Calls))
	}
	body.Add(look.Quiet(l.T("clinical.urgent.kept")))
	scroll := container.NewVScroll(body)
	d := dialog.NewCustom(l.T("clinical.urgent.arrived"), l.T("shell.close"), scroll, env.Window)
	d.SetOnClosed(then)
	look.ShowText(env.Window, d, scroll, 0.6)
}
