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

// The words of a remedy begun lately, for which its bar is too short, stand before it: its edge would run through them.
func TestNoEdgeOfABarRunsThroughItsWords(t *testing.T) {
	s := Style{Palette: Light(), TextPt: 10, DPI: 96, L: english(t)}
	m := measure{s}
	const left, right = 40, 700
	place := func(night float64) int { return left + int(night*float64(right-left)/100) }
	for from := 0.0; from < 100; from++ {
		pb := placeBar(m, bar{name: "Ferrous sulfate", stretches: []stretch{{from: from, to: 100, dose: "65 mg", opens: true}}}, left, right, place)
		w, edge := pb.words[0], pb.edges[0][0]
		end := w.x + m.width(w.text, s.bandWords())
		if w.x < left || end > right {
			t.Errorf("from night %v the words run from %d to %d", from, w.x, end)
		}
		if w.x < edge && end > edge {
			t.Errorf("from night %v the edge at %d runs through the words, %d to %d", from, edge, w.x, end)
		}
		if pb.from > w.x || pb.to < end {
			t.Errorf("from night %v the words are outside the room kept", from)
		}
	}
}
