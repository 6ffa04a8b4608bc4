//go:build unix

package ui

import (
	"fmt"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// processorTime is what this process has used. Unlike the clock it says the same on a machine that is busy.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkScreens opens every screen of long diaries and draws it. It reports milliseconds of processor, without
// what the test driver takes to paint the same picture once more:
//
//	frame-ms    until the window's own goroutine is free again after the press; what takes long runs beside it
//	all-ms      until everything is there
//	again-ms    for coming back to the screen when nothing has changed
//	changed-ms  for what a changed night sets off, and coming back then
func BenchmarkScreens(b *testing.B) {
	for _, size := range []struct{ years, remedies, exposures int }{{10, 20, 5000}, {50, 200, 100_000}} {
		path := filepath.Join(b.TempDir(), "long.stillnight")
		s, err := store.Open(b.Context(), path, store.Options{Now: uitest.Now})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Import(b.Context(), demo.Long(1, size.years, size.remedies, size.exposures), store.ReplaceAll); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		for _, id := range screen.All {
			b.Run(fmt.Sprintf("%dyears/%s", size.years, id), func(b *testing.B) { openScreen(b, path, id) })
		}
	}
}

func openScreen(b *testing.B, path string, id screen.ID) {
	var jobs []func()
	beside := false
	run := func() {
		for len(jobs) > 0 {
			job := jobs[0]
			jobs = jobs[1:]
			job()
		}
	}
	start := Start{Path: path, Version: "test", Crashes: &crash.Folder{Path: b.TempDir(), Version: "test"}, Now: uitest.Now}
	p, err := newProgram(test.NewTempApp(b), start, func(job func()) {
		if beside {
			jobs = append(jobs, job)
			return
		}
		job()
	})
	if err != nil {
		b.Fatal(err)
	}
	defer p.leave()
	p.window.Resize(uitest.SmallWindow)
	p.session.Begin()
	beside = true
	elsewhere := screen.Settings
	if id == elsewhere {
		elsewhere = screen.Night
	}
	timed := func(what func()) time.Duration {
		runtime.GC() // of what was before
		began := processorTime(b)
		what()
		return processorTime(b) - began
	}
	capture := func() { p.window.Canvas().Capture() }
	report := func(took time.Duration, what string) {
		b.ReportMetric(float64(took.Microseconds())/1000, what)
	}
	open := func(frame, all string, before time.Duration) {
		p.open.GoTo(elsewhere, screen.Target{})
		run()
		capture()
		free := timed(func() { p.open.GoTo(id, screen.Target{}) })
		rest := timed(run) + timed(capture)
		for len(jobs) > 0 { // pictures that are drawn beside the window when they come into view
			rest += timed(run) + timed(capture) - timed(capture)
		}
		if frame != "" {
			report(free, frame)
		}
		report(before+free+rest-timed(capture), all)
	}
	for b.Loop() {
		open("frame-ms", "all-ms", 0)
		open("", "again-ms", 0)
		p.open.GoTo(elsewhere, screen.Target{})
		run()
		capture()
		nights, err := p.session.Store().Nights(b.Context(), diary.Date{}, diary.DateOf(uitest.Now()))
		if err != nil || len(nights) == 0 {
			b.Fatal(err)
		}
		n := nights[len(nights)-1]
		n.Severity = diary.Some((n.Severity.Or(0) + 1) % 11) // or nothing would change
		if err := p.session.Store().SaveNight(b.Context(), n); err != nil {
			b.Fatal(err)
		}
		open("", "changed-ms", timed(run))
	}
}
