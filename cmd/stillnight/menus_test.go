//go:build window

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// menuItem is an item of the menu bar, in xdotool's names of keys.
type menuItem struct {
	word string
	// key is its shortcut, "" for none.
	key string
	// still says that nothing is to be seen of it from where it is pressed.
	still bool
}

// menus are all menus of an open diary by the letter that opens them with Alt; a test beside the menus counts
// them.
var menus = []struct {
	letter string
	items  []menuItem
}{
	{"f", []menuItem{
		{"New diary", "", false}, {"Open another diary", "ctrl+o", false}, {"Open recent", "", true}, {"Look round in a sample diary", "", false},
		{"Import, export and backups", "ctrl+i", false}, {"Move to a new computer", "", false},
		{"Save the pages for the doctor", "ctrl+s", false},
		{"Print for the doctor", "ctrl+p", false}, {"Print my week for the fridge", "", false}, {"Quit", "", true},
	}},
	{"e", []menuItem{
		{"Undo", "ctrl+z", false}, {"Redo", "ctrl+y", false}, {"Write down a night", "ctrl+n", false}, {"It is happening now", "ctrl+h", false},
		{"Several nights at once", "ctrl+b", false}, {"Search all nights", "ctrl+f", false}, {"Add a remedy", "ctrl+m", false},
	}},
	{"v", []menuItem{
		{"Last night", "ctrl+1", false}, {"Remedies", "ctrl+2", false}, {"Compare", "ctrl+3", false}, {"Timeline", "ctrl+4", false},
		{"Patterns", "ctrl+5", true}, {"Tests & visits", "ctrl+6", false}, {"For the doctor", "ctrl+7", false},
		{"Settings & data", "ctrl+8", false}, {"Theme", "", true}, {"Larger text", "ctrl+equal", false},
		{"Smaller text", "ctrl+minus", false}, {"Usual text size", "ctrl+0", true}, {"Read out this screen", "ctrl+r", false},
		{"Full screen", "F11", false},
	}},
	{"h", []menuItem{
		{"Stillnight help", "F1", false}, {"Keyboard", "", false}, {"How was this worked out?", "", false}, {"About Stillnight", "", false},
	}},
}

// restingPlace opens the screen from which each item is pressed.
const restingPlace = "ctrl+5"

// idle tells whether the program has done all that it was told: in most of some moments none of its threads
// wants the processor. On a busy machine one that wants it would go on wanting.
func (w *window) idle() bool {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	busy := 0
	for range 12 {
		<-tick.C
		tasks, _ := filepath.Glob(filepath.Join("/proc", strconv.Itoa(w.cmd.Process.Pid), "task", "*", "stat"))
		for _, task := range tasks {
			text, err := os.ReadFile(task)
			if _, state, found := strings.Cut(string(text), ") "); err == nil && found && strings.HasPrefix(state, "R") {
				busy++
				break
			}
		}
	}
	return busy <= 3
}

// restful is how long the program is given to come to rest: where a caret blinks on a very busy machine it
// never does.
const restful = 5 * time.Second

// screenshot is what the whole screen shows once the program is at rest.
func (w *window) screenshot() []byte {
	w.t.Helper()
	for limit := time.Now().Add(restful); !w.idle() && time.Now().Before(limit); {
	}
	picture, err := exec.Command("import", "-window", "root", "rgb:-").Output()
	if err != nil {
		w.t.Fatalf("taking a picture of the screen: %v", err)
	}
	return picture
}

// resize gives the window a size that stays. Where the toolkit has drawn something that needs more room, as it does at the
// start, it asks for the size that it knows, and what was asked for just before is gone.
func (w *window) resize(width, height int) {
	w.t.Helper()
	eventually(w.t, fmt.Sprintf("the size %d×%d", width, height), func() bool {
		out, err := exec.Command("xdotool", "windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height)).CombinedOutput()
		if err != nil {
			w.t.Fatalf("resizing: %v %s", err, out)
		}
		w.screenshot() // once it is at rest
		size := geometry(w.t, "getwindowgeometry", "--shell", w.id)
		return size["WIDTH"] == width && size["HEIGHT"] == height
	})
}

// atRest is a window that comes back to one place again and again.
type atRest struct {
	*window
	// rested is how the screen looks there.
	rested []byte
	// pressed is what was pressed last.
	pressed string
}

// rest leaves whatever is open, and goes to the resting place, which must look as it did before.
func (w *atRest) rest() {
	w.t.Helper()
	for range 3 {
		// The help is a window of its own, which Escape closes.
		w.keys("Escape")
		if out, err := exec.Command("xdotool", "getactivewindow").Output(); err == nil && strings.TrimSpace(string(out)) == w.id {
			break
		}
	}
	w.focus(w.id)
	w.keys("Escape", restingPlace, "ctrl+0") // the last of which has the same line below said each time
	var last []byte
	eventually(w.t, "the screen as it was before "+w.pressed, func() bool {
		now := w.screenshot()
		same := bytes.Equal(now, last)
		last = now
		return same && (w.rested == nil || bytes.Equal(now, w.rested))
	})
	w.rested = last
}

// changes presses something, after which the screen must show something else than before.
func (w *atRest) changes(what string, press func()) {
	w.t.Helper()
	press()
	eventually(w.t, what+" to change something on screen", func() bool {
		w.alive(what)
		return !bytes.Equal(w.screenshot(), w.rested)
	})
}

// alive fails where the program has ended.
func (w *window) alive(what string) {
	w.t.Helper()
	select {
	case err := <-w.ended:
		w.t.Fatalf("%s ended the program: %v\n%s", what, err, w.stderr.String())
	default:
	}
}

// threeNights makes a diary of three nights.
func threeNights(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := diary.NightAt(time.Now())
	for i := range 3 {
		if err := s.SaveNight(t.Context(), diary.Night{Date: last.AddDays(-i - 1), Severity: diary.Some(3 + i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// Every item of the menus is pressed by the keys that open the menus and lead to it, and by its shortcut. The
// window lives on, the screen shows something else, and Escape leads back.
func TestWindowMenusByKeysAndShortcuts(t *testing.T) {
	home := home(t)
	path := usualDiary(home)
	threeNights(t, path)
	w := &atRest{window: launch(t, home)}
	pressed := 0
	for _, menu := range menus {
		for at, item := range menu.items {
			if item.word == "Quit" {
				continue // every test does
			}
			w.rest()
			by := "the item " + item.word
			press := func() {
				w.keys("alt+" + menu.letter)
				for range at + 1 {
					w.keys("Down")
				}
				w.keys("Return")
			}
			w.pressed = by
			if item.still {
				press()
				w.alive(by)
			} else {
				w.changes(by, press)
			}
			pressed++
			if item.word == "Look round in a sample diary" {
				w.find("Sample diary")
				w.quit()
				w = &atRest{window: launch(t, home)}
				continue
			}
			if item.key == "F11" {
				w.keys("F11")
			}
			if item.key == "" {
				continue
			}
			w.rest()
			w.pressed = item.key
			if item.still {
				w.keys(item.key)
				w.alive(item.key)
			} else {
				w.changes(item.key, func() { w.keys(item.key) })
			}
			pressed++
			if item.key == "F11" {
				w.keys("F11")
			}
		}
	}
	if pressed < 45 {
		t.Errorf("only %d presses", pressed)
	}
	t.Logf("%d items and shortcuts were pressed", pressed)
	if left, err := filepath.Glob(filepath.Join(home, ".cache", "stillnight", "crashes", "crash-*")); err != nil || len(left) > 0 {
		t.Errorf("crash reports: %v %v", left, err)
	}
	w.rest()
	w.quit()
}

// On a busy computer the keys that go through a menu wait already when the one comes that opens it.
func TestWindowMenuHasTheKeysThatWaitForIt(t *testing.T) {
	home := home(t)
	threeNights(t, usualDiary(home))
	w := launch(t, home)
	on := func(screen string) {
		t.Helper()
		eventually(t, "the screen "+screen, func() bool {
			data, err := os.ReadFile(filepath.Join(home, ".config", "fyne", "io.stillnight.Stillnight", "preferences.json"))
			return err == nil && strings.Contains(string(data), `"window.screen":"`+screen+`"`)
		})
	}
	w.keys(restingPlace)
	on("patterns")
	w.screenshot() // once it is at rest
	for _, to := range []syscall.Signal{syscall.SIGSTOP, syscall.SIGCONT} {
		if err := w.cmd.Process.Signal(to); err != nil {
			t.Fatal(err)
		}
		if to == syscall.SIGSTOP {
			w.keys("alt+v", "Down", "Down", "Return")
		}
	}
	on("remedies")
	w.quit()
}

// F10 opens the menus and closes them again; Escape closes them too.
func TestWindowF10OpensAndClosesTheMenus(t *testing.T) {
	home := home(t)
	threeNights(t, usualDiary(home))
	w := &atRest{window: launch(t, home)}
	w.rest()
	closed := w.rested
	w.changes("F10", func() { w.keys("F10") })
	open := w.screenshot()
	for _, leave := range []string{"F10", "Escape"} {
		w.keys(leave)
		if !bytes.Equal(w.screenshot(), closed) {
			t.Errorf("%s does not close the menus", leave)
		}
		w.keys("F10")
		if !bytes.Equal(w.screenshot(), open) {
			t.Error("the menus do not open again")
		}
	}
	w.keys("Escape")
	w.quit()
}
