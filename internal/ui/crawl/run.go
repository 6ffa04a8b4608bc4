package crawl

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// run is a crawl under way.
type run struct {
	config  Config
	subject *Subject
	path    []Step // what was pressed since the start
	result  Result
	// saved is what the diary held when changes counted so many.
	saved   any
	changes int
	// first is what the diary held at the start, outset what was used at all.
	first  any
	outset string
	// begins are the headings with which screens begin, as far as they are known.
	begins map[string]string
	// shown is what pages told while the diary was what it was at the start.
	shown map[level][][]string
	// worn is what was used since the start, besides the ways there. broken says that the program must be
	// started again.
	worn   []Step
	broken bool
	// tabbed are the places that the Tab key went through.
	tabbed map[string]bool
	// held, if set, takes the complaints until it is known what leads to them.
	held *[]Fault
}

func newRun(c Config) *run {
	if c.Alike == 0 {
		c.Alike = 12
	}
	return &run{config: c, begins: map[string]string{}, tabbed: map[string]bool{}, shown: map[level][][]string{}, result: Result{ByDeed: map[Deed]int{}}}
}

// restart starts the program again.
func (r *run) restart() bool {
	r.stop()
	r.result.Starts++
	err := r.guard(func() error {
		s, err := r.config.Start()
		r.subject = s
		return err
	})
	r.path = nil
	if err != nil {
		r.complain(NotStarted, err.Error())
		r.subject = nil
		return false
	}
	r.saved, r.first, r.changes = nil, nil, -1
	r.worn, r.broken = nil, false
	r.first, r.outset = r.diary(), r.world()
	if start := r.level(); !start.over(level{windows: 1}) {
		r.begins[start.screen] = start.heading
	}
	return true
}

func (r *run) stop() {
	if r.subject == nil {
		return
	}
	if err := r.guard(func() error { r.subject.Close(); return nil }); err != nil {
		r.complain(Panicked, "when closed: "+err.Error())
	}
	r.subject = nil
}

// panicked is what a panic becomes.
type panicked struct {
	value any
	stack string
}

func (p *panicked) Error() string { return fmt.Sprint(p.value, "\n", p.stack) }

func (r *run) guard(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicked{v, where(string(debug.Stack()))}
		}
	}()
	return do()
}

// where keeps of a stack what lies between the panic and the crawler.
func where(stack string) string {
	lines := strings.Split(stack, "\n")
	var kept []string
	after := false
	for _, line := range lines {
		if strings.HasPrefix(line, "panic(") {
			after = true
			continue
		}
		if after && strings.HasPrefix(line, "\t") {
			kept = append(kept, strings.TrimSpace(line))
		}
	}
	return strings.Join(kept[:min(len(kept), 8)], "\n")
}

func (r *run) complain(c Complaint, detail string) {
	f := Fault{Path: append([]Step(nil), r.path...), Complaint: c, Detail: detail}
	if len(f.Path) > 0 && r.config.Excused != nil && r.config.Excused(f.Path, c) {
		return
	}
	if r.held != nil {
		*r.held = append(*r.held, f)
		return
	}
	r.report(f)
}

func (r *run) report(f Fault) {
	r.result.Faults = append(r.result.Faults, f)
	if r.config.Heard != nil {
		r.config.Heard(f)
	}
}

// windows are the program's, the one on top last.
func (r *run) windows() []fyne.Window {
	all := fyne.CurrentApp().Driver().AllWindows()
	for i, w := range all {
		if w == r.subject.Window {
			return all[i:]
		}
	}
	return []fyne.Window{r.subject.Window}
}

func (r *run) window() fyne.Window {
	all := r.windows()
	return all[len(all)-1]
}

func (r *run) look() sight { return look(r.windows()) }

// diary returns what the diary holds; it is read only where something was written since.
func (r *run) diary() any {
	if r.subject.Diary == nil || r.subject.Changes == nil {
		return nil
	}
	if n := r.subject.Changes(); n != r.changes {
		r.changes = n
		d, err := r.subject.Diary()
		if err != nil {
			d = err.Error()
		}
		if same(d, r.first) {
			d = r.first // so that both are known to be the same at once
		}
		r.saved = d
	}
	return r.saved
}

// shows keeps what a page tells.
func (r *run) shows(l level, told []string) {
	for _, k := range r.shown[l] {
		if slices.Equal(k, told) {
			return
		}
	}
	r.shown[l] = append(r.shown[l], told)
}

func (r *run) world() string {
	if r.subject.World == nil {
		return ""
	}
	return r.subject.World()
}

func (r *run) quiet() {
	if r.subject.Quiet != nil {
		r.subject.Quiet()
	}
}

func same(a, b any) bool { return reflect.DeepEqual(a, b) }

// escape presses Escape once: the program hears of it first, then what has the keyboard.
func (r *run) escape() {
	w := r.window()
	if w == r.subject.Window && r.subject.Escape != nil {
		r.subject.Escape()
	}
	key := &fyne.KeyEvent{Name: fyne.KeyEscape}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(key)
	} else if do := w.Canvas().OnTypedKey(); do != nil {
		do(key)
	}
}

// undo presses the shortcut of the menu bar, and tells whether it could.
func (r *run) undo() bool {
	return r.shortcut((&fyne.ShortcutUndo{}).ShortcutName())
}

// again does so with redo.
func (r *run) again() bool {
	return r.shortcut((&fyne.ShortcutRedo{}).ShortcutName())
}

func (r *run) shortcut(name string) bool {
	menu := r.subject.Window.MainMenu()
	if menu == nil {
		return false
	}
	for _, m := range menu.Items {
		for _, item := range m.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == name && !item.Disabled && item.Action != nil {
				item.Action()
				return true
			}
		}
	}
	return false
}
