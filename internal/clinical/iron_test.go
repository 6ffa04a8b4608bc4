package clinical_test

import (
	"math"
	"slices"
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

// lab is a result on the nth of March 2026.
func lab(n int, test diary.LabTest, value float64, unit string) diary.LabResult {
	return diary.LabResult{Date: day(n), Test: test, Value: value, Unit: unit}
}

func TestIronIsPlacedByTheThresholdsForRestlessLegs(t *testing.T) {
	after := lab(1, diary.Ferritin, 60, "µg/L")
	after.IronWithinDay = diary.Some(true)
	for _, x := range []struct {
		name                        string
		labs                        []diary.LabResult
		want                        clinical.IronBand
		tsat                        float64
		computed, after, crp, stale bool
	}{
		{name: "nothing tested", want: clinical.IronNotTested},
		{name: "other tests", labs: []diary.LabResult{lab(1, diary.TSH, 2, "mIU/L")}, want: clinical.IronNotTested},
		{name: "the diary that nothing was said of", labs: []diary.LabResult{lab(1, diary.Ferritin, 9, "µg/L"), lab(1, diary.TSAT, 12, "%")}, want: clinical.IronLow, tsat: 12},
		{name: "ferritin at the threshold", labs: []diary.LabResult{lab(1, diary.Ferritin, 75, "ng/mL")}, want: clinical.IronLow},
		{name: "above it", labs: []diary.LabResult{lab(1, diary.Ferritin, 75.1, "µg/L")}, want: clinical.IronVein},
		{name: "by vein", labs: []diary.LabResult{lab(1, diary.Ferritin, 100, "µg/L")}, want: clinical.IronVein},
		{name: "above that", labs: []diary.LabResult{lab(1, diary.Ferritin, 101, "µg/L"), lab(1, diary.TSAT, 20, "%")}, want: clinical.IronAbove, tsat: 20},
		{name: "saturation alone low", labs: []diary.LabResult{lab(1, diary.Ferritin, 150, "µg/L"), lab(1, diary.TSAT, 19.9, "%")}, want: clinical.IronLow, tsat: 19.9},
		{name: "saturation alone", labs: []diary.LabResult{lab(1, diary.TSAT, 30, "%")}, want: clinical.IronPartly, tsat: 30},
		{name: "a low saturation from before the treatment", labs: []diary.LabResult{lab(-70, diary.TSAT, 12, "%"), lab(25, diary.Ferritin, 180, "µg/L")}, want: clinical.IronAbove},
		{name: "a low ferritin long before", labs: []diary.LabResult{lab(-70, diary.Ferritin, 12, "µg/L"), lab(25, diary.TSAT, 30, "%")}, want: clinical.IronPartly, tsat: 30},
		{name: "not so long before", labs: []diary.LabResult{lab(-60, diary.Ferritin, 12, "µg/L"), lab(25, diary.TSAT, 30, "%")}, want: clinical.IronLow, tsat: 30},
		{name: "ferritin full", labs: []diary.LabResult{lab(1, diary.Ferritin, 301, "µg/L")}, want: clinical.IronFull},
		{name: "saturation full", labs: []diary.LabResult{lab(1, diary.Ferritin, 90, "µg/L"), lab(1, diary.TSAT, 46, "%")}, want: clinical.IronFull, tsat: 46},
		{name: "the latest counts", labs: []diary.LabResult{lab(20, diary.Ferritin, 120, "µg/L"), lab(1, diary.Ferritin, 9, "µg/L")}, want: clinical.IronAbove},
		{name: "saturation worked out", labs: []diary.LabResult{lab(1, diary.Iron, 60, "µg/dL"), lab(1, diary.TIBC, 400, "µg/dL")}, want: clinical.IronLow, tsat: 15, computed: true},
		{name: "of transferrin", labs: []diary.LabResult{lab(1, diary.Iron, 12, "µmol/L"), lab(1, diary.Transferrin, 2.4, "g/L")}, want: clinical.IronLow, tsat: 19.9, computed: true},
		{name: "of two days", labs: []diary.LabResult{lab(1, diary.Iron, 60, "µg/dL"), lab(2, diary.TIBC, 400, "µg/dL")}, want: clinical.IronNotTested},
		{name: "measured on the same day", labs: []diary.LabResult{lab(1, diary.TSAT, 14, "%"), lab(1, diary.Iron, 60, "µg/dL"), lab(1, diary.TIBC, 200, "µg/dL")}, want: clinical.IronLow, tsat: 14},
		{name: "iron taken the day before", labs: []diary.LabResult{after}, want: clinical.IronLow, after: true},
		{name: "inflamed", labs: []diary.LabResult{lab(3, diary.Ferritin, 140, "µg/L"), lab(1, diary.CRP, 0.6, "mg/dL")}, want: clinical.IronAbove, crp: true},
		{name: "not inflamed", labs: []diary.LabResult{lab(3, diary.Ferritin, 140, "µg/L"), lab(3, diary.CRP, 4.9, "mg/L")}, want: clinical.IronAbove},
		{name: "inflamed some other time", labs: []diary.LabResult{lab(12, diary.Ferritin, 140, "µg/L"), lab(3, diary.CRP, 60, "mg/L")}, want: clinical.IronAbove},
		{name: "more than a year ago", labs: []diary.LabResult{lab(-400, diary.Ferritin, 40, "µg/L")}, want: clinical.IronLow, stale: true},
		{name: "later than the day asked about", labs: []diary.LabResult{lab(40, diary.Ferritin, 40, "µg/L")}, want: clinical.IronNotTested},
	} {
		i := clinical.IronOf(x.labs, day(31))
		tsat, _ := i.TSAT.Get()
		if i.Band != x.want || math.Abs(tsat.Value-x.tsat) > 0.05 || tsat.Computed != x.computed ||
			i.AfterIron != x.after || i.CRP.IsSet() != x.crp || i.Stale != x.stale {
			t.Errorf("%s: %+v", x.name, i)
		}
	}
	i := clinical.IronOf([]diary.LabResult{lab(20, diary.Ferritin, 48, "µg/L"), lab(1, diary.Ferritin, 9, "µg/L"), lab(10, diary.Ferritin, 22, "µg/L")}, day(31))
	if before, ok := i.Before.Get(); !ok || before.Value != 22 || i.Latest() != day(20) {
		t.Errorf("before: %+v, latest %s", before, i.Latest())
	}
}

func TestIronBegunTellsStartsAndWhenTheyAreJudged(t *testing.T) {
	c := loaded(t)
	again := remedy(10, "iron_oral", "Iron", 65, "mg")
	again.Phases[0].End = diary.Some(day(20))
	again.Phases = append(again.Phases, diary.Phase{Start: day(20), End: diary.Some(day(30)), Dose: diary.Some(100.0)}, diary.Phase{Start: day(60)})
	own := remedy(3, "", "Eisenkapseln", 1, "")
	own.JudgeAfterDays = diary.Some(28)
	got := clinical.IronBegunIn(diary.Diary{Interventions: []diary.Intervention{again, own, remedy(5, "", "Ferinject", 1, "g"), remedy(1, "magnesium", "Magnesium", 1, "")}}, c)
	want := []clinical.IronBegun{{"Eisenkapseln", day(3), day(31), false}, {"Ferinject", day(5), day(89), true}, {"Iron", day(10), day(94), false}, {"Iron", day(60), day(144), false}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	infused := remedy(5, "", "Ferinject", 1, "g")
	infused.Phases[0].End = diary.Some(day(12))
	infused.Phases = append(infused.Phases, diary.Phase{Start: day(12), Dose: diary.Some(500.0)})
	d := diary.Diary{Interventions: []diary.Intervention{infused}}
	if got := clinical.IronBegunIn(d, c); len(got) != 2 || got[1].On != day(12) {
		t.Errorf("of an infusion in two parts: %v", got)
	}
	d.Labs = []diary.LabResult{lab(35, diary.Ferritin, 300, "µg/L")}
	if soon, ok := clinical.IronOf(d.Labs, day(40)).Beside(d, c, day(40)).SoonAfter.Get(); !ok || soon.On != day(12) {
		t.Errorf("tested 23 days after its second part: %v", soon)
	}
}
