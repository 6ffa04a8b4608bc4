package remedies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

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
	e.save = s.turn(p, l.T("remedies.save"), e.keep)
	e.name.Entered = e.save
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
	kind   *look.Select
	safety *widget.Label
	offers *field.Entries
	save   func()
	phases *fyne.Container
	twice  string // the name that was said to be there already
	gaps   *widget.Label
}

func (e *editor) lay() {
	s := e.screen
	l := s.env.L
	e.name = e.page.form.Text(l, "name", l.T("remedies.name"), e.iv.Name, diary.MaxName, func(text string) { e.iv.Name = text })
	check := e.name.OnChanged
	e.name.OnChanged = func(text string) {
		check(text)
		e.iv.Name = text
		e.caution()
	}
	e.offers = s.entries(e.name, catalogue.Remedy, e.choose)
	kinds := make([]string, len(diary.Kinds))
	for i, k := range diary.Kinds {
		kinds[i] = l.T("kind." + string(k))
	}
	e.kind = look.NewSelect(l.T("remedies.kind"), kinds, func(i int) {
		e.iv.Kind = diary.Kinds[i]
		e.hold()
	})
	e.kind.PlaceHolder = l.T("remedies.kind_choose")
	e.kind.Pick(slices.Index(diary.Kinds, e.iv.Kind))
	note := e.page.form.Text(l, "note", l.T("remedies.note"), e.iv.Note, diary.MaxNote, func(text string) { e.iv.Note = text })
	e.safety.Hide()
	e.caution()
	e.page.body.Add(field.Left())
	e.page.body.Add(look.Quiet(l.T("remedies.name_hint")))
	e.page.body.Add(e.name.Box(0))
	e.page.body.Add(e.offers.Row)
	e.page.body.Add(field.Named(l.T("remedies.kind"), flow.New(look.Choice(e.kind))))
	e.page.body.Add(e.safety)
	e.page.body.Add(field.Right())
	e.page.body.Add(e.phases)
	e.page.body.Add(e.gaps)
	var add *look.Button
	add = look.NewButton(l.T("remedies.phase_add"), func() {
		e.page.form.Commit()
		next := diary.Phase{Start: s.meant()}
		if n := len(e.iv.Phases); n > 0 {
			last := e.iv.Phases[n-1]
			next.Start, next.Unit = last.End.Or(next.Start), last.Unit
		}
		e.iv.Phases = append(e.iv.Phases, next)
		e.hold()
		e.layPhases()
		s.scroll.Reveal(add)
	})
	e.page.body.Add(flow.New(add))
	e.page.body.Add(field.Left())
	e.page.body.Add(note.Box(0))
	e.page.body.Add(field.Across())
	e.layPhases()
}

// entries offer what the catalogue has for the name typed in a line.
func (s *Screen) entries(line *field.Line, as catalogue.Direction, choose func(item catalogue.Item, name string)) *field.Entries {
	return field.NewEntries(line, s.env.Window.Canvas(), field.Naming{
		Catalogue: s.env.Catalogue, L: s.env.L, As: as, Choose: choose,
		Laid: func() {
			s.column.Refresh()
			s.scroll.Refresh()
		},
	})
}

// choose takes an entry of the catalogue over.
func (e *editor) choose(item catalogue.Item, name string) {
	e.page.form.Commit()
	before := e.screen.item(e.iv)
	e.offers.Take(name)
	e.iv.Name, e.iv.CatalogueID = name, item.ID
	e.kind.SetSelectedIndex(slices.Index(diary.Kinds, item.Kind()))
	// What is taken already would end after the weeks that are usual for a new course.
	if e.iv.ID == 0 && len(e.iv.Phases) == 1 && (e.iv.Phases[0].Schedule == diary.Schedule{} || e.iv.Phases[0].Schedule == before.Template) {
		e.iv.Phases[0].Schedule = item.Template
	}
	e.hold()
	e.caution()
	e.layPhases()
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
	field.Rebuilt(e.screen.env.Window, e.phases, func() {
		e.phases.Objects = nil
		e.page.form.Forget("phase/")
		for i := range e.iv.Phases {
			e.phases.Add(e.phase(i))
		}
	})
	e.comment()
	e.screen.column.Refresh()
	e.screen.scroll.Refresh()
	e.screen.revealKeyboard()
}

// comment tells what lies between the times as they stand.
func (e *editor) comment() {
	lines := between(e.screen.env.L, e.iv.Phases)
	e.gaps.SetText(strings.Join(lines, "\n"))
	e.gaps.Hidden = len(lines) == 0
}

// keep saves the remedy, or says what is wrong.
func (e *editor) keep() string {
	s := e.screen
	iv := e.iv
	iv.Name = strings.TrimSpace(e.name.Text)
	iv.Phases = slices.Clone(iv.Phases)
	s.recognise(&iv)
	same := func(own diary.Intervention) bool { return strings.EqualFold(own.Name, iv.Name) }
	if iv.CatalogueID == "" && iv.Name != e.was.Name && !slices.ContainsFunc(s.diary.Interventions, same) {
		if e.offers.Ask(iv.Name, e.save) {
			return s.env.L.T("field.offers.ask")
		}
	}
	if fault := e.placeStarts(iv.Phases); fault != "" {
		return fault
	}
	e.moveCourses(iv.Phases)
	for i, p := range iv.Phases {
		if !p.End.IsSet() { // what goes on has not ended for any reason
			iv.Phases[i].Paused, iv.Phases[i].StopReason = false, ""
		}
	}
	if iv.ID != 0 {
		return s.change(iv, func(now diary.Intervention) (diary.Intervention, error) {
			if asText(steady(now)) != asText(e.was) {
				return now, explain.Said(s.env.L.T("remedies.changed_meanwhile"))
			}
			iv.Intakes, iv.SideEffects = now.Unscheduled().Intakes, now.SideEffects
			return iv.Scheduled(), nil
		})
	}
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

// placeStarts gives a start that is not known a night before the diary's first one, and before all else of
// the remedy. Only the first dose may have one.
func (e *editor) placeStarts(phases []diary.Phase) (fault string) {
	for i, p := range phases {
		if p.StartIs != diary.StartNotKnown || !p.Start.IsZero() {
			continue
		}
		if i > 0 {
			return e.screen.env.L.T("remedies.start_needed")
		}
		first := e.screen.env.LatestNight()
		for _, n := range e.screen.diary.Nights {
			first = earlier(first, n.Date)
		}
		if end, ended := p.End.Get(); ended {
			first = earlier(first, end)
		}
		for _, next := range phases[1:] {
			first = earlier(first, next.Start)
		}
		phases[i].Start = first.AddDays(-1)
	}
	return ""
}

func earlier(a, b diary.Date) diary.Date {
	if b.Before(a) {
		return b
	}
	return a
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

// recognise ties a remedy to the catalogue by the name typed; the kind then follows, unless another was chosen than the
// first one's.
func (s *Screen) recognise(iv *diary.Intervention) {
	before := s.item(*iv)
	item := s.entryOf(iv.Name, before, catalogue.Remedy)
	if item.ID == "" && iv.ID != 0 && (before.Prescription || before.NeverStopSuddenly || before.Dopaminergic) {
		item = before // a medicine by a name of one's own keeps its cautions
	}
	iv.CatalogueID = item.ID
	if item.ID != "" && (iv.Kind == "" || before.ID != "" && iv.Kind == before.Kind()) {
		iv.Kind = item.Kind()
	}
}

// entryOf is the entry of the catalogue that a name typed stands for, also where another was chosen before it was typed
// over. What was chosen stays under a name of one's own for it.
func (s *Screen) entryOf(name string, chosen catalogue.Item, as catalogue.Direction) catalogue.Item {
	if item, known := s.env.Catalogue.Recognise(name, as, s.env.L); known {
		return item
	}
	first, _, _ := strings.Cut(name, " ")
	if slices.ContainsFunc(s.env.Catalogue.Search(first, s.env.L), func(item catalogue.Item) bool { return item.ID == chosen.ID }) {
		return chosen
	}
	return catalogue.Item{}
}
