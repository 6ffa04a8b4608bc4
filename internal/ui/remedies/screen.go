package remedies

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/empty"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/ui/slot"
)

// Screen is "Remedies".
type Screen struct {
	env    *screen.Env
	reader *reading.Reader[told]
	diary  diary.Diary
	loaded bool
	told   told
	// wanted are the remedies whose verdicts are shown, or will be as soon as they are there.
	wanted map[int64]bool
	asking bool // for those that are not there
	cards  map[int64]*slot.Slot

	scroll *scrolling.Pane
	column *fyne.Container
	// unfolded are the remedies whose evidence stands open.
	unfolded map[int64]bool
	// tests says that it is the screen of blood tests and visits.
	tests bool
	// page is the form that has taken the list's place, if any, and left the list as it was then.
	page *page
	left left
	// next is what is shown in the list's place once a change is read; nil where that is the list.
	next func()
}

// left is a list whose place a form has taken.
type left struct {
	objects []fyne.CanvasObject // nil once the diary is another
	at      fyne.Position
	// back gives the keyboard to what had it.
	back func(otherwise fyne.Focusable) (inside bool)
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen { return newScreen(env) }

func newScreen(env *screen.Env) *Screen {
	s := &Screen{env: env, unfolded: map[int64]bool{}, wanted: map[int64]bool{}, reader: reading.New[told](env)}
	// A long list is there before what the nights say of it.
	s.reader.Soon = func() {
		d := s.reader.Diary()
		if !s.tests && !s.loaded && s.page == nil && len(d.Interventions) > cardsAtOnce {
			s.diary = d
			s.present()
		}
	}
	return s
}

// ID names the screen.
func (s *Screen) ID() screen.ID {
	if s.tests {
		return screen.Tests
	}
	return screen.Remedies
}

// Content is the list, or a form in its place.
func (s *Screen) Content() fyne.CanvasObject {
	if s.scroll == nil {
		s.column = field.NewLongColumn(func() *container.Scroll { return s.scroll.Scroll }, look.Title(s.title()))
		s.scroll = scrolling.New(s.title(), s.column)
		slot.Follow(s.scroll.Scroll, s.column, s.scroll.Refresh)
	}
	return s.scroll
}

// Show brings the list up to date, or opens the form asked for.
func (s *Screen) Show(to screen.Target) {
	s.Content()
	s.read()
	switch {
	case to.Add:
		s.edit(diary.Intervention{})
	case to.Plan:
		s.planForm(diary.Intervention{})
	case to.InterventionID != 0:
		iv, found, err := s.env.Store.Intervention(context.Background(), to.InterventionID)
		if err != nil {
			s.env.Fail(err)
		} else if found {
			s.edit(iv)
		}
	}
}

// Hide hands over what is half typed; it stays in the form and among the drafts.
func (s *Screen) Hide() {
	s.reader.Leave()
	if s.page != nil {
		s.page.form.Commit()
	}
}

// Changed reads again.
func (s *Screen) Changed(store.Change) { s.read() }

func (s *Screen) read() {
	wanted, on := slices.Collect(maps.Keys(s.wanted)), s.env.LatestNight()
	s.reader.Read(s.env.L.T("remedies.working"), func(ctx context.Context, c shelf.Content) (told, error) {
		if s.tests {
			return told{}, nil
		}
		v, err := s.verdicts(ctx, c, s.firstOf(c.Diary, wanted))
		v.above, v.pairs = clinical.DosesAbove(c.Diary, s.env.Catalogue, on), clinical.Pairs(c.Diary, s.env.Catalogue, on)
		return v, err
	}, func(v told) {
		s.diary, s.told, s.loaded = s.reader.Diary(), v, true
		s.left.objects = nil
		next := s.next
		s.next = nil
		if s.page != nil { // which somebody opened, whatever was to come next
			if s.page.renew != nil {
				s.page.renew()
			}
			return
		}
		s.present()
		if next != nil {
			next()
		}
	})
}

const (
	// cardsAtOnce is up to how many cards are built without waiting until they come near.
	cardsAtOnce = 12
	// How high a card of a remedy, and that of the triggers, probably are, in lines of text.
	cardLines, triggersLines = 14, 120
)

// present lays the list out. Behind a form it is where it was left.
func (s *Screen) present() {
	was := s.left
	field.Rebuilt(s.env.Window, s.column, s.list)
	if was.back != nil {
		s.scroll.Scroll.ScrollToOffset(was.at)
		was.back(nil)
	}
	s.revealKeyboard()
}

// leave remembers the list, whose place a form takes.
func (s *Screen) leave() {
	s.left = left{s.column.Objects, s.scroll.Scroll.Offset, field.Stay(s.env.Window.Canvas(), s.column)}
}

// revealKeyboard brings what has the keyboard into sight, if it is in the column.
func (s *Screen) revealKeyboard() {
	if o, ok := s.env.Window.Canvas().Focused().(fyne.CanvasObject); ok && field.Within(s.column, o) {
		s.scroll.Reveal(o)
	}
}

func (s *Screen) list() {
	l := s.env.L
	s.leavePage()
	kept := s.left.objects
	s.left = left{}
	switch {
	case kept != nil:
		s.column.Objects = kept
		s.column.Refresh()
		s.scroll.Refresh()
		return
	case s.tests:
		s.presentTests()
		return
	}
	objects := []fyne.CanvasObject{look.Title(l.T("remedies.title"))}
	add := func(o fyne.CanvasObject) { objects = append(objects, o) }
	if len(s.diary.Interventions) == 0 {
		add(empty.New(s.env, empty.State{Sentence: l.T("remedies.empty"), Start: l.T("remedies.add"), Do: func() { s.edit(diary.Intervention{}) }}))
		add(flow.New(look.NewButton(l.T("remedies.plan_any"), func() { s.planForm(diary.Intervention{}) })))
	} else {
		begin := look.NewIconButton(l.T("remedies.add"), theme.ContentAddIcon(), func() { s.edit(diary.Intervention{}) })
		begin.Importance = widget.HighImportance
		add(flow.New(begin, look.NewButton(l.T("remedies.plan_any"), func() { s.planForm(diary.Intervention{}) })))
	}
	add(field.Cards())
	// What is far down a long list is built when it comes near.
	long := len(s.diary.Interventions) > cardsAtOnce
	before := s.cards
	s.cards = map[int64]*slot.Slot{}
	for _, iv := range s.inOrder(s.diary) {
		build := func() fyne.CanvasObject { return s.card(iv, stateOn(iv, s.env.LatestNight())) }
		if long {
			lines := float32(cardLines)
			if was := before[iv.ID]; was != nil { // what is further down stays where it was
				lines = was.MinSize().Height / theme.TextSize()
			}
			s.cards[iv.ID] = slot.New(lines, build)
			add(s.cards[iv.ID])
		} else {
			add(build())
		}
	}
	if long {
		add(slot.New(triggersLines, s.triggers))
	} else {
		add(s.triggers())
	}
	s.column.Objects = objects
	s.column.Refresh()
	s.scroll.Refresh()
}

// inOrder are the remedies as they are listed: what is taken first, what was only noted last.
func (s *Screen) inOrder(d diary.Diary) []diary.Intervention {
	on := s.env.LatestNight()
	var list []diary.Intervention
	for _, want := range []state{active, planned, paused, ended, noted} {
		for _, iv := range d.Interventions {
			if stateOn(iv, on) == want {
				list = append(list, iv)
			}
		}
	}
	return list
}

// leavePage ends a form. Its field would go on taking keys after it is gone from view.
func (s *Screen) leavePage() {
	if s.page != nil {
		s.env.Window.Canvas().Unfocus()
	}
	s.page = nil
}

// Leave goes back from a form to the list. What is typed stays among the drafts, and is back in the form when it
// is opened again. It tells whether there was a form.
func (s *Screen) Leave() bool {
	if s.page == nil {
		return false
	}
	s.page.form.Commit()
	if s.page.half() {
		s.env.Notice(s.env.L.T("remedies.left"))
	}
	s.goBack(s.page)
	return true
}

// run writes, says so and goes back to the list.
func (s *Screen) run(done string, write func(ctx context.Context) error) {
	if err := write(context.Background()); err != nil {
		s.present() // a chip that was pressed shows again what is kept
		s.env.Fail(err)
		return
	}
	s.done(done)
}

// put does the same for a form. What went wrong it returns in words, for the form to say; what was typed
// stays there to be tried again.
func (s *Screen) put(done string, write func(ctx context.Context) error) (fault string) {
	if err := write(context.Background()); err != nil {
		return s.wrong(err)
	}
	s.done(done)
	return ""
}

// done goes back to the list with a word on what was done.
func (s *Screen) done(word string) {
	s.leavePage()
	s.reader.Forget()
	s.read()
	s.env.Notice(word)
}

// ReadOut tells every remedy.
func (s *Screen) ReadOut() string {
	l := s.env.L
	lines := []string{s.title()}
	if s.page != nil {
		return strings.Join(append(lines, s.page.title), "\n")
	}
	if s.tests {
		return s.readTests()
	}
	if len(s.diary.Interventions) == 0 {
		lines = append(lines, l.T("remedies.empty"))
	}
	if err := s.tellAll(); err != nil {
		s.env.Fail(err)
	}
	for _, iv := range s.diary.Interventions {
		lines = append(lines, "", iv.Name)
		lines = append(lines, s.facts(iv, stateOn(iv, s.env.LatestNight()))...)
		lines = append(lines, s.steps(iv)...)
		if brief, missing := s.watched(iv); brief+missing != "" {
			lines = append(lines, brief+missing)
		}
		lines = append(lines, s.known(iv)...)
	}
	return strings.Join(lines, "\n")
}
