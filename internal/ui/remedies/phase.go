package remedies

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// phase is one stretch of nights with one dose.
func (e *editor) phase(i int) fyne.CanvasObject {
	s, f, p := e.screen, e.page.form, &e.iv.Phases[i]
	l, today, key := s.env.L, s.env.LatestNight(), "phase/"+strconv.Itoa(i)+"/"
	end := diary.Date{}
	if last, ok := p.End.Get(); ok {
		end = last.AddDays(-1)
	}
	unit := f.Text(l, key+"unit", l.T("remedies.dose_unit"), p.Unit, diary.MaxName, func(v string) { e.iv.Phases[i].Unit = v })
	unit.SetPlaceHolder("–")
	times := f.Line(key+"times", l.T("remedies.times"), writeTimes(l, p.Times), func(text string) (func(), string) {
		clocks, fault := readTimes(l, text)
		return func() { e.iv.Phases[i].Times = clocks }, fault
	})
	times.Tidy = func(text string) string {
		clocks, _ := readTimes(l, text)
		return writeTimes(l, clocks)
	}
	times.OfferNow(l, func(text string) string {
		if text = strings.TrimRight(text, " ,;"); text == "" {
			return ""
		}
		return text + ", "
	})
	heading := l.T("remedies.phase_only")
	if len(e.iv.Phases) > 1 {
		heading = l.T("remedies.phase", "n", strconv.Itoa(i+1))
	}
	more := e.more(i, key)
	body := field.NewColumn(
		look.Heading(heading),
		flow.New(
			f.Start(l, key+"start", l.T("remedies.start"), *p, today, func(d diary.Date, is diary.StartPrecision) {
				e.iv.Phases[i].Start, e.iv.Phases[i].StartIs = d, is
				e.comment()
			}).DateBox(l, s.env.Window, today),
			f.DateAround(l, key+"end", l.T("remedies.end"), end, today, false, func(d diary.Date) {
				e.iv.Phases[i].End = diary.None[diary.Date]()
				if !d.IsZero() {
					e.iv.Phases[i].End = diary.Some(d.AddDays(1))
				}
				e.comment()
				if !d.IsZero() {
					more.Unfold() // why it ended
				}
			}).DateBox(l, s.env.Window, today)),
		flow.New(
			f.Number(l, key+"dose", l.T("remedies.dose"), p.Dose, 0, diary.MaxDose, 1, func(v diary.Optional[float64]) { e.iv.Phases[i].Dose = v }).Box(8),
			unit.Box(8),
			times.Box(16)),
		flow.New(
			f.Count(l, key+"per_week", l.T("remedies.per_week"), positive(p.Schedule.TimesPerWeek), 0, 7, 1, func(v diary.Optional[int]) { e.iv.Phases[i].Schedule.TimesPerWeek = v.Or(0) }).Box(5),
			f.Count(l, key+"weeks", l.T("remedies.weeks"), positive(p.Schedule.Weeks), 0, diary.MaxWeeks, 1, func(v diary.Optional[int]) { e.iv.Phases[i].Schedule.Weeks = v.Or(0) }).Box(5),
			field.NewChip(f, l, l.T("remedies.as_needed"), p.Schedule.AsNeeded, func(on bool) {
				e.iv.Phases[i].Schedule.AsNeeded = on
				e.hold()
			})))
	body.Add(more)
	body.Add(more.Body())
	if len(e.iv.Phases) > 1 || e.iv.ID != 0 {
		body.Add(flow.New(look.NewButton(l.T("remedies.phase_delete"), func() {
			f.Commit()
			e.page.drop()
			e.iv.Phases = slices.Delete(e.iv.Phases, i, i+1)
			e.hold()
			e.layPhases()
			if len(e.iv.Phases) == 0 {
				s.env.Window.Canvas().Focus(e.name) // this button is gone, and nothing took its place
			}
		})))
	}
	return look.NewCard(body)
}

// more is what is seldom known when a remedy is new: it is folded away there until there is something in it.
func (e *editor) more(i int, key string) *field.Fold {
	s, f, p := e.screen, e.page.form, &e.iv.Phases[i]
	l := s.env.L
	filled := e.iv.ID != 0 || p.RunInDays.IsSet() || p.End.IsSet() || p.Paused || p.StopReason != "" || p.Overall.IsSet()
	for _, name := range []string{"run_in", "why"} {
		_, half := f.Half(key + name)
		filled = filled || half
	}
	more := field.NewFold(f, l, l.T("remedies.phase_more"), filled, func() fyne.CanvasObject {
		return field.NewColumn(
			flow.New(f.Count(l, key+"run_in", l.T("remedies.run_in"), p.RunInDays, 0, diary.MaxWindowDays, 1, func(v diary.Optional[int]) { e.iv.Phases[i].RunInDays = v }).Box(5)),
			flow.New(
				f.Text(l, key+"why", l.T("remedies.why"), p.StopReason, diary.MaxNote, func(v string) { e.iv.Phases[i].StopReason = v }).Box(24),
				field.NewChip(f, l, l.T("remedies.pause"), p.Paused, func(on bool) {
					e.iv.Phases[i].Paused = on
					e.hold()
				})),
			e.overall(i))
	})
	more.Toggled = func(bool) {
		s.column.Refresh()
		s.scroll.Refresh()
	}
	return more
}

// overall asks how the person finds it has been since a phase began.
func (e *editor) overall(i int) fyne.CanvasObject {
	l, p := e.screen.env.L, e.iv.Phases[i]
	steps := make([]int, 2*diary.MaxOverall+1)
	for k := range steps {
		steps[k] = k + 1 // 1 to 7, so that 0 is no answer
	}
	answer := 0
	if v, ok := p.Overall.Get(); ok {
		answer = v + diary.MaxOverall + 1
	}
	return field.Named(l.T("remedies.overall"), field.One(e.page.form, l, steps, answer,
		func(k int) string { return l.T("remedies.overall." + strconv.Itoa(k)) },
		func(k int) {
			e.iv.Phases[i].Overall = diary.None[int]()
			if k > 0 {
				e.iv.Phases[i].Overall = diary.Some(k - diary.MaxOverall - 1)
			}
			e.hold()
		}))
}

func positive(n int) diary.Optional[int] {
	if n == 0 {
		return diary.None[int]()
	}
	return diary.Some(n)
}

func writeTimes(l *i18n.Localizer, clocks []diary.Clock) string {
	times := make([]string, len(clocks))
	for k, c := range clocks {
		times[k] = l.Clock(c)
	}
	return strings.Join(times, ", ")
}

// half is the ending of a time that stands apart from it.
var half = pattern.New(`(?i)\s+([ap])\.?\s?m\.?(\s|$)`)

// readTimes reads times with commas or semicolons between, or blanks where these cannot belong to a time,
// as they do in "10:00 pm". It says what is wrong, or "".
func readTimes(l *i18n.Localizer, text string) (clocks []diary.Clock, fault string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		if c, fault := field.ReadClock(l, part); fault == "" {
			clocks = append(clocks, c)
			continue
		}
		for _, word := range strings.Fields(half.ReplaceAllString(part, "${1}m ")) {
			c, fault := field.ReadClock(l, word)
			if fault != "" {
				return nil, fault
			}
			clocks = append(clocks, c)
		}
	}
	return clocks, ""
}
