package field

import (
	"maps"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
)

// drafts keeps what is half typed, as the diary's file does.
type drafts map[string]string

func (d drafts) form() *Form {
	return &Form{
		Draft:   func(key, text string) { d[key] = text },
		Clear:   func(key string) { delete(d, key) },
		Drafted: func(key string) (string, bool) { text, found := d[key]; return text, found },
	}
}

// bedtime shows a line for a time and another to go to.
func bedtime(t *testing.T, f *Form) (line, other *Line, kept *diary.Optional[diary.Clock], w fyne.Window) {
	t.Helper()
	l := words(t, "en-US")
	kept = &diary.Optional[diary.Clock]{}
	line = f.Clock(l, "bed", "Bedtime", *kept, func(v diary.Optional[diary.Clock]) { *kept = v })
	other = f.Text(l, "note", "Note", "", diary.MaxNote, func(string) {})
	w = test.NewTempWindow(t, NewColumn(line.Box(8), other.Box(0)))
	w.Canvas().Focus(line)
	return line, other, kept, w
}

func TestATimeIsShownAsUnderstoodOnceItsLineIsLeft(t *testing.T) {
	half := drafts{}
	line, other, kept, w := bedtime(t, half.form())
	test.Type(line, "1130p")
	if line.Text != "1130p" || half["bed"] != "1130p" {
		t.Errorf("while one types %q is on show, and %v among the drafts", line.Text, half)
	}
	w.Canvas().Focus(other)
	if line.Text != "11:30 pm" || kept.Or(0).String() != "23:30" || len(half) != 0 {
		t.Errorf("%q is on show, %v kept, and %v among the drafts", line.Text, *kept, half)
	}
	*kept = diary.None[diary.Clock]()
	w.Canvas().Focus(line)
	w.Canvas().Focus(other)
	if kept.IsSet() {
		t.Error("what nobody typed was handed over")
	}
}

func TestEnterShowsATimeAsUnderstoodWithTheCursorBehindIt(t *testing.T) {
	half := drafts{}
	line, _, kept, _ := bedtime(t, half.form())
	test.Type(line, "2305")
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if line.Text != "11:05 pm" || line.CursorColumn != len(line.Text) || kept.Or(0).String() != "23:05" || len(half) != 0 {
		t.Errorf("%q with the cursor at %d, %v kept, and %v among the drafts", line.Text, line.CursorColumn, *kept, half)
	}
	for range len("05 pm") {
		line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(line, "45pm")
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if line.Text != "11:45 pm" || kept.Or(0).String() != "23:45" {
		t.Errorf("put right, %q is on show and %v kept", line.Text, *kept)
	}
}

func TestWhatIsNotKeptOrNotReadStaysAsItWasTyped(t *testing.T) {
	half := drafts{}
	f := half.form()
	line, other, _, w := bedtime(t, f)
	f.Kept = func() bool { return false }
	test.Type(line, "2305")
	w.Canvas().Focus(other)
	if line.Text != "2305" || half["bed"] != "2305" {
		t.Errorf("not kept: %q is on show, and %v among the drafts", line.Text, half)
	}
	f.Kept = nil
	w.Canvas().Focus(line)
	line.SetText("10:30")
	w.Canvas().Focus(other)
	if line.Text != "10:30" || half["bed"] != "10:30" || line.Fault() == "" {
		t.Errorf("not read: %q is on show, %v among the drafts, and said %q", line.Text, half, line.Fault())
	}
}

// A form that is saved as a whole keeps its drafts until then; they must not bring back what was typed
// before it was understood.
func TestADraftOfAFormSavedAsAWholeIsTheTextThatWasUnderstood(t *testing.T) {
	half := drafts{}
	f := half.form()
	f.Clear = nil
	line, _, kept, _ := bedtime(t, f)
	line.SetText("2305")
	f.Commit()
	if want := (drafts{"bed": "11:05 pm"}); !maps.Equal(half, want) {
		t.Errorf("the drafts are %v, want %v", half, want)
	}
	again, _, back, _ := bedtime(t, f)
	again.form.Commit()
	if again.Text != "11:05 pm" || *back != *kept {
		t.Errorf("after a crash %q is on show and %v kept", again.Text, *back)
	}
}

func TestADraftIsShownAsUnderstoodOnlyWhenItIsHandedOver(t *testing.T) {
	half := drafts{"bed": "2305"}
	line, _, kept, _ := bedtime(t, half.form())
	if line.Text != "2305" || kept.IsSet() {
		t.Errorf("%q is on show and %v kept", line.Text, *kept)
	}
	line.form.Commit()
	if line.Text != "11:05 pm" || kept.Or(0).String() != "23:05" || len(half) != 0 {
		t.Errorf("%q is on show, %v kept, and %v among the drafts", line.Text, *kept, half)
	}
}
