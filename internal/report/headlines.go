package report

import (
	"slices"
	"strings"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// headline is one row of figures: now, before.
type headline struct{ label, now, before string }

// slimHeadlines is how many figures a slim first page has.
const slimHeadlines = 8

// headlines set the last four weeks beside the four before, in two columns of figures.
func (lay *layout) headlines(m material) {
	l := lay.o.L
	end := m.last
	if nights := m.d.Between(m.first, m.last); len(nights) > 0 {
		end = nights[len(nights)-1].Date
	}
	now := factsOf(m.d, end.AddDays(1-headlineNights), end)
	before := factsOf(m.d, end.AddDays(1-2*headlineNights), end.AddDays(-headlineNights))
	rows := headlineRows(l, now, before, lay.brevity >= slim)
	half := (len(rows) + 1) / 2
	lay.heading(l.T("report.headlines"), float64(half+2)*leading)
	dates := l.T("report.headline_dates", "first", wording.FirstDay(l, now.first, now.last), "last", l.DateMedium(now.last),
		"first_before", wording.FirstDay(l, before.first, before.last), "last_before", l.DateMedium(before.last))
	lay.beside(l.T("report.headlines"), dates)
	lay.y += 2
	const gap, nowShare = 18, 0.76
	width := (lay.content() - gap) / 2
	top := lay.y
	for side, part := range [][]headline{rows[:half], rows[half:]} {
		x := lay.left() + float64(side)*(width+gap)
		nowEnd := width * nowShare
		for _, r := range part { // two clocks of twelve hours are long
			nowEnd = min(nowEnd, width-draw.Width(r.before, small, false)-cellGap)
		}
		lay.y = top
		lay.textRight(l.T("report.now"), x+nowEnd, lay.y+lay.quiet().rise(), lay.quiet())
		lay.textRight(l.T("report.before"), x+width, lay.y+lay.quiet().rise(), lay.quiet())
		lay.y += leading + 1
		lay.put(lineMark{x, lay.y, x + width, lay.y, 0.7, lay.ink.Axis})
		lay.y += 1.5
		for _, r := range part {
			y := lay.y + lay.plain().rise()
			room := nowEnd - draw.Width(r.now, small, true) - cellGap
			lay.text(lay.plain().fit(r.label, room), x, y, lay.plain())
			lay.textRight(r.now, x+nowEnd, y, lay.strong())
			lay.textRight(r.before, x+width, y, lay.plain())
			lay.y += leading + 1
			lay.put(lineMark{x, lay.y - 1, x + width, lay.y - 1, 0.4, lay.ink.Grid})
		}
	}
	lay.y = top + leading + 2.5 + float64(half)*(leading+1)
	if where := strings.TrimSpace(whereAndWhat(l, now)); where != "" && lay.brevity == atLength {
		lay.y += 3
		lay.paragraph(where, lay.plain())
	}
}

// headlineRows are the figures that at least one of the two stretches has; few of them are those asked about first.
func headlineRows(l *i18n.Localizer, now, before facts, few bool) []headline {
	const none = "–"
	var rows []headline
	row := func(label string, of func(facts) (string, bool)) {
		a, okA := of(now)
		b, okB := of(before)
		if !okA && !okB {
			return
		}
		if !okA {
			a = none
		}
		if !okB {
			b = none
		}
		rows = append(rows, headline{label, a, b})
	}
	if !few {
		row(l.T("report.row.recorded"), func(f facts) (string, bool) {
			return l.T("report.n_of_m", "n", l.Number(float64(f.recorded), 0), "m", l.Number(float64(f.possible), 0)), true
		})
	}
	row(l.T("report.row.symptoms"), func(f facts) (string, bool) {
		if n, ok := f.perWeek(f.symptoms); ok {
			return l.Number(n, 1), true
		}
		return l.T("report.n_of_m", "n", l.Number(float64(f.symptoms), 0), "m", l.Number(float64(f.rated), 0)), f.rated > 0
	})
	row(l.T("report.row.severity"), func(f facts) (string, bool) {
		n, ok := f.mean(compare.Severity)
		return l.Number(n, 1), ok
	})
	row(l.T("report.row.bad", "n", l.Number(diary.BadNight, 0)), func(f facts) (string, bool) {
		return l.T("report.n_of_m", "n", l.Number(float64(f.bad), 0), "m", l.Number(float64(f.rated), 0)), f.rated > 0
	})
	row(l.T("report.row.onset"), func(f facts) (string, bool) {
		return f.onset(l, 0.5)
	})
	if !few {
		row(l.T("report.row.onset_half"), onsetHalf(l))
	}
	for _, o := range meansShown() {
		row(l.T("report.row.mean", "name", wording.Outcome(l, o)), func(f facts) (string, bool) {
			n, ok := f.mean(o)
			return wording.Mean(l, o, n), ok
		})
	}
	if few {
		return rows[:min(len(rows), slimHeadlines)]
	}
	return rows
}

// onsetHalf is from when to when the middle half of the onsets lay.
func onsetHalf(l *i18n.Localizer) func(facts) (string, bool) {
	return func(f facts) (string, bool) {
		early, ok := f.onset(l, 0.25)
		late, _ := f.onset(l, 0.75)
		if early == late {
			return early, ok
		}
		return l.T("report.clock_range", "first", early, "last", late), ok
	}
}

// meansShown are the outcomes whose mean has a row: those that most nights have first. Severity and onset have
// rows of their own.
func meansShown() []compare.Outcome {
	list := []compare.Outcome{compare.MinutesToSleep, compare.TimesUp, compare.MinutesAwake, compare.SleepHours}
	for _, o := range compare.Outcomes {
		if o != compare.Severity && o != compare.OnsetMinutes && o != compare.DaytimeSymptoms && !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	return list
}

// whereAndWhat tells body parts and kinds of sensation, urge and cramp apart, each with its nights.
func whereAndWhat(l *i18n.Localizer, f facts) string {
	count := func(name string, n int) string {
		return l.T("report.counted", "name", name, "n", l.Number(float64(n), 0))
	}
	var sentences, list []string
	for _, s := range diary.Sensations {
		if n := f.sensations[string(s)]; n > 0 {
			list = append(list, count(l.T("sensation."+string(s)), n))
		}
	}
	if len(list) > 0 {
		sentences = append(sentences, l.N("report.felt_of", f.withSensations, "list", strings.Join(list, ", ")))
	}
	list = nil
	for _, p := range diary.BodyParts {
		if n := f.parts[string(p)]; n > 0 {
			list = append(list, count(l.T("bodypart."+string(p)), n))
		}
	}
	if len(list) > 0 {
		sentences = append(sentences, l.T("report.where_of", "nights", l.Number(float64(f.withParts), 0), "list", strings.Join(list, ", ")))
	}
	return strings.Join(sentences, " ")
}
