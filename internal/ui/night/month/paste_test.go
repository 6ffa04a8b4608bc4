package month

import (
	"maps"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestReadPaste(t *testing.T) {
	var nights []diary.Date
	for d := diary.MustDate(2026, 2, 1); d.Before(diary.MustDate(2026, 3, 1)); d = d.AddDays(1) {
		nights = append(nights, d)
	}
	for name, x := range map[string]struct {
		lang, figure, text string
		want               map[int]string
		heading, wide      bool
		outside            int
	}{
		"a column":                    {text: "4\n5\n6", want: map[int]string{3: "4", 4: "5", 5: "6"}},
		"the line end of Windows":     {text: "4\r\n5\r\n", want: map[int]string{3: "4", 4: "5"}},
		"a heading":                   {text: "Severity\n4\n5", want: map[int]string{3: "4", 4: "5"}, heading: true},
		"a slip in the first line":    {text: "11\n4\n5", want: map[int]string{3: "11", 4: "4", 5: "5"}},
		"no answers outside":          {text: "2026-02-27\t4\n2026-03-01\n2026-03-02\t-", want: map[int]string{27: "4"}},
		"a mean beneath the dates":    {text: "2026-02-10\t4\n2026-02-11\t5\nMean\t4.5", want: map[int]string{10: "4", 11: "5"}, outside: 1},
		"one range among figures":     {figure: "outcome.times_up", text: "2\t1\n2-3\t1\n4\t1", want: map[int]string{3: "2", 4: "2-3", 5: "4"}, wide: true},
		"nothing but words":           {text: "bad\nworse", want: map[int]string{3: "bad", 4: "worse"}},
		"gaps":                        {text: "4\n\n-\nn/a\n–\n5", want: map[int]string{3: "4", 8: "5"}},
		"a gap first":                 {text: "\n4", want: map[int]string{4: "4"}},
		"a fault in the middle":       {text: "4\neleven\n5", want: map[int]string{3: "4", 4: "eleven", 5: "5"}},
		"several columns":             {text: "4\t7\n5\t6", want: map[int]string{3: "4", 4: "5"}, wide: true},
		"more than there is room for": {text: "1\n2\n3\n4\n5\n6\n7\n8\n9\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n5\n5", outside: 2},
		"dates before the answers":    {text: "2026-02-10\t4\n2026-02-12\t5", want: map[int]string{10: "4", 12: "5"}},
		"dates and a heading":         {text: "Date\tSeverity\n2026-02-10\t4\n2026-02-12\t", want: map[int]string{10: "4"}, heading: true},
		"dates in another order":      {text: "12/02/2026\t5\n10/02/2026\t4\tnote", want: map[int]string{10: "4", 12: "5"}, wide: true},
		"German dates":                {lang: "de", text: "10.02.2026\t4\n12.2.\t5", want: map[int]string{10: "4", 12: "5"}},
		"days and months, by name":    {text: "10 Feb\t4\n12 February 2026\t5", want: map[int]string{10: "4", 12: "5"}},
		"one value out of range":      {text: "Severity\r\n5\r\n\r\n7\r\n11\r\nx\r\n", want: map[int]string{3: "5", 5: "7", 6: "11", 7: "x"}, heading: true},
		"only words for nothing":      {text: "4\nnot recorded\nk. A.\n5", want: map[int]string{3: "4", 6: "5"}},
		"dates of other months":       {text: "2026-01-31\t4\n2026-02-01\t5\n2026-03-01\t6", want: map[int]string{1: "5"}, outside: 2},
		"hours":                       {figure: "outcome.sleep_hours", text: "Slept\n7,5\n6:30", want: map[int]string{3: "7,5", 4: "6:30"}, heading: true},
		"hours that look like a date": {figure: "outcome.sleep_hours", text: "7.5\t3\n6.5\t2", want: map[int]string{3: "7.5", 4: "6.5"}, wide: true},
	} {
		t.Run(name, func(t *testing.T) {
			lang := x.lang
			if lang == "" {
				lang = "en-GB"
			}
			l, err := i18n.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			f := figures()[0]
			for _, other := range figures() {
				if other.name == x.figure {
					f = other
				}
			}
			got := readPaste(x.text, f, nights, diary.MustDate(2026, 2, 3), l)
			if got.heading != x.heading || got.wide != x.wide || got.outside != x.outside {
				t.Errorf("heading %v, wide %v, %d outside", got.heading, got.wide, got.outside)
			}
			if x.want == nil {
				return
			}
			want := map[diary.Date]string{}
			for day, value := range x.want {
				want[diary.MustDate(2026, 2, day)] = value
			}
			if !maps.Equal(got.values, want) {
				t.Errorf("read %v, want %v", got.values, want)
			}
		})
	}
}

// Of nights that are to come, in a month that is not over, the person is told so.
func TestAPasteForNightsToComeSaysSo(t *testing.T) {
	l, err := i18n.New("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		last int
		text string
		want bool
	}{
		"a column too long":           {2, "1\n2\n3", true},
		"dates":                       {2, "2026-02-02\t4\n2026-02-03\t4", true},
		"dates before the month":      {2, "2026-01-02\t4\n2026-02-02\t4", false},
		"a date after a month before": {28, "2026-02-02\t4\n2026-03-02\t4", false},
	} {
		var nights []diary.Date
		for day := 1; day <= x.last; day++ {
			nights = append(nights, diary.MustDate(2026, 2, day))
		}
		if got := readPaste(x.text, figures()[0], nights, nights[0], l); got.future != x.want || got.outside != 1 {
			t.Errorf("%s: nights to come %v, %d outside", name, got.future, got.outside)
		}
	}
}

func FuzzReadPaste(f *testing.F) {
	f.Add("Severity\n4\n-\n5")
	f.Add("2026-02-10\t4\r\n12.2.\t5\tnote")
	nights := []diary.Date{diary.MustDate(2026, 2, 9), diary.MustDate(2026, 2, 10), diary.MustDate(2026, 2, 11)}
	l, err := i18n.New("en-GB")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := readPaste(text, figures()[0], nights, nights[0], l)
		for night, value := range p.values {
			if night.Before(nights[0]) || night.After(nights[2]) || value == "" {
				t.Errorf("%q gives %s the answer %q", text, night, value)
			}
		}
	})
}
