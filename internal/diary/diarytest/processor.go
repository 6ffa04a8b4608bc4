//go:build unix

package diarytest

import (
	"syscall"
	"testing"
	"time"
)

// ProcessorTime is what this process has used of processors. Unlike the clock it says the same on a machine that is busy.
func ProcessorTime(t testing.TB) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
