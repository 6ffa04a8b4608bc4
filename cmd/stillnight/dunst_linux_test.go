//go:build window

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// dunst starts a server of notifications whose menu of answers chooses the one that is in a file.
func (v *tour) dunst() (choose func(words string)) {
	v.t.Helper()
	for _, tool := range []string{"dunst", "dunstctl"} {
		if _, err := exec.LookPath(tool); err != nil {
			v.t.Skipf("no server of notifications here: %v", err)
		}
	}
	folder := v.t.TempDir()
	wanted, menu, config := filepath.Join(folder, "wanted"), filepath.Join(folder, "menu"), filepath.Join(folder, "dunstrc")
	found := filepath.Join(folder, "found")
	// The server's menu gives lines such as "#7 (Stillnight) [12,7]". Whether the one wanted was among them is told.
	script := "#!/bin/sh\ngrep -F \"#$(cat " + wanted + ") (\"\necho $? >" + found + "\n"
	err := os.WriteFile(menu, []byte(script), 0o700)
	if err == nil {
		err = os.WriteFile(config, []byte("[global]\ndmenu = "+menu+"\n"), 0o600)
	}
	if err != nil {
		v.t.Fatal(err)
	}
	env := append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS="+v.bus)
	server := exec.Command("dunst", "-config", config)
	server.Env = env
	if err := server.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	control := func(args ...string) string {
		cmd := exec.Command("dunstctl", args...)
		cmd.Env = env
		out, _ := cmd.Output()
		return strings.TrimSpace(string(out))
	}
	eventually(v.t, "the server of notifications", func() bool { return control("is-paused") == "false" })
	return func(words string) {
		v.t.Helper()
		if err := os.WriteFile(wanted, []byte(words), 0o600); err != nil {
			v.t.Fatal(err)
		}
		// The one that tells of the answer before may still be on show alone. Where it goes just then, no menu comes.
		const looks = 20 // until a menu is asked for again
		asked := 0
		eventually(v.t, "a notification to answer with "+words, func() bool {
			told, err := os.ReadFile(found)
			switch {
			case err == nil && len(told) > 0:
				asked = 0
				return os.Remove(found) == nil && string(told) == "0\n"
			case asked > 0:
				asked = (asked + 1) % looks
			case control("count", "displayed") != "0":
				v.picture("notification-" + words)
				control("context")
				asked = 1
			}
			return false
		})
	}
}

// comeBack puts the window away and brings it back, at which it looks at the clock.
func (v *tour) comeBack() {
	v.t.Helper()
	if out, err := exec.Command("xdotool", "windowminimize", "--sync", v.id).CombinedOutput(); err != nil {
		v.t.Fatalf("putting the window away: %v %s", err, out)
	}
	v.focus(v.id)
	v.sight() // the loop has come round
}

// Reminders of evenings are answered in the notification, with 0 to 10 where languages are named and with three of these
// otherwise, and each answer is the severity of its night; the last is taken back in the notification that says so.
func TestWindowTheReminderIsAnsweredInDunst(t *testing.T) {
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, map[string]any{"reminder.evening": "21:30"})
			choose := v.dunst()
			if err := os.MkdirAll(filepath.Dir(v.path), 0o700); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(t.Context(), v.path, store.Options{})
			if err == nil {
				err = s.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			v.at("2026-03-01T21:20:00")
			v.start()
			v.shows(v.l.T("night.severity_scale"))
			first := diary.MustDate(2026, 3, 1)
			kept := func(night diary.Date) diary.Optional[int] {
				n, _ := read(t, v.path).Night(night)
				return n.Severity
			}
			step := diary.MaxRating / 2 // three evenings, to be quick
			if os.Getenv("STILLNIGHT_LANGUAGES") != "" {
				step = 1
			}
			for n := 0; n <= diary.MaxRating; n += step {
				night := first.AddDays(n)
				for _, moment := range []string{"T21:29:00", "T21:31:00"} {
					v.at(night.String() + moment)
					v.comeBack()
				}
				choose(strconv.Itoa(n))
				eventually(t, "severity "+strconv.Itoa(n), func() bool { return kept(night) == diary.Some(n) })
				if n < diary.MaxRating {
					continue
				}
				choose(v.l.T("settings.remind.undo"))
				eventually(t, "the answer taken back", func() bool { return !kept(night).IsSet() })
			}
			v.quit()
		})
	}
}
