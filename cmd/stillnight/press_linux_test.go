//go:build window

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// The test here presses with the mouse what the real window shows, leaves what opens by Escape, and looks at it: in the
// Night theme nothing may be bright, nothing may be cut off by the window's edge, and Escape must lead back.
//
// STILLNIGHT_EVERYTHING=1 has it turn the wheel to the end of every screen, with an empty, a full and a locked diary, in a
// small and in a large window; that takes half an hour. STILLNIGHT_PICTURES names a folder for a picture of each thing that
// opened.

// round is a window whose controls are pressed.
type round struct {
	name          string
	width, height int
	nights        bool // a year is written down
	locked        bool
}

// everything is what is gone through: windows, how many times at the most the wheel is turned on in a screen, and the keys
// that lead to the screens.
func everything() (rounds []round, pages int, places []string) {
	places = []string{"ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+7", "ctrl+8", "ctrl+b", "ctrl+f", "ctrl+m", "ctrl+h"}
	if os.Getenv("STILLNIGHT_EVERYTHING") == "" {
		return []round{{"full-small", smallScreenWidth, smallScreenHeight, true, false}}, 1, []string{"ctrl+1", "ctrl+2", "ctrl+6", "ctrl+7", "ctrl+8"}
	}
	for _, size := range []struct {
		name          string
		width, height int
	}{{"small", smallScreenWidth, smallScreenHeight}, {"large", 1920, 1080}} {
		rounds = append(rounds, round{"full-" + size.name, size.width, size.height, true, false},
			round{"empty-" + size.name, size.width, size.height, false, false},
			round{"locked-" + size.name, size.width, size.height, true, true})
	}
	if only := os.Getenv("STILLNIGHT_ROUND"); only != "" {
		rounds = slices.DeleteFunc(rounds, func(r round) bool { return r.name != only })
	}
	const mostPages = 40
	return rounds, mostPages, places
}

// The smallest screen that is thought of, without what the desktop needs of it.
const smallScreenWidth, smallScreenHeight = 1024, 700

func TestWindowWhateverIsPressedEscapeLeadsBack(t *testing.T) {
	rounds, pages, places := everything()
	if only := os.Getenv("STILLNIGHT_PLACES"); only != "" {
		places = strings.Split(only, ",")
	}
	for _, r := range rounds {
		t.Run(r.name, func(t *testing.T) {
			v := visit(t, "en", map[string]any{"look.theme": "night", "look.text_percent": 200})
			v.at("2026-03-03T09:00:00")
			r.write(v)
			p := &presser{tour: v, round: r, pages: pages, done: map[string]bool{}}
			p.begin()
			for _, place := range places {
				p.goThrough(place)
			}
			if p.quit(); p.pressed < 3*len(places) {
				t.Errorf("only %d presses", p.pressed)
			}
			t.Logf("%d presses, %d things opened", p.pressed, p.opened)
		})
	}
}

// write makes the diary of a round.
func (r round) write(v *tour) {
	v.t.Helper()
	err := os.MkdirAll(filepath.Dir(v.path), 0o700)
	var s *store.Store
	if err == nil {
		s, err = store.Open(v.t.Context(), v.path, store.Options{})
	}
	if err == nil && r.nights {
		_, err = s.Import(v.t.Context(), demo.Diary(1, diary.MustDate(2026, 3, 2), v.l), store.ReplaceAll)
	}
	if err == nil && r.locked {
		err = s.SetPassphrase(v.t.Context(), passphrase)
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

// presser goes through a window.
type presser struct {
	*tour
	round           round
	pages           int
	place           string
	page            int
	done            map[string]bool
	pressed, opened int
}

// begin starts the program, and types the passphrase where one is asked for.
func (p *presser) begin() {
	p.t.Helper()
	cmd := p.starting()
	cmd.Env = append(cmd.Env, "PATH="+p.home) // nothing is opened outside
	p.window = launchBy(p.t, p.home, cmd)
	p.resize(p.round.width, p.round.height)
	p.unlock()
}

// unlock types the passphrase where one is asked for.
func (p *presser) unlock() {
	p.t.Helper()
	eventually(p.t, "a diary on show", func() bool {
		list := p.sight()
		if p.screenOf(list) != "" {
			return true
		}
		if p.round.locked && slices.ContainsFunc(list, func(s seen) bool { return s.words == p.l.T("shell.locked.title") }) {
			p.text(passphrase)
			p.keys("Return")
		}
		return false
	})
}

// settled is what is on show once that has stayed the same for some moments.
func (p *presser) settled() (list []seen) {
	p.t.Helper()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for same, tries := 0, 0; same < 2 && tries < 200; tries++ {
		<-tick.C
		if now := p.sight(); slices.Equal(now, list) {
			same++
		} else {
			list, same = now, 0
		}
	}
	return list
}

// over is how many layers lie over the window's content; a further window counts as one.
func over(list []seen) (layers int) {
	windows := map[string]int{}
	for _, s := range list {
		windows[s.window] = max(windows[s.window], s.layer)
	}
	for _, n := range windows {
		layers += n
	}
	return layers + len(windows) - 1
}

// goThrough presses what a screen shows from its top to its end.
func (p *presser) goThrough(place string) {
	p.t.Helper()
	p.place = place
	p.keys("Escape", place)
	for p.page = range p.pages {
		before := p.settled()
		p.look(before, fmt.Sprintf("page %d of %s", p.page, p.place))
		for next := p.next(); next != nil; next = p.next() {
			p.press(*next)
		}
		if p.wheelOn(); slices.Equal(p.settled(), before) {
			break
		}
	}
}

// wheelOn turns the wheel over the middle of the window, by less than it shows.
func (p *presser) wheelOn() {
	p.t.Helper()
	out, err := exec.Command("xdotool", "mousemove", "--window", p.id, strconv.Itoa(p.round.width*2/3), strconv.Itoa(p.round.height/2),
		"click", "--repeat", "8", "--delay", "10", "5").CombinedOutput()
	if err != nil {
		p.t.Fatalf("turning the wheel: %v %s", err, out)
	}
}

// next is the first thing on show that was not pressed yet.
func (p *presser) next() *seen {
	for _, s := range p.sight() {
		if !strings.Contains(s.marks, "p") || s.height < 8 || s.layer > 1 || passive(s.kind) {
			continue
		}
		where := p.place
		if strings.HasPrefix(s.kind, "*shell.nav") || s.layer == 0 {
			where = ""
		}
		if key := where + " " + s.kind + " " + s.words; !p.done[key] {
			p.done[key] = true
			return &s
		}
	}
	return nil
}

// passive tells of what takes presses and need not answer them.
func passive(kind string) bool {
	return strings.Contains(kind, "canvas.") || strings.Contains(kind, "Scroll") || strings.Contains(kind, "RichText") || strings.Contains(kind, "scrolling.")
}

// press presses something, looks at what comes, and leaves it.
func (p *presser) press(s seen) {
	p.t.Helper()
	p.pressed++
	what := fmt.Sprintf("%s %q on page %d of %s", s.kind, s.words, p.page, p.place)
	was := p.sight()
	base, screen := over(was), p.screenOf(was)
	p.clickAt(s.x, s.y)
	now := p.settled()
	p.alive(what)
	if p.look(now, what); over(now) > base {
		p.opened++
	}
	for range 4 {
		if over(now) <= base {
			break
		}
		p.keys("Escape")
		now = p.settled()
	}
	if n := over(now); n > base {
		p.t.Errorf("%s: Escape does not lead back", what)
		p.keepPicture("stuck", what)
	}
	p.keys("Escape")
	if p.unlock(); p.screenOf(p.settled()) != screen {
		p.keys(p.place)
		p.settled()
	}
}

// screenOf is what the navigation says of the screen on show.
func (p *presser) screenOf(list []seen) (name string) {
	for _, s := range list {
		if strings.HasSuffix(s.words, p.l.T("shell.nav.on_show", "screen", "")) {
			return s.words
		}
	}
	return ""
}

// look judges what is on show.
func (p *presser) look(list []seen, what string) {
	p.t.Helper()
	top := 0
	for _, s := range list {
		top = max(top, s.layer)
	}
	for _, s := range list {
		if s.layer == top && strings.Contains(s.marks, "c") && strings.ContainsAny(s.marks, "pt") {
			p.t.Errorf("%s: %s %q is cut off by the window's edge", what, s.kind, s.words)
			p.keepPicture("cut", what)
			break
		}
	}
	picture, err := exec.Command("import", "-window", p.id, "-depth", "8", "rgb:-").Output()
	if err != nil {
		p.t.Fatal(err)
	}
	if bright := brightIn(picture); len(bright) > 0 {
		at := bright[0]
		p.t.Errorf("%s: %d pixels are bright, the first at %d, %d", what, len(bright), at%p.round.width, at/p.round.width)
		p.keepPicture("bright", what)
	}
	p.keepPicture("", what)
}

// keepPicture keeps a picture for somebody to look at.
func (p *presser) keepPicture(kind, what string) {
	folder := os.Getenv("STILLNIGHT_PICTURES")
	if folder == "" {
		return
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" /\"*.", r) {
			return '_'
		}
		return r
	}, what)
	const longest = 90
	name = fmt.Sprintf("%s-%s-%04d-%s%s.png", p.round.name, p.place, p.pressed, kind, name[:min(len(name), longest)])
	_ = exec.Command("import", "-window", "root", filepath.Join(folder, name)).Run()
}
