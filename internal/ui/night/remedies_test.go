package night_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// openRemedy opens last night with one remedy that is taken now.
func openRemedy(t *testing.T, kind diary.Kind, noted ...diary.Intake) (*screen.Env, fyne.Window) {
	env, w, _ := open(t, diary.Diary{
		Nights: []diary.Night{{Date: last, Severity: diary.Some(3)}},
		Interventions: []diary.Intervention{{
			ID: 1, Name: "Remedy", Kind: kind, Intakes: noted,
			Phases: []diary.Phase{{ID: 1, Start: last.AddDays(-30), Dose: diary.Some(50.0), Unit: "mg"}},
		}},
	})
	return env, w
}

func answer(t *testing.T, env *screen.Env, w fyne.Window, status diary.IntakeStatus) *field.Chip {
	t.Helper()
	word := env.L.T("intake." + string(status))
	return uitest.Find(t, w.Content(), word, func(c *field.Chip) bool { return c.Text == word })
}

func intakes(t *testing.T, env *screen.Env) []diary.Intake {
	t.Helper()
	iv, _, err := env.Store.Intervention(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return iv.Intakes
}

func TestADoseIsNotedWithItsTime(t *testing.T) {
	env, w := openRemedy(t, diary.Prescription)
	test.Tap(answer(t, env, w, diary.Taken))
	at := line(t, w, "intake/1/0/at")
	at.SetText("21:30")
	at.Commit()
	test.Tap(uitest.Button(t, w, env.L.T("night.intake_add")))
	second := line(t, w, "intake/1/1/at")
	second.SetText("23:00")
	second.Commit()
	dose := line(t, w, "intake/1/1/dose")
	dose.SetText("25")
	dose.Commit()
	list := intakes(t, env)
	if len(list) != 2 || list[0].At != diary.Some(clock(t, 21, 30)) || list[1].At != diary.Some(clock(t, 23, 0)) ||
		list[0].Dose.IsSet() || list[1].Dose != diary.Some(25.0) {
		t.Fatalf("noted %+v", list)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.intake_delete")))
	if list = intakes(t, env); len(list) != 1 || list[0].At != diary.Some(clock(t, 23, 0)) {
		t.Errorf("after taking the first away %+v", list)
	}
}

func clock(t *testing.T, hour, minute int) diary.Clock {
	t.Helper()
	c, err := diary.ClockFrom(hour, minute)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSeveralDosesKeepTheirTimesThroughOnePress(t *testing.T) {
	first, second := diary.Some(clock(t, 13, 0)), diary.Some(clock(t, 21, 0))
	env, w := openRemedy(t, diary.OtherKind, diary.Intake{Night: last, Status: diary.Taken, At: first}, diary.Intake{Night: last, Status: diary.Taken, At: second})
	test.Tap(answer(t, env, w, diary.SessionDone))
	if list := intakes(t, env); len(list) != 2 || list[0].At != first || list[1].At != second || list[1].Status != diary.SessionDone {
		t.Errorf("noted %+v", list)
	}
	test.Tap(answer(t, env, w, diary.Missed))
	if list := intakes(t, env); len(list) != 1 || list[0].Status != diary.Missed || list[0].At.IsSet() {
		t.Errorf("missed, and noted are %+v", list)
	}
	env.Undo()
	if list := intakes(t, env); len(list) != 2 {
		t.Errorf("undo brings back %+v", list)
	}
}

func TestTheAnswersFitTheRemedy(t *testing.T) {
	for _, x := range []struct {
		kind   diary.Kind
		noted  []diary.Intake
		has    []diary.IntakeStatus
		hasNot []diary.IntakeStatus
	}{
		{diary.Prescription, nil, []diary.IntakeStatus{diary.Taken, diary.Missed}, []diary.IntakeStatus{diary.SessionDone}},
		{diary.ManualTherapy, nil, []diary.IntakeStatus{diary.SessionDone, diary.Missed}, []diary.IntakeStatus{diary.Taken}},
		{diary.ManualTherapy, []diary.Intake{{Night: last, Status: diary.Taken}}, []diary.IntakeStatus{diary.Taken, diary.SessionDone}, nil},
		{diary.OtherKind, nil, []diary.IntakeStatus{diary.Taken, diary.Missed, diary.SessionDone}, nil},
	} {
		env, w := openRemedy(t, x.kind, x.noted...)
		offered := map[string]bool{}
		for _, o := range uitest.OnShow(w.Content()) {
			if c, ok := o.(*field.Chip); ok {
				offered[c.Text] = true
			}
		}
		for _, s := range x.has {
			if !offered[env.L.T("intake."+string(s))] {
				t.Errorf("%s: %s is not offered", x.kind, s)
			}
		}
		for _, s := range x.hasNot {
			if offered[env.L.T("intake."+string(s))] {
				t.Errorf("%s: %s is offered", x.kind, s)
			}
		}
	}
}

func TestWhatIsHalfTypedOfADoseGoesWithIt(t *testing.T) {
	env, w := openRemedy(t, diary.Prescription, diary.Intake{Night: last, Status: diary.Taken}, diary.Intake{Night: last, Status: diary.Taken, At: diary.Some(clock(t, 23, 0))})
	first := line(t, w, "intake/1/0/at")
	first.SetText("late")
	test.Tap(uitest.Button(t, w, env.L.T("night.intake_delete")))
	if got := line(t, w, "intake/1/0/at"); got.Text != "23:00" || got.Fault() != "" {
		t.Errorf("the dose that is left shows %q, %q", got.Text, got.Fault())
	}
}
