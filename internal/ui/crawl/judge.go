package crawl

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// judge uses a control and complains of what went wrong. It returns what can be used afterwards that could
// not before; ended says that the program must be started again.
func (r *run) judge(c control) (after []control, ended bool) {
	r.result.Pressed++
	r.result.ByDeed[c.Deed]++
	r.path = append(r.path, c.Step)
	if r.config.Say != nil {
		r.config.Say(r.path)
	}
	err := r.guard(func() error {
		after, ended = r.use(c)
		return nil
	})
	var p *panicked
	if errors.As(err, &p) {
		r.complain(Panicked, p.Error())
		return nil, true
	}
	return after, ended
}

func (r *run) use(c control) (after []control, ended bool) {
	w := r.window()
	r.quiet()
	if c.object != nil {
		reveal(w, c.object)
		// The mark of the keyboard is no answer to a press: it is there before. The menu bar leaves the
		// keyboard where it is.
		w.Canvas().Unfocus()
	}
	plain := r.look()
	if f, can := c.object.(fyne.Focusable); can && c.Deed != Type {
		w.Canvas().Focus(f)
	}
	before := r.scene()
	now, changed := before, false
	for n := 0; !changed; n++ {
		if !r.doAt(c, n) {
			if n > 0 {
				r.complain(Dead, "")
			} else if !r.covered(c.object) {
				r.complain(Unreached, "")
			}
			return nil, true
		}
		now = r.scene()
		if r.crashed() {
			return nil, true
		}
		changed = now.visible != before.visible && now.visible != plain.visible || now.elsewhere != before.elsewhere ||
			!same(now.diary, before.diary)
		if !changed && c.Deed != Press && c.Deed != Drag {
			r.complain(Dead, "")
			break
		}
	}
	r.read(now.sight)
	r.keyboard()
	if r.config.Foreign == nil || !r.config.Foreign(r.subject) {
		after = r.controls()
	}
	if now.opened(before) {
		r.wayOut(before)
	}
	if !same(before.diary, r.diary()) && r.world() == before.world {
		r.takeBack(before.diary)
	}
	return after, r.crashed()
}

// scene is what there is at a moment.
type scene struct {
	sight
	world             string
	windows, overlays int
	diary             any
	elsewhere         int
}

func (r *run) scene() scene {
	w := r.window()
	s := scene{sight: r.look(), world: r.world(), windows: len(r.windows()), overlays: len(w.Canvas().Overlays().List()), diary: r.diary()}
	if r.subject.Elsewhere != nil {
		s.elsewhere = r.subject.Elsewhere()
	}
	return s
}

// opened tells whether something lies over what was there before.
func (s scene) opened(before scene) bool {
	return s.windows > before.windows || s.windows == before.windows && s.overlays > before.overlays
}

func (r *run) crashed() bool {
	if r.subject.Crashed == nil {
		return false
	}
	report := r.subject.Crashed()
	if report != "" {
		r.complain(Crashed, report)
	}
	return report != ""
}

var (
	// key is the look of a translation's key.
	key = regexp.MustCompile(`^[a-z]+(_[a-z]+)*(\.[a-z0-9_]+)+$`)
	// tongue is the look of what the language, the database or the system says of an error.
	tongue = regexp.MustCompile(`(?i)%!|<nil>|runtime error|goroutine \d|nil pointer|\bSQL (error|logic|statement)|sqlite_|sqlite3?:|\berrno\b|no such file or directory|` +
		`permission denied|file exists|\bEOF\b|strconv\.|json:|context (canceled|deadline)|\*[a-z]+\.[A-Z]|0x[0-9a-f]{4}|invalid argument|broken pipe`)
	// file is the look of a file's name, which may look like a key.
	file = regexp.MustCompile(`\.(stillnight|pdf|csv|xlsx|json|png|svg|txt|log|html|zip)$`)
)

// read complains of texts that no person should see.
func (r *run) read(s sight) {
	for _, text := range s.texts {
		text = strings.TrimSpace(text)
		if key.MatchString(text) && !file.MatchString(text) {
			r.complain(BadText, fmt.Sprintf("%q", text))
		}
	}
	// A line may end in the middle of a text.
	if all := strings.Join(s.texts, " "); tongue.MatchString(all) {
		at := tongue.FindStringIndex(all)
		r.complain(BadText, fmt.Sprintf("%q", all[max(0, at[0]-60):min(len(all), at[1]+60)]))
	}
	if r.window().Canvas().Overlays().Top() == nil {
		return
	}
	if len(s.front) == 0 {
		r.complain(EmptyBox, "")
	}
	for _, alarm := range r.config.Alarms {
		if slices.Contains(s.front, alarm) {
			r.complain(Alarmed, strings.Join(s.front, " "))
		}
	}
}

// keyboard complains where the keyboard acts on nothing that can be seen.
func (r *run) keyboard() {
	w := r.window()
	f := w.Canvas().Focused()
	if f == nil {
		r.complain(Unfocused, "")
		return
	}
	o, ok := f.(fyne.CanvasObject)
	if !ok {
		return
	}
	s, found := find(w, o)
	switch {
	case !found:
		r.complain(OffScreen, fmt.Sprintf("%T %q is not in the window", f, nameOf(o)))
	case s.seen.empty():
		r.complain(OffScreen, fmt.Sprintf("%T %q at %v", f, nameOf(o), s.at))
	}
}

// wayOut presses Escape and complains where what opened is still there.
func (r *run) wayOut(before scene) {
	r.escape()
	now := r.scene()
	if now.windows > before.windows || now.windows == before.windows && now.overlays > before.overlays {
		r.complain(Stuck, "")
		return
	}
	if now.overlays == 0 && now.windows == 1 {
		r.keyboard()
	}
}

// mostUndo is how many steps of undo one use of a control may need: each letter typed can be one.
const mostUndo = 6

// takeBack presses undo until the diary is what it was, and complains where it does not become that. A press
// that was an undo itself is taken back by redo.
func (r *run) takeBack(before any) {
	if r.again(); same(r.diary(), before) {
		return
	}
	steps := 0
	for ; steps < mostUndo && !same(r.diary(), before); steps++ {
		if !r.undo() {
			break
		}
	}
	if now := r.diary(); !same(now, before) {
		r.complain(NotUndone, fmt.Sprintf("after %d steps: %s", steps, difference(before, now)))
	}
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
