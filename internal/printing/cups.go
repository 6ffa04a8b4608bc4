//go:build !windows

package printing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// Printers lists the queues, the default one first.
func Printers(ctx context.Context) ([]Printer, error) {
	names, err := run(ctx, "lpstat", "-e")
	if err != nil {
		return nil, err
	}
	// Without a default lpstat still succeeds, and says so.
	preferred, err := run(ctx, "lpstat", "-d")
	if err != nil {
		return nil, err
	}
	list := parsePrinters(names, preferred)
	if len(list) == 0 {
		// No printers and a printing system that is not there look alike to lpstat.
		return nil, running(ctx)
	}
	return list, nil
}

// running is an error where the printing system does not answer.
func running(ctx context.Context) error {
	state, err := run(ctx, "lpstat", "-r")
	if err == nil && strings.Contains(state, "not running") {
		err = &QueueError{Reason: NotRunning, Detail: strings.TrimSpace(state)}
	}
	return err
}

// parsePrinters reads the output of lpstat -e, a name a line, and of lpstat -d.
func parsePrinters(names, preferred string) []Printer {
	_, first, _ := strings.Cut(preferred, "system default destination: ")
	first = strings.TrimSpace(first)
	var list []Printer
	for _, line := range strings.Split(names, "\n") {
		if name := strings.TrimSpace(line); name != "" {
			list = append(list, Printer{Name: name, Default: name == first})
		}
	}
	slices.SortStableFunc(list, func(a, b Printer) int {
		switch {
		case a.Default && !b.Default:
			return -1
		case b.Default && !a.Default:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return list
}

// Print puts the file at path into the printer's queue. A queue that stands still is a *QueueError with
// Paused: the pages will be printed once it goes on.
func Print(ctx context.Context, path string, job Job) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	if job.Printer != "" {
		state, err := run(ctx, "lpstat", "-a", job.Printer)
		if err != nil {
			return explained(ctx, err, job.Printer)
		}
		if reason, stopped := stoppedBecause(state, "not accepting requests"); stopped {
			return &QueueError{Rejecting, job.Printer, reason}
		}
	}
	said, err := run(ctx, "lp", arguments(path, job)...)
	if err != nil {
		return explained(ctx, err, job.Printer)
	}
	return watch(ctx, said)
}

// arguments for lp. Each is its own, so that no name or title can be taken for anything else.
func arguments(path string, job Job) []string {
	sides, media := "one-sided", "A4"
	if job.TwoSided {
		sides = "two-sided-long-edge"
	}
	if job.Letter {
		media = "Letter"
	}
	args := []string{"-n", strconv.Itoa(max(job.Copies, 1)), "-o", "sides=" + sides, "-o", "media=" + media}
	if job.Printer != "" {
		args = append(args, "-d", job.Printer)
	}
	if job.Title != "" {
		args = append(args, "-t", job.Title)
	}
	return append(args, "--", path)
}

// stoppedBecause looks for a mark of a stopped queue; the reason stands on the line after it.
func stoppedBecause(state, mark string) (reason string, stopped bool) {
	_, rest, stopped := strings.Cut(state, mark)
	if !stopped {
		return "", false
	}
	_, rest, _ = strings.Cut(rest, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line), true
}

// explained adds the printer to an error of its queue. A printer is unknown too where the printing system
// has gone.
func explained(ctx context.Context, err error, printer string) error {
	var queue *QueueError
	if !errors.As(err, &queue) {
		return err
	}
	queue.Printer = printer
	if queue.Reason == UnknownPrinter {
		if gone := running(ctx); gone != nil {
			return gone
		}
	}
	return err
}

// run calls one of the system's commands and returns what it said. Its words are asked for in English,
// since they are read by this program.
func run(ctx context.Context, name string, args ...string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", &QueueError{Reason: NoSystem, Detail: err.Error()}
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=C")
	var said, complaint strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &complaint
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", complaintError(strings.TrimSpace(complaint.String()), err)
	}
	return said.String(), nil
}

// complaintError finds the reason in what a command complained of.
func complaintError(words string, err error) error {
	low := strings.ToLower(words)
	has := func(part string) bool { return strings.Contains(low, part) }
	reason := Refused
	switch {
	case has("scheduler is not running"), has("unable to connect"), has("connection refused"), has("bad file descriptor"), has("transport endpoint"):
		reason = NotRunning
	case has("invalid destination name"), has("does not exist"), has("unknown destination"), has("no default destination"):
		reason = UnknownPrinter
	case has("not accepting"):
		reason = Rejecting
	}
	if words == "" {
		words = err.Error()
	}
	return &QueueError{Reason: reason, Detail: words}
}
