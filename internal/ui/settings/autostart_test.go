//go:build !windows

package settings

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func ownHome(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
}

func TestTheStartAtLoginIsSetAndTakenBack(t *testing.T) {
	ownHome(t)
	if AutostartOn() {
		t.Fatal("on before anyone asked")
	}
	for _, on := range []bool{true, true, false, false} { // asking twice changes nothing
		if err := SetAutostart(on); err != nil {
			t.Fatal(err)
		}
		if AutostartOn() != on {
			t.Errorf("set to %v, is %v", on, AutostartOn())
		}
	}
}

func TestAStartAtLoginSwitchedOffInTheDesktopIsOff(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("a launch agent is switched off elsewhere")
	}
	for _, mark := range []string{"Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = true"} {
		ownHome(t)
		if err := SetAutostart(true); err != nil {
			t.Fatal(err)
		}
		path, err := autostartPath()
		if err != nil {
			t.Fatal(err)
		}
		entry := strings.Replace(autostartEntry(runtime.GOOS, "/usr/bin/stillnight"), "X-GNOME-Autostart-enabled=true", mark, 1)
		if err := os.WriteFile(path, []byte(entry), 0o600); err != nil {
			t.Fatal(err)
		}
		if AutostartOn() {
			t.Errorf("%s: still on", mark)
		}
		if err := SetAutostart(true); err != nil || !AutostartOn() {
			t.Errorf("%s: cannot be switched on again: %v", mark, err)
		}
	}
}

func TestAFailureToSetTheStartAtLoginIsTold(t *testing.T) {
	ownHome(t)
	path, err := autostartPath()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	if err := SetAutostart(true); err == nil {
		t.Error("nothing was told")
	}
}

// The quoting is that of Exec in the Desktop Entry Specification, and of XML for a launch agent.
func TestTheEntryNamesTheProgramWhateverItsPath(t *testing.T) {
	for program, exec := range map[string]string{
		"/usr/bin/stillnight":       `Exec="/usr/bin/stillnight" --background`,
		"/home/a b/still night":     `Exec="/home/a b/still night" --background`,
		`/o/100%/a"b$c` + "`" + `d`: `Exec="/o/100%%/a\\"b\\$c\\` + "`" + `d" --background`,
		`/o/back\slash`:             `Exec="/o/back\\\\slash" --background`,
		"/home/großmutter/<a & b>":  `Exec="/home/großmutter/<a & b>" --background`,
	} {
		entry := autostartEntry("linux", program)
		if !strings.HasPrefix(entry, "[Desktop Entry]\nType=Application\nName=Stillnight\n") || !strings.Contains(entry, "\n"+exec+"\n") {
			t.Errorf("%s gives\n%s", program, entry)
		}
		if texts := stringsIn(t, autostartEntry("darwin", program)); len(texts) < 3 || texts[1] != program || texts[2] != "--background" {
			t.Errorf("%s gives a launch agent with %q", program, texts)
		}
	}
}

// stringsIn are the texts of the string elements of XML.
func stringsIn(t *testing.T, document string) (texts []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "string" {
			var text string
			if err := decoder.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
	}
}
