package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"stillnight/internal/i18n"
)

// softwareTried marks a second start that draws without the graphics card.
const softwareTried = "STILLNIGHT_SOFTWARE_DRAWING"

// toolkitLog takes what the toolkit logs. Its remarks about locales, themes and buses mean nothing to a
// person and are dropped; STILLNIGHT_LOG=1 shows them. That no window could be opened is acted on.
type toolkitLog struct {
	l     func() *i18n.Localizer
	fault io.Writer
	show  bool
}

func newToolkitLog(l func() *i18n.Localizer, fault io.Writer) *toolkitLog {
	return &toolkitLog{l: l, fault: fault, show: os.Getenv("STILLNIGHT_LOG") != ""}
}

// Write takes one line of the log.
func (t *toolkitLog) Write(line []byte) (int, error) {
	if t.show {
		if n, err := t.fault.Write(line); err != nil {
			return n, err
		}
	}
	text := string(line)
	switch {
	case strings.Contains(text, "failed to initialise GLFW"):
		os.Exit(say(t.fault, t.l().T("shell.start.no_display")))
	case strings.Contains(text, "window creation error"):
		t.noWindow()
	}
	return len(line), nil
}

// noWindow is called when there is a desktop but no window could be drawn on it. On Linux the program
// starts once more with software drawing, which helps on remote desktops, in virtual machines and with
// old drivers. If that does not help either, it says what to do and ends.
func (t *toolkitLog) noWindow() {
	if canRestart && os.Getenv(softwareTried) == "" {
		restartWithSoftwareDrawing()
	}
	if runtime.GOOS == "windows" {
		os.Exit(say(t.fault, t.l().T("shell.start.no_opengl_windows")))
	}
	os.Exit(say(t.fault, t.l().T("shell.start.no_opengl")))
}

// keepToBus keeps the toolkit from starting a message bus of its own where the session has none, as on a
// bare remote desktop. It would stay behind when the program ends.
func keepToBus() error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return nil
	}
	// These are the places in which the bus's library looks before it starts one.
	folder := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, bus := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(folder, bus)); err == nil {
			return nil
		}
	}
	if err := os.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); err != nil {
		return fmt.Errorf("doing without a message bus: %w", err)
	}
	return nil
}

// preferX11 keeps the windowing library from looking for a Wayland desktop where there is an X server
// and no sign of one; it would complain on standard error.
func preferX11() error {
	if os.Getenv("FYNE_PLATFORM") != "" || os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("DISPLAY") == "" {
		return nil
	}
	if err := os.Setenv("FYNE_PLATFORM", "x11"); err != nil {
		return fmt.Errorf("choosing the X server: %w", err)
	}
	return nil
}

// keepCompose has the X library keep what it made of its table of dead keys and the Compose key. It reads the table anew
// twice in every start otherwise, an eighth of the time until there is a window. For root the library keeps nothing.
func keepCompose(uid int) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || uid == 0 || os.Getenv("DISPLAY") == "" || os.Getenv("XCOMPOSECACHE") != "" {
		return nil
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil // no home; the table is read anew
	}
	folder = filepath.Join(folder, "stillnight", "compose")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil // a home that cannot be written
	}
	if err := os.Setenv("XCOMPOSECACHE", folder); err != nil {
		return fmt.Errorf("keeping the table of dead keys: %w", err)
	}
	return nil
}
