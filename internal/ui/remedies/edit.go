package remedies

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// suggestions is how many of the catalogue's entries are offered at a time.
const suggestions = 6

// edit opens the form of a remedy: a new one, or one whose history is put right.
func (s *Screen) edit(iv diary.Intervention) {
	l := s.env.L
	title, key := l.T("remedies.add"), "remedy/new/"+keyOf(iv.Name)
	if iv.ID != 0 {
		title, key = l.T("remedies.correct_name", "name", iv.Name), "remedy/"+strconv.FormatInt(iv.ID, 10)+"/"
	}
	was := diary.Intervention{}
	if iv.ID != 0 {
		was = steady(iv)
	}
	p := s.open(key, title, was)
	iv.Phases = slices.Clone(iv.Phases)
	if len(iv.Phases) == 0 && iv.ID == 0 {
		iv.Phases = []diary.Phase{{Start: s.meant()}}
	}
	e := &editor{screen: s, page: p, was: was, iv: recall(p, steady(iv)), safety: look.Text(""), phases: field.NewColumn(), gaps: look.Text("")}
	e.lay()
	e.name.Entered = s.turn(p, l.T("remedies.save"), e.keep)
	if iv.ID == 0 {
		s.env.Window.Canvas().Focus(e.name)
	}
}

// editor is the form of one remedy.
type editor struct {
	screen *Screen
	page   *page
	was    diary.Intervention // as it is in the diary
	iv     diary.Intervention
	name   *field.Line
	kind   *widget.Select
	safety *widget.Label
	offers *field.Offers
	phases *fyne.Container
	twice  string // the name that was said to be there already
	gaps   *widget.Label
}

func (e *editor) lay() {
	s := e.screen
	l := s.env.L
	e.name = e.page.form.Text(l, "name", l.T("remedies.name"), e.iv.Name, diary.MaxName, func(text string) { e.iv.Name = text })
	e.offers = field.NewOffers(e.name, s.env.Window.Canvas())
	check := e.name.OnChanged
	e.name.OnChanged = func(text string) {
		check(text)
		e.iv.Name = text
		e.suggest(text)
		e.caution()
	}
	kinds := make([]string, len(diary.Kinds))
	for i, k := range diary.Kinds {
		kinds[i] = l.T("kind." + string(k))
	}
	e.kind = widget.NewSelect(kinds, nil)
	e.kind.PlaceHolder = l.T("remedies.kind_choose")
	e.kind.SetSelectedIndex(slices.Index(diary.Kinds, e.iv.Kind))
	e.kind.OnChanged = func(string) {
		e.iv.Kind = diary.Kinds[e.kind.SelectedIndex()]
		e.hold()
	}
	note := e.page.form.Text(l, "note", l.T("remedies.note"), e.iv.Note, diary.MaxNote, func(text string) { e.iv.Note = text })
	e.safety.Hide()
	e.caution()
	e.page.body.Add(look.Quiet(l.T("remedies.name_hint")))
	e.page.body.Add(e.name.Box(0))
	e.page.body.Add(e.offers.Row)
	e.page.body.Add(field.Named(l.T("remedies.kind"), flow.New(look.Choice(e.kind))))
	e.page.body.Add(e.safety)
	e.page.body.Add(e.phases)
	e.page.body.Add(e.gaps)
	e.page.body.Add(flow.New(look.NewButton(l.T("remedies.phase_add"), func() {
		e.page.form.Commit()
		next := diary.Phase{Start: s.meant()}
		if n := len(e.iv.Phases); n > 0 {
			last := e.iv.Phases[n-1]
			next.Start, next.Unit = last.End.Or(next.Start), last.Unit
		}
		e.iv.Phases = append(e.iv.Phases, next)
		e.hold()
		e.layPhases()
	})))
	e.page.body.Add(note.Box(0))
	e.layPhases()
}

// suggest offers the catalogue's entries for what is typed.
func (e *editor) suggest(text string) {
	e.screen.offer(text, catalogue.Remedy, e.offers, e.choose)
}

// offer shows the catalogue's remedies, or triggers, for what is typed.
func (s *Screen) offer(text string, as catalogue.Direction, offers *field.Offers, choose func(item catalogue.Item, name string)) {
	offers.Clear()
	if strings.TrimSpace(text) != "" {
		for _, item := range s.env.Catalogue.Search(text, s.env.L) {
			if item.Serves(as) && offers.Len() < suggestions {
				name := s.env.Catalogue.NameFor(item, text, s.env.L)
				offers.Add(item.Offered(name, s.env.L), func() { choose(item, name) })
			}
		}
	}
	s.column.Refresh()
	s.scroll.Refresh()
}

// choose takes an entry of the catalogue over.
func (e *editor) choose(item catalogue.Item, name string) {
	e.page.form.Commit()
	before := e.screen.item(e.iv)
	e.name.Fill(name)
	e.offers.Clear()
	e.iv.Name, e.iv.CatalogueID = name, item.ID
	e.kind.SetSelectedIndex(slices.Index(diary.Kinds, item.Kind()))
	// What is taken already would end after the weeks that are usual for a new course.
	if e.iv.ID == 0 && len(e.iv.Phases) == 1 && (e.iv.Phases[0].Schedule == diary.Schedule{} || e.iv.Phases[0].Schedule == before.Template) {
		e.iv.Phases[0].Schedule = item.Template
	}
	e.hold()
	e.caution()
	e.layPhases()
	e.screen.env.Window.Canvas().Focus(e.name)
}

// hold keeps what is chosen where a crash does not reach it.
func (e *editor) hold() { hold(e.page, e.iv) }

// caution shows what the catalogue says about safety and how long to wait.
func (e *editor) caution() {
	l := e.screen.env.L
	known := e.iv
	e.screen.recognise(&known)
	item := e.screen.item(known)
	e.safety.Hidden = item.ID == ""
	if item.ID == "" {
		return
	}
	lines := []string{}
	if text := item.SafetyIn(l); text != "" {
		lines = append(lines, text)
	}
	if text := item.ScheduleIn(l); text != "" {
		lines = append(lines, l.T("remedies.usual", "schedule", text))
	}
	var windows []string
	for _, w := range []struct {
		key  string
		days int
	}{{"remedies.window.run_in", item.SkipFirstDays}, {"remedies.window.judge", item.JudgeAfterDays}, {"remedies.window.fade", item.CarryOverDays}} {
		if w.days > 0 {
			windows = append(windows, l.N(w.key, w.days))
		}
	}
	if len(windows) > 0 {
		lines = append(lines, strings.Join(windows, " "))
	}
	e.safety.SetText(strings.Join(lines, "\n"))
	e.safety.Show()
}

func (e *editor) layPhases() {
	e.phases.Objects = nil
	e.page.form.Forget("phase/")
	for i := range e.iv.Phases {
		e.phases.Add(e.phase(i))
	}
	e.comment()
	e.screen.column.Refresh()
	e.screen.scroll.Refresh()
}

// comment tells what lies between the times as they stand.
func (e *editor) comment() {
	lines := between(e.screen.env.L, e.iv.Phases)
	e.gaps.SetText(strings.Join(lines, "\n"))
	e.gaps.Hidden = len(lines) == 0
}

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
	heading := l.T("remedies.phase_only")
	if len(e.iv.Phases) > 1 {
		heading = l.T("remedies.phase", "n", strconv.Itoa(i+1))
	}
	more := e.more(i, key)
	body := field.NewColumn(
		look.Heading(heading),
		flow.New(
			f.DateAround(l, key+"start", l.T("remedies.start"), p.Start, today, true, func(d diary.Date) {
				e.iv.Phases[i].Start = d
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
var half = regexp.MustCompile(`(?i)\s+([ap])\.?\s?m\.?(\s|$)`)

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

// keep saves the remedy, or says what is wrong.
func (e *editor) keep() string {
	s := e.screen
	iv := e.iv
	iv.Name = strings.TrimSpace(e.name.Text)
	iv.Phases = slices.Clone(iv.Phases)
	s.recognise(&iv)
	e.moveCourses(iv.Phases)
	for i, p := range iv.Phases {
		if !p.End.IsSet() { // what goes on has not ended for any reason
			iv.Phases[i].Paused, iv.Phases[i].StopReason = false, ""
		}
	}
	if iv.ID != 0 {
		return s.change(iv, func(now diary.Intervention) (diary.Intervention, error) {
			if asText(steady(now)) != asText(e.was) {
				return now, inWords(s.env.L.T("remedies.changed_meanwhile"))
			}
			iv.Intakes = now.Unscheduled().Intakes
			return iv.Scheduled(), nil
		})
	}
	same := func(own diary.Intervention) bool { return strings.EqualFold(own.Name, iv.Name) }
	if e.twice != iv.Name && slices.ContainsFunc(s.diary.Interventions, same) {
		e.twice = iv.Name
		return s.env.L.T("remedies.twice", "name", iv.Name)
	}
	iv = iv.Scheduled()
	if fault := s.wrong(iv.Validate()); fault != "" {
		return fault
	}
	return s.put(s.env.L.T("remedies.saved", "name", iv.Name), func(ctx context.Context) error { return s.env.Store.SaveIntervention(ctx, &iv) })
}

// moveCourses lets the end of a course, where it was that of its weeks, move with a corrected beginning.
func (e *editor) moveCourses(phases []diary.Phase) {
	for i, p := range phases {
		for _, was := range e.was.Phases {
			end, course := was.CourseEnd()
			if was.ID == p.ID && course && was.End == diary.Some(end) && p.End == was.End && (p.Start != was.Start || p.Schedule != was.Schedule) {
				phases[i].End = diary.None[diary.Date]()
			}
		}
	}
}

// recognise ties a remedy to the catalogue by the name typed, also where another was chosen first and then
// typed over; the kind then follows, unless another was chosen than the first one's.
func (s *Screen) recognise(iv *diary.Intervention) {
	before := s.item(*iv)
	item, known := s.env.Catalogue.Recognise(iv.Name, catalogue.Remedy, s.env.L)
	if !known {
		if iv.ID != 0 && (before.Prescription || before.NeverStopSuddenly || before.Dopaminergic) {
			return // a medicine by a name of one's own keeps its cautions
		}
		first, _, _ := strings.Cut(iv.Name, " ")
		if slices.ContainsFunc(s.env.Catalogue.Search(first, s.env.L), func(item catalogue.Item) bool { return item.ID == before.ID }) {
			return // a name of one's own for what was chosen
		}
	}
	iv.CatalogueID = item.ID
	if item.ID != "" && (iv.Kind == "" || before.ID != "" && iv.Kind == before.Kind()) {
		iv.Kind = item.Kind()
	}
}
