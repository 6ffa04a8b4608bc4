package night

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// signFields are the signs to tick. An urgent one is answered below it at once, for as long as it is ticked.
func (a fieldGroup) signFields() fyne.CanvasObject {
	l, n := a.env.L, a.shown.Night
	column := field.NewColumn()
	for _, sign := range diary.SafetySigns {
		answer := a.urgentAnswer(sign)
		words := l.T("safety." + string(sign))
		box := look.NewBox(words, nil)
		if a.form.Locked {
			box.Disable()
		}
		box.Checked = slices.Contains(n.Safety, sign)
		if answer != nil && !box.Checked {
			answer.Hide()
		}
		box.OnChanged = func(on bool) {
			a.update(func(n *diary.Night) { n.Safety = field.With(n.Safety, sign, on) })
			if answer == nil {
				return
			}
			if on {
				answer.Show()
			} else {
				answer.Hide()
			}
			a.relay()
			if on {
				a.scroll.Reveal(answer)
			}
		}
		column.Add(container.NewBorder(nil, nil, box, nil, look.NewBoxText(words, box)))
		if answer != nil {
			column.Add(answer)
		}
	}
	return column
}

// urgentAnswer says in large type what an urgent sign means for today and whom to call; nil where a sign is not
// urgent.
func (a fieldGroup) urgentAnswer(sign diary.SafetySign) fyne.CanvasObject {
	said, urgent := wording.Urgent(a.env.L, sign)
	if !urgent {
		return nil
	}
	text := look.Text(said.Text)
	text.SizeName = theme.SizeNameSubHeadingText
	body := field.NewColumn(text)
	for _, call := range said.Calls {
		body.Add(look.Heading(call))
	}
	body.Add(look.Quiet(said.Kept))
	return look.NewNotice(body)
}
