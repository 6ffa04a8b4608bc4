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
	if secrettest.Copies(t, number) == 0 {
		t.Fatal("there was nothing to look for")
	}
	secret.Overwrite()
	if n := secrettest.Copies(t, number); n > 0 {
		t.Errorf("it is left %d times", n)
	}
	if len(sink) == 0 || strings.Trim(sink[7], "x") != "" {
		t.Error("what is in use was overwritten")
	}
}
