package patterns

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/compare"
	"stillnight/internal/store"
	"stillnight/internal/ui/empty"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/wording"
)

// Screen is "Patterns".
type Screen struct {
	env    *screen.Env
	reader *reading.Reader[findings]
	shown  shown
	none   bool

	scroll *scrolling.Pane
	column *fyne.Container
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen {
	s := &Screen{
		env: env, reader: reading.New[findings](env), none: true,
		shown: shown{env: env, outcome: compare.Severity},
	}
	// Of a long diary what needs no long look is there before the rest.
	s.reader.Soon = func() {
		if d := s.reader.Diary(); s.shown.found.Version == 0 && len(d.Nights) > readAtOnce {
			s.show(atOnce(d))
		}
	}
	return s
}

// readAtOnce is up to how many nights are looked through too soon for anything else to be shown meanwhile.
const readAtOnce = 3000

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Patterns }

// Content is a column of cards.
func (s *Screen) Content() fyne.CanvasObject {
	if s.scroll == nil {
		s.column = field.NewPictureColumn(func() *container.Scroll { return s.scroll.Scroll }, look.Title(s.env.L.T("patterns.title")))
		s.scroll = scrolling.New(s.env.L.T("patterns.title"), s.column)
		s.shown.reveal = s.scroll.Reveal
	}
	return s.scroll
}

// Show brings everything up to date.
func (s *Screen) Show(screen.Target) {
	s.Content()
	s.read()
}

// Hide has nothing to put away; nobody waits for the patterns any more.
func (s *Screen) Hide() { s.reader.Leave() }

// Changed reads the diary again.
func (s *Screen) Changed(store.Change) { s.read() }

func (s *Screen) read() {
	known, wanted, opts := s.shown.found, s.shown.outcome, s.env.CompareOptions()
	s.reader.Read(s.env.L.T("patterns.working"), func(ctx context.Context, c shelf.Content) (f findings, err error) {
		if f = known; f.Version != c.Version {
			if f, err = find(ctx, c.Diary, c.Version, opts); err != nil {
				return f, err
			}
		}
		// Only what is shown: by the other outcomes triggers are looked at when they are chosen.
		if !slices.Contains(f.Outcomes, wanted) {
			wanted = compare.Severity
		}
		return f.with(c.Diary, wanted, opts)
	}, s.show)
}

// show puts findings on the screen.
func (s *Screen) show(f findings) {
	s.shown.diary, s.shown.found = s.reader.Diary(), f
	s.none = len(s.shown.diary.Nights) == 0
	if !slices.Contains(f.Outcomes, s.shown.outcome) {
		s.shown.outcome = compare.Severity
	}
	if !slices.Contains(f.Years, s.shown.year) && len(f.Years) > 0 {
		s.shown.year = f.Years[0]
	}
	s.present()
}

// present lays out the cards.
func (s *Screen) present() { field.Rebuilt(s.env.Window, s.column, s.lay) }

func (s *Screen) lay() {
	l, sh := s.env.L, s.shown
	switch {
	case s.none:
		s.column.Objects = []fyne.CanvasObject{look.Title(l.T("patterns.title")), empty.New(s.env, empty.NoNights(s.env, l.T("patterns.no_nights")))}
	case sh.found.Version == 0:
		s.column.Objects = []fyne.CanvasObject{
			look.Title(l.T("patterns.title")), look.Quiet(l.T("patterns.working")), s.outcomes(), sh.calendar().card(s.years()),
		}
	default:
		s.column.Objects = []fyne.CanvasObject{
			look.Title(l.T("patterns.title")), sh.doctor(), s.outcomes(),
			field.Left(), sh.triggers().card(),
			field.Right(), sh.relief().card(),
			field.Left(), sh.calendar().card(s.years()),
			field.Right(), sh.onsets().card(),
		}
		for _, p := range append(sh.clocks(), sh.daytime()...) {
			s.column.Add(field.Left())
			s.column.Add(p.card())
		}
		s.column.Add(field.Right())
		s.column.Add(sh.weekdays().card())
	}
	s.column.Refresh()
	s.scroll.Refresh()
}

// outcomes choose what the pictures compare.
func (s *Screen) outcomes() fyne.CanvasObject {
	l, all := s.env.L, s.shown.found.Outcomes
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = wording.Outcome(l, o)
	}
	name := l.T("patterns.choose_outcome")
	choose := look.NewSelect(name, names, func(i int) {
		s.shown.outcome = all[i]
		s.present()
		if _, known := s.shown.found.Triggers[s.shown.outcome]; !known {
			s.reader.Forget()
			s.read()
		}
	})
	choose.Pick(slices.Index(all, s.shown.outcome))
	return container.NewVBox(look.Quiet(name), container.NewHBox(look.Choice(choose)))
}

// years choose the calendar's year.
func (s *Screen) years() fyne.CanvasObject {
	all := s.shown.found.Years
	at := slices.Index(all, s.shown.year)
	step := func(by int) func() {
		return func() {
			s.shown.year = all[at+by]
			s.present()
		}
	}
	l := s.env.L
	earlier := look.NewIconButton(l.T("patterns.year_before"), theme.NavigateBackIcon(), step(1))
	later := look.NewIconButton(l.T("patterns.year_after"), theme.NavigateNextIcon(), step(-1))
	if at+1 >= len(all) {
		earlier.Disable()
	}
	if at <= 0 {
		later.Disable()
	}
	year := widget.NewLabelWithStyle(strconv.Itoa(s.shown.year), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	return container.NewHBox(earlier, year, later)
}

// ReadOut tells every card.
func (s *Screen) ReadOut() string {
	l, sh := s.env.L, s.shown
	texts := []string{l.T("patterns.title")}
	if s.none {
		return strings.Join(append(texts, l.T("patterns.no_nights")), "\n\n")
	}
	for _, t := range sh.found.Urgent {
		texts = append(texts, wording.UrgentTicked(l, t))
		if said, ok := wording.Urgent(l, t.Sign); ok {
			texts = append(texts, said.Text+"\n"+strings.Join(said.Calls, "\n"))
		}
	}
	for _, n := range notes(sh.found, l) {
		texts = append(texts, strings.Join(n.Lines, "\n"))
	}
	texts = append(texts, watched(sh.found, l)...)
	parts := append([]part{sh.triggers(), sh.relief(), sh.calendar(), sh.onsets()}, sh.clocks()...)
	parts = append(parts, sh.daytime()...)
	for _, p := range append(parts, sh.weekdays()) {
		texts = append(texts, strings.Join(append(append([]string{p.title}, p.said...), p.view.Picture().Text()), "\n"))
	}
	return strings.Join(texts, "\n\n")
}
