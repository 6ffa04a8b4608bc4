package uitest

import (
	"context"

	"stillnight/internal/ui/screen"
)

// Queue is work beside the window that waits until a test runs it, as it does in a window that is busy.
type Queue struct{ Jobs []func() }

// Hold has an env's work wait from now on.
func Hold(env *screen.Env) *Queue {
	q, work := &Queue{}, env.Work
	env.Work = func(title string, job func(context.Context) error, done func(error)) {
		q.Jobs = append(q.Jobs, func() { work(title, job, done) })
	}
	return q
}

// One runs what waits longest.
func (q *Queue) One() {
	job := q.Jobs[0]
	q.Jobs = q.Jobs[1:]
	job()
}

// All runs everything, with what comes of it, and tells how much that was.
func (q *Queue) All() (n int) {
	for ; len(q.Jobs) > 0; n++ {
		q.One()
	}
	return n
}
