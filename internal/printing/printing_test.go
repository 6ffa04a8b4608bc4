//go:build !windows

package printing

import (
	"errors"
	"slices"
	"testing"
)

func TestPrintersAreReadWithTheDefaultFirst(t *testing.T) {
	got := parsePrinters("Attic\nOffice_2\n\nPDF\n", "system default destination: PDF\n")
	want := []Printer{{"PDF", true}, {"Attic", false}, {"Office_2", false}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := parsePrinters("", "no system default destination\n"); len(got) != 0 {
		t.Errorf("got %v out of nothing", got)
	}
}

func TestComplaintsBecomeReasons(t *testing.T) {
	for words, want := range map[string]Reason{
		"lpstat: Scheduler is not running.":                         NotRunning,
		"lp: Error - unable to connect to server":                   NotRunning,
		"lpstat: Invalid destination name in list \"Attic\".":       UnknownPrinter,
		"lp: The printer or class does not exist.":                  UnknownPrinter,
		"lp: Destination \"Attic\" is not accepting jobs.":          Rejecting,
		"lp: Unsupported document-format \"application/whatever\".": Refused,
	} {
		var q *QueueError
		if err := complaintError(words, errors.New("exit status 1")); !errors.As(err, &q) || q.Reason != want {
			t.Errorf("%q is %v", words, err)
		}
	}
}

func TestAStoppedQueueTellsWhy(t *testing.T) {
	reason, stopped := stoppedBecause("printer Attic disabled since Mon 02 Mar 2026 20:00:00 -\n\tOut of paper\n", "disabled since")
	if !stopped || reason != "Out of paper" {
		t.Errorf("got %q, %v", reason, stopped)
	}
	if _, stopped := stoppedBecause("printer Attic is idle.  enabled since Mon\n", "disabled since"); stopped {
		t.Error("an idle printer counts as stopped")
	}
}

func TestNamesAndTitlesAreNeverOptions(t *testing.T) {
	args := arguments("/tmp/-n.pdf", Job{Printer: "P", Copies: 2, TwoSided: true, Letter: true, Title: "-d other; rm"})
	want := []string{"-n", "2", "-o", "sides=two-sided-long-edge", "-o", "media=Letter", "-d", "P", "-t", "-d other; rm", "--", "/tmp/-n.pdf"}
	if !slices.Equal(args, want) {
		t.Errorf("got %q", args)
	}
}

func TestAJobIsFoundInTheQueue(t *testing.T) {
	jobs := "PDF-1   someone  70656   Mon Nov 23 19:31:45 2026\n\tStatus: \n\tAlerts: job-printing\n\tqueued for PDF\n" +
		"PDF-12  someone  21504   Mon Nov 23 19:36:41 2026\n\tStatus: no ink\n\tAlerts: job-completed-with-errors none\n\tqueued for PDF\n"
	status, alerts, found := entry(jobs, "PDF-12")
	if !found || status != "no ink" || !slices.Equal(alerts, []string{"job-completed-with-errors", "none"}) {
		t.Errorf("%q %q %v", status, alerts, found)
	}
	if status, alerts, found := entry(jobs, "PDF-1"); !found || status != "" || len(alerts) != 1 {
		t.Errorf("%q %q %v", status, alerts, found)
	}
	if _, _, found := entry(jobs, "PDF-2"); found {
		t.Error("found a job that is not there")
	}
}

func TestAPrinterThatWaitsForSomebody(t *testing.T) {
	for _, c := range []struct {
		message, state string
		want           bool
	}{
		{"", "printer X now printing X-4.\n\tAlerts: connecting-to-device\n", true},
		{"", "printer X now printing X-4.\n\tAlerts: media-empty-error\n", true},
		{"The printer may not exist or is unavailable at this time.", "\tAlerts: none\n", true},
		{"Spooling job, 50% complete.", "printer X now printing X-4.\n\tAlerts: toner-low-warning\n", false},
		{"", "printer X is idle.\n\tAlerts: none\n", false},
	} {
		if waits(c.message, alertsOf(c.state)) != c.want {
			t.Errorf("%q, %q", c.message, c.state)
		}
	}
}
