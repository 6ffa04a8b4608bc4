package chart

import (
	"cmp"
	"slices"
	"strings"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// bar is one remedy on the timeline: its stretches in nights since the first one shown.
type bar struct {
	name      string
	stretches []stretch
	// sessions done and doses missed, in nights since the first one shown.
	sessions, missed []int
}

// stretch is one phase; from and to are nights, to just after the last.
type stretch struct {
	from, to float64
	dose     string
	// strength is the dose as a share of the remedy's highest, 0–1.
	strength float64
	// opens and closes tell whether it begins and ends inside the view.
	opens, closes bool
}

// note is a single date with words: a laboratory result or a visit.
type note struct {
	night float64
	form  shape
	label string
	// dated is the label with its day, for where it stands away from its mark.
	dated string
}

// bars lists the remedies in view, the earliest first. Nobody may change them.
func (t *timeline) bars() []bar {
	t.barsOnce.Do(func() { t.allBars = t.makeBars() })
	return t.allBars
}

func (t *timeline) makeBars() []bar {
	var bars []bar
	for _, iv := range t.diary.Interventions {
		if b := (bar{name: iv.Name, stretches: t.stretches(iv)}); len(b.stretches) > 0 {
			b.sessions, b.missed = t.strokes(iv)
			bars = append(bars, b)
		}
	}
	slices.SortStableFunc(bars, func(a, b bar) int { return cmp.Compare(a.stretches[0].from, b.stretches[0].from) })
	return bars
}

// stretches are the phases of a remedy that are in view, cut to it.
func (t *timeline) stretches(iv diary.Intervention) []stretch {
	highest := 0.0
	for _, ph := range iv.Phases {
		highest = max(highest, ph.Dose.Or(0))
	}
	n := float64(t.nights())
	var list []stretch
	for _, ph := range iv.Phases {
		s := stretch{from: float64(ph.Start.Sub(t.view.First)), to: n, strength: 1}
		if end, ok := ph.End.Get(); ok {
			s.to = float64(end.Sub(t.view.First))
			s.closes = s.to <= n
		}
		if s.from >= n || s.to <= 0 {
			continue
		}
		s.opens = s.from >= 0
		s.from, s.to = max(s.from, 0), min(s.to, n)
		if dose, ok := ph.Dose.Get(); ok {
			s.dose = doseWords(dose, ph.Unit, t.s.L)
			if highest > 0 {
				s.strength = dose / highest
			}
		}
		list = append(list, s)
	}
	return list
}

// strokes are the nights in view with a session or a missed dose of a remedy.
func (t *timeline) strokes(iv diary.Intervention) (sessions, missed []int) {
	for _, in := range iv.Intakes {
		i := in.Night.Sub(t.view.First)
		if i < 0 || i >= t.nights() {
			continue
		}
		switch in.Status {
		case diary.SessionDone:
			sessions = append(sessions, i)
		case diary.Missed:
			missed = append(missed, i)
		}
	}
	return sessions, missed
}

// marks lists laboratory results, visits and side effects in view.
func (t *timeline) marks() []note {
	l := t.s.L
	var notes []note
	add := func(d diary.Date, form shape, label string) {
		if i := d.Sub(t.view.First); i >= 0 && i < t.nights() {
			notes = append(notes, note{night: float64(i) + 0.5, form: form, label: label})
		}
	}
	for _, r := range t.diary.Labs {
		add(r.Date, hollowDiamond, strings.TrimSpace(l.T("chart.lab", "test", wording.LabTest(l, r.Test), "value", amount(r.Value, l), "unit", r.Unit)))
	}
	for _, v := range t.diary.Visits {
		add(v.Date, triangle, l.T("chart.visit"))
	}
	for _, iv := range t.diary.Interventions {
		for _, e := range iv.SideEffects {
			if e.Severity != diary.NoEffect {
				add(e.Date, cross, wording.Pair(l, iv.Name, l.T("chart.side_effect", "effect", wording.EffectName(l, e), "severity", wording.EffectSeverity(l, e.Severity))))
			}
		}
	}
	slices.SortStableFunc(notes, func(a, b note) int { return cmp.Compare(a.night, b.night) })
	// What happened on one day shares a mark.
	var merged []note
	for _, n := range notes {
		if last := len(merged) - 1; last >= 0 && merged[last].night == n.night {
			merged[last].label = l.T("chart.two_notes", "first", merged[last].label, "second", n.label)
			continue
		}
		merged = append(merged, n)
	}
	for i, n := range merged {
		merged[i].dated = wording.Pair(l, l.DayMonth(t.view.First.AddDays(int(n.night))), n.label)
	}
	return merged
}

// placedBar is a bar with its lane and its words.
type placedBar struct {
	bar
	lane  int
	words []placedWord
	// edges are the left and right of each stretch; from and to the room taken, words included.
	edges    [][2]int
	from, to int
}

// placedWord is a label with where it begins.
type placedWord struct {
	text string
	x    int
}

// laneLayout is the rows below the dates.
type laneLayout struct {
	top, height int
	notes       []placedNote
	noteRow     int // height of the row of notes, 0 where there are none
	bars        []placedBar
	lanes       int
	// hidden remedies found no room.
	hidden     int
	laneHeight int
	sessionAt  func(night int) int
}

type placedNote struct {
	note
	// x is where its mark is, and at where its words begin.
	x, at int
	word  string
}

// layLanes packs bars into as few rows as their words allow, and into no more than fit the room.
func layLanes(m measure, bars []bar, notes []note, left, right, room int, place func(float64) int) laneLayout {
	lay := laneLayout{laneHeight: m.em(1.75), sessionAt: func(n int) int { return place(float64(n) + 0.5) }}
	var placed []placedBar
	for _, b := range bars {
		placed = append(placed, placeBar(m, b, left, right, place))
	}
	rows := func(room int) int {
		if len(bars) == 0 {
			return 0
		}
		return max(room/lay.laneHeight, 0)
	}
	// Remedies come first where room is short.
	if spare := room - min(len(bars), 3)*lay.laneHeight; len(notes) > 0 && spare >= m.em(1.7) {
		lay.noteRow = m.em(1.7)
		_, without := pack(placed, rows(room), m.em(0.6))
		if _, with := pack(placed, rows(room-lay.noteRow), m.em(0.6)); with > 0 && without == 0 {
			lay.noteRow = 0
		}
	}
	if lay.noteRow > 0 {
		lay.notes = placeNotes(m, notes, left, right, place)
	}
	most := rows(room - lay.noteRow)
	lay.bars, lay.hidden = pack(placed, most, m.em(0.6))
	if lay.hidden > 0 && most > 0 {
		// Not all fit: keep the last row for "and N more", and give the room to those in view longest.
		slices.SortStableFunc(placed, func(a, b placedBar) int { return cmp.Compare(b.nights(), a.nights()) })
		lay.bars, lay.hidden = pack(placed, most-1, m.em(0.6))
		slices.SortStableFunc(lay.bars, func(a, b placedBar) int { return cmp.Compare(a.from, b.from) })
		// Packed in order of their beginning they need no more rows than before.
		lay.bars, _ = pack(lay.bars, most-1, m.em(0.6))
	}
	for _, b := range lay.bars {
		lay.lanes = max(lay.lanes, b.lane+1)
	}
	lay.height = lay.noteRow + lay.lanes*lay.laneHeight
	if lay.hidden > 0 && most > 0 {
		lay.height += m.em(1.5)
	}
	if lay.height > 0 {
		lay.height += m.em(0.2)
	}
	return lay
}

func (b bar) nights() float64 {
	total := 0.0
	for _, s := range b.stretches {
		total += s.to - s.from
	}
	return total
}

// placeBar words a bar: name and first dose together, later doses where they fit inside their stretch.
func placeBar(m measure, b bar, left, right int, place func(float64) int) placedBar {
	pb := placedBar{bar: b}
	l := m.s.bandWords()
	free := left
	for i, s := range b.stretches {
		x0, x1 := place(s.from), max(place(s.to), place(s.from)+m.em(0.15))
		pb.edges = append(pb.edges, [2]int{x0, x1})
		word := s.dose
		if i == 0 {
			word = b.name
			if s.dose != "" {
				word = m.s.L.T("chart.named_dose", "name", draw.Isolate(b.name), "dose", s.dose)
				// The name alone where the dose would run on into the next dose.
				if meets := i+1 < len(b.stretches) && b.stretches[i+1].from <= s.to; meets && x0+m.em(0.8)+m.width(word, l) > x1 {
					word = b.name
				}
			}
			word = m.fit(word, max((right-left)*2/5, m.em(8)), l)
			x := max(min(x0+m.em(0.5), right-m.width(word, l)), left)
			// Before the bar rather than across its edge.
			if before := x0 - m.em(0.5) - m.width(word, l); x < x0 && before >= left {
				x = before
			}
			pb.words = append(pb.words, placedWord{word, x})
			free = x + m.width(word, l) + m.em(0.7)
			continue
		}
		x := max(x0+m.em(0.5), free)
		if word != "" && x+m.width(word, l)+m.em(0.3) <= x1 {
			pb.words = append(pb.words, placedWord{word, x})
			free = x + m.width(word, l) + m.em(0.7)
		}
	}
	pb.from, pb.to = pb.edges[0][0], pb.edges[len(pb.edges)-1][1]
	for _, w := range pb.words {
		pb.from, pb.to = min(pb.from, w.x), max(pb.to, w.x+m.width(w.text, l))
	}
	return pb
}

// pack puts each bar into the first lane with room and counts those left over.
func pack(bars []placedBar, most, gap int) (kept []placedBar, hidden int) {
	type piece struct{ from, to int }
	lanes := make([][]piece, 0, min(most, len(bars)))
	for _, b := range bars {
		from, to := b.from, b.to
		lane := slices.IndexFunc(lanes, func(taken []piece) bool {
			return !slices.ContainsFunc(taken, func(p piece) bool { return from < p.to+gap && p.from < to+gap })
		})
		if lane < 0 {
			if len(lanes) >= most {
				hidden++
				continue
			}
			lane = len(lanes)
			lanes = append(lanes, nil)
		}
		lanes[lane] = append(lanes[lane], piece{from, to})
		b.lane = lane
		kept = append(kept, b)
	}
	return kept, hidden
}

func (s Style) bandWords() lettering { return lettering{0.92, false, s.Palette.Text} }

// laneSeries draws notes and bars below the dates.
type laneSeries struct {
	series
	lay laneLayout
}

func (ls laneSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ls.at(r, box, x, y)
	lay, pal, l := ls.lay, ls.s.Palette, ls.s.bandWords()
	mid := lay.top + lay.noteRow/2
	for _, n := range lay.notes {
		p.mark(n.form, n.x, mid, 0.34, pal.Muted)
		p.text(n.word, n.at, p.middle(mid, l), fromLeft, l)
	}
	for _, b := range lay.bars {
		top := lay.top + lay.noteRow + b.lane*lay.laneHeight + p.em(0.15)
		bottom := top + lay.laneHeight - p.em(0.3)
		for i, s := range b.stretches {
			x0, x1 := b.edges[i][0], b.edges[i][1]
			p.box(x0, top, x1, bottom, mix(pal.Band, pal.BandFull, s.strength))
			if s.opens {
				p.line(x0, top, x0, bottom, pal.BandEdge, heavy)
			}
			if s.closes && (i+1 == len(b.stretches) || b.stretches[i+1].from > s.to) {
				p.line(x1, top, x1, bottom, pal.BandEdge, hair)
			}
		}
		for _, night := range b.sessions {
			v := lay.sessionAt(night)
			p.line(v, bottom-p.em(0.27), v, bottom, pal.BandEdge, firm)
		}
		for _, night := range b.missed {
			v := lay.sessionAt(night)
			p.line(v, top, v, top+p.em(missedMark), pal.Text, firm)
		}
		for _, w := range b.words {
			p.text(w.text, w.x, p.middle((top+bottom)/2, l), fromLeft, l)
		}
	}
	if lay.hidden > 0 && lay.height > 0 {
		quiet := ls.s.quiet()
		y := lay.top + lay.noteRow + lay.lanes*lay.laneHeight + p.em(1.05)
		p.text(ls.s.L.N("chart.more_remedies", lay.hidden), at.area.Left, y, fromLeft, quiet)
	}
}

// missedMark is how far the stroke of a missed dose reaches down from a bar's upper edge, in text sizes.
const missedMark = 0.32

// startSeries draws a faint upright line where a remedy begins or changes, unless they are too many to
// be told apart.
type startSeries struct {
	series
	lay laneLayout
}

const mostStarts = 14

func (ss startSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ss.at(r, box, x, y)
	var places []int
	for _, b := range ss.lay.bars {
		for i, s := range b.stretches {
			if s.opens {
				places = append(places, b.edges[i][0])
			}
		}
	}
	if len(places) > mostStarts {
		return
	}
	for _, v := range places {
		p.line(v, at.area.Top, v, at.area.Bottom, ss.s.Palette.Axis, hair, 0.3, 0.3)
	}
}
