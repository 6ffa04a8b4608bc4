package clinical_test

import (
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

func TestImpulsesAreAskedAboutOnceAMonthOnADopamineMedicine(t *testing.T) {
	c := loaded(t)
	answered := func(n int, severity diary.EffectSeverity) diary.Intervention {
		iv := remedy(-100, "ropinirole", "Requip", 1, "mg")
		iv.SideEffects = []diary.SideEffect{{Date: day(n), Effect: diary.ImpulseCheck, Severity: severity}}
		return iv
	}
	ended := remedy(-100, "ropinirole", "Requip", 1, "mg")
	ended.Phases[0].End = diary.Some(day(20))
	other := remedy(-100, "ropinirole", "Requip", 1, "mg")
	other.SideEffects = []diary.SideEffect{{Date: day(29), Effect: "Nausea", Severity: diary.MildEffect}}
	for _, x := range []struct {
		name string
		iv   diary.Intervention
		want bool
	}{
		{"never asked", remedy(-100, "ropinirole", "Requip", 1, "mg"), true},
		{"by its name alone", remedy(-100, "", "Pramipexol", 0.25, "mg"), true},
		{"levodopa", remedy(-100, "levodopa", "Restex", 100, "mg"), true},
		{"begun lately", remedy(10, "ropinirole", "Requip", 1, "mg"), false},
		{"asked a month ago", answered(-1, diary.NoEffect), true},
		{"asked lately", answered(5, diary.NoEffect), false},
		{"asked lately, with an answer", answered(5, diary.MildEffect), false},
		{"another side effect", other, true},
		{"ended", ended, false},
		{"another medicine", remedy(-100, "gabapentin", "Neurontin", 300, "mg"), false},
	} {
		if got := clinical.AskImpulses(x.iv, c, day(30)); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
