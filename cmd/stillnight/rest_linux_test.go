//go:build window

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"stillnight/internal/diary"
)

// waitsForEvents tells whether the program's first thread sits in the system's poll, many looks in a row. While the
// toolkit's loop turns, it sits between its turns in a lock.
func (w *window) waitsForEvents() bool {
	const looks = 20
	for range looks {
		state, err := os.ReadFile(fmt.Sprintf("/proc/%d/syscall", w.cmd.Process.Pid))
		if err != nil {
			return false
		}
		number, _, _ := strings.Cut(string(state), " ")
		switch number {
		case "7", "73", "271": // poll of amd64, ppoll of arm64, ppoll of amd64
		default:
			return false
		}
	}
	return true
}

// The loop sleeps while nothing moves; a key and what another goroutine hands over wake it.
func TestWindowSleepsUntilSomethingHappens(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	cmd := exec.Command(program, path)
	cmd.Env = []string{"STILLNIGHT_FOCUS="} // to tell what has the keyboard, a test build asks its loop all the time
	w := launchBy(t, home, cmd)
	w.find("own.stillnight")
	if _, err := os.ReadFile(fmt.Sprintf("/proc/%d/syscall", w.cmd.Process.Pid)); err != nil {
		t.Skip("this system does not tell what a program waits for: ", err)
	}
	for _, severity := range []string{"7", "4"} {
		eventually(t, "a loop that sleeps", w.waitsForEvents)
		w.keys(severity)
	}
	eventually(t, "a loop that sleeps", w.waitsForEvents)
	// A signal comes to a goroutine beside the loop, which hands it over.
	if err := w.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := w.end(); err != nil {
		t.Errorf("ended with %v", err)
	}
	if d := read(t, path); len(d.Nights) != 1 || d.Nights[0].Severity != diary.Some(4) {
		t.Errorf("nights %+v", d.Nights)
	}
}

// A window manager that takes its time, or keeps a window on another desktop, does not keep the program busy meanwhile.
func TestWindowWaitsForItsManagerAtRest(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	cmd := exec.Command(program, path)
	cmd.Env = []string{"STILLNIGHT_FOCUS="}
	if err := placer.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	goOn := sync.OnceFunc(func() {
		if err := placer.Signal(syscall.SIGCONT); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(goOn)
	w := begin(t, home, cmd)
	eventually(t, "the diary to be opened", func() bool { return exists(path) && !free(t, path) })
	eventually(t, "a loop that sleeps", w.waitsForEvents)
	goOn()
	w.id = w.find("own.stillnight")
	w.focus(w.id)
	w.keys("6")
	eventually(t, "the night to be saved", func() bool {
		d := read(t, path)
		return len(d.Nights) == 1 && d.Nights[0].Severity == diary.Some(6)
	})
	w.quit()
}
