//go:build testclock && unix

package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// sightFile is the variable that names the file in which a test build writes, whenever it gets the signal USR1, what
// its windows show and where: the mouse of a test goes by that, in any language. No other build has it.
const sightFile = "STILLNIGHT_SIGHT"

// tellSight waits for that signal from now on.
func tellSight() {
	path := os.Getenv(sightFile)
	if path == "" {
		return
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for range asked {
			var s sight
			fyne.DoAndWait(s.look)
			if err := os.WriteFile(path+".new", []byte(s.lines.String()), 0o600); err != nil {
				log.Print(err)
				return
			}
			if err := os.Rename(path+".new", path); err != nil {
				log.Print(err)
				return
			}
		}
	}()
}

// sight is what can be seen: a line each with window, layer, place in pixels of the window, type, marks and words, by tabs.
// Marks are p for what can be pressed, t for what can be typed into, f for what has the keyboard, and c for what the
// window's edge cuts off.
type sight struct {
	lines   strings.Builder
	title   string
	layer   int
	scale   float32
	focused fyne.Focusable
}

// look takes in all windows of the program, of each the bar of menus with what is open of it, the content, and what lies
// over it.
func (s *sight) look() {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		c := w.Canvas()
		s.title, s.scale, s.focused = w.Title(), c.Scale(), c.Focused()
		layers := append([]fyne.CanvasObject{w.Content()}, c.Overlays().List()...)
		// The toolkit tells nobody where its bar of menus is.
		if bar := reflect.ValueOf(c).Elem().FieldByName("menu"); bar.IsValid() {
			if o, ok := reflect.NewAt(bar.Type(), unsafe.Pointer(bar.UnsafeAddr())).Elem().Interface().(fyne.CanvasObject); ok && o != nil {
				layers = append([]fyne.CanvasObject{o}, layers...)
			}
		}
		for i, o := range layers {
			s.layer = i
			s.take(o, fyne.Position{}, c.Size(), fyne.Position{}, false)
		}
	}
}

// take takes in an object and what it holds, as far as it lies within a part of the window, which may scroll.
func (s *sight) take(o fyne.CanvasObject, parent fyne.Position, size fyne.Size, corner fyne.Position, scrolls bool) {
	if o == nil || !o.Visible() {
		return
	}
	at := parent.Add(o.Position())
	left, top := max(at.X, corner.X), max(at.Y, corner.Y)
	right, bottom := min(at.X+o.Size().Width, corner.X+size.Width), min(at.Y+o.Size().Height, corner.Y+size.Height)
	marks := s.marks(o)
	if !scrolls && (right-left < o.Size().Width-1 || bottom-top < o.Size().Height-1) {
		marks += "c"
	}
	if words := words(o); words != "" && right-left > 1 && bottom-top > 1 {
		_, _ = fmt.Fprintf(&s.lines, "%s\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t%T\t%s\t%s\n", s.title, s.layer,
			left*s.scale, top*s.scale, (right-left)*s.scale, (bottom-top)*s.scale, o, marks, strings.Join(strings.Fields(words), " "))
	}
	switch o.(type) {
	case *container.Scroll, *container.Clip:
		size, corner, scrolls = fyne.NewSize(right-left, bottom-top), fyne.NewPos(left, top), true
	}
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			s.take(child, at, size, corner, scrolls)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			s.take(child, at, size, corner, scrolls)
		}
	}
}

// marks tell what can be done with an object.
func (s *sight) marks(o fyne.CanvasObject) (marks string) {
	_, presses := o.(fyne.Tappable)
	_, types := o.(interface{ SelectedText() string })
	able, can := o.(fyne.Disableable)
	switch _, label := o.(*widget.Label); {
	case label || can && able.Disabled():
	case types:
		marks = "t"
	case presses:
		marks = "p"
	}
	if f, ok := o.(fyne.Focusable); ok && f == s.focused {
		marks += "f"
	}
	return marks
}

// words are what an object says.
func words(o fyne.CanvasObject) string {
	switch v := o.(type) {
	case *widget.Entry:
		return v.Text + " " + v.PlaceHolder
	case *canvas.Text:
		return v.Text
	case fyne.Accessible:
		return v.AccessibilityLabel()
	case *widget.Label:
		return v.Text
	case *widget.Button:
		return v.Text
	}
	return ""
}
