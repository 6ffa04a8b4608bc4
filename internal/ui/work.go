package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/explain"
)

// showAfter is how long work may last before the window says that it is under way.
const showAfter = 300 * time.Millisecond

// work runs a job off Fyne's goroutine, as screen.Env.Work promises.
func (s *shell) work(title string, job func(ctx context.Context) error, done func(error)) {
	ctx, cancel := context.WithCancel(s.life)
	finished, remove := false, func() {}
	stop := s.program.after(showAfter, func() {
		if !finished && !s.closed {
			remove = s.status.addJob(title, cancel)
		}
	})
	s.program.spawn(func() {
		err := guarded(s.program.start.Crashes, func() error { return job(ctx) })
		if err != nil && ctx.Err() != nil {
			err = context.Canceled
		}
		fyne.Do(func() {
			finished = true
			stop()
			cancel()
			if s.closed {
				return
			}
			remove()
			done(err)
		})
	})
}

// errCrashed says that a job stopped on a fault of the program, which was written to a crash report.
var errCrashed = explain.Keyed("shell.fail.crashed")

// guarded runs a job and turns a panic in it into an error and a crash report.
func guarded(crashes *CrashFolder, job func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			path, reportErr := crashes.Report(fault)
			err = errors.Join(fmt.Errorf("%w; the report is %s", errCrashed, path), reportErr)
		}
	}()
	return job()
}
