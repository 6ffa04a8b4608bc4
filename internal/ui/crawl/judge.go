package crawl

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// judge uses a control and complains of what went wrong. It returns what can be used afterwards.
func (r *run) judge(c control) (after []control) {
	r.path = append(r.path, c.Step)
	r.worn = append(r.worn, c.Step)
	if r.config.Say != nil {
		r.config.Say(r.path)
	}
	err := r.guard(func() error {
		after, r.broken = r.use(c)
		return nil
	})
	var p *panicked
	if errors.As(err, &p) {
		r.complain(Panicked, p.Error())
		r.broken = true
		return nil
	}
	return after
}

func (r *run) use(c control) (after []control, ended bool) {
	plain, told := r.approach(c)
	before, places := r.scene(), r.scrolled()
	now, ok := r.act(c, before, plain)
	if !ok {
		return nil, true
	}
	if now.screen != before.screen && r.config.Frame != nil && r.config.Frame(c.Kind, c.Name) {
		r.begins[now.screen] = now.heading
	}
	r.read(now.sight)
	r.keyboard()
	if r.config.Foreign == nil || !r.config.Foreign(r.subject) {
		after = r.controls()
	}
	if r.world() != before.world {
		return after, r.crashed()
	}
	if now.beyond(before.level) && r.wayOut(before.level, now.level) && same(before.diary, r.diary()) {
		r.stayed(places)
	}
	if !same(before.diary, r.diary()) && r.takeBack(before.diary) {
		r.compare(before, told)
	}
	return after, r.crashed()
}

// approach goes to a control with the keyboard, and returns how the program looked without, and what it told.
func (r *run) approach(c control) (plain sight, told []string) {
	w := r.window()
	r.quiet()
	if c.object != nil {
		reveal(w, c.object)
		// The mark of the keyboard is no answer to a press: it is there before.
		w.Canvas().Unfocus()
	} else if r.subject.Tab != nil {
		r.subject.Tab() // the menu bar leaves the keyboard where it is, which may have been scrolled away
	}
	plain, told = r.look(), r.tells()
	if l := r.level(); same(r.diary(), r.first) && !l.over(level{windows: 1}) {
		r.shows(l, told)
	}
	if f, can := c.object.(fyne.Focusable); can && c.Deed != Type {
		w.Canvas().Focus(f)
	}
	return plain, told
}

// act uses a control, at one place after the other where presses reach it, until something changes. ok is false
// where the program cannot be used further.
func (r *run) act(c control, before scene, plain sight) (now scene, ok bool) {
	for n := 0; ; n++ {
		if !r.doAt(c, n) {
			if n > 0 {
				r.complain(Dead, "")
			} else if !r.covered(c.object) {
				r.complain(Unreached, "")
			}
			return now, false
		}
		now = r.scene()
		if r.crashed() {
			return now, false
		}
		if now.visible != before.visible && now.visible != plain.visible || now.elsewhere != before.elsewhere ||
			!same(now.diary, before.diary) {
			return now, true
		}
		if c.Deed != Press && c.Deed != Drag {
			r.complain(Dead, "")
			return now, true
		}
	}
}

// scene is what there is at a moment.
type scene struct {
	sight
	level
	world     string
	diary     any
	elsewhere int
}

// level is how deep a person is in.
type level struct {
	windows, overlays int
	// screen and heading are those of the screen, whatever lies over it; inner says that it is a page of the
	// screen, not the one it begins with.
	screen, heading string
	inner           bool
}

func (r *run) level() level {
	w := r.window()
	l := level{windows: len(r.windows()), overlays: len(w.Canvas().Overlays().List())}
	if r.subject.Place != nil {
		l.screen = r.subject.Place()
	}
	l.heading = plain(heading(r.subject.Window))
	begins, known := r.begins[l.screen]
	l.inner = known && l.heading != begins
	return l
}

func (r *run) scene() scene {
	s := scene{sight: r.look(), level: r.level(), world: r.world(), diary: r.diary()}
	if r.subject.Elsewhere != nil {
		s.elsewhere = r.subject.Elsewhere()
	}
	return s
}

// over tells whether something lies over what was there before.
func (l level) over(before level) bool {
	return l.windows > before.windows || l.windows == before.windows && l.overlays > before.overlays
}

// beyond tells whether a dialog, a menu, a window or a page of the same screen opened.
func (l level) beyond(before level) bool {
	return l.over(before) || l.windows == before.windows && l.overlays == 0 && before.overlays == 0 &&
		l.screen == before.screen && l.heading != before.heading && l.inner
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

// onDisk tells whether a file chooser may show a text as the name of something that lies on this machine.
func onDisk(name string) bool {
	for folder := os.TempDir(); ; folder = filepath.Dir(folder) {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			return true
		}
		if folder == filepath.Dir(folder) {
			return false
		}
	}
}

// read complains of texts that no person should see.
func (r *run) read(s sight) {
	for _, text := range s.texts {
		text = strings.TrimSpace(text)
		if key.MatchString(text) && !file.MatchString(text) && !onDisk(text) {
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
		r.complain(Unfocused, r.where())
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

// mostTabs is more than there are controls in any place that people go through by Tab.
const mostTabs = 150

// tabs goes once through all controls of a place with the Tab key, and complains where one has the keyboard
// that is out of sight.
func (r *run) tabs(where string) {
	c := r.window().Canvas()
	if r.tabbed[where] {
		return
	}
	r.tabbed[where] = true
	r.result.Places = append(r.result.Places, where)
	path, was := r.path, c.Focused()
	defer func() {
		r.path = path
		if c.Unfocus(); was != nil {
			c.Focus(was)
		}
	}()
	c.Unfocus()
	begun := map[fyne.Focusable]bool{}
	for range mostTabs {
		c.FocusNext()
		if r.subject.Tab != nil {
			r.subject.Tab()
		}
		f := c.Focused()
		if f == nil || begun[f] {
			break
		}
		begun[f] = true
		o, ok := f.(fyne.CanvasObject)
		if !ok {
			continue
		}
		r.path = append(slices.Clone(path), Step{Deed: Tab, Where: where, Kind: kindOf(o), Name: nameOf(o)})
		r.keyboard()
	}
}

// wayOut presses Escape and complains where what opened is still there, or where it leads further out than
// to what was there before. It tells whether it led to that.
func (r *run) wayOut(before, opened level) (led bool) {
	r.escape()
	now := r.level()
	switch {
	case now.over(before) || now == opened:
		r.complain(Stuck, "")
		return false
	case now.windows < before.windows || now.windows == before.windows && now.overlays < before.overlays || now.screen != opened.screen:
		r.complain(TooFar, "")
	}
	if now.overlays == 0 && now.windows == 1 {
		r.keyboard()
	}
	return now == before
}

// scrolled is where what scrolls on the page below all dialogs is scrolled to.
func (r *run) scrolled() (places []fyne.Position) {
	w := r.subject.Window
	walk(w.Content(), w.Canvas().Size(), func(s spot) {
		if scroll, ok := s.object.(*container.Scroll); ok {
			places = append(places, scroll.Offset)
		}
	})
	return places
}

// stayed complains where a page is scrolled to another place than before something was opened and left.
func (r *run) stayed(places []fyne.Position) {
	const little = 2
	now := r.scrolled()
	if len(now) != len(places) {
		return // it was laid out in another way
	}
	for i, at := range places {
		if by := now[i].Subtract(at); max(by.X, -by.X, by.Y, -by.Y) > little {
			r.complain(Moved, fmt.Sprintf("from %v to %v", at, now[i]))
		}
	}
}
