package doctor

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/slot"
	"stillnight/internal/wording"
)

// options are the controls for what is on the pages. changed is called with each new choice.
type options struct {
	l       *i18n.Localizer
	diary   diary.Diary
	choice  choice
	changed func(choice)
	// reveal brings the control that the keyboard has reached into sight.
	reveal func(fyne.CanvasObject)
	body   *fyne.Container
	own    *fyne.Container
	// more are remedies behind the first few; they are made when somebody moves towards them.
	more *slot.Slot
}

// remediesAtOnce is how many remedies can be chosen from at once, remedyLines how high another one probably is.
const (
	remediesAtOnce = 12
	remedyLines    = 2.7
)

// fill makes what was left for later.
func (o *options) fill() {
	if o.more != nil && o.more.Empty() {
		o.more.Fill()
		o.body.Refresh()
	}
}

func newOptions(l *i18n.Localizer, changed func(choice)) *options {
	return &options{l: l, changed: changed, reveal: func(fyne.CanvasObject) {}, body: look.Column()}
}

// show lays the controls out for a diary and what was chosen.
func (o *options) show(d diary.Diary, c choice) {
	o.diary, o.choice = d, c
	l := o.l
	o.own = container.NewVBox()
	o.body.Objects = []fyne.CanvasObject{
		o.group(l.T("doctor.dates"), o.dates(), o.own),
		o.group(l.T("doctor.questions"), o.questions(), look.Quiet(l.T("doctor.questions_hint"))),
		o.group(l.T("doctor.remedies"), o.remedies()...),
		o.group(l.T("doctor.outcomes"), o.outcomes()...),
		o.group(l.T("doctor.more"), o.check(l.T("doctor.notes"), c.Notes, func(c *choice, on bool) { c.Notes = on }),
			look.Quiet(l.T("doctor.notes_hint"))),
		o.group(l.T("doctor.who"), o.entry(l.T("doctor.name"), c.Name, func(c *choice, s string) { c.Name = s }),
			o.entry(l.T("doctor.born"), c.Born, func(c *choice, s string) { c.Born = s })),
		o.group(l.T("doctor.paper"), o.paper(), o.colour(),
			o.check(l.T("doctor.brief"), c.Brief, func(c *choice, on bool) { c.Brief = on })),
	}
	o.ownDates()
	o.body.Refresh()
}

// change alters the choice and tells of it.
func (o *options) change(alter func(*choice)) {
	alter(&o.choice)
	o.changed(o.choice)
}

func (o *options) group(title string, controls ...fyne.CanvasObject) fyne.CanvasObject {
	return look.NewCard(container.NewVBox(append([]fyne.CanvasObject{look.Heading(title)}, controls...)...))
}

func (o *options) check(text string, on bool, set func(*choice, bool)) fyne.CanvasObject {
	c := newCheck(text, func(on bool) { o.change(func(c *choice) { set(c, on) }) })
	c.box.reached = o.reached
	c.set(on)
	return c
}

// reached is called with what the keyboard has come to.
func (o *options) reached(control fyne.CanvasObject) {
	o.fill()
	o.reveal(control)
}

func (o *options) entry(name, text string, set func(*choice, string)) *entry {
	e := newEntry(name, o.reached)
	e.SetPlaceHolder(name)
	e.SetText(text)
	e.OnChanged = func(s string) { o.change(func(c *choice) { set(c, s) }) }
	return e
}

// questions is a field of several lines.
func (o *options) questions() fyne.CanvasObject {
	e := o.entry(o.l.T("doctor.questions"), o.choice.Questions, func(c *choice, s string) { c.Questions = s })
	e.SetPlaceHolder("")
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.SetMinRowsVisible(questionRows)
	return e
}

// questionRows is how many lines of questions can be seen at once.
const questionRows = 3

func (o *options) dates() fyne.CanvasObject {
	offered := stretches
	if _, last, ok := o.diary.Span(); ok {
		if _, visited := lastVisit(o.diary, last); !visited {
			offered = slices.DeleteFunc(slices.Clone(stretches), func(s stretch) bool { return s == sinceVisit })
		}
	}
	var words []string
	for _, s := range offered {
		words = append(words, o.l.T("doctor.stretch."+string(s)))
	}
	s := newPick(o.l.T("doctor.dates"), words, o.reached)
	s.SetSelectedIndex(max(slices.Index(offered, o.choice.Stretch), 0))
	s.OnChanged = func(string) {
		o.change(func(c *choice) {
			c.Stretch = offered[s.SelectedIndex()]
			if c.Stretch == ownDates && c.From.IsZero() {
				c.From, c.To = firstChoice(o.l).dates(o.diary, diary.Date{})
			}
		})
		o.ownDates()
	}
	return s
}

// ownDates shows two dates to choose while own dates are wanted.
func (o *options) ownDates() {
	o.own.Objects = nil
	if o.choice.Stretch == ownDates {
		o.own.Objects = []fyne.CanvasObject{
			look.Quiet(o.l.T("doctor.from")), o.date(o.choice.From, func(c *choice, d diary.Date) { c.From = d }),
			look.Quiet(o.l.T("doctor.to")), o.date(o.choice.To, func(c *choice, d diary.Date) { c.To = d }),
		}
	}
	o.own.Refresh()
}

func (o *options) date(at diary.Date, set func(*choice, diary.Date)) fyne.CanvasObject {
	e := widget.NewDateEntry()
	if !at.IsZero() {
		t := at.UTC()
		e.SetDate(&t)
	}
	e.OnChanged = func(t *time.Time) {
		if t != nil {
			o.change(func(c *choice) { set(c, diary.DateOf(*t)) })
		}
	}
	return e
}

func (o *options) remedies() []fyne.CanvasObject {
	var list []diary.Intervention
	for _, iv := range o.diary.Interventions {
		if len(iv.Phases) > 0 {
			list = append(list, iv)
		}
	}
	checks := func(list []diary.Intervention) (objects []fyne.CanvasObject) {
		for _, iv := range list {
			objects = append(objects, o.check(iv.Name, !slices.Contains(o.choice.Without, iv.ID), func(c *choice, on bool) {
				c.Without = field.With(c.Without, iv.ID, !on)
			}))
		}
		return objects
	}
	o.more = nil
	switch n := len(list); {
	case n == 0:
		return []fyne.CanvasObject{look.Quiet(o.l.T("doctor.no_remedies"))}
	case n > remediesAtOnce:
		rest := list[remediesAtOnce:]
		o.more = slot.New(remedyLines*float32(len(rest)), func() fyne.CanvasObject { return container.NewVBox(checks(rest)...) })
		return append(checks(list[:remediesAtOnce]), o.more)
	}
	return checks(list)
}

func (o *options) outcomes() []fyne.CanvasObject {
	var checks []fyne.CanvasObject
	for _, out := range compare.Outcomes {
		has := slices.ContainsFunc(o.diary.Nights, func(n diary.Night) bool { return out.Of(n).IsSet() })
		if out == compare.Severity || !has {
			continue // severity is always there
		}
		checks = append(checks, o.check(wording.Outcome(o.l, out), slices.Contains(o.choice.Outcomes, out), func(c *choice, on bool) {
			c.Outcomes = field.With(c.Outcomes, out, on)
		}))
	}
	return append([]fyne.CanvasObject{look.Quiet(o.l.T("doctor.severity_always"))}, checks...)
}

func (o *options) paper() fyne.CanvasObject {
	return o.either(o.l.T("doctor.paper"), o.l.T("doctor.a4"), o.l.T("doctor.letter"), o.choice.Letter, func(c *choice, second bool) { c.Letter = second })
}

func (o *options) colour() fyne.CanvasObject {
	return o.either(o.l.T("doctor.inks"), o.l.T("doctor.colour"), o.l.T("doctor.grey"), o.choice.Grey, func(c *choice, second bool) { c.Grey = second })
}

// either chooses between two.
func (o *options) either(name, first, second string, isSecond bool, set func(*choice, bool)) fyne.CanvasObject {
	s := newPick(name, []string{first, second}, o.reached)
	s.SetSelected(first)
	if isSecond {
		s.SetSelected(second)
	}
	s.OnChanged = func(chosen string) { o.change(func(c *choice) { set(c, chosen == second) }) }
	return s
}
