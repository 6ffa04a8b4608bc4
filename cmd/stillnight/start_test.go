//go:build window

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"stillnight/internal/diary"
)

func TestWindowStartsADiaryByKeyboardAndQuits(t *testing.T) {
	home := home(t)
	w := launch(t, home)
	if exists(usualDiary(home)) {
		t.Fatal("a diary was made before anyone asked for one")
	}
	w.keys("Return")
	eventually(t, "the new diary", func() bool { return exists(usualDiary(home)) })
	w.keys("F1")
	w.focus(w.find("Stillnight help"))
	w.keys("Escape")
	w.focus(w.id)
	w.quit()
	if !free(t, usualDiary(home)) {
		t.Error("the diary was left open")
	}
}

func TestWindowKeepsANightAndARemedyTyped(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	w := launch(t, home, path)
	w.find("own.stillnight")
	w.keys("7")
	w.keys("ctrl+m")
	w.text("ropinirole")
	w.keys("Return")
	w.quit()

	w = launch(t, home, path)
	w.find("own.stillnight")
	w.quit()
	d := read(t, path)
	if len(d.Nights) != 1 || d.Nights[0].Severity != diary.Some(7) {
		t.Errorf("nights %+v", d.Nights)
	}
	if len(d.Interventions) != 1 || d.Interventions[0].CatalogueID != "ropinirole" {
		t.Errorf("remedies %+v", d.Interventions)
	}
}

func TestWindowOfTheSampleLeavesNothingBehind(t *testing.T) {
	home := home(t)
	w := launch(t, home, "--demo")
	w.find("Sample diary")
	w.quit()
	if exists(usualDiary(home)) {
		t.Error("looking round made a diary")
	}
	left, err := filepath.Glob(filepath.Join(home, "tmp", "stillnight-sample-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	// Other programs start message buses too: one of ours has this home.
	out, _ := exec.Command("pgrep", "dbus-daemon").Output()
	for pid := range strings.FieldsSeq(string(out)) {
		if env, err := os.ReadFile("/proc/" + pid + "/environ"); err == nil && strings.Contains(string(env), "HOME="+home+"\x00") {
			t.Errorf("the message bus %s was started and left", pid)
		}
	}
}

func TestWindowSweepsASampleThatWasKilled(t *testing.T) {
	home := home(t)
	samples := func() int {
		left, err := filepath.Glob(filepath.Join(home, "tmp", "stillnight-sample-*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(left)
	}
	killed := launch(t, home, "--demo")
	killed.find("Sample diary")
	if err := killed.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = killed.end()
	if samples() != 1 {
		t.Fatalf("%d sample folders after the kill", samples())
	}
	w := launch(t, home, "--demo")
	w.find("Sample diary")
	if samples() != 1 {
		t.Errorf("%d sample folders while one is open", samples())
	}
	w.quit()
	if samples() != 0 {
		t.Errorf("%d sample folders are left", samples())
	}
}

func TestWindowEndsCleanlyOnASignal(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	w := launch(t, home, path)
	w.find("own.stillnight") // the title of the window once the diary is on show
	if out, err := exec.Command("xdotool", "windowsize", "--sync", w.id, "1300", "810").CombinedOutput(); err != nil {
		t.Fatalf("resizing: %v %s", err, out)
	}
	// Once a key that came after it has done its work, the program knows the new size too.
	w.keys("5")
	eventually(t, "the night", func() bool { return len(read(t, path).Nights) == 1 })
	if err := w.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := w.end(); err != nil {
		t.Errorf("ended with %v", err)
	}
	if !free(t, path) {
		t.Error("the diary was left open")
	}
	w = launch(t, home, path)
	w.find("own.stillnight")
	eventually(t, "the size that the window had", func() bool {
		out, err := exec.Command("xdotool", "getwindowgeometry", w.id).Output()
		return err == nil && strings.Contains(string(out), "1300x810")
	})
	w.quit()
}

// A window that is made lower at rest was drawn once more in its old size, and lay too low until something moved.
func TestWindowStandsAtItsTopWhenItIsMadeLower(t *testing.T) {
	home := home(t)
	w := launch(t, home, filepath.Join(home, "own.stillnight"))
	w.find("own.stillnight")
	for _, size := range [][2]string{{"1300", "880"}, {"1100", "700"}, {"1000", "620"}} {
		w.calm()
		if out, err := exec.Command("xdotool", append([]string{"windowsize", "--sync", w.id}, size[:]...)...).CombinedOutput(); err != nil {
			t.Fatalf("resizing: %v %s", err, out)
		}
		eventually(t, "the bar of menus at the top, "+size[1]+" high", func() bool {
			colours, err := exec.Command("import", "-window", w.id, "-crop", "200x30+0+0", "-format", "%k", "info:").Output()
			n, err2 := strconv.Atoi(strings.TrimSpace(string(colours)))
			return err == nil && err2 == nil && n > 2 // letters, not the ground alone
		})
	}
	w.quit()
}

func TestWindowSecondStartBringsTheFirstForward(t *testing.T) {
	home := home(t)
	path := filepath.Join(home, "own.stillnight")
	first := launch(t, home, path)
	first.find("own.stillnight")
	second := launch(t, home, path)
	inFront := func(w *window) bool {
		out, err := exec.Command("xdotool", "getactivewindow").Output()
		return err == nil && strings.TrimSpace(string(out)) == w.id
	}
	eventually(t, "the second to give way", func() bool {
		select {
		case err := <-second.ended:
			if err != nil {
				t.Errorf("the second ended with %v", err)
			}
			return true
		default:
		}
		if inFront(second) { // Show the other window; the key does nothing before that is asked
			_ = exec.Command("xdotool", "key", "Return").Run()
		}
		return false
	})
	eventually(t, "the first window in front", func() bool { return inFront(first) })
	first.quit()
}

func TestWindowWithoutADisplaySaysSo(t *testing.T) {
	cmd := exec.Command(program)
	cmd.Env = []string{"HOME=" + home(t), "LANG=C", "DISPLAY=:4711"}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Errorf("ended with %v", err)
	}
	if got := strings.TrimSpace(string(out)); !strings.HasPrefix(got, "Stillnight cannot open a window") || strings.Contains(got, "\n") {
		t.Errorf("it says %q", got)
	}
}
