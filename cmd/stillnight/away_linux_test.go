//go:build window

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"stillnight/internal/bustest"
	"stillnight/internal/store"
)

const login = "org.freedesktop.login1"

// manager is a login manager that lets the program hold up the computer's sleep, by a pipe.
type manager struct{ taken chan *os.File }

// Inhibit is the login manager's method.
func (m manager) Inhibit(_, _, _, _ string) (dbus.UnixFD, *dbus.Error) {
	r, w, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	m.taken <- r
	return dbus.UnixFD(w.Fd()), nil
}

// holds tells whether the program holds a pipe of which the test has an end.
func (w *window) holds(end *os.File) bool {
	w.t.Helper()
	name, err := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", end.Fd()))
	if err != nil {
		w.t.Fatal(err)
	}
	open, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", w.cmd.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	return slices.ContainsFunc(open, func(fd string) bool {
		to, err := os.Readlink(fd)
		return err == nil && to == name
	})
}

// A computer that goes to sleep writes its memory to the disk, or leaves it to whoever wakes it: by then the diary is
// closed. The program crashes without a copy of its memory, too.
func TestWindowLocksBeforeTheComputerSleeps(t *testing.T) {
	const pass = "amber finch passage"
	folder := home(t)
	path := filepath.Join(folder, "own.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SetPassphrase(t.Context(), pass), s.Close()); err != nil {
		t.Fatal(err)
	}
	address := bustest.Start(t)
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bus.Close() }()
	m := manager{make(chan *os.File, 9)}
	if err := bus.Export(m, "/org/freedesktop/login1", login+".Manager"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName(login, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	say := func(name string, args ...any) {
		t.Helper()
		if err := bus.Emit("/org/freedesktop/login1", login+name, args...); err != nil {
			t.Fatal(err)
		}
	}
	closed := func() bool {
		used, err := store.InUse(path)
		return err == nil && !used
	}
	cmd := exec.Command(program, path)
	cmd.Env = []string{"DBUS_SYSTEM_BUS_ADDRESS=" + address}
	l := &life{t: t, home: folder, w: launchBy(t, folder, cmd), pass: pass}
	limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", l.w.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(strings.Split(string(limits), "\n"), func(line string) bool {
		fields := strings.Fields(strings.TrimPrefix(line, "Max core file size"))
		return strings.HasPrefix(line, "Max core") && fields[0] == "1" && fields[1] == "1"
	}) {
		t.Errorf("a crash may write a copy of the memory: %s", limits)
	}
	for range 2 {
		l.unlock()
		wait := <-m.taken
		eventually(t, "that sleep is held up", func() bool { return l.w.holds(wait) })
		say(".Manager.PrepareForSleep", true)
		eventually(t, "that the computer may sleep", func() bool { return !l.w.holds(wait) })
		if !closed() {
			t.Fatal("the computer sleeps with the diary open")
		}
		say(".Manager.PrepareForSleep", false)
	}
	l.unlock()
	say(".Session.Lock")
	eventually(t, "the diary closed where the screen is locked", closed)
	l.w.focus(l.w.id)
	l.w.quit()
}
