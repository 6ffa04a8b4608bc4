package chart

import (
	"math"
	"slices"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

var _ Locator = (*timeline)(nil)

// Text tells the span, how many nights are recorded, where they lie and what was tried.
func (t *timeline) Text() string {
	l := t.s.L
	if t.nights() <= 0 {
		return sentences(t.Title()+".", l.T("chart.timeline.empty"))
	}
	var values []float64
	for _, v := range t.values {
		if !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	parts := []string{t.Title() + ".", t.counted() + "."}
	if len(values) > 0 {
		slices.Sort(values)
		o := t.view.Outcome
		parts = append(parts, l.T("chart.timeline.spread",
			"low", wording.Tick(l, o, values[0]), "high", wording.Tick(l, o, values[len(values)-1]),
			"median", wording.Tick(l, o, median(values))))
	}
	for _, iv := range t.diary.Interventions {
		parts = append(parts, t.sideEffects(iv)...)
		for _, ph := range iv.Phases {
			end, ended := ph.End.Get()
			if ph.Start.After(t.view.Last) || ended && !end.After(t.view.First) {
				continue
			}
			name := iv.Name
			if dose, ok := ph.Dose.Get(); ok {
				name = l.T("chart.named_dose", "name", name, "dose", doseWords(dose, ph.Unit, l))
			}
			switch {
			case ph.StartIs != diary.ToTheDay && ended:
				parts = append(parts, l.T("chart.timeline.remedy_until", "name", name, "since", l.Since(ph), "last", l.DateMedium(end.AddDays(-1))))
			case ph.StartIs != diary.ToTheDay:
				parts = append(parts, l.T("chart.timeline.remedy_since", "name", name, "since", l.Since(ph)))
			case ended:
				parts = append(parts, l.T("chart.timeline.remedy_ended", "name", name,
					"start", l.DateMedium(ph.Start), "last", l.DateMedium(end.AddDays(-1))))
			default:
				parts = append(parts, l.T("chart.timeline.remedy", "name", name, "start", l.DateMedium(ph.Start)))
			}
		}
	}
	return sentences(parts...)
}

// median of sorted values.
func median(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// NightAt tells which night lies above or below a point of the plot.
func (t *timeline) NightAt(x, y, w, h int) (diary.Date, bool) {
	if t.nights() <= 0 {
		return diary.Date{}, false
	}
	a := t.layout(w, h).plot
	if x < a.Left || x >= a.Right || y < a.Top || y >= h {
		return diary.Date{}, false
	}
	i := (x - a.Left) * t.nights() / (a.Right - a.Left)
	return t.view.First.AddDays(min(i, t.nights()-1)), true
}

// Spot returns the column of a night, at least one unit wide.
func (t *timeline) Spot(night diary.Date, w, h int) (Area, bool) {
	i := night.Sub(t.view.First)
	if i < 0 || i >= t.nights() {
		return Area{}, false
	}
	return t.layout(w, h).plot.columnOf(i, t.nights()), true
}

// Describe reads out a night: its value and what was being taken.
func (t *timeline) Describe(night diary.Date) string {
	return describeNight(t.diary, night, t.view.Outcome, t.s.L)
}

func describeNight(d diary.Diary, night diary.Date, o compare.Outcome, l *i18n.Localizer) string {
	said := l.T("chart.night.not_recorded", "night", l.NightOf(night))
	if n, ok := d.Night(night); ok {
		said = l.T("chart.night.no_value", "night", l.NightOf(night), "outcome", wording.Outcome(l, o))
		if v, ok := o.Of(n).Get(); ok {
			said = l.T("chart.night.value", "night", l.NightOf(night), "outcome", wording.Outcome(l, o),
				"value", wording.Tick(l, o, v))
		}
		if n.Unusual != "" {
			said = sentences(said, l.T("chart.night.unusual", "reason", l.T("unusual."+string(n.Unusual))))
		}
	}
	var taken []string
	for _, iv := range d.Interventions {
		if i := iv.PhaseOn(night); i >= 0 {
			name := iv.Name
			if dose, ok := iv.Phases[i].Dose.Get(); ok {
				name = l.T("chart.named_dose", "name", name, "dose", doseWords(dose, iv.Phases[i].Unit, l))
			}
			taken = append(taken, name)
		}
	}
	if len(taken) == 0 {
		return said
	}
	return sentences(said, strings.Join(taken, ", ")+".")
}

// Bounds of zooming: a week, and the longest diary there may be.
const (
	fewestNights = 7
	mostNights   = (diary.MaxYear - diary.MinYear + 1) * 366
)

// within fills in the diary's own span where none is asked for.
func (v TimelineView) within(d diary.Diary) TimelineView {
	first, last, ok := d.Span()
	if ok && v.First.IsZero() {
		v.First = first
	}
	if ok && v.Last.IsZero() {
		v.Last = last
	}
	if v.First.IsZero() || v.Last.IsZero() {
		return TimelineView{Outcome: v.Outcome}
	}
	if v.Last.Before(v.First) {
		v.First, v.Last = v.Last, v.First
	}
	return v
}

// Zoom returns the view with its length multiplied by factor (below 1 shows fewer nights), keeping the
// anchor night where it stands. A view is never shorter than a week.
func (v TimelineView) Zoom(factor float64, anchor diary.Date) TimelineView {
	n := v.Last.Sub(v.First) + 1
	wanted := int(math.Round(float64(n) * factor))
	if wanted == n && factor != 1 {
		wanted += int(math.Copysign(1, factor-1))
	}
	wanted = min(max(wanted, fewestNights), mostNights)
	share := float64(anchor.Sub(v.First)) / float64(n)
	v.First = anchor.AddDays(-int(math.Round(share * float64(wanted))))
	v.Last = v.First.AddDays(wanted - 1)
	return v
}

// Pan returns the view moved by a number of nights, later for a positive one.
func (v TimelineView) Pan(nights int) TimelineView {
	v.First, v.Last = v.First.AddDays(nights), v.Last.AddDays(nights)
	return v
}

// Clamp returns the view moved, and if need be shortened, to lie within the nights from first to last.
func (v TimelineView) Clamp(first, last diary.Date) TimelineView {
	if v.Last.Sub(v.First) >= last.Sub(first) {
		v.First, v.Last = first, last
		return v
	}
	if v.First.Before(first) {
		return v.Pan(first.Sub(v.First))
	}
	if v.Last.After(last) {
		return v.Pan(last.Sub(v.Last))
	}
	return v
}

// sideEffects tells those of a remedy that are in view.
func (t *timeline) sideEffects(iv diary.Intervention) []string {
	var parts []string
	for _, e := range iv.SideEffects {
		if e.Severity != diary.NoEffect && !e.Date.Before(t.view.First) && !e.Date.After(t.view.Last) {
			parts = append(parts, wording.Pair(t.s.L, iv.Name, wording.SideEffect(t.s.L, e))+".")
		}
	}
	return parts
}
