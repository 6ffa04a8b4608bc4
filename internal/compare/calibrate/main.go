// Command calibrate measures how often the comparison would have misled: it writes thousands of
// diaries in which the truth is known and lets the rule of method.md, and the methods people usually
// reach for, judge them. It writes CALIBRATION.md. Same seed, same file.
package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	diaries := flag.Int("n", 2000, "diaries a cell, at least 500")
	seed := flag.Uint64("seed", 20260301, "seed of the random numbers")
	out := flag.String("out", "internal/compare/CALIBRATION.md", "file to write")
	only := flag.String("only", "", "renew just this part of the file: "+comparisons+", "+strings.Join(slices.Sorted(maps.Keys(sections)), ", "))
	cells := flag.String("cells", "", "print just the comparisons whose name or nights contain this, and write nothing")
	flag.Parse()
	work := func() error { return run(*diaries, *seed, *out) }
	switch {
	case *cells != "":
		work = func() error { return show(*cells, *diaries, *seed) }
	}
	switch *only {
	case "":
	case comparisons:
		work = func() error { return renewComparisons(*diaries, *seed, *out) }
	default:
		work = func() error { return renew(*only, *diaries, *seed, *out) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "calibrate:", err)
		os.Exit(1)
	}
}

// comparisons is all of the file but its sections.
const comparisons = "comparisons"

// fewestDiaries tell 3 % from 4½ %; the file says how well a share is known.
const fewestDiaries = 500

func run(diaries int, seed uint64, out string) error {
	text, err := measure(diaries, seed)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		more, err := sections[name](diaries, seed)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text += "\n" + more
	}
	return write(text, out)
}

func write(text, out string) error {
	text = withAllPromises(text)
	if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	fmt.Println("wrote", out)
	return nil
}

// measure works the comparisons out.
func measure(diaries int, seed uint64) (string, error) {
	if diaries < fewestDiaries {
		return "", fmt.Errorf("%d diaries a cell are too few to tell anything", diaries)
	}
	cells := scenarios()
	tallies := make([]tally, len(cells))
	err := eachCell(len(cells), func(i int) (err error) {
		if tallies[i], err = simulate(cells[i], cells[i].diaries(diaries), seed, uint64(i)); err != nil {
			return fmt.Errorf("%s: %w", cells[i].name, err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	draws, err := simulateDraws(diaries, seed)
	if err != nil {
		return "", fmt.Errorf("drawn starts: %w", err)
	}
	return report(cells, tallies, draws, diaries, seed), nil
}

// show prints a few cells, for trying something out.
func show(text string, diaries int, seed uint64) error {
	fmt.Println("better, together, worse, faded; lasting, waning, growing, unsure; interval holds the truth; of better: start, trend, spread; seconds")
	for i, s := range scenarios() {
		name := s.name + ", " + s.sides()
		if !strings.Contains(name, text) {
			continue
		}
		begun := time.Now()
		t, err := simulate(s, diaries, seed, uint64(i))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		of := func(n int) float64 { return 100 * share(n, t.diaries) }
		fmt.Printf("%-75s %5.1f %5.1f %5.1f %5.1f;", name, of(t.better[0]), of(t.together), of(t.worse[0]), of(t.faded))
		for _, n := range t.courses {
			fmt.Printf(" %5.1f", of(n))
		}
		fmt.Printf("; %5.1f; %5.1f %5.1f %5.1f; oracle %5.1f; %.1f s\n", 100*share(t.covered, t.intervals), of(t.warnedStart), of(t.warnedTrend), of(t.warnedSpread), of(t.better[2]), time.Since(begun).Seconds())
	}
	return nil
}

// renewComparisons works all but the sections out and keeps those as they stand.
func renewComparisons(diaries int, seed uint64, out string) error {
	text, err := measure(diaries, seed)
	if err != nil {
		return err
	}
	old, err := os.ReadFile(out)
	if err != nil {
		return fmt.Errorf("reading the report: %w", err)
	}
	return write(text+kept(string(old)), out)
}

// headings are those of the sections.
var headings = []string{augmentHeading, looksHeading, triggersHeading}

// kept are the sections of an old file.
func kept(old string) (text string) {
	for _, heading := range headings {
		_, rest, found := strings.Cut(old, heading+"\n")
		if !found {
			continue
		}
		section, _, _ := strings.Cut(rest, "\n## ")
		text += "\n" + heading + "\n" + strings.TrimRight(section, "\n") + "\n"
	}
	return text
}

// sections are the parts of the file that can be worked out by themselves; each begins with its heading.
var sections = map[string]func(diaries int, seed uint64) (string, error){
	"augmentation": augmentSection,
	"looks":        looksSection,
	"triggers":     triggerSection,
}

// renew works one section out and puts it in the place of the old one.
func renew(name string, diaries int, seed uint64, out string) error {
	work, ok := sections[name]
	if !ok {
		return fmt.Errorf("there is no section %q", name)
	}
	section, err := work(diaries, seed)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	old, err := os.ReadFile(out)
	if err != nil {
		return fmt.Errorf("reading the report: %w", err)
	}
	return write(replaced(string(old), section), out)
}

// promiseHead begins every table of promises.
const promiseHead = "| promise | kept | nearest to breaking it |\n|---|---|---|\n"

// withAllPromises repeats the promises of the sections in the table on the first screen, each with its section.
func withAllPromises(text string) string {
	before, rest, found := strings.Cut(text, promiseHead)
	if !found {
		return text
	}
	rows, after, _ := strings.Cut(rest, "\n\n")
	var all []string
	for _, row := range strings.Split(rows, "\n") {
		if !strings.HasPrefix(row, "| *") {
			all = append(all, row)
		}
	}
	for _, section := range strings.Split(after, "\n## ") {
		heading, body, _ := strings.Cut(section, "\n")
		_, table, found := strings.Cut(body, promiseHead)
		if !found {
			continue
		}
		theirs, _, _ := strings.Cut(table, "\n\n")
		for _, row := range strings.Split(theirs, "\n") {
			all = append(all, fmt.Sprintf("| *%s*: %s", heading, strings.TrimPrefix(row, "| ")))
		}
	}
	return before + promiseHead + strings.Join(all, "\n") + "\n\n" + after
}

// replaced puts a section in the place of the one with its heading, or at the end.
func replaced(text, section string) string {
	heading, _, _ := strings.Cut(section, "\n")
	before, rest, found := strings.Cut(text, heading+"\n")
	if !found {
		return strings.TrimRight(text, "\n") + "\n\n" + section
	}
	if _, after, more := strings.Cut(rest, "\n## "); more {
		return before + section + "\n## " + after
	}
	return before + section
}

// eachCell works cells out side by side; each has random numbers of its own, so the order does not matter.
func eachCell(n int, work func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				errs[i] = work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
	return errors.Join(errs...)
}
