package printing

import "fmt"

// Printer is a queue that pages can be sent to.
type Printer struct {
	Name string
	// Default tells the one that the system uses where none is chosen.
	Default bool
}

// Job is how pages are to be printed.
type Job struct {
	// Printer is the name of a queue; empty is the system's default.
	Printer string
	// Copies from 1; 0 is 1.
	Copies int
	// TwoSided prints on both sides, turned on the long edge.
	TwoSided bool
	// Letter tells the paper; else A4.
	Letter bool
	// Title is shown in the printer's queue.
	Title string
}

// Reason is why printing failed.
type Reason string

// The reasons.
const (
	NoSystem       Reason = "no_system"       // no printing system is installed
	NotRunning     Reason = "not_running"     // it is installed and does not answer
	UnknownPrinter Reason = "unknown_printer" // no queue of that name
	Rejecting      Reason = "rejecting"       // the queue takes no jobs
	Paused         Reason = "paused"          // the job is in the queue, which stands still
	Refused        Reason = "refused"         // anything else; Detail says what
)

// QueueError tells why pages were not printed, or not yet.
type QueueError struct {
	Reason  Reason
	Printer string
	// Detail is what the system itself said; it may be empty.
	Detail string
}

// Words are the key of the sentence for the Reason, and the values in it.
func (e *QueueError) Words() (key string, args []any) {
	return "printing." + string(e.Reason), []any{"printer", e.Printer, "detail", e.Detail}
}

// Error describes it for a log.
func (e *QueueError) Error() string {
	return fmt.Sprintf("printer %q: %s: %s", e.Printer, e.Reason, e.Detail)
}
