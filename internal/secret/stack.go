package secret

import (
	"runtime/metrics"
	"sync"
)

const (
	// The runtime makes stacks of these sizes in spans, several in one, and hands them out again as they are. Larger
	// ones have pages of their own, which go back to the system.
	smallestStack = 2 << 10
	largestStack  = 16 << 10
	stackSpan     = 32 << 10
	// endedKept is how many goroutines that have ended, with their stacks, the runtime keeps for the next ones.
	endedKept = 64
	// swept is how many bytes one call of sweep clears at least.
	swept = 64
)

// Sweep calls f and clears what that leaves on the stack of its goroutine: a short text that is turned from one form
// into another may lie there and nowhere else. What the collector moves meanwhile, Overwrite clears.
func Sweep(f func()) {
	sweep(largestStack) // a stack that grows while f runs would leave the smaller one as it was
	f()
	sweep(largestStack)
}

// sweep clears at least so many bytes of the stack, which grows where it must.
//
//go:noinline
func sweep(bytes int) {
	var zeros [swept]byte
	keep(&zeros)
	if bytes > swept {
		sweep(bytes - swept)
	}
}

// keep has the compiler not leave out what is written to.
//
//go:noinline
func keep(*[swept]byte) {}

// fillStacks takes the stacks of goroutines that have ended until the runtime has to make new ones, and clears them.
func fillStacks() {
	for size := smallestStack; size <= largestStack; size *= 2 {
		var all sync.WaitGroup
		release := make(chan bool)
		for fresh, started := 0, 0; fresh < freshInARow || started < endedKept; started += stackSpan / size {
			before := stacksInUse()
			var ready sync.WaitGroup
			for range stackSpan / size {
				ready.Add(1)
				all.Go(func() {
					sweep(size * 2 / 5) // with what else a call takes, more than half and not all of it
					ready.Done()
					<-release
					sweep(size) // to its end, and beyond it into a larger one
				})
			}
			if ready.Wait(); stacksInUse() > before {
				fresh++
			} else {
				fresh = 0
			}
		}
		close(release)
		all.Wait()
	}
}

// stacksInUse is how many bytes the runtime has made stacks of.
func stacksInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
