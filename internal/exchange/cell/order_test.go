package cell_test

import (
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
)

// TestTheSequenceSettlesTheOrderOfDates writes out months of nights in both orders, without the days that can be read
// in one way only, and finds the order again; what proves nothing stays open.
func TestTheSequenceSettlesTheOrderOfDates(t *testing.T) {
	written := map[cell.Order]string{cell.DayFirst: "02/01/2006", cell.MonthFirst: "01/02/2006"}
	for order, layout := range written {
		for _, step := range []int{1, 2, 3} {
			for _, back := range []bool{false, true} {
				for start := range 60 {
					var texts []string
					for i := 0; len(texts) < 9; i++ {
						d := time.Date(2025, time.March, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, start+i*step)
						if d.Day() > 12 {
							continue
						}
						if back {
							texts = append([]string{d.Format(layout)}, texts...)
						} else {
							texts = append(texts, d.Format(layout))
						}
					}
					if got := cell.OrderBySequence(texts, diary.Date{}); got != order {
						t.Errorf("%v is read as %q instead of %q", texts, got, order)
					}
				}
			}
		}
	}
	for name, texts := range map[string][]string{
		"two":       {"03/04/2026", "05/06/2026"},
		"the same":  {"03/03/2026", "04/04/2026", "05/05/2026", "06/06/2026", "07/07/2026"},
		"scattered": {"03/04/2026", "01/02/2026", "05/01/2026", "02/06/2026", "04/03/2026", "06/05/2026"},
		"nothing":   nil,
	} {
		if got := cell.OrderBySequence(texts, diary.Date{}); got != cell.Ambiguous {
			t.Errorf("%s: read as %q", name, got)
		}
	}
	// A diary has no night of tomorrow; but what is then left, one night a month, is none either: the clock may be wrong.
	latest := diary.MustDate(2026, time.November, 27)
	if got := cell.OrderBySequence([]string{"01/12/2026", "02/12/2026", "03/12/2026", "04/12/2026", "05/12/2026"}, latest); got != cell.Ambiguous {
		t.Errorf("December, which is to come, is read as %q", got)
	}
	if got := cell.OrderBySequence([]string{"01/12/2026", "02/12/2026", "03/12/2026", "04/12/2026", "05/12/2026"}, diary.Date{}); got != cell.DayFirst {
		t.Errorf("December is read as %q", got)
	}
}

func TestSpansSettleTheOrderOfDates(t *testing.T) {
	for _, c := range []struct {
		start, end string
		want       cell.Order
	}{
		{"02-01-2026 11:10PM", "03-01-2026 6:40AM", cell.DayFirst},
		{"02-01-2026 11:10PM", "02-02-2026 6:40AM", cell.MonthFirst},
		{"02-01-2026 1:10AM", "02-01-2026 6:40AM", cell.Ambiguous},
		{"02-01-2026", "03-01-2026", cell.Ambiguous},
	} {
		if got := cell.OrderBySpans([]string{c.start}, []string{c.end}); got != c.want {
			t.Errorf("%s to %s is read as %q instead of %q", c.start, c.end, got, c.want)
		}
	}
}
