package night_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// told is all that a screen tells: its words, and of each control the name with the answer.
func told(o fyne.CanvasObject) string {
	var all []string
	for _, o := range uitest.OnShow(o) {
		switch v := o.(type) {
		case *field.Line:
			all = append(all, fmt.Sprintf("%q, %q", v.Text, v.Fault()))
		case *look.Button:
			all = append(all, fmt.Sprintf("%s (%s, %d, %v)", v.Text, v.Name, v.Importance, v.Disabled()))
		case *widget.Label:
			all = append(all, v.Text)
		case interface{ AccessibilityLabel() string }:
			all = append(all, v.AccessibilityLabel())
		}
	}
	return strings.Join(all, "\n")
}

// elsewhere changes something of the diary, or of what the night is laid out by, while another screen is on show.
func elsewhere(t *testing.T, r *rand.Rand, env *screen.Env, now *time.Time) (what string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	date := last.AddDays(-r.IntN(4))
	ivs, err := env.Store.Interventions(t.Context())
	must(err)
	iv := ivs[0]
	switch r.IntN(13) {
	case 0:
		n := kept(t, env, date)
		n.Date, n.Severity = date, diary.Some(r.IntN(11))
		must(env.Store.SaveNight(t.Context(), n))
		return fmt.Sprintf("the severity of %v", date)
	case 1:
		n := kept(t, env, date)
		n.Date, n.Note = date, fmt.Sprint("note ", r.IntN(100))
		must(env.Store.SaveNight(t.Context(), n))
		return fmt.Sprintf("the note of %v", date)
	case 2:
		must(env.Store.ClearNight(t.Context(), date))
		return fmt.Sprintf("%v was cleared", date)
	case 3:
		must(env.Store.SaveEpisode(t.Context(), &diary.Episode{Night: date, Start: diary.Some(diary.Clock(600 + r.IntN(100)))}))
		return fmt.Sprintf("a bout of %v", date)
	case 4:
		x := diary.Trigger{Name: fmt.Sprint("Trigger ", r.IntN(1000))}
		must(env.Store.SaveTrigger(t.Context(), &x))
		must(env.Store.SaveExposure(t.Context(), &diary.Exposure{Night: date, TriggerID: x.ID}))
		return fmt.Sprintf("a trigger of %v", date)
	case 5:
		must(env.Store.SaveIntakes(t.Context(), iv.ID, date, []diary.Intake{{Night: date, Status: diary.Taken, Dose: diary.Some(float64(r.IntN(9)))}}))
		return fmt.Sprintf("a dose of %v", date)
	case 6:
		iv.Name = fmt.Sprint("Remedy ", r.IntN(100))
		must(env.Store.SaveIntervention(t.Context(), &iv))
		return "a remedy was renamed"
	case 7:
		iv.Phases[0].Dose = diary.Some(float64(r.IntN(9)))
		must(env.Store.SaveIntervention(t.Context(), &iv))
		return "a dose of the remedy"
	case 8:
		asked := night.New(env) // as by the sign in the tray
		asked.Content()
		asked.Show(screen.Target{Now: true})
		asked.Hide()
		return "it is happening"
	case 9:
		*now = now.Add(time.Duration(r.IntN(14)) * time.Hour)
		return fmt.Sprintf("it is %v", *now)
	}
	return "nothing"
}

// Whatever changed elsewhere: who comes back finds the night as it would be laid out anew, and where nothing changed that
// it shows, the one that was there.
func TestANightThatStandsIsTheOneLaidOutAnew(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 11))
	stood := 0
	for range 6 {
		app, w := uitest.NewWindow(t)
		env := uitest.NewEnv(t, app, w, diary.Diary{
			Nights:        []diary.Night{{Date: last, Severity: diary.Some(4)}, {Date: last.AddDays(-1), Severity: diary.Some(2)}, {Date: last.AddDays(-30), Severity: diary.Some(1)}},
			Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{ID: 1, Start: last.AddDays(-20)}}}},
		})
		now := uitest.Morning
		env.Now = func() time.Time { return now }
		s := night.New(env) // nobody tells it of changes while it is away
		w.SetContent(s.Content())
		w.Resize(uitest.SmallWindow)
		s.Show(screen.Target{})
		var made []string
		for range 12 {
			s.Hide()
			away := uitest.First[*field.Rating](t, w.Content())
			made = append(made, elsewhere(t, r, env, &now))
			to := last.AddDays(-r.IntN(8) / 6)
			s.Show(screen.Target{Night: to})
			got := told(w.Content())
			if uitest.First[*field.Rating](t, w.Content()) == away {
				stood++
			}
			anew := night.New(env)
			w.SetContent(anew.Content())
			anew.Show(screen.Target{Night: to})
			if want := told(w.Content()); got != want {
				t.Fatalf("after %q the night of %v is shown as\n%s\n\nand made anew as\n%s", made, to, got, want)
			}
			w.SetContent(s.Content())
		}
	}
	if stood < 10 {
		t.Errorf("it stood %d times alone", stood)
	}
}
