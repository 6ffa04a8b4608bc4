// Package reading reads the diary for a screen beside the window, works out what the screen shows, and
// hands it over once it is there. What is out of date by then is dropped.
package reading

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
)

// Reader keeps what was read last. All methods are called on Fyne's goroutine.
type Reader[T any] struct {
	env     *screen.Env
	edition int
	known   bool
	diary   diary.Diary
}

// New returns a reader that has read nothing yet.
func New[T any](env *screen.Env) *Reader[T] { return &Reader[T]{env: env} }

// Forget makes the next reading hand over its result even if the diary is as it was.
func (r *Reader[T]) Forget() { r.known = false }

// Diary is what was read last.
func (r *Reader[T]) Diary() diary.Diary { return r.diary }

// Read reads the diary and works out the screen's content; title says so where it takes long. derive is
// not on Fyne's goroutine, done is. done is not called where the diary is as it was.
func (r *Reader[T]) Read(title string, derive func(context.Context, diary.Diary) (T, error), done func(T)) {
	r.edition++
	edition, known, old := r.edition, r.known, r.diary
	var d diary.Diary
	var content T
	same := false
	r.env.Work(title, func(ctx context.Context) (err error) {
		d, err = r.env.Store.Diary(ctx)
		if err != nil {
			return fmt.Errorf("reading the diary: %w", err)
		}
		if same = known && reflect.DeepEqual(d, old); same {
			return nil
		}
		content, err = derive(ctx, d)
		return err
	}, func(err error) {
		switch {
		case edition != r.edition || errors.Is(err, context.Canceled) || err == nil && same:
		case err != nil:
			r.env.Fail(err)
		default:
			r.known, r.diary = true, d
			done(content)
		}
	})
}
