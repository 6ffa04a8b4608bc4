package away

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/godbus/dbus/v5"
)

// heard are the signals that say so: of the login manager on the system's bus, and of the screen savers of the
// desktops on the user's.
var heard = []struct {
	system        bool
	iface, member string
	onTrue        bool // only with the argument true: off is not on
	ofOwnSession  bool
}{
	{system: true, iface: login + ".Manager", member: "PrepareForSleep", onTrue: true},
	{system: true, iface: login + ".Session", member: "Lock", ofOwnSession: true},
	{iface: "org.freedesktop.ScreenSaver", member: "ActiveChanged", onTrue: true},
	{iface: "org.gnome.ScreenSaver", member: "ActiveChanged", onTrue: true},
	{iface: "org.mate.ScreenSaver", member: "ActiveChanged", onTrue: true},
	{iface: "org.cinnamon.ScreenSaver", member: "ActiveChanged", onTrue: true},
	{iface: "org.xfce.ScreenSaver", member: "ActiveChanged", onTrue: true},
}

// Watch calls left, on the goroutine it is called on, each time the person goes away. Where the login manager grants
// it, the computer sleeps only once left has returned; why tells those who ask what holds it up. It returns when the
// context ends, or with an error where the system has nobody who tells.
func Watch(ctx context.Context, why string, left func()) error {
	system, systemErr := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	session, sessionErr := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if systemErr != nil && sessionErr != nil {
		return fmt.Errorf("listening to the system: %w", errors.Join(systemErr, sessionErr))
	}
	return watch(ctx, system, session, why, left)
}

// watch listens on both buses; either may be nil.
func watch(ctx context.Context, system, session *dbus.Conn, why string, left func()) error {
	// A connection that ends closes its channel, so each has its own.
	fromSystem, fromSession := make(chan *dbus.Signal, 16), make(chan *dbus.Signal, 16)
	for c, signals := range map[*dbus.Conn]chan *dbus.Signal{system: fromSystem, session: fromSession} {
		if c != nil {
			defer func() { _ = c.Close() }() // nothing is lost with it
			c.Signal(signals)
		}
	}
	own, err := listen(ctx, system, session)
	if err != nil {
		return err
	}
	hold := delay{bus: system, why: why}
	hold.take(ctx)
	defer hold.release()
	for {
		var s *dbus.Signal
		var ok bool
		select {
		case <-ctx.Done():
			return nil
		case s, ok = <-fromSystem:
		case s, ok = <-fromSession:
		}
		if !ok {
			if ctx.Err() != nil {
				return nil
			}
			return errors.New("a bus of the system is gone")
		}
		if says(s, own) {
			left()
		}
		if s.Name == login+".Manager.PrepareForSleep" {
			hold.release() // or it has slept
			if !says(s, own) {
				hold.take(ctx)
			}
		}
	}
}

// listen asks both buses for what is heard, and the login manager for the program's own session.
func listen(ctx context.Context, system, session *dbus.Conn) (own dbus.ObjectPath, err error) {
	if system != nil {
		manager := system.Object(login, "/org/freedesktop/login1")
		// Without an answer, as in a container, every session's lock counts.
		_ = manager.CallWithContext(ctx, login+".Manager.GetSessionByPID", 0, uint32(os.Getpid())).Store(&own)
	}
	for _, h := range heard {
		c := session
		if h.system {
			c = system
		}
		if c == nil {
			continue
		}
		if err := c.AddMatchSignalContext(ctx, dbus.WithMatchInterface(h.iface), dbus.WithMatchMember(h.member)); err != nil {
			return own, fmt.Errorf("listening for %s: %w", h.member, err)
		}
	}
	return own, nil
}

// login is the login manager (https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html).
const login = "org.freedesktop.login1"

// delay has the computer wait with sleeping until it is released, for some seconds at most. Where nobody grants that it
// does nothing.
type delay struct {
	bus *dbus.Conn // nil where there is none
	why string
	fd  *os.File // closing it releases
}

func (d *delay) take(ctx context.Context) {
	if d.bus == nil || !d.bus.SupportsUnixFDs() {
		return
	}
	var fd dbus.UnixFD
	manager := d.bus.Object(login, "/org/freedesktop/login1")
	if manager.CallWithContext(ctx, login+".Manager.Inhibit", 0, "sleep", "Stillnight", d.why, "delay").Store(&fd) == nil {
		d.fd = os.NewFile(uintptr(fd), "delay")
	}
}

func (d *delay) release() {
	if d.fd != nil {
		_ = d.fd.Close() // nothing was written
		d.fd = nil
	}
}

// says tells whether a signal means that the person goes away.
func says(s *dbus.Signal, own dbus.ObjectPath) bool {
	for _, h := range heard {
		if s.Name != h.iface+"."+h.member {
			continue
		}
		if h.onTrue {
			on, isBool := append(s.Body, nil)[0].(bool)
			return isBool && on
		}
		return !h.ofOwnSession || own == "" || s.Path == own
	}
	return false
}
