//go:build window

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// frames takes pictures of the whole screen one after the other until it is told to stop, and keeps of each where it
// is bright, as offsets of pixels.
type frames struct {
	stop chan struct{}
	done sync.WaitGroup
	list [][]int
	err  error
}

func film() *frames {
	f := &frames{stop: make(chan struct{})}
	f.done.Add(1)
	go func() {
		defer f.done.Done()
		for {
			select {
			case <-f.stop:
				return
			default:
			}
			picture, err := exec.Command("import", "-window", "root", "-depth", "8", "rgb:-").Output()
			if err != nil {
				f.err = err
				return
			}
			f.list = append(f.list, brightIn(picture))
		}
	}()
	return f
}

func (f *frames) end(t *testing.T) [][]int {
	t.Helper()
	close(f.stop)
	f.done.Wait()
	if f.err != nil {
		t.Fatal(f.err)
	}
	return f.list
}

// geometry asks xdotool for numbers, such as the place of a window.
func geometry(t *testing.T, args ...string) map[string]int {
	t.Helper()
	out, err := exec.Command("xdotool", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[string]int{}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if n, err := strconv.Atoi(value); err == nil {
			numbers[name] = n
		}
	}
	return numbers
}

// TestWindowIsDarkAtThreeInTheMorning starts the program in the Night theme at ten past three, notes that it is
// happening, opens menus, dialogs and the help, and looks for bright pixels in every picture of the window from before
// its first to the last.
func TestWindowIsDarkAtThreeInTheMorning(t *testing.T) {
	home := home(t)
	path := usualDiary(home)
	threeNights(t, path)
	prefs := filepath.Join(home, ".config", "fyne", "io.stillnight.Stillnight")
	if err := os.MkdirAll(prefs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(prefs, "preferences.json"), []byte(`{"look.theme":"night"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	night := diary.NightAt(time.Now()).AddDays(-1)
	y, m, d := night.AddDays(1).YMD()
	cmd := exec.Command(program, "--now")
	cmd.Env = []string{fmt.Sprintf("STILLNIGHT_CLOCK=%04d-%02d-%02dT03:12:00Z", y, m, d)}
	f := film()
	w := launchBy(t, home, cmd)
	eventually(t, "the bout of this night", func() bool {
		for _, e := range read(t, path).Episodes {
			if e.Night == night && e.Start.Or(0).String() == "03:12" {
				return true
			}
		}
		return false
	})
	for _, keys := range [][]string{
		{"Tab", "space"}, {"F10"}, {"Escape"}, {"ctrl+o"}, {"Escape"}, {"ctrl+5"}, {"ctrl+7"}, {"ctrl+8"}, {"ctrl+b"}, {"ctrl+f"}, {"ctrl+m"}, {"Escape"}, {"ctrl+r"}, {"Escape"}, {"ctrl+1"},
	} {
		w.keys(keys...)
		w.screenshot() // waits until the program is at rest
	}
	screen := geometry(t, "getdisplaygeometry", "--shell")
	place := geometry(t, "getwindowgeometry", "--shell", w.id)
	list := f.end(t)
	allDark(t, list, screen["WIDTH"], place)
	if len(list) < 10 {
		t.Errorf("only %d pictures were looked at", len(list))
	}
	f = film()
	w.growsWhileStopped()
	w.quit()
	// Around the small window lies the frame that the desktop draws; what the large one gains was looked at by itself.
	place["WIDTH"], place["HEIGHT"] = smallWidth, smallHeight
	allDark(t, f.end(t), screen["WIDTH"], place)
}

// allDark looks for bright pixels of a window in pictures of a screen so many pixels wide.
func allDark(t *testing.T, list [][]int, width int, place map[string]int) {
	t.Helper()
	const frame = 24
	for i, bright := range list {
		for _, at := range bright {
			x, y := at%width-place["X"], at/width-place["Y"]
			// The frame around belongs to the desktop, and xdotool counts its title bar twice.
			if x >= frame && x < place["WIDTH"]-frame && y >= frame && y < place["HEIGHT"]-2*frame {
				t.Fatalf("picture %d of %d is bright at %d, %d of the window", i+1, len(list), x, y)
			}
		}
	}
	t.Logf("%d pictures are dark", len(list))
}

// The size of the window before it grows.
const smallWidth, smallHeight = 800, 600

// growsWhileStopped makes the window smaller and larger again while the program can draw nothing, as on a busy computer:
// what the window gains is what the desktop fills it with. The film goes on.
func (w *window) growsWhileStopped() {
	w.t.Helper()
	size := func(width, height string) {
		if out, err := exec.Command("xdotool", "windowsize", "--sync", w.id, width, height).CombinedOutput(); err != nil {
			w.t.Fatalf("resizing: %v %s", err, out)
		}
	}
	size(strconv.Itoa(smallWidth), strconv.Itoa(smallHeight))
	w.screenshot() // waits until it is drawn
	if err := w.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		w.t.Fatal(err)
	}
	size("1100", "780")
	picture, err := exec.Command("import", "-window", w.id, "-depth", "8", "rgb:-").Output()
	if err != nil {
		w.t.Fatal(err)
	}
	if bright := len(brightIn(picture)); bright > 0 {
		w.t.Errorf("a window that grows is bright at %d pixels before it is drawn", bright)
	}
	if err := w.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		w.t.Fatal(err)
	}
}

// brightIn lists the pixels of a picture that are bright, up to more than a window's frame has.
func brightIn(picture []byte) (bright []int) {
	const mostGreen, mostBlue, most = 150, 130, 200_000
	for at := 0; at+2 < len(picture) && len(bright) < most; at += 3 {
		if picture[at+1] > mostGreen || picture[at+2] > mostBlue {
			bright = append(bright, at/3)
		}
	}
	return bright
}
