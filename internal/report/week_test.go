package report

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// fullWeek is a week with everything on it: long words, a gap, and things that nobody else should read.
func fullWeek() diary.Diary {
	first := diary.MustDate(2026, 2, 24)
	d := diary.Diary{Interventions: []diary.Intervention{
		{ID: 1, Name: "Pramipexole", Kind: diary.Prescription, Phases: []diary.Phase{{Start: first.AddDays(-90)}},
			Intakes: []diary.Intake{{Night: first, Status: diary.Taken}, {Night: first.AddDays(1), Status: diary.SessionDone}}},
		{ID: 2, Name: "Physiotherapy", Kind: diary.ManualTherapy, Phases: []diary.Phase{{Start: first.AddDays(-9)}},
			Intakes: []diary.Intake{{Night: first, Status: diary.SessionDone}, {Night: first.AddDays(1), Status: diary.Missed}}},
	}}
	for i := range weekNights + 3 {
		n := diary.Night{Date: first.AddDays(i - 3), Severity: diary.Some(min(i+1, 10)), SleepHours: diary.Some(5.5 + float64(i)/2), Note: "nobody's business"}
		if i != 5 {
			d.Nights = append(d.Nights, n)
		}
	}
	d.Episodes = []diary.Episode{
		{Night: first, Tried: []diary.Attempt{{Measure: "walking"}, {Measure: "nothing"}}},
		{Night: first, Tried: []diary.Attempt{{Measure: "walking"}, {Measure: "Cold floor"}}},
		{Night: first.AddDays(-1), Tried: []diary.Attempt{{Measure: "heat"}}},
	}
	for _, m := range diary.Measures {
		d.Episodes = append(d.Episodes, diary.Episode{Night: first.AddDays(4), Tried: []diary.Attempt{{Measure: m}}})
	}
	return d
}

func TestTheWeekIsOnePageThatReadsFromAfar(t *testing.T) {
	for _, lang := range i18n.Languages {
		for _, paper := range []Paper{A4, Letter} {
			t.Run(fmt.Sprint(lang, " ", paper), func(t *testing.T) {
				o := options(t)
				o.Paper = paper
				o.L, _ = i18n.New(lang)
				o.Name, o.BirthYear, o.Notes = "Zoë", "1961", true
				page, err := WeekPage(context.Background(), fullWeek(), o)
				if err != nil {
					t.Fatal(err)
				}
				large := 0
				for _, m := range page.marks {
					text, ok := m.(textMark)
					if !ok {
						continue
					}
					if text.size >= weekHours {
						large++
					}
					right := text.x + draw.Width(text.text, text.size, text.bold)
					if text.size < weekLeast || text.x < weekMargin-1 || right > page.Width-weekMargin+1 || text.y > page.Height-weekMargin {
						t.Errorf("%q at %.0f pt from %.0f to %.0f, %.0f down", text.text, text.size, text.x, right, text.y)
					}
					if strings.HasSuffix(text.text, "…") {
						t.Errorf("%q is cut short", text.text)
					}
				}
				// The title, seven days, seven severities and six lengths of sleep.
				if want := 1 + 7 + 7 + 6; large != want {
					t.Errorf("%d large words and figures, want %d", large, want)
				}
				for _, private := range []string{"Zoë", "1961", "Pramipexole", "business"} {
					if strings.Contains(page.Text(), private) {
						t.Errorf("%q hangs on the door", private)
					}
				}
			})
		}
	}
}

func TestTheWeekHasTheLastSevenNights(t *testing.T) {
	o := options(t)
	page, err := WeekPage(context.Background(), fullWeek(), o)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(page.Text()), " ")
	for _, want := range []string{
		"24 Feb to 2 Mar 2026", "Tue 24 Feb 4 7.0 h Walking, Cold floor and Physiotherapy", "Thu 26 Feb – Fri 27 Feb 7 8.5 h",
		"(+ ", "Mon 2 Mar 10 10.0 h", "On average 7.2, and 8.6 h of sleep",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q: %s", want, text)
		}
	}
	for _, other := range []string{"23 Feb", "Heat Tue", "Nothing"} {
		if strings.Contains(text, other) {
			t.Errorf("has %q: %s", other, text)
		}
	}
	o.To = diary.MustDate(2026, 2, 26)
	page, err = WeekPage(context.Background(), fullWeek(), o)
	if err != nil || !strings.Contains(page.Text(), "20 Feb to 26 Feb 2026") {
		t.Errorf("up to a date: %v %s", err, page.Text())
	}
}

// A week of nothing has its days and no figures; a bar is as long as its figure.
func TestTheWeekBeforeTheFirstNight(t *testing.T) {
	page, err := WeekPage(context.Background(), diary.Diary{}, options(t))
	if err != nil || strings.Count(page.Text(), "–") != weekNights || strings.Contains(page.Text(), "average") {
		t.Errorf("%v: %s", err, page.Text())
	}
}

func TestTheWeeksFileIsTheSameEveryTime(t *testing.T) {
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := Week(context.Background(), fullWeek(), options(t), b); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two files of one week differ")
	}
	tool(t, first.Bytes(), "qpdf", "--check", "FILE")
	if text := plainText(t, first.Bytes()); !strings.Contains(text, "My week") {
		t.Errorf("cannot be searched: %s", text)
	}
}

func TestTheWeeksBarsAreAsLongAsTheirFigures(t *testing.T) {
	page, err := WeekPage(context.Background(), fullWeek(), options(t))
	if err != nil {
		t.Fatal(err)
	}
	var whole, filled []float64
	for _, m := range page.marks {
		if b, ok := m.(boxMark); ok && b.lineWidth > 0 {
			whole = append(whole, b.w)
		} else if ok {
			filled = append(filled, b.w)
		}
	}
	want := []float64{4, 5, 7, 8, 9, 10}
	if len(whole) != len(want) || len(filled) != len(want) {
		t.Fatalf("%d bars, %d filled", len(whole), len(filled))
	}
	for i, severity := range want {
		if share := filled[i] / whole[i] * 10; share < severity-0.01 || share > severity+0.01 {
			t.Errorf("bar %d is filled to %.2f, want %.0f", i, share, severity)
		}
	}
}
