package chart

import (
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// words draws the title, the heads of both sides and of the change, and what was left out.
func (b *beforeAfter) words(p pen, lay beforeAfterLayout, w int) {
	m, l := p.measure(), b.s.L
	if lay.heading > 0 {
		room := w - m.em(2.2)
		name := wording.OutcomeWithUnit(l, b.c.Plan.Outcome)
		if nameWidth := m.width(name, b.s.quiet()); room-nameWidth > m.em(16) {
			p.text(name, w-m.em(1.2), lay.heading, fromRight, b.s.quiet())
			room -= nameWidth + m.em(1.5)
		}
		p.text(m.fitTitle(b.Title(), room, b.s.titled()), m.em(1), lay.heading, fromLeft, b.s.titled())
	}
	split := lay.plot.Left + int(b.offset(b.c.Plan.Step.First)/float64(b.nights())*float64(lay.plot.Right-lay.plot.Left))
	split = min(max(split, lay.plot.Left+m.em(9)), lay.plot.Right-m.em(9))
	b.head(p, lay.plot.Left, split-m.em(0.6), lay.heads, ring, l.T("chart.compare.before"), b.c.Before)
	b.head(p, split+m.em(0.5), lay.plot.Right, lay.heads, dot, l.T("chart.compare.after"), b.c.After)
	if change, likely := b.changeInWords(); change != "" {
		if lay.effect.Right > 0 {
			room := lay.effect.Right - lay.effect.Left
			p.text(m.fit(change, room, b.s.strong()), lay.effect.Left, lay.heads, fromLeft, b.s.strong())
			p.text(m.fit(likely, room, b.s.quiet()), lay.effect.Left, lay.heads+m.em(1.3), fromLeft, b.s.quiet())
		} else if lay.change > 0 {
			x := m.em(1)
			change = m.fit(change, w-m.em(2), b.s.strong())
			p.text(change, x, lay.change, fromLeft, b.s.strong())
			x += m.width(change, b.s.strong()) + m.em(0.7)
			p.text(m.fit(likely, w-x-m.em(1), b.s.quiet()), x, lay.change, fromLeft, b.s.quiet())
		}
	}
	for i, line := range lay.footnote {
		p.text(line, m.em(1), lay.foot+i*m.em(1.35), fromLeft, b.s.quiet())
	}
}

// head writes a side's name with its mark, and below it how many nights and their median.
func (b *beforeAfter) head(p pen, left, right, y int, form shape, name string, s compare.Side) {
	m := p.measure()
	colour := b.s.Palette.Before
	if form == dot {
		colour = b.s.Palette.After
	}
	p.mark(form, left+m.em(0.4), y-m.em(0.34), 0.3, colour)
	p.text(m.fit(name, right-left-m.em(1.1), b.s.strong()), left+m.em(1.1), y, fromLeft, b.s.strong())
	said := countWords(s, b.c.Plan.Outcome, b.s.L)
	if over, ok := b.c.Over.Get(); ok && form == dot {
		o := b.c.Plan.Outcome
		key := "chart.compare.medians"
		if b.c.Plan.PhaseLast.Before(b.c.Plan.LastNight) {
			key = "chart.compare.medians_past"
		}
		medians := b.s.L.T(key, "first", wording.Value(b.s.L, o, over.Early.Median), "last", wording.Value(b.s.L, o, over.Late.Median))
		said = append([]string{medians}, said...)
	}
	for _, said := range said {
		if m.width(said, b.s.quiet()) <= right-left {
			p.text(said, left, y+m.em(1.3), fromLeft, b.s.quiet())
			return
		}
	}
}

// leftOut says what does not count, and what the curve is where there is one.
func (b *beforeAfter) leftOut() string {
	said := leftOut(b.c, b.s.L)
	if len(b.level) > 0 {
		said = sentences(said, b.s.L.T("chart.compare.level"))
	}
	return said
}

// leftOut says how many nights do not count and why, and how many are missing.
func leftOut(c compare.Comparison, l *i18n.Localizer) string {
	var parts []string
	add := func(sentence string, n int) {
		if n > 0 {
			parts = append(parts, sentence)
		}
	}
	add(l.N("chart.left_out.run_in", c.RunInCount), c.RunInCount)
	add(l.N("chart.left_out.carry_over", c.CarryOverCount), c.CarryOverCount)
	add(l.N("chart.left_out.blinded", c.BlindedCount), c.BlindedCount)
	add(l.N("chart.left_out.unusual", c.UnusualCount), c.UnusualCount)
	add(l.N("chart.left_out.other_run_in", c.OtherRunInCount), c.OtherRunInCount)
	add(l.N("chart.left_out.no_value", c.NoValueCount), c.NoValueCount)
	said := ""
	if len(parts) > 0 {
		said = l.T("chart.left_out", "list", l.List(parts))
	}
	missing := c.Before.Missing + c.After.Missing
	if missing > 0 {
		said = sentences(said, l.N("chart.not_recorded", missing))
	}
	return said
}

// Counted tells in words the nights that a comparison uses: both sides, what was left out, what is missing.
func Counted(c compare.Comparison, l *i18n.Localizer) string {
	return sentences(append(bothSides(c, l), leftOut(c, l))...)
}

func bothSides(c compare.Comparison, l *i18n.Localizer) []string {
	return []string{
		sideText(l.T("chart.compare.before"), c.Before, c.Plan.Outcome, l),
		sideText(l.T("chart.compare.after"), c.After, c.Plan.Outcome, l),
	}
}

// Text tells both sides, the change and what was left out.
func (b *beforeAfter) Text() string {
	l, c := b.s.L, b.c
	o := c.Plan.Outcome
	parts := append([]string{b.Title() + ".", wording.OutcomeWithUnit(l, o) + "."}, bothSides(c, l)...)
	if e, ok := c.Effect.Get(); ok {
		parts = append(parts, l.T("chart.compare.text_change", "change", changeWords(o, e.Change, l), "interval", intervalWords(e.CI, l)))
	}
	return sentences(append(parts, b.leftOut(), wording.Verdict(l, c))...)
}

// Describe reads out a night and what becomes of it.
func (b *beforeAfter) Describe(night diary.Date) string {
	l, o := b.s.L, b.c.Plan.Outcome
	for _, u := range b.uses {
		if u.Date != night {
			continue
		}
		if v, ok := u.Value.Get(); ok {
			return sentences(l.T("chart.night.value", "night", l.NightOf(night), "outcome", wording.Outcome(l, o),
				"value", wording.Tick(l, o, v)), wording.NightReason(l, u))
		}
		break
	}
	return l.T("chart.night.not_recorded", "night", l.NightOf(night))
}
