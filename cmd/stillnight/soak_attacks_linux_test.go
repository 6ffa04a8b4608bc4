//go:build window

package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// The diary lies on a drive of its own where one can be made: it is filled up, protected and taken away while the window has
// the diary open.

// driveSize is how many bytes the drive has, enough for the backups of a long day.
const driveSize = 64 << 20

// folder is where the diary lies.
func (l *life) folder() string { return filepath.Join(l.home, "drive") }

// medium keeps what is on the drive while that is not connected.
func (l *life) medium() string { return filepath.Join(l.home, "medium") }

// connect makes the drive and connects it.
func (l *life) connect() {
	l.must(errors.Join(os.Mkdir(l.medium(), 0o700), os.Mkdir(l.folder(), 0o700)))
	if err := unix.Mount("none", l.medium(), "tmpfs", 0, fmt.Sprintf("size=%d,mode=700", driveSize)); err != nil {
		return // only root can
	}
	l.drive = true
	l.t.Cleanup(func() { l.must(unix.Unmount(l.medium(), unix.MNT_DETACH)) })
	l.plug()
	l.t.Cleanup(func() { _ = unix.Unmount(l.folder(), unix.MNT_DETACH) }) // it may be taken away
}

func (l *life) plug() { l.must(unix.Mount(l.medium(), l.folder(), "", unix.MS_BIND, "")) }

// unplug takes the drive away without a word to anybody.
func (l *life) unplug() { l.must(unix.Unmount(l.folder(), unix.MNT_DETACH)) }

// replug connects the drive again, and proves that nothing was put in its place.
func (l *life) replug() {
	left, err := os.ReadDir(l.folder())
	l.must(err)
	if len(left) > 0 {
		l.t.Errorf("in the folder of a drive that is not there lies %v", left)
	}
	l.plug()
}

func (l *life) ballast() string { return filepath.Join(l.folder(), "ballast") }

// fill leaves no byte free on the drive.
func (l *life) fill() {
	f, err := os.Create(l.ballast())
	l.must(err)
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	l.must(f.Close())
}

// protect lets nothing be made, renamed or deleted in the diary's folder, by +, until it is called with -.
func (l *life) protect(how string) {
	if out, err := exec.Command("chattr", how+"i", l.folder()).CombinedOutput(); err != nil {
		l.t.Fatalf("protecting the folder: %v %s", err, out)
	}
}

// hindered rates a night while it cannot be saved and once more when it can, and takes that back.
func (l *life) hindered(n int, hinder, free func()) {
	hinder()
	key, between := l.digit(n)
	l.w.keys(append(key, "ctrl+n")...) // by then the digit was refused
	free()
	old := l.now
	l.now = between // the form has it
	key, after := l.digit(n + 1)
	if maps.Equal(after, old) {
		key, after = l.digit(n + 2)
	}
	l.now = old
	l.w.keys("Escape", "Escape", "ctrl+n")
	l.press("the digit when nothing hindered it", key, after)
	l.now = after
	if l.press("one of the digits taken back", []string{"ctrl+z"}, old, between) == 1 && !maps.Equal(old, between) {
		l.undo = append(l.undo, old)
		l.now = between
	} else {
		l.now = old
	}
	l.redo = []state{after}
}

// strange puts something else in the diary's place and gives back the way to take it away again.
func (l *life) strange(n int) (away func()) {
	aside := l.path() + ".aside"
	l.must(os.Rename(l.path(), aside))
	kind := n % 4
	if kind == 2 && len(l.now) == 0 {
		kind = 0 // an empty diary would take it in
	}
	switch kind {
	case 0:
		l.must(os.WriteFile(l.path(), []byte("something else"), 0o600))
	case 1:
		l.must(os.Mkdir(l.path(), 0o700))
	case 2: // somebody else's
		s, err := store.Open(l.t.Context(), filepath.Join(l.t.TempDir(), "other.stillnight"), store.Options{})
		l.must(err)
		l.must(s.SaveNight(l.t.Context(), diary.Night{Date: diary.MustDate(2018, 1, 1), Severity: diary.Some(1), Note: "another person"}))
		l.must(s.Close())
		data, err := os.ReadFile(s.Path())
		l.must(errors.Join(err, os.WriteFile(l.path(), data, 0o600)))
	case 3: // half of it, as a sync service leaves it on the way
		data, err := os.ReadFile(aside)
		l.must(errors.Join(err, os.WriteFile(l.path(), data[:len(data)/2], 0o600)))
	}
	return func() {
		l.must(os.RemoveAll(l.path()))
		if n%8 < 4 {
			l.must(os.Rename(aside, l.path()))
			return
		}
		l.must(os.Remove(aside)) // the diary is in the window's memory alone
	}
}

// on does a step where there is a drive of its own.
func on(step func(l *life, n int)) func(l *life, n int) {
	return func(l *life, n int) {
		if l.drive {
			step(l, n)
		}
	}
}

// attacks are what is done to a window from outside.
var attacks = []act{
	{"a drive with no room left", on(func(l *life, n int) {
		l.hindered(n, l.fill, func() { l.must(os.Remove(l.ballast())) })
	}), nil},
	{"the drive taken away", on(func(l *life, n int) { l.hindered(n, l.unplug, l.replug) }), on(func(l *life, n int) {
		if l.zone == "" {
			return // no window has seen the drive
		}
		l.unplug()
		l.w = launchBy(l.t, l.home, l.program())
		l.w.calm()
		l.close(l.kill)
		l.replug()
	})},
	{"a folder that is protected", on(func(l *life, n int) {
		l.hindered(n, func() { l.protect("+") }, func() { l.protect("-") })
	}), nil},
	{"something else in its place", func(l *life, n int) {
		var away func()
		l.hindered(n, func() { away = l.strange(n) }, func() { away() })
	}, nil},
	{"the drive taken away for good", on(func(l *life, n int) {
		l.unplug()
		key, _ := l.digit(n)
		l.w.keys(key...)
		l.close(l.kill)
		l.replug()
	}), nil},
	{"a jump of the clock", func(l *life, n int) {
		l.setClock(l.clock.AddDate(0, 0, n%61-30))
		l.w.keys("ctrl+n")
		l.rate(n)
	}, nil},
	{"a second window", func(l *life, _ int) {
		second := launchBy(l.t, l.home, l.program())
		eventually(l.t, "the second window to give way", func() bool {
			select {
			case err := <-second.ended:
				l.must(err)
				return true
			default:
			}
			if out, err := exec.Command("xdotool", "getactivewindow").Output(); err == nil && string(out) == second.id+"\n" {
				_ = exec.Command("xdotool", "key", "Return").Run() // "Show the other window"
			}
			return false
		})
		l.w.focus(l.w.id)
	}, nil},
	{"a way to another computer", movedOut, movedOut},
	{"a backup and back to a copy beside the window", func(l *life, _ int) {
		for _, command := range []string{"backup", "restore"} {
			if out, err := l.run(0, command, "--diary", l.path()); err == nil {
				l.t.Fatalf("%s was done while a window has the diary open: %s", command, out)
			}
		}
	}, nil},
	{"kill while it is locked", func(l *life, n int) {
		if l.pass == "" {
			return
		}
		l.w.keys("ctrl+l")
		within(l.t, time.Duration(n%400)*time.Millisecond, time.Millisecond, func() bool { return false })
		l.close(l.kill)
	}, nil},
}

// movedOut puts the diary into one file for another computer, and is killed on the way where n says so.
func movedOut(l *life, n int) {
	out := filepath.Join(l.home, "out.stillnight-move")
	kill := time.Duration(0)
	if n%3 > 0 {
		kill = time.Duration(1+n%90) * time.Millisecond
	}
	text, err := l.run(kill, "move", "--force", "--diary", l.path(), "--out", out)
	if kill == 0 && err != nil {
		l.t.Fatalf("move: %v %s", err, text)
	}
	if err := os.Remove(out); err != nil && kill == 0 {
		l.t.Fatal(err)
	}
}
