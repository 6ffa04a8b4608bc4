package night

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/wording"
)

// nowPage is "It is happening now": a quiet clock, large buttons for what one does about it, and how it ends.
type nowPage struct {
	s        *Screen
	bout     *bout
	episode  diary.Episode
	measures []string
	minutes  map[string]float64

	view   *scrolling.Pane
	body   *fyne.Container
	clock  *widget.Label
	chips  []*field.Chip
	easing bool   // it was said to have eased, and how much is asked
	stop   func() // ends the clock
}

// now opens the page, and notes that it is happening unless that is noted already.
func (s *Screen) now() {
	ctx := context.Background()
	b, e, err := openBout(ctx, s.env.Store)
	if err == nil && b != nil && s.env.Now().Sub(b.Began) > stillNow {
		b = nil // that one is over, and asked about on its night
	}
	if err == nil && b == nil {
		b, err = beginBout(s.origin.Mark(ctx), s.env.Store, s.env.CurrentNight(), s.env.Now())
		if err == nil {
			b, e, err = openBout(ctx, s.env.Store)
		}
	}
	if err != nil || b == nil {
		s.env.Fail(err)
		return
	}
	d, err := s.env.Store.Diary(ctx)
	if err != nil {
		s.env.Fail(err)
		return
	}
	p := &nowPage{s: s, bout: b, episode: e}
	p.measures, p.minutes = offered(d)
	s.turn(p)
}

// stillNow is for how long after it began a bout is taken to go on.
const stillNow = 3 * time.Hour

func (p *nowPage) content() fyne.CanvasObject {
	p.body = field.NewColumn()
	p.view = scrolling.New(p.s.env.L.T("night.now"), p.body)
	p.lay()
	return p.view
}

// lay sets the page out: how it ends is in reach of one press, beneath it what to do.
func (p *nowPage) lay() {
	s, l := p.s, p.s.env.L
	p.clock = widget.NewLabel("")
	p.clock.SizeName = theme.SizeNameHeadingText
	p.showClock()
	back := s.button("night.now_leave", s.back)
	p.body.Objects = []fyne.CanvasObject{look.Title(l.T("night.now")), p.clock}
	if p.easing {
		name := l.T("night.now_how_much")
		p.body.Add(look.Heading(name))
		p.body.Add(look.Quiet(l.T("night.now_scale")))
		rating := field.NewRating(l, name, diary.None[int](), func(v diary.Optional[int]) { p.end(v) })
		p.body.Add(rating)
		p.body.Add(flow.New(s.button("night.now_not_yet", func() { p.easing = false; p.lay(); p.focus() })))
	} else {
		eased := s.button("night.now_eased", func() { p.easing = true; p.lay(); p.focus() })
		eased.Importance = widget.HighImportance
		p.body.Add(flow.New(container.New(tall{}, eased), container.New(tall{}, s.button("night.now_bed", func() { p.end(diary.None[int]()) }))))
		p.body.Add(look.Heading(l.T("night.now_do")))
		if len(p.minutes) > 0 {
			p.body.Add(look.Quiet(l.T("night.now_minutes_hint")))
		}
		grid := flow.NewEven(3)
		p.chips = nil
		for _, m := range p.measures {
			chip := field.NewChip(nil, l, p.word(m), p.trying(m), func(bool) { p.try(m) })
			p.chips = append(p.chips, chip)
			grid.Add(container.New(tall{}, chip))
		}
		p.body.Add(grid)
	}
	p.body.Add(flow.New(back))
	p.body.Refresh()
	p.view.Refresh()
}

// tall makes a button easy to hit in the dark.
type tall struct{}

// MinSize is twice as high as the button asks for.
func (tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width+2*theme.InnerPadding(), least.Height*1.7)
}

// Layout gives the button all the room.
func (tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}

// word is a measure with its median minutes until it eased.
func (p *nowPage) word(m string) string {
	l := p.s.env.L
	word := wording.Measure(l, m)
	if minutes, ok := p.minutes[m]; ok {
		return l.T("night.now_minutes", "n", l.Number(minutes, 0), "measure", word)
	}
	return word
}

func (p *nowPage) trying(m string) bool {
	return slices.ContainsFunc(p.bout.Measures, func(t triedSince) bool { return t.Measure == m })
}

// showClock tells the time, since when, and how long that is.
func (p *nowPage) showClock() {
	l, now := p.s.env.L, p.s.env.Now()
	at, err := diary.ClockFrom(now.Hour(), now.Minute())
	since, _ := p.episode.Start.Get()
	if err != nil {
		return
	}
	minutes := int(now.Sub(p.bout.Began) / time.Minute)
	p.clock.SetText(l.N("night.now_clock", minutes, "time", l.Clock(at), "since", l.Clock(since)))
}

// begin starts the clock.
func (p *nowPage) begin() {
	p.focus()
	if every := p.s.env.Every; every != nil {
		p.stop = every(10*time.Second, p.showClock)
	}
}

// focus gives the keyboard to the first thing to press.
func (p *nowPage) focus() {
	for _, o := range p.body.Objects {
		if r, ok := o.(*field.Rating); ok {
			p.s.env.Window.Canvas().Focus(r)
			return
		}
	}
	if len(p.chips) > 0 {
		p.s.env.Window.Canvas().Focus(p.chips[0])
	}
}

// try notes that a measure is begun now, or that it is not.
func (p *nowPage) try(m string) {
	if p.read() {
		p.write(func(ctx context.Context) error {
			return p.bout.try(ctx, p.s.env.Store, p.episode, m, p.s.env.Now())
		})
		p.read()
	}
}

// end ends the bout now and goes back to the night.
func (p *nowPage) end(relief diary.Optional[int]) {
	if !p.read() {
		return
	}
	if p.write(func(ctx context.Context) error {
		return p.bout.end(ctx, p.s.env.Store, p.episode, p.s.env.Now(), relief)
	}) {
		l := p.s.env.L
		since, _ := p.episode.Start.Get()
		minutes := max(int(p.s.env.Now().Sub(p.bout.Began).Round(time.Minute)/time.Minute), 1)
		p.s.env.Notice(l.N("night.now_noted", minutes, "since", l.Clock(since)))
		p.s.back()
	}
}

// read brings the bout up to date; it may have been changed or undone. It tells whether it is there.
func (p *nowPage) read() bool {
	b, e, err := openBout(context.Background(), p.s.env.Store)
	if err != nil {
		p.s.env.Fail(err)
		return false
	}
	if b == nil || b.EpisodeID != p.bout.EpisodeID {
		return false
	}
	p.bout, p.episode = b, e
	return true
}

func (p *nowPage) write(change func(context.Context) error) bool {
	err := change(p.s.origin.Mark(context.Background()))
	if err != nil {
		p.s.env.Fail(err)
	}
	return err == nil
}

// changed follows what was undone. Where the bout itself was, the night comes back.
func (p *nowPage) changed() {
	if !p.read() {
		p.s.back()
		return
	}
	if !p.easing {
		p.lay()
	}
}

func (p *nowPage) put() bool {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	return true
}

func (p *nowPage) readOut() string {
	lines := []string{p.s.env.L.T("night.now"), p.clock.Text}
	for _, m := range p.bout.Measures {
		lines = append(lines, wording.Measure(p.s.env.L, m.Measure))
	}
	return strings.Join(lines, "\n")
}

// boutCard asks about the bout that goes on, or that was never ended; nil where there is none.
func (s *Screen) boutCard() fyne.CanvasObject {
	b, e, err := openBout(context.Background(), s.env.Store)
	if err != nil {
		s.env.Fail(err)
		return nil
	}
	if b == nil || s.env.Store.ReadOnly() {
		return nil
	}
	l := s.env.L
	since, _ := e.Start.Get()
	end := func(ended time.Time, relief diary.Optional[int]) {
		err := b.end(s.origin.Mark(context.Background()), s.env.Store, e, ended, relief)
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.env.Notice(l.T("night.now_kept", "since", l.Clock(since)))
		s.open(s.date())
	}
	if s.env.Now().Sub(b.Began) <= stillNow {
		body := field.NewColumn(look.Heading(l.T("night.now_open", "since", l.Clock(since))))
		body.Add(flow.New(s.button("night.now_go_on", s.now),
			s.button("night.now_bed", func() { end(s.env.Now(), diary.None[int]()) })))
		return look.NewNotice(body)
	}
	asked := l.T("night.now_did_it", "since", l.Clock(since))
	body := field.NewColumn(look.Heading(asked), look.Quiet(l.T("night.now_scale")),
		field.NewRating(l, asked, diary.None[int](), func(v diary.Optional[int]) { end(time.Time{}, v) }),
		flow.New(s.button("night.now_unknown", func() { end(time.Time{}, diary.None[int]()) })))
	return look.NewNotice(body)
}
