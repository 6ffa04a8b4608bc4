package compare

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// TestChangePointAgainstTheReferenceProgram holds the change of level against testdata/changepoint_reference.py,
// which says how to make the values again.
func TestChangePointAgainstTheReferenceProgram(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "changepoint.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fixture struct {
		Cases []struct {
			Y                             []float64
			At, Low, High                 int
			Before, After, Wald, Variance float64
			Found                         bool
		}
	}
	if err := json.Unmarshal(data, &fixture); err != nil {
		t.Fatal(err)
	}
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(math.Abs(a), 1) }
	changed := 0
	for i, x := range fixture.Cases {
		c, found := changePoint(x.Y)
		if found != x.Found || c.at != x.At || c.low != x.Low || c.high != x.High || !near(c.before, x.Before) ||
			!near(c.after, x.After) || !near(c.wald, x.Wald) || !near(c.variance, x.Variance) {
			t.Errorf("%d: %+v %v, want %+v", i, c, found, x)
		}
		if found {
			changed++
		}
	}
	if changed < 4 || changed == len(fixture.Cases) {
		t.Errorf("%d of %d have a change", changed, len(fixture.Cases))
	}
}

// onsetDiary has an onset every night, by week.
func onsetDiary(first diary.Date, weeks int, at func(week, night int) int) diary.Diary {
	var d diary.Diary
	for w := range weeks {
		for k := range 7 {
			d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(7*w + k), Severity: diary.Some(5), Onset: diary.Some(diary.Clock(at(w, k)))})
		}
	}
	return d
}

func TestTheClockFindsWhenOnsetMoved(t *testing.T) {
	first := diary.MustDate(2024, 3, 4)
	medicine := diary.Intervention{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{{Start: first.AddDays(70)}}}
	wobble := func(w, k int) int { return (w*37+k*53)%50 - 25 }
	moved := onsetDiary(first, 60, func(w, k int) int {
		if w >= 40 {
			return 410 + wobble(w, k)
		}
		return 610 + wobble(w, k)
	})
	c, ok := OnsetClockOf(moved, medicine, nil)
	shift, found := c.Largest()
	if !ok || !found || shift.Week != first.AddDays(280) || shift.Low.After(shift.Week) || shift.High.Before(shift.Week) ||
		math.Abs(shift.Before-610) > 10 || math.Abs(shift.After-410) > 10 || len(c.Weeks) != 60 {
		t.Errorf("%v: %d weeks, %+v %v", ok, len(c.Weeks), shift, found)
	}

	for name, at := range map[string]func(w, k int) int{
		"nothing moved":            func(w, k int) int { return 610 + wobble(w, k) },
		"half an hour, and surely": func(w, k int) int { return 610 - w/30*30 },
	} {
		if c, _ := OnsetClockOf(onsetDiary(first, 60, at), medicine, nil); len(c.Shifts) > 0 {
			t.Errorf("%s: %+v", name, c.Shifts)
		}
	}
	if c, ok := OnsetClockOf(onsetDiary(first.AddDays(70), 11, func(w, _ int) int { return 600 - w/6*200 }), medicine, nil); !ok || c.EnoughWeeks() || len(c.Shifts) > 0 {
		t.Errorf("eleven weeks: %v %+v", ok, c)
	}
	if _, ok := OnsetClockOf(moved, diary.Intervention{}, nil); ok {
		t.Error("a clock of a medicine that was never begun")
	}
	if _, ok := OnsetClockOf(diary.Diary{}, medicine, nil); ok {
		t.Error("a clock without nights")
	}
}

// TestTheClockOfOneWhoSleepsByDay: around noon, where the clocks of a night begin again, 12:20 is half an hour after 11:50.
func TestTheClockOfOneWhoSleepsByDay(t *testing.T) {
	first := diary.MustDate(2024, 3, 4)
	medicine := diary.Intervention{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{{Start: first.AddDays(70)}}}
	const day = int(diary.MaxClock) + 1
	around := func(minutes int) func(w, k int) int {
		return func(w, k int) int { return (minutes + (w*37+k*53)%50 - 25 + day) % day }
	}
	if c, _ := OnsetClockOf(onsetDiary(first, 60, around(0)), medicine, nil); len(c.Shifts) > 0 || !c.AcrossNoon {
		t.Errorf("always around noon: %+v", c.Shifts)
	}
	moved := func(w, k int) int {
		if w < 40 {
			return around(0)(w, k)
		}
		return around(day-200)(w, k) // 08:40
	}
	c, _ := OnsetClockOf(onsetDiary(first, 60, moved), medicine, nil)
	shift, found := c.Largest()
	if !found || shift.Week != first.AddDays(280) || math.Abs(shift.Before-float64(day)) > 10 || math.Abs(shift.After-float64(day-200)) > 10 {
		t.Errorf("from noon to 08:40: %+v %v", shift, found)
	}
	early := func(w, k int) int {
		if w < 40 {
			return 600 + (w*37+k*53)%50 - 25
		}
		return 60 + (w*37+k*53)%50 - 25 // 13:00: nine hours earlier, in one who sleeps at night
	}
	c, _ = OnsetClockOf(onsetDiary(first, 60, early), medicine, nil)
	if shift, found := c.Largest(); !found || c.AcrossNoon || shift.After > shift.Before {
		t.Errorf("from the evening to early afternoon: %+v %v", shift, found)
	}
	all := onsetDiary(first, 60, around(0))
	for i := 280; i < len(all.Nights); i++ {
		all.Nights[i].AllDay, all.Nights[i].Onset = true, diary.None[diary.Clock]()
	}
	c, _ = OnsetClockOf(all, medicine, nil)
	if shift, found := c.Largest(); !found || shift.After != 0 {
		t.Errorf("all day: %+v %v", shift, found)
	}
}

func TestTheClockFindsSeveralChanges(t *testing.T) {
	first := diary.MustDate(2022, 3, 7)
	medicine := diary.Intervention{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{{Start: first.AddDays(70)}}}
	levels := []int{610, 410, 560}
	d := onsetDiary(first, 120, func(w, k int) int { return levels[min(w/40, 2)] + (w*37+k*53)%50 - 25 })
	c, _ := OnsetClockOf(d, medicine, nil)
	if len(c.Shifts) != 2 {
		t.Fatalf("%+v", c.Shifts)
	}
	for i, s := range c.Shifts {
		if s.Week != first.AddDays(280*(i+1)) || math.Abs(s.Before-float64(levels[i])) > 10 || math.Abs(s.After-float64(levels[i+1])) > 10 ||
			s.Low.After(s.Week) || s.High.Before(s.Week) {
			t.Errorf("%d: %+v", i, s)
		}
	}
	if largest, _ := c.Largest(); largest != c.Shifts[0] {
		t.Errorf("largest: %+v", largest)
	}
}

// TestTheIntervalOfAChangeHoldsAsOftenAsItSays: 95 % and more of the changes found, also of those of one standard
// deviation, of weeks without dependence and with one of 0.3. The interval of Bai (1997) held 78 to 95 % of these.
func TestTheIntervalOfAChangeHoldsAsOftenAsItSays(t *testing.T) {
	draw := rand.New(rand.NewPCG(18, 3))
	for _, n := range []int{16, 52, 104} {
		for _, rho := range []float64{0, 0.3} {
			found, held := 0, 0
			for range 600 {
				h := max(leastSegment, int(math.Ceil(trimmed*float64(n))))
				at := h + draw.IntN(n-2*h+1)
				y := make([]float64, n)
				e := draw.NormFloat64()
				for i := range y {
					e = rho*e + math.Sqrt(1-rho*rho)*draw.NormFloat64()
					y[i] = math.Round(30 * e)
					if i >= at {
						y[i] -= 30
					}
				}
				if c, ok := changePoint(y); ok {
					found++
					if c.low <= at && at <= c.high {
						held++
					}
				}
			}
			if share := float64(held) / float64(found); share < 0.92 {
				t.Errorf("%d weeks, dependence %.1f: %d found, the interval holds %.3f", n, rho, found, share)
			}
		}
	}
}

func TestTheClockCountsWeeksFromTheStartAndLeavesOutThinOnes(t *testing.T) {
	first := diary.MustDate(2024, 3, 4)
	d := onsetDiary(first, 30, func(int, int) int { return 600 })
	for i := range d.Nights {
		if i/7 == 5 && i%7 > 1 {
			d.Nights[i].Onset = diary.None[diary.Clock]()
		}
	}
	end := first.AddDays(7 * 20)
	medicine := diary.Intervention{ID: 1, Phases: []diary.Phase{{Start: first.AddDays(24), End: diary.Some(end)}}}
	c, _ := OnsetClockOf(d, medicine, nil)
	if len(c.Weeks) == 0 || c.Weeks[0].Week.After(first.AddDays(3)) || c.Weeks[len(c.Weeks)-1].Last.After(end.AddDays(clockAfter-1)) {
		t.Fatalf("%+v", c.Weeks)
	}
	for _, w := range c.Weeks {
		if (w.Week.Sub(first)-24)%7 != 0 || w.N < leastOnsets {
			t.Errorf("week from %s with %d nights", w.Week, w.N)
		}
	}
}

// Weeks of symptoms all day are told as such, and not as an onset at noon.
func TestTheClockTellsWeeksOfSymptomsAllDay(t *testing.T) {
	first := diary.MustDate(2024, 3, 4)
	d := onsetDiary(first, 40, func(w, _ int) int { return 600 - w/20*200 })
	for i := range d.Nights {
		if d.Nights[i].Date.Sub(first) >= 30*7 {
			d.Nights[i].Onset, d.Nights[i].AllDay = diary.None[diary.Clock](), true
		}
	}
	c, _ := OnsetClockOf(d, diary.Intervention{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{{Start: first.AddDays(70)}}}, nil)
	if len(c.Shifts) != 2 {
		t.Fatalf("%+v", c.Shifts)
	}
	earlier, allDay := c.Shifts[0], c.Shifts[1]
	if earlier.BeforeAllDay || earlier.AfterAllDay || allDay.BeforeAllDay || !allDay.AfterAllDay {
		t.Errorf("%+v, then %+v", earlier, allDay)
	}
	months := Onsets(d)
	if months[0].MostlyAllDay() || !months[len(months)-1].MostlyAllDay() {
		t.Errorf("%+v to %+v", months[0], months[len(months)-1])
	}
}
