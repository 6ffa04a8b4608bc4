package field

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// offers are the words offered for what is typed in a line. The arrow keys go from the line to them, from
// one to the next and back; Escape goes back at once.
type offers struct {
	// Row is what to show.
	Row *fyne.Container

	line    *Line
	canvas  fyne.Canvas
	words   *fyne.Container
	buttons []*look.Button
	// question stands above the words while one of them has to be chosen.
	question *widget.Label
	// kept is the word that is to stay as it was typed.
	kept string
}

// newOffers makes a row of offers for a line, which the arrow key down now leaves for it.
func newOffers(line *Line, canvas fyne.Canvas) *offers {
	o := &offers{line: line, canvas: canvas, words: flow.New(), question: look.Text("")}
	o.question.Hide()
	o.Row = container.NewVBox(o.question, o.words)
	line.Down = func() { o.focus(0) }
	return o
}

// clear takes all offers away; the keyboard goes back to the line if it was at one of them.
func (o *offers) clear() {
	if b, ok := o.canvas.Focused().(*look.Button); ok && slices.Contains(o.buttons, b) {
		o.canvas.Focus(o.line)
	}
	o.buttons, o.words.Objects = nil, nil
	o.question.Hide()
	o.Row.Refresh()
}

// Take puts a word into the line as if it had been typed whole, with nothing offered for it any more and the
// keyboard behind it.
func (o *offers) Take(word string) {
	o.line.Fill(word)
	o.clear()
	o.canvas.Focus(o.line)
}

// add offers a word; taken is called when it is chosen.
func (o *offers) add(word string, taken func()) {
	at := len(o.buttons)
	b := look.NewButton(word, func() {
		o.clear()
		taken()
	})
	b.Key = func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyDown, fyne.KeyRight:
			o.focus(at + 1)
		case fyne.KeyUp, fyne.KeyLeft:
			o.focus(at - 1)
		case fyne.KeyEscape:
			o.focus(-1)
		default:
			return false
		}
		return true
	}
	o.buttons = append(o.buttons, b)
	o.words.Add(b)
}

// ask asks which of the words offered is meant, with what is typed itself among them, and gives the keyboard to the
// first. Then is called once it is to stay as it was typed. It tells whether it asks: not where nothing is offered, nor
// again about a word that is to stay.
func (o *offers) ask(l *i18n.Localizer, then func()) bool {
	word := strings.TrimSpace(o.line.Text)
	if len(o.buttons) == 0 || word == o.kept {
		return false
	}
	if !o.question.Visible() {
		o.question.SetText(l.T("field.offers.ask"))
		o.question.Show()
		o.add(l.T("field.offers.keep", "name", word), func() {
			o.kept = word
			then()
		})
		o.Row.Refresh()
	}
	o.focus(0)
	return true
}

// focus brings the keyboard to an offer, or from the first back to the line.
func (o *offers) focus(at int) {
	switch {
	case at < 0:
		o.canvas.Focus(o.line)
	case at < len(o.buttons):
		b := o.buttons[at]
		o.canvas.Focus(b)
		if o.line.form.Reveal != nil {
			o.line.form.Reveal(b)
		}
	}
}
