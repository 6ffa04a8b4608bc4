package diary_test

import (
	"math"
	"testing"

	"stillnight/internal/diary"
)

func TestResultsAreConvertedBetweenTheUnitsOfALaboratory(t *testing.T) {
	for _, x := range []struct {
		test       diary.LabTest
		value      float64
		from, to   string
		want, near float64
	}{
		{diary.Ferritin, 75, "ng/mL", "µg/L", 75, 0},
		{diary.Ferritin, 100, "µg/L", "pmol/L", 224.7, 0.1},
		{diary.Iron, 100, "µg/dL", "µmol/L", 17.9, 0.05},
		{diary.TIBC, 300, "µg/dL", "µmol/L", 53.7, 0.05},
		{diary.Transferrin, 250, "mg/dL", "g/L", 2.5, 1e-9},
		{diary.Transferrin, 1, "g/L", "µmol/L", 12.57, 0.01},
		{diary.CRP, 0.6, "mg/dL", "mg/L", 6, 1e-9},
		{diary.Folate, 10, "ng/mL", "nmol/L", 22.66, 0.01},
		{diary.VitaminB12, 200, "pg/mL", "pmol/L", 147.6, 0.1},
		{diary.TSH, 2.5, "µIU/mL", "mIU/L", 2.5, 0},
		// Pairs printed on laboratory reports.
		{diary.HbA1c, 6.5, "%", "mmol/mol", 48, 0.5},
		{diary.HbA1c, 7, "%", "mmol/mol", 53, 0.5},
		{diary.HbA1c, 42, "mmol/mol", "%", 6, 0.05},
		{diary.Haemoglobin, 8.5, "mmol/L", "g/dL", 13.7, 0.05},
	} {
		got, ok := diary.Convert(x.test, x.value, x.from, x.to)
		if !ok || math.Abs(got-x.want) > x.near {
			t.Errorf("%s: %g %s is %g %s, want %g", x.test, x.value, x.from, got, x.to, x.want)
		}
	}
}

// There and back again gives the same value, in every pair of units of every test.
func TestConversionsCanBeTurnedRound(t *testing.T) {
	for _, test := range diary.LabTests {
		for _, from := range diary.Units(test) {
			for _, to := range diary.Units(test) {
				there, _ := diary.Convert(test, 37, from, to)
				back, ok := diary.Convert(test, there, to, from)
				if !ok || math.Abs(back-37) > 1e-9 {
					t.Errorf("%s from %s to %s and back: %g", test, from, to, back)
				}
			}
		}
	}
}

func TestSaturationIsWorkedOutFromIronAndWhatBindsIt(t *testing.T) {
	result := func(test diary.LabTest, value float64, unit string) diary.LabResult {
		return diary.LabResult{Test: test, Value: value, Unit: unit}
	}
	for _, x := range []struct {
		name          string
		iron, binding diary.LabResult
		want          float64
		ok            bool
	}{
		{"binding capacity in mass", result(diary.Iron, 60, "µg/dL"), result(diary.TIBC, 400, "µg/dL"), 15, true},
		{"units mixed", result(diary.Iron, 10.74, "µmol/L"), result(diary.TIBC, 300, "µg/dL"), 20, true},
		// 3.98 times iron in µmol/L by transferrin in g/L.
		{"transferrin", result(diary.Iron, 12, "µmol/L"), result(diary.Transferrin, 2.4, "g/L"), 19.9, true},
		{"transferrin in mass", result(diary.Iron, 67, "µg/dL"), result(diary.Transferrin, 240, "mg/dL"), 19.9, true},
		{"more iron than can be bound", result(diary.Iron, 90, "µmol/L"), result(diary.TIBC, 60, "µmol/L"), 0, false},
		{"nothing that binds", result(diary.Iron, 12, "µmol/L"), result(diary.TIBC, 0, "µmol/L"), 0, false},
		{"another test", result(diary.Iron, 12, "µmol/L"), result(diary.Ferritin, 60, "µg/L"), 0, false},
		{"no iron", result(diary.Ferritin, 12, "µg/L"), result(diary.TIBC, 60, "µmol/L"), 0, false},
		{"an unknown unit", result(diary.Iron, 12, "mmol"), result(diary.TIBC, 60, "µmol/L"), 0, false},
	} {
		got, ok := diary.Saturation(x.iron, x.binding)
		if ok != x.ok || math.Abs(got-x.want) > 0.1 {
			t.Errorf("%s: %g, %v; want %g", x.name, got, ok, x.want)
		}
	}
}
