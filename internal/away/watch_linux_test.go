package away

import (
	"context"
	"testing"

	"github.com/godbus/dbus/v5"

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
	go func() { ended <- watch(ctx, connect(t, address), connect(t, address), func() { left <- true }) }()
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
