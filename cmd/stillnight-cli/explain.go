package main

import (
	"context"
	"errors"

	"stillnight/internal/explain"
)

func (p *program) fail(key string, args ...any) error {
	return explain.Keyed(key, oneLineArgs(args)...)
}

// explain puts an error into one sentence or two.
func (p *program) explain(err error) string {
	if errors.Is(err, context.Canceled) {
		return p.l.T("cli.fault.stopped")
	}
	return explain.File(p.l, err)
}
