package compare

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
)

func TestTheSummaryPutsEachRemedyInOneGroup(t *testing.T) {
	step := func(index int, name string, kind StepKind) Step {
		return Step{Index: index, Course: index, Intervention: name, Kind: kind, First: day(index)}
	}
	of := func(s Step, v Verdict, z float64) Comparison {
		return Comparison{Plan: Plan{Step: s, Outcome: Severity}, Verdict: v, Effect: diary.Some(Effect{Change: z, SE: 1})}
	}
	near := of(step(4, "Massage", Start), CannotSeparate, 0)
	near.Plan.Others = []OtherStep{{Intervention: "Yoga", TooClose: true}, {Intervention: "Iron"}}
	sleep := of(step(7, "Sleep only", Start), Better, -9)
	sleep.Plan.Outcome = SleepHours
	waning := of(step(9, "Drops", Start), Better, -2)
	waning.Course = Waning
	lately := func(index int, name string, change float64) Comparison {
		c := of(step(index, name, Start), NoClearChange, 0.1)
		c.Course, c.Over = Growing, diary.Some(CourseFit{Late: CoursePart{Change: change, CI: Interval{change - 1, change + 1}}})
		return c
	}
	over := func(c Comparison) Comparison {
		c.Plan.PhaseLast, c.Plan.LastNight = day(40), day(41)
		return c
	}
	waned := waning
	waned.Plan.Step = step(15, "Old drops", Start)
	r := Results{
		Comparisons: []Comparison{
			of(step(0, "Magnesium", Start), NoClearChange, 0.2), of(step(1, "Heat", Start), Better, -2), of(step(2, "Iron", Start), Better, -4),
			of(step(2, "Iron", Stop), Worse, 3), of(step(3, "Cold", Start), Worse, 3), near, of(step(5, "Bath", Restart), Better, -3),
			of(step(6, "New", Start), TooEarly, 0), sleep, of(step(8, "Pills", Start), Faded, 0), waning,
			lately(10, "Later worse", 3), lately(11, "Later better", -3), lately(12, "Unsure", -0.5),
			over(lately(13, "Ended worse", 3)), over(lately(14, "Ended better", -3)), over(waned), over(of(step(16, "Old iron", Start), Better, -1)),
		},
		Pooled: []PooledComparison{{Index: 5, Outcome: Severity, Rounds: 2, Verdict: NoClearChange, Switches: []Step{step(5, "Bath", Start)}, Off: Side{N: 30}, On: Side{N: 31}}},
	}
	want := map[SummaryKind][]string{
		SumWorse: {"Cold"}, SumWorseLately: {"Later worse"}, SumBetterLately: {"Later better"}, SumWaning: {"Drops", "Pills"}, SumBetter: {"Iron", "Heat", "Old iron"},
		SumWorseLater: {"Ended worse"}, SumBetterLater: {"Ended better"}, SumWaned: {"Old drops"}, SumTogether: {"Massage"}, SumUnclear: {"Magnesium", "Unsure", "Bath"}, SumEarly: {"New"},
	}
	groups := r.Summarise(Severity)
	if len(groups) != len(want) {
		t.Errorf("%d groups", len(groups))
	}
	for i, g := range groups {
		if g.Kind != SummaryKinds[i] {
			t.Errorf("group %d is %s", i, g.Kind)
		}
		var names []string
		for _, e := range g.Entries {
			names = append(names, e.Step.Intervention)
			if e.Step.Intervention == "Massage" && !slices.Equal(e.Apart, []string{"Yoga"}) {
				t.Errorf("apart from %v", e.Apart)
			}
			if e.Several {
				t.Errorf("%s has one entry", e.Step.Intervention)
			}
			if e.Step.Intervention == "Bath" && (e.Rounds != 2 || e.With != 31) {
				t.Errorf("%+v", e)
			}
		}
		if !slices.Equal(names, want[g.Kind]) {
			t.Errorf("%s: %v, want %v", g.Kind, names, want[g.Kind])
		}
	}
}
