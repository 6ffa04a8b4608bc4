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
	env   *screen.Env
	date  diary.Date
	shown content
	form  *field.Form

	stage  *fyne.Container
	column *fyne.Container
	scroll *scrolling.Pane
	rating *field.Rating
	said   *widget.Label
	strip  *fyne.Container
	folds  map[group]*field.Fold
	other  other
	// busy is set while this screen itself writes; it then knows what changed.
	busy bool
	// unsaved is set while the night on show could not be written; again tries once more.
	unsaved bool
	again   *look.Button
}

// other is a page that takes the form's place: several nights at once, or all nights.
type other interface {
	content() fyne.CanvasObject
	// begin gives the keyboard to where one starts.
	begin()
	changed()
	// put keeps what is typed.
	put()
	readOut() string
}

// New makes the screen for an open diary.
func New(env *screen.Env) screen.Screen { return &Screen{env: env} }

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
	switch {
	case !to.Night.IsZero():
		s.leaveOther()
		s.date = to.Night
	case s.date.IsZero():
		s.date = s.env.CurrentNight()
	}
	if to.Several {
		s.turn(newSeveral(s))
		return
	}
	if s.other != nil {
		s.other.changed()
		return
	}
	s.open(s.date)
}

// Hide keeps what is half typed.
func (s *Screen) Hide() {
	if s.other != nil {
		s.other.put()
	}
	if s.form != nil {
		s.form.Commit()
	}
}

// Changed lays the night out anew where it is no longer what is on show.
func (s *Screen) Changed(store.Change) {
	if s.busy || s.unsaved {
		return
	}
	if s.other != nil {
		s.other.changed()
		return
	}
	now, err := s.read()
	if err != nil {
		s.env.Fail(err)
		return
	}
	if same(now, s.shown) {
		return
	}
	s.shown = now
	s.present()
}

// same compares what is on show; when a night was first saved is not.
func same(a, b content) bool {
	a.Night.EnteredAt, b.Night.EnteredAt = time.Time{}, time.Time{}
	return reflect.DeepEqual(a, b)
}

func (s *Screen) read() (content, error) {
	return read(context.Background(), s.env.Store, s.date, s.env.LatestNight())
}

// open brings a night into view. Nights to come are refused in words.
func (s *Screen) open(date diary.Date) {
	if date.After(s.env.LatestNight()) {
		s.say(s.env.L.T("night.future"))
		return
	}
	if s.form != nil {
		s.form.Commit()
	}
	if s.unsaved && !s.retry() {
		return // leaving would lose what is on show
	}
	s.date = date
	now, err := s.read()
	if err != nil {
		s.env.Fail(err)
		return
	}
	s.shown = now
	s.present()
	s.scroll.Scroll.ScrollToTop()
	if s.rating != nil && s.env.Window.Canvas() != nil {
		s.env.Window.Canvas().Focus(s.rating)
	}
}

// update changes the night and keeps it at once.
func (s *Screen) update(change func(n *diary.Night)) {
	n := s.shown.Night
	change(&n)
	s.keep(n)
}

func (s *Screen) keep(n diary.Night) {
	ctx := context.Background()
	var err error
	s.busy = true
	if n.IsEmpty() {
		if s.shown.Recorded {
			err = s.env.Store.DeleteNight(ctx, n.Date)
		}
	} else {
		err = s.env.Store.SaveNight(ctx, n)
	}
	s.busy = false
	if err != nil {
		s.shown.Night = n
		s.notSaved(err)
		return
	}
	s.written()
	s.saved()
}

// saved says so, and reads back what the diary holds now.
func (s *Screen) saved() {
	now, err := s.read()
	if err != nil {
		s.env.Fail(err)
		return
	}
	s.shown = now
	s.say(s.env.L.T("night.saved"))
	s.env.Notice(s.env.L.T("night.saved"))
	s.drawStrip()
}

// save runs a change of something other than the night itself and rebuilds the groups it shows in.
func (s *Screen) save(change func(ctx context.Context) error, rebuild ...group) {
	s.busy = true
	err := change(context.Background())
	s.busy = false
	if err != nil {
		s.env.Fail(err)
		return
	}
	s.saved()
	for _, g := range rebuild {
		s.folds[g].Rebuild(s.env.Window.Canvas())
	}
	s.column.Refresh()
	s.scroll.Refresh()
}

func (s *Screen) say(text string) {
	if s.said != nil {
		s.said.SetText(text)
	}
}

// newForm keeps half-typed text of this night under its date.
func (s *Screen) newForm() *field.Form {
	prefix := "night/" + s.date.String() + "/"
	ctx := context.Background()
	return &field.Form{
		Reveal: s.scroll.Reveal,
		Draft: func(key, text string) {
			if s.env.Store.ReadOnly() {
				return
			}
			if err := s.env.Store.SaveDraft(ctx, prefix+key, text); err != nil {
				s.notSaved(err)
			}
		},
		Clear: func(key string) {
			if s.env.Store.ReadOnly() {
				return
			}
			if err := s.env.Store.ClearDraft(ctx, prefix+key); err != nil {
				s.env.Fail(err)
			}
		},
		Drafted: func(key string) (string, bool) {
			text, found, err := s.env.Store.Draft(ctx, prefix+key)
			if err != nil {
				s.env.Fail(err)
			}
			return text, found
		},
	}
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
	o.begin()
}

// leaveOther brings the form back.
func (s *Screen) leaveOther() {
	if s.other == nil {
		return
	}
	s.other.put()
	s.other = nil
	s.stage.Objects = []fyne.CanvasObject{s.scroll}
	s.stage.Refresh()
}

func (s *Screen) button(key string, do func()) *look.Button {
	return look.NewButton(s.env.L.T(key), do)
}
