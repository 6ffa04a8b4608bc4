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

// longDiary makes a diary of so many years with remedies and exposures to triggers, and returns its path.
func longDiary(b *testing.B, years, remedies, exposures int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "long.stillnight")
	s, err := store.Open(b.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Import(b.Context(), demo.Long(1, years, remedies, exposures), store.ReplaceAll); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// measured is the program with a diary open, and the work that is to run beside its window.
type measured struct {
	*Program
	b      *testing.B
	jobs   []func()
	beside bool
}

func measure(b *testing.B, path string) *measured {
	m := &measured{b: b}
	start := Start{Path: path, Version: "test", Crashes: &crash.Folder{Path: b.TempDir(), Version: "test"}, Now: uitest.Now}
	m.Program = stilled(b, test.NewTempApp(b), start, func(job func()) {
		if m.beside {
			m.jobs = append(m.jobs, job)
			return
		}
		job()
	})
	m.window.Resize(uitest.SmallWindow)
	m.session.Begin()
	m.beside = true
	return m
}

// one runs the first of the work that is to run beside the window, run all of it.
func (m *measured) one() {
	if len(m.jobs) > 0 {
		job := m.jobs[0]
		m.jobs = m.jobs[1:]
		job()
	}
}

func (m *measured) run() {
	for len(m.jobs) > 0 {
		m.one()
	}
}

func (m *measured) capture() { m.window.Canvas().Capture() }

func (m *measured) timed(what func()) time.Duration {
	runtime.GC() // of what was before
	began := processorTime(m.b)
	what()
	return processorTime(m.b) - began
}

// drawn is what drawing takes, without what the test driver takes to paint the same picture once more.
func (m *measured) drawn() time.Duration {
	both := m.timed(m.capture)
	return both - m.timed(m.capture)
}

// rest is what takes the work beside the window, and pictures that are drawn there when they come into view.
func (m *measured) rest() (took time.Duration) {
	for len(m.jobs) > 0 {
		took += m.timed(m.run) + m.drawn()
	}
	return took
}

func (m *measured) report(took time.Duration, what string) {
	m.b.ReportMetric(float64(took.Microseconds())/1000, what)
}

// away goes to a screen and lets everything come to rest.
func (m *measured) away(id screen.ID) {
	m.open.GoTo(id, screen.Target{})
	m.run()
	m.capture()
}

// BenchmarkScreens opens every screen of long diaries and draws it. It reports milliseconds of processor:
//
//	frame-ms    until the window's own goroutine is free again after the press; what takes long runs beside it
//	first-ms    until the first of the diary is there
//	all-ms      until everything is there
//	again-ms    for coming back to the screen when nothing has changed
//	changed-ms  for what a changed night sets off, and coming back then
func BenchmarkScreens(b *testing.B) {
	for _, size := range []struct{ years, remedies, exposures int }{{10, 20, 5000}, {50, 200, 100_000}} {
		path := longDiary(b, size.years, size.remedies, size.exposures)
		for _, id := range screen.All {
			b.Run(fmt.Sprintf("%dyears/%s", size.years, id), func(b *testing.B) { openScreen(b, path, id) })
		}
	}
}

func openScreen(b *testing.B, path string, id screen.ID) {
	m := measure(b, path)
	defer m.leave()
	elsewhere := screen.Settings
	if id == elsewhere {
		elsewhere = screen.Night
	}
	open := func(first bool) time.Duration {
		m.away(elsewhere)
		took := m.timed(func() { m.open.GoTo(id, screen.Target{}) })
		if first {
			m.report(took, "frame-ms")
		}
		took += m.timed(m.one) + m.drawn() // of the work for a screen the first brings the first of the diary
		if first {
			m.report(took, "first-ms")
		}
		return took + m.rest()
	}
	for b.Loop() {
		m.report(open(true), "all-ms")
		m.report(open(false), "again-ms")
		m.away(elsewhere)
		nights, err := m.session.Store().Nights(b.Context(), diary.Date{}, diary.DateOf(uitest.Now()))
		if err != nil || len(nights) == 0 {
			b.Fatal(err)
		}
		n := nights[len(nights)-1]
		n.Severity = diary.Some((n.Severity.Or(0) + 1) % 11) // or nothing would change
		if err := m.session.Store().SaveNight(b.Context(), n); err != nil {
			b.Fatal(err)
		}
		m.report(m.timed(m.run)+open(false), "changed-ms")
	}
}

// BenchmarkPresses measures presses with a diary of fifty years, in milliseconds of processor: frame-ms, first-ms and all-ms
// as for screens, all with the drawing.
func BenchmarkPresses(b *testing.B) {
	path := longDiary(b, 50, 200, 100_000)
	goes := func(id screen.ID, to screen.Target) func(*measured) {
		return func(m *measured) { m.open.GoTo(id, to) }
	}
	for _, press := range []struct {
		name string
		do   func(*measured)
	}{
		{"now", goes(screen.Night, screen.Target{Now: true})},
		{"month", goes(screen.Night, screen.Target{Several: true})},
		{"all-nights", goes(screen.Night, screen.Target{Search: true})},
		{"night-of-long-ago", goes(screen.Night, screen.Target{Night: diary.DateOf(uitest.Now()).AddDays(-17_000)})},
		{"new-remedy", goes(screen.Remedies, screen.Target{Add: true})},
		{"open-recent", func(m *measured) { m.session.Recent() }},
	} {
		b.Run(press.name, func(b *testing.B) {
			m := measure(b, path)
			defer m.leave()
			for b.Loop() {
				m.away(screen.Settings)
				took := m.timed(func() { press.do(m) }) + m.drawn()
				m.report(took, "frame-ms")
				took += m.timed(m.one) + m.drawn()
				m.report(took, "first-ms")
				m.report(took+m.rest(), "all-ms")
			}
		})
	}
}
