package patterns_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/patterns"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestEverythingFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, patterns.New, screen.Target{})
}

func TestEveryPartIsReadOut(t *testing.T) {
	app, w := uitest.NewWindow(t)
	s := patterns.New(uitest.NewEnv(t, app, w, uitest.Sample(t)))
	w.SetContent(s.Content())
	w.Resize(fyne.NewSize(900, 4200))
	s.Show(screen.Target{})
	out := s.ReadOut()
	for _, want := range []string{"Alcohol", "Walking", "2026", "Saturday", "median"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not read out:\n%s", want, out)
		}
	}
	test.Tap(uitest.Button(t, w, "Year before"))
	if !strings.Contains(s.ReadOut(), "2025: Severity") {
		t.Error("the calendar does not go back a year")
	}
	uitest.CheckNamed(t, s.Content())
	uitest.Picture(t, w)
}

func TestAnEmptyDiaryHasAWayOn(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	var to screen.ID
	env.Open = func(id screen.ID, _ screen.Target) { to = id }
	s := patterns.New(env)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, "Write down a night"))
	if to != screen.Night {
		t.Errorf("the button opens %q", to)
	}
}

// Symptoms in the daytime have a picture of their own as soon as they are rated, whatever is chosen to be compared.
func TestSymptomsInTheDaytimeHaveAPictureOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		ratings []int
		want    string
	}{
		{nil, ""}, {[]int{0, 0, 0}, "Rated on 3 days, never with symptoms."},
		{[]int{0, 4, 0, 2, 7}, "Rated on 5 days; on 3 of them there were symptoms, in the middle at 4"},
		{[]int{3}, "Rated on 1 day, with symptoms. They were at 3"},
	} {
		var d diary.Diary
		for i := range 10 {
			d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 2, 1).AddDays(i), Severity: diary.Some(5)})
		}
		for i, v := range c.ratings {
			d.Nights[2*i].DaytimeSymptoms = diary.Some(v)
		}
		app, w := uitest.NewWindow(t)
		s := patterns.New(uitest.NewEnv(t, app, w, d))
		w.SetContent(s.Content())
		s.Show(screen.Target{})
		out := s.ReadOut()
		const title = "Symptoms in the daytime\n"
		if strings.Contains(out, title) != (c.want != "") || !strings.Contains(out, c.want) {
			t.Errorf("%v: %q is not said in %s", c.ratings, c.want, out)
		}
	}
}
