package chart

import (
	"image"
	"math/rand/v2"
	"testing"

	"stillnight/internal/diary"
)

func TestFiguresOfBloodTestsNeverMeet(t *testing.T) {
	area := Area{40, 30, 540, 130}
	const em = 10
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		var c labCourse
		var spots []labelSpot
		for range 1 + r.IntN(14) {
			spots = append(spots, labelSpot{area.Left + r.IntN(area.Right-area.Left), area.Top + r.IntN(area.Bottom-area.Top), 12 + r.IntN(18)})
			c.values = append(c.values, labValue{diary.MustDate(2026, 1, 1), float64(r.IntN(300))})
		}
		places := placeLabels(spots, c.tellingFirst(), area, em)
		if places[len(places)-1].Empty() {
			t.Errorf("seed %d: the latest has no figure", seed)
		}
		for i, a := range places {
			if a.Empty() {
				continue
			}
			for k, b := range places {
				if k != i && a.Overlaps(b) {
					t.Errorf("seed %d: the figures of %d and %d meet", seed, i, k)
				}
				if s := spots[k]; k != i && a.Overlaps(image.Rect(s.x-4, s.y-4, s.x+4, s.y+4)) {
					t.Errorf("seed %d: the figure of %d covers the mark of %d", seed, i, k)
				}
			}
		}
	}
}

func TestTheLatestOfTwoBloodTestsCloseTogetherHasItsFigure(t *testing.T) {
	area := Area{40, 30, 540, 130}
	spots := []labelSpot{{100, 80, 16}, {300, 80, 16}, {303, 82, 16}, {306, 81, 16}}
	c := labCourse{values: []labValue{{value: 20}, {value: 60}, {value: 58}, {value: 59}}}
	places := placeLabels(spots, c.tellingFirst(), area, 10)
	if places[3].Empty() || places[0].Empty() {
		t.Errorf("the latest or the lowest has none: %v", places)
	}
	alone := placeLabels(spots[:1], []int{0}, area, 10)
	if got := alone[0]; got.Max.Y > spots[0].y || got.Min.X > spots[0].x || got.Max.X < spots[0].x {
		t.Errorf("one alone stands at %v", got)
	}
}
