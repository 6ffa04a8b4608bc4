// Package reading reads the diary for a screen beside the window, works out what the screen shows, and
// hands it over once it is there. What is out of date by then is dropped.
package reading

import (
	"context"
	"errors"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/shelf"
)

// Reader keeps what was read last. All methods are called on Fyne's goroutine.
type Reader[T any] struct {
	env     *screen.Env
	latest  Latest
	known   bool
	content shelf.Content
	stop    context.CancelFunc // ends the reading under way
	// Lean says that the screen does not look at the exposures to triggers.
	Lean bool
	// Soon, where there is one, is called when the diary is read, but for its exposures, and working out what to show
	// may take a while.
	Soon func()
}

// New returns a reader that has read nothing yet.
func New[T any](env *screen.Env) *Reader[T] { return &Reader[T]{env: env, stop: func() {}} }

// Forget makes the next reading hand over its result even if the diary is as it was.
func (r *Reader[T]) Forget() { r.known = false }

// Diary is what was read last.
func (r *Reader[T]) Diary() diary.Diary { return r.content.Diary }

// Content is the same with its version.
func (r *Reader[T]) Content() shelf.Content { return r.content }

// Leave ends the reading that is under way: nobody is looking any more.
func (r *Reader[T]) Leave() {
	r.latest.Begin()
	r.stop()
}

// Read reads the diary and works out the screen's content; title says so where it takes long. derive is
// not on Fyne's goroutine, done is. done is not called where the diary is as it was.
func (r *Reader[T]) Read(title string, derive func(context.Context, shelf.Content) (T, error), done func(T)) {
	r.Leave()
	still, known, old := r.latest.Begin(), r.known, r.content.Version
	wanted, stop := context.WithCancel(context.Background())
	r.stop = stop
	first := r.env.Shelf.Read
	if r.Lean || r.Soon != nil {
		first = r.env.Shelf.ReadLean
	}
	var c shelf.Content
	var result T
	// job is work that ends when nobody waits for it any more; then is called with what it came to, if anybody does.
	job := func(do func(context.Context) error, then func()) {
		r.env.Work(title, func(ctx context.Context) error {
			ctx, end := context.WithCancel(ctx)
			defer end()
			defer context.AfterFunc(wanted, end)()
			return do(ctx)
		}, func(err error) {
			switch {
			case !still() || errors.Is(err, context.Canceled):
				stop()
			case err != nil:
				stop()
				r.env.Fail(err)
			default:
				then()
			}
		})
	}
	same := func() bool { return known && c.Version == old }
	work := func(ctx context.Context) (err error) {
		result, err = derive(ctx, c)
		return err
	}
	finish := func() {
		stop()
		r.known, r.content = true, c
		done(result)
	}
	job(func(ctx context.Context) (err error) {
		if c, err = first(ctx); err != nil || r.Soon != nil || same() {
			return err
		}
		return work(ctx)
	}, func() {
		switch {
		case same():
			stop()
		case r.Soon == nil:
			finish()
		default:
			r.known, r.content = false, c // known once done has it
			r.Soon()
			job(func(ctx context.Context) (err error) {
				if !r.Lean {
					if c, err = r.env.Shelf.Read(ctx); err != nil {
						return err
					}
				}
				return work(ctx)
			}, finish)
		}
	})
}
