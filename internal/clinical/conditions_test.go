package clinical_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

// told is a person of whom the conditions are told.
func told(conditions ...string) diary.Background {
	var b diary.Background
	for _, c := range conditions {
		b.Conditions[slices.Index(diary.Conditions[:], c)] = diary.Yes
	}
	return b
}

// inConditions are the kinds that stand beside a condition or a sign, as "kind name".
func inConditions(pairs []clinical.Pair) []string {
	var list []string
	for _, p := range pairs {
		if p.Second == "" && p.Nights == 0 {
			list = append(list, fmt.Sprintf("%s %s", p.Kind, p.First))
		}
	}
	return list
}

func TestWhatIsToldAboutThePersonIsSaidBesideWhatItMattersTo(t *testing.T) {
	c := loaded(t)
	as := func(iv diary.Intervention, kind diary.Kind) diary.Intervention {
		iv.Kind = kind
		return iv
	}
	everything := []diary.Intervention{
		remedy(1, "gabapentin", "Neurontin", 300, "mg"), remedy(2, "", "Lyrica", 75, "mg"), remedy(3, "gabapentin_enacarbil", "Horizant", 600, "mg"),
		remedy(4, "pramipexole", "Sifrol", 0.18, "mg"), remedy(5, "", "Requip", 1, "mg"), remedy(6, "rotigotine", "Neupro", 2, "mg/24 h"),
		remedy(7, "", "Tramal", 50, "mg"), remedy(8, "opioid_er", "Targin", 5, "mg"), remedy(9, "", "MST", 10, "mg"), remedy(10, "clonazepam", "Rivotril", 0.5, "mg"),
		remedy(11, "", "Stilnox", 10, "mg"), remedy(12, "antiepileptic_other", "Tegretal", 200, "mg"), remedy(13, "antiepileptic_other", "Depakine", 300, "mg"),
		as(remedy(14, "magnesium", "Magnesium Verla", 300, "mg"), diary.Supplement), as(remedy(15, "", "Vitamin B6", 40, "mg"), diary.Supplement),
		remedy(16, "quinine_rx", "Limptar", 200, "mg"), as(remedy(17, "tonic_water", "Tonic water", 1, "glass"), diary.HomeRemedy),
		as(remedy(18, "compression_stockings", "Stockings", 0, ""), diary.Device), as(remedy(19, "pneumatic_compression", "Sleeves", 0, ""), diary.Device),
		remedy(20, "", "Cymbalta", 30, "mg"), as(remedy(21, "iron_oral", "Iron", 65, "mg"), diary.Supplement), as(remedy(22, "massage", "Massage", 0, ""), diary.ManualTherapy),
		remedy(23, "", "Codein", 30, "mg"), remedy(24, "", "Methadon", 5, "mg"), remedy(25, "levodopa", "Restex", 100, "mg"), remedy(26, "", "Ibuprofen", 400, "mg"),
		remedy(27, "", "Imovane", 7.5, "mg"), remedy(28, "", "Seresta", 10, "mg"), remedy(29, "", "Luminal", 100, "mg"),
	}
	names := func(kind clinical.PairKind, list string) []string {
		var all []string
		for _, name := range strings.Split(list, ", ") {
			all = append(all, string(kind)+" "+name)
		}
		return all
	}
	for _, x := range []struct {
		name string
		b    diary.Background
		want []string
	}{
		{"nothing told", told(), nil},
		{"kidneys", told("kidneys"), slices.Concat(
			names(clinical.KidneyMedicine, "Neurontin, Lyrica, Horizant"),
			names(clinical.KidneyDose, "Sifrol, Requip, Tramal, Targin, MST, Rivotril, Cymbalta, Codein, Methadon"),
			names(clinical.KidneyBuildUp, "Magnesium Verla"))},
		{"apnoea", told("apnoea"), names(clinical.ApnoeaBreathing, "Tramal, Targin, MST, Rivotril, Stilnox, Codein, Methadon, Imovane, Seresta")},
		{"depression", told("depression"), names(clinical.DepressionMood, "Neurontin, Lyrica, Horizant, Rivotril, Tegretal, Depakine")},
		{"neuropathy", told("neuropathy"), slices.Concat(names(clinical.NeuropathyB6, "Vitamin B6"), names(clinical.NeuropathyCompression, "Stockings, Sleeves"))},
		{"pregnancy", told("pregnancy"), slices.Concat(names(clinical.PregnancyMedicine, "Lyrica, Depakine"),
			names(clinical.PregnancyAsk, "Neurontin, Horizant, Sifrol, Requip, Neupro, Tramal, Targin, MST, Rivotril, Tegretal, Limptar, Tonic water, Codein, Methadon, Restex, Luminal"))},
		{"anaemia, to which iron's own words belong", told("anaemia"), nil},
	} {
		pairs := clinical.Pairs(diary.Diary{Background: x.b, Interventions: everything}, c, day(30))
		got := inConditions(pairs)
		slices.Sort(got)
		slices.Sort(x.want)
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
		for _, p := range pairs {
			if p.Source == "" || p.On == 0 || p.Kind.Risk() == "" || !slices.Contains(clinical.Risks, p.Kind.Risk()) {
				t.Errorf("%s: %+v", x.name, p)
			}
		}
	}
}

func TestKidneysAreKnownByAnAnswerOrATest(t *testing.T) {
	c := loaded(t)
	egfr := func(x float64) []diary.LabResult {
		return []diary.LabResult{{Date: day(1), Test: diary.EGFR, Value: x, Unit: "mL/min/1.73 m²"}}
	}
	longAgo := func(x float64) []diary.LabResult {
		labs := egfr(x)
		labs[0].Date = day(-500)
		return labs
	}
	var no, unknown diary.Background
	no.Conditions[0], unknown.Conditions[0] = diary.No, diary.DontKnow
	ended := remedy(2, "gabapentin", "Neurontin", 300, "mg")
	ended.Phases[0].End = diary.Some(day(20))
	for _, x := range []struct {
		name string
		d    diary.Diary
		iv   diary.Intervention
		want bool
	}{
		{"told, not tested", diary.Diary{Background: told("kidneys")}, remedy(1, "gabapentin", "Neurontin", 300, "mg"), true},
		{"told, tested, and the dose held against the label", diary.Diary{Background: told("kidneys"), Labs: egfr(40)}, remedy(1, "gabapentin", "Neurontin", 300, "mg"), false},
		{"tested alone, a medicine without a highest dose for kidneys", diary.Diary{Labs: egfr(40)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), true},
		{"told, and a good test of this year", diary.Diary{Background: told("kidneys"), Labs: egfr(85)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), false},
		{"told, and a good test of long ago", diary.Diary{Background: told("kidneys"), Labs: longAgo(85)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), true},
		{"not told, and a bad test of long ago", diary.Diary{Labs: longAgo(40)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), true},
		{"good kidneys", diary.Diary{Labs: egfr(90)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), false},
		{"no", diary.Diary{Background: no}, remedy(1, "gabapentin", "Neurontin", 300, "mg"), false},
		{"not known", diary.Diary{Background: unknown}, remedy(1, "gabapentin", "Neurontin", 300, "mg"), false},
		{"taken no more", diary.Diary{Background: told("kidneys")}, ended, false},
		{"left out", diary.Diary{Background: told("kidneys")}, remedy(1, "", "Neurontin stopped", 0, ""), false},
	} {
		x.d.Interventions = []diary.Intervention{x.iv}
		if got := len(inConditions(clinical.Pairs(x.d, c, day(30)))) > 0; got != x.want {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

func TestQuinineIsSaidBesideBruisesRhythmAndPramipexole(t *testing.T) {
	c := loaded(t)
	bruised := func(night int) []diary.Night {
		return []diary.Night{{Date: day(night), Safety: []diary.SafetySign{diary.Bruising}}, {Date: day(night + 1), Safety: []diary.SafetySign{diary.SwollenLeg}}}
	}
	drunk := func(name, id string, night int) diary.Diary {
		return diary.Diary{Nights: bruised(20), Triggers: []diary.Trigger{{ID: 7, Name: name, CatalogueID: id}}, Exposures: []diary.Exposure{{TriggerID: 7, Night: day(night)}}}
	}
	quinine, tonic := remedy(1, "quinine_rx", "Limptar", 200, "mg"), remedy(2, "tonic_water", "Tonic", 1, "glass")
	tonic.Kind = diary.HomeRemedy
	byName := remedy(1, "", "Quinine sulphate 200 mg", 1, "tablet")
	for _, x := range []struct {
		name string
		d    diary.Diary
		ivs  []diary.Intervention
		want []string
	}{
		{"tablets beside bruises", diary.Diary{Nights: bruised(20)}, []diary.Intervention{quinine}, []string{"quinine_bleeding Limptar+ on 1"}},
		{"by its name", diary.Diary{Nights: bruised(20)}, []diary.Intervention{byName}, []string{"quinine_bleeding Quinine sulphate 200 mg+ on 1"}},
		{"tonic water beside bruises", diary.Diary{Nights: bruised(20)}, []diary.Intervention{tonic}, []string{"quinine_bleeding Tonic+ on 2"}},
		{"tonic water noted before them", drunk("Gin and tonic", "", 10), nil, []string{"quinine_bleeding Gin and tonic+ on 0"}},
		{"noted after them", drunk("Gin and tonic", "", 25), nil, nil},
		{"another drink", drunk("Lemonade", "", 10), nil, nil},
		{"bruises after the day", diary.Diary{Nights: bruised(31)}, []diary.Intervention{quinine}, nil},
		{"bruises long ago", diary.Diary{Nights: bruised(-170)}, []diary.Intervention{quinine}, nil},
		{"bruises without quinine", diary.Diary{Nights: bruised(20)}, []diary.Intervention{remedy(1, "magnesium", "Magnesium", 300, "mg")}, nil},
		{"citalopram after it", diary.Diary{}, []diary.Intervention{quinine, remedy(3, "", "Cipramil", 20, "mg")}, []string{"quinine_rhythm Limptar+Cipramil on 3"}},
		{"hydroxyzine before it", diary.Diary{}, []diary.Intervention{remedy(-3, "", "Atarax", 25, "mg"), quinine}, []string{"quinine_rhythm Atarax+Limptar on 1"}},
		{"tonic water is too little for that", diary.Diary{}, []diary.Intervention{tonic, remedy(3, "", "Cipramil", 20, "mg")}, nil},
		{"pramipexole", diary.Diary{}, []diary.Intervention{quinine, remedy(3, "pramipexole", "Sifrol", 0.18, "mg")}, []string{"quinine_pramipexole Limptar+Sifrol on 3"}},
		{"sertraline", diary.Diary{}, []diary.Intervention{quinine, remedy(3, "", "Zoloft", 50, "mg")}, nil},
	} {
		x.d.Interventions = x.ivs
		var got []string
		for _, p := range clinical.Pairs(x.d, c, day(30)) {
			got = append(got, fmt.Sprintf("%s %s+%s on %d", p.Kind, p.First, p.Second, p.On))
			if p.Source == "" || (p.Kind == clinical.QuinineBleeding) != (p.Ticked == day(20)) {
				t.Errorf("%s: %+v", x.name, p)
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}

// A creatinine alone does not tell how well kidneys work, and is not passed over in silence.
func TestACreatinineAloneAsksForAnEGFR(t *testing.T) {
	c := loaded(t)
	labs := func(tests ...diary.LabResult) []diary.LabResult { return tests }
	creatinine := diary.LabResult{Date: day(1), Test: diary.Creatinine, Value: 130, Unit: "µmol/L"}
	egfr := diary.LabResult{Date: day(1), Test: diary.EGFR, Value: 80, Unit: "mL/min/1.73 m²"}
	old := creatinine
	old.Date = day(1).AddDays(-500)
	gabapentin := remedy(1, "gabapentin", "Neurontin", 300, "mg")
	for _, x := range []struct {
		name string
		d    diary.Diary
		iv   diary.Intervention
		want clinical.PairKind
	}{
		{"creatinine", diary.Diary{Labs: labs(creatinine)}, gabapentin, clinical.KidneyCreatinine},
		{"with an eGFR", diary.Diary{Labs: labs(creatinine, egfr)}, gabapentin, ""},
		{"an old one", diary.Diary{Labs: labs(old)}, gabapentin, ""},
		{"none", diary.Diary{}, gabapentin, ""},
		{"kidney disease is told", diary.Diary{Background: told("kidneys"), Labs: labs(creatinine)}, gabapentin, clinical.KidneyMedicine},
		{"what the label does not dose by kidneys", diary.Diary{Labs: labs(creatinine)}, remedy(1, "pramipexole", "Sifrol", 0.18, "mg"), ""},
	} {
		x.d.Interventions = []diary.Intervention{x.iv}
		var got clinical.PairKind
		for _, p := range clinical.Pairs(x.d, c, day(30)) {
			got = p.Kind
			if p.Kind == clinical.KidneyCreatinine && (p.Tested != creatinine || p.Source == "") {
				t.Errorf("%s: %+v", x.name, p)
			}
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
