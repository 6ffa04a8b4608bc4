//go:build window

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// family finds the address family of a socket that strace saw.
var family = regexp.MustCompile(`socket\((AF_[A-Z0-9]+)|sa_family=(AF_[A-Z0-9]+)`)

// TestWindowOpensNoConnection watches every socket the program makes while each screen is shown. Only
// local ones may be there: the display's and the desktop's.
func TestWindowOpensNoConnection(t *testing.T) {
	if out, err := exec.Command("strace", "-f", "-e", "trace=socket", "true").CombinedOutput(); err != nil {
		t.Skipf("this machine does not let one program watch another: %v %s", err, out)
	}
	home := home(t)
	trace := filepath.Join(home, "trace")
	// With -D the process started is the program, and strace its child.
	w := launchBy(t, home, exec.Command("strace", "-D", "-f", "-q", "-e", "trace=socket,connect,sendto,bind", "-o", trace, program, "--demo"))
	w.find("Sample diary")
	for _, shown := range []string{"ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+7", "ctrl+1"} {
		w.keys(shown)
	}
	w.keys("F1")
	w.focus(w.find("Stillnight help"))
	w.keys("Escape")
	w.focus(w.id)
	w.quit()
	var seen []byte
	eventually(t, "the end of the watch", func() bool {
		seen, _ = os.ReadFile(trace)
		return strings.Contains(string(seen), "+++ exited with 0 +++")
	})
	found := map[string]string{}
	for _, line := range strings.Split(string(seen), "\n") {
		if m := family.FindStringSubmatch(line); m != nil {
			found[m[1]+m[2]] = line
		}
	}
	if found["AF_UNIX"] == "" {
		t.Fatal("not even the display's socket was seen; the watch did not work")
	}
	for name, line := range found {
		if name != "AF_UNIX" {
			t.Errorf("a socket of family %s: %s", name, line)
		}
	}
}
