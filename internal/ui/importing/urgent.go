package importing

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/clinical"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// announce answers the urgent signs that came in, as ticking them would have: nobody should find them only by looking
// through the nights.
func announce(env *screen.Env, arrived []clinical.Ticked) {
	if len(arrived) == 0 {
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
	look.ShowText(env.Window, dialog.NewCustom(l.T("clinical.urgent.arrived"), l.T("shell.close"), scroll, env.Window), scroll, 0.6)
}
