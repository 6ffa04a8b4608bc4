//go:build !windows && !darwin

package filechooser

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// The desktop portal, https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html.
// It is spoken to on the bus itself: of the libraries for it the one that the toolkit brings along reads a
// "+" in a name as a space, takes the answer to any request for its own, and faults when the portal ends a
// request by itself.
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	chooserFace   = "org.freedesktop.portal.FileChooser"
	requestFace   = "org.freedesktop.portal.Request"
	answerSignal  = requestFace + ".Response"
	ownerSignal   = "org.freedesktop.DBus.NameOwnerChanged"
	folderVersion = 3 // of the portal, the first that asks for folders
)

// portalPatience is how long the portal, which the bus starts when it is first asked, may take to answer
// before it is done without. The dialog itself may stay open for ever.
const portalPatience = 10 * time.Second

// Find returns Ask where there may be a chooser of the system's own, nil where there is none for certain.
func Find() func(context.Context, Request) (string, error) {
	if busAddress() == "" {
		return nil
	}
	return Ask
}

// Ask shows the system's chooser and waits until something is chosen or ctx ends. It returns ErrCancelled
// where nothing was, and another error where there is no chooser that works.
func Ask(ctx context.Context, r Request) (path string, err error) {
	address := busAddress()
	if address == "" {
		return "", ErrNone
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNone, err)
	}
	// What a closed connection says to being closed changes nothing.
	defer func() { _ = conn.Close() }()
	path, err = (&portal{conn: conn, object: conn.Object(portalName, portalPath)}).ask(ctx, r)
	if ctx.Err() != nil {
		return "", ErrCancelled
	}
	return path, err
}

// busAddress is where the session's bus listens; "" where there is none. The bus library would start one by
// itself, which would stay behind when the program ends.
func busAddress() string {
	address := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	switch {
	case strings.HasPrefix(address, "disabled:"), strings.HasPrefix(address, "autolaunch:"):
		return ""
	case address != "":
		return address
	}
	folder := os.Getenv("XDG_RUNTIME_DIR")
	if folder == "" {
		folder = fmt.Sprintf("/run/user/%d", os.Getuid())
	}
	socket := filepath.Join(folder, "bus")
	if _, err := os.Stat(socket); err != nil {
		return ""
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket)
}

type portal struct {
	conn   *dbus.Conn
	object dbus.BusObject
}

func (p *portal) ask(ctx context.Context, r Request) (string, error) {
	if err := p.serves(ctx, r.What); err != nil {
		return "", err
	}
	token := "stillnight" + rand.Text()
	sender := strings.ReplaceAll(strings.TrimPrefix(p.conn.Names()[0], ":"), ".", "_")
	handle := dbus.ObjectPath(portalPath + "/request/" + sender + "/" + token)
	// The answer may come at once: listen before asking.
	signals := make(chan *dbus.Signal, 16)
	p.conn.Signal(signals)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchInterface(requestFace), dbus.WithMatchMember("Response")},
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)},
	} {
		if err := p.conn.AddMatchSignalContext(ctx, match...); err != nil {
			return "", fmt.Errorf("%w: %w", ErrNone, err)
		}
	}
	method := chooserFace + ".OpenFile"
	if r.What == SaveFile {
		method = chooserFace + ".SaveFile"
	}
	limited, done := context.WithTimeout(ctx, portalPatience)
	defer done()
	var given dbus.ObjectPath
	if err := p.object.CallWithContext(limited, method, 0, parentOf(r), r.Title, options(r, token)).Store(&given); err != nil {
		p.close(handle)
		return "", fmt.Errorf("%w: %w", ErrNone, err)
	}
	return p.await(ctx, signals, handle, given)
}

// serves returns ErrNone unless there is a portal that answers such questions.
func (p *portal) serves(ctx context.Context, what What) error {
	limited, done := context.WithTimeout(ctx, portalPatience)
	defer done()
	var version dbus.Variant
	err := p.object.CallWithContext(limited, "org.freedesktop.DBus.Properties.Get", 0, chooserFace, "version").Store(&version)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNone, err)
	}
	if n, ok := version.Value().(uint32); !ok || what == Folder && n < folderVersion {
		return fmt.Errorf("%w: the portal has version %v", ErrNone, version)
	}
	return nil
}

// await returns what is chosen. The portal may have named the request differently, as those before 0.9 do.
func (p *portal) await(ctx context.Context, signals <-chan *dbus.Signal, handles ...dbus.ObjectPath) (string, error) {
	for {
		select {
		case <-ctx.Done():
			p.close(handles[len(handles)-1])
			return "", ErrCancelled
		case s, open := <-signals:
			switch {
			case !open:
				return "", fmt.Errorf("%w: the bus is gone", ErrNone)
			case s.Name == ownerSignal:
				if gone(s.Body) {
					return "", fmt.Errorf("%w: the portal is gone", ErrNone)
				}
			case s.Name == answerSignal && (s.Path == handles[0] || s.Path == handles[len(handles)-1]):
				return chosen(s.Body)
			}
		}
	}
}

// close takes the dialog away that nobody waits for any more.
func (p *portal) close(handle dbus.ObjectPath) {
	// Nothing is to be done where the portal no longer listens.
	_ = p.conn.Object(portalName, handle).Call(requestFace+".Close", dbus.FlagNoReplyExpected).Err
}

// gone tells whether the portal's name lost its owner.
func gone(body []any) bool {
	if len(body) != 3 || body[0] != portalName {
		return false
	}
	owner, ok := body[2].(string)
	return ok && owner == ""
}

// chosen reads the portal's answer. A window that was closed by its frame is no choice either.
func chosen(body []any) (string, error) {
	if len(body) != 2 {
		return "", fmt.Errorf("%w: an answer of %d parts", ErrNone, len(body))
	}
	if code, ok := body[0].(uint32); !ok || code != 0 {
		return "", ErrCancelled
	}
	results, ok := body[1].(map[string]dbus.Variant)
	if !ok {
		return "", fmt.Errorf("%w: an answer without results", ErrNone)
	}
	addresses, ok := results["uris"].Value().([]string)
	if !ok || len(addresses) == 0 {
		return "", ErrCancelled
	}
	return pathOf(addresses[0])
}

// errNotHere: what was chosen has no path, such as a file on a phone.
var errNotHere = errors.New("the file is not on this computer")

// pathOf is the path that a file's address means.
func pathOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNone, err)
	}
	if u.Scheme != "file" || u.Path == "" {
		return "", fmt.Errorf("%w: %w", ErrNone, errNotHere)
	}
	return filepath.FromSlash(u.Path), nil
}

// parentOf names the window that asks, so that the dialog stays in front of it.
func parentOf(r Request) string {
	if r.Parent == 0 || os.Getenv("WAYLAND_DISPLAY") != "" && os.Getenv("FYNE_PLATFORM") != "x11" {
		return ""
	}
	return fmt.Sprintf("x11:%x", r.Parent)
}

// rule and filter are what the portal takes for a kind: a name, and patterns with 0 for their type.
type rule struct {
	Type    uint32
	Pattern string
}

type filter struct {
	Name  string
	Rules []rule
}

func options(r Request, token string) map[string]dbus.Variant {
	o := map[string]dbus.Variant{
		"handle_token": dbus.MakeVariant(token),
		"modal":        dbus.MakeVariant(true),
	}
	if r.Accept != "" {
		o["accept_label"] = dbus.MakeVariant(strings.ReplaceAll(r.Accept, "_", "__"))
	}
	if r.What == Folder {
		o["directory"] = dbus.MakeVariant(true)
	}
	if r.Folder != "" {
		o["current_folder"] = dbus.MakeVariant(append([]byte(r.Folder), 0))
	}
	if r.What == SaveFile && r.Name != "" {
		o["current_name"] = dbus.MakeVariant(r.Name)
	}
	var filters []filter
	for _, kind := range r.Kinds {
		f := filter{Name: kind.Name}
		for _, pattern := range kind.patterns(true) {
			f.Rules = append(f.Rules, rule{0, pattern})
		}
		filters = append(filters, f)
	}
	if len(filters) > 0 && r.What != Folder {
		o["filters"] = dbus.MakeVariant(filters)
		o["current_filter"] = dbus.MakeVariant(filters[0])
	}
	return o
}
