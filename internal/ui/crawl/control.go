package crawl

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Deed is a way to use a control.
type Deed string

// The deeds. Choose is a press of an item of the menu bar.
const (
	Press      Deed = "press"
	RightPress Deed = "right-press"
	Keys       Deed = "press by key"
	Type       Deed = "type into"
	Drag       Deed = "drag"
	Choose     Deed = "choose"
	Tab        Deed = "Tab to"
)

// Step is one use of one control.
type Step struct {
	Deed Deed
	// Where is the screen or dialog, Name what the control calls itself, Kind its type in the program.
	Where, Kind, Name string
	// Nth tells apart controls of a place that are called the same.
	Nth int
}

// String is the step in words.
func (s Step) String() string {
	text := fmt.Sprintf("%s %q", s.Deed, s.Name)
	if s.Nth > 0 {
		text += fmt.Sprintf(" (no. %d)", s.Nth+1)
	}
	return fmt.Sprintf("%s in %s (%s)", text, s.Where, s.Kind)
}

// control is something on show that can be used.
type control struct {
	Step
	object fyne.CanvasObject // nil for an item of the menu bar
	item   *fyne.MenuItem
}

func takesPresses(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

// typed tells whether an object is a field that one types into.
func typed(o fyne.CanvasObject) bool {
	c, ok := o.(desktop.Cursorable)
	if !ok || c.Cursor() != desktop.TextCursor {
		return false
	}
	_, ok = o.(fyne.Focusable)
	_, label := o.(*widget.Label)
	return ok && !label && strings.Contains(strings.ToLower(kindOf(o)+parents(reflect.TypeOf(o))), "entry")
}

// parents names the types that a widget is built on.
func parents(t reflect.Type) (names string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return ""
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous {
			names += " " + f.Type.String() + parents(f.Type)
		}
	}
	return names
}

func kindOf(o fyne.CanvasObject) string {
	return strings.TrimPrefix(reflect.TypeOf(o).String(), "*")
}

func disabled(o fyne.CanvasObject) bool {
	d, ok := o.(fyne.Disableable)
	return ok && d.Disabled()
}

// deeds lists what can be done to an object.
func deeds(s spot) []Deed {
	o := s.object
	if disabled(o) {
		return nil
	}
	if typed(o) {
		return []Deed{Type}
	}
	if toolkits(kindOf(o)) {
		return nil
	}
	var list []Deed
	if _, ok := o.(fyne.Tappable); ok {
		list = append(list, Press)
	}
	if _, ok := o.(fyne.SecondaryTappable); ok {
		list = append(list, RightPress)
	}
	if _, ok := o.(fyne.Focusable); ok {
		list = append(list, Keys)
	}
	if _, ok := o.(fyne.Draggable); ok {
		list = append(list, Drag)
	}
	return list
}

// toolkits tells of kinds whose behaviour is the toolkit's alone: what scrolls and is scrolled by, words that
// can be marked, and the cover behind a menu.
func toolkits(kind string) bool {
	switch kind {
	case "container.Scroll", "widget.Scroll", "widget.scrollBar", "widget.scrollBarArea", "widget.Label",
		"widget.RichText", "widget.focusSelectable", "widget.OverlayContainer", "widget.PopUpMenu", "widget.PopUp", "container.divider":
		return true
	}
	return false
}

// controls lists what can be used in the window on top, and in the menu bar while nothing lies over it.
func (r *run) controls() []control {
	w := r.window()
	where := r.where()
	var list []control
	count := map[Step]int{}
	add := func(c control) {
		c.Nth = count[c.Step]
		count[c.Step]++
		list = append(list, c)
	}
	var inField fyne.CanvasObject
	walk(front(w), w.Canvas().Size(), func(s spot) {
		if inField != nil && holds(s.inside, inField) {
			return // a field's own parts belong to it
		}
		if typed(s.object) {
			inField = s.object
		}
		for _, d := range deeds(s) {
			name := nameOf(s.object)
			if r.config.Avoid != nil && r.config.Avoid(kindOf(s.object), name) {
				continue
			}
			c := control{Step: Step{Deed: d, Where: where, Kind: kindOf(s.object), Name: name}, object: s.object}
			if strings.IndexFunc(name, unicode.IsDigit) >= 0 || own(c.Kind) {
				c.Name = "#"
			}
			add(c)
		}
	})
	if w.MainMenu() != nil && w.Canvas().Overlays().Top() == nil {
		for _, m := range w.MainMenu().Items {
			items(m, m.Label, func(path string, item *fyne.MenuItem) {
				add(control{Step: Step{Deed: Choose, Where: "the menu bar", Kind: "menu", Name: path}, item: item})
			})
		}
	}
	return list
}

// own tells whether a kind is a row of the toolkit's own file dialog, whose name is a file's.
func own(kind string) bool { return strings.HasPrefix(kind, "dialog.") }

func holds(list []fyne.CanvasObject, o fyne.CanvasObject) bool {
	for _, one := range list {
		if one == o {
			return true
		}
	}
	return false
}

func items(m *fyne.Menu, path string, visit func(string, *fyne.MenuItem)) {
	for _, item := range m.Items {
		switch {
		case item.IsSeparator || item.Disabled || item.Checked:
		case item.ChildMenu != nil:
			items(item.ChildMenu, path+" › "+item.Label, visit)
		case item.IsQuit: // ends the program, which is tested by itself
		default:
			name := strings.Join(strings.Fields(item.Label), " ")
			if strings.IndexFunc(name, unicode.IsDigit) >= 0 {
				name = "#"
			}
			visit(path+" › "+name, item)
		}
	}
}

// nameOf is what an object says of itself, or the words on it, or its sign.
func nameOf(o fyne.CanvasObject) string {
	name := ""
	if a, ok := o.(interface{ AccessibilityLabel() string }); ok {
		name = a.AccessibilityLabel()
	}
	if typed(o) {
		name, _, _ = strings.Cut(name, ". ") // what is wrong with it follows
	}
	if entry, ok := o.(*widget.Entry); ok && name == "" {
		name = entry.PlaceHolder
	}
	if s, ok := o.(interface{ Called() string }); ok {
		name = s.Called() // whatever is chosen
	}
	if strings.TrimSpace(name) == "" {
		name = strings.Join(words(o), " ")
	}
	if first, _, more := strings.Cut(name, "\n"); more {
		name = first
	}
	return strings.TrimSpace(name)
}

func words(o fyne.CanvasObject) (list []string) {
	walk(o, fyne.Size{}, func(s spot) {
		switch v := s.object.(type) {
		case *canvas.Text:
			if strings.TrimSpace(v.Text) != "" {
				list = append(list, v.Text)
			}
		case *canvas.Image:
			if v.Resource != nil {
				list = append(list, v.Resource.Name())
			}
		}
	})
	return list
}

// where names what is on top: the dialog by its title, a list or a menu by its first words, else the screen.
func (r *run) where() string {
	w := r.window()
	switch top := w.Canvas().Overlays().Top(); {
	case top != nil:
		if title := boldIn(top, w.Canvas().Size()); title != "" {
			return "dialog " + plain(title)
		}
		return "list " + plain(strings.Join(first(words(top)), ", "))
	case w != r.subject.Window:
		return "window " + plain(w.Title())
	}
	name := ""
	if r.subject.Place != nil {
		name = r.subject.Place()
	}
	return strings.TrimSpace(name + " " + plain(heading(w)))
}

// heading is the first heading of what a window holds.
func heading(w fyne.Window) (text string) {
	walk(w.Content(), w.Canvas().Size(), func(s spot) {
		if l, ok := s.object.(*widget.Label); ok && text == "" && l.SizeName == theme.SizeNameHeadingText {
			text = l.Text
		}
	})
	return text
}

// first are as many words as tell one list from another.
func first(words []string) []string {
	const enough = 3
	return words[:min(enough, len(words))]
}

func plain(title string) string {
	if strings.IndexFunc(title, unicode.IsDigit) >= 0 {
		return "#"
	}
	return title
}

func boldIn(o fyne.CanvasObject, window fyne.Size) (title string) {
	walk(o, window, func(s spot) {
		if t, ok := s.object.(*canvas.Text); ok && title == "" && t.TextStyle.Bold && strings.TrimSpace(t.Text) != "" {
			title = t.Text
		}
	})
	return title
}
