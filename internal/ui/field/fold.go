package field

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// Fold is a heading that opens to a group of fields.
type Fold struct {
	look.Button
	// Toggled is called when the person opened or closed it.
	Toggled func(open bool)

	l     *i18n.Localizer
	form  *Form
	body  *fyne.Container
	build func() fyne.CanvasObject
	lines []*Line // what the form has of it
	open  bool
}

// NewFold returns a group; what is in it is built when it first opens.
func NewFold(f *Form, l *i18n.Localizer, name string, open bool, build func() fyne.CanvasObject) *Fold {
	b := &Fold{l: l, form: f, body: container.NewVBox(), build: build}
	b.Text, b.Alignment, b.Importance = name, widget.ButtonAlignLeading, widget.LowImportance
	b.OnTapped = func() {
		b.set(!b.open)
		if b.Toggled != nil {
			b.Toggled(b.open)
		}
	}
	b.ExtendBaseWidget(b)
	b.set(open)
	return b
}

// Open tells whether the group is open.
func (b *Fold) Open() bool { return b.open }

// Unfold opens the group, as if the person had.
func (b *Fold) Unfold() {
	if !b.open {
		b.OnTapped()
	}
}

// Body is what the group holds, for the layout.
func (b *Fold) Body() *fyne.Container { return b.body }

// AccessibilityLabel tells name and state.
func (b *Fold) AccessibilityLabel() string {
	if b.open {
		return b.l.T("field.fold.open", "name", b.Text)
	}
	return b.l.T("field.fold.closed", "name", b.Text)
}

// FocusGained brings the group's heading into sight.
func (b *Fold) FocusGained() {
	b.Button.FocusGained()
	if b.form.Reveal != nil {
		b.form.Reveal(b)
	}
}

// Rebuild makes the content again. The keyboard stays where it was: at what replaced the field
// it was in or, where that is gone, at the group's heading.
func (b *Fold) Rebuild(canvas fyne.Canvas) {
	back := Stay(canvas, b.body)
	b.form.lines = slices.DeleteFunc(b.form.lines, func(e *Line) bool { return slices.Contains(b.lines, e) })
	b.body.Objects, b.lines = nil, nil
	b.set(b.open)
	back(b)
}

func (b *Fold) set(open bool) {
	b.open = open
	b.Icon = theme.MenuExpandIcon()
	if open {
		b.Icon = theme.MenuDropDownIcon()
		if len(b.body.Objects) == 0 {
			before := len(b.form.lines)
			b.body.Add(b.build())
			b.lines = slices.Clone(b.form.lines[before:])
		}
		b.body.Show()
	} else {
		b.body.Hide()
	}
	b.Refresh()
}

// Box shows heading and body.
func (b *Fold) Box() fyne.CanvasObject { return look.NewCard(container.NewVBox(b, b.body)) }

// Named puts a name above any field.
func Named(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(tight(), look.Text(name), o)
}
