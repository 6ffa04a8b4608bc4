package remedies

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestWhatLiesBetweenTheTimesOfARemedyIsSaid(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	open := diary.None[diary.Date]()
	phase := func(start int, end diary.Optional[diary.Date]) diary.Phase {
		return diary.Phase{Start: day(start), End: end}
	}
	for name, c := range map[string]struct {
		phases []diary.Phase
		want   []string
	}{
		"one":              {[]diary.Phase{phase(1, open)}, nil},
		"one after other":  {[]diary.Phase{phase(1, diary.Some(day(8))), phase(8, open)}, nil},
		"out of order":     {[]diary.Phase{phase(8, open), phase(1, diary.Some(day(8)))}, nil},
		"a gap":            {[]diary.Phase{phase(1, diary.Some(day(8))), phase(11, open)}, []string{"3 nights", l.DateMedium(day(8)), l.DateMedium(day(10))}},
		"a gap of one":     {[]diary.Phase{phase(1, diary.Some(day(8))), phase(9, open)}, []string{"One night", l.DateMedium(day(8))}},
		"an overlap":       {[]diary.Phase{phase(1, diary.Some(day(8))), phase(5, open)}, []string{l.DateMedium(day(7)), l.DateMedium(day(5))}},
		"no end in sight":  {[]diary.Phase{phase(1, open), phase(5, open)}, []string{"no end", l.DateMedium(day(1))}},
		"not dated so far": {[]diary.Phase{phase(1, open), {}}, nil},
	} {
		got := strings.Join(between(l, c.phases), "\n")
		for _, part := range c.want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q is not in %q", name, part, got)
			}
		}
		if len(c.want) == 0 && got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
