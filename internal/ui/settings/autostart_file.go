//go:build !windows

package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// AutostartOn tells whether the program starts when the user logs in.
func AutostartOn() bool {
	path, err := autostartPath()
	if err != nil {
		return false
	}
	entry, err := os.ReadFile(path)
	return err == nil && !switchedOff(string(entry))
}

// switchedOff tells whether an entry is there but does not count: the settings of desktops leave the file
// and mark it so.
func switchedOff(entry string) bool {
	for _, line := range strings.Split(entry, "\n") {
		switch strings.ReplaceAll(line, " ", "") {
		case "Hidden=true", "X-GNOME-Autostart-enabled=false":
			return true
		}
	}
	return false
}

// SetAutostart makes the program start when the user logs in, in the background, or no longer.
func SetAutostart(on bool) error {
	path, err := autostartPath()
	if err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	if !on {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("taking back the start at login: %w", err)
		}
		return nil
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	if err := os.WriteFile(path, []byte(autostartEntry(runtime.GOOS, program)), 0o600); err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	return nil
}

// autostartPath is where the desktop looks: an entry of the XDG autostart folder, or a launch agent on
// macOS.
func autostartPath() (string, error) {
	if runtime.GOOS == "darwin" {
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "LaunchAgents", "io.stillnight.Stillnight.plist"), err
	}
	config, err := os.UserConfigDir()
	return filepath.Join(config, "autostart", "io.stillnight.Stillnight.desktop"), err
}

func autostartEntry(system, program string) string {
	if system == "darwin" {
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(program)
		return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>io.stillnight.Stillnight</string>
<key>ProgramArguments</key><array><string>` + escaped + `</string><string>--background</string></array>
<key>RunAtLoad</key><true/>
</dict></plist>
`
	}
	// Quoting as the Desktop Entry Specification asks for in Exec; a percent sign is doubled.
	quoted := strings.NewReplacer(`\`, `\\\\`, `"`, `\\"`, "`", "\\\\`", "$", `\\$`, "%", "%%").Replace(program)
	return "[Desktop Entry]\nType=Application\nName=Stillnight\nExec=\"" + quoted + "\" --background\nIcon=stillnight\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
}
