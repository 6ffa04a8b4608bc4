package night

import (
	"context"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
)

// Screen is "Tonight / Last night".
type Screen struct {
	env *screen.Env
	// shown is the night on show. All that is written belongs to it, also while another is being opened.
	shown content
	form  *field.Form
	// follows says that the person has not gone to a night of their own, and used that the night was last
	// looked at or written at then: a window left open moves on to the night that is meant by now.
	follows bool
	used    time.Time

	stage  *fyne.Container
	column *fyne.Container
	scroll *scrolling.Pane
	rating *field.Rating
	said   *widget.Label
	strip  *fyne.Container
	folds  map[group]*field.Fold
	first  *firstEvening
	// old says that the diary is past its first evening.
	old   bool
	other other
	// nights is the list of all nights, kept with its search and place once it was looked at.
	nights *all
	// failed says that what was last handed over is not in the diary; unsaved that this is so of the night
	// itself, which again tries once more.
	failed  bool
	unsaved bool
	// origin marks what this screen itself writes.
	origin *store.Origin
	again  *look.Button
}

// other is a page that takes the form's place: several nights at once, or all nights.
type other interface {
	content() fyne.CanvasObject
	// begin gives the keyboard to where one starts.
	begin()
	changed()
	// put keeps what is typed. Where it could not it has said so, returns false, and stays.
	put() bool
	readOut() string
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen { return &Screen{env: env, origin: new(store.Origin)} }

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Night }

// Content is the form of one night, or the page that took its place.
func (s *Screen) Content() fyne.CanvasObject {
	if s.stage == nil {
		s.column = field.NewColumn()
		s.scroll = scrolling.New(s.env.L.T("night.title"), s.column)
		s.stage = container.NewStack(s.scroll)
	}
	return s.stage
}

// Show opens a night: the one asked for, or the one on show, or the one people mean now.
func (s *Screen) Show(to screen.Target) {
	s.Content()
	if !to.Night.IsZero() {
		if s.leaveOther() {
			s.visit(to.Night)
		}
		return
	}
	first := s.form == nil
	if first {
		s.open(s.env.CurrentNight())
		s.follows = true
	}
	switch {
	case to.Now:
		if s.leaveOther() {
			s.now()
		}
	case to.Several:
		if s.leaveOther() {
			s.turn(newMonthTable(s))
		}
	case to.Search:
		if s.leaveOther() {
			s.turn(s.allNights())
		}
	case s.other != nil:
		s.other.changed()
	case first || s.moveOn():
	case to.Stay:
		s.resume()
	default:
		s.open(s.date())
	}
}

// resume brings the night on show up to date, and leaves scroll and keyboard where they were.
func (s *Screen) resume() {
	back := s.stay()
	if s.bring(s.date()) && !back(s.rating) {
		s.env.Window.Canvas().Focus(s.rating)
	}
}

// stay remembers scroll and keyboard for a night that is about to be laid out again, as field.Stay does.
func (s *Screen) stay() (back func(otherwise fyne.Focusable) (inside bool)) {
	at, focus := s.scroll.Scroll.Offset, field.Stay(s.env.Window.Canvas(), s.column)
	return func(otherwise fyne.Focusable) bool {
		s.scroll.Scroll.ScrollToOffset(at)
		return focus(otherwise)
	}
}

// idle is after how long without use a window left open shows the night that is meant by then. Until then
// somebody may be in the middle of writing, and noon must not turn the page.
const idle = 30 * time.Minute

// CameBack tells that the window came to the front.
func (s *Screen) CameBack() {
	if s.other == nil && s.form != nil {
		s.moveOn()
	}
}

// moveOn opens the night that is meant by now, and tells whether it did.
func (s *Screen) moveOn() bool {
	now := s.env.CurrentNight()
	if !s.follows || now == s.date() || s.env.Now().Sub(s.used) < idle {
		return false
	}
	s.open(now)
	return true
}

// visit opens a night of the person's choice.
func (s *Screen) visit(date diary.Date) {
	s.open(date)
	s.follows = s.date() == s.env.CurrentNight()
}

// Hide keeps what is half typed, and what could not be saved before if it can now.
func (s *Screen) Hide() {
	if s.other != nil {
		s.other.put()
	}
	if s.form == nil {
		return
	}
	s.form.Commit()
	if s.unsaved {
		s.retry()
	}
}

// Changed reads what others changed, and lays the night out again where it differs from what is on show.
func (s *Screen) Changed(c store.Change) {
	if c.Origin == s.origin || s.unsaved || s.form == nil {
		return
	}
	if s.other != nil {
		s.other.changed()
		return
	}
	now, err := s.shown.after(context.Background(), s.env.Store, c, s.env.CurrentNight())
	if err != nil {
		s.env.Fail(err)
		return
	}
	if same(now, s.shown) {
		return
	}
	s.shown = now
	back := s.stay()
	s.present()
	back(nil)
}

// same compares what is on show; when a night was first saved is not.
func same(a, b content) bool {
	a.Night.EnteredAt, b.Night.EnteredAt = time.Time{}, time.Time{}
	return reflect.DeepEqual(a, b)
}

// date is the night on show.
func (s *Screen) date() diary.Date { return s.shown.Night.Date }

func (s *Screen) read(date diary.Date) (content, error) {
	return read(context.Background(), s.env.Store, date, s.env.CurrentNight())
}

// open brings a night into view, from its top. Nights to come are refused in words, but for those that the diary
// has: a computer's clock may have been wrong, and what it led to must be open to be put right.
func (s *Screen) open(date diary.Date) {
	if date.After(s.env.LatestNight()) && !s.has(date) {
		if s.form != nil {
			s.say(s.env.L.T("night.future"))
			return
		}
		date = s.env.CurrentNight()
	}
	if !s.bring(date) {
		return
	}
	s.scroll.Scroll.ScrollToTop()
	if s.rating != nil && s.env.Window.Canvas() != nil {
		s.env.Window.Canvas().Focus(s.rating)
		s.scroll.Reveal(s.rating) // in large type it lies further down than a small window reaches
	}
}

// has tells whether the diary has a night.
func (s *Screen) has(date diary.Date) bool {
	now, err := s.read(date)
	return err == nil && !now.Night.IsEmpty()
}

// bring lays a night out as the diary has it now. It tells whether it did: what is on show and could not be
// kept stays.
func (s *Screen) bring(date diary.Date) bool {
	if s.form != nil && !s.form.Commit() || s.unsaved && !s.retry() {
		return false
	}
	s.origin.Touched() // all of it is read
	now, err := s.read(date)
	if err != nil {
		s.env.Fail(err)
		return false
	}
	s.shown, s.used = now, s.env.Now()
	field.Rebuilt(s.env.Window, s.column, s.present)
	return true
}

// ReadOut tells the night in words.
func (s *Screen) ReadOut() string {
	if s.other != nil {
		return s.other.readOut()
	}
	return strings.Join(s.lines(), "\n")
}

// turn puts another page in the form's place.
func (s *Screen) turn(o other) {
	if s.form != nil {
		s.form.Commit()
	}
	s.other = o
	s.stage.Objects = []fyne.CanvasObject{o.content()}
	s.stage.Refresh()
	c := s.env.Window.Canvas()
	c.Unfocus() // what had the keyboard is gone with the form
	o.begin()
	if c.Focused() == nil {
		c.FocusNext()
	}
}

// leaveOther brings the form back, unless the page in its place holds what it could not keep.
func (s *Screen) leaveOther() bool {
	if s.other == nil {
		return true
	}
	if !s.other.put() {
		return false
	}
	s.other = nil
	s.stage.Objects = []fyne.CanvasObject{s.scroll}
	s.stage.Refresh()
	return true
}

// back leaves the page in the form's place for the night that was on show.
func (s *Screen) back() {
	if s.leaveOther() {
		s.open(s.date())
	}
}

// Leave does so for Escape; it tells whether there was such a page.
func (s *Screen) Leave() bool {
	if s.other == nil {
		return false
	}
	s.back()
	return true
}

func (s *Screen) button(key string, do func()) *look.Button {
	return look.NewButton(s.env.L.T(key), do)
}
