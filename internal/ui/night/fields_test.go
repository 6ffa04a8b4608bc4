package night_test

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
	"stillnight/internal/ui/uitest"
)

func TestEveryFieldIsAskedForAndReadOut(t *testing.T) {
	n := diarytest.FullNight(t, last)
	n.AllDay = false // it and an onset exclude each other
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{n}})
	page, out := uitest.Words(w.Content()), s.ReadOut()
	for _, f := range diary.NightFields {
		name := env.L.T("night.field." + f.Name)
		asked, told := name, name
		switch f.Name {
		case "all_day":
			continue
		case "unusual", "safety": // these are asked for in a sentence of their own
			asked = env.L.T("night." + f.Name + "_hint")
		case "note":
			asked, told = env.L.T("night.group.note"), n.Note
		}
		if !strings.Contains(page, asked) {
			t.Errorf("%s is not asked for: the page does not say %q", f.Name, asked)
		}
		if !strings.Contains(out, told) {
			t.Errorf("%s is not read out: %q is missing", f.Name, told)
		}
	}
}

func TestWhatIsNotedBesideANightIsReadOut(t *testing.T) {
	_, _, s := open(t, diary.Diary{
		Episodes: []diary.Episode{{
			ID: 1, Night: last, Start: diary.Some(clock(t, 23, 10)), Severity: diary.Some(6), Minutes: diary.Some(41),
			Tried: []diary.Attempt{{Measure: "walking", Relief: diary.Some(8), MinutesToRelief: diary.Some(13)}},
		}},
		Triggers:  []diary.Trigger{{ID: 1, Name: "Chilli", Unit: "pods"}},
		Exposures: []diary.Exposure{{ID: 1, Night: last, TriggerID: 1, Amount: diary.Some(2.5), LastAt: diary.Some(diary.ClockFromMidnight(20 * 60))}},
		Interventions: []diary.Intervention{{
			ID: 1, Name: "Iron", Kind: diary.Supplement, Phases: []diary.Phase{{ID: 1, Start: last, Dose: diary.Some(65.0), Unit: "mg"}},
			Intakes: []diary.Intake{{Night: last, Status: diary.Taken, At: diary.Some(clock(t, 19, 30)), Dose: diary.Some(32.5)}},
		}},
	})
	out := s.ReadOut()
	for _, want := range []string{"Episode 1", "23:10", "41", "6 of 10", "Walking", "8 of 10", "13", "Chilli", "2.5", "20:00", "Iron", "65 mg", "Taken", "19:30", "32.5 mg"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not read out of\n%s", want, out)
		}
	}
}
