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
		{"a Spanish brand", remedy(-100, "", "Rolpryna SR", 2, "mg"), true},
		{"a patch by its everyday name", remedy(-100, "", "Dopaminpflaster", 1, ""), true},
		{"a patch in Spanish", remedy(-100, "", "parche de rotigotina", 1, ""), true},
		{"levodopa in France", remedy(-100, "", "Modopar 125", 1, ""), true},
		{"cabergoline in Spain", remedy(-100, "", "Sogilen", 1, "mg"), true},
		{"a class by its name", remedy(-100, "", "agoniste dopaminergique", 1, ""), true},
		{"what blocks dopamine", remedy(-100, "", "dopamine blocker", 1, ""), false},
		{"one that was stopped, by its name", remedy(-100, "", "Sifrol abgesetzt", 1, "mg"), false},
	} {
		if got := clinical.AskImpulses(x.iv, c, day(30)); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}

func TestImpulsesAreToldWhileTheyAreNew(t *testing.T) {
	answer := func(n int, severity diary.EffectSeverity) diary.SideEffect {
		return diary.SideEffect{Date: day(n), Effect: diary.ImpulseCheck, Severity: severity}
	}
	const today = 300
	for _, x := range []struct {
		name  string
		told  []diary.SideEffect
		ended bool
		want  int // the day told, 0 for none
		since bool
	}{
		{"never asked", nil, false, 0, false},
		{"asked, none", []diary.SideEffect{answer(290, diary.NoEffect)}, false, 0, false},
		{"lately", []diary.SideEffect{answer(290, diary.MildEffect)}, false, 290, false},
		{"the latest of two", []diary.SideEffect{answer(230, diary.SevereEffect), answer(290, diary.MildEffect)}, false, 290, false},
		{"a month and a half ago, and none since", []diary.SideEffect{answer(255, diary.ModerateEffect), answer(286, diary.NoEffect)}, false, 255, true},
		{"none at first, then some", []diary.SideEffect{answer(255, diary.NoEffect), answer(286, diary.ModerateEffect)}, false, 286, false},
		{"half a year ago, never asked again, still taken", []diary.SideEffect{answer(120, diary.ModerateEffect)}, false, 120, false},
		{"half a year ago, never asked again, ended", []diary.SideEffect{answer(120, diary.ModerateEffect)}, true, 0, false},
		{"half a year ago, and none since", []diary.SideEffect{answer(120, diary.ModerateEffect), answer(290, diary.NoEffect)}, false, 0, false},
		{"lately, of what ended", []diary.SideEffect{answer(290, diary.ModerateEffect)}, true, 290, false},
		{"to come", []diary.SideEffect{answer(310, diary.ModerateEffect)}, false, 0, false},
		{"another side effect", []diary.SideEffect{{Date: day(290), Effect: "Nausea", Severity: diary.SevereEffect}}, false, 0, false},
	} {
		iv := remedy(0, "ropinirole", "Requip", 1, "mg")
		if x.ended {
			iv.Phases[0].End = diary.Some(day(295))
		}
		iv.SideEffects = x.told
		got := clinical.ImpulsesTold(diary.Diary{Interventions: []diary.Intervention{iv}}, day(today))
		switch {
		case x.want == 0 && len(got) > 0, x.want != 0 && len(got) != 1:
			t.Errorf("%s: %+v", x.name, got)
		case x.want != 0 && (got[0].Told.Date != day(x.want) || got[0].Since.IsSet() != x.since || got[0].Intervention != "Requip"):
			t.Errorf("%s: %+v", x.name, got[0])
		}
	}
}
