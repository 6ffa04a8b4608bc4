package compare

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

func TestEveryOutcomeIsWorkedOutFromItsFields(t *testing.T) {
	for _, o := range Outcomes {
		n := diary.Night{Date: diary.MustDate(2026, 3, 2)}
		if o.Of(n).IsSet() {
			t.Errorf("%s has a value on an empty night", o)
		}
		for _, name := range o.Fields() {
			f, ok := diary.NightField(name)
			if !ok {
				t.Fatalf("%s: no such field as %q", o, name)
			}
			diarytest.Answer(t, f, &n)
		}
		v, ok := o.Of(n).Get()
		if low, high := o.Range(); !ok || v < low || v > high || low >= high {
			t.Errorf("%s is %v %v with its fields, of %v to %v", o, v, ok, low, high)
		}
	}
}

func TestEveryOutcomeIsMeasuredAsItsLineSays(t *testing.T) {
	for _, o := range Outcomes {
		if found, ok := ParseOutcome(string(o)); !ok || found != o {
			t.Errorf("%s is not found by its name", o)
		}
		if !slices.Contains(Units, o.Unit()) {
			t.Errorf("%s is measured in %q", o, o.Unit())
		}
		low, high := o.Range()
		for _, mean := range []float64{low, (low + high) / 2, high} {
			if x := o.Important(mean); x < o.Step() || x > high-low {
				t.Errorf("%s: a change matters from %v with a mean of %v", o, x, mean)
			}
		}
	}
	if _, ok := ParseOutcome("happiness"); ok {
		t.Error("a stranger is taken for an outcome")
	}
}
