package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/picture"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/slot"
	"stillnight/internal/wording"
)

// Heights of pictures in text sizes.
const (
	stepLines   = 20
	roundsLines = 19
	dosesLines  = 21
)

// panels builds the cards of the screen; relaid is called when a card has changed its height.
type panels struct {
	env    *screen.Env
	relaid func()
	// reveal brings what the keyboard has reached into sight.
	reveal func(fyne.CanvasObject)
}

// picture shows a picture so many text sizes high.
func (p panels) picture(lines float32, m picture.Make) *picture.View {
	v := picture.New(p.env, lines, m)
	v.Focused = func() { p.reveal(v) }
	return v
}

// strong is a line that carries the message.
func strong(text string) *widget.Label {
	l := look.Text(text)
	l.TextStyle.Bold = true
	return l
}

// titled puts a heading and the picture's menu in one line.
func titled(text string, view *picture.View) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewVBox(view.MenuButton()), look.Heading(text))
}

// stack sets lines of text close together.
func stack(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), objects...)
}

// summary opens the screen: what nights say of each remedy, in few words.
func (p panels) summary(v content) fyne.CanvasObject {
	words := stack(look.Heading(p.env.L.T("comparison.summary")))
	for _, line := range v.Summary {
		words.Add(look.Text(line))
	}
	return look.NewCard(words)
}

// step is the panel of one step; watched is what its nights show of a medicine that is watched, or "".
func (p panels) step(c compare.Comparison, watched string) fyne.CanvasObject {
	l := p.env.L
	view := p.picture(stepLines, func(s chart.Style) chart.Picture { return chart.BeforeAfter(c, s) })
	words := stack(titled(wording.StepTitle(l, c.Plan.Step), view), look.Quiet(begun(c.Plan.Step, l)), strong(wording.Verdict(l, c)))
	body := container.NewVBox(words)
	if watched != "" {
		body.Add(look.NewNotice(look.Text(watched)))
	}
	body.Add(view)
	if size := wording.Size(l, c); size != "" {
		body.Add(look.Text(size))
	}
	for _, w := range wording.Warnings(l, c) {
		body.Add(caution(w))
	}
	folds := container.NewVBox(stack(look.Quiet(counted(c, l))))
	if list := leftOutOf(c, l); len(list) > 0 {
		folds.Add(p.fold(l.N("comparison.left_out", len(list)), func() fyne.CanvasObject {
			rows := make([][2]string, len(list))
			for i, n := range list {
				rows[i] = [2]string{n.Night, n.Why}
			}
			return pairs(rows)
		}))
	}
	folds.Add(p.fold(l.T("comparison.numbers"), func() fyne.CanvasObject {
		return container.NewVBox(pairs(wording.Numbers(l, c)), look.Quiet(wording.IndependentNights(l)), look.Quiet(wording.BorrowedThresholds(l)))
	}))
	folds.Add(p.fold(l.T("comparison.how"), func() fyne.CanvasObject {
		how := stack()
		for _, told := range howItWasWorkedOut(c, l) {
			how.Add(look.Text(told))
		}
		return how
	}))
	body.Add(folds)
	return look.NewCard(body)
}

// caution is one warning, with a sign before it.
func caution(text string) fyne.CanvasObject {
	icon := widget.NewIcon(theme.InfoIcon())
	return container.NewBorder(nil, nil, container.NewVBox(container.New(layout.NewCustomPaddedLayout(theme.InnerPadding(), 0, theme.InnerPadding(), 0), icon)), nil, look.Text(text))
}

// pairs is a table of names and values, one above the other where there is little room.
func pairs(rows [][2]string) fyne.CanvasObject {
	table := container.New(&pairLayout{})
	for _, row := range rows {
		value := look.Text(row[1])
		value.Selectable = true
		table.Add(look.Quiet(row[0]))
		table.Add(value)
	}
	return table
}

// pooled is the panel of several rounds taken together.
func (p panels) pooled(c compare.PooledComparison) fyne.CanvasObject {
	l := p.env.L
	view := p.picture(roundsLines, func(s chart.Style) chart.Picture { return chart.Rounds(c, s) })
	return look.NewCard(container.NewVBox(
		stack(titled(l.T("comparison.rounds", "name", c.Intervention), view), strong(wording.Pooled(l, c))),
		view, look.Quiet(l.T("comparison.rounds.note"))))
}

// doses is the picture of all doses of a remedy.
func (p panels) doses(g group) fyne.CanvasObject {
	steps := g.Doses
	view := p.picture(dosesLines, func(s chart.Style) chart.Picture { return chart.DoseSteps(steps, s) })
	return look.NewCard(container.NewVBox(titled(p.env.L.T("comparison.doses", "name", g.Name), view), view))
}

// glanceRows is how many steps one picture of all of them shows; where there are more it goes on in the next.
const glanceRows = 60

// glances are the pictures of all steps.
func (p panels) glances(v content) []fyne.CanvasObject {
	l, all := p.env.L, v.Forest
	title := l.T("comparison.glance", "outcome", wording.Outcome(l, v.Choice.Outcome))
	var cards []fyne.CanvasObject
	for from := 0; from < len(all); from += glanceRows {
		to := min(from+glanceRows, len(all))
		cards = append(cards, slot.New(24, func() fyne.CanvasObject {
			view := p.picture(0, func(s chart.Style) chart.Picture { return chart.ForestPart(all, from, to, s) })
			if from > 0 {
				of := l.T("comparison.glance.more", "title", title, "first", l.Number(float64(from+1), 0), "last", l.Number(float64(to), 0),
					"all", l.Number(float64(len(all)), 0))
				return look.NewCard(container.NewVBox(titled(of, view), view))
			}
			return look.NewCard(container.NewVBox(titled(title, view), view, look.Quiet(l.T("comparison.glance.note"))))
		}))
	}
	return cards
}

// heading opens a remedy's part of the column.
func (p panels) heading(g group) fyne.CanvasObject {
	l := p.env.L
	title := container.NewVBox(look.Heading(g.Name))
	if g.NeverStop {
		title.Add(look.NewNotice(look.Text(l.T("comparison.never_stop"))))
	}
	if words := g.before(l); words != "" {
		title.Add(look.Text(words))
	}
	if words := g.shared(l); words != "" {
		title.Add(look.Quiet(words))
	}
	if words := g.unshown(l); words != "" {
		title.Add(look.NewNotice(look.Text(words)))
	}
	return title
}
