package report

import (
	"context"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// alone leaves one remedy in a diary.
func alone(d *diary.Diary, name string, phases ...diary.Phase) {
	d.Interventions = []diary.Intervention{{ID: 1, Name: name, Kind: diary.Prescription, Phases: phases}}
}

// doseFrom is a dose from so many nights before the end of a diary to so many before it; until 0 is to now.
func doseFrom(d *diary.Diary, from, until int, amount float64) diary.Phase {
	last := d.Nights[len(d.Nights)-1].Date
	p := diary.Phase{Start: last.AddDays(-from), Dose: diary.Some(amount), Unit: "mg"}
	if until > 0 {
		p.End = diary.Some(last.AddDays(-until))
	}
	return p
}

func TestWhatWasLoweredStepByStepIsSaidOnTheFirstPage(t *testing.T) {
	const early, stop = "Too early to tell", "Counted with the stop"
	check(t, []said{
		{"and goes on", func(d *diary.Diary) {
			alone(d, "Gabapentin", doseFrom(d, 300, 100, 900), doseFrom(d, 100, 93, 600), doseFrom(d, 93, 0, 300))
		}, []string{"from 900 mg to 300 mg step by step", "Counted with 300 mg"}, []string{early, stop}},
		{"and stopped", func(d *diary.Diary) {
			alone(d, "Gabapentin", doseFrom(d, 300, 100, 900), doseFrom(d, 100, 93, 600), doseFrom(d, 93, 86, 300))
		}, []string{stop, "Nothing is being taken now."}, []string{early}},
	})
	d := sample(t)
	alone(&d, "Gabapentin", doseFrom(&d, 300, 100, 900), doseFrom(&d, 100, 93, 600), doseFrom(&d, 93, 86, 300))
	if text := plainText(t, build(t, d, options(t))); !strings.Contains(text, "Gabapentin: after stopping step by step") {
		t.Error("the stop has no comparison")
	}
}

// An infusion is not taken any more and may still work.
func TestAnInfusionThatMayStillWorkIsSaidOnTheFirstPage(t *testing.T) {
	const given = "Given by vein, and may still work: "
	check(t, []said{
		{"four months ago", func(d *diary.Diary) { alone(d, "Ferinject", doseFrom(d, 120, 119, 1000)) }, []string{given + "Ferinject 1,000 mg ("}, nil},
		{"in two parts, the latest first", func(d *diary.Diary) { alone(d, "Monofer", doseFrom(d, 40, 39, 1000), doseFrom(d, 33, 32, 500)) },
			[]string{given + "Monofer 500 mg (", "), Monofer 1,000 mg ("}, nil},
		{"beside a tablet", func(d *diary.Diary) {
			alone(d, "Ferinject", doseFrom(d, 120, 119, 1000))
			d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Gabapentin", Kind: diary.Prescription, Phases: []diary.Phase{doseFrom(d, 200, 0, 300)}})
		}, []string{given + "Ferinject"}, []string{"Nothing is being taken now."}},
		{"over a year ago", func(d *diary.Diary) { alone(d, "Ferinject", doseFrom(d, 380, 379, 1000)) }, nil, []string{given}},
		{"tablets that were stopped", func(d *diary.Diary) { alone(d, "Iron tablets", doseFrom(d, 120, 60, 65)) }, nil, []string{given}},
	})
}

// TestANameIsNotCutOnTheFirstPage: among twelve remedies, on a page that is short of room.
func TestANameIsNotCutOnTheFirstPage(t *testing.T) {
	const long = "An extract of horse chestnut, vine leaves and butcher’s broom from the Alps"
	check(t, []said{{"with twelve", func(d *diary.Diary) {
		d.Interventions = nil
		for i, name := range []string{long, "Pregabalin", "Ropinirole", "Neupro", "Targin", "Rivotril", "Cipralex", "Vomex A", "Ferro sanol", "Magnesium", "Vitamin D", "Levothyroxine"} {
			d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(i + 1), Name: name, Kind: diary.Prescription, Phases: []diary.Phase{doseFrom(d, 30+12*i, 0, 10)}})
		}
	}, []string{"butcher’s broom from the Alps"}, nil}})
}

// TestNoRowOfATableStandsAlone: wherever a table of blood tests begins, no page has one row of it alone.
func TestNoRowOfATableStandsAlone(t *testing.T) {
	o := options(t)
	for _, n := range []int{2, 3, 9, 50, 70} {
		var d diary.Diary
		for i := range n {
			d.Labs = append(d.Labs, diary.LabResult{Date: diary.MustDate(2026, 3, 2).AddDays(-i), Test: diary.Haemoglobin, Value: 13, Unit: "g/dL"})
		}
		for above := 0.0; above < 800; above += 7 {
			lay := newLayout(context.Background(), o)
			lay.y += above
			labs(lay, material{d: d})
			titled := false
			for at, page := range lay.pages {
				rows := strings.Count(page.Text(), "13 g/dL")
				titled = titled || strings.Contains(page.Text(), o.L.T("report.labs"))
				if rows == 1 {
					t.Errorf("%d tests %g below the top: one row alone on page %d", n, above, at+1)
				}
				if titled && rows == 0 {
					t.Errorf("%d tests %g below the top: the title alone on page %d", n, above, at+1)
				}
			}
		}
	}
}
