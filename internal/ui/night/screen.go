package night

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/night/list"
	"stillnight/internal/ui/night/month"
	"stillnight/internal/ui/night/now"
	"stillnight/internal/ui/screen"
)

// Screen is "Tonight / Last night": the page of one night, or another in its place.
type Screen struct {
	env   *screen.Env
	stage *fyne.Container
	page  *page
	other other
	// left leads back to where the night's page was scrolled to, and had the keyboard, when another took its place.
	left place
	// nights is the list of all nights, kept with its search and place once it was looked at.
	nights *list.List
	// origin marks what this screen itself writes.
	origin *store.Origin
}

// other is a page that replaces the night's: several nights at once, all nights, or what is happening now.
type other interface {
	Content() fyne.CanvasObject
	// Begin gives the keyboard to where one starts.
	Begin()
	// Changed follows a change of the diary.
	Changed()
	// Put keeps what is typed. Where it could not it has said so, returns false, and stays.
	Put() bool
	ReadOut() string
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen {
	s := &Screen{env: env, origin: new(store.Origin)}
	s.page = newPage(env, s.origin, ways{now: s.now, several: s.several, all: s.all})
	return s
}

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Night }

// Content is the page of one night, or the one that took its place.
func (s *Screen) Content() fyne.CanvasObject {
	if s.stage == nil {
		s.stage = container.NewStack(s.page.content())
	}
	return s.stage
}

// Show opens a night: the one asked for, or the one on show, or the one people mean now.
func (s *Screen) Show(to screen.Target) {
	s.Content()
	if !to.Night.IsZero() {
		if s.leaveOther() {
			s.page.visit(to.Night)
		}
		return
	}
	first := s.page.begin()
	switch {
	case to.Now:
		if s.leaveOther() {
			s.now()
		}
	case to.Several:
		if s.leaveOther() {
			s.several()
		}
	case to.Search:
		if s.leaveOther() {
			s.all()
		}
	case s.other != nil:
		s.other.Changed()
	case first || s.page.moveOn():
	case to.Stay:
		s.page.resume()
	default:
		s.page.open(s.page.date())
	}
}

// CameBack tells that the window came to the front, or that time went by in it.
func (s *Screen) CameBack() {
	if p, happening := s.other.(*now.Page); happening {
		p.CameBack()
	}
	if s.other == nil && s.page.begun() {
		s.page.moveOn()
	}
}

// Happening tells whether what is happening now is on show, over which nothing else is asked.
func (s *Screen) Happening() bool {
	_, happening := s.other.(*now.Page)
	return happening
}

// Hide keeps what is half typed, and what could not be saved before if it can now.
func (s *Screen) Hide() {
	if s.other != nil {
		s.other.Put()
	}
	s.page.putAway()
}

// Safe is Hide, and tells whether the night on show is in the diary as it is on show.
func (s *Screen) Safe() bool {
	s.Hide()
	return !s.page.unsaved
}

// Unsaved is the night on show where the diary has it not as it is on show; is tells whether that is so.
func (s *Screen) Unsaved() (n diary.Night, is bool) {
	if s.Safe() {
		return n, false
	}
	return s.page.shown.Night, true
}

// BringBack puts a night on show that could not be written when the diary was open before, and writes it if it can now.
func (s *Screen) BringBack(n diary.Night) { s.page.bringBack(n) }

// Changed reads what others changed, and lays the night out again where it differs from what is on show.
func (s *Screen) Changed(c store.Change) {
	if c.Origin == s.origin || s.page.unsaved || !s.page.begun() {
		return
	}
	if s.other != nil {
		s.other.Changed()
		return
	}
	s.page.changed(c)
}

// ReadOut tells the night in words.
func (s *Screen) ReadOut() string {
	if s.other != nil {
		return s.other.ReadOut()
	}
	return s.page.readOut()
}

// now opens the page of what is happening now.
func (s *Screen) now() {
	if p := now.New(s.env, now.Host{Origin: s.origin, Back: s.back}); p != nil {
		s.turn(p)
	}
}

// several opens the table of several nights.
func (s *Screen) several() {
	host := month.Host{Night: s.page.date, Back: s.back, Write: s.page.write}
	s.turn(month.New(s.env, host, s.stage.Size().Width))
}

// all opens the list of all nights as it was left, brought up to date.
func (s *Screen) all() {
	if s.nights == nil {
		s.nights = list.New(s.env, list.Host{Back: s.back, Visit: func(date diary.Date) {
			if s.leaveOther() {
				s.page.visit(date)
			}
		}})
	} else {
		s.nights.Changed()
	}
	s.turn(s.nights)
}

// turn puts another page in the place of the night's.
func (s *Screen) turn(o other) {
	s.page.commit()
	if s.other == nil {
		s.left = s.page.stay()
	}
	s.other = o
	s.stage.Objects = []fyne.CanvasObject{o.Content()}
	s.stage.Refresh()
	c := s.env.Window.Canvas()
	c.Unfocus() // what had the keyboard is gone with the form
	o.Begin()
	if c.Focused() == nil {
		c.FocusNext()
	}
}

// leaveOther brings the night's page back, unless the one in its place holds what it could not keep.
func (s *Screen) leaveOther() bool {
	if s.other == nil {
		return true
	}
	if !s.other.Put() {
		return false
	}
	s.other = nil
	s.stage.Objects = []fyne.CanvasObject{s.page.content()}
	s.stage.Refresh()
	return true
}

// back leaves the page in the form's place for the night that was on show, where it was left.
func (s *Screen) back() {
	happened := s.Happening()
	if !s.leaveOther() {
		return
	}
	s.page.returnTo(s.left)
	if over := s.env.NowOver; happened && over != nil {
		over()
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

// InTable tells whether the table of several nights is on show, which keeps the steps of all its cells.
func (s *Screen) InTable() bool {
	_, ok := s.other.(*month.Table)
	return ok
}

// StepBack takes back what was typed last into the table of several nights, where that is on show. It tells
// whether there was anything.
func (s *Screen) StepBack() bool {
	t, ok := s.other.(*month.Table)
	return ok && t.StepBack()
}

// StepForth does again what was taken back last.
func (s *Screen) StepForth() bool {
	t, ok := s.other.(*month.Table)
	return ok && t.StepForth()
}
