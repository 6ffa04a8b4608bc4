package remedies

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// planner is the form "find out whether something helps".
type planner struct {
	screen *Screen
	page   *page
	iv     diary.Intervention
	plan   diary.PlannedComparison
	known  int // nights without it that are written down already
	rounds int

	name    *field.Line
	offers  *field.Entries
	save    func()
	refusal *fyne.Container
	details *fyne.Container
	summary *widget.Label
	power   *widget.Label
	weighing
	first *field.Line // of the lengths, nil where nothing is proposed
}

// planForm plans a comparison of a remedy, or of one that is asked for.
func (s *Screen) planForm(iv diary.Intervention) {
	l := s.env.L
	title, key := l.T("remedies.plan_any"), "plan/new/"
	if iv.ID != 0 {
		title, key = l.T("remedies.plan_name", "name", iv.Name), "plan/"+strconv.FormatInt(iv.ID, 10)+"/"
	}
	w := &planner{
		screen: s, page: s.open(key, title, iv.ID), iv: iv, rounds: 1,
		refusal: field.NewColumn(), details: field.NewColumn(), summary: look.Text(""), power: look.Text(""),
	}
	w.page.body.Add(look.Text(l.T("remedies.plan_hint")))
	if iv.ID == 0 {
		w.askName()
	}
	w.page.body.Add(w.refusal)
	w.page.body.Add(w.details)
	w.chosen()
	w.save = s.turn(w.page, l.T("remedies.plan_draw"), w.keep)
	if w.name != nil {
		s.env.Window.Canvas().Focus(w.name)
	}
}

// askName asks which remedy, and knows those of the diary and the catalogue.
func (w *planner) askName() {
	s, l := w.screen, w.screen.env.L
	w.name = w.page.form.Text(l, "name", l.T("remedies.plan_which"), "", diary.MaxName, func(text string) { w.named(text) })
	w.offers = s.entries(w.name, catalogue.Remedy, func(_ catalogue.Item, name string) {
		w.offers.Take(name)
		w.name.Commit()
	})
	// Enter shows the proposal; the start is drawn by its own button only, once that was seen.
	w.name.Entered = func() {
		if !w.asks(w.toFirst) {
			w.toFirst()
		}
	}
	w.page.body.Add(w.name.Box(0))
	w.page.body.Add(w.offers.Row)
}

// toFirst goes on to what is proposed.
func (w *planner) toFirst() {
	if w.first != nil {
		w.screen.env.Window.Canvas().Focus(w.first)
	}
}

// asks tells whether it is asked which remedy is meant, where the name typed is half of one. Then is called where it is none.
func (w *planner) asks(then func()) bool {
	return w.name != nil && w.iv.ID == 0 && w.iv.CatalogueID == "" && w.offers.Ask(w.iv.Name, then)
}

// named takes the remedy of that name from the diary, or makes it.
func (w *planner) named(text string) {
	s := w.screen
	iv := diary.Intervention{Name: strings.TrimSpace(text)}
	s.recognise(&iv)
	for _, own := range s.diary.Interventions {
		if strings.EqualFold(own.Name, iv.Name) {
			iv = own
		}
	}
	if iv.ID == w.iv.ID && iv.Name == w.iv.Name {
		return
	}
	w.iv = iv
	w.chosen()
}

// chosen shows what is proposed for the remedy, or why nothing is.
func (w *planner) chosen() {
	s, l := w.screen, w.screen.env.L
	w.refusal.Objects, w.details.Objects, w.first = nil, nil, nil
	w.page.form.Forget("length/")
	if w.iv.Name == "" {
		s.column.Refresh()
		return
	}
	if why, ok := s.mayPlan(w.iv); !ok {
		w.refusal.Add(look.NewNotice(look.Text(w.refused(why))))
		if why != alreadyAsked && why != atOnce && why != another && why != startNoted {
			w.refusal.Add(flow.New(look.NewButton(l.T("remedies.plan_track"), func() { s.edit(w.iv) })))
		}
		s.column.Refresh()
		return
	}
	w.plan, w.known = s.propose(w.iv)
	w.lengths()
	w.page.form.Commit() // lengths that were half typed when the program stopped
	w.say()
	s.column.Refresh()
	s.scroll.Refresh()
}

func (w *planner) refused(why reason) string {
	s, other := w.screen, ""
	if p, running := s.running(); running {
		for _, iv := range s.diary.Interventions {
			if iv.ID == p.InterventionID {
				other = iv.Name
			}
		}
	}
	if iv, blind := s.blindRunning(); blind {
		other = iv.Name
	}
	return s.env.L.T("remedies.plan_refused."+string(why), "name", w.iv.Name, "other", other)
}

// lengths asks how many nights of each; what counts is on show apart from what needs time to act.
func (w *planner) lengths() {
	l, f := w.screen.env.L, w.page.form
	count := func(key, name string, value, least int, changed func(int)) fyne.CanvasObject {
		line := f.Count(l, "length/"+keyOf(w.iv.Name)+key, l.T(name), diary.Some(value), least, diary.MaxWindowDays, 1, func(v diary.Optional[int]) {
			changed(v.Or(value))
			w.say()
		})
		if w.first == nil {
			w.first = line
		}
		return line.Box(6)
	}
	counted := w.plan.OnDays - w.plan.RunInDays
	if safety := w.screen.item(w.iv).SafetyIn(l); safety != "" {
		w.details.Add(look.Text(safety))
	}
	if w.known > 0 {
		w.details.Add(look.Text(l.N("remedies.plan_known", w.known)))
	}
	w.details.Add(flow.New(
		count("baseline", "remedies.plan_baseline", w.plan.BaselineDays, 7, func(n int) { w.plan.BaselineDays = n }),
		count("run_in", "remedies.plan_run_in", w.plan.RunInDays, 0, func(n int) {
			w.plan.RunInDays, w.plan.OnDays = n, n+counted
		}),
		count("on", "remedies.plan_on", counted, 7, func(n int) {
			counted, w.plan.OnDays = n, w.plan.RunInDays+n
		})))
	w.rounds = 1
	if off, ok := w.screen.offDays(w.iv); ok {
		twice := func(on bool) {
			w.rounds, w.plan.OffDays = 1, 0
			if on {
				w.rounds, w.plan.OffDays = 2, off
			}
		}
		again := recall(w.page, "") == w.iv.Name
		twice(again)
		w.details.Add(flow.New(field.NewChip(f, l, l.T("remedies.plan_again"), again, func(on bool) {
			twice(on)
			hold(w.page, map[bool]string{true: w.iv.Name}[on])
			w.say()
		})))
	}
	w.details.Add(look.NewNotice(field.NewColumn(w.summary, w.power)))
}

// soonest is the first night that is still to come.
func (w *planner) soonest() diary.Date { return w.screen.env.LatestNight().AddDays(1) }

// say tells when it would begin and be over.
func (w *planner) say() {
	l := w.screen.env.L
	latest := started(w.plan, w.rounds, w.soonest(), func(start diary.DrawnStart) diary.Date { return start.Latest })
	first := latest.Starts[0]
	w.summary.SetText(l.T("remedies.plan_summary", "earliest", l.DateMedium(first.Earliest), "latest", l.DateMedium(first.Latest), "end", l.DateMedium(latest.End())))
	w.weigh()
}

// keep draws the starts once and for all. It says what is wrong, or "".
func (w *planner) keep() string {
	s, l := w.screen, w.screen.env.L
	if w.iv.Name == "" {
		return l.T("remedies.plan_which_missing")
	}
	if w.asks(w.save) {
		return l.T("field.offers.ask")
	}
	if why, ok := s.mayPlan(w.iv); !ok {
		return w.refused(why)
	}
	iv := w.iv
	if fault := s.wrong(iv.Validate()); fault != "" {
		return fault
	}
	if w.plan.OnDays > diary.MaxWindowDays {
		return l.T("remedies.plan_too_long", "most", l.Number(diary.MaxWindowDays, 0))
	}
	drawn := draw(rand.Int64(), w.plan, w.rounds, w.soonest())
	return s.put(l.T("remedies.plan_words", "start", l.DateLong(drawn.Starts[0].Drawn), "enough", l.DateLong(drawn.End().AddDays(-1))), func(ctx context.Context) error {
		return s.env.Store.PlanIntervention(ctx, &iv, &drawn)
	})
}

// planCard says where a remedy's planned comparison stands.
func (s *Screen) planCard(p diary.PlannedComparison, iv diary.Intervention) fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Text(s.planWords(p, iv)))
	if p.At(s.env.LatestNight()).Stage == diary.PlanOver {
		body.Add(flow.New(look.NewButton(l.T("remedies.compare"), func() {
			s.env.Open(screen.Comparison, screen.Target{InterventionID: p.InterventionID})
		})))
		return look.NewNotice(body)
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.plan_give_up"), func() {
		p.Abandoned = diary.Some(s.env.LatestNight())
		s.run(l.T("remedies.plan_given_up"), func(ctx context.Context) error { return s.env.Store.SavePlan(ctx, &p) })
	})))
	return look.NewNotice(body)
}
