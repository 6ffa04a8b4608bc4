package chart

import (
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// richDiary has all that any picture shows: triggers, bouts, onset times and a remedy in two rounds.
func richDiary(n int) diary.Diary {
	d := sampleDiary(n, 5)
	d.Triggers = []diary.Trigger{{ID: 1, Name: "Coffee"}, {ID: 2, Name: "Alcohol"}, {ID: 3, Name: "Ice cream late in the evening, two scoops"}}
	measures := []string{"walking", "massage", "warm_bath", "tonic_water", "My own trick"}
	for i := range d.Nights {
		night := &d.Nights[i]
		night.Onset = diary.Some(diary.Clock(8*60 + (i*37)%240 + (i*53)%90))
		for k, t := range d.Triggers {
			if (i*7+k*3)%(4+k) == 0 {
				d.Exposures = append(d.Exposures, diary.Exposure{Night: night.Date, TriggerID: t.ID})
				if k == 1 {
					night.Severity = diary.Some(min(night.Severity.Or(0)+2, 10))
				}
			}
		}
		if i%3 == 0 {
			k := i / 3 % len(measures)
			d.Episodes = append(d.Episodes, diary.Episode{Night: night.Date, Tried: []diary.Attempt{{
				Measure: measures[k], Relief: diary.Some((i*3 + 9*k) % 11), MinutesToRelief: diary.Some(5 + i%20),
			}}})
		}
	}
	first := d.Nights[0].Date
	iv := diary.Intervention{ID: 9, Name: "Heat pad"}
	for k := range 2 {
		start := first.AddDays(40 + k*80)
		iv.Phases = append(iv.Phases, diary.Phase{Start: start, End: diary.Some(start.AddDays(40))})
	}
	d.Interventions = append(d.Interventions, iv)
	d.Sort()
	return d
}

// everyPicture draws all pictures of a diary in one style, by name.
func everyPicture(t testing.TB, d diary.Diary, s Style) map[string]Picture {
	t.Helper()
	results := comparisons(t, d)
	triggers, err := compare.Triggers(d, compare.Severity, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pictures := map[string]Picture{
		"timeline": Timeline(d, TimelineView{}, s),
		"forest":   Forest(results.Comparisons, s),
		"triggers": Triggers(triggers, s),
		"relief":   Relief(compare.Relief(d), s),
		"onsets":   Onsets(d, s),
		"weekdays": Weekdays(d, compare.Severity, s),
		"calendar": Calendar(d, 2025, compare.Severity, s),
	}
	byRemedy := map[int64][]compare.Comparison{}
	for _, c := range results.Comparisons {
		byRemedy[c.Plan.Step.InterventionID] = append(byRemedy[c.Plan.Step.InterventionID], c)
	}
	if len(d.Interventions) > 1 {
		pictures["doses"] = DoseSteps(byRemedy[d.Interventions[1].ID], s)
		pictures["beforeafter"] = BeforeAfter(results.Comparisons[len(results.Comparisons)/2], s)
	}
	if len(results.Pooled) > 0 {
		pictures["rounds"] = Rounds(results.Pooled[0], s)
	}
	return pictures
}

func TestLookPictures(t *testing.T) {
	l := english(t)
	d := richDiary(430)
	for name, style := range map[string]Style{
		"light": {Palette: Light(), L: l},
		"grey":  {Palette: PaperGrey(), L: l},
		"dark":  {Palette: Dark(), L: l},
		"night": {Palette: Night(), L: l},
	} {
		for what, p := range everyPicture(t, d, style) {
			look(t, what+"-"+name, p, 900, 460, 96)
		}
	}
	for what, p := range everyPicture(t, d, Style{Palette: Light(), L: l}) {
		look(t, what+"-tiny", p, 500, 260, 96)
		if name := p.Text(); name == "" {
			t.Errorf("%s has no text", what)
		} else {
			t.Log(what, name)
		}
	}
	for what, p := range everyPicture(t, d, Style{Palette: Light(), L: l, TextPt: 2 * DefaultTextPt}) {
		look(t, what+"-200", p, 1000, 700, 96)
	}
	_ = time.January
}
