package night

import (
	"context"
	"image/color"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night/now"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
)

// ways lead from the page of a night to others.
type ways struct{ now, several, all func() }

// page is the page of one night: its form, and the nights around.
type page struct {
	env  *screen.Env
	ways ways
	// shown is the night on show. All that is written belongs to it, also while another is being opened.
	shown content
	form  *field.Form
	// follows says that the person has not gone to a night of their own, and used that the night was last
	// looked at or written at then: a window left open moves on to the night that is meant by now.
	follows bool
	used    time.Time
	rules   diary.Boundaries // by which the night on show was the one meant
	laidOut setting          // when it was laid out last

	column *fyne.Container
	scroll *scrolling.Pane
	rating *field.Rating
	said   *widget.Label
	strip  *fyne.Container
	folds  map[group]*field.Fold
	first  *firstEvening
	// asked is the card about a bout, nil for none.
	asked *now.Question
	// old says that the diary is past its first evening.
	old bool
	// failed says that what was last handed over is not in the diary; unsaved that this is so of the night
	// itself, which again tries once more.
	failed  bool
	unsaved bool
	// origin marks what is written here.
	origin *store.Origin
	again  *look.Button
}

func newPage(env *screen.Env, origin *store.Origin, to ways) *page {
	return &page{env: env, origin: origin, ways: to}
}

// content is the page; it stays the same object.
func (p *page) content() fyne.CanvasObject {
	if p.scroll == nil {
		p.column = field.NewColumn()
		p.scroll = scrolling.New(p.env.L.T("night.title"), p.column)
	}
	return p.scroll
}

// begun tells whether a night was opened already.
func (p *page) begun() bool { return p.form != nil }

// begin opens the night that is meant now where none was opened yet. It tells whether it did.
func (p *page) begin() bool {
	if p.begun() {
		return false
	}
	p.open(p.env.CurrentNight())
	p.follows = true
	return true
}

// commit keeps what is half typed; it tells whether all of it could be read.
func (p *page) commit() bool { return !p.begun() || p.form.Commit() }

// putAway keeps what is half typed, and what could not be saved before if it can now.
func (p *page) putAway() {
	if p.commit(); p.begun() && p.unsaved {
		p.retry()
	}
}

// changed reads what a change touched, and lays the night out again where that differs from what is on show.
func (p *page) changed(c store.Change) {
	next, err := p.shown.after(context.Background(), p.env.Store, c, p.env.CurrentNight())
	if err != nil {
		p.env.Fail(err)
		return
	}
	if same(next, p.shown) {
		return
	}
	p.shown = next
	back := p.stay()
	p.present()
	back(nil)
}

// resume brings the night on show up to date, and leaves scroll and keyboard where they were.
func (p *page) resume() { p.returnTo(p.stay()) }

// returnTo brings the night on show up to date, and to the place where it was left.
func (p *page) returnTo(back place) {
	if p.bring(p.date()) && !back(p.rating) {
		p.env.Window.Canvas().Focus(p.rating)
		p.scroll.Reveal(p.rating)
	}
}

// place leads back to where a page was scrolled to, and to what had the keyboard in it. It tells whether anything had.
type place func(otherwise fyne.Focusable) (inside bool)

// stay remembers scroll and keyboard for a night that is about to be laid out again, as field.Stay does.
func (p *page) stay() (back place) {
	at, focus := p.scroll.Scroll.Offset, field.Stay(p.env.Window.Canvas(), p.column)
	return func(otherwise fyne.Focusable) bool {
		p.scroll.Scroll.ScrollToOffset(at)
		return focus(otherwise)
	}
}

// idle is after how long without use a window left open shows the night that is meant by then. Until then
// somebody may be in the middle of writing, and noon must not turn the page.
const idle = 30 * time.Minute

// moveOn opens the night that is meant by now, and tells whether it did.
func (p *page) moveOn() bool {
	current := p.env.CurrentNight()
	switch {
	case p.follows && current != p.date() && (p.env.Now().Sub(p.used) >= idle || !slices.Equal(p.rules, p.env.Boundaries)):
		p.open(current)
	case p.asked != nil && p.asked.Late():
		p.resume()
	default:
		return false
	}
	return true
}

// visit opens a night of the person's choice.
func (p *page) visit(date diary.Date) {
	p.open(date)
	p.follows = p.date() == p.env.CurrentNight()
}

// same compares what is on show; when a night was first saved is not.
func same(a, b content) bool {
	a.Night.EnteredAt, b.Night.EnteredAt = time.Time{}, time.Time{}
	return reflect.DeepEqual(a, b)
}

// date is the night on show.
func (p *page) date() diary.Date { return p.shown.Night.Date }

func (p *page) read(date diary.Date) (content, error) {
	return read(context.Background(), p.env.Store, date, p.env.CurrentNight())
}

// open brings a night into view, from its top. Nights to come are refused in words, but for those that the diary
// has: a computer's clock may have been wrong, and what it led to must be open to be put right.
func (p *page) open(date diary.Date) {
	if date.After(p.env.LatestNight()) && !p.has(date) {
		if p.form != nil {
			p.say(p.env.L.T("night.future"))
			return
		}
		date = p.env.CurrentNight()
	}
	if !p.bring(date) {
		return
	}
	p.scroll.Scroll.ScrollToTop()
	if p.rating != nil && p.env.Window.Canvas() != nil {
		p.env.Window.Canvas().Focus(p.rating)
		p.scroll.Reveal(p.rating) // in large type it lies further down than a small window reaches
	}
}

// has tells whether the diary has a night.
func (p *page) has(date diary.Date) bool {
	there, err := p.read(date)
	return err == nil && !there.Night.IsEmpty()
}

// bring lays a night out as the diary has it now. It tells whether it did: what is on show and could not be
// kept stays.
func (p *page) bring(date diary.Date) bool {
	if p.form != nil && !p.form.Commit() || p.unsaved && !p.retry() {
		return false
	}
	p.origin.Touched() // all of it is read
	next, err := p.read(date)
	if err != nil {
		p.env.Fail(err)
		return false
	}
	stands := p.stands(next)
	p.shown, p.used, p.rules = next, p.env.Now(), p.env.Boundaries
	if stands {
		p.tellRecorded()
		return true
	}
	field.Rebuilt(p.env.Window, p.column, p.present)
	return true
}

// setting is what a night is laid out by besides what the diary has of it.
type setting struct {
	current, latest diary.Date
	text            float32
	ground          color.Color
}

func (p *page) setting() setting {
	return setting{p.env.CurrentNight(), p.env.LatestNight(), theme.Size(theme.SizeNameText), theme.Color(theme.ColorNameBackground)}
}

// stands tells whether a night need not be laid out: all of it is on show as it is to be. To lay it out and draw it anew
// takes as long as all else that is done when one comes back from another screen.
func (p *page) stands(next content) bool {
	return p.form != nil && !p.failed && p.laidOut == p.setting() && same(next, p.shown) &&
		p.asked == nil && !now.Asks(p.env) && !p.first.box.Visible() && !p.first.wanted()
}

// readOut tells the night in words.
func (p *page) readOut() string { return strings.Join(p.lines(), "\n") }

func (p *page) button(key string, do func()) *look.Button { return look.NewButton(p.env.L.T(key), do) }
