package report

import (
	"regexp"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestNothingTakenNowIsNotAnEmptyDiary(t *testing.T) {
	ended := func(d *diary.Diary) {
		for i := range d.Interventions {
			p := &d.Interventions[i].Phases[len(d.Interventions[i].Phases)-1]
			if !p.End.IsSet() {
				p.End = diary.Some(d.Nights[len(d.Nights)-1].Date.AddDays(-1))
			}
		}
	}
	check(t, []said{
		{"all ended", ended, []string{"Taken now Nothing is being taken now.", "Earlier doses and remedies"}, []string{"No remedies are in the diary."}},
		{"none at all", func(d *diary.Diary) { d.Interventions = nil }, []string{"No remedies are in the diary."}, []string{"Nothing is being taken now."}},
	})
}

func TestTheLastFourWeeksHaveOneMean(t *testing.T) {
	d, o := sample(t), options(t)
	last := d.Nights[len(d.Nights)-1].Date
	for i := range 28 { // worse from week to week, so that other weeks have another mean
		n := &d.Nights[len(d.Nights)-1-i]
		n.Severity = diary.Some(9 - i/4)
	}
	for _, days := range []int{0, 5, 12, 26} {
		o.Made = last.AddDays(days)
		d.Labs = []diary.LabResult{{Date: o.Made, Test: diary.Ferritin, Value: 120, Unit: "µg/L"}}
		text := firstPage(t, d, o)
		means := regexp.MustCompile(`Severity, mean (\d\.\d) .* Severity assessed mean (\d\.\d) on`).FindStringSubmatch(text)
		if len(means) != 3 || means[1] != means[2] {
			t.Errorf("a test %d days after the last night: means %q", days, means)
		}
	}
}

// Symptoms of one who sleeps by day begin around noon: their median is not midnight, nor their middle half the whole day.
func TestOnsetsOfOneWhoSleepsByDayAreSummedUpAcrossNoon(t *testing.T) {
	var d diary.Diary
	last := diary.MustDate(2026, 3, 2)
	clocks := [][2]int{{10, 50}, {12, 40}, {11, 20}, {13, 0}}
	for i := range 56 {
		at, err := diary.ClockFrom(clocks[i%4][0], clocks[i%4][1])
		if err != nil {
			t.Fatal(err)
		}
		d.Nights = append(d.Nights, diary.Night{Date: last.AddDays(i - 55), Severity: diary.Some(5), Onset: diary.Some(at)})
	}
	text := firstPage(t, d, options(t))
	for _, want := range []string{"First noticed, median 12:00 12:00", "First noticed, middle half 11:13–12:45 11:13–12:45"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
}

// Symptoms all day have no time of onset: noon stands for them in the reckoning, and is not told as a time.
func TestSymptomsAllDayAreNoTimeOfOnset(t *testing.T) {
	last := diary.MustDate(2026, 3, 2)
	for _, x := range []struct {
		allDay int // of the last 28 nights
		want   string
	}{
		{28, "First noticed, median all day 19:00 First noticed, middle half all day 19:00"},
		{16, "First noticed, median all day 19:00 First noticed, middle half all day–19:00 19:00"},
		{10, "First noticed, median 19:00 19:00 First noticed, middle half all day–19:00 19:00"},
		{0, "First noticed, median 19:00 19:00 First noticed, middle half 19:00 19:00"},
	} {
		var d diary.Diary
		for i := range 56 {
			n := diary.Night{Date: last.AddDays(i - 55), Severity: diary.Some(5), AllDay: i >= 56-x.allDay}
			if !n.AllDay {
				n.Onset = diary.Some(diary.Clock(7 * 60))
			}
			d.Nights = append(d.Nights, n)
		}
		text := firstPage(t, d, options(t))
		for _, row := range strings.SplitAfter(x.want, " First") {
			if row = strings.TrimSuffix(row, " First"); !strings.Contains(text, row) {
				t.Errorf("%d nights all day: page 1 lacks %q in %s", x.allDay, row, text)
			}
		}
	}
}

func TestTheSecondPartOfAnInfusionStandsWithTheFirst(t *testing.T) {
	check(t, []said{{"in two parts", func(d *diary.Diary) {
		iv := take(d, "Ferinject")
		first := d.Nights[len(d.Nights)-1].Date.AddDays(-150)
		iv.CatalogueID = "iron_iv_fcm"
		iv.Phases = []diary.Phase{
			{Start: first, End: diary.Some(first.AddDays(1)), Dose: diary.Some(1000.0), Unit: "mg"},
			{Start: first.AddDays(7), End: diary.Some(first.AddDays(8)), Dose: diary.Some(500.0), Unit: "mg"},
		}
	}, []string{"Counted with "}, []string{"Not compared"}}})
}
