package compare

import (
	"math"
	"testing"

	"stillnight/internal/diary"
)

// blindDiary has ratings by box: with the remedy and with the dummy.
func blindDiary(b diary.BlindTrial, with, without func(box, day int) int) diary.Diary {
	var d diary.Diary
	key := b.Key()
	for day := range b.Boxes * b.Days {
		box := day / b.Days
		v := without(box, day)
		if key[box] {
			v = with(box, day)
		}
		d.Nights = append(d.Nights, diary.Night{Date: b.Begun.AddDays(day), Severity: diary.Some(v)})
	}
	return d
}

func TestABlindedTrialIsComparedByItsKey(t *testing.T) {
	flat := func(v int) func(int, int) int { return func(box, day int) int { return v + (box*7+day*3)%2 } }
	for _, x := range []struct {
		boxes, draws int
		p            float64
	}{{4, 6, 2.0 / 6}, {6, 20, 2.0 / 20}, {8, 70, 2.0 / 70}} {
		b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: x.boxes, Days: 14, RunInDays: 4, Seed: 99}
		r, ok := Blind(blindDiary(b, flat(2), flat(6)), b)
		if !ok || math.Abs(r.Difference+4) > 0.3 || r.Test.Draws != x.draws || math.Abs(r.Test.P-x.p) > 1e-9 || math.Abs(r.LeastP-x.p) > 1e-9 {
			t.Errorf("%d boxes: %+v %v", x.boxes, r, ok)
		}
		for _, box := range r.Boxes {
			if box.N != 10 || box.Active != b.Key()[box.Box-1] {
				t.Errorf("box %+v", box)
			}
		}
	}
}

// Where the remedy does nothing, P is small no more often than it says.
func TestTheBlindedTestKeepsItsLevel(t *testing.T) {
	small := 0
	const trials = 700
	for seed := range int64(trials) {
		b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 6, Days: 7, Seed: seed*7919 + 3}
		level := func(box, day int) int { return (box*box*31+day*day*17+int(seed)*13)%7 + box%2 }
		if r, ok := Blind(blindDiary(b, level, level), b); !ok || r.Test.P <= 0.1+1e-9 {
			small++
		}
	}
	if share := float64(small) / trials; share > 0.14 {
		t.Errorf("P of 0.1 or less in %.3f of trials in which nothing was done", share)
	}
}

func TestBrokenSealsAndThinBoxes(t *testing.T) {
	b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 4, Days: 14, Seed: 5}
	six := func(int, int) int { return 6 }
	two := func(int, int) int { return 2 }
	d := blindDiary(b, two, six)
	b.Opened = diary.Some(b.Begun.AddDays(28))
	r, ok := Blind(d, b)
	if ok {
		t.Errorf("two boxes are compared: %+v", r)
	}
	for _, box := range r.Boxes {
		if box.Box > 2 && box.N > 0 {
			t.Errorf("nights count that came after the seal was broken: %+v", box)
		}
	}
	b.Opened = diary.Some(b.Begun.AddDays(45))
	if r, ok := Blind(d, b); !ok || r.Boxes[3].N != 3 {
		t.Errorf("%+v %v", r, ok)
	}
	b.Opened, b.Abandoned = diary.None[diary.Date](), diary.Some(b.Begun.AddDays(20))
	if _, ok := Blind(d, b); ok {
		t.Error("a trial that was given up in its second box is compared")
	}
}

// What was taken in a blinded trial is not the dose of before, and from its nights alone nobody can tell what it was.
func TestNightsOfABlindedTrialAreNeitherBeforeNorAfter(t *testing.T) {
	b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 4, Days: 14, Seed: 99}
	begun := b.End().AddDays(20)
	d := blindDiary(b, func(int, int) int { return 2 }, func(int, int) int { return 8 })
	for day := range 60 {
		d.Nights = append(d.Nights, diary.Night{Date: b.End().AddDays(day), Severity: diary.Some(6 + day%2)})
	}
	iv := diary.Intervention{ID: 1, Name: "Magnesium", Phases: []diary.Phase{{Start: begun}}, Blind: []diary.BlindTrial{b}}
	before := func(iv diary.Intervention, others ...diary.Intervention) Comparison {
		d.Interventions = append([]diary.Intervention{iv}, others...)
		r, err := All(d, Options{Outcomes: []Outcome{Severity}})
		if err != nil {
			t.Fatal(err)
		}
		return r.Comparisons[0]
	}
	if c := before(iv); c.Before.N != 20 || c.BlindedCount != 36 || c.Before.Mean < 6 {
		t.Errorf("%d nights before, mean %.1f, %d left out", c.Before.N, c.Before.Mean, c.BlindedCount)
	}
	iv.Blind[0].Opened = diary.Some(b.End().AddDays(3)) // after the last box
	if c := before(iv); c.BlindedCount != 36 {
		t.Errorf("opened at the end: %d left out", c.BlindedCount)
	}
	iv.Blind[0].Opened = diary.None[diary.Date]()
	iv.Blind[0].Abandoned = diary.Some(b.End().AddDays(-10))
	if c := before(iv); c.BlindedCount != 26 || c.Before.N != 30 {
		t.Errorf("given up: %d nights before, %d left out", c.Before.N, c.BlindedCount)
	}
	iv.Blind[0].Abandoned = diary.None[diary.Date]()
	other := diary.Intervention{ID: 2, Name: "Yoga", Phases: []diary.Phase{{Start: begun}}}
	if c := before(other, iv); c.BlindedCount != 0 {
		t.Errorf("of another remedy %d nights are left out", c.BlindedCount)
	}
}
