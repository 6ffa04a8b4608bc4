package secret_test

import (
	"runtime/debug"
	"strings"
	"testing"

	"stillnight/internal/secret"
	"stillnight/internal/secret/secrettest"
)

const number = 0xe0

var sink []string

func TestNothingStaysInMemoryThatNobodyRefersTo(t *testing.T) {
	// A string that stays, and replaced one that did not, may have a piece of that behind its end.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	// Among objects that stay, of many sizes, as they lie in the heap of a program that has run for a while.
	for i := range 30_000 {
		text := strings.Repeat(secrettest.Text(number), 1+i%70)
		if i%3 == 0 {
			text = strings.Repeat("x", len(text))
			sink = append(sink, text)
		}
	}
	before := secrettest.Copies(t, number)
	if before < 100_000 {
		t.Fatalf("there were only %d to look for", before)
	}
	secret.Overwrite()
	// What the collector takes for a pointer on a stack keeps a single object now and then.
	if n := secrettest.Copies(t, number); n > before/2_000 {
		t.Errorf("of %d it is left %d times", before, n)
	}
	if len(sink) == 0 || strings.Trim(sink[7], "x") != "" {
		t.Error("what is in use was overwritten")
	}
}
