package report

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// test puts a blood test into the diary, eight weeks before its end.
func test(d *diary.Diary, lab diary.LabTest, value float64, unit string) {
	d.Labs = append(d.Labs, diary.LabResult{Date: d.Nights[len(d.Nights)-1].Date.AddDays(-56), Test: lab, Value: value, Unit: unit})
}

func TestLowIronIsSaidOnTheFirstPage(t *testing.T) {
	const low, limits = "At or below the AASM 2025 limits for restless legs", "ferritin ≤ 75 µg/L or saturation < 20 %"
	none := func(d *diary.Diary) { d.Labs = nil }
	check(t, []said{
		{"nothing tested", none, nil, []string{low, "Iron: Ferritin"}},
		{"very low", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 9, "µg/L"); test(d, diary.TSAT, 12, "%") },
			[]string{"Iron: Ferritin 9 µg/L, Transferrin saturation 12 % (", low, limits}, nil},
		{"saturation worked out", func(d *diary.Diary) {
			none(d)
			test(d, diary.Ferritin, 180, "µg/L")
			test(d, diary.Iron, 60, "µg/dL")
			test(d, diary.TIBC, 400, "µg/dL")
		}, []string{"Transferrin saturation 15 %, worked out from iron and what binds it", low}, nil},
		{"by vein alone", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 82, "ng/mL") },
			[]string{"Ferritin 82 ng/mL", "by vein only"}, []string{low}},
		{"enough", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 160, "µg/L") }, []string{"Above the AASM 2025 limits"}, []string{low}},
		{"raised by inflammation", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 160, "µg/L"); test(d, diary.CRP, 24, "mg/L") },
			[]string{"CRP was 24 mg/L", "inflammation makes ferritin read higher"}, nil},
		{"full", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 420, "µg/L") }, []string{"ferritin > 300 µg/L"}, []string{low}},
		{"full, with a low saturation", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 420, "µg/L"); test(d, diary.TSAT, 12, "%") },
			[]string{low, "ferritin > 300 µg/L"}, nil},
		{"twice on one day", func(d *diary.Diary) {
			none(d)
			test(d, diary.Ferritin, 60, "µg/L")
			test(d, diary.Ferritin, 130, "µg/L")
		},
			[]string{"Iron: Ferritin 60 µg/L", "Another ferritin of that day: 130 µg/L", low}, []string{"Ferritin before"}},
		{"with the one before", func(d *diary.Diary) {
			none(d)
			d.Labs = append(d.Labs, diary.LabResult{Date: d.Nights[0].Date, Test: diary.Ferritin, Value: 18, Unit: "µg/L"})
			test(d, diary.Ferritin, 54, "µg/L")
		}, []string{"Ferritin before: 18 µg/L"}, []string{"First ferritin"}},
		{"with those before", func(d *diary.Diary) {
			none(d)
			for i, value := range []float64{31, 22, 18} {
				d.Labs = append(d.Labs, diary.LabResult{Date: d.Nights[0].Date.AddDays(-5 * i), Test: diary.Ferritin, Value: value, Unit: "µg/L"})
			}
			test(d, diary.Ferritin, 54, "µg/L")
		}, []string{"Ferritin before: 31 µg/L", "First ferritin: 18 µg/L"}, []string{"22 µg/L"}},
	})
}

func TestIronOfChildrenAndEmptyStores(t *testing.T) {
	ferritin := func(value float64) diary.Diary {
		d := sample(t)
		d.Labs = []diary.LabResult{{Date: d.Nights[len(d.Nights)-1].Date.AddDays(-9), Test: diary.Ferritin, Value: value, Unit: "ng/mL"}}
		return d
	}
	const adult, deficient = "At or below the AASM 2025 limits", "iron deficiency by WHO 2020"
	for _, x := range []struct {
		born          string
		value         float64
		must, mustNot []string
	}{
		{"", 60, []string{adult}, []string{"children", deficient}},
		{"1960", 14, []string{adult, deficient}, []string{"children"}},
		{"2016", 60, []string{"Not below the AASM 2025 limit for children"}, []string{adult}},
		{"2016", 49, []string{"Below the AASM 2025 limit for children"}, []string{adult, deficient}},
		{"2008", 60, []string{adult}, []string{"children"}},
		{"about 2016", 60, []string{adult}, []string{"children"}},
	} {
		o := options(t)
		o.BirthYear = x.born
		text := firstPage(t, ferritin(x.value), o)
		for _, want := range x.must {
			if !strings.Contains(text, want) {
				t.Errorf("born %q, ferritin %v: page 1 lacks %q", x.born, x.value, want)
			}
		}
		for _, unwanted := range x.mustNot {
			if strings.Contains(text, unwanted) {
				t.Errorf("born %q, ferritin %v: page 1 says %q", x.born, x.value, unwanted)
			}
		}
	}
}

func TestIronTestedInPartIsNoReasonForReassurance(t *testing.T) {
	none := func(d *diary.Diary) { d.Labs = nil }
	check(t, []said{
		{"saturation alone", func(d *diary.Diary) { none(d); test(d, diary.TSAT, 24, "%") },
			[]string{"Saturation not below 20 %", "Ferritin is missing"}, []string{"Above the AASM 2025 limits"}},
		{"ferritin alone", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 160, "µg/L") },
			[]string{"Above the AASM 2025 limits", "Transferrin saturation is missing"}, nil},
		{"low by itself", func(d *diary.Diary) { none(d); test(d, diary.Ferritin, 40, "µg/L") }, []string{"At or below"}, []string{"missing"}},
		{"a low saturation from before", func(d *diary.Diary) {
			none(d)
			d.Labs = []diary.LabResult{{Date: d.Nights[0].Date, Test: diary.TSAT, Value: 12, Unit: "%"}}
			test(d, diary.Ferritin, 180, "µg/L")
		}, []string{"Above the AASM 2025 limits", "Transferrin saturation was 12 % on", "too long before to count"}, []string{"At or below"}},
	})
}
