package wording

import (
	"math"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Power says in about how many of ten cases a planned comparison would show a fall that matters, with nights like
// those of the diary.
func Power(l *i18n.Localizer, plan compare.PowerPlan, p compare.Power) string {
	n := int(math.Round(10 * p.Share()))
	key := "wording.power.said"
	switch n {
	case 0:
		key = "wording.power.hardly"
	case 10:
		key = "wording.power.nearly" // of so few simulated diaries none can promise all
	}
	return l.T(key, "without", l.Number(float64(plan.Without), 0), "with", l.Number(float64(plan.With), 0),
		"change", Amount(l, compare.Severity, plan.Change), "cases", l.Number(float64(n), 0))
}

// PowerProposal says how many nights a side would show it in 8 of 10 cases; found is false where the longest looked
// at would not.
func PowerProposal(l *i18n.Localizer, plan compare.PowerPlan, found bool) string {
	nights := l.Number(float64(plan.With), 0)
	if !found {
		return l.T("wording.power.never", "nights", nights)
	}
	return l.T("wording.power.proposal", "nights", nights)
}

// PowerUnknown says that there are too few nights to tell.
func PowerUnknown(l *i18n.Localizer) string { return l.T("wording.power.unknown") }
