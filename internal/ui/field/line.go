package field

import (
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// Line is a field one types in. It checks while one types and says below what is wrong; it hands the
// value over when the keyboard leaves it or on Enter, so that half a number is never kept as a number.
type Line struct {
	widget.Entry
	// Key names what is typed among the drafts of its form.
	Key string
	// Entered is called on Enter after the value was handed over.
	Entered func()
	// Down is called on the arrow key down in a line that has no other use for it.
	Down func()
	// Waits says that the text stays half typed, also when the keyboard leaves it, until something takes it.
	Waits bool
	// Tidy writes a text that can be read as the form itself shows its value. It takes the text's place once
	// the value is handed over, so that one sees what was understood. Without it the text stays as typed.
	Tidy func(text string) string

	name    string
	read    func(text string) (keep func(), fault string)
	step    func(text string, by int) string
	form    *Form
	trouble *widget.Label
	// now fills the line in with the time that it is; nil where that has no meaning.
	now *look.Button
	// pending says that what is on show is not handed over; handing that it is just being, and tidying that
	// the text on show is just being written as it was understood.
	pending, handing, tidying bool
}

// AccessibilityLabel is the field's name, and what is wrong with it.
func (e *Line) AccessibilityLabel() string {
	if e.trouble.Visible() {
		return e.name + ". " + e.trouble.Text
	}
	return e.name
}

// Fault is what is wrong with the text on show, or "".
func (e *Line) Fault() string {
	if e.trouble.Visible() {
		return e.trouble.Text
	}
	return ""
}

// AcceptsTab leaves the Tab key to the keyboard's way round the window, in a field of several lines too.
func (e *Line) AcceptsTab() bool { return false }

// FocusGained brings the field into sight.
func (e *Line) FocusGained() {
	e.Entry.FocusGained()
	e.reveal()
}

// reveal brings the field into sight, with what is said below it.
func (e *Line) reveal() {
	if e.form.Reveal == nil {
		return
	}
	if e.trouble.Visible() {
		e.form.Reveal(e.trouble)
	}
	e.form.Reveal(e)
}

// FocusLost hands the value over.
func (e *Line) FocusLost() {
	e.Entry.FocusLost()
	e.Commit()
}

// TypedKey steps numbers with the arrow keys up and down.
func (e *Line) TypedKey(k *fyne.KeyEvent) {
	by := 0
	switch k.Name {
	case fyne.KeyUp:
		by = 1
	case fyne.KeyDown:
		by = -1
	}
	if by < 0 && e.Down != nil {
		e.Down()
		return
	}
	if by == 0 || e.step == nil {
		e.Entry.TypedKey(k)
		return
	}
	if next := e.step(e.Text, by); next != e.Text {
		e.SetText(next)
	}
}

// Commit hands over what was typed since the last time, if it can be read. It tells whether it is kept, or
// could not be read.
func (e *Line) Commit() bool {
	if !e.pending || e.Waits || e.handing {
		return true
	}
	keep, fault := e.read(e.Text)
	if fault != "" {
		return true // it stays on show and among the drafts
	}
	e.handing = true
	keep()
	e.handing = false
	if e.form.Kept != nil && !e.form.Kept() {
		return false // it is tried again with the next time
	}
	e.pending = false
	e.form.clear(e.Key)
	e.tidy()
	return true
}

// tidy shows the text as it was understood. That is nothing newly typed, so it begins no draft; but where the
// form keeps its drafts until all of it is saved, the line's own must not bring the old text back.
func (e *Line) tidy() {
	if e.Tidy == nil {
		return
	}
	text := e.Tidy(e.Text)
	if text == e.Text {
		return
	}
	e.tidying = true
	e.Fill(text)
	e.tidying = false
	if f := e.form; f.Clear == nil && f.Draft != nil && e.Key != "" {
		f.Draft(e.Key, text)
	}
}

// Fill puts a text into the line, with the cursor behind it, where one goes on typing.
func (e *Line) Fill(text string) {
	e.SetText(text)
	e.CursorRow = strings.Count(text, "\n")
	e.CursorColumn = len([]rune(text[strings.LastIndexByte(text, '\n')+1:]))
	e.Refresh()
}

// Take returns what is typed in a line that waits, without blanks around it, and empties the line.
func (e *Line) Take() string {
	text := strings.TrimSpace(e.Text)
	e.SetText("")
	e.pending = false
	e.form.clear(e.Key)
	return text
}

func (e *Line) typed(text string) {
	if e.tidying {
		return
	}
	e.pending = true
	_, fault := e.read(text)
	e.say(fault)
	e.form.draft(e.Key, text)
}

func (e *Line) say(fault string) {
	if fault == "" {
		e.trouble.Hide()
		return
	}
	e.trouble.SetText(fault)
	e.trouble.Show()
}

// Form keeps the lines of one record together: it hands all of them over at once, and keeps what is
// half typed where a crash does not reach it.
type Form struct {
	// Draft keeps half-typed text under a key; Clear forgets it; Drafted gives it back.
	Draft   func(key, text string)
	Clear   func(key string)
	Drafted func(key string) (string, bool)
	// Kept tells, just after a line was handed over, whether its value is in the diary. Without it all is.
	Kept func() bool
	// Reveal brings a field into sight.
	Reveal func(fyne.CanvasObject)
	// Entered is called on Enter in a line that has no use for it of its own.
	Entered func()
	// Touched is called whenever something is typed or chosen: what was said of the form as it stood before
	// may be over.
	Touched func()
	// Now tells the time for the button that fills a time of day in with it; without it there is none.
	Now func() time.Time
	// Locked forms show their lines, and nothing can be typed in them.
	Locked bool

	lines []*Line
	half  map[string]string // what was drafted here, which is there also where the file cannot be written
}

// Commit hands over every line, and tells whether all that can be read is kept.
func (f *Form) Commit() bool {
	kept := true
	for _, e := range slices.Clone(f.lines) { // a line may have its group rebuilt
		kept = e.Commit() && kept
	}
	return kept
}

// Forget leaves out the lines whose key begins with prefix, before they are rebuilt.
func (f *Form) Forget(prefix string) {
	maps.DeleteFunc(f.half, func(key, _ string) bool { return strings.HasPrefix(key, prefix) })
	f.lines = slices.DeleteFunc(f.lines, func(e *Line) bool { return strings.HasPrefix(e.Key, prefix) })
}

// Fault is the first thing wrong in any line, or "".
func (f *Form) Fault() string {
	for _, e := range f.lines {
		if e.Fault() != "" {
			return e.Fault()
		}
	}
	return ""
}

func (f *Form) draft(key, text string) {
	if f.Touched != nil {
		f.Touched()
	}
	if f.Draft == nil || key == "" {
		return
	}
	if f.half == nil {
		f.half = map[string]string{}
	}
	f.half[key] = text
	f.Draft(key, text)
}

func (f *Form) clear(key string) {
	delete(f.half, key)
	if f.Clear != nil && key != "" {
		f.Clear(key)
	}
}

// Half is what is half typed under a key, if anything.
func (f *Form) Half(key string) (text string, found bool) {
	if f.Drafted == nil || key == "" {
		return "", false
	}
	if text, found := f.half[key]; found {
		return text, true
	}
	return f.Drafted(key)
}

// Line adds a field with a name. read takes the text: it returns what is wrong in words, or what keeps
// the value.
func (f *Form) Line(key, name, text string, read func(string) (keep func(), fault string)) *Line {
	e := &Line{Key: key, name: name, read: read, form: f, trouble: look.Text("")}
	e.trouble.Importance = widget.DangerImportance
	e.trouble.Hide()
	e.ExtendBaseWidget(e)
	e.SetText(text)
	if half, ok := f.Half(key); ok && half != text {
		e.Fill(half)
		e.pending = true
		_, fault := read(half)
		e.say(fault)
	}
	if f.Locked {
		e.Disable()
	}
	e.OnChanged = e.typed
	e.OnSubmitted = func(string) {
		e.Commit()
		if e.Fault() != "" {
			e.reveal()
		}
		switch {
		case e.Entered != nil:
			e.Entered()
		case e.form.Entered != nil:
			e.form.Entered()
		}
	}
	f.lines = append(f.lines, e)
	return e
}

// Box shows a line below its name, as wide as chars characters; 0 takes the whole width.
func (e *Line) Box(chars int) fyne.CanvasObject {
	name := widget.NewLabel(e.name)
	if chars == 0 {
		name.Wrapping = fyne.TextWrapWord
		return container.New(tight(), name, e, e.trouble)
	}
	if e.now != nil {
		return e.boxWith(chars, e.now)
	}
	return container.New(lineBox{tight()}, name, e.narrowed(chars), e.trouble)
}

// boxWith is Box with a control to the right of the line.
func (e *Line) boxWith(chars int, beside fyne.CanvasObject) fyne.CanvasObject {
	return container.New(lineBox{tight()}, widget.NewLabel(e.name), container.NewHBox(e.narrowed(chars), beside), e.trouble)
}

func (e *Line) narrowed(chars int) fyne.CanvasObject {
	width := theme.Size(theme.SizeNameText)*0.62*float32(chars) + 4*theme.InnerPadding()
	return container.New(narrow{width}, e)
}

// lineBox is the layout of a line between its name and what is wrong with it. In a row the line itself
// stands level with its neighbours.
type lineBox struct{ stacked fyne.Layout }

// MinSize is that of all three.
func (b lineBox) MinSize(objects []fyne.CanvasObject) fyne.Size { return b.stacked.MinSize(objects) }

// Layout sets them one above the other.
func (b lineBox) Layout(objects []fyne.CanvasObject, size fyne.Size) { b.stacked.Layout(objects, size) }

// Beneath is the height of what is said under the line, which is the last of its objects.
func (b lineBox) Beneath(objects []fyne.CanvasObject) float32 {
	if !objects[len(objects)-1].Visible() {
		return 0
	}
	return b.MinSize(objects).Height - b.MinSize(objects[:len(objects)-1]).Height
}

func tight() fyne.Layout { return layout.NewCustomPaddedVBoxLayout(-theme.Padding()) }

// narrow gives one object a fixed width.
type narrow struct{ width float32 }

// MinSize is the fixed width.
func (n narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(n.width, objects[0].MinSize().Height)
}

// Layout keeps the width whatever there is.
func (n narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(n.width, size.Height))
}
