package secret_test

import (
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
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

// leave leaves a text on the stack, once for each of so many calls.
//
//go:noinline
func leave(text string, calls int) {
	var copied [64]byte
	if calls > 1 {
		leave(text, calls-1)
	}
	copy(copied[8:], text)
	hold(copied[:])
}

//go:noinline
func hold([]byte) {}

const stackNumber = 0xe5

// onStacks is the text that is looked for; what making it leaves is not on the stack of the test.
//
//go:noinline
func onStacks() string { return secrettest.Text(stackNumber) }

func TestNothingStaysOnTheStacksOfEndedGoroutines(t *testing.T) {
	if raced {
		t.Skip("nothing is left to look for")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	text := onStacks()
	for _, calls := range []int{5, 20, 45, 100, 300} {
		var all, ready sync.WaitGroup
		gate := make(chan bool)
		for range 100 {
			ready.Add(1)
			all.Go(func() {
				leave(text, calls)
				ready.Done()
				<-gate // so that each has a stack of its own
			})
		}
		ready.Wait()
		close(gate)
		all.Wait()
	}
	before := secrettest.Copies(t, stackNumber)
	if before < 5_000 {
		t.Fatalf("there were only %d to look for", before)
	}
	secret.Overwrite()
	// Where most goroutines need more, the runtime starts none on the smallest stacks, to clear those; nor are those
	// reached that others have just then.
	if n := secrettest.Copies(t, stackNumber); n > before/20 {
		t.Errorf("beside the text itself, of %d it is left %d times", before, n-1)
	}
	runtime.KeepAlive(text)
}

func TestNothingStaysOnTheStackOfARunningGoroutine(t *testing.T) {
	if raced {
		t.Skip("nothing is left to look for")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	text := onStacks()
	before := secrettest.Copies(t, stackNumber)
	secret.Sweep(func() {
		first := secrettest.Copies(t, stackNumber)
		leave(text, 90) // what looks for them takes the place of some
		if n := secrettest.Copies(t, stackNumber); n < first+20 {
			t.Fatalf("there were only %d to look for", n-first)
		}
	})
	if n := secrettest.Copies(t, stackNumber); n > before {
		t.Errorf("it is left %d times", n-before)
	}
	runtime.KeepAlive(text)
}
