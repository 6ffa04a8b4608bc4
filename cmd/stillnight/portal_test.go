//go:build window && linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"stillnight/internal/bustest"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// services are what the test's bus may start: the desktop portal and the part of it that shows GTK's chooser.
var services = []string{"org.freedesktop.portal.Desktop", "org.freedesktop.impl.portal.desktop.gtk"}

const serviceFolder = "/usr/share/dbus-1/services"

// desktopBus starts a message bus like that of a desktop, which starts these services when they are asked for.
func desktopBus(t *testing.T, home string, services ...string) (address string) {
	t.Helper()
	folder := t.TempDir()
	started := filepath.Join(folder, "services")
	if err := os.Mkdir(started, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range services {
		text, err := os.ReadFile(filepath.Join(serviceFolder, name+".service"))
		if err != nil {
			t.Skipf("the desktop portal is not installed: %v", err)
		}
		// Without a login the bus starts it itself, and not through the system's manager.
		text = []byte(strings.ReplaceAll(string(text), "SystemdService=", "#"))
		if err := os.WriteFile(filepath.Join(started, name+".service"), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text := fmt.Sprintf(`<busconfig><type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth><servicedir>%s</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`, folder, started)
	// What the bus starts ends with it.
	return bustest.Run(t, text, []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "DISPLAY=" + os.Getenv("DISPLAY"), "XAUTHORITY=" + os.Getenv("XAUTHORITY"),
		"XDG_RUNTIME_DIR=" + folder, "XDG_CURRENT_DESKTOP=GNOME", "GDK_BACKEND=x11", "GSETTINGS_BACKEND=memory", "NO_AT_BRIDGE=1", "GTK_USE_PORTAL=0",
	})
}

// awaitPortal has the portal started, which on a busy machine takes longer than a person would wait.
func awaitPortal(t *testing.T, address string) {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	var version dbus.Variant
	object := conn.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
	err = object.Call("org.freedesktop.DBus.Properties.Get", 0, "org.freedesktop.portal.FileChooser", "version").Store(&version)
	if err := errors.Join(err, conn.Close()); err != nil {
		t.Fatal(err)
	}
	t.Logf("the portal's chooser has version %v", version)
}

// onBus starts the program as on a desktop with that bus.
func onBus(t *testing.T, home, address string, args ...string) *window {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = []string{"DBUS_SESSION_BUS_ADDRESS=" + address}
	return launchBy(t, home, cmd)
}

// choosersCalled counts the windows of other programs with a title.
func choosersCalled(title string) (ids []string) {
	out, err := exec.Command("xdotool", "search", "--onlyvisible", "--name", "^"+title+"$").Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(out))
}

// system waits for the system's chooser with a title and gives it the keyboard.
func (w *window) system(title string) (id string) {
	w.t.Helper()
	eventually(w.t, "the system's chooser called "+title, func() bool {
		ids := choosersCalled(title)
		if len(ids) == 1 {
			id = ids[0]
		}
		return len(ids) == 1
	})
	w.focus(id)
	return id
}

// sendKeys sends keys to the window though another has the keyboard.
func (w *window) sendKeys(names ...string) {
	w.t.Helper()
	if out, err := exec.Command("xdotool", append([]string{"key", "--window", w.id, "--delay", "60"}, names...)...).CombinedOutput(); err != nil {
		w.t.Fatalf("sending %v: %v %s", names, err, out)
	}
}

// gone waits until the system's chooser is closed and the window has the keyboard again.
func (w *window) gone(title string) {
	w.t.Helper()
	eventually(w.t, "the end of the chooser called "+title, func() bool { return len(choosersCalled(title)) == 0 })
	w.focus(w.id)
}

// typePath types a path into GTK's chooser, which on a busy machine loses letters while it makes room for them,
// until it takes the path and closes.
func (w *window) typePath(title, path string) {
	w.t.Helper()
	w.system(title)
	closed := func() bool { return len(choosersCalled(title)) == 0 }
	w.keys("alt+Home") // in the list of recent files nothing can be accepted
	w.keys("ctrl+l")
	eventually(w.t, "the chooser to take "+path, func() bool {
		w.keys("ctrl+a")
		w.text(path)
		for range 2 { // once for what GTK adds to the name, once for the path
			w.keys("Return")
			tick := time.NewTicker(50 * time.Millisecond)
			for n := 0; n < 20 && !closed(); n++ {
				<-tick.C
			}
			tick.Stop()
			if closed() {
				return true
			}
		}
		return false
	})
	w.focus(w.id)
}

// TestWindowUsesTheDesktopsChooser saves, opens, imports and chooses a folder in GTK's own dialog, through a
// real portal on a bus of its own.
func TestWindowUsesTheDesktopsChooser(t *testing.T) {
	home := home(t)
	docs := documents(t, home)
	address := desktopBus(t, home, services...)
	awaitPortal(t, address)
	own := filepath.Join(home, "own.stillnight")
	written(t, own, 7)
	w := onBus(t, home, address, own)
	w.find("own.stillnight")

	// Nothing comes of a chooser that is closed.
	w.keys("ctrl+s")
	w.system("Save PDF")
	w.keys("Escape")
	w.gone("Save PDF")

	// While one is open a second does not open, and the window goes on. It stays behind the chooser, so that
	// keys have to be sent to it.
	w.keys("ctrl+s")
	w.system("Save PDF")
	w.sendKeys("ctrl+s", "ctrl+o", "ctrl+1", "2")
	eventually(t, "a night written beside the chooser", func() bool { return len(read(t, own).Nights) == 2 })
	if n := len(choosersCalled("Open a diary")); n != 0 {
		t.Errorf("%d further choosers are open", n)
	}
	w.system("Save PDF")
	w.text("pages") // in place of the name that is offered, before its ending or with none
	w.keys("Return")
	w.gone("Save PDF")
	pages := filepath.Join(docs, "pages.pdf")
	isPDF := func() bool {
		data, err := os.ReadFile(pages)
		return err == nil && len(data) > 10_000 && string(data[:5]) == "%PDF-"
	}
	eventually(t, "the pages in the folder for documents", isPDF)

	// GTK asks before it takes the name of a file that is there.
	if err := os.WriteFile(pages, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.keys("ctrl+s")
	w.system("Save PDF")
	w.text("pages")
	w.keys("Return")
	eventually(t, "the pages replaced", func() bool {
		w.keys("Return") // Replace; it does nothing before that is asked
		return isPDF()
	})
	w.gone("Save PDF")

	// A diary is not saved over, whatever the system's chooser says.
	if err := os.Remove(pages); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(own, pages); err != nil {
		t.Fatal(err)
	}
	w.keys("ctrl+s")
	w.system("Save PDF")
	w.text("pages")
	w.keys("Return")
	eventually(t, "the end of the chooser", func() bool {
		_ = exec.Command("xdotool", "key", "Return").Run() // Replace
		return len(choosersCalled("Save PDF")) == 0
	})
	w.focus(w.id)
	w.keys("Escape") // the sentence that says so
	if target, err := os.Readlink(pages); err != nil || target != own || len(read(t, own).Nights) != 2 {
		t.Errorf("the diary was written over: %q %v", target, err)
	}

	w.keys("ctrl+o")
	w.typePath("Open a diary", filepath.Join(docs, "third.stillnight"))
	w.find("third.stillnight")
	w.calm()
	third := filepath.Join(docs, "third.stillnight")

	w.inSettings(toImport)
	w.keys("space")
	w.typePath("Choose a file to import", filepath.Join(docs, "nights.json"))
	w.find("third.stillnight")
	w.screenshot() // the question is there once the program is at rest
	w.keys("Return")
	eventually(t, "the nights brought in", func() bool { return len(read(t, third).Nights) == 3 })

	w.keys("ctrl+1")
	w.inSettings(toFolder)
	w.keys("space")
	w.typePath("Choose another folder", filepath.Join(docs, "copies"))
	eventually(t, "the folder for backups", func() (chosen bool) {
		beside(t, third, func(s *store.Store) error {
			folder, _, err := s.Setting(t.Context(), "backup.folder")
			chosen = folder == filepath.Join(docs, "copies")
			return err
		})
		return chosen
	})
	w.quit()
	if d := read(t, own); len(d.Nights) != 2 || d.Nights[0].Severity != diary.Some(7) {
		t.Errorf("the first diary holds %v", d.Nights)
	}
}

// TestWindowEndsWithAChooserOpen quits, and the chooser goes too.
func TestWindowEndsWithAChooserOpen(t *testing.T) {
	home := home(t)
	address := desktopBus(t, home, services...)
	awaitPortal(t, address)
	own := filepath.Join(home, "own.stillnight")
	written(t, own, 7)
	w := onBus(t, home, address, own)
	w.find("own.stillnight")
	w.keys("ctrl+o")
	w.system("Open a diary")
	// The window is gone before the key is let go of, which is no fault.
	_ = exec.Command("xdotool", "key", "--window", w.id, "ctrl+q").Run()
	if err := w.end(); err != nil {
		t.Errorf("ended with %v", err)
	}
	eventually(t, "the end of the chooser", func() bool { return len(choosersCalled("Open a diary")) == 0 })
}

// TestWindowAsksItselfWhereTheBusHasNoPortal has a bus with nothing on it.
func TestWindowAsksItselfWhereTheBusHasNoPortal(t *testing.T) {
	home := home(t)
	docs := documents(t, home)
	address := desktopBus(t, home)
	cmd := exec.Command(program, filepath.Join(docs, "third.stillnight"))
	cmd.Env = []string{"DBUS_SESSION_BUS_ADDRESS=" + address}
	w := launchBy(t, home, cmd)
	w.find("third.stillnight")
	w.question("ctrl+o")
	byKeys.file(w, toOther-1)
	w.find("other.stillnight")
	w.quit()
}
