package field

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

const steps = diary.MaxRating + 1

// Rating is a row of the numbers 0 to 10. Digits choose a number, - or = chooses 10, arrows move, and
// Backspace or a second press takes the answer back.
type Rating struct {
	widget.BaseWidget
	// Changed is called after the person chose or took back.
	Changed func(diary.Optional[int])
	// Entered is called on Enter.
	Entered func()

	l       *i18n.Localizer
	name    string
	value   diary.Optional[int]
	focused bool
	// one is when a 1 was typed that a 0 would make a 10; now is the clock.
	one time.Time
	now func() time.Time
}

// tenWithin is how soon after a 1 a 0 belongs to it: nobody who types 10 means no symptoms at all.
const tenWithin = 1500 * time.Millisecond

var _ fyne.Focusable = (*Rating)(nil)

// NewRating returns a row with a value; name is what a screen reader says of it.
func NewRating(l *i18n.Localizer, name string, value diary.Optional[int], changed func(diary.Optional[int])) *Rating {
	r := &Rating{l: l, name: name, value: value, Changed: changed, now: time.Now}
	r.ExtendBaseWidget(r)
	return r
}

// Value is the number chosen.
func (r *Rating) Value() diary.Optional[int] { return r.value }

// AccessibilityLabel tells name and answer.
func (r *Rating) AccessibilityLabel() string {
	n, ok := r.value.Get()
	if !ok {
		return r.l.T("field.rating.none", "name", r.name)
	}
	return r.l.T("field.rating.value", "name", r.name, "n", strconv.Itoa(n))
}

// AccessibilityRole tells that it is a row of choices.
func (r *Rating) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows that digits go here.
func (r *Rating) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost takes the mark away.
func (r *Rating) FocusLost() { r.focused = false; r.Refresh() }

// IsTen tells whether a key stands for 10, which is no single digit: = or -. On French keyboards - is the
// key of the 6 without Shift, so that it must not be taken for the worst of all there.
func IsTen(l *i18n.Localizer, c rune) bool { return c == '=' || c == '-' && l.Lang() != "fr" }

// TypedRune chooses by digit.
func (r *Rating) TypedRune(c rune) {
	switch {
	case c == '0' && !r.one.IsZero() && r.now().Sub(r.one) < tenWithin:
		r.choose(diary.Some(diary.MaxRating))
	case c >= '0' && c <= '9':
		if c == '1' {
			r.one = r.now()
		}
		r.choose(diary.Some(int(c - '0')))
	case IsTen(r.l, c):
		r.choose(diary.Some(diary.MaxRating))
	}
}

// TypedKey moves, takes back or enters.
func (r *Rating) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		if r.value.IsSet() {
			r.choose(diary.Some(max(r.value.Or(0)-1, 0)))
		} else {
			r.choose(diary.Some(0))
		}
	case fyne.KeyRight, fyne.KeyUp:
		r.choose(diary.Some(min(r.value.Or(-1)+1, diary.MaxRating)))
	case fyne.KeyBackspace, fyne.KeyDelete:
		r.choose(diary.None[int]())
	case fyne.KeyReturn, fyne.KeyEnter:
		if r.Entered != nil {
			r.Entered()
		}
	}
}

// Tapped chooses the number under the pointer, or takes it back where it was chosen already.
func (r *Rating) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	n := min(max(int(e.Position.X/(r.Size().Width/steps)), 0), diary.MaxRating)
	if r.value == diary.Some(n) {
		r.choose(diary.None[int]())
		return
	}
	r.choose(diary.Some(n))
}

func (r *Rating) choose(v diary.Optional[int]) {
	if v == r.value {
		return
	}
	if v != diary.Some(1) {
		r.one = time.Time{}
	}
	r.value = v
	r.Refresh()
	if r.Changed != nil {
		r.Changed(v)
	}
}

// CreateRenderer draws the numbers.
func (r *Rating) CreateRenderer() fyne.WidgetRenderer {
	p := &ratingRenderer{rating: r, ring: canvas.NewRectangle(nil)}
	p.objects = append(p.objects, p.ring)
	for n := range steps {
		c := ratingCell{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewText(strconv.Itoa(n), nil)}
		c.number.Alignment = fyne.TextAlignCenter
		p.cells = append(p.cells, c)
		p.objects = append(p.objects, c.ground, c.bar, c.number)
	}
	p.Refresh()
	return p
}

// ratingCell is one number; its bar is wider the worse the number, so that colour is never alone.
type ratingCell struct {
	ground, bar *canvas.Rectangle
	number      *canvas.Text
}

type ratingRenderer struct {
	rating  *Rating
	ring    *canvas.Rectangle
	cells   []ratingCell
	objects []fyne.CanvasObject
}

func (p *ratingRenderer) Destroy() {}

func (p *ratingRenderer) Objects() []fyne.CanvasObject { return p.objects }

func (p *ratingRenderer) MinSize() fyne.Size {
	text := p.rating.Theme().Size(theme.SizeNameText)
	return fyne.NewSize(steps*max(text*1.7, 36), max(text*2.8, 52))
}

func (p *ratingRenderer) Layout(size fyne.Size) {
	p.ring.Resize(size)
	width, gap := size.Width/steps, float32(4)
	for n, c := range p.cells {
		x := float32(n) * width
		inner := fyne.NewSize(width-gap, size.Height-2*gap)
		c.ground.Move(fyne.NewPos(x+gap/2, gap))
		c.ground.Resize(inner)
		least := c.number.MinSize()
		c.number.Move(fyne.NewPos(x+gap/2, gap+(inner.Height-least.Height)/2))
		c.number.Resize(fyne.NewSize(inner.Width, least.Height))
		room := (inner.Width - 12) * float32(n) / diary.MaxRating
		c.bar.Move(fyne.NewPos(x+gap/2+6, size.Height-gap-8))
		c.bar.Resize(fyne.NewSize(max(room, 0), 4))
	}
}

func (p *ratingRenderer) Refresh() {
	th, variant := p.rating.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	radius := th.Size(theme.SizeNameInputRadius)
	p.ring.CornerRadius = radius
	p.ring.StrokeWidth = 2
	p.ring.FillColor = color.Transparent
	p.ring.StrokeColor = th.Color(look.ColorFocusRing, variant)
	p.ring.Hidden = !p.rating.focused
	for n, c := range p.cells {
		chosen := p.rating.value == diary.Some(n)
		c.ground.CornerRadius = radius
		c.ground.StrokeWidth = 1
		c.ground.StrokeColor = th.Color(theme.ColorNameInputBorder, variant)
		c.ground.FillColor = th.Color(theme.ColorNameInputBackground, variant)
		c.number.Color = th.Color(theme.ColorNameForeground, variant)
		c.bar.FillColor = th.Color(theme.ColorNamePrimary, variant)
		if chosen {
			c.ground.FillColor = th.Color(look.ColorChosen, variant)
			c.ground.StrokeColor = th.Color(look.ColorOnChosen, variant)
			c.ground.StrokeWidth = 3
			c.number.Color = th.Color(look.ColorOnChosen, variant)
			c.bar.FillColor = th.Color(look.ColorOnChosen, variant)
		}
		c.bar.CornerRadius = 2
		c.bar.Hidden = n == 0
		c.number.TextStyle.Bold = chosen
		c.number.TextSize = th.Size(theme.SizeNameText) * 1.15
		c.ground.Refresh()
		c.bar.Refresh()
		c.number.Refresh()
	}
	p.ring.Refresh()
	p.Layout(p.rating.Size())
}
