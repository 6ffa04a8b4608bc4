package remedies

import (
	"context"
	"errors"
	"fmt"

	"stillnight/internal/compare"
	"stillnight/internal/ui/reading"
	"stillnight/internal/wording"
)

// simulated is how many diaries are made to tell how likely a change would be seen.
const simulated = 200

// weighing is what is known of how likely lengths would show a change; simulations already made are kept.
type weighing struct {
	spread    compare.Spread
	known     bool
	read      bool
	latest    reading.Latest // what is out of date is dropped
	powers    map[compare.PowerPlan]compare.Power
	proposals map[int]proposal // by the nights that do not count
}

// proposal is the shortest plan that shows a change in most cases; found is false where none does.
type proposal struct {
	plan  compare.PowerPlan
	found bool
}

// weigh works out beside the window how likely the lengths would show a change that matters, and says so.
func (w *planner) weigh() {
	s, l, g := w.screen, w.screen.env.L, &w.weighing
	wanted := g.latest.Begin()
	if !g.read {
		var err error
		if g.spread, g.known, err = compare.SpreadOf(s.diary, s.env.CompareOptions()); err != nil {
			s.env.Fail(fmt.Errorf("looking at how nights differ: %w", err))
		}
		g.read, g.powers, g.proposals = true, map[compare.PowerPlan]compare.Power{}, map[int]proposal{}
	}
	if !g.known {
		w.power.SetText(wording.PowerUnknown(l))
		return
	}
	plan := compare.PowerPlan{Without: w.plan.BaselineDays, RunIn: w.plan.RunInDays, With: w.plan.OnDays - w.plan.RunInDays, Change: g.spread.Matters()}
	power, hasPower := g.powers[plan]
	proposed, hasProposal := g.proposals[plan.RunIn]
	if hasPower && hasProposal {
		w.tellPower(plan, power, proposed)
		return
	}
	s.env.Work(l.T("remedies.plan_weighing"), func(ctx context.Context) (err error) {
		if !hasPower {
			if power, err = g.spread.Simulate(ctx, plan, simulated); err != nil {
				return fmt.Errorf("simulating a comparison: %w", err)
			}
		}
		if !hasProposal {
			if proposed.plan, _, proposed.found, err = g.spread.Propose(ctx, plan.RunIn, plan.Change, simulated); err != nil {
				return fmt.Errorf("proposing lengths: %w", err)
			}
		}
		return nil
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled) || !wanted():
		case err != nil:
			s.env.Fail(err)
		default:
			g.powers[plan], g.proposals[plan.RunIn] = power, proposed
			w.tellPower(plan, power, proposed)
		}
	})
}

func (w *planner) tellPower(plan compare.PowerPlan, power compare.Power, proposed proposal) {
	l := w.screen.env.L
	w.power.SetText(wording.Power(l, plan, power) + " " + wording.PowerProposal(l, proposed.plan, proposed.found))
	w.screen.column.Refresh()
	w.screen.scroll.Refresh()
}
