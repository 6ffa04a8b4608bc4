//go:build !windows

package printing

import (
	"context"
	"slices"
	"strings"
	"time"

	"stillnight/internal/pattern"
)

// A printer that cannot print says so only once it has tried: a job is watched for this long at most.
const (
	watchFor   = 3 * time.Second
	watchEvery = 200 * time.Millisecond
)

// standstill are alerts of a printer that waits for somebody, as their names begin (RFC 8011, 5.4.12).
var standstill = []string{
	"offline", "connecting-to-device", "paused", "shutdown", "timed-out", "media-empty", "media-needed", "media-jam",
	"marker-supply-empty", "toner-empty", "door-open", "cover-open", "interlock-open", "input-tray-missing", "output-area-full",
}

// requestID finds the job's name in what lp says.
var requestID = pattern.New(`request id is (\S+-\d+)`)

// watch waits until the job has left the queue, or tells why it does not. A job that is still being
// printed after a while is well.
func watch(ctx context.Context, said string) error {
	found := requestID.FindStringSubmatch(said)
	if found == nil {
		return nil // said in other words: nothing to look for
	}
	id := found[1]
	printer := id[:strings.LastIndex(id, "-")]
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	late := time.After(watchFor)
	for {
		jobs, err := run(ctx, "lpstat", "-l", "-W", "not-completed", "-o", printer)
		if err != nil {
			return explained(ctx, err, printer)
		}
		status, alerts, waiting := entry(jobs, id)
		if !waiting {
			return nil
		}
		if slices.ContainsFunc(alerts, func(a string) bool { return strings.Contains(a, "with-errors") || strings.Contains(a, "aborted") }) {
			return &QueueError{Refused, printer, status}
		}
		state, err := run(ctx, "lpstat", "-l", "-p", printer)
		if err != nil {
			return explained(ctx, err, printer)
		}
		if reason, stopped := stoppedBecause(state, "disabled since"); stopped {
			return &QueueError{Paused, printer, reason}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-late:
			return standing(ctx, printer, status, alertsOf(state))
		case <-tick.C:
		}
	}
}

// standing tells whether a printer that has not finished a job waits for somebody.
func standing(ctx context.Context, printer, status string, alerts []string) error {
	state, err := run(ctx, "lpstat", "-p", printer)
	if err != nil {
		return explained(ctx, err, printer)
	}
	if message, printing := stoppedBecause(state, "now printing"); printing && message != "" {
		status = message
	}
	if waits(status, alerts) {
		return &QueueError{Paused, printer, status}
	}
	return nil
}

// outOfReach is in what CUPS says of a printer that it cannot reach, for which it raises no alert.
var outOfReach = []string{"unavailable", "not responding", "unreachable", "Unable to locate", "Unable to connect"}

// entry finds a job in the output of lpstat -l -o: a line that begins with its name, and indented ones.
func entry(jobs, id string) (status string, alerts []string, found bool) {
	for _, line := range strings.Split(jobs, "\n") {
		if !strings.HasPrefix(line, "\t") {
			if found {
				break
			}
			name, _, _ := strings.Cut(line, " ")
			found = name == id
			continue
		}
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "Status:"); ok && found {
			status = strings.TrimSpace(text)
		}
		if found {
			alerts = append(alerts, alertsOf(line)...)
		}
	}
	return status, alerts, found
}

// alertsOf reads the lines that tell alerts.
func alertsOf(text string) []string {
	var list []string
	for _, line := range strings.Split(text, "\n") {
		if words, ok := strings.CutPrefix(strings.TrimSpace(line), "Alerts:"); ok {
			list = append(list, strings.Fields(words)...)
		}
	}
	return list
}

// waits tells whether a printer's message or some alert means that it stands still.
func waits(message string, alerts []string) bool {
	return slices.ContainsFunc(outOfReach, func(words string) bool { return strings.Contains(message, words) }) ||
		slices.ContainsFunc(alerts, func(a string) bool {
			return slices.ContainsFunc(standstill, func(s string) bool { return strings.HasPrefix(a, s) })
		})
}
