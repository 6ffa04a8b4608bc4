package store

import (
	"context"
	"slices"
	"sync"
)

// Origin marks the writes of one place, such as a screen. That knows its own among the changes that it is told of, and
// is told at once what they touched, so that it need not read back what it wrote.
type Origin struct {
	mu      sync.Mutex
	touched Change
}

type originKey struct{}

// Mark returns a context whose writes come from this origin.
func (o *Origin) Mark(ctx context.Context) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

func originOf(ctx context.Context) *Origin {
	o, _ := ctx.Value(originKey{}).(*Origin)
	return o
}

// Touched is what the writes of this origin changed since it was asked last.
func (o *Origin) Touched() Change {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := o.touched
	o.touched = Change{}
	return c
}

func (o *Origin) add(c Change) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.touched.Origin = o
	o.touched.All = o.touched.All || c.All
	o.touched.Dates = append(o.touched.Dates, c.Dates...)
	for _, k := range c.Kinds {
		if !slices.Contains(o.touched.Kinds, k) {
			o.touched.Kinds = append(o.touched.Kinds, k)
		}
	}
}
