package comparison

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/empty"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/ui/slot"
	"stillnight/internal/wording"
)

// Screen is "Compare".
type Screen struct {
	env     *screen.Env
	reader  *reading.Reader[compare.Results]
	results compare.Results
	choice  choice
	content content
	loaded  bool

	scroll *scrolling.Pane
	column *fyne.Container
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen {
	s := &Screen{env: env, reader: reading.New[compare.Results](env), choice: choice{Outcome: compare.Severity}}
	s.reader.Lean = true
	// What can be chosen is there before what takes a while to compare.
	s.reader.Soon = func() {
		if d := s.reader.Diary(); !s.loaded && len(d.Interventions) > comparedAtOnce {
			s.content = offered(d, s.choice)
			s.lay()
		}
	}
	return s
}

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Comparison }

// Content is a long column of cards.
func (s *Screen) Content() fyne.CanvasObject {
	if s.scroll == nil {
		s.column = field.NewPictureColumn(func() *container.Scroll { return s.scroll.Scroll })
		s.column.Objects = []fyne.CanvasObject{look.Title(s.env.L.T("comparison.title"))}
		s.scroll = scrolling.New(s.env.L.T("comparison.title"), s.column)
		slot.Follow(s.scroll.Scroll, s.column, s.scroll.Refresh)
	}
	return s.scroll
}

// comparedAtOnce is up to how many remedies are compared too soon for anything else to be shown meanwhile.
const comparedAtOnce = 12

// Show brings the comparisons up to date, and one remedy to the front if the target names one.
func (s *Screen) Show(t screen.Target) {
	s.Content()
	if t.InterventionID != 0 && t.InterventionID != s.choice.InterventionID {
		s.choice.InterventionID = t.InterventionID
		if s.loaded {
			s.present(true)
		}
	}
	s.read()
}

// Hide has nothing to put away; nobody waits for comparisons any more.
func (s *Screen) Hide() { s.reader.Leave() }

// Changed compares again.
func (s *Screen) Changed(store.Change) { s.read() }

func (s *Screen) read() {
	wanted := s.choice.Outcome
	s.reader.Read(s.env.L.T("comparison.working"), func(ctx context.Context, c shelf.Content) (compare.Results, error) {
		// Only what is shown: the other outcomes are worked out when they are chosen.
		if !slices.Contains(compare.Recorded(c.Diary.Nights), wanted) {
			wanted = compare.Severity
		}
		return s.env.Shelf.Compare(ctx, c, wanted, s.env.CompareOptions())
	}, func(r compare.Results) {
		s.results = r
		s.present(!s.loaded)
		s.loaded = true
	})
}

// present lays out what was chosen; from the top if it is another choice.
func (s *Screen) present(fromTop bool) {
	d := s.reader.Diary()
	s.content = arrange(d, s.results, s.choice, s.env.L, func(iv diary.Intervention) []string {
		return compare.OneCourse(d, iv, s.env.Catalogue.SameMedicine)
	})
	s.choice = s.content.Choice
	if fromTop {
		s.scroll.Scroll.Offset = fyne.Position{}
	}
	s.lay()
}

func (s *Screen) lay() {
	field.Rebuilt(s.env.Window, s.column, func() {
		s.column.Objects = s.slots()
		s.relay()
	})
}

// relay lays the column out again after a card has changed its height.
func (s *Screen) relay() {
	s.column.Refresh()
	s.scroll.Refresh()
}

// slots are the parts of the column from top to bottom.
func (s *Screen) slots() []fyne.CanvasObject {
	l, v := s.env.L, s.content
	slots := []fyne.CanvasObject{slot.Built(look.Title(l.T("comparison.title")))}
	switch v.Missing {
	case remedies:
		return append(slots, slot.Built(empty.New(s.env, empty.NoRemedies(s.env, l.T("comparison.no_remedies")))))
	case nights:
		return append(slots, slot.Built(empty.New(s.env, empty.NoNights(s.env, l.T("comparison.no_nights")))))
	}
	p := panels{s.env, s.relay, s.scroll.Reveal}
	slots = append(slots, slot.Built(s.controls()))
	if v.Missing == comparisons {
		return append(slots, slot.Built(look.Quiet(l.T("comparison.working"))))
	}
	if v.Choice.InterventionID == 0 && len(v.Summary) > 0 {
		slots = append(slots, field.Left(), slot.Built(p.summary(v)), field.Right())
	}
	if v.Choice.InterventionID == 0 && len(v.Forest) > 0 {
		slots = append(slots, p.glances(v)...)
	}
	slots = append(slots, field.Across())
	// In a wide window remedies stand side by side; one alone has its changes side by side.
	sides, alone := []func() fyne.CanvasObject{field.Left, field.Right}, len(v.Groups) == 1
	for i, g := range v.Groups {
		if alone {
			slots = append(slots, slot.New(3, func() fyne.CanvasObject { return p.heading(g) }))
		} else {
			slots = append(slots, sides[i%2](), slot.New(3, func() fyne.CanvasObject { return p.heading(g) }))
		}
		for j, card := range s.cards(p, g) {
			if alone {
				slots = append(slots, sides[j%2]())
			}
			slots = append(slots, card)
		}
	}
	return append(slots, field.Across(), slot.Built(stack(look.Quiet(wording.Placebo(l)), look.Quiet(wording.DoNotStop(l)))))
}

// cards are what there is of one remedy, from top to bottom.
func (s *Screen) cards(p panels, g group) (cards []fyne.CanvasObject) {
	if pooled, ok := g.Pooled.Get(); ok {
		cards = append(cards, slot.New(28, func() fyne.CanvasObject { return p.pooled(pooled) }))
	}
	if len(g.Doses) > 0 {
		cards = append(cards, slot.New(25, func() fyne.CanvasObject { return p.doses(g) }))
	}
	for _, c := range g.Steps {
		cards = append(cards, slot.New(40, func() fyne.CanvasObject { return p.step(c, g.watched(c, s.env.L)) }))
	}
	return cards
}

// ReadOut tells every panel.
func (s *Screen) ReadOut() string {
	l, v := s.env.L, s.content
	parts := []string{l.T("comparison.title")}
	switch v.Missing {
	case remedies:
		return strings.Join(append(parts, l.T("comparison.no_remedies")), "\n\n")
	case nights:
		return strings.Join(append(parts, l.T("comparison.no_nights")), "\n\n")
	case comparisons:
		return strings.Join(append(parts, l.T("comparison.working")), "\n\n")
	}
	style := chart.Style{L: l}
	if v.Choice.InterventionID == 0 {
		parts = append(parts, strings.Join(append([]string{l.T("comparison.summary")}, v.Summary...), "\n"))
		parts = append(parts, chart.Forest(v.Forest, style).Text())
	}
	for _, g := range v.Groups {
		head := g.Name
		if g.NeverStop {
			head += "\n" + l.T("comparison.never_stop")
		}
		if words := g.unshown(l); words != "" {
			head += "\n" + words
		}
		if words := g.before(l); words != "" {
			head += "\n" + words
		}
		if words := g.shared(l); words != "" {
			head += "\n" + words
		}
		parts = append(parts, head)
		if pooled, ok := g.Pooled.Get(); ok {
			parts = append(parts, chart.Rounds(pooled, style).Text())
		}
		for _, c := range g.Steps {
			parts = append(parts, strings.Join(spoken(c, g.watched(c, l), chart.BeforeAfter(c, style).Text(), l), "\n"))
		}
	}
	parts = append(parts, wording.Placebo(l), wording.DoNotStop(l))
	return strings.Join(parts, "\n\n")
}
