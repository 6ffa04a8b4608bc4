package diary_test

import (
	"testing"
	"time"

	"stillnight/internal/diary"
)

func TestAStartThatIsHardlyKnownIsWrittenAsItIsKnown(t *testing.T) {
	day := diary.MustDate
	for _, c := range []struct {
		is       diary.StartPrecision
		start    diary.Date
		from, to diary.Date
		text     string
	}{
		{diary.ToTheDay, day(2024, 3, 5), day(2024, 3, 5), day(2024, 3, 5), "2024-03-05"},
		{diary.ToTheMonth, day(2024, 2, 1), day(2024, 2, 1), day(2024, 2, 29), "2024-02"},
		{diary.ToTheYear, day(2024, 1, 1), day(2024, 1, 1), day(2024, 12, 31), "2024"},
		{diary.AboutThen, day(2024, 7, 1), day(2023, 12, 31), day(2024, 12, 31), "~2024-07-01"},
		{diary.StartNotKnown, day(2024, 7, 1), diary.Date{}, day(2024, 7, 1), ""},
	} {
		p := diary.Phase{Start: c.start, StartIs: c.is}
		if from, to := p.StartRange(); from != c.from || to != c.to {
			t.Errorf("%q: from %v to %v", c.is, from, to)
		}
		if got := p.StartText(); got != c.text {
			t.Errorf("%q: %q", c.is, got)
		}
		if c.text == "" {
			continue
		}
		d, is, err := diary.ParseStart(c.text)
		if err != nil || d != c.start || is != c.is {
			t.Errorf("%q is read as %v %q, %v", c.text, d, is, err)
		}
	}
	for _, text := range []string{"", "24", "20x4", "2024-13", "2024-3", "~", "~2024", "2024-02-30", "1600"} {
		if d, is, err := diary.ParseStart(text); err == nil {
			t.Errorf("%q is read as %v %q", text, d, is)
		}
	}
	if err := (diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(2024, time.May, 1), StartIs: "some"}}}).Validate(); err == nil {
		t.Error("an unknown precision is taken")
	}
}
