package wording

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

func TestTriggersAreSaidWithTheirNight(t *testing.T) {
	l := english(t)
	effect := func(change, low, high float64) diary.Optional[compare.Effect] {
		return diary.Some(compare.Effect{Change: change, CI: compare.Interval{Low: low, High: high}})
	}
	for _, c := range []struct {
		r    compare.TriggerResult
		want string
	}{
		{compare.TriggerResult{Trigger: "Coffee", Outcome: compare.Severity, Verdict: compare.Worse, Effect: effect(1.2, 0.4, 2)}, "Coffee, the same night: worse nights with it. About 1.2 points higher (likely between 0.4 and 2)."},
		{compare.TriggerResult{Trigger: "Coffee", Lag: 1, Outcome: compare.Severity, Verdict: compare.NoClearChange, Effect: effect(0.2, -0.5, 1)}, "Coffee, the night after: no clear difference. It could be anything from 0.5 lower to 1 higher."},
		{compare.TriggerResult{Trigger: "Wine", Outcome: compare.Severity, Verdict: compare.TooEarly, With: compare.Side{N: 4}, Without: compare.Side{N: 30}}, "Wine, the same night: too early to tell. Nights with it: 4, without: 30; 10 of each are needed."},
		{compare.TriggerResult{Trigger: "Wine", Verdict: compare.CannotSeparate}, "Wine, the same night: can't be told apart from the day of the week or a remedy."},
	} {
		if got := Trigger(l, c.r); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestReliefIsSaidWithHowOftenAndHowFast(t *testing.T) {
	l := english(t)
	r := compare.ReliefResult{Measure: "walking", Tried: 15, Rated: 15, Helped: 12, Share: 0.8, CI: compare.Interval{Low: 0.548, High: 0.93}, Median: 6, MinutesToRelief: diary.Some(10.0), OthersShare: diary.Some(0.4)}
	want := "Walking: helped 12 of 15 times (80 %, likely between 55 % and 93 %). Typical relief: 6 of 10. It took about 10 minutes. Everything else together helped 40 % of the time."
	if got := Relief(l, r); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := Relief(l, compare.ReliefResult{Measure: "My own trick", Tried: 2}); got != "My own trick: tried 2 times, relief not written down." {
		t.Errorf("got %q", got)
	}
}

func TestRedFlagsAreSaidPlainly(t *testing.T) {
	l := english(t)
	for _, c := range []struct {
		f    compare.RedFlag
		want string
	}{
		{compare.RedFlag{Kind: compare.ShortSleep, A: 4.53, B: 12}, "4.5 hours of sleep a night, over the last 12 nights."},
		{compare.RedFlag{Kind: compare.SevereNights, A: 7.4, B: 14}, "Severity 7.4 on average, over the last 14 nights."},
		{compare.RedFlag{Kind: compare.AllDayOnset, A: 3, B: 13}, "Symptoms all day on 3 of the last 13 nights."},
		{compare.RedFlag{Kind: compare.NewParts, Parts: []diary.BodyPart{diary.LeftArm, diary.Trunk}}, "Felt in new places: Left arm and Trunk."},
		{compare.RedFlag{Kind: compare.SafetyTicked, Signs: []diary.SafetySign{diary.SelfHarm, diary.NewUrges}, Dates: []diary.Date{diary.MustDate(2026, time.March, 1), diary.MustDate(2026, time.March, 2)}}, "Ticked lately: New urges to gamble, shop, eat or for sex (2 Mar 2026)."},
		{compare.RedFlag{Kind: compare.SafetyTicked, Signs: []diary.SafetySign{diary.Bruising}, Dates: []diary.Date{diary.MustDate(2026, time.March, 2)}}, ""},
	} {
		if got := RedFlag(l, c.f); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestNumbersForTheDoctorAreComplete(t *testing.T) {
	l := english(t)
	c := comparison(compare.SleepHours, compare.Better, 0.75, 0.25, 1.25)
	c.Overlap = diary.Some(compare.Overlap{NAP: 0.81, NAPInterval: compare.Interval{Low: 0.7, High: 0.9}, Tau: 0.62, TauInterval: compare.Interval{Low: 0.4, High: 0.8}, TauU: 0.58, HasIntervals: true})
	c.Size, c.RunInCount = compare.Clear, 7
	rows := Numbers(l, c)
	if len(rows) < 16 {
		t.Errorf("%d rows", len(rows))
	}
	for _, r := range rows {
		if r[0] == "" || r[1] == "" || strings.Contains(r[0]+r[1], "wording.") || strings.Contains(r[1], "<no value>") {
			t.Errorf("row %q", r)
		}
	}
	if !slices.Contains(rows, [2]string{"NAP (0.5 is no difference, 1 all better)", "0.81 (95 % interval 0.70 to 0.90)"}) {
		t.Errorf("no NAP in %q", rows)
	}
}

func TestPooledRoundsAreSaidTogether(t *testing.T) {
	l := english(t)
	c := compare.PooledComparison{
		Outcome: compare.Severity, Rounds: 2, Verdict: compare.Better,
		Effect:        diary.Some(compare.Effect{Change: -2, CI: compare.Interval{Low: -3, High: -1}}),
		Randomization: diary.Some(compare.Randomization{P: 0.02, Draws: 100, AsLarge: 2, Exact: true}),
	}
	want := "2 rounds with it and without it. Taken together, nights with it are better. About 2 points lower (likely between 1 and 3). The start was drawn by lot: of 100 possible draws, 2 show a difference at least this large (p = 0.020)."
	if got := Pooled(l, c); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
