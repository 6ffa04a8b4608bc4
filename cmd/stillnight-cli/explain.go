package main

import (
	"context"
	"errors"
	"strings"

	"stillnight/internal/exchange"
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
	words := explain.File(p.l, err)
	var refused *exchange.Fault
	if errors.As(err, &refused) {
		// What the window asks with a choice, the command line is told with an option.
		if hint := "cli.hint." + strings.TrimPrefix(refused.Key, "exchange.fault."); p.l.Has(hint) {
			words += " " + p.l.T(hint)
		}
	}
	return words
}
