//go:build window

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"stillnight/internal/store"
)

// These tests start the real program in a real window, under Xvfb in "make window", press keys as a
// person would, and look at what is in the diary's file afterwards.

// patience is how long anything may take on a slow machine before a test gives up.
const patience = 60 * time.Second

// program is the path of the built program.
var program string

// placer is the process that manages the windows of the display.
var placer *os.Process

func TestMain(m *testing.M) {
	for _, tool := range []string{"xdotool", "openbox"} {
		if _, err := exec.LookPath(tool); err != nil || os.Getenv("DISPLAY") == "" {
			os.Stderr.WriteString("window tests skipped: they need a display (Xvfb), xdotool and openbox\n")
			os.Exit(0)
		}
	}
	os.Exit(withProgram(m))
}

func withProgram(m *testing.M) int {
	folder, err := os.MkdirTemp("", "stillnight-window-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "stillnight")
	build := append([]string{"build", "-tags", "accessibility,netgo,osusergo,testclock", "-o", program}, raced...)
	if out, err := exec.Command("go", append(build, ".")...).CombinedOutput(); err != nil {
		panic(string(out))
	}
	openbox := exec.Command("openbox")
	if err := openbox.Start(); err != nil {
		panic(err)
	}
	placer = openbox.Process
	defer func() {
		_ = placer.Kill()
		_ = openbox.Wait()
	}()
	if !managed() {
		panic("the window manager does not begin its work")
	}
	return m.Run()
}

// managed waits until the window manager looks after the display; a window that came before it might never
// get the keyboard.
func managed() bool {
	limit, tick := time.After(patience), time.NewTicker(50*time.Millisecond)
	defer tick.Stop()
	for exec.Command("xdotool", "get_num_desktops").Run() != nil {
		select {
		case <-limit:
			return false
		case <-tick.C:
		}
	}
	return true
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	if !within(t, patience, 50*time.Millisecond, holds) {
		picture := filepath.Join(os.TempDir(), strings.ReplaceAll(t.Name(), "/", "-")+".png")
		_ = exec.Command("import", "-window", "root", picture).Run()
		t.Fatalf("in vain: %s (the screen is in %s)", what, picture)
	}
}

// within looks again and again until a condition holds, and tells whether it did before the limit.
func within(t *testing.T, limit, every time.Duration, holds func() bool) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
	}
	return true
}

// window is the program running in a window.
type window struct {
	t   *testing.T
	cmd *exec.Cmd
	id  string
	// focused is the file in which the program writes what has the keyboard.
	focused string
	stderr  bytes.Buffer
	ended   chan error
}

// home is a home folder of its own for a test.
func home(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

func usualDiary(home string) string {
	return filepath.Join(home, ".local", "share", "stillnight", "diary.stillnight")
}

// launch starts the program and waits for its window.
func launch(t *testing.T, home string, args ...string) *window {
	t.Helper()
	return launchBy(t, home, exec.Command(program, args...))
}

// launchBy starts the program by a command of one's own, whose process must become the program's.
func launchBy(t *testing.T, home string, cmd *exec.Cmd) *window {
	t.Helper()
	w := begin(t, home, cmd)
	w.id = w.find("Stillnight")
	w.focus(w.id)
	return w
}

// begin starts the program by a command of one's own.
func begin(t *testing.T, home string, cmd *exec.Cmd) *window {
	t.Helper()
	w := &window{t: t, cmd: cmd, ended: make(chan error, 1), focused: filepath.Join(home, "tmp", "focus")}
	w.cmd.Env = append([]string{
		"HOME=" + home, "TMPDIR=" + filepath.Join(home, "tmp"), "PATH=" + os.Getenv("PATH"), "LANG=C", "TZ=UTC",
		"DISPLAY=" + os.Getenv("DISPLAY"), "XAUTHORITY=" + os.Getenv("XAUTHORITY"), "LIBGL_ALWAYS_SOFTWARE=1",
		"STILLNIGHT_FOCUS=" + w.focused, "GORACE=log_path=" + filepath.Join(home, "tmp", raceReport),
	}, w.cmd.Env...)
	w.cmd.Stderr = &w.stderr
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { w.ended <- w.cmd.Wait() }()
	t.Cleanup(func() {
		_ = w.cmd.Process.Kill()
		w.tellRaces(home)
	})
	return w
}

// raceReport begins the names of the files in which a program with the race detector in it says what it met.
const raceReport = "race"

// tellRaces fails the test by what the race detector met.
func (w *window) tellRaces(home string) {
	w.t.Helper()
	path := filepath.Join(home, "tmp", raceReport+"."+strconv.Itoa(w.cmd.Process.Pid))
	if text, err := os.ReadFile(path); err == nil {
		w.t.Errorf("%s", text)
	}
}

// find waits for a window of the program whose title holds these words.
func (w *window) find(title string) (id string) {
	w.t.Helper()
	eventually(w.t, "a window called "+title, func() bool {
		out, err := exec.Command("xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(w.cmd.Process.Pid), "--name", title).Output()
		ids := strings.Fields(string(out))
		if err != nil || len(ids) == 0 {
			return false
		}
		id = ids[0]
		return true
	})
	return id
}

func (w *window) focus(id string) {
	w.t.Helper()
	eventually(w.t, "the keyboard for the window", func() bool {
		_ = exec.Command("xdotool", "windowactivate", id).Run()
		out, err := exec.Command("xdotool", "getactivewindow").Output()
		return err == nil && strings.TrimSpace(string(out)) == id
	})
}

// keys presses keys in xdotool's names.
func (w *window) keys(names ...string) {
	w.t.Helper()
	if out, err := exec.Command("xdotool", append([]string{"key", "--delay", "40"}, names...)...).CombinedOutput(); err != nil {
		w.t.Fatalf("pressing %v: %v %s", names, err, out)
	}
}

// text types a text.
func (w *window) text(s string) {
	w.t.Helper()
	if out, err := exec.Command("xdotool", "type", "--delay", "30", s).CombinedOutput(); err != nil {
		w.t.Fatalf("typing %q: %v %s", s, err, out)
	}
}

// end waits until the program has ended and returns its error.
func (w *window) end() error {
	w.t.Helper()
	select {
	case err := <-w.ended:
		return err
	case <-time.After(patience):
		_ = w.cmd.Process.Signal(syscall.SIGQUIT) // it says what it was at
		<-w.ended
		w.t.Fatalf("the program does not end: %s", w.stderr.String())
		return nil
	}
}

// quit ends the program by its shortcut; it must end well and have said nothing on standard error.
func (w *window) quit() {
	w.t.Helper()
	w.keys("ctrl+q")
	select {
	case err := <-w.ended:
		w.ended <- err
	case <-time.After(patience / 4): // another window had the keyboard when the key came
		w.focus(w.id)
		w.keys("ctrl+q")
	}
	if err := w.end(); err != nil {
		w.t.Errorf("ended with %v", err)
	}
	if w.stderr.Len() > 0 {
		w.t.Errorf("said on standard error: %s", w.stderr.String())
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// free tells whether no program has the diary open.
func free(t *testing.T, path string) bool {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if errors.Is(err, store.ErrInUse) {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return true
}
