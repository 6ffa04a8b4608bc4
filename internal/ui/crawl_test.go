package ui

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"stillnight/internal/ui/crawl"
)

// crawlHere names the diary that a process of its own crawls.
const crawlHere = "STILLNIGHT_CRAWL"

// Everything that can be pressed is pressed, from each diary; package crawl says what counts as a fault. Each
// diary has a process of its own, so that a crash of one leaves the others alone, and two run at a time.
func TestCrawl(t *testing.T) {
	here := os.Getenv(crawlHere)
	for _, c := range crawledDiaries {
		switch here {
		case "":
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				crawlBeside(t, c)
			})
		case c.name:
			crawlNow(t, c)
		}
	}
}

// crawlBeside runs this test in another process for one diary.
func crawlBeside(t *testing.T, c crawled) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run", "^TestCrawl$", "-test.v", "-test.timeout", "20m")
	// The toolkit forgets what it keeps of windows that are gone, and the memory is used sparingly.
	cmd.Env = append(os.Environ(), crawlHere+"="+c.name, "FYNE_CACHE=1s", "GOGC=500")
	out, err := cmd.CombinedOutput()
	var said, steps []string
	for line := range strings.Lines(string(out)) {
		switch {
		case strings.HasPrefix(line, stepMark):
			steps = append(steps, line)
		case err != nil || strings.Contains(line, "controls pressed"):
			said = append(said, line)
		}
	}
	t.Log(strings.Join(said, ""))
	if err != nil {
		const shown = 8
		t.Fatalf("%v; the last steps:\n%s", err, strings.Join(steps[max(0, len(steps)-shown):], ""))
	}
}

// stepMark begins the lines that tell each step, in case one ends the process.
const stepMark = "step: "

func crawlNow(t *testing.T, c crawled) {
	config, begun := c.config(t), time.Now()
	config.Say = func(path []crawl.Step) { fmt.Println(stepMark, len(path), path[len(path)-1]) }
	r := crawl.Crawl(config)
	t.Logf("%s: %d controls pressed (%v), the program started %d times, %s", c.name, r.Pressed, r.ByDeed, r.Starts,
		time.Since(begun).Round(time.Second))
	if len(r.Unfinished) > 0 {
		t.Logf("%s: not finished: %s", c.name, strings.Join(r.Unfinished, "; "))
	}
	for _, f := range r.Faults {
		t.Error(f)
	}
	if r.Pressed < c.least {
		t.Errorf("%d controls were pressed, at least %d are there", r.Pressed, c.least)
	}
}

// briefWalk is how many presses a random walk has in every run of the tests. scripts/fuzz asks for more, and
// for a seed of its own.
const briefWalk = 40

func TestRandomWalk(t *testing.T) {
	presses, seed := briefWalk, uint64(1)
	for name, value := range map[string]func(uint64){
		"STILLNIGHT_WALK":      func(n uint64) { presses = int(n) },
		"STILLNIGHT_WALK_SEED": func(n uint64) { seed = n },
	} {
		if text := os.Getenv(name); text != "" {
			n, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			value(n)
		}
	}
	for _, c := range crawledDiaries {
		if c.name == "fifty-years" && presses == briefWalk {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			config := c.config(t)
			config.Alarms = nil // a way of many presses may well come to something that cannot be done
			r := crawl.Walk(config, seed, presses/len(crawledDiaries))
			t.Logf("seed %d: %d presses %v", seed, r.Pressed, r.ByDeed)
			for _, f := range r.Faults {
				t.Errorf("seed %d: %s", seed, f)
			}
		})
	}
}
