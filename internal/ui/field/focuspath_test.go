package field_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
)

// A button that becomes disabled by its own press, such as "Year after" at the last year, cannot keep the keyboard.
func TestTheKeyboardGoesOnWhereItsFieldIsDisabled(t *testing.T) {
	test.NewTempApp(t)
	group := container.NewVBox()
	w := test.NewTempWindow(t, nil)
	var after *look.Button
	build := func(disabled bool) func() {
		return func() {
			before := look.NewButton("Year before", nil)
			after = look.NewButton("Year after", nil)
			if disabled {
				after.Disable()
			}
			group.Objects = []fyne.CanvasObject{before, look.NewCard(container.NewVBox(after))}
			group.Refresh()
		}
	}
	focused := func() string {
		if b, ok := w.Canvas().Focused().(*look.Button); ok && field.Within(group, b) {
			return b.Text
		}
		return "nothing there"
	}
	build(false)()
	w.SetContent(group)
	w.Canvas().Focus(after)
	for _, step := range []struct {
		disabled bool
		want     string
	}{{false, "Year after"}, {true, "Year before"}} {
		field.Rebuilt(w, group, build(step.disabled))
		if got := focused(); got != step.want {
			t.Errorf("with the button disabled %v the keyboard is at %q, want %q", step.disabled, got, step.want)
		}
	}
}

// What was pressed on a card may be gone from it afterwards. The next Enter must not press a button of another card.
func TestTheKeyboardStaysOnItsCard(t *testing.T) {
	test.NewTempApp(t)
	card := func(heading string, words ...string) fyne.CanvasObject {
		row := container.NewHBox()
		for _, word := range words {
			row.Add(look.NewButton(word, nil))
		}
		return look.NewCard(container.NewVBox(look.Heading(heading), row))
	}
	iron := card("Iron", "Stop", "Correct", "Delete")
	for _, c := range []struct {
		name, on, at string
		was, is      []fyne.CanvasObject
		want         string
	}{
		{
			"a shorter row", "Magnesium", "Try it blinded",
			[]fyne.CanvasObject{iron, card("Magnesium", "Begin", "Correct", "Try it blinded", "Delete"), card("Triggers", "Rename")},
			[]fyne.CanvasObject{iron, card("Magnesium", "Begin"), card("Triggers", "Rename")}, "Magnesium: Begin",
		},
		{
			"the row of the same words above it is gone", "Triggers", "Delete",
			[]fyne.CanvasObject{iron, card("Magnesium", "Begin"), card("Triggers", "Rename", "Delete")},
			[]fyne.CanvasObject{card("Magnesium", "Begin"), card("Triggers", "Rename", "Delete")}, "Triggers: Delete",
		},
		{
			"the card is further up now", "Magnesium", "Begin",
			[]fyne.CanvasObject{iron, card("Magnesium", "Begin", "Delete")},
			[]fyne.CanvasObject{card("Magnesium", "Stop", "Delete"), iron}, "Magnesium: Stop",
		},
		{
			"the second of one heading", "Iron", "Stop",
			[]fyne.CanvasObject{card("Iron", "Start again"), card("Iron", "Stop", "Delete")},
			[]fyne.CanvasObject{card("Iron", "Start again", "Stop"), card("Iron", "Begin", "Delete")}, "Iron: Begin",
		},
		{
			"the card is gone", "Magnesium", "Delete",
			[]fyne.CanvasObject{iron, card("Magnesium", "Begin", "Delete"), card("Triggers", "Rename")},
			[]fyne.CanvasObject{iron, card("Triggers", "Rename")}, "Triggers: Rename",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			group := container.NewVBox(c.was...)
			w := test.NewTempWindow(t, group)
			find(c.was, c.on, c.at, func(b *look.Button) { w.Canvas().Focus(b) })
			field.Rebuilt(w, group, func() {
				group.Objects = c.is
				group.Refresh()
			})
			got := "nothing"
			find(c.is, "", "", func(b *look.Button) {
				if w.Canvas().Focused() == fyne.Focusable(b) {
					got = b.Text
				}
			})
			for _, o := range c.is {
				if b, ok := w.Canvas().Focused().(*look.Button); ok && field.Within(o, b) {
					got = headingOf(o) + ": " + got
				}
			}
			if got != c.want {
				t.Errorf("the keyboard is at %q, want %q", got, c.want)
			}
		})
	}
}

func headingOf(card fyne.CanvasObject) string {
	return card.(*look.Card).Content().(*fyne.Container).Objects[0].(*widget.Label).Text
}

// find hands over the buttons with a word on cards with a heading, "" for any.
func find(cards []fyne.CanvasObject, heading, word string, found func(*look.Button)) {
	for _, c := range cards {
		for _, o := range c.(*look.Card).Content().(*fyne.Container).Objects[1].(*fyne.Container).Objects {
			if b := o.(*look.Button); (heading == "" || headingOf(c) == heading) && (word == "" || b.Text == word) {
				found(b)
			}
		}
	}
}
