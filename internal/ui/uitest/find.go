package uitest

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// Button finds the button on show with a word, or with a name of its own, in the window's content or in what lies over it.
func Button(t testing.TB, w fyne.Window, word string) *widget.Button {
	t.Helper()
	roots := append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...)
	for i := len(roots) - 1; i >= 0; i-- {
		if b := find(roots[i], func(b *look.Button) bool { return b.Text == word || b.Name == word }); b != nil {
			return &b.Button
		}
		if b := find(roots[i], func(b *widget.Button) bool { return b.Text == word }); b != nil {
			return b
		}
	}
	t.Fatalf("there is no button %q", word)
	return nil
}

// First finds the first object on show of a type.
func First[T fyne.CanvasObject](t testing.TB, root fyne.CanvasObject) T {
	t.Helper()
	return Find(t, root, "", func(T) bool { return true })
}

// Find finds the first object on show of a type of which is tells that it is the one; name tells which was
// wanted where there is none.
func Find[T fyne.CanvasObject](t testing.TB, root fyne.CanvasObject, name string, is func(T) bool) T {
	t.Helper()
	o := find(root, is)
	if any(o) == nil || reflect.ValueOf(o).IsNil() {
		t.Fatalf("there is no %T %q", o, name)
	}
	return o
}

func find[T fyne.CanvasObject](root fyne.CanvasObject, is func(T) bool) (found T) {
	if root == nil || !root.Visible() {
		return found
	}
	if o, ok := root.(T); ok && is(o) {
		return o
	}
	for _, child := range children(root) {
		if o := find(child, is); any(o) != any(found) {
			return o
		}
	}
	return found
}

// OnShow are the objects that can be seen, in the order in which they lie; what is hidden, or lies in
// something hidden, is not among them.
func OnShow(root fyne.CanvasObject) []fyne.CanvasObject {
	if root == nil || !root.Visible() {
		return nil
	}
	objects := []fyne.CanvasObject{root}
	for _, child := range children(root) {
		objects = append(objects, OnShow(child)...)
	}
	return objects
}

// Words are the texts of all labels and buttons on show, a line each, in the order in which they lie.
func Words(root fyne.CanvasObject) string {
	var words []string
	for _, o := range OnShow(root) {
		switch v := o.(type) {
		case *widget.Label:
			words = append(words, v.Text)
		case *widget.Button:
			words = append(words, v.Text)
		case *look.Button:
			words = append(words, v.Text)
		}
	}
	return strings.Join(words, "\n")
}
