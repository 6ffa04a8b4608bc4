package diary

import "testing"

// plan has two rounds over the change to summer time and the end of a month.
func plan() PlannedComparison {
	return PlannedComparison{
		InterventionID: 1, Begun: MustDate(2026, 3, 1), BaselineDays: 14, RunInDays: 7, OnDays: 21, OffDays: 14,
		Starts: []DrawnStart{
			{MustDate(2026, 3, 15), MustDate(2026, 3, 28), MustDate(2026, 3, 20)},
			{MustDate(2026, 4, 24), MustDate(2026, 5, 7), MustDate(2026, 4, 24)},
		},
	}
}

func TestEveryNightOfAPlanHasItsStage(t *testing.T) {
	p := plan()
	for _, c := range []struct {
		night Date
		want  PlanNight
	}{
		{MustDate(2026, 2, 28), PlanNight{Stage: PlanAhead}},
		{MustDate(2026, 3, 1), PlanNight{PlanBaseline, 0, 1, 19}},
		{MustDate(2026, 3, 19), PlanNight{PlanBaseline, 0, 19, 19}},
		{MustDate(2026, 3, 20), PlanNight{PlanStart, 1, 1, 21}},
		{MustDate(2026, 3, 26), PlanNight{PlanRunIn, 1, 7, 21}},
		{MustDate(2026, 3, 27), PlanNight{PlanOn, 1, 8, 21}},
		{MustDate(2026, 4, 9), PlanNight{PlanOn, 1, 21, 21}},
		{MustDate(2026, 4, 10), PlanNight{PlanStop, 1, 1, 14}},
		{MustDate(2026, 4, 23), PlanNight{PlanOff, 1, 14, 14}},
		{MustDate(2026, 4, 24), PlanNight{PlanStart, 2, 1, 21}},
		{MustDate(2026, 5, 14), PlanNight{PlanOn, 2, 21, 21}},
		{MustDate(2026, 5, 15), PlanNight{PlanOver, 2, 1, 0}},
	} {
		if got := p.At(c.night); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.night, got, c.want)
		}
	}
	if p.End() != MustDate(2026, 5, 15) {
		t.Errorf("the plan ends before %s", p.End())
	}
	p.Abandoned = Some(MustDate(2026, 4, 1))
	if got := p.At(MustDate(2026, 3, 20)).Stage; got != PlanAhead {
		t.Errorf("a plan that was given up asks for %q", got)
	}
}

func TestNightsWithAndWithoutFollowEachOther(t *testing.T) {
	for _, begun := range []Date{MustDate(2025, 12, 20), MustDate(2024, 2, 10), MustDate(2026, 3, 1), MustDate(2026, 10, 10)} {
		p := plan()
		move := begun.Sub(p.Begun)
		p.Begun = begun
		for i := range p.Starts {
			p.Starts[i].Drawn = p.Starts[i].Drawn.AddDays(move)
		}
		with, without := 0, 0
		for night := p.Begun; night.Before(p.End()); night = night.AddDays(1) {
			at := p.At(night)
			switch {
			case at.Stage.With() == at.Stage.Without():
				t.Fatalf("%s is both or neither: %+v", night, at)
			case at.Stage.With():
				with++
			default:
				without++
			}
			if at.Day < 1 || at.Day > at.Of {
				t.Errorf("%s: night %d of %d", night, at.Day, at.Of)
			}
		}
		if with != 42 || without != 33 {
			t.Errorf("from %s: %d nights with, %d without", begun, with, without)
		}
	}
}
