package diary_test

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
)

func TestABlindedTrialsKeyIsHalfAndHalfAndTheSameEachTime(t *testing.T) {
	first := map[string]int{}
	for seed := range int64(600) {
		b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 4, Days: 14, Seed: seed}
		key := b.Key()
		n := 0
		pattern := ""
		for _, active := range key {
			if active {
				n++
				pattern += "A"
			} else {
				pattern += "d"
			}
		}
		if n != 2 || !slices.Equal(key, b.Key()) {
			t.Fatalf("seed %d: %v", seed, key)
		}
		first[pattern]++
	}
	// Each of the six ways comes up about a hundred times.
	if len(first) != 6 {
		t.Errorf("%v", first)
	}
	for pattern, n := range first {
		if n < 60 || n > 150 {
			t.Errorf("%s came up %d times of 600", pattern, n)
		}
	}
}

func TestBoxesFollowOneAnother(t *testing.T) {
	b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 4, Days: 14, RunInDays: 3}
	for _, x := range []struct {
		day, box   int
		counts, ok bool
	}{{-1, 0, false, false}, {0, 0, false, true}, {3, 0, true, true}, {13, 0, true, true}, {14, 1, false, true}, {55, 3, true, true}, {56, 0, false, false}} {
		box, counts, ok := b.BoxOn(b.Begun.AddDays(x.day))
		if box != x.box || counts != x.counts || ok != x.ok {
			t.Errorf("day %d: box %d, %v, %v", x.day, box, counts, ok)
		}
	}
	if !b.Running(b.Begun) || b.Running(b.End()) {
		t.Error("running")
	}
	b.Opened = diary.Some(b.Begun)
	if b.Running(b.Begun.AddDays(1)) {
		t.Error("a trial whose key was looked at goes on")
	}
}

func TestPrescribedStepsAndBoxesAreChecked(t *testing.T) {
	day := diary.MustDate(2026, 3, 1)
	for _, x := range []struct {
		name  string
		iv    diary.Intervention
		field string
	}{
		{"steps", diary.Intervention{Name: "x", Prescribed: []diary.PrescribedStep{{Date: day, Dose: 2, Unit: "mg"}, {Date: day.AddDays(7)}}}, ""},
		{"two of one night", diary.Intervention{Name: "x", Prescribed: []diary.PrescribedStep{{Date: day, Dose: 2}, {Date: day, Dose: 1}}}, "prescribed[1].date"},
		{"less than nothing", diary.Intervention{Name: "x", Prescribed: []diary.PrescribedStep{{Date: day, Dose: -1}}}, "prescribed[0].dose"},
		{"no date", diary.Intervention{Name: "x", Prescribed: []diary.PrescribedStep{{Dose: 1}}}, "prescribed[0].date"},
		{"boxes", diary.Intervention{Name: "x", Blind: []diary.BlindTrial{{Begun: day, Boxes: 6, Days: 14}}}, ""},
		{"an odd box", diary.Intervention{Name: "x", Blind: []diary.BlindTrial{{Begun: day, Boxes: 5, Days: 14}}}, "blind[0].boxes"},
		{"few boxes", diary.Intervention{Name: "x", Blind: []diary.BlindTrial{{Begun: day, Boxes: 2, Days: 14}}}, "blind[0].boxes"},
		{"all run-in", diary.Intervention{Name: "x", Blind: []diary.BlindTrial{{Begun: day, Boxes: 4, Days: 14, RunInDays: 14}}}, "blind[0].run_in_days"},
	} {
		errs, _ := x.iv.Validate().(diary.FieldErrors)
		switch {
		case x.field == "" && len(errs) > 0:
			t.Errorf("%s: %v", x.name, errs)
		case x.field != "" && (len(errs) == 0 || errs[0].Field != x.field):
			t.Errorf("%s: %v, want %s", x.name, errs, x.field)
		}
	}
	iv := diary.Intervention{Prescribed: []diary.PrescribedStep{{Date: day, Dose: 2}, {Date: day.AddDays(7), Dose: 1}}}
	if _, ok := iv.PrescribedOn(day.AddDays(-1)); ok {
		t.Error("a step before the first")
	}
	if s, _ := iv.PrescribedOn(day.AddDays(6)); s.Dose != 2 {
		t.Error("the first step ends with the second")
	}
}

func TestWhereATrialIsCut(t *testing.T) {
	b := diary.BlindTrial{Begun: diary.MustDate(2026, 1, 5), Boxes: 4, Days: 10}
	none := -100
	for _, x := range []struct {
		name                         string
		opened, seen, abandoned, cut int // days from its begin
		broken                       bool
	}{
		{"sealed", none, none, none, none, false},
		{"opened after the last box", 40, none, none, none, false},
		{"opened in it", 39, none, none, 39, true},
		{"opened before the first", -3, none, none, -3, true},
		{"given up", none, none, 12, 12, false},
		{"given up after the last box", none, none, 40, none, false},
		{"given up, then opened", 20, none, 12, 12, false},
		{"given up and opened at once", 12, none, 12, 12, false},
		{"opened, then given up", 12, none, 20, 12, true},
		{"given up after the last box, opened before", 20, none, 41, 20, true},
		{"seen and sealed again", none, 15, none, 15, true},
		{"seen, then opened at the end", 40, 15, none, 15, true},
		{"seen after the last box", none, 40, none, none, false},
		{"seen, then given up", none, 15, 20, 15, true},
		{"given up, then seen", none, 20, 15, 15, false},
	} {
		trial := b
		for _, set := range []struct {
			day int
			at  *diary.Optional[diary.Date]
		}{{x.opened, &trial.Opened}, {x.seen, &trial.Seen}, {x.abandoned, &trial.Abandoned}} {
			if set.day != none {
				*set.at = diary.Some(b.Begun.AddDays(set.day))
			}
		}
		from, broken, ok := trial.Cut()
		if ok != (x.cut != none) || broken != x.broken || ok && from != b.Begun.AddDays(x.cut) {
			t.Errorf("%s: from %s, %v, %v", x.name, from, broken, ok)
		}
	}
}
