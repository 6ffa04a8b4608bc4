package notification

import (
	"context"
	"errors"
	"fmt"
	"html"

	"github.com/godbus/dbus/v5"
)

// Possible says whether notifications can be answered anywhere on this system.
const Possible = true

const (
	face = "org.freedesktop.Notifications"
	path = "/org/freedesktop/Notifications"
)

// Ask shows a question and waits until it is answered. It goes on waiting when the notification has left the
// screen: most desktops keep a list in which it can still be answered. It ends with the context's error, and
// with ErrNoAnswers, having shown nothing, where the desktop takes no answers.
func Ask(ctx context.Context, q Question) (Answer, error) {
	// The connection outlives the context by taking the question off the screen.
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(context.WithoutCancel(ctx)))
	if err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswers, err)
	}
	defer func() { _ = conn.Close() }() // nothing is lost with it
	server := conn.Object(face, path)
	d, err := describe(ctx, server)
	if err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswers, err)
	}
	actions := q.actions(d)
	if actions == nil {
		return Answer{}, ErrNoAnswers
	}
	// Answers count from the one program that shows the notification: any program can send signals.
	var owner string
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, face).Store(&owner); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswers, err)
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(face), dbus.WithMatchSender(face)); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswers, err)
	}
	body := q.Body
	if d.capabilities["body-markup"] {
		body = html.EscapeString(body)
	}
	hints := map[string]dbus.Variant{
		"desktop-entry":                dbus.MakeVariant(q.Entry),
		"suppress-sound":               dbus.MakeVariant(true),
		"x-kde-reply-placeholder-text": dbus.MakeVariant(q.Type),
	}
	var id uint32
	const noneReplaced, usualTime = uint32(0), int32(-1)
	// Not given up halfway: what is on the screen must be known by its number.
	if err := server.Call(face+".Notify", 0, q.Title, noneReplaced, q.Icon, q.Title, body, actions, hints, usualTime).Store(&id); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswers, err)
	}
	// Answered, or with nobody to hear an answer any more, it has no place on the screen.
	defer func() { _ = server.Call(face+".CloseNotification", 0, id).Err }() // it may be gone by itself
	for {
		select {
		case <-ctx.Done():
			return Answer{}, ctx.Err()
		case s, ok := <-signals:
			if !ok {
				return Answer{}, errors.New("the desktop's message bus is gone")
			}
			if a, ok := q.heard(s, owner, id); ok {
				return a, nil
			}
		}
	}
}

func describe(ctx context.Context, server dbus.BusObject) (desktop, error) {
	d := desktop{capabilities: map[string]bool{}}
	var capabilities []string
	if err := server.CallWithContext(ctx, face+".GetCapabilities", 0).Store(&capabilities); err != nil {
		return d, fmt.Errorf("asking what notifications can do: %w", err)
	}
	for _, c := range capabilities {
		d.capabilities[c] = true
	}
	var vendor, version, specification string
	if err := server.CallWithContext(ctx, face+".GetServerInformation", 0).Store(&d.name, &vendor, &version, &specification); err != nil {
		return d, fmt.Errorf("asking who shows notifications: %w", err)
	}
	return d, nil
}

// heard is the answer that a signal has for a notification; ok is false where it has none.
func (q Question) heard(s *dbus.Signal, owner string, id uint32) (a Answer, ok bool) {
	if s.Sender != owner || len(s.Body) < 2 || s.Body[0] != id {
		return Answer{}, false
	}
	text, isText := s.Body[1].(string)
	switch {
	case !isText:
		return Answer{}, false
	case s.Name == face+".NotificationReplied":
		return Answer{Chosen: true, Text: text}, true
	case s.Name == face+".ActionInvoked":
		return q.answer(text)
	}
	return Answer{}, false
}
