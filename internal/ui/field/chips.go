package field

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// Chip is a word that is on or off. On shows a tick as well as a colour.
type Chip struct {
	look.Button
	l      *i18n.Localizer
	on     bool
	reveal func(fyne.CanvasObject)
}

// NewChip returns a chip; pressed is called with its new state.
func NewChip(f *Form, l *i18n.Localizer, word string, on bool, pressed func(on bool)) *Chip {
	c := &Chip{l: l}
	if f != nil {
		c.reveal = f.Reveal
	}
	c.Text = word
	c.OnTapped = func() {
		c.Set(!c.on)
		pressed(c.on)
	}
	c.ExtendBaseWidget(c)
	c.Set(on)
	return c
}

// On tells whether it is on.
func (c *Chip) On() bool { return c.on }

// FocusGained brings the chip into sight.
func (c *Chip) FocusGained() {
	c.Button.FocusGained()
	if c.reveal != nil {
		c.reveal(c)
	}
}

// AccessibilityLabel tells word and state.
func (c *Chip) AccessibilityLabel() string {
	if c.on {
		return c.l.T("field.chip.on", "name", c.Text)
	}
	return c.l.T("field.chip.off", "name", c.Text)
}

// Set turns the chip on or off without telling anyone.
func (c *Chip) Set(on bool) {
	c.on = on
	c.Importance, c.Icon = widget.MediumImportance, nil
	if on {
		c.Importance, c.Icon = widget.HighImportance, theme.ConfirmIcon()
	}
	c.Refresh()
}

// Several is a row of chips of which any number may be on.
func Several[T comparable](f *Form, l *i18n.Localizer, all, chosen []T, word func(T) string, changed func([]T)) fyne.CanvasObject {
	on := slices.Clone(chosen)
	row := flow.New()
	for _, v := range all {
		row.Add(NewChip(f, l, word(v), slices.Contains(on, v), func(now bool) {
			on = With(on, v, now)
			changed(on)
		}))
	}
	return row
}

// With returns a list with an entry as its last one, or without it; the list given stays as it is.
func With[T comparable](list []T, entry T, in bool) []T {
	list = slices.DeleteFunc(slices.Clone(list), func(x T) bool { return x == entry })
	if in {
		list = append(list, entry)
	}
	return list
}

// One is a row of chips of which at most one is on; the zero T is none.
func One[T comparable](f *Form, l *i18n.Localizer, all []T, chosen T, word func(T) string, changed func(T)) fyne.CanvasObject {
	row := flow.New()
	var chips []*Chip
	var none T
	for i, v := range all {
		c := NewChip(f, l, word(v), v == chosen, func(now bool) {
			for j, other := range chips {
				other.Set(now && j == i)
			}
			if now {
				changed(v)
			} else {
				changed(none)
			}
		})
		chips = append(chips, c)
		row.Add(c)
	}
	return row
}
