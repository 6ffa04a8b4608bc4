package compare

import (
	"testing"

	"stillnight/internal/diary"
)

func TestATaperIsHeldAgainstWhatWasTaken(t *testing.T) {
	first := diary.MustDate(2026, 1, 1)
	day := func(n int) diary.Date { return first.AddDays(n) }
	some := func(v float64) diary.Optional[float64] { return diary.Some(v) }
	var d diary.Diary
	for i := range 40 {
		d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(i / 10)})
	}
	iv := diary.Intervention{Name: "Ropinirole", Phases: []diary.Phase{
		{Start: day(0), End: diary.Some(day(12)), Dose: some(2), Unit: "mg"},
		{Start: day(12), End: diary.Some(day(25)), Dose: some(0.5), Unit: "mg", Times: []diary.Clock{300, 600}},
		{Start: day(25), End: diary.Some(day(30)), Dose: some(500), Unit: "µg"},
	}, Intakes: []diary.Intake{
		{Night: day(13), Status: diary.Missed}, {Night: day(14), Status: diary.Taken, Dose: some(2)}, {Night: day(15), Status: diary.Taken}, {Night: day(15), Status: diary.Taken},
		{Night: day(35), Status: diary.Taken, Dose: some(0.25)},
	}, Prescribed: []diary.PrescribedStep{{Date: day(0), Dose: 2, Unit: "mg"}, {Date: day(10), Dose: 1, Unit: "MG"}, {Date: day(30)}, {Date: day(60), Dose: 9}}}
	steps, later := Taper(d, iv, nil)
	if len(steps) != 3 || len(later) != 1 || later[0].Dose != 9 {
		t.Fatalf("%d steps", len(steps))
	}
	for i, want := range []struct{ taken, as, more, less, rated int }{
		{10, 10, 0, 0, 10},
		{15, 11, 3, 1, 20}, // two nights late, one of 2 mg; one missed; five in another unit are not known
		{10, 9, 1, 0, 10},
	} {
		s := steps[i]
		if len(s.Taken) != want.taken || s.As != want.as || s.More != want.more || s.Less != want.less || s.Severity.N != want.rated {
			t.Errorf("step %d: %d taken, %d as, %d more, %d less, %d rated", i, len(s.Taken), s.As, s.More, s.Less, s.Severity.N)
		}
	}
	if steps[1].Last != day(29) || steps[2].Last != day(39) {
		t.Error("steps end with the next, or with the last night")
	}
	if steps, _ := Taper(diary.Diary{}, iv, nil); steps != nil {
		t.Error("a taper without nights")
	}
}

// A dose is one of the medicine, whatever the box is called that it came from.
func TestATaperCountsTheDosesOfTheWholeCourse(t *testing.T) {
	first := diary.MustDate(2026, 1, 1)
	var d diary.Diary
	for i := range 40 {
		d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(4)})
	}
	step := func(day int, dose float64) diary.PrescribedStep {
		return diary.PrescribedStep{Date: first.AddDays(day), Dose: dose, Unit: "mg"}
	}
	one, other := on(1, 0, 15, 2), on(2, 15, 0, 1)
	one.Name, one.Prescribed = "Ropinirole", []diary.PrescribedStep{step(0, 2), step(10, 1), step(20, 1)}
	other.Name = "Requip"
	other.Intakes = []diary.Intake{{Night: first.AddDays(22), Status: diary.Missed}}
	beside := on(3, 30, 0, 0.5)
	beside.Name = "Adartrel"
	beside.Prescribed = []diary.PrescribedStep{step(30, 1.5), step(60, 0)}
	d.Interventions = []diary.Intervention{one, other, beside}
	same := func(a, b diary.Intervention) bool { return true }
	for _, iv := range d.Interventions {
		steps, later := Taper(d, iv, same)
		if len(steps) != 4 || len(later) != 1 {
			t.Fatalf("%s: %d steps, %d to come", iv.Name, len(steps), len(later))
		}
		for i, want := range [][3]int{{10, 0, 0}, {5, 5, 0}, {9, 0, 1}, {10, 0, 0}} {
			if s := steps[i]; [3]int{s.As, s.More, s.Less} != want {
				t.Errorf("%s, step %d: %d as, %d more, %d less, want %v", iv.Name, i, s.As, s.More, s.Less, want)
			}
		}
	}
	if steps, _ := Taper(d, one, nil); len(steps) != 3 || steps[2].Less != 20 {
		t.Errorf("without knowing that it is one medicine: %+v", steps)
	}
}
