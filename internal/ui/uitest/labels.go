package uitest

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// CheckNamed fails for each control on show that the keyboard can reach and that has no name: one a
// screen reader would have nothing to say about.
func CheckNamed(t *testing.T, content fyne.CanvasObject) {
	t.Helper()
	for _, fault := range Nameless(content) {
		t.Error(fault)
	}
}

// Nameless says which controls on show have no name.
func Nameless(o fyne.CanvasObject) []string {
	if o == nil || !o.Visible() {
		return nil
	}
	if focusable, ok := o.(fyne.Focusable); ok {
		if name, known := nameOf(focusable); known && strings.TrimSpace(name) == "" {
			return []string{fmt.Sprintf("%T at %v has no name", o, o.Position())}
		}
	}
	var faults []string
	for _, child := range children(o) {
		faults = append(faults, Nameless(child)...)
	}
	return faults
}

// nameOf returns what a control calls itself; known is false for Fyne's collections and scrolling
// parts, whose rows speak for them.
func nameOf(o fyne.Focusable) (name string, known bool) {
	switch v := o.(type) {
	case fyne.Accessible:
		return v.AccessibilityLabel(), true
	case *widget.Entry:
		return v.PlaceHolder + v.Text, true
	case *widget.SelectEntry:
		return v.PlaceHolder + v.Text, true
	case *widget.Select, *widget.Check: // the toolkit's own have no name
		return "", true
	}
	return "", false
}
