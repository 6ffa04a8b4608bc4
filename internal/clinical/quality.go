package clinical

import (
	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// Measure is one of the seven quality measures for the care of adults with restless legs (Trotti et al. 2015, J
// Clin Sleep Med 11:293, doi 10.5664/jcsm.4550).
type Measure string

// The measures in their order.
const (
	ByCriteria     Measure = "criteria"     // the diagnosis by accepted criteria
	IronTested     Measure = "iron"         // iron stores assessed
	SeverityRated  Measure = "severity"     // severity assessed
	EvidenceBased  Measure = "treatment"    // evidence-based treatment
	EffectsTold    Measure = "side_effects" // counselling on side effects
	Augmenting     Measure = "augmentation" // augmentation assessed on dopaminergics
	ImpulsesAsked  Measure = "impulses"     // impulse control asked about on dopaminergics
	ratedForMonth          = 14             // nights of the last 28 that must be rated
	impulseDays            = 31             // how long an answer on impulses counts
	severityNights         = 28
)

// Measures lists them in order.
var Measures = []Measure{ByCriteria, IronTested, SeverityRated, EvidenceBased, EffectsTold, Augmenting, ImpulsesAsked}

// MeasureState says what the diary has of a measure.
type MeasureState string

// The states.
const (
	InDiary       MeasureState = "in_diary"
	NotInDiary    MeasureState = "missing"
	NotApplicable MeasureState = "not_applicable"
)

// Quality is what the diary has of one measure, with what it shows.
type Quality struct {
	Measure Measure
	State   MeasureState
	// Met criteria of those Answered, of ByCriteria.
	Met, Answered int
	// Rated nights of the last four weeks and their mean, of SeverityRated.
	Rated int
	Mean  float64
	// IRLS is the clinic's latest total, of SeverityRated.
	IRLS diary.Optional[Reading]
	// Names of the remedies taken that the guideline is for, of EvidenceBased.
	Names []string
	// Level of the gravest flag, of Augmenting, and what is missing to see whether onset is earlier, where that can't
	// be seen under any medicine.
	Level compare.AugmentationLevel
	Lack  compare.Lack
	// Signs ticked in the last month, of ImpulsesAsked, and Answer to the monthly question.
	Signs  []Ticked
	Answer diary.Optional[diary.SideEffect]
	// Effects are the side effects noted of what is taken, of EffectsTold.
	Effects []diary.SideEffect
}

// QualityOf looks for the measures in a diary up to a night. flags are those of the dopaminergic medicines.
func QualityOf(d diary.Diary, c *catalogue.Catalogue, flags []compare.AugmentationFlag, on diary.Date) []Quality {
	list := make([]Quality, 0, len(Measures))
	dopaminergic := false
	for _, t := range takenOn(d, c, on) {
		dopaminergic = dopaminergic || t.isDopaminergic()
	}
	for _, m := range Measures {
		q := Quality{Measure: m, State: NotInDiary}
		switch m {
		case ByCriteria:
			if q.Met, q.Answered = d.Background.CriteriaMet(); q.Answered > 0 {
				q.State = InDiary
			}
		case IronTested:
			if i := IronOf(d.Labs, on); i.Band != IronNotTested && !i.Stale {
				q.State = InDiary
			}
		case SeverityRated:
			q.rate(d, on)
		case EvidenceBased:
			q.treated(d, c, on)
		case EffectsTold:
			q.effects(d, on)
		case Augmenting:
			q.augmentation(flags, dopaminergic)
		case ImpulsesAsked:
			q.impulses(d, on, dopaminergic)
		}
		list = append(list, q)
	}
	return list
}

// rate looks at the four weeks up to the last night, as the figures of the last four weeks do: a blood test or a dose may
// have been written down since.
func (q *Quality) rate(d diary.Diary, on diary.Date) {
	sum, lately := 0, d.Between(on.AddDays(1-severityNights), on)
	if len(lately) > 0 {
		end := lately[len(lately)-1].Date
		lately = d.Between(end.AddDays(1-severityNights), end)
	}
	for _, n := range lately {
		if v, ok := n.Severity.Get(); ok {
			q.Rated++
			sum += v
		}
	}
	if q.Rated > 0 {
		q.Mean = float64(sum) / float64(q.Rated)
	}
	q.IRLS, _, _ = latest(d.Labs, diary.IRLSTotal, on)
	if q.Rated >= ratedForMonth {
		q.State = InDiary
	}
}

func (q *Quality) treated(d diary.Diary, c *catalogue.Catalogue, on diary.Date) {
	for _, iv := range d.Interventions {
		if iv.PhaseOn(on) < 0 {
			continue
		}
		item, listed := c.ByID(c.EntryOf(iv.CatalogueID, iv.Name))
		if listed && (item.AASM2025 == "strong_for" || item.AASM2025 == "conditional_for") {
			q.Names, q.State = append(q.Names, iv.Name), InDiary
		}
	}
}

func (q *Quality) effects(d diary.Diary, on diary.Date) {
	for _, iv := range d.Interventions {
		for _, e := range iv.SideEffects {
			if iv.PhaseOn(on) >= 0 && e.Severity != diary.NoEffect && e.Effect != diary.ImpulseCheck && !e.Date.After(on) {
				q.Effects, q.State = append(q.Effects, e), InDiary
			}
		}
	}
}

func (q *Quality) augmentation(flags []compare.AugmentationFlag, dopaminergic bool) {
	grave := map[compare.AugmentationLevel]int{compare.NotAssessable: 1, compare.NoPattern: 2, compare.EarlySigns: 3, compare.DoctorPattern: 4}
	for _, f := range flags {
		if grave[f.Level] > grave[q.Level] {
			q.Level = f.Level
			q.Lack, _ = f.Figure(compare.OnsetEarlier).Lack.Get()
		}
	}
	switch {
	case q.Level != "" && q.Level != compare.NotAssessable:
		q.State = InDiary
	case q.Level == "" && !dopaminergic:
		q.State = NotApplicable
	}
}

func (q *Quality) impulses(d diary.Diary, on diary.Date, dopaminergic bool) {
	for _, sign := range []diary.SafetySign{diary.NewUrges, diary.SuddenSleep} {
		if t, ok := lastTicked(d.Between(on.AddDays(1-impulseDays), on), sign); ok {
			q.Signs = append(q.Signs, t)
		}
	}
	if list := answers(d.Interventions, on); len(list) > 0 && on.Sub(list[len(list)-1].Date) < impulseDays {
		q.Answer = diary.Some(list[len(list)-1])
	}
	switch {
	case len(q.Signs) > 0 || q.Answer.IsSet():
		q.State = InDiary
	case !dopaminergic:
		q.State = NotApplicable
	}
}

// lastTicked returns the last night of a stretch on which a sign was ticked.
func lastTicked(nights []diary.Night, sign diary.SafetySign) (t Ticked, ok bool) {
	for _, n := range nights {
		for _, s := range n.Safety {
			if s == sign {
				t = Ticked{Sign: sign, Last: n.Date, Nights: t.Nights + 1}
			}
		}
	}
	return t, t.Nights > 0
}
