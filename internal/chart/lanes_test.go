package chart

import (
	"runtime"
	"testing"
)

// However many rows there is room for, their number is that of the bars: room without end once took gigabytes.
func TestAHeightTakesNoMoreMemoryThanItsBars(t *testing.T) {
	d := sampleDiary(700, 12)
	s := Style{Palette: Light(), L: english(t)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if TimelineHeight(d, TimelineView{}, s, 900) <= 0 {
		t.Error("no height")
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 50 {
		t.Errorf("a height took %d MB", took)
	}
}
