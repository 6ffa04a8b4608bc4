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
		if got := clinical.AskImpulses(diary.Diary{Interventions: []diary.Intervention{x.iv}}, x.iv, c, day(30)); got != x.want {
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
		got := clinical.ImpulsesTold(diary.Diary{Interventions: []diary.Intervention{iv}}, loaded(t), day(today))
		switch {
		case x.want == 0 && len(got) > 0, x.want != 0 && len(got) != 1:
			t.Errorf("%s: %+v", x.name, got)
		case x.want != 0 && (got[0].Told.Date != day(x.want) || got[0].Since.IsSet() != x.since || got[0].Intervention != "Requip"):
			t.Errorf("%s: %+v", x.name, got[0])
		}
	}
}

// switched is a medicine under one name until a day, and under another from a day on; 0 is never.
func switched(first, second string, until, from int) diary.Diary {
	a, b := remedy(-400, "", first, 1, "mg"), remedy(from, "", second, 1, "mg")
	a.ID, b.ID = 1, 2
	if until != 0 {
		a.Phases[0].End = diary.Some(day(until))
	}
	return diary.Diary{Interventions: []diary.Intervention{a, b}}
}

// The same medicine in another box, with the names of the countries in which the five languages are spoken: what was
// asked under one name is not asked again under another, and it need not be taken for a month first.
func TestTheMonthlyQuestionGoesWithTheMedicineAndNotWithTheBox(t *testing.T) {
	c := loaded(t)
	for _, names := range [][2]string{
		{"ropinirole", "Requip"}, {"Ropinirole Teva", "Requip XL"}, {"Requip", "ropinirole 2 mg prolonged-release"},
		{"Ropinirol-ratiopharm", "Adartrel"}, {"Ropinirol", "Requip Modutab"}, {"Ralnea retard", "Ropinirol AL"},
		{"ropinirol", "Requip Prolib"}, {"Ropinirol Cinfa", "Adartrel"},
		{"ropinirole Biogaran", "Requip LP"}, {"Adartrel", "ropinirole EG"},
		{"ropinirol Sandoz", "Requip-Modutab"}, {"Adartrel", "Ropinirol Mylan"},
		{"pramipexole", "Sifrol"}, {"Mirapex ER", "pramipexole dihydrochloride"}, {"Pramipexol 0,18 mg", "Sifrol 0,26 mg retard"},
		{"Pramipexoldihydrochlorid", "Oprymea"}, {"Mirapexin", "pramipexol Cinfa"}, {"Sifrol LP", "pramipexole Mylan"},
		{"Daquiran", "pramipexol STADA"}, {"Glepark", "Sifrol"},
		{"Neupro", "rotigotine patch"}, {"Rotigotin-Pflaster", "Leganto"}, {"parche de rotigotina", "Neupro"},
		{"Restex", "Madopar"}, {"Levodopa/Benserazid ratiopharm", "Restex retard"}, {"Modopar 125", "Sinemet"}, {"Nacom", "levodopa"},
	} {
		for _, x := range []struct {
			name        string
			until, from int
			answered    int // the day, under the first name; 0 for never
			first, want bool
		}{
			{"never asked", 20, 20, 0, false, true},
			{"asked before the switch", 20, 20, 15, false, false},
			{"asked long before it", 20, 20, -20, false, true},
			{"a week without", 13, 20, 5, false, false},
			{"both for a while", 25, 20, 15, false, false},
			{"both still", 0, 20, 0, false, true},
			{"both still, asked", 0, 20, 15, false, false},
			{"begun again after months, lately", -200, 20, 0, false, false},
			{"begun again after months, a month ago", -200, -10, 0, false, true},
		} {
			d := switched(names[0], names[1], x.until, x.from)
			if x.answered != 0 {
				d.Interventions[0].SideEffects = []diary.SideEffect{{Date: day(x.answered), Effect: diary.ImpulseCheck, Severity: diary.MildEffect}}
			}
			first, second := clinical.AskImpulses(d, d.Interventions[0], c, day(30)), clinical.AskImpulses(d, d.Interventions[1], c, day(30))
			if first != x.first || second != x.want {
				t.Errorf("%s, then %s, %s: asked %v and %v", names[0], names[1], x.name, first, second)
			}
			if x.answered == 0 {
				continue
			}
			if e, ok := clinical.ImpulseAnswer(d, d.Interventions[1], c, day(30)); !ok || e.Date != day(x.answered) {
				t.Errorf("%s, then %s, %s: the last answer is %+v", names[0], names[1], x.name, e)
			}
			told := clinical.ImpulsesTold(d, c, day(30))
			if len(told) != 1 || told[0].Intervention != names[1] {
				t.Errorf("%s, then %s, %s: told %+v", names[0], names[1], x.name, told)
			}
		}
	}
	for _, names := range [][2]string{{"ropinirole", "pramipexole"}, {"Requip", "Sifrol"}, {"Neupro", "Requip"}, {"Restex", "Sifrol"}} {
		d := switched(names[0], names[1], 20, 20)
		if clinical.AskImpulses(d, d.Interventions[1], c, day(30)) || !clinical.AskImpulses(d, d.Interventions[1], c, day(60)) {
			t.Errorf("%s and %s are taken for one medicine, or never asked about", names[0], names[1])
		}
	}
}

// New urges told under one name are told while the medicine is taken under another.
func TestImpulsesAreToldUnderTheNameTakenNow(t *testing.T) {
	c := loaded(t)
	d := switched("Ropinirol", "Requip", 20, 20)
	d.Interventions[0].SideEffects = []diary.SideEffect{{Date: day(-150), Effect: diary.ImpulseCheck, Severity: diary.ModerateEffect}}
	told := clinical.ImpulsesTold(d, c, day(30))
	if len(told) != 1 || told[0].Intervention != "Requip" || told[0].ToldUnder != "Ropinirol" || told[0].Told.Date != day(-150) || told[0].Since.IsSet() {
		t.Errorf("told %+v", told)
	}
	d.Interventions[1].SideEffects = []diary.SideEffect{{Date: day(29), Effect: diary.ImpulseCheck, Severity: diary.NoEffect}}
	if told := clinical.ImpulsesTold(d, c, day(30)); len(told) != 0 {
		t.Errorf("told %+v, though there was none since", told)
	}
}
