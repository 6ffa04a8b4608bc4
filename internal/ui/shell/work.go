package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// showAfter is how long work may last before the window says that it is under way.
const showAfter = 300 * time.Millisecond

// work runs a job off Fyne's goroutine, as screen.Env.Work promises.
func (s *Shell) work(title string, job func(ctx context.Context) error, done func(error)) {
	ctx, cancel := context.WithCancel(s.life)
	finished, remove := false, func() {}
	stop := s.host.Window.After(showAfter, func() {
		if !finished && !s.closed {
			remove = s.status.addJob(title, cancel)
		}
	})
	s.host.Window.Spawn(func() {
		err := s.host.Crashes.Guard(func() error { return job(ctx) })
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
