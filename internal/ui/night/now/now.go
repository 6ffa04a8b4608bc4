package now

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/wording"
)

// Host is what the screen does for the page.
type Host struct {
	// Origin marks what the page writes.
	Origin *store.Origin
	// Back leads to the night that was on show.
	Back func()
}

// Page is "It is happening now": a quiet clock, large buttons for what one does about it, and how it ends.
type Page struct {
	env      *screen.Env
	host     Host
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

// New makes the page, and notes that it is happening unless that is noted already. Where it could not it has said so,
// and returns nil.
func New(env *screen.Env, host Host) *Page {
	ctx := context.Background()
	b, e, err := openBout(ctx, env.Store)
	if err == nil && b != nil && b.late(env.Now()) {
		b = nil // that one is over, and asked about on its night
	}
	if err == nil && b == nil {
		b, err = beginBout(host.Origin.Mark(ctx), env.Store, env.CurrentNight(), env.Now())
		if err == nil {
			b, e, err = openBout(ctx, env.Store)
		}
	}
	if err != nil || b == nil {
		env.Fail(err)
		return nil
	}
	// Not the whole diary, which takes long to read: this may be the first press of the night.
	before, err := env.Store.AllEpisodes(ctx)
	if err != nil {
		env.Fail(err)
		return nil
	}
	p := &Page{env: env, host: host, bout: b, episode: e}
	p.measures, p.minutes = offered(before)
	return p
}

// stillNow is for how long after it began a bout is taken to go on.
const stillNow = 3 * time.Hour

// late tells whether a bout is taken to be over, since it began so long ago.
func (b *bout) late(now time.Time) bool { return now.Sub(b.Began) > stillNow }

// Content is the page.
func (p *Page) Content() fyne.CanvasObject {
	p.body = field.NewColumn()
	p.view = scrolling.New(p.env.L.T("night.now"), p.body)
	p.lay()
	return p.view
}

// lay sets the page out: how it ends is in reach of one press, below it what to do.
func (p *Page) lay() {
	l := p.env.L
	p.clock = widget.NewLabel("")
	p.clock.SizeName = theme.SizeNameHeadingText
	p.showClock()
	back := p.button("night.now_leave", p.host.Back)
	p.body.Objects = []fyne.CanvasObject{look.Title(l.T("night.now")), p.clock}
	if p.easing {
		name := l.T("night.now_how_much")
		p.body.Add(look.Heading(name))
		p.body.Add(look.Quiet(l.T("night.now_scale")))
		rating := field.NewRating(l, name, diary.None[int](), func(v diary.Optional[int]) { p.end(v) })
		p.body.Add(rating)
		p.body.Add(flow.New(p.button("night.now_not_yet", func() { p.easing = false; p.lay(); p.focus() })))
	} else {
		eased := p.button("night.now_eased", func() { p.easing = true; p.lay(); p.focus() })
		eased.Importance = widget.HighImportance
		p.body.Add(flow.New(container.New(tall{}, eased), container.New(tall{}, p.button("night.now_bed", func() { p.end(diary.None[int]()) }))))
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
func (p *Page) word(m string) string {
	l := p.env.L
	word := wording.Measure(l, m)
	if minutes, ok := p.minutes[m]; ok {
		return l.T("night.now_minutes", "n", l.Number(minutes, 0), "measure", word)
	}
	return word
}

func (p *Page) trying(m string) bool { return tries(p.episode, m) }

// CameBack tells that time went by, perhaps while the computer slept. A bout that is taken to be over by now is asked
// about on its night; it tells whether it is.
func (p *Page) CameBack() bool {
	late := p.bout.late(p.env.Now())
	if late {
		p.host.Back()
	}
	return late
}

// tick lets the clock go on.
func (p *Page) tick() {
	if !p.CameBack() {
		p.showClock()
	}
}

// showClock tells the time, since when, and how long that is.
func (p *Page) showClock() {
	l, now := p.env.L, p.env.Now()
	since, _ := p.episode.Start.Get()
	minutes := int(now.Sub(p.bout.Began) / time.Minute)
	p.clock.SetText(l.N("night.now_clock", minutes, "time", l.Clock(diary.ClockOf(now)), "since", l.Clock(since)))
}

// Begin starts the clock.
func (p *Page) Begin() {
	p.focus()
	if every := p.env.Every; every != nil {
		p.stop = every(10*time.Second, p.tick)
	}
}

// focus gives the keyboard to the first thing to press.
func (p *Page) focus() {
	for _, o := range p.body.Objects {
		if r, ok := o.(*field.Rating); ok {
			p.env.Window.Canvas().Focus(r)
			return
		}
	}
	if len(p.chips) > 0 {
		p.env.Window.Canvas().Focus(p.chips[0])
	}
}

// try notes that a measure is begun now, or that it is not.
func (p *Page) try(m string) {
	if !p.CameBack() && p.read() {
		p.write(func(ctx context.Context) error {
			return p.bout.try(ctx, p.env.Store, p.episode, m, p.env.Now())
		})
		p.read()
	}
}

// end ends the bout now and goes back to the night.
func (p *Page) end(relief diary.Optional[int]) {
	if p.CameBack() || !p.read() {
		return // pressed on what was on show before the computer slept
	}
	if p.write(func(ctx context.Context) error {
		return p.bout.end(ctx, p.env.Store, p.episode, p.env.Now(), relief)
	}) {
		l := p.env.L
		since, _ := p.episode.Start.Get()
		minutes := max(int(p.env.Now().Sub(p.bout.Began).Round(time.Minute)/time.Minute), 1)
		p.env.Notice(l.N("night.now_noted", minutes, "since", l.Clock(since)))
		p.host.Back()
	}
}

// read brings the bout up to date; it may have been changed or undone. It tells whether it is there.
func (p *Page) read() bool {
	b, e, err := openBout(context.Background(), p.env.Store)
	if err != nil {
		p.env.Fail(err)
		return false
	}
	if b == nil || b.EpisodeID != p.bout.EpisodeID {
		return false
	}
	p.bout, p.episode = b, e
	return true
}

func (p *Page) write(change func(context.Context) error) bool {
	err := change(p.host.Origin.Mark(context.Background()))
	if err != nil {
		p.env.Fail(err)
	}
	return err == nil
}

// Changed follows what was undone. Where the bout itself was, the night comes back.
func (p *Page) Changed() {
	if !p.read() {
		p.host.Back()
		return
	}
	if !p.CameBack() && !p.easing {
		field.Rebuilt(p.env.Window, p.body, p.lay)
	}
}

// Put ends the clock; nothing is half typed here.
func (p *Page) Put() bool {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	return true
}

// ReadOut tells what the page shows.
func (p *Page) ReadOut() string {
	lines := []string{p.env.L.T("night.now"), p.clock.Text}
	for _, m := range p.episode.Tried {
		lines = append(lines, wording.Measure(p.env.L, m.Measure))
	}
	return strings.Join(lines, "\n")
}

func (p *Page) button(key string, do func()) *look.Button { return look.NewButton(p.env.L.T(key), do) }
