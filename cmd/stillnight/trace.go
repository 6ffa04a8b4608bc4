package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// traceFile names a file to which a start writes when it came how far, for scripts/compare-start. It holds
// nothing of the diary.
const traceFile = "STILLNIGHT_TRACE_START"

// trace returns what notes that a stage of the start is done: a line with its name, the time of day and the
// processor time that the program has used by then, both in microseconds. It does nothing where nobody asked.
func trace(fault io.Writer) (mark func(stage string), end func()) {
	path := os.Getenv(traceFile)
	if path == "" {
		return func(string) {}, func() {}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		say(fault, err.Error())
		return func(string) {}, func() {}
	}
	mark = func(stage string) {
		if _, err := fmt.Fprintln(f, stage, time.Now().UnixMicro(), processorTime().Microseconds()); err != nil {
			say(fault, err.Error())
		}
	}
	end = func() {
		if err := f.Close(); err != nil {
			say(fault, err.Error())
		}
	}
	return mark, end
}
