package uitest_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/uitest"
)

const long = "A rather long line of text that does not fit into a narrow place at all"

func laidOut(t *testing.T, o fyne.CanvasObject, width, height float32) []string {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(o)
	w.Resize(fyne.NewSize(width, height))
	o.Resize(fyne.NewSize(width, height))
	return uitest.Faults(o, fyne.NewSize(width, height))
}

func expect(t *testing.T, faults []string, word string) {
	t.Helper()
	if !strings.Contains(strings.Join(faults, "\n"), word) {
		t.Errorf("no fault with %q among %q", word, faults)
	}
}

func TestCutTextIsFound(t *testing.T) {
	text := canvas.NewText(long, nil)
	text.Resize(fyne.NewSize(100, 30))
	expect(t, laidOut(t, container.NewWithoutLayout(text), 400, 300), "in a place of 100")
}

func TestTextOutsideTheWindowIsFound(t *testing.T) {
	text := canvas.NewText("outside", nil)
	text.Resize(text.MinSize())
	text.Move(fyne.NewPos(380, 0))
	expect(t, laidOut(t, container.NewWithoutLayout(text), 400, 300), "reaches out")
}

func TestShortenedTextIsFound(t *testing.T) {
	label := widget.NewLabel(long)
	label.Truncation = fyne.TextTruncateEllipsis
	expect(t, laidOut(t, container.New(layout.NewStackLayout(), label), 100, 60), "is shortened")
}

func TestCoveringTextIsFound(t *testing.T) {
	expect(t, laidOut(t, container.NewStack(widget.NewLabel("one above"), widget.NewLabel("the other")), 400, 300), "over each other")
}

func TestWrappedAndScrolledTextIsFine(t *testing.T) {
	column := container.NewVBox()
	for range 40 {
		column.Add(look.Text(long))
	}
	if faults := laidOut(t, container.NewVScroll(column), 300, 300); len(faults) > 0 {
		t.Errorf("faults: %q", faults)
	}
}

func TestNamelessControlsAreFound(t *testing.T) {
	test.NewTempApp(t)
	faults := uitest.Nameless(container.NewVBox(widget.NewButton("Add", nil), widget.NewEntry()))
	if len(faults) != 1 {
		t.Errorf("want the entry alone, got %q", faults)
	}
}
