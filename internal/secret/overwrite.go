package secret

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// largestSlot is the size up to which the runtime puts objects of one size side by side, in bytes. Larger ones
	// have pages of their own, which go back to the system.
	largestSlot = 32 << 10
	wordSize    = 8
	largestBare = 512
	// slotsAtOnce is how many bytes are taken before looking whether the old slots are used up: more than the
	// runtime adds to the heap in one piece.
	slotsAtOnce = 160 << 10
	// freshInARow is how often the heap must have grown by that: once may be another goroutine's doing.
	freshInARow = 3
)

// Overwrite clears the memory of what is not referred to any more. The garbage collector only marks it as free, so
// that a passphrase would be left in it for hours. Pages that are free as a whole go back to the system, which
// hands them out empty; in the others every free slot is taken once, which empties it. What lies behind the end of a
// string that is in use, in the same slot, is not reached.
func Overwrite() {
	// One processor alone: each keeps free slots of its own.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	runtime.GC() // what only finalizers held is free after the second one
	runtime.GC()
	before := debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(-1)
	var held []any
	for _, size := range slots() {
		held = fill(held, size, limit, func() []byte { return make([]byte, size) })
		// Slots for what refers to other things are apart; larger ones begin with a word of the runtime's.
		words := size / wordSize
		if size > largestBare {
			words--
		}
		if words > 0 {
			held = fill(held, size, limit, func() []*byte { return make([]*byte, words) })
		}
	}
	runtime.KeepAlive(held)
	fillStacks()
	debug.SetGCPercent(before)
	debug.FreeOSMemory()
}

// fill takes slots of a size until the heap has to grow for more of them.
func fill[slot any](held []any, size int, limit int64, take func() slot) []any {
	for fresh := 0; fresh < freshInARow; {
		taken := make([]slot, slotsAtOnce/size)
		held = append(held, taken)
		used := heapInUse()
		if int64(used) > limit/2 { // rather leave something than run out of memory
			return held
		}
		for i := range taken {
			taken[i] = take()
		}
		if heapInUse() > used+slotsAtOnce/2 {
			fresh++
		} else {
			fresh = 0
		}
	}
	return held
}

// slots are the sizes of slots, in bytes.
func slots() (sizes []int) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	last := 0
	for _, s := range stats.BySize {
		if last = int(s.Size); last > 0 {
			sizes = append(sizes, last)
		}
	}
	for size := last + 1024; size <= largestSlot; size += 1024 { // the runtime does not name the largest
		sizes = append(sizes, size)
	}
	return sizes
}

// heapInUse is how many bytes of the heap have slots in them.
func heapInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() + sample[1].Value.Uint64()
}
