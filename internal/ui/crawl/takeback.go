package crawl

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// mostUndo is how many steps of undo one use of a control may need: each letter typed can be one.
const mostUndo = 6

// takeBack presses undo until the diary is what it was, and complains where it does not become that. A press
// that was an undo itself is taken back by redo. It tells whether the diary is what it was.
func (r *run) takeBack(before any) (done bool) {
	if r.again(); same(r.diary(), before) {
		return true
	}
	steps := 0
	for ; steps < mostUndo && !same(r.diary(), before); steps++ {
		if !r.undo() {
			break
		}
	}
	now := r.diary()
	if done = same(now, before); !done {
		r.complain(NotUndone, fmt.Sprintf("after %d steps: %s", steps, difference(before, now)))
	}
	return done
}

// difference names the first part of a diary that differs.
func difference(a, b any) string {
	return differ(reflect.ValueOf(a), reflect.ValueOf(b), "")
}

func differ(a, b reflect.Value, path string) string {
	if a.IsValid() && b.IsValid() && a.Type() == b.Type() {
		switch a.Kind() {
		case reflect.Struct:
			for i := range a.NumField() {
				if a.Type().Field(i).IsExported() && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
					return differ(a.Field(i), b.Field(i), path+"."+a.Type().Field(i).Name)
				}
			}
		case reflect.Slice:
			for i := range min(a.Len(), b.Len()) {
				if !reflect.DeepEqual(a.Index(i).Interface(), b.Index(i).Interface()) {
					return differ(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i))
				}
			}
			return fmt.Sprintf("%s had %d and has %d", path, a.Len(), b.Len())
		}
	}
	return fmt.Sprintf("%s was %.200v and is %.200v", path, a, b)
}

// compare complains where the place in which something was taken back does not tell again what it told before.
// Where the press led elsewhere from the diary of the start, it is held against what that place told at any time with
// that diary.
func (r *run) compare(before scene, told []string) {
	now := r.level()
	var known [][]string
	if now == before.level {
		known = append(known, told)
	}
	if same(before.diary, r.first) {
		known = append(known, r.shown[now]...)
	}
	if len(known) == 0 || now.over(level{windows: 1}) {
		return
	}
	r.quiet()
	telling, nearest := r.tells(), ""
	for _, k := range known {
		d := textsDiffer(k, telling)
		if d == "" {
			return
		}
		if nearest == "" || len(d) < len(nearest) {
			nearest = d
		}
	}
	r.complain(NotShown, nearest)
}

// tells lists what the window on top says, in sight or not: its words, and what its controls say of their state.
func (r *run) tells() (list []string) {
	w := r.window()
	walk(front(w), w.Canvas().Size(), func(s spot) {
		if r.config.Lazy != nil && slices.ContainsFunc(s.inside, r.config.Lazy) {
			return
		}
		text := ""
		switch v := s.object.(type) {
		case *widget.Label:
			text = v.Text
		case *canvas.Text:
			if !inLabel(s) { // whose lines end where there is room
				text = v.Text
			}
		case interface{ AccessibilityLabel() string }:
			text = v.AccessibilityLabel()
			if box := reflect.Indirect(reflect.ValueOf(s.object)); box.Kind() == reflect.Struct && box.FieldByName("Checked").IsValid() {
				text = fmt.Sprintf("%s ticked: %t", text, box.FieldByName("Checked").Bool())
			}
		}
		if text = strings.TrimSpace(text); text != "" && (r.config.Passing == nil || !r.config.Passing(text)) {
			list = append(list, text)
		}
	})
	return list
}

func inLabel(s spot) bool {
	return slices.ContainsFunc(s.inside, func(o fyne.CanvasObject) bool {
		_, label := o.(*widget.Label)
		return label
	})
}

// textsDiffer names what one of two lists of texts has and the other has not, "" for nothing.
func textsDiffer(before, now []string) string {
	count := map[string]int{}
	for _, text := range before {
		count[text]--
	}
	for _, text := range now {
		count[text]++
	}
	var gone, more []string
	for text, n := range count {
		switch {
		case n < 0:
			gone = append(gone, text)
		case n > 0:
			more = append(more, text)
		}
	}
	slices.Sort(gone)
	slices.Sort(more)
	if len(gone)+len(more) == 0 {
		return ""
	}
	return fmt.Sprintf("gone %.300q, new %.300q", gone, more)
}
