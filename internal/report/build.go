package report

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"stillnight/internal/chart/draw"
	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// material is all that the pages show, worked out before anything is laid out.
type material struct {
	// d holds nothing later than last.
	d           diary.Diary
	first, last diary.Date
	// on is the date for which tests and medicines are looked at: last where it was asked for, else that of the last
	// test or dose up to the day of the document.
	on diary.Date
	// empty tells that there is no night to report on.
	empty   bool
	results compare.Results
	// steps are the comparisons of severity of the remedies on the pages, shown the diary with those remedies alone.
	steps []compare.Comparison
	shown diary.Diary
	medicines
	// answers are what the nights say of the remedies, in sentences.
	answers []string
	// urgent and urgentBefore are what was ticked of late and earlier.
	urgent, urgentBefore []clinical.Ticked
	quality              []clinical.Quality
	iron                 clinical.Iron
	redFlags             []compare.RedFlag
	triggers             compare.TriggerResults
	relief               []compare.ReliefResult
	// current are the phases of remedies that go on, past those that ended, the latest first.
	current, past []taking
}

// Pages lays the report out. It stops early with the context's error.
func Pages(ctx context.Context, d diary.Diary, o Options) ([]Page, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	m, err := gather(ctx, d, o)
	if err != nil {
		return nil, err
	}
	parts := []func(*layout, material){
		overview, pageOneInFull, leftOver, augmentation, tapers, panels, allTogether, blinded, triggers, labs, ironResponse, relief, notes, method,
	}
	if o.Brief {
		parts = []func(*layout, material){overview, pageOneInFull, leftOver, briefEnd}
	}
	best, err := layOut(ctx, o, m, parts)
	if err != nil {
		return nil, err
	}
	if m.first.IsZero() {
		best.footers(o.L.T("report.footer_empty"))
		return best.pages, nil
	}
	best.footers(o.L.T("report.footer", "first", datesWords(o.L, m.first), "last", datesWords(o.L, m.last)))
	return best.pages, nil
}

// gather finds out once what all pages tell.
func gather(ctx context.Context, d diary.Diary, o Options) (material, error) {
	var m material
	var ok bool
	m.first, m.last, ok = o.covered(d)
	m.on = m.last
	if o.To.IsZero() {
		m.on = clinical.AsOf(d, o.made(d))
	}
	switch {
	case ok:
		m.d = until(d, m.last)
	default: // Without nights there are still tests and medicines to look at.
		m.on = o.made(d)
		m.d = until(d, m.on)
	}
	m.d.Labs = upTo(d.Labs, m.on, func(l diary.LabResult) diary.Date { return l.Date })
	m.d = fenced(m.d)
	m.shown = o.showing(m.d)
	m.empty = !ok || len(m.d.Between(m.first, m.last)) == 0
	m.look(o)
	m.urgent, m.urgentBefore = clinical.Urgent(m.d.Nights), clinical.UrgentBefore(m.d.Nights)
	m.iron = clinical.IronOf(m.d.Labs, m.on).Beside(m.shown, o.Catalogue, m.on)
	if clinical.IsChild(o.BirthYear, m.on) {
		m.iron = m.iron.ForChild()
	}
	if ok {
		if err := m.compare(ctx, d, o); err != nil {
			return m, err
		}
	}
	m.current, m.past = takings(o, m)
	return m, nil
}

// compare looks at the nights, and at what d has of later ones only where that tells what can be taken from earlier
// comparisons.
func (m *material) compare(ctx context.Context, d diary.Diary, o Options) error {
	opts := o.comparing(m.last)
	if o.Compared != nil && len(m.d.Nights) == len(d.Nights) && reflect.DeepEqual(m.d.Interventions, d.Interventions) {
		opts.Earlier = &compare.Earlier{Results: *o.Compared}
	}
	for _, work := range []func() error{
		func() (err error) {
			if opts.Earlier != nil && covers(*o.Compared, opts) {
				m.results = *o.Compared
				return nil
			}
			m.results, err = compare.All(m.d, opts)
			return err
		},
		func() (err error) { m.redFlags, err = compare.RedFlags(m.d); return err },
		func() (err error) { m.triggers, err = compare.Triggers(m.d, compare.Severity, opts); return err },
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := work(); err != nil {
			return fmt.Errorf("comparing nights for the report: %w", err)
		}
	}
	if err := m.compared(o); err != nil {
		return fmt.Errorf("comparing nights for the report: %w", err)
	}
	inside := diary.Diary{}
	for _, e := range m.d.Episodes {
		if !e.Night.Before(m.first) {
			inside.Episodes = append(inside.Episodes, e)
		}
	}
	m.relief = compare.Relief(inside)
	for i := range m.relief {
		m.relief[i].Measure = draw.Isolate(m.relief[i].Measure)
	}
	return nil
}

// covers tells whether comparisons of severity of the same nights and remedies are all that is asked for.
func covers(r compare.Results, opts compare.Options) bool {
	return len(opts.Outcomes) == 1 && !slices.ContainsFunc(r.Comparisons, func(c compare.Comparison) bool {
		return c.Plan.Step.First.After(opts.To)
	})
}

// until leaves out what was written down about later nights.
func until(d diary.Diary, last diary.Date) diary.Diary {
	if len(d.Nights) > 0 {
		d.Nights = d.Between(d.Nights[0].Date, last)
	}
	d.Episodes = upTo(d.Episodes, last, func(e diary.Episode) diary.Date { return e.Night })
	d.Exposures = upTo(d.Exposures, last, func(e diary.Exposure) diary.Date { return e.Night })
	return d
}

func upTo[T any](list []T, last diary.Date, date func(T) diary.Date) []T {
	later := func(x T) bool { return date(x).After(last) }
	if !slices.ContainsFunc(list, later) {
		return list
	}
	var kept []T
	for _, x := range list {
		if !later(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// compared sets what the comparisons are of the remedies on the pages, and what they come to.
func (m *material) compared(o Options) error {
	r := compare.Results{Comparisons: make([]compare.Comparison, 0, len(m.results.Comparisons)/len(o.outcomes()))}
	for i := range m.results.Comparisons {
		c := &m.results.Comparisons[i]
		if c.Plan.Outcome == compare.Severity && !c.BeforeDiary() && o.shows(c.Plan.Step.InterventionID) {
			r.Comparisons = append(r.Comparisons, *c)
		}
	}
	for _, p := range m.results.Pooled {
		if o.shows(p.InterventionID) {
			r.Pooled = append(r.Pooled, p)
		}
	}
	m.quality = clinical.QualityOf(m.shown, o.Catalogue, m.results.Augmentation, m.on)
	m.steps, m.answers = r.Comparisons, wording.SummaryBeside(o.L, r, compare.Severity)
	return m.complete()
}

// complete works out what was only outlined and stands on the pages.
func (m *material) complete() error {
	shown, _ := m.latest()
	for i := range m.steps {
		if c := &m.steps[i]; !c.Plan.Step.First.Before(m.first) {
			shown = append(shown, c)
		}
	}
	for _, c := range shown {
		if !c.Outlined {
			continue
		}
		full, err := compare.Run(c.Plan)
		if err != nil {
			return err
		}
		*c = full
	}
	return nil
}

// latest are the steps that have an effect, the latest ones where they are more than one picture shows. all is how many
// there are.
func (m *material) latest() (list []*compare.Comparison, all int) {
	for i := range m.steps {
		if c := &m.steps[i]; c.HasEffect() {
			list = append(list, c)
		}
	}
	all = len(list)
	if all > rowsPerPicture {
		// The latest say most about what is taken now.
		slices.SortStableFunc(list, func(a, b *compare.Comparison) int {
			return b.Plan.Step.First.Compare(a.Plan.Step.First)
		})
		list = list[:rowsPerPicture]
	}
	return list, all
}

// of finds the comparison of the same step on another outcome.
func (m material) of(step compare.Step, outcome compare.Outcome) (compare.Comparison, bool) {
	for _, c := range m.results.Comparisons {
		s := c.Plan.Step
		if c.Plan.Outcome == outcome && s.Index == step.Index && s.First == step.First && s.Kind == step.Kind {
			return c, true
		}
	}
	return compare.Comparison{}, false
}
