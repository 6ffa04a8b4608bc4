package notification

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"

	"stillnight/internal/bustest"
)

// bus starts a message bus for this test and leads the package to it.
func bus(t *testing.T) (address string) {
	t.Helper()
	address = bustest.Start(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return address
}

func connect(t *testing.T, address string) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// server shows notifications as the specification asks, and does with each what the test says.
type server struct {
	t            *testing.T
	conn         *dbus.Conn
	name         string
	capabilities []string
	// answer is what the person does about notification id.
	answer func(s *server, id uint32)

	body    string
	actions []string
	hints   map[string]dbus.Variant
	closed  []uint32
}

func (s *server) serve(address string) {
	s.t.Helper()
	s.conn = connect(s.t, address)
	methods := map[string]any{
		"GetCapabilities":      func() ([]string, *dbus.Error) { return s.capabilities, nil },
		"GetServerInformation": func() (string, string, string, string, *dbus.Error) { return s.name, "test", "1", "1.2", nil },
		"Notify": func(_ string, _ uint32, _, _, body string, actions []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
			const id = 42
			s.body, s.actions, s.hints = body, actions, hints
			s.answer(s, id)
			return id, nil
		},
		"CloseNotification": func(id uint32) *dbus.Error { s.closed = append(s.closed, id); return nil },
	}
	if err := s.conn.ExportMethodTable(methods, path, face); err != nil {
		s.t.Fatal(err)
	}
	if reply, err := s.conn.RequestName(face, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		s.t.Fatalf("%v, %v", reply, err)
	}
}

func (s *server) emit(signal string, values ...any) {
	if err := s.conn.Emit(path, face+"."+signal, values...); err != nil {
		s.t.Error(err)
	}
}

var zeroToTen = Question{
	Title: "Stillnight", Body: "0 < x & y?", Type: "0 to 10", Open: "Open", Icon: "io.test", Entry: "io.test",
	Answers: []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
}

func TestAQuestionIsAnsweredOnTheDesktop(t *testing.T) {
	all := append([]string{"default", "Open"}, "0", "0", "1", "1", "2", "2", "3", "3", "4", "4", "5", "5", "6", "6", "7", "7", "8", "8", "9", "9", "10", "10")
	for _, c := range []struct {
		name, desktop string
		capabilities  []string
		answer        func(s *server, id uint32)
		actions       []string
		want          Answer
	}{
		{"a button", "dunst", []string{"body", "actions"}, func(s *server, id uint32) { s.emit("ActionInvoked", id, "10") }, all, Answer{true, "10"}},
		{"a press on it", "dunst", []string{"actions"}, func(s *server, id uint32) { s.emit("ActionInvoked", id, "default") }, all, Answer{}},
		{"room for three", "gnome-shell", []string{"actions", "persistence"}, func(s *server, id uint32) { s.emit("ActionInvoked", id, "open") },
			[]string{"default", "Open", "open", "Open"}, Answer{}},
		{"a typed reply", "Plasma", []string{"actions", "inline-reply", "body-markup"}, func(s *server, id uint32) { s.emit("NotificationReplied", id, " 6 ") },
			[]string{"default", "Open", "inline-reply", "0 to 10"}, Answer{true, " 6 "}},
		{"after others, unknown keys and its end on screen", "xfce", []string{"actions"}, func(s *server, id uint32) {
			s.emit("ActionInvoked", id+1, "3")
			s.emit("ActionInvoked", id, "11")
			s.emit("ActionInvoked", id, "-1")
			s.emit("ActionInvoked", id, "what")
			s.emit("ActionInvoked", "no number", "3")
			s.emit("ActionInvoked", id)
			s.emit("ActionInvoked", id, uint32(3))
			s.emit("NotificationClosed", id, uint32(1))
			s.emit("ActionInvoked", id, "0")
		}, all, Answer{true, "0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &server{t: t, name: c.desktop, capabilities: c.capabilities, answer: c.answer}
			s.serve(bus(t))
			got, err := Ask(t.Context(), zeroToTen)
			if err != nil || got != c.want {
				t.Errorf("got %+v, %v, want %+v", got, err, c.want)
			}
			if !slices.Equal(s.actions, c.actions) {
				t.Errorf("offered %q, want %q", s.actions, c.actions)
			}
			if !slices.Equal(s.closed, []uint32{42}) {
				t.Errorf("left on the screen; closed %v", s.closed)
			}
			body := zeroToTen.Body
			if slices.Contains(c.capabilities, "body-markup") {
				body = "0 &lt; x &amp; y?"
			}
			if s.body != body || s.hints["desktop-entry"].Value() != "io.test" {
				t.Errorf("said %q with %v", s.body, s.hints)
			}
		})
	}
}

// Any program on the bus can send a signal with the number of a notification.
func TestAnAnswerOfAnotherProgramIsNone(t *testing.T) {
	address := bus(t)
	other := connect(t, address)
	s := &server{t: t, name: "dunst", capabilities: []string{"actions"}}
	s.answer = func(s *server, id uint32) {
		if err := other.Emit(path, face+".ActionInvoked", id, "10"); err != nil {
			t.Error(err)
		}
		// Its answer has gone round the bus once another call of the same program comes back.
		if err := other.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil {
			t.Error(err)
		}
		s.emit("ActionInvoked", id, "2")
	}
	s.serve(address)
	if got, err := Ask(t.Context(), zeroToTen); err != nil || got.Text != "2" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWhereNothingCanBeAnsweredNothingIsShown(t *testing.T) {
	t.Run("no buttons", func(t *testing.T) {
		s := &server{t: t, name: "notify-osd", capabilities: []string{"body"}, answer: func(*server, uint32) { t.Error("it was shown") }}
		s.serve(bus(t))
		if _, err := Ask(t.Context(), zeroToTen); !errors.Is(err, ErrNoAnswers) {
			t.Error(err)
		}
	})
	t.Run("nobody shows notifications", func(t *testing.T) {
		bus(t)
		if _, err := Ask(t.Context(), zeroToTen); !errors.Is(err, ErrNoAnswers) {
			t.Error(err)
		}
	})
	t.Run("no bus", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
		if _, err := Ask(t.Context(), zeroToTen); !errors.Is(err, ErrNoAnswers) {
			t.Error(err)
		}
	})
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := &server{t: t, name: "dunst", capabilities: []string{"actions"}, answer: func(*server, uint32) { stop() }}
	s.serve(bus(t))
	if _, err := Ask(ctx, zeroToTen); !errors.Is(err, context.Canceled) {
		t.Errorf("an answer that nobody gave: %v", err)
	}
	if len(s.closed) != 1 {
		t.Error("a question that nobody hears an answer to is left on the screen")
	}
}
