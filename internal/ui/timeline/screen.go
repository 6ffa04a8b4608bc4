package timeline

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/empty"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/wording"
)

// paneLines is the least height of the picture in text sizes.
const paneLines = 17

// Screen is "Timeline".
type Screen struct {
	env    *screen.Env
	reader *reading.Reader[diary.Diary]
	loaded bool
	want   diary.Date // a night to bring into view once the diary is read

	stage    *fyne.Container
	pane     *pane
	outcome  *look.Select
	outcomes []compare.Outcome
	full     fyne.CanvasObject
	moves    []func() // each looks after one of the buttons that lead to other nights
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen {
	s := &Screen{env: env, reader: reading.New[diary.Diary](env)}
	s.reader.Lean = true
	return s
}

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Timeline }

// Content is the picture, as high as the window has room, with its controls above.
func (s *Screen) Content() fyne.CanvasObject {
	if s.stage == nil {
		s.stage = container.NewStack()
		s.pane = newPane(s.env, paneLines)
		s.pane.OpenNight = func(n diary.Date) { s.env.Open(screen.Night, screen.Target{Night: n}) }
		s.full = s.build()
	}
	return s.stage
}

// Show brings the nights up to date, and one of them into view if the target names one.
func (s *Screen) Show(t screen.Target) {
	s.Content()
	s.want = t.Night
	if s.loaded && !s.want.IsZero() {
		s.pane.goTo(s.want)
	}
	s.read()
}

// Hide has nothing to put away; nobody waits for the nights any more.
func (s *Screen) Hide() { s.reader.Leave() }

// Changed draws the nights again.
func (s *Screen) Changed(store.Change) { s.read() }

func (s *Screen) read() {
	s.reader.Read(s.env.L.T("timeline.working"),
		func(_ context.Context, c shelf.Content) (diary.Diary, error) { return c.Diary, nil }, s.present)
}

func (s *Screen) present(d diary.Diary) {
	l := s.env.L
	b, ok := boundsOf(d)
	if !ok {
		s.loaded = false
		s.stage.Objects = []fyne.CanvasObject{container.NewVScroll(look.Column(
			look.Title(l.T("timeline.title")), empty.New(s.env, empty.NoNights(s.env, l.T("timeline.no_nights")))))}
		s.stage.Refresh()
		return
	}
	s.offer(recorded(d))
	view := s.pane.view
	if !s.loaded {
		view = b.last(oneYear, view.Outcome)
	}
	if view.Last == s.pane.bounds.Last && b.Last.After(view.Last) {
		view = view.Pan(b.Last.Sub(view.Last)) // who looks at the newest nights goes on doing so
	}
	s.pane.open(d, b, view)
	s.offerMoves()
	if !s.loaded {
		s.loaded = true
		s.stage.Objects = []fyne.CanvasObject{s.full}
		s.stage.Refresh()
	}
	if !s.want.IsZero() {
		s.pane.goTo(s.want)
		s.want = diary.Date{}
	}
}

// offer lists the outcomes that the diary holds.
func (s *Screen) offer(outcomes []compare.Outcome) {
	s.outcomes = outcomes
	names := make([]string, len(outcomes))
	chosen := 0
	for i, o := range outcomes {
		names[i] = wording.Outcome(s.env.L, o)
		if o == s.pane.view.Outcome {
			chosen = i
		}
	}
	s.outcome.SetOptions(names)
	s.outcome.Pick(chosen)
	s.pane.view.Outcome = outcomes[chosen]
}

// build lays out controls and picture.
func (s *Screen) build() fyne.CanvasObject {
	l, p := s.env.L, s.pane
	s.outcome = look.NewSelect(l.T("timeline.choose_outcome"), nil, func(i int) {
		v := p.view
		v.Outcome = s.outcomes[i]
		p.look(v)
	})
	last := func(nights int) func() chart.TimelineView {
		return func() chart.TimelineView { return p.bounds.last(nights, p.view.Outcome) }
	}
	s.moves = nil
	move := func(word string, icon fyne.Resource, to func() chart.TimelineView) fyne.CanvasObject {
		b := look.NewIconButton(word, icon, func() { p.look(to()) })
		s.moves = append(s.moves, func() {
			if p.leads(to()) {
				b.Enable()
			} else {
				b.Disable() // there is nothing else to see that way
			}
		})
		return b
	}
	p.moved = s.offerMoves
	controls := flow.New(
		look.Choice(s.outcome),
		move(l.T("timeline.four_weeks"), nil, last(fourWeeks)),
		move(l.T("timeline.three_months"), nil, last(threeMonths)),
		move(l.T("timeline.one_year"), nil, last(oneYear)),
		move(l.T("timeline.all"), nil, func() chart.TimelineView { return p.bounds.all(p.view.Outcome) }),
		move(l.T("timeline.closer"), theme.ZoomInIcon(), func() chart.TimelineView { return p.zoomed(1 / keyZoom) }),
		move(l.T("timeline.further"), theme.ZoomOutIcon(), func() chart.TimelineView { return p.zoomed(keyZoom) }),
		move(l.T("timeline.earlier"), theme.NavigateBackIcon(), func() chart.TimelineView { return p.panned(-0.5) }),
		move(l.T("timeline.later"), theme.NavigateNextIcon(), func() chart.TimelineView { return p.panned(0.5) }))
	title := container.NewBorder(nil, nil, nil, container.NewCenter(p.MenuButton()), look.Title(l.T("timeline.title")))
	return container.NewVScroll(container.NewBorder(
		look.Column(title, controls, layout.NewSpacer()), look.Quiet(l.T("timeline.hint")), nil, nil, look.NewCard(p)))
}

// offerMoves turns off the buttons that lead nowhere from here.
func (s *Screen) offerMoves() {
	for _, offer := range s.moves {
		offer()
	}
}

// ReadOut tells what the picture shows.
func (s *Screen) ReadOut() string {
	l := s.env.L
	if !s.loaded {
		return l.T("timeline.title") + "\n\n" + l.T("timeline.no_nights")
	}
	text := l.T("timeline.title") + "\n\n" + s.pane.Picture().Text()
	if said := s.pane.Said(); said != "" {
		text += "\n\n" + said
	}
	return text
}
