package chart

import (
	"runtime"
	"testing"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
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

// The line of a remedy's start, in the middle of weeks without a night, ends where the words stand that say so.
func TestNoStartLineRunsThroughTheWordsOfAnEmptyTimeline(t *testing.T) {
	first := diary.MustDate(2026, 3, 2)
	const w, h = 700, 320
	drawn := func(start diary.Date) *spy {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{Start: start}}}}}
		r := &spy{Pixels: draw.NewPixels(w, h, 96)}
		view := TimelineView{First: first, Last: first.AddDays(28)}
		if err := Timeline(d, view, Style{Palette: Light(), L: english(t)}).Draw(r, w, h); err != nil {
			t.Fatal(err)
		}
		return r
	}
	said := english(t).T("chart.timeline.none_recorded")
	middle, before := drawn(first.AddDays(14)), drawn(first.AddDays(-14))
	for _, word := range middle.words {
		if word.text != said {
			continue
		}
		for y := int(word.top); y < int(word.bottom); y++ {
			for x := int(word.left); x < int(word.right); x++ {
				if middle.Image().At(x, y) != before.Image().At(x, y) {
					t.Fatalf("something runs through the words at %d, %d", x, y)
				}
			}
		}
		return
	}
	t.Errorf("the words are not there: %v", middle.words)
}

// A mark near the right edge, or close before another, has its words behind it where there is room.
func TestWordsOfAMarkStandBehindItWhereThereIsNoRoomBefore(t *testing.T) {
	s := Style{Palette: Light(), TextPt: 10, DPI: 96, L: english(t)}
	m := measure{s}
	const left, right = 40, 700
	place := func(night float64) int { return left + int(night*float64(right-left)/100) }
	label := "Ferritin 22 µg/L"
	wide := m.width(label, s.bandWords())
	for name, x := range map[string]struct {
		nights []float64
		behind []bool // for each, or it has room before
	}{
		"near the edge":      {[]float64{98}, []bool{true}},
		"two near the edge":  {[]float64{95, 99}, []bool{true, false}},
		"one after another":  {[]float64{10, 60}, []bool{false, false}},
		"no room on the way": {[]float64{4, 97}, []bool{false, true}},
	} {
		var notes []note
		for _, n := range x.nights {
			notes = append(notes, note{night: n, label: label})
		}
		end := left
		for i, n := range placeNotes(m, notes, left, right, place) {
			if n.word == "" {
				continue
			}
			if n.at < end || n.at+m.width(n.word, s.bandWords()) > right {
				t.Errorf("%s: the words of %d run from %d", name, i, n.at)
			}
			if behind := n.at < n.x; behind != x.behind[i] || behind && n.word != label {
				t.Errorf("%s: %q of %d at %d (%d wide), its mark at %d", name, n.word, i, n.at, wide, n.x)
			}
			end = max(n.x, n.at+m.width(n.word, s.bandWords()))
		}
	}
}

// The latest blood test is the one that counts: it has its words whole, and those before give way, however near one
// another or the right edge they are.
func TestTheLatestBloodTestHasItsWordsWhole(t *testing.T) {
	for _, size := range []float64{10, 16, 20} {
		s := Style{Palette: Light(), TextPt: size, DPI: 96, L: english(t)}
		m := measure{s}
		const left, right = 40, 900
		place := func(night float64) int { return left + int(night*float64(right-left)/100) }
		latest := "Ferritin 22 µg/L"
		for name, nights := range map[string][]float64{
			"two close together":   {50, 53},
			"two near the edge":    {90, 97},
			"two at the edge":      {98, 99.5},
			"three at the edge":    {97, 98, 99.5},
			"two at the beginning": {1, 3},
			"three far apart":      {5, 50, 95},
		} {
			var notes []note
			for i, n := range nights {
				label := "Transferrin saturation 17.5 %"
				if i == len(nights)-1 {
					label = latest
				}
				notes = append(notes, note{n, hollowDiamond, label, "31 May: " + label})
			}
			placed := placeNotes(m, notes, left, right, place)
			if last := placed[len(placed)-1]; last.word != latest && last.word != "31 May: "+latest {
				t.Errorf("%s at %v pt: the latest is told as %q", name, size, last.word)
			}
			// Beside another mark it says its day, or it would be read as the other's.
			last := placed[len(placed)-1]
			for _, n := range placed[:len(placed)-1] {
				if last.at < n.x && last.word == latest {
					t.Errorf("%s at %v pt: %q stands at another's mark", name, size, last.word)
				}
			}
			for i, n := range placed {
				end := n.at + m.width(n.word, s.bandWords())
				if n.word == "" {
					continue
				}
				if n.at < left || end > right {
					t.Errorf("%s at %v pt: %q runs from %d to %d", name, size, n.word, n.at, end)
				}
				for k, other := range placed {
					if n.at < other.x && other.x < end {
						t.Errorf("%s at %v pt: %q runs over the mark at %d", name, size, n.word, other.x)
					}
					if k != i && other.word != "" && n.at < other.at+m.width(other.word, s.bandWords()) && other.at < end {
						t.Errorf("%s at %v pt: %q and %q meet", name, size, n.word, other.word)
					}
				}
			}
		}
	}
}
