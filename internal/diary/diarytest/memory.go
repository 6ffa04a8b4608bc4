package diarytest

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// Peak is how much more of the heap was in use while f ran than before it, in bytes: what each collection leaves. There
// is one for every so many percent that are added.
func Peak(percent int, f func()) (bytes int64) {
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	var most atomic.Uint64
	var ended atomic.Bool
	live := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	before := live()
	var watch func()
	watch = func() {
		for now := live(); ; {
			if old := most.Load(); now <= old || most.CompareAndSwap(old, now) {
				break
			}
		}
		if !ended.Load() { // its next finalizer runs after the next collection
			runtime.SetFinalizer(&[1 << 10]byte{}, func(*[1 << 10]byte) { watch() })
		}
	}
	watch()
	f()
	ended.Store(true)
	return int64(most.Load()) - int64(before)
}
