package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"stillnight/internal/i18n"
)

// softwareTried marks a second start that draws without the graphics card.
const softwareTried = "STILLNIGHT_SOFTWARE_DRAWING"

// toolkitLog takes what the toolkit logs. Its remarks about locales, themes and buses mean nothing to a
// person and are dropped; STILLNIGHT_LOG=1 shows them. That no window could be opened is acted upon.
type toolkitLog struct {
	noWindow func()
	show     io.Writer
}

func newToolkitLog(noWindow func()) *toolkitLog {
	t := &toolkitLog{noWindow: noWindow}
	if os.Getenv("STILLNIGHT_LOG") != "" {
		t.show = os.Stderr
	}
	return t
}

// Write takes one line of the log.
func (t *toolkitLog) Write(line []byte) (int, error) {
	if t.show != nil {
		if n, err := t.show.Write(line); err != nil {
			return n, err
		}
	}
	text := string(line)
	if strings.Contains(text, "window creation error") || strings.Contains(text, "failed to initialise GLFW") {
		t.noWindow()
	}
	return len(line), nil
}

// giveUpWindow is called when the toolkit could not open a window. On Linux the program starts once more
// with software drawing, which helps on remote desktops, in virtual machines and with old drivers. If
// that does not help either, it says what to do and ends.
func giveUpWindow(lang string, fault io.Writer) {
	display := os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	if display && os.Getenv(softwareTried) == "" && canRestart {
		restartWithSoftwareDrawing()
	}
	if lang == "" {
		lang = os.Getenv("LANG")
	}
	l, err := i18n.New(lang)
	if err != nil {
		os.Exit(say(fault, err.Error()))
	}
	key := "shell.start.no_opengl"
	switch {
	case runtime.GOOS == "windows":
		key = "shell.start.no_opengl_windows"
	case !display && runtime.GOOS != "darwin":
		key = "shell.start.no_display"
	}
	os.Exit(say(fault, l.T(key)))
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
