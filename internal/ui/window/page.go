package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// Page is what fills the window while no diary is on show: a welcome, a question, or what went wrong.
type Page struct {
	Title string
	Texts []string
	// Middle stands between the text and the buttons, such as a field for the passphrase.
	Middle  fyne.CanvasObject
	Actions []Action
	// Leave is what Escape does; nil is nothing.
	Leave func()
	// Foot are small buttons side by side below the others, such as languages.
	Foot []Action
}

// Action is a button of a page. The first is the one most people want.
type Action struct {
	Word string
	Do   func()
}

// build lays the page out. first is what the keyboard acts on to begin with, nil for nothing.
func (p Page) build() (content fyne.CanvasObject, first fyne.Focusable) {
	title := look.Title(p.Title)
	title.Alignment = fyne.TextAlignCenter
	body := container.New(layout.NewCustomPaddedVBoxLayout(theme.InnerPadding()), container.NewCenter(newMark()), title)
	for _, text := range p.Texts {
		line := look.Text(text)
		line.Alignment = fyne.TextAlignCenter
		body.Add(line)
	}
	if p.Middle != nil {
		body.Add(p.Middle)
	}
	for i, a := range p.Actions {
		button := look.NewButton(a.Word, a.Do)
		if i == 0 {
			button.Importance = widget.HighImportance
			first = button
		}
		body.Add(button)
	}
	if len(p.Foot) > 0 {
		foot := flow.New()
		for _, a := range p.Foot {
			button := look.NewButton(a.Word, a.Do)
			button.Importance = widget.LowImportance
			foot.Add(button)
		}
		body.Add(foot)
	}
	card := look.NewCard(container.New(look.Inset(4), body))
	return container.NewVScroll(container.New(&columnLayout{widest: 560}, card)), first
}

// columnLayout puts one object in the middle, no wider than widest at the usual text size.
type columnLayout struct{ widest float32 }

func (c *columnLayout) margin() float32 { return theme.Padding() * 4 }

func (c *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return least.AddWidthHeight(2*c.margin(), 2*c.margin())
}

func (c *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(c.widest*theme.TextSize()/15, size.Width-2*c.margin())
	o := objects[0]
	o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text grows in height with its width
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos((size.Width-width)/2, max(c.margin(), (size.Height-height)/2.4)))
}
