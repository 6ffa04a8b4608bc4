package away

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"

	"stillnight/internal/bustest"
)

func connect(t *testing.T, address string) *dbus.Conn {
	t.Helper()
	c, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGoingAwayIsHeard(t *testing.T) {
	address := bustest.Start(t)
	ctx, stop := context.WithCancel(t.Context())
	left, ended := make(chan bool), make(chan error)
	go func() { ended <- watch(ctx, connect(t, address), connect(t, address), "", func() { left <- true }) }()
	speaker := connect(t, address)
	defer func() { _ = speaker.Close() }()
	say := func(path, name string, args ...any) {
		if err := speaker.Emit(dbus.ObjectPath(path), name, args...); err != nil {
			t.Error(err)
		}
	}
	// Until the watcher listens, nobody hears; so this is said until it is heard.
	heardIt := make(chan bool)
	go func() {
		for {
			select {
			case <-heardIt:
				return
			default:
				say("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", true)
			}
		}
	}()
	<-left
	close(heardIt)
	for drained := false; !drained; {
		say("/x", "org.gnome.ScreenSaver.ActiveChanged", false)
		say("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", false)
		say("/x", "org.freedesktop.login1.Session.Lock")
		<-left
		drained = true
	}
	stop()
	for {
		select {
		case <-left:
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}

func TestOnlyGoingAwayCounts(t *testing.T) {
	const own = dbus.ObjectPath("/session/1")
	for _, x := range []struct {
		name string
		path dbus.ObjectPath
		body []any
		want bool
	}{
		{"org.freedesktop.login1.Manager.PrepareForSleep", "/", []any{true}, true},
		{"org.freedesktop.login1.Manager.PrepareForSleep", "/", []any{false}, false},
		{"org.freedesktop.login1.Manager.PrepareForSleep", "/", nil, false},
		{"org.freedesktop.login1.Session.Lock", own, nil, true},
		{"org.freedesktop.login1.Session.Lock", "/session/2", nil, false},
		{"org.gnome.ScreenSaver.ActiveChanged", "/", []any{true}, true},
		{"org.gnome.ScreenSaver.ActiveChanged", "/", []any{"true"}, false},
		{"org.freedesktop.login1.Session.Unlock", own, nil, false},
	} {
		if got := says(&dbus.Signal{Name: x.name, Path: x.path, Body: x.body}, own); got != x.want {
			t.Errorf("%s %v of %s: %v", x.name, x.body, x.path, got)
		}
	}
}

// manager is a login manager that lets programs hold up the computer's sleep.
type manager struct{ taken chan pipe }

type pipe struct{ r, w *os.File }

// Inhibit is the login manager's method: what it answers with is held for as long as the computer is to wait.
func (m manager) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	if asked := [4]string{what, who, why, mode}; asked != [4]string{"sleep", "Stillnight", "for a test", "delay"} {
		return 0, dbus.MakeFailedError(fmt.Errorf("asked for %q", asked))
	}
	r, w, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	m.taken <- pipe{r, w}
	return dbus.UnixFD(w.Fd()), nil
}

func TestTheComputerSleepsWhenAllIsPutAway(t *testing.T) {
	address := bustest.Start(t)
	m := manager{make(chan pipe, 2)}
	speaker := connect(t, address)
	defer func() { _ = speaker.Close() }()
	if err := speaker.Export(m, "/org/freedesktop/login1", login+".Manager"); err != nil {
		t.Fatal(err)
	}
	if _, err := speaker.RequestName(login, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	left, away, ended := make(chan bool), make(chan bool), make(chan error)
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		ended <- watch(ctx, connect(t, address), nil, "for a test", func() {
			left <- true
			<-away
		})
	}()
	say := func(name string, args ...any) {
		if err := speaker.Emit("/org/freedesktop/login1", login+name, args...); err != nil {
			t.Error(err)
		}
	}
	held := func(p pipe) bool {
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(p.r.Fd()), Events: unix.POLLIN}}, 0)
		return err == nil && ready == 0
	}
	letGo := func(p pipe) {
		if _, err := p.r.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("the computer still waits: %v", err)
		}
		_ = p.r.Close()
	}
	first := <-m.taken
	say(".Manager.PrepareForSleep", true)
	<-left // so the answer has come, and only the watcher holds it from here on
	_ = first.w.Close()
	if !held(first) {
		t.Error("the computer sleeps before all is put away")
	}
	away <- true
	letGo(first)
	say(".Manager.PrepareForSleep", false)
	second := <-m.taken
	say(".Session.Lock")
	<-left
	_ = second.w.Close()
	away <- true
	say(".Session.Lock") // which is heard when the one before is done with
	<-left
	if !held(second) {
		t.Error("a lock of the screen let go of the sleep")
	}
	away <- true
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	letGo(second)
}
