//go:build window

package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// The soak is a day in the life of one diary that the real window and the command line use by turns and at once:
// digits, undo, locks, kills, clocks and time zones that jump, files that other programs replace, a disk that is full,
// damage. After each step what is in the file is held against a model of what must be there, and of a locked
// diary nothing may lie about in plain. A fault prints its seed and its steps, shortened.
const (
	soakSeed  = "STILLNIGHT_SOAK_SEED"
	soakSteps = "STILLNIGHT_SOAK_STEPS"
	soakTime  = "STILLNIGHT_SOAK_TIME"
)

// soakMarker is in every note; the command line brings them in.
const soakMarker = "Quartzmarrow"

// state is what a diary holds: severity and note by night.
type state map[diary.Date]string

// life is the diary under test with its model.
type life struct {
	t    *testing.T
	home string
	cli  string
	pass string // "" for a plain diary
	w    *window
	// drive says that the diary is on a drive of its own.
	drive bool
	// clock is what the window was last told, and zone where it is; tonight is the night that it shows.
	clock   time.Time
	zone    string
	tonight diary.Date
	now     state
	// undo and redo are the model's states before and after each step, newest last.
	undo, redo []state
	fresh      int // days of nights that came in so far
}

func (l *life) path() string { return filepath.Join(l.folder(), "own.stillnight") }

func (l *life) passFile() string { return filepath.Join(l.home, "pass") }

// did notes a step that can be undone.
func (l *life) did(change func(state)) {
	l.undo, l.redo = append(l.undo, l.now), nil
	l.now = maps.Clone(l.now)
	change(l.now)
}

// stateOf reads a diary as it is on the disk.
func (l *life) stateOf(path string) (state, error) {
	d, err := store.ReadLocked(l.t.Context(), path, func(again bool) (string, error) {
		if again || l.pass == "" {
			return "", store.ErrPassphrase
		}
		return l.pass, nil
	})
	if err != nil {
		return nil, err
	}
	s := state{}
	for _, n := range d.Nights {
		severity := "-"
		if v, set := n.Severity.Get(); set {
			severity = strconv.Itoa(v)
		}
		s[n.Date] = severity + " " + n.Note
	}
	return s, nil
}

// becomes waits until the file holds one of the states, and returns which. other is told of each other state.
func (l *life) becomes(what string, other func(state), any ...state) int {
	l.t.Helper()
	which := -1
	var last state
	var fault error
	defer func() {
		if which < 0 {
			l.t.Logf("%s: the file holds %s (%v)", what, differences(last, any[len(any)-1]), fault)
		}
	}()
	eventually(l.t, what, func() bool {
		if last, fault = l.stateOf(l.path()); fault != nil { // in the middle of a save, or gone
			if other != nil {
				other(nil)
			}
			return false
		}
		if which = slices.IndexFunc(any, func(s state) bool { return maps.Equal(s, last) }); which < 0 && other != nil {
			other(last)
		}
		return which >= 0
	})
	return which
}

// swallowed is how long nothing happens after a key before it is taken for one that a message on the screen took.
const swallowed = 5 * time.Second

// press presses keys and waits until the file holds one of the states, and returns which. A message that comes up in
// between, as about two versions that were joined, takes keys: it is closed, and they are pressed again, unless
// something has changed.
func (l *life) press(what string, keys []string, any ...state) int {
	l.t.Helper()
	l.w.keys(keys...)
	last, pressed := l.now, time.Now()
	return l.becomes(what, func(s state) {
		if !maps.Equal(s, last) {
			last, pressed = s, time.Now()
		}
		if time.Since(pressed) > swallowed {
			l.w.focus(l.w.id)
			l.w.keys(append([]string{"Escape", "Escape", "ctrl+n"}, keys...)...)
			pressed = time.Now()
		}
	}, any...)
}

func differences(got, want state) string {
	var all []string
	for date, text := range want {
		if got[date] != text {
			all = append(all, fmt.Sprintf("%s is %q, should be %q", date, got[date], text))
		}
	}
	for date, text := range got {
		if _, meant := want[date]; !meant {
			all = append(all, fmt.Sprintf("%s is %q, should not be", date, text))
		}
	}
	slices.Sort(all)
	return fmt.Sprintf("%d nights, %d are meant: %s", len(got), len(want), strings.Join(all[:min(4, len(all))], "; "))
}

// run runs the command line; a kill after that time, 0 for none.
func (l *life) run(kill time.Duration, args ...string) (out string, err error) {
	ctx := l.t.Context()
	if kill > 0 {
		limited, cancel := context.WithTimeout(ctx, kill) // its end kills
		defer cancel()
		ctx = limited
	}
	cmd := exec.CommandContext(ctx, l.cli, args...)
	if l.pass != "" {
		cmd.Args = append(cmd.Args, "--passphrase-file", l.passFile())
	}
	cmd.Env = []string{"HOME=" + l.home, "TMPDIR=" + filepath.Join(l.home, "tmp"), "LANG=C", "TZ=UTC"}
	text, err := cmd.CombinedOutput()
	return string(text), err
}

func (l *life) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// table writes nights that the diary does not have yet, as the command line brings them in.
func (l *life) table(n int) (path string, nights state) {
	var text strings.Builder
	text.WriteString("date,severity,note\n")
	nights = state{}
	for range 1 + n%5 {
		l.fresh++
		date := diary.MustDate(2019, 1, 1).AddDays(l.fresh)
		nights[date] = fmt.Sprintf("%d %s %d", n%11, soakMarker, l.fresh)
		fmt.Fprintf(&text, "%s,%d,%s %d\n", date, n%11, soakMarker, l.fresh)
	}
	path = filepath.Join(l.t.TempDir(), "nights.csv")
	l.must(os.WriteFile(path, []byte(text.String()), 0o600))
	return path, nights
}

// open starts the window by a clock and in a zone, and unlocks the diary.
func (l *life) open(n int) {
	zone := []string{"UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"}[n%4]
	day := time.Date(2025, time.June, 1, 20, 30, 0, 0, time.UTC).AddDate(0, 0, n%300)
	switch n % 17 {
	case 0:
		day = day.AddDate(15, 0, 0)
	case 1:
		day = day.AddDate(-24, 0, 0)
	}
	l.zone = zone
	l.setClock(day)
	l.w = launchBy(l.t, l.home, l.program())
	l.unlock()
}

// setClock sets the clock of the window, also of one that is open.
func (l *life) setClock(now time.Time) {
	l.clock, l.tonight = now, diary.NightAt(now)
	l.must(os.WriteFile(filepath.Join(l.home, "clock"), []byte(now.Format(time.RFC3339)), 0o600))
}

// program is the command that opens the diary in a window.
func (l *life) program() *exec.Cmd {
	cmd := exec.Command(program, l.path())
	cmd.Env = []string{"TZ=" + l.zone, "STILLNIGHT_CLOCK=@" + filepath.Join(l.home, "clock")}
	return cmd
}

// unlock answers the window's question for the passphrase, again where it was asked only in the middle of the typing.
func (l *life) unlock() {
	var typed time.Time
	eventually(l.t, "the diary on show", func() bool {
		if l.pass != "" && time.Since(typed) > swallowed {
			l.w.focus(l.w.id)
			l.w.keys("ctrl+a")
			l.w.text(l.pass)
			l.w.keys("Return")
			typed = time.Now()
		}
		return exec.Command("xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(l.w.cmd.Process.Pid), "--name", "own.stillnight").Run() == nil
	})
}

// close notes that the window has ended.
func (l *life) close(end func()) {
	end()
	l.w = nil
}

func (l *life) kill() {
	l.must(l.w.cmd.Process.Kill())
	_ = l.w.end()
}

// digit is one that tonight does not have, and the state after it.
func (l *life) digit(n int) (key []string, after state) {
	v := 2 + n%8
	if strings.HasPrefix(l.now[l.tonight], strconv.Itoa(v)+" ") {
		v = 2 + (v-1)%8
	}
	after = maps.Clone(l.now)
	_, note, _ := strings.Cut(l.now[l.tonight], " ")
	after[l.tonight] = strconv.Itoa(v) + " " + note
	return []string{strconv.Itoa(v)}, after
}

// rate presses a digit and waits until it is kept.
func (l *life) rate(n int) {
	l.t.Helper()
	key, after := l.digit(n)
	l.press("the digit", key, after)
	l.did(func(s state) { s[l.tonight] = after[l.tonight] })
}

// travel goes to the newest state of one side, and the present one becomes the newest of the other. Where there is
// none, nothing changes.
func (l *life) travel(what, key string, from, to *[]state) {
	last := len(*from) - 1
	if last < 0 {
		l.w.keys(key)
		return
	}
	l.press(what, []string{key}, (*from)[last])
	*to = append(*to, l.now)
	l.now, *from = (*from)[last], (*from)[:last]
}

// holds proves after a step that the diary is what the model says.
func (l *life) holds() {
	l.t.Helper()
	l.becomes("the diary as it must be", nil, l.now)
	if l.pass == "" {
		return
	}
	l.must(plainIn(l.home))
}

// plainIn finds a file in a home that holds a locked diary in plain.
func plainIn(home string) error {
	return filepath.WalkDir(home, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil // it went away while we looked
		}
		data, err := os.ReadFile(path)
		if err == nil && (bytes.Contains(data, []byte(soakMarker)) || bytes.HasPrefix(data, []byte("SQLite format 3\x00"))) {
			return fmt.Errorf("%s holds a locked diary in plain", path)
		}
		return nil
	})
}

type soakStep struct{ act, n int }

// live does the steps in a home of its own. done is how many went well.
func live(t *testing.T, name, cli string, steps []soakStep) (done int, well bool) {
	well = t.Run(name, func(t *testing.T) {
		l := &life{t: t, home: home(t), cli: cli, now: state{}}
		l.connect()
		s, err := store.Open(t.Context(), l.path(), store.Options{})
		l.must(err)
		l.must(s.Close())
		defer func() {
			if l.w != nil {
				l.kill()
			}
		}()
		for _, step := range steps {
			act := lives[step.act]
			do := act.without
			if l.w != nil {
				do = act.with
			}
			if do == nil {
				done++
				continue
			}
			t.Logf("%s (%d), window %v, locked %v", act.name, step.n, l.w != nil, l.pass != "")
			do(l, step.n)
			l.holds()
			done++
		}
	})
	return done, well
}

func TestWindowADayInTheLifeOfADiary(t *testing.T) {
	number := func(name string, usual int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return usual
	}
	cli := filepath.Join(t.TempDir(), "stillnight-cli")
	build := exec.Command("go", "build", "-tags", "netgo,osusergo", "-o", cli, "../stillnight-cli")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	seed, count := number(soakSeed, 1), number(soakSteps, 40)
	long, _ := time.ParseDuration(os.Getenv(soakTime))
	for end := time.Now().Add(long); ; seed++ {
		r := rand.New(rand.NewPCG(uint64(seed), 19))
		steps := make([]soakStep, count)
		for i := range steps {
			steps[i] = soakStep{r.IntN(len(lives)), r.IntN(1 << 30)}
			if r.IntN(4) == 0 {
				steps[i].act = 0 // most of a day is saving
			}
		}
		if done, well := live(t, fmt.Sprintf("seed %d", seed), cli, steps); !well {
			for _, step := range shorten(t, cli, steps[:min(done+1, count)]) {
				t.Logf("%s (%d)", lives[step.act].name, step.n)
			}
			t.Fatalf("seed %d: these steps are enough", seed)
		}
		if !time.Now().Before(end) {
			t.Logf("up to seed %d", seed)
			return
		}
	}
}

// shortening bounds how long a fault is looked for with fewer steps.
const shortening = 4 * time.Minute

// shorten leaves out steps without which the fault is still met.
func shorten(t *testing.T, cli string, steps []soakStep) []soakStep {
	end := time.Now().Add(shortening)
	for size := len(steps) / 2; size > 0; size /= 2 {
		for from := 0; from+size < len(steps) && time.Now().Before(end); {
			fewer := append(slices.Clone(steps[:from]), steps[from+size:]...)
			if done, well := live(t, "shorter", cli, fewer); !well {
				steps = fewer[:min(done+1, len(fewer))]
			} else {
				from += size
			}
		}
	}
	return steps
}
