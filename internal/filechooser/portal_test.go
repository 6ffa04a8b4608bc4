//go:build linux

package filechooser

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"stillnight/internal/bustest"
)

// bus starts a message bus of its own for a test and leads the package to it.
func bus(t *testing.T) (address string) {
	t.Helper()
	address = bustest.Start(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return address
}

// fakePortal answers questions as it is told, on a real bus.
type fakePortal struct {
	conn    *dbus.Conn
	version uint32
	// answer does what the user and the portal do once a request is there.
	answer func(p *fakePortal, handle dbus.ObjectPath)
	// wrong names the request otherwise than the token asks for, as old portals do.
	wrong  bool
	asked  map[string]dbus.Variant
	method string
	title  string
	closed chan struct{}
}

func serve(t *testing.T, address string, p *fakePortal) *fakePortal {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p.conn, p.closed = conn, make(chan struct{})
	if p.version > 0 {
		for face, methods := range map[string]map[string]any{
			"org.freedesktop.DBus.Properties": {"Get": p.get},
			chooserFace:                       {"OpenFile": p.ask("OpenFile"), "SaveFile": p.ask("SaveFile")},
		} {
			if err := conn.ExportMethodTable(methods, portalPath, face); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := conn.RequestName(portalName, 0); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *fakePortal) get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(p.version), nil
}

func (p *fakePortal) ask(method string) any {
	return func(sender dbus.Sender, _ string, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
		p.method, p.title, p.asked = method, title, options
		token, _ := options["handle_token"].Value().(string)
		if p.wrong {
			token = "other"
		}
		name := strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_")
		handle := dbus.ObjectPath(portalPath + "/request/" + name + "/" + token)
		closing := map[string]any{"Close": func() *dbus.Error { close(p.closed); return nil }}
		if err := p.conn.ExportMethodTable(closing, handle, requestFace); err != nil {
			return "", dbus.MakeFailedError(err)
		}
		p.answer(p, handle)
		return handle, nil
	}
}

// respond sends the portal's answer, also before the question returns.
func respond(code uint32, results map[string]any) func(*fakePortal, dbus.ObjectPath) {
	return func(p *fakePortal, handle dbus.ObjectPath) {
		variants := map[string]dbus.Variant{}
		for name, value := range results {
			variants[name] = dbus.MakeVariant(value)
		}
		// Someone else's answer must not be taken for ours.
		_ = p.conn.Emit(portalPath+"/request/1_1/stranger", answerSignal, uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///wrong"})})
		_ = p.conn.Emit(handle, answerSignal, code, variants)
	}
}

func TestThePortalsAnswers(t *testing.T) {
	uris := func(list ...string) map[string]any { return map[string]any{"uris": list} }
	for name, c := range map[string]struct {
		portal fakePortal
		what   What
		want   string
		err    error
	}{
		"a file":               {fakePortal{version: 3, answer: respond(0, uris("file:///home/ada/night+day%20%C3%A9%23.csv"))}, OpenFile, "/home/ada/night+day é#.csv", nil},
		"a folder":             {fakePortal{version: 4, answer: respond(0, uris("file:///home/ada"))}, Folder, "/home/ada", nil},
		"a name":               {fakePortal{version: 1, answer: respond(0, uris("file:///x.pdf", "file:///y.pdf"))}, SaveFile, "/x.pdf", nil},
		"an old portal":        {fakePortal{version: 1, answer: respond(0, uris("file:///x.pdf")), wrong: true}, SaveFile, "/x.pdf", nil},
		"cancelled":            {fakePortal{version: 3, answer: respond(1, nil)}, OpenFile, "", ErrCancelled},
		"closed by its frame":  {fakePortal{version: 3, answer: respond(2, nil)}, OpenFile, "", ErrCancelled},
		"nothing in it":        {fakePortal{version: 3, answer: respond(0, nil)}, OpenFile, "", ErrCancelled},
		"a phone":              {fakePortal{version: 3, answer: respond(0, uris("mtp://phone/x"))}, OpenFile, "", errNotHere},
		"no folders":           {fakePortal{version: 2}, Folder, "", ErrNone},
		"a portal without it":  {fakePortal{}, OpenFile, "", ErrNone},
		"a portal that dies":   {fakePortal{version: 3, answer: func(p *fakePortal, _ dbus.ObjectPath) { _, _ = p.conn.ReleaseName(portalName) }}, OpenFile, "", ErrNone},
		"an answer of no kind": {fakePortal{version: 3, answer: func(p *fakePortal, h dbus.ObjectPath) { _ = p.conn.Emit(h, answerSignal, "what") }}, OpenFile, "", ErrNone},
	} {
		t.Run(name, func(t *testing.T) {
			serve(t, bus(t), &c.portal)
			path, err := Ask(t.Context(), Request{What: c.what, Title: "Which?"})
			if path != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v", path, err)
			}
		})
	}
}

func TestThePortalIsAskedInItsTerms(t *testing.T) {
	p := serve(t, bus(t), &fakePortal{version: 3, answer: respond(1, nil)})
	_, err := Ask(t.Context(), Request{
		What: SaveFile, Title: "Save PDF", Accept: "Save_it", Folder: "/home/ada", Name: "pages.pdf",
		Kinds: []Kind{{Name: "PDF documents", Endings: []string{".pdf"}}, {Name: "All files"}},
	})
	if !errors.Is(err, ErrCancelled) {
		t.Fatal(err)
	}
	if p.method != "SaveFile" || p.title != "Save PDF" {
		t.Errorf("%s %q", p.method, p.title)
	}
	for option, want := range map[string]string{
		"accept_label": `"Save__it"`, "current_name": `"pages.pdf"`, "modal": "true",
		"current_filter": `@av ["PDF documents", [[0, "*.[pP][dD][fF]"]]]`,
	} {
		if got := p.asked[option].String(); got != want {
			t.Errorf("%s is %s, want %s", option, got, want)
		}
	}
	if folder, ok := p.asked["current_folder"].Value().([]byte); !ok || string(folder) != "/home/ada\x00" {
		t.Errorf("the folder is %q", folder)
	}
}

func TestAChooserThatIsNoLongerWantedIsClosed(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	p := serve(t, bus(t), &fakePortal{version: 3, answer: func(*fakePortal, dbus.ObjectPath) { end() }})
	if _, err := Ask(ctx, Request{Title: "Which?"}); !errors.Is(err, ErrCancelled) {
		t.Errorf("it ends with %v", err)
	}
	<-p.closed
}

func TestWithoutABusNoneIsStarted(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("PATH", "")
	for _, address := range []string{"", "disabled:", "autolaunch:", "unix:path=/nowhere/at/all", "nonsense"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		if _, err := Ask(t.Context(), Request{}); !errors.Is(err, ErrNone) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
