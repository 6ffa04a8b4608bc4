package main

import (
	"context"
	"errors"

	"stillnight/internal/exchange"
	"stillnight/internal/store"
)

// failure is a fault that has its words already.
type failure struct{ words string }

// Error returns the words.
func (f *failure) Error() string { return f.words }

func (p *program) fail(key string, args ...any) error {
	return &failure{p.l.T(key, oneLineArgs(args)...)}
}

// explain puts an error into one sentence or two.
func (p *program) explain(err error) string {
	var own *failure
	if errors.As(err, &own) {
		return own.words
	}
	if words, ok := exchange.Explain(p.l, err); ok {
		return words
	}
	if errors.Is(err, context.Canceled) {
		return p.l.T("cli.fault.stopped")
	}
	return store.Explain(p.l, err)
}
