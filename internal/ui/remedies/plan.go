package remedies

import (
	"context"
	"math/rand/v2"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// What a planned comparison proposes, in nights.
const (
	proposedBaseline = 21
	proposedOn       = 28
	proposedOff      = 21
	// drawWindow is over how many nights the start may fall; a test by chance needs some room.
	drawWindow = 14
)

// mayPlan tells whether a comparison may be planned: only for what is not yet taken, and never for
// medicines, which nobody should start or stop for the sake of a test.
func (s *Screen) mayPlan(iv diary.Intervention) bool {
	running := false
	for _, p := range s.diary.Plans {
		running = running || p.InterventionID == iv.ID && !p.Abandoned.IsSet()
	}
	return !running && !s.prescribed(iv) && !s.env.Catalogue.NeverStopSuddenly(iv.CatalogueID) && iv.PhaseOn(s.env.LatestNight()) < 0
}

// draw makes a plan; the same seed gives the same starts.
func draw(seed int64, p diary.PlannedComparison, rounds int) diary.PlannedComparison {
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	p.Seed, p.Starts = seed, nil
	earliest := p.Begun.AddDays(p.BaselineDays)
	for range rounds {
		start := diary.DrawnStart{Earliest: earliest, Latest: earliest.AddDays(drawWindow - 1)}
		start.Drawn = earliest.AddDays(random.IntN(drawWindow))
		p.Starts = append(p.Starts, start)
		earliest = start.Drawn.AddDays(p.RunInDays + p.OnDays + p.OffDays)
	}
	return p
}

// planForm proposes the lengths and draws the start.
func (s *Screen) planForm(iv diary.Intervention) {
	l := s.env.L
	item, _ := s.env.Catalogue.ByID(iv.CatalogueID)
	plan := diary.PlannedComparison{InterventionID: iv.ID, Begun: s.env.LatestNight(), BaselineDays: proposedBaseline, RunInDays: item.SkipFirstDays, OnDays: max(proposedOn, item.JudgeAfterDays-item.SkipFirstDays)}
	rounds := 1
	p := s.open("plan/", l.T("remedies.plan_name", "name", iv.Name))
	p.body.Add(look.Text(l.T("remedies.plan_hint")))
	p.body.Add(flow.New(
		p.form.Count(l, "baseline", l.T("remedies.plan_baseline"), diary.Some(plan.BaselineDays), 7, diary.MaxWindowDays, 1, func(v diary.Optional[int]) { plan.BaselineDays = v.Or(proposedBaseline) }).Box(6),
		p.form.Count(l, "run_in", l.T("remedies.plan_run_in"), diary.Some(plan.RunInDays), 0, diary.MaxWindowDays, 1, func(v diary.Optional[int]) { plan.RunInDays = v.Or(0) }).Box(6),
		p.form.Count(l, "on", l.T("remedies.plan_on"), diary.Some(plan.OnDays), 7, diary.MaxWindowDays, 1, func(v diary.Optional[int]) { plan.OnDays = v.Or(proposedOn) }).Box(6)))
	p.body.Add(flow.New(field.NewChip(p.form, l, l.T("remedies.plan_again"), false, func(on bool) {
		rounds, plan.OffDays = 1, 0
		if on {
			rounds, plan.OffDays = 2, max(proposedOff, item.CarryOverDays+proposedOff)
		}
	})))
	s.turn(p, l.T("remedies.plan_draw"), func() string {
		drawn := draw(s.env.Now().UnixNano(), plan, rounds)
		if fault := s.wrong(drawn.Validate()); fault != "" {
			return fault
		}
		s.run(s.planWords(drawn), func(ctx context.Context) error { return s.env.Store.SavePlan(ctx, &drawn) })
		return ""
	})
}

// planWords says what a plan asks for and when there will be enough to tell.
func (s *Screen) planWords(p diary.PlannedComparison) string {
	l := s.env.L
	first, last := p.Starts[0], p.Starts[len(p.Starts)-1]
	enough := last.Drawn.AddDays(p.RunInDays + p.OnDays)
	if s.env.LatestNight().After(enough) {
		return l.T("remedies.plan_enough")
	}
	return l.T("remedies.plan_words", "start", l.DateLong(first.Drawn), "enough", l.DateLong(enough))
}
