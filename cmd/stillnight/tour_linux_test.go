//go:build window

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"stillnight/internal/bustest"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
)

// tour is a person at the program in a language, at an hour that the test sets.
type tour struct {
	*window
	t     *testing.T
	l     *i18n.Localizer
	home  string
	path  string
	clock string // the file with the hour
	bus   string
}

// visit prepares a home for a person who speaks a language. Preferences are as given.
func visit(t *testing.T, lang string, prefs map[string]any) *tour {
	t.Helper()
	l, err := i18n.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	v := &tour{t: t, l: l, home: home(t), bus: bustest.Start(t)}
	v.path, v.clock = usualDiary(v.home), filepath.Join(v.home, "tmp", "hour")
	folder := filepath.Join(v.home, ".config", "fyne", "io.stillnight.Stillnight")
	text, err := json.Marshal(prefs)
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "preferences.json"), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// at sets the clock; a program that runs jumps there.
func (v *tour) at(moment string) {
	v.t.Helper()
	if err := os.WriteFile(v.clock, []byte(moment+"Z"), 0o600); err != nil {
		v.t.Fatal(err)
	}
}

// starting is the command that starts the program for this person.
func (v *tour) starting(args ...string) *exec.Cmd {
	cmd := exec.Command(program, append([]string{"--lang", v.l.Lang()}, args...)...)
	cmd.Env = []string{"STILLNIGHT_CLOCK=@" + v.clock, "STILLNIGHT_SIGHT=" + v.sightFile(), "DBUS_SESSION_BUS_ADDRESS=" + v.bus}
	return cmd
}

func (v *tour) start(args ...string) {
	v.t.Helper()
	v.window = launchBy(v.t, v.home, v.starting(args...))
}

// second starts the program once more and waits until that has called the first and ended.
func (v *tour) second(args ...string) {
	v.t.Helper()
	cmd := v.starting(args...)
	cmd.Env = append(cmd.Env, "HOME="+v.home, "TMPDIR="+filepath.Join(v.home, "tmp"), "PATH="+os.Getenv("PATH"), "LANG=C", "TZ=UTC",
		"DISPLAY="+os.Getenv("DISPLAY"), "XAUTHORITY="+os.Getenv("XAUTHORITY"), "LIBGL_ALWAYS_SOFTWARE=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			v.t.Errorf("the second start ended with %v: %s", err, said.Bytes())
		}
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		v.t.Fatal("the second start does not end")
	}
}

func (v *tour) kill() {
	v.t.Helper()
	if err := v.cmd.Process.Kill(); err != nil {
		v.t.Fatal(err)
	}
	_ = v.end()
}

func (v *tour) sightFile() string { return filepath.Join(v.home, "tmp", "sight") }

// seen is a thing that a window shows, with its middle.
type seen struct {
	window, kind, marks, words string
	layer, x, y, height        int
}

// sight is what the program shows now, the uppermost last.
func (v *tour) sight() (list []seen) {
	v.t.Helper()
	_ = os.Remove(v.sightFile())
	if err := v.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		v.t.Fatal(err)
	}
	limit, tick := time.After(patience), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	var text []byte
	for {
		var err error
		if text, err = os.ReadFile(v.sightFile()); err == nil {
			break
		}
		select {
		case <-limit:
			_ = v.cmd.Process.Signal(syscall.SIGQUIT) // it says what it was at
			_ = v.end()
			v.t.Fatalf("the program does not say what it shows: %s", v.stderr.String())
		case <-tick.C:
		}
	}
	lines := bufio.NewScanner(strings.NewReader(string(text)))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		part := strings.SplitN(lines.Text(), "\t", 9)
		if len(part) < 9 {
			continue
		}
		n := make([]int, 5)
		for i := range n {
			n[i], _ = strconv.Atoi(part[i+1])
		}
		list = append(list, seen{window: part[0], layer: n[0], x: n[1] + n[3]/2, y: n[2] + n[4]/2, height: n[4], kind: part[6], marks: part[7], words: part[8]})
	}
	return list
}

// shows waits until something with these words is on show, and returns the uppermost of them.
func (v *tour) shows(words string) (found seen) {
	v.t.Helper()
	words = strings.Join(strings.Fields(words), " ")
	var last []seen
	defer func() {
		if found.words == "" {
			for _, s := range last {
				v.t.Logf("on show: %d %s %q", s.layer, s.kind, s.words)
			}
		}
	}()
	eventually(v.t, "to see "+words, func() bool {
		last = v.sight()
		for _, s := range last {
			if s.words == words {
				found = s
			}
		}
		return found.words != ""
	})
	return found
}

// click presses with the mouse on what says these words.
func (v *tour) click(words string) {
	v.t.Helper()
	s := v.shows(words)
	v.clickAt(s.x, s.y)
}

// clickFirst presses on the first of several that say the same.
func (v *tour) clickFirst(words string) {
	v.t.Helper()
	v.shows(words)
	for _, s := range v.sight() {
		if s.words == words {
			v.clickAt(s.x, s.y)
			return
		}
	}
}

func (v *tour) clickAt(x, y int) {
	v.t.Helper()
	args := []string{"mousemove", "--window", v.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1"}
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		v.t.Fatalf("pressing at %d, %d: %v %s", x, y, err, out)
	}
}

// reach goes with Tab to what calls itself so, by keys alone.
func (v *tour) reach(words string) {
	v.t.Helper()
	name := func() (n, name string) {
		text, _ := os.ReadFile(v.focused)
		n, name, _ = strings.Cut(string(text), " ")
		return n, name
	}
	v.screenshot() // once it is at rest: what was pressed before may lay things out anew, and give the keyboard away once more
	var passed []string
	for range 120 {
		n, at := name()
		if strings.Contains(at, words) {
			return
		}
		passed = append(passed, at)
		v.keys("Tab")
		eventually(v.t, "the keyboard to go on from "+at, func() bool { m, _ := name(); return m != n })
	}
	v.t.Fatalf("Tab does not lead to %q but to %q", words, passed)
}

// press presses by keys alone.
func (v *tour) press(words string) {
	v.t.Helper()
	v.reach(words)
	v.keys("space")
}

// picture keeps a picture of the screen for somebody to look at.
func (v *tour) picture(name string) {
	v.t.Helper()
	folder := os.Getenv("STILLNIGHT_PICTURES")
	if folder == "" {
		return
	}
	v.screenshot()
	_ = exec.Command("import", "-window", "root", filepath.Join(folder, name+"-"+v.l.Lang()+".png")).Run()
}

// trayWatcher is the desktop's tray.
type trayWatcher struct{ came chan string }

func (w *trayWatcher) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	select {
	case w.came <- string(sender):
	default:
	}
	return nil
}

// desktop puts a tray on the bus.
func (v *tour) desktop() (*dbus.Conn, *trayWatcher) {
	v.t.Helper()
	conn, err := dbus.Connect(v.bus)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { _ = conn.Close() })
	w := &trayWatcher{make(chan string, 8)}
	if err := conn.Export(w, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"); err != nil {
		v.t.Fatal(err)
	}
	if r, err := conn.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
		v.t.Fatal(err, r)
	}
	return conn, w
}

// trayItem is an item of a tray's menu.
type trayItem struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// pressInTray presses an item of the menu of the program's sign.
func (v *tour) pressInTray(conn *dbus.Conn, owner, words string) {
	v.t.Helper()
	menu := conn.Object(owner, "/StatusNotifierItem/menu")
	var rev uint32
	var root trayItem
	if err := menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&rev, &root); err != nil {
		v.t.Fatal(err)
	}
	var labels []string
	for _, child := range root.Children {
		var item trayItem
		if err := dbus.Store([]any{child.Value()}, &item); err != nil {
			v.t.Fatal(err)
		}
		label, _ := item.Props["label"].Value().(string)
		labels = append(labels, label)
		if label == words {
			if err := menu.Call("com.canonical.dbusmenu.Event", 0, item.ID, "clicked", dbus.MakeVariant(""), uint32(0)).Err; err != nil {
				v.t.Fatal(err)
			}
			return
		}
	}
	v.t.Fatalf("the tray has %q and not %q", labels, words)
}

// languages are those that STILLNIGHT_LANGUAGES names, such as en,de,es,fr,nl; else one, to be quick.
func languages() []string {
	if asked := os.Getenv("STILLNIGHT_LANGUAGES"); asked != "" {
		return strings.Split(asked, ",")
	}
	return []string{"de"}
}

// upBefore makes a diary with bouts on ten nights before the evening of 2 March 2026: massage relieves most, then an own
// remedy, then walking.
func (v *tour) upBefore() {
	v.t.Helper()
	if err := os.MkdirAll(filepath.Dir(v.path), 0o700); err != nil {
		v.t.Fatal(err)
	}
	s, err := store.Open(v.t.Context(), v.path, store.Options{})
	if err != nil {
		v.t.Fatal(err)
	}
	for i := range 10 {
		night := diary.MustDate(2026, 3, 2).AddDays(-1 - i)
		err := s.SaveNight(v.t.Context(), diary.Night{Date: night, Severity: diary.Some(6)})
		for n, a := range []diary.Attempt{
			{Measure: "walking", Relief: diary.Some(3), MinutesToRelief: diary.Some(30)},
			{Measure: "massage", Relief: diary.Some(8), MinutesToRelief: diary.Some(9)},
			{Measure: "Eis", Relief: diary.Some(6), MinutesToRelief: diary.Some(14)},
		} {
			if err == nil {
				at, _ := diary.ClockFrom(23, 10*n)
				err = s.SaveEpisode(v.t.Context(), &diary.Episode{Night: night, Start: diary.Some(at), Minutes: diary.Some(40), Tried: []diary.Attempt{a}})
			}
		}
		if err != nil {
			v.t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		v.t.Fatal(err)
	}
}

// bouts are those of the night of 2 March 2026.
func (v *tour) bouts() (list []diary.Episode) {
	v.t.Helper()
	for _, e := range read(v.t, v.path).Episodes {
		if e.Night == diary.MustDate(2026, 3, 2) {
			list = append(list, e)
		}
	}
	return list
}

func (v *tour) becomes(what string, holds func([]diary.Episode) bool) {
	v.t.Helper()
	var last []diary.Episode
	defer func() {
		if v.t.Failed() {
			v.t.Logf("%s: %+v", what, last)
		}
	}()
	eventually(v.t, what, func() bool { last = v.bouts(); return holds(last) })
}

// describe tells bouts in short.
func describe(list []diary.Episode) string {
	var b strings.Builder
	for _, e := range list {
		at := "-"
		if c, ok := e.Start.Get(); ok {
			at = c.String()
		}
		fmt.Fprintf(&b, "%s %v:", at, e.Minutes)
		for _, a := range e.Tried {
			fmt.Fprintf(&b, " %s %v %v", a.Measure, a.Relief, a.MinutesToRelief)
		}
		b.WriteString("; ")
	}
	return b.String()
}
