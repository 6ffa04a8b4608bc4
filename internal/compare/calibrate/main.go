// Command calibrate measures how often the comparison would have misled: it writes thousands of
// diaries in which the truth is known and lets the rule of method.md, and the methods people usually
// reach for, judge them. It writes CALIBRATION.md. Same seed, same file.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
)

func main() {
	diaries := flag.Int("n", 4000, "diaries a cell, at least 2000")
	seed := flag.Uint64("seed", 20260301, "seed of the random numbers")
	out := flag.String("out", "internal/compare/CALIBRATION.md", "file to write")
	flag.Parse()
	if err := run(*diaries, *seed, *out); err != nil {
		fmt.Fprintln(os.Stderr, "calibrate:", err)
		os.Exit(1)
	}
}

func run(diaries int, seed uint64, out string) error {
	if diaries < 2000 {
		return fmt.Errorf("%d diaries a cell are too few to tell 3 %% from 4 %%", diaries)
	}
	cells := scenarios()
	tallies := make([]tally, len(cells))
	errs := make([]error, len(cells))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				// Each cell has random numbers of its own, so the order of work does not matter.
				tallies[i], errs[i] = simulate(cells[i], diaries, seed, uint64(i))
			}
		})
	}
	for i := range cells {
		next <- i
	}
	close(next)
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", cells[i].name, err)
		}
	}
	triggers, err := simulateTriggers(diaries, seed)
	if err != nil {
		return fmt.Errorf("triggers: %w", err)
	}
	draws, err := simulateDraws(diaries, seed)
	if err != nil {
		return fmt.Errorf("drawn starts: %w", err)
	}
	text := report(cells, tallies, triggers, draws, diaries, seed)
	if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	fmt.Println("wrote", out)
	return nil
}
